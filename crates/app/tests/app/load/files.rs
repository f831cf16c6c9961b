//! Good files: what they store, what they leave alone.

use balsts_app::load::{LoadOptions, stored_kinds};
use balsts_domain::access::Role;
use balsts_intake::Kind;
use balsts_testkit::on_both;

use super::{ENROLMENTS, INSTITUTIONS, PUPILS, Registry, options};

/// One file of every kind that is loaded, with how many rows it has.
pub const ALL: [(Kind, &str, u64); 16] = [
    (
        Kind::Staff,
        "institution_code;role;fte;as_of\nOP;sociālais pedagogs;0,933;2026-09-01\nOV;psihologs;1;2026-09-01\n",
        2,
    ),
    (
        Kind::Guardians,
        "personal_code;given_name;family_name;relation;phone;email;from;to\n\
         010112-21234;Ilze;Bērziņa;māte;29000000;ilze@example.test;;\n",
        1,
    ),
    (
        Kind::ClassTeachers,
        "institution_code;class;email;from;to\nOP;8.b;Anna@ogre.test;2026-09-01;\n",
        1,
    ),
    (
        Kind::Absences,
        "personal_code;pupil_code;institution_code;date;lesson;subject;kind\n\
         010112-21234;;OP;2026-11-02;1;Matemātika;unexcused\n\
         010112-21234;;OP;2026-11-02;2;;unknown\n\
         ;UA-7;Ogres pamatskola;02.11.2026.;1;;illness\n",
        3,
    ),
    (
        Kind::AbsenceTotals,
        "personal_code;institution_code;from;to;unexcused;illness;excused\n010112-21234;OP;2026-09-01;2026-10-31;4;10;2\n",
        1,
    ),
    (
        Kind::Lessons,
        "institution_code;class;from;to;lessons\nOP;8b;2026-09-01;2026-10-31;240\n",
        1,
    ),
    (
        Kind::Marks,
        "personal_code;institution_code;subject;date;value;kind\n\
         010112-21234;OP;Matemātika;2026-10-12;3;current\n010112-21234;OP;Sports;2026-10-12;nv;current\n",
        2,
    ),
    (
        Kind::Exams,
        "personal_code;subject;date;grade;percent\n320000-00001;Matemātika;2026-06-02;9;12,5\n",
        1,
    ),
    (
        Kind::Incidents,
        "personal_code;institution_code;date;kind;role;note\n010112-21234;OP;2026-10-12;konflikts;victim;gaitenī\n",
        1,
    ),
    (
        Kind::Extracurricular,
        "personal_code;programme;kind;from;to\n010112-21234;Koris;interešu;2026-09-10;\n",
        1,
    ),
    (
        Kind::DeclaredChildren,
        "personal_code;given_name;family_name;birth_date;declared_address;status\n\
         010112-21234;Anna;Bērziņa;2012-01-01;Brīvības 1;\n020213-20003;Pēteris;Kalns;2013-02-02;Brīvības 2;izbraucis\n",
        2,
    ),
    (
        Kind::Circumstances,
        "personal_code;kind;from;to;source_institution\n010112-21234;addiction;2026-10-01;;bāriņtiesa\n",
        1,
    ),
    (
        Kind::SupportPlans,
        "personal_code;institution_code;school_year;semester;risks;evaluation\n\
         010112-21234;OP;2025/26;2;\"A1;A6\";izdevās\n",
        1,
    ),
    (
        Kind::Consultations,
        "personal_code;institution_code;date;kind;subject_or_role;hours\n\
         010112-21234;OP;2025-10-06;subject;Matemātika;1,5\n010112-21234;OP;2025-10-06;teacher;;1\n",
        2,
    ),
    (
        Kind::Participation,
        "programme;date;target_group;institution_code;personal_code;count\nSTOP 4-7;2025-10-06;pupils;OP;010112-21234;\n\
         STOP 4-7;2025-10-06;parents;OP;;12\n",
        2,
    ),
    (
        Kind::SurveyAnswers,
        "survey;question;date;institution_code;answer;count\nEdurio;Vai jūties droši?;2025-10-06;OP;Jā;40\n",
        1,
    ),
];

