//! Where files come from, in the browser: said with the upload, shown afterwards, and told of on the pupil's page.

use axum::http::StatusCode;
use balsts_domain::access::Role;
use balsts_testkit::on_both;

use crate::{
    browser::Browser,
    loads::{browser_of, load, schools, send, send_with},
};

/// So many lessons missed that the pupil is on the list.
const ABSENCES: &str = "personal_code;institution_code;date;lesson;kind\n\
    010112-21234;OP;2026-11-02;1;unexcused\n010112-21234;OP;2026-11-02;2;unexcused\n\
    010112-21234;OP;2026-11-02;3;unexcused\n010112-21234;OP;2026-11-02;4;unexcused\n\
    010112-21234;OP;2026-11-02;5;unexcused\n010112-21234;OP;2026-11-02;6;unexcused\n\
    010112-21234;OP;2026-11-02;7;unexcused\n010112-21234;OP;2026-11-02;8;unexcused\n";

async fn loaded(browser: &mut Browser, place: &str) -> String {
    let answer = browser.post(&format!("{place}/load"), &[]).await;
    assert_eq!(answer.location.as_deref(), Some(place));
    browser.get(place).await.body
}

// covers: REG-30
#[test]
fn an_upload_says_its_source_and_day_and_they_are_shown_wherever_it_is_told_of() {
    on_both(|database| async move {
        let (town, mut board) = schools(&database).await;
        let file = ("kavejumi.csv", ABSENCES);
        let silent = send_with(&mut board, "absences", file, &[], None).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            silent.body.contains("Choose the source of the file."),
            "{}",
            silent.body
        );
        let wordless = send_with(&mut board, "absences", file, &[("source", "other")], None).await;
        assert!(
            wordless.body.contains("Name the source in words."),
            "{}",
            wordless.body
        );
        let day = |day| [("as_of-day", day), ("as_of-month", "11"), ("as_of-year", "2026")];
        for (number, said) in [
            ("31", "Enter a date of the calendar"),
            ("21", "This day has not come yet."),
        ] {
            let mut fields = vec![("source", "e_klase")];
            fields.extend(day(number));
            let answer = send_with(&mut board, "absences", file, &fields, None).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains(said), "{}", answer.body);
        }
        let mut fields = vec![("source", "e_klase"), ("source_note", "8. klases")];
        fields.extend(day("16"));
        let place = send_with(&mut board, "absences", file, &fields, None)
            .await
            .location
            .unwrap();
        for page in [
            board.get(&place).await.body,
            loaded(&mut board, &place).await,
            board.get("/loads").await.body,
        ] {
            assert!(
                page.contains("E-klase (8. klases)") || page.contains("8. klases"),
                "{page}"
            );
            assert!(page.contains("16 November 2026"), "{page}");
        }
        let list = board.get("/loads").await.body;
        let sources = list.split("Sources").last().unwrap();
        let row = |name: &str| {
            let row = sources.split("<tr").find(|row| row.contains(name));
            row.unwrap_or_else(|| panic!("{name} in {sources}")).to_owned()
        };
        assert!(
            row("E-klase").contains("Lessons missed") && row("E-klase").contains("4 days ago"),
            "{sources}"
        );
        assert!(row("E-klase").contains("education_board"), "{sources}");
        assert!(
            row("Mykoob").contains("nothing has been loaded from this source yet"),
            "{sources}"
        );
        assert!(
            row("State education information system").contains("Lists of institutions"),
            "{sources}"
        );

        let school = database
            .store
            .institution_id(town.municipality, "OP")
            .await
            .unwrap();
        let mut staff = browser_of(&town, Role::SupportStaff, Some(school)).await;
        let pupils = staff.get("/pupils").await.body;
        let anna = pupils
            .split("href=\"/pupils/")
            .nth(1)
            .map(|rest| rest.split(['"', '?']).next().unwrap());
        let anna = format!("/pupils/{}", anna.unwrap_or_else(|| panic!("{pupils}")));
        let overview = staff.get(&format!("{anna}?part=overview")).await.body;
        assert!(
            overview
                .contains("These records come from: E-klase (8. klases), the newest as of 16 November 2026."),
            "{overview}"
        );
        let history = staff.get(&format!("{anna}?part=history")).await.body;
        assert!(history.contains("These records come from: VIIS"), "{history}");
        staff.get("/pupils?lang=lv").await;
        let overview = staff.get(&format!("{anna}?part=overview")).await.body;
        assert!(
            overview.contains("Šie ieraksti ir no: E-klase (8. klases), jaunākie uz"),
            "{overview}"
        );
    });
}

