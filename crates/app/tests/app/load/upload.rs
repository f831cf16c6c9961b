//! The four steps of the browser.

use std::{
    fs::File,
    io::{Seek, Write},
};

use balsts_app::{
    AppError,
    load::{UploadChoices, UploadState},
};
use balsts_domain::access::Role;
use balsts_intake::{Kind, Lang};
use balsts_testkit::on_both;

use super::{Registry, files::ALL};

/// What a person says who took the file from the state's register.
fn from_register() -> UploadChoices {
    UploadChoices {
        source: Some("viis".to_owned()),
        ..UploadChoices::default()
    }
}

pub fn file(text: &str) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file.rewind().unwrap();
    file
}

#[test]
fn upload_check_review_load() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let board = registry.town.as_role(Role::EducationBoard, None, None).await;
        let choices = from_register();
        // More than one part.
        let mut text = ALL[3].1.to_owned();
        text.push_str(&"\n".repeat(1 << 20));
        let id = board
            .upload(
                Kind::Absences,
                "C:\\dati\\kavējumi.csv",
                file(&text),
                &choices,
                64 << 20,
                Lang::Lv,
            )
            .await
            .unwrap();
        assert_eq!(board.upload_of(id).await.unwrap().file_name, "kavējumi.csv");
        assert!(matches!(
            board.load_upload(id, Lang::Lv, |_| {}).await,
            Err(AppError::Conflict("error-load-not-checked"))
        ));
        let checked = board.check_upload(id, None, Lang::Lv, |_| {}).await.unwrap();
        assert_eq!(
            (checked.new, checked.load_id, checked.preview.len()),
            (3, None, 3)
        );
        let upload = board.upload_of(id).await.unwrap();
        assert_eq!(
            (upload.state, upload.report.unwrap().preview.len()),
            (UploadState::Checked, 3)
        );
        assert_eq!(registry.count("absences").await, 0);
        let other = registry.town.as_role(Role::EducationBoard, None, None).await;
        assert!(
            matches!(other.upload_of(id).await, Err(AppError::NotFound)),
            "one's own alone"
        );
        let loaded = board.load_upload(id, Lang::Lv, |_| {}).await.unwrap();
        assert_eq!((loaded.accepted, loaded.touched_pupils.len()), (3, 2));
        let upload = &board.uploads(5).await.unwrap()[0];
        assert_eq!((upload.state, upload.load), (UploadState::Loaded, loaded.load_id));
        assert_eq!(registry.count("upload_parts").await, 0, "the file is gone");
        assert!(
            board.load_upload(id, Lang::Lv, |_| {}).await.is_err(),
            "only once"
        );
    });
}

#[test]
fn the_table_of_errors_is_mended_and_sent_again() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let board = registry.town.as_role(Role::EducationBoard, None, None).await;
        let text = "personal_code;institution_code;date;lesson;kind\n\
                    010112-21234;OP;2026-11-02;1;unexcused\n010112-21234;XX;2026-11-02;2;unexcused\n";
        let choices = UploadChoices {
            skip_bad_rows: true,
            ..from_register()
        };
        let id = board
            .upload(Kind::Absences, "k.csv", file(text), &choices, 1 << 20, Lang::Lv)
            .await
            .unwrap();
        let report = board.check_upload(id, None, Lang::Lv, |_| {}).await.unwrap();
        assert_eq!((report.accepted, report.rejected_total), (1, 1));
        let table = String::from_utf8(board.upload_errors(id).await.unwrap()).unwrap();
        assert!(table.contains("XX") && !table.contains(";1;unexcused"), "{table}");
        board.load_upload(id, Lang::Lv, |_| {}).await.unwrap();
        let mended = table.replace("XX", "OP");
        let id = board
            .upload(
                Kind::Absences,
                "k.csv",
                file(&mended),
                &from_register(),
                1 << 20,
                Lang::Lv,
            )
            .await
            .unwrap();
        let report = board.check_upload(id, None, Lang::Lv, |_| {}).await.unwrap();
        assert_eq!(
            (report.accepted, report.rejected_total),
            (1, 0),
            "{:?}",
            report.rejected
        );
        board.discard_upload(id).await.unwrap();
        assert_eq!(registry.count("upload_parts").await, 0);
        assert_eq!(board.upload_of(id).await.unwrap().state, UploadState::Discarded);
    });
}

#[test]
fn what_cannot_be_read_is_refused_at_the_door() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let board = registry.town.as_role(Role::EducationBoard, None, None).await;
        let none = from_register();
        for (text, kind, choices) in [
            ("", Kind::Absences, none.clone()),
            ("far too large for ten bytes", Kind::Absences, none.clone()),
            ("a", Kind::Absences, UploadChoices::default()),
            (
                "a",
                Kind::Absences,
                UploadChoices {
                    profile: Some("no-such".to_owned()),
                    ..none.clone()
                },
            ),
            (
                "a",
                Kind::Absences,
                UploadChoices {
                    encoding: Some("ebcdic".to_owned()),
                    ..none.clone()
                },
            ),
            (
                "a",
                Kind::Absences,
                UploadChoices {
                    separator: Some("#".to_owned()),
                    ..none.clone()
                },
            ),
        ] {
            let refused = board
                .upload(kind, "k.csv", file(text), &choices, 10, Lang::En)
                .await;
            assert!(matches!(refused, Err(AppError::Invalid(_))), "{text} {choices:?}");
        }
        assert!(
            registry
                .operator
                .upload(Kind::Absences, "k.csv", file("a"), &none, 10, Lang::En)
                .await
                .is_err(),
            "nobody's"
        );
    });
}