// covers: REG-31
#[test]
fn every_kind_is_stored_and_the_same_file_again_changes_nothing() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let mut files = vec![
            (Kind::Institutions, INSTITUTIONS, 4),
            (Kind::Pupils, PUPILS, 3),
            (Kind::Enrolments, ENROLMENTS, 3),
        ];
        files.extend(ALL);
        for (kind, text, rows) in ALL {
            let first = registry.load(kind, text).await;
            assert!(!first.is_refused(), "{kind}: {:?}", first.rejected);
            assert_eq!(
                (first.rows, first.new, first.accepted, first.unchanged),
                (rows, rows, rows, 0),
                "{kind}"
            );
            assert!(first.load_id.is_some(), "{kind}");
        }
        let loads = registry.operator.loads(100).await.unwrap().len();
        for (kind, text, rows) in files {
            let again = registry.load(kind, text).await;
            assert_eq!(
                (again.rows, again.accepted, again.unchanged),
                (rows, 0, rows),
                "{kind}"
            );
            assert!(again.load_id.is_some(), "{kind}: that nothing changed is kept");
            assert_eq!(again.touched, 0, "{kind}");
        }
        assert_eq!(registry.operator.loads(100).await.unwrap().len(), 2 * loads);
        let proof = registry.operator.store.verify_audit().await.unwrap();
        assert_eq!(proof.broken_at, None);
        assert_eq!(
            registry.count("audit_entries WHERE action = 'load.commit'").await,
            38
        );
    });
}

#[test]
fn every_kind_of_the_page_of_files_is_stored() {
    let page = include_str!("../../../../../docs/import-files.md");
    let stored: Vec<Kind> = stored_kinds().collect();
    for kind in Kind::ALL {
        assert!(page.contains(&format!("\n## `{kind}`\n")), "{kind}");
        assert!(stored.contains(&kind), "{kind}");
    }
}

#[test]
fn the_report_has_the_fields_of_the_contract() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let report = registry.load(ALL[3].0, ALL[3].1).await;
        let json = serde_json::to_value(&report).unwrap();
        assert_eq!(json["kind"], "absences");
        assert_eq!(json["file"], "fails.csv");
        assert_eq!(
            (&json["rows"], &json["accepted"], &json["unchanged"]),
            (&3.into(), &3.into(), &0.into())
        );
        assert!(json["rejected"].as_array().unwrap().is_empty() && json["warnings"].is_array());
        assert_eq!(json["rejected_total"], 0);
        assert_eq!(report.touched_pupils.len(), 2);
    });
}

#[test]
fn a_dry_run_says_what_would_be_and_stores_nothing() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let dry = LoadOptions {
            dry_run: true,
            preview: 10,
            ..options()
        };
        let report = registry.load_with(ALL[3].0, ALL[3].1, &dry).await;
        assert_eq!(
            (report.accepted, report.load_id, registry.count("absences").await),
            (3, None, 0)
        );
        let first = &report.preview[0];
        let shown: Vec<(&str, &str)> = first
            .cells
            .iter()
            .map(|it| (it.column.as_str(), it.new.as_str()))
            .collect();
        assert_eq!(
            shown,
            [
                ("personal_code", "010112-21234"),
                ("date", "2026-11-02"),
                ("lesson", "1"),
                ("institution_code", "OP"),
                ("subject", "Matemātika"),
                ("kind", "unexcused"),
            ]
        );
    });
}

// covers: PRV-13
#[test]
fn a_correction_shows_old_and_new_and_touches_only_its_pupils() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        registry.load(ALL[3].0, ALL[3].1).await;
        let file = "personal_code;institution_code;date;lesson;kind\n010112-21234;OP;2026-11-02;2;illness\n";
        let refused = registry.load(Kind::Absences, file).await;
        assert_eq!(refused.refused.unwrap().key, "load-large-change", "one of three");
        assert_eq!((refused.accepted, refused.changed, refused.stored), (0, 1, 3));
        let accepted = LoadOptions {
            accept_large_change: true,
            preview: 5,
            ..options()
        };
        let report = registry.load_with(Kind::Absences, file, &accepted).await;
        assert_eq!((report.accepted, report.changed, report.touched), (1, 1, 1));
        let cells = &report.preview[0].cells;
        let kind = cells.iter().find(|it| it.column == "kind").unwrap();
        assert_eq!((kind.old.as_str(), kind.new.as_str()), ("unknown", "illness"));
    });
}