// covers: REG-30
#[test]
fn sources_that_only_words_tell_apart_stand_apart() {
    on_both(|database| async move {
        let (_, mut board) = schools(&database).await;
        let marks = "personal_code;institution_code;subject;date;value;kind\n010112-21234;OP;Sports;2026-10-12;7;current\n";
        let clubs = "personal_code;programme;kind;from\n010112-21234;Koris;interešu;2026-09-10\n";
        for (kind, text, note) in [
            ("marks", marks, "vecais žurnāls"),
            ("extracurricular", clubs, "mūzikas skola"),
        ] {
            let fields = [("source", "other"), ("source_note", note)];
            let answer = send_with(&mut board, kind, ("d.csv", text), &fields, None).await;
            let place = answer.location.unwrap_or_else(|| panic!("{}", answer.body));
            loaded(&mut board, &place).await;
        }
        let list = board.get("/loads").await.body;
        let sources = list.split("Sources").last().unwrap();
        let rows: Vec<&str> = sources
            .split("<tr")
            .filter(|row| row.contains("Another source"))
            .collect();
        assert_eq!(rows.len(), 2, "{sources}");
        assert!(
            rows[0].contains("mūzikas skola") && !rows[0].contains("Marks"),
            "{sources}"
        );
        assert!(
            rows[1].contains("vecais žurnāls") && rows[1].contains("Marks"),
            "{sources}"
        );
    });
}

// covers: REG-30
#[test]
fn somebody_may_confirm_that_nothing_has_changed() {
    on_both(|database| async move {
        let (_, mut board) = schools(&database).await;
        load(&mut board, "absences", ABSENCES).await;
        let place = send(&mut board, "absences", "k.csv", ABSENCES, &[])
            .await
            .location
            .unwrap();
        let review = board.get(&place).await.body;
        assert!(
            review.contains("Everything in the file is loaded already")
                && review.contains("Confirm that nothing has changed"),
            "{review}"
        );
        let done = loaded(&mut board, &place).await;
        assert!(done.contains("Confirmed: nothing has changed"), "{done}");
        let list = board.get("/loads").await.body;
        assert_eq!(
            list.matches("Lessons missed").count(),
            4,
            "two loads, an age and a source\n{list}"
        );
    });
}

// covers: REG-31
#[test]
fn a_layout_of_ones_own_is_pasted_or_sent_and_a_mistake_in_it_named_with_its_line() {
    on_both(|database| async move {
        let (_, mut board) = schools(&database).await;
        let file = (
            "zurnals.csv",
            "PK;Kur;Kad;St.;Kods\n010112-21234;OP;2026-11-02;1;n\n",
        );
        let layout = "kind = \"absences\"\nsource = \"mykoob\"\n[columns]\nPK = \"personal_code\"\nKur = \"institution_code\"\n\
                      Kad = \"date\"\n\"St.\" = \"lesson\"\nKods = \"kind\"\n[codes.kind]\nn = \"unexcused\"\n";
        let bad = layout.replace("\"lesson\"", "\"stunda\"");
        let refused = send_with(&mut board, "absences", file, &[("own_profile", &bad)], None).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains(
                "line 7 of the profile: section columns of the profile names an unknown field “stunda”"
            ),
            "{}",
            refused.body
        );
        assert!(
            refused.body.contains("details class=\"govuk-details\" open"),
            "{}",
            refused.body
        );
        board.get("/loads?lang=lv").await;
        let refused = send_with(&mut board, "absences", file, &[], Some(("mans.toml", &bad))).await;
        assert!(refused.body.contains("profila 7. rinda: "), "{}", refused.body);
        assert!(
            refused.body.contains("Kods = &"),
            "what was sent is there to be mended\n{}",
            refused.body
        );
        board.get("/loads?lang=en").await;
        // The layout names the source.
        for (fields, profile, name) in [
            (vec![("own_profile", layout)], None, "A layout of your own"),
            (Vec::new(), Some(("mans.toml", layout)), "mans.toml"),
        ] {
            let answer = send_with(&mut board, "absences", file, &fields, profile).await;
            let place = answer.location.unwrap_or_else(|| panic!("{}", answer.body));
            let review = board.get(&place).await.body;
            assert!(
                review.contains("New 1, changed 0") && review.contains(name),
                "{review}"
            );
            assert!(review.contains("Mykoob"), "{review}");
            board.post(&format!("{place}/discard"), &[]).await;
        }
        let long = "#".repeat((64 << 10) + 1);
        let refused = send_with(&mut board, "absences", file, &[("own_profile", &long)], None).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    });
}
