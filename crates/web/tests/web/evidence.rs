use axum::http::{StatusCode, header};
use balsts_app::programme::version::TakeIn;
use balsts_domain::{
    access::Role,
    programme::{LARGEST_EVIDENCE, Programme, shipped_text},
};
use balsts_testkit::{Town, on_both, town, town_of};

use crate::{browser::Browser, loads::browser_of};

const FORM: &str = "/programme/tasks/report?table=tasks&key=1.1";
const ACTIVITY: &str = "/programme/activity?key=1.1";
const TYPED: [(&str, &str); 6] = [
    ("state", "in_progress"),
    ("on-day", "18"),
    ("on-month", "11"),
    ("on-year", "2026"),
    ("note", "Pirmā nodarbība notika"),
    ("evidence", "Mape 7-12, 214. kabinets"),
];

async fn social_of(town: &Town) -> Browser {
    let programme = Programme::from_toml(shipped_text("ogres-novads").unwrap()).unwrap();
    let taken = town
        .operator()
        .take_in_programme(&programme, &TakeIn::default())
        .await
        .unwrap();
    assert_eq!(taken.number, Some(1));
    browser_of(town, Role::SocialService, None).await
}

/// The address that follows `href="/programme/evidence/` first.
fn first_file(page: &str) -> String {
    let (_, rest) = page.split_once("href=\"/programme/evidence/").unwrap();
    let (id, _) = rest.split_once('"').unwrap();
    format!("/programme/evidence/{id}")
}

/// A file by its name.
type Named<'a> = (&'a str, &'a [u8]);

// covers: PLN-09
#[test]
fn files_come_with_a_report_and_are_taken_away_by_those_who_answer_for_it() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let mut social = social_of(&town).await;
        let form = social.get(FORM).await;
        for part in [
            "enctype=\"multipart/form-data\"",
            "accept=\".pdf,.docx,.xlsx,.odt,.jpg,.jpeg,.png,.txt\" multiple",
            "a file that names a child",
        ] {
            assert!(form.body.contains(part), "{part}");
        }
        let pdf = b"%PDF-1.7\n<script>alert(1)</script>\xFF\x00";
        let sent = social
            .post_with_files(
                FORM,
                &TYPED,
                &[
                    ("C:\\Mape\\Dalībnieku saraksts.pdf", pdf),
                    ("<b>piezīmes<b>.txt", b"Nodarb\xC4\xABba"),
                ],
            )
            .await;
        assert_eq!(sent.location.as_deref(), Some(ACTIVITY), "{}", sent.body);
        // A school reads the report of another institution, not what proves it: that may name people.
        let school = town.institution("OGR1", "basic_school").await;
        let mut head = browser_of(&town, Role::SchoolHead, Some(school)).await;
        let page = head.get(ACTIVITY).await;
        assert!(page.body.contains("Mape 7-12, 214. kabinets"));
        assert!(!page.body.contains("saraksts.pdf"), "{}", page.body);
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let page = board.get(ACTIVITY).await;
        assert!(
            page.body.contains("Dalībnieku saraksts.pdf</a> (1 kB)"),
            "{}",
            page.body
        );
        assert!(page.body.contains("piezīmes"));
        assert!(!page.body.contains("<b>piezīmes"));
        assert!(!page.body.contains("Mape\\"));
        let address = first_file(&page.body);
        assert_eq!(head.get(&address).await.status, StatusCode::NOT_FOUND);
        assert_eq!(social.get(&address).await.status, StatusCode::OK);
        let file = board.get(&address).await;
        assert_eq!(file.status, StatusCode::OK);
        assert_eq!(file.headers[header::CONTENT_TYPE], "application/pdf");
        assert_eq!(file.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(
            file.headers[header::CONTENT_DISPOSITION],
            "attachment; filename=\"Dal_bnieku_saraksts.pdf\"; filename*=UTF-8''Dal%C4%ABbnieku%20saraksts.pdf"
        );
        assert_eq!(file.body, String::from_utf8_lossy(pdf));
        let nowhere = board.get("/programme/evidence/999").await;
        assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
        let unreadable = board.get("/programme/evidence/x").await;
        assert_eq!(unreadable.status, StatusCode::NOT_FOUND);
        // Another municipality's evidence is not there, and nobody's is for who has not signed in.
        let other = town_of(&database.store, "tukuma-novads", "2026-11-20T09:00:00Z").await;
        let mut board = browser_of(&other, Role::EducationBoard, None).await;
        assert_eq!(board.get(&address).await.status, StatusCode::NOT_FOUND);
        let nobody = Browser::new(&town.app).get(&address).await;
        assert_eq!(nobody.status, StatusCode::SEE_OTHER);
    });
}

// covers: PLN-09
#[test]
fn a_file_that_is_not_taken_is_named_and_what_was_typed_stays() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let mut social = social_of(&town).await;
        let large = vec![b'a'; LARGEST_EVIDENCE + 1];
        let png: Named<'_> = ("bilde.png", b"\x89PNG\r\n\x1a\n");
        let six = [png; 6];
        let refused: [(&[Named<'_>], &str); 5] = [
            (
                &[png, ("lapa.html", b"<p>a</p>")],
                "The file “lapa.html” is not accepted. Accepted are PDF, DOCX, XLSX, ODT, JPG, PNG, TXT,",
            ),
            (&[("lapa.pdf", png.1)], "whose name ends in .png"),
            (
                &[("liels.txt", &large)],
                "The file “liels.txt” is too large: at most 10 MB",
            ),
            (&[("tukss.pdf", b"")], "The file “tukss.pdf” is empty"),
            (&six, "at most 5 files, and 6 were sent"),
        ];
        for (files, words) in refused {
            let answer = social.post_with_files(FORM, &TYPED, files).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
            for part in [
                words,
                "Pirmā nodarbība notika",
                "Mape 7-12, 214. kabinets",
                "data-draft-filled",
                "value=\"in_progress\" checked",
            ] {
                assert!(answer.body.contains(part), "{part}: {}", answer.body);
            }
        }
        // Larger than a form may be: said on the form, with what came before the files.
        let huge = vec![b'a'; 11 * LARGEST_EVIDENCE];
        let answer = social
            .post_with_files(FORM, &TYPED, &[("arhivs.txt", &huge)])
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("The files together are too large"));
        assert!(answer.body.contains("Pirmā nodarbība notika"));
        // A good file that comes with a bad field is asked for again, as no page can keep it.
        let undated = [&TYPED[..1], &[("on-day", "99")], &TYPED[2..]].concat();
        let answer = social.post_with_files(FORM, &undated, &[png]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("Choose the files again"));
        // Nothing of all this was kept.
        let page = social.get(ACTIVITY).await;
        assert!(!page.body.contains("/programme/evidence/"));
        assert!(!page.body.contains("Pirmā nodarbība notika"));
    });
}