#[test]
fn the_brake_holds_at_more_than_thirty_per_cent_and_ignores_new_rows() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let file = |kinds: &str| {
            let mut text = "personal_code;institution_code;date;lesson;kind\n".to_owned();
            for (index, kind) in kinds.chars().enumerate() {
                let kind = if kind == 'u' { "unexcused" } else { "illness" };
                let (date, lesson) = (2 + index / 5, 1 + index % 5);
                text.push_str(&format!("010112-21234;OP;2026-11-{date:02};{lesson};{kind}\n"));
            }
            text
        };
        assert_eq!(registry.load(Kind::Absences, &file("uuuuuuuuuu")).await.new, 10);
        let four = registry.load(Kind::Absences, &file("iiiiuuuuuuuuuuu")).await;
        assert_eq!(four.refused.unwrap().key, "load-large-change");
        let three = registry.load(Kind::Absences, &file("iiiuuuuuuuuuuuuuuuuu")).await;
        assert_eq!((three.refused, three.changed, three.new), (None, 3, 10));
    });
}

#[test]
fn a_snapshot_takes_back_what_it_lacks() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        registry.load(ALL[3].0, ALL[3].1).await;
        let snapshot = LoadOptions {
            snapshot: true,
            accept_large_change: true,
            ..options()
        };
        let file = "personal_code;institution_code;date;lesson;subject;kind\n010112-21234;OP;2026-11-02;1;Matemātika;unexcused\n";
        let report = registry.load_with(Kind::Absences, file, &snapshot).await;
        assert_eq!(
            (report.unchanged, report.gone, report.accepted, report.touched),
            (1, 2, 0, 2)
        );
        assert_eq!(registry.count("absences WHERE ended_load_id IS NULL").await, 1);
        let bad = "personal_code;institution_code;date;lesson;kind\n010112-21234;OP;2026-11-02;40;unexcused\n\
                   010112-21234;OP;2026-11-02;3;unexcused\n";
        let skipping = LoadOptions {
            skip_bad_rows: true,
            ..snapshot
        };
        let report = registry.load_with(Kind::Absences, bad, &skipping).await;
        assert_eq!(
            (report.accepted, report.gone),
            (1, 0),
            "a refused row is not a record that is gone"
        );
        assert!(
            report
                .warnings
                .iter()
                .any(|text| text.contains("nothing counts as gone"))
        );
    });
}

// covers: REG-07
#[test]
fn a_new_personal_code_beside_the_schools_own_code_is_the_same_child() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let file = |code: &str| {
            format!(
                "personal_code;pupil_code;given_name;family_name;birth_date\n{code};UA-7;Olena;Šmite;2013-03-03\n"
            )
        };
        let large = LoadOptions {
            accept_large_change: true,
            ..options()
        };
        let first = registry
            .load_with(Kind::Pupils, &file("320000-00007"), &large)
            .await;
        assert_eq!(
            (first.new, first.changed, registry.count("pupils").await),
            (0, 1, 3)
        );
        let second = registry
            .load_with(Kind::Pupils, &file("330000-00008"), &large)
            .await;
        assert_eq!((second.new, second.changed), (0, 1));
        assert!(
            second
                .warnings
                .iter()
                .any(|text| text.contains("new personal code")),
            "{:?}",
            second.warnings
        );
        assert_eq!(
            registry.load(Kind::Pupils, &file("330000-00008")).await.unchanged,
            1
        );
        let by_former =
            "personal_code;institution_code;date;lesson;kind\n320000-00007;OP;2026-11-02;1;unexcused\n";
        let report = registry.load(Kind::Absences, by_former).await;
        assert_eq!(report.accepted, 1);
        assert!(
            report.warnings[0].contains("former code"),
            "{:?}",
            report.warnings
        );
    });
}

// covers: REG-19, REG-31
#[test]
fn a_transfer_in_between_belongs_to_both_schools_on_its_own_days() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let transfer =
            "personal_code;institution_code;class;from;to;leaving_reason\n320000-00001;OP;8.b;2026-11-10;;\n";
        let report = registry.load(Kind::Enrolments, transfer).await;
        assert_eq!(
            (report.new, report.warnings_total),
            (1, 0),
            "{:?}",
            report.warnings
        );
        let absences = "personal_code;institution_code;date;lesson;kind\n\
                        320000-00001;OV;2026-11-09;1;unexcused\n\
                        320000-00001;OV;2026-11-11;1;unexcused\n\
                        320000-00001;OP;2026-11-09;1;unexcused\n\
                        320000-00001;OP;2026-11-11;1;unexcused\n";
        let report = registry.load(Kind::Absences, absences).await;
        assert_eq!(
            super::errors(&report),
            [
                (3, "date", "the pupil had left this institution"),
                (4, "date", "the day is before the enrolment at this institution"),
            ]
        );
    });
}

// covers: REG-20
#[test]
fn a_programme_whose_name_contradicts_its_code_is_remarked_upon_and_the_code_wins() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let file = "personal_code;institution_code;class;from;programme_code;programme\n\
                    320000-00001;OP;8.b;2026-11-10;21015621;Speciālās pamatizglītības mazākumtautību programma \
                    izglītojamajiem ar valodas attīstības traucējumiem\n";
        let report = registry.load(Kind::Enrolments, file).await;
        assert_eq!((report.new, report.warnings_total), (1, 1), "{report:?}");
        assert!(
            report.warnings[0].contains("21015621 (the special need)"),
            "{:?}",
            report.warnings
        );
        let kept = "(SELECT 1 FROM enrolments WHERE programme_code = '21015621') kept";
        assert_eq!(registry.count(kept).await, 1);
        let fits = file.replace("21015621", "21015521");
        let report = registry.load(Kind::Enrolments, &fits).await;
        assert_eq!(
            (report.changed, report.warnings_total),
            (1, 0),
            "{:?}",
            report.warnings
        );
    });
}

// covers: REG-31
#[test]
fn a_new_class_ends_the_open_enrolment_at_the_same_school() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let next =
            "personal_code;institution_code;class;from;repeats_year\n010112-21234;OP;8.a;2026-11-16;ne\n";
        // One of two stored records ends by it, which is no large change and no row of the file.
        let report = registry.load(Kind::Enrolments, next).await;
        assert!(!report.is_refused(), "{report:?}");
        assert_eq!(
            (report.rows, report.accepted, report.new, report.changed),
            (1, 1, 1, 1),
            "{report:?}"
        );
        assert!(report.warnings[0].contains("2026-11-15"), "{:?}", report.warnings);
        let again = registry.load(Kind::Enrolments, next).await;
        assert_eq!((again.accepted, again.unchanged), (0, 1));
    });
}

#[test]
fn a_music_school_beside_the_general_one_is_no_double_enrolment() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let file = "personal_code;institution_code;class;from\n010112-21234;MS;klavieres;2026-09-01\n";
        let report = registry.load(Kind::Enrolments, file).await;
        assert_eq!(
            (report.new, report.warnings_total),
            (1, 0),
            "{:?}",
            report.warnings
        );
        let elsewhere = "personal_code;institution_code;class;from\n010112-21234;OV;8.a;2026-10-01\n";
        let report = registry.load(Kind::Enrolments, elsewhere).await;
        assert_eq!(
            (report.new, report.warnings_total),
            (1, 1),
            "the other school has not ended it yet"
        );
        assert!(report.warnings[0].contains("OP"), "{:?}", report.warnings);
    });
}

// covers: ROL-21, REG-02
#[test]
fn a_file_may_name_an_institution_by_another_of_its_names() {
    const FILE: &str = "institution_code;role;fte;as_of\nOgres vecā skola;psihologs;1;2026-09-01\n";
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let unknown = registry.load(Kind::Staff, FILE).await;
        assert_eq!((unknown.accepted, unknown.rejected.len()), (0, 1), "{unknown:?}");
        let board = registry.town.as_role(Role::EducationBoard, None, None).await;
        board
            .add_institution_alias("OP", "Ogres vecā skola")
            .await
            .unwrap();
        let known = registry.load(Kind::Staff, FILE).await;
        assert_eq!((known.accepted, known.rejected.len()), (1, 0), "{known:?}");
        let view = board.institution("OP").await.unwrap();
        assert_eq!(view.staff.len(), 1);
        board
            .remove_institution_alias("OP", view.aliases[0].id)
            .await
            .unwrap();
        assert!(board.institution("OP").await.unwrap().aliases.is_empty());
    });
}
