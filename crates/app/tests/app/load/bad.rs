//! Bad files: every bad row is named, nothing is stored.

use balsts_app::{AppError, load::LoadOptions};
use balsts_domain::access::Role;
use balsts_intake::{Kind, Lang};
use balsts_testkit::on_both;

use super::{Registry, errors, load, options};

const MIXED: &str = "Personas kods;Iestādes kods;Datums;Stunda;Kavējuma veids\n\
    010112-21234;OP;2026-11-02;1;unexcused\n\
    010112-21234;OP;2026-11-02;40;unexcused\n\
    010199-21232;OP;2026-11-02;1;unexcused\n\
    010112-21234;Ogres pamatskla;2026-11-02;1;unexcused\n\
    010112-21234;OP;2026-08-31;1;unexcused\n\
    010112-21234;OP;2062-11-02;1;unexcused\n\
    010112-21234;OV;2026-11-02;1;unexcused\n";

// covers: REG-31
#[test]
fn every_bad_row_is_named_and_nothing_is_stored() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let report = registry.load(Kind::Absences, MIXED).await;
        assert_eq!(
            errors(&report),
            [
                (3, "Stunda", "the number is out of bounds"),
                (4, "Personas kods", "the registry has no such pupil"),
                (5, "Iestādes kods", "the registry has no such institution"),
                (6, "Datums", "the day is before the enrolment at this institution"),
                (7, "Datums", "the date is too far in the future"),
                (8, "Datums", "the pupil was never on this institution's list"),
            ]
        );
        assert!(
            report.rejected[2]
                .error
                .contains("is Ogres pamatskola (OP) meant?"),
            "{}",
            report.rejected[2].error
        );
        assert_eq!((report.rows, report.accepted, report.rejected_total), (7, 0, 6));
        assert_eq!(report.refused.unwrap().key, "load-bad-rows");
        assert_eq!(registry.count("absences").await, 0);
        let latvian = registry
            .load_with(
                Kind::Absences,
                MIXED,
                &LoadOptions {
                    lang: Lang::Lv,
                    ..options()
                },
            )
            .await;
        assert!(
            latvian.rejected.iter().all(|it| it.error.contains("Pieņem")),
            "{:?}",
            latvian.rejected
        );

        let skipping = LoadOptions {
            skip_bad_rows: true,
            ..options()
        };
        let report = registry.load_with(Kind::Absences, MIXED, &skipping).await;
        assert_eq!(
            (report.accepted, report.rejected_total, report.is_refused()),
            (1, 6, false)
        );
        assert_eq!(registry.count("absences").await, 1);
    });
}

#[test]
fn days_without_lessons_are_errors_outside_and_warnings_inside_the_semesters() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let enrolment = "personal_code;institution_code;class;from;to\n\
                         010112-21234;OP;7.b;2025-09-01;2026-08-31\n010112-21234;PII;Zvaniņi;2018-09-01;2019-08-31\n";
        assert_eq!(registry.load(Kind::Enrolments, enrolment).await.new, 2);
        let file = |dates: &[&str], place: &str| {
            let mut text = "personal_code;institution_code;date;lesson;kind\n".to_owned();
            for date in dates {
                text.push_str(&format!("010112-21234;{place};{date};1;unexcused\n"));
            }
            text
        };
        // The last day of lessons was 29 May 2026; autumn break 20–24 October, 18 November a holiday, the 9th a Sunday.
        let report = registry
            .load(
                Kind::Absences,
                &file(&["2026-05-29", "2026-06-01", "2026-07-12"], "OP"),
            )
            .await;
        let said: Vec<u64> = report.rejected.iter().map(|it| it.row).collect();
        assert_eq!(said, [3, 4]);
        assert!(
            report.rejected[0].error.contains("2025-09-01 to 2026-05-29"),
            "{}",
            report.rejected[0].error
        );
        let report = registry
            .load(
                Kind::Absences,
                &file(&["2025-10-21", "2025-11-18", "2025-11-09", "2025-11-10"], "OP"),
            )
            .await;
        assert_eq!(
            (report.accepted, report.warnings_total),
            (4, 3),
            "{:?}",
            report.warnings
        );
        let preschool = registry.load(Kind::Absences, &file(&["2019-07-01"], "PII")).await;
        assert_eq!(
            (preschool.accepted, preschool.warnings_total),
            (1, 0),
            "a preschool has no semesters"
        );
    });
}

// covers: REG-31
#[test]
fn what_has_not_happened_yet_is_remarked_upon() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let text = "personal_code;institution_code;date;lesson;kind\n\
                    010112-21234;OP;2026-11-20;1;illness\n010112-21234;OP;2026-11-23;1;excused\n";
        let report = registry.load(Kind::Absences, text).await;
        assert_eq!(report.accepted, 2);
        assert_eq!(report.warnings, ["Row 3: 2026-11-23 has not come yet"]);
    });
}

#[test]
fn overlapping_enrolments_name_each_other() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let file = "personal_code;institution_code;class;from;to\n\
                    010112-21234;OP;7.b;2024-09-01;2025-05-31\n\
                    010112-21234;OV;7.a;2025-03-01;2025-05-31\n\
                    320000-00001;OP;8.b;2026-10-01;2026-10-31\n";
        let report = registry.load(Kind::Enrolments, file).await;
        let said = errors(&report);
        assert_eq!(said.iter().map(|it| it.0).collect::<Vec<_>>(), [2, 3, 4]);
        assert!(
            said[0]
                .2
                .contains("enrolled at OV at the same time (from 2025-03-01 to 2025-05-31, row 3)"),
            "{said:?}"
        );
        assert!(
            said[2]
                .2
                .contains("enrolled at OV at the same time (from 2025-09-01 to 2026-11-10)"),
            "{said:?}"
        );
        assert_eq!(registry.count("enrolments").await, 3);
        let skipping = LoadOptions {
            skip_bad_rows: true,
            ..options()
        };
        assert_eq!(
            registry
                .load_with(Kind::Enrolments, file, &skipping)
                .await
                .accepted,
            0
        );
    });
}

#[test]
fn rows_that_contradict_each_other_are_both_refused() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let file = "personal_code;institution_code;date;lesson;kind\n\
                    010112-21234;OP;2026-11-02;1;unexcused\n\
                    010112-21234;OP;2026-11-02;1;illness\n\
                    010112-21234;OP;2026-11-02;2;illness\n\
                    010112-21234;OP;2026-11-02;2;illness\n";
        let report = registry.load(Kind::Absences, file).await;
        assert_eq!(
            errors(&report),
            [
                (2, "", "row 3 says something else about the same record"),
                (3, "", "row 2 says something else about the same record"),
            ]
        );
        assert_eq!(report.warnings, ["Row 5 repeats row 4; read once"]);
    });
}

// covers: REG-08
#[test]
fn what_follows_from_a_refused_row_is_not_stored() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let file = "personal_code;institution_code;class;grade;from\n\
                    010112-21234;OP;8.c;8;2026-11-16\n\
                    010112-21234;OP;9.c;9;2026-11-16\n";
        let skipping = LoadOptions {
            skip_bad_rows: true,
            ..options()
        };
        let report = registry.load_with(Kind::Enrolments, file, &skipping).await;
        assert_eq!((report.accepted, report.rejected_total), (0, 2), "{report:?}");
        assert_eq!(report.load_id, None, "the enrolment held before has not ended");
        let one = "personal_code;institution_code;class;grade;from\n010112-21234;OP;8.c;8;2026-11-16\n";
        let report = registry.load_with(Kind::Enrolments, one, &skipping).await;
        assert_eq!((report.accepted, report.rejected_total), (1, 0), "{report:?}");
    });
}

#[test]
fn files_that_are_none_are_refused_with_their_reason() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let header = "personal_code;institution_code;date;lesson;kind\n";
        for (text, key) in [
            ("", "file-empty"),
            (header, "file-header-only"),
            (
                "personal_code;institution_code;date;lesson\n1;2;3;4\n",
                "file-headers-missing",
            ),
        ] {
            let report = registry.load(Kind::Absences, text).await;
            assert_eq!(report.refused.as_ref().unwrap().key, key);
            assert_eq!((report.rejected_total, report.accepted), (1, 0));
        }
    });
}

#[test]
fn two_codes_of_two_children_in_one_row_are_an_error() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let file = "personal_code;pupil_code;given_name;family_name\n010112-21234;UA-7;Anna;Bērziņa\n";
        let report = registry.load(Kind::Pupils, file).await;
        assert!(report.rejected[0].error.contains("two different pupils"));
    });
}

// covers: ROL-01, ROL-02, PRV-03
#[test]
fn a_school_loads_its_own_and_learns_nothing_about_others() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let school = database
            .store
            .institution_id(registry.town.municipality, "OP")
            .await
            .unwrap();
        let head = registry.town.as_role(Role::SchoolHead, Some(school), None).await;
        let file = "personal_code;institution_code;date;lesson;kind\n\
                    010112-21234;OP;2026-11-02;1;unexcused\n\
                    320000-00001;OV;2026-11-02;1;unexcused\n\
                    320000-00001;OP;2026-11-02;1;unexcused\n\
                    390000-00009;OP;2026-11-02;1;unexcused\n";
        let report = load(&head, Kind::Absences, file, &options()).await;
        let unknown = "the registry has no such pupil";
        assert_eq!(
            errors(&report),
            [
                (3, "personal_code", unknown),
                (
                    3,
                    "institution_code",
                    "your role does not load data of this institution"
                ),
                (4, "personal_code", unknown),
                (5, "personal_code", unknown),
            ]
        );
        let rename =
            "personal_code;given_name;family_name\n320000-00001;Janis;Ozols\n340000-00004;Līga;Liepa\n";
        let report = load(&head, Kind::Pupils, rename, &options()).await;
        assert_eq!(
            errors(&report),
            [(
                2,
                "personal_code",
                "your institution can neither enter nor change this pupil"
            )]
        );
        let school_of_own = "code;name;kind\nNEW;Jauna skola;pamatskola\n";
        let report = load(&head, Kind::Institutions, school_of_own, &options()).await;
        assert!(report.is_refused());
        let children = "personal_code;given_name;family_name\n340000-00004;Līga;Liepa\n";
        let source = std::io::Cursor::new(children.as_bytes().to_vec());
        let declared = head
            .load(Kind::DeclaredChildren, source, "x.csv", &options(), |_| {})
            .await;
        assert!(matches!(declared, Err(AppError::Forbidden)));
        let source = std::io::Cursor::new(children.as_bytes().to_vec());
        let teacher = registry
            .town
            .as_role(Role::ClassTeacher, Some(school), Some("8.b"))
            .await;
        let refused = teacher
            .load(Kind::Pupils, source, "x.csv", &options(), |_| {})
            .await;
        assert!(matches!(refused, Err(AppError::Forbidden)));
    });
}

// covers: PRV-03, REG-08
#[test]
fn a_school_takes_no_child_of_another_into_sight_by_a_file() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let school = async |code| {
            let store = &database.store;
            store
                .institution_id(registry.town.municipality, code)
                .await
                .unwrap()
        };
        let (own, other) = (school("OP").await, school("OV").await);
        let staff = registry.town.as_role(Role::SupportStaff, Some(other), None).await;
        let taken = "personal_code;institution_code;class;from\n010112-21234;OV;8.a;2026-11-16\n";
        let report = load(&staff, Kind::Enrolments, taken, &options()).await;
        assert_eq!(
            errors(&report),
            [(
                2,
                "personal_code",
                "your institution can neither enter nor change this pupil"
            )]
        );
        assert!(
            report.warnings.is_empty(),
            "where the child learns is not told: {report:?}"
        );
        let who_left = "personal_code;institution_code;class;from\n320000-00001;OP;8.b;2026-11-16\n";
        let staff_of_own = registry.town.as_role(Role::SupportStaff, Some(own), None).await;
        let report = load(&staff_of_own, Kind::Enrolments, who_left, &options()).await;
        assert_eq!((report.accepted, report.rejected_total), (1, 0), "{report:?}");
        // The municipality says that both lists hold; the schools go on with theirs.
        let report = registry.load(Kind::Enrolments, taken).await;
        assert_eq!((report.accepted, report.warnings.len()), (1, 1), "{report:?}");
        let again = load(&staff, Kind::Enrolments, taken, &options()).await;
        assert_eq!((again.unchanged, again.rejected_total), (1, 0), "{again:?}");

        let in_their_name =
            "personal_code;kind;from;source_institution\n010112-21234;addiction;2026-11-01;OV\n";
        let report = load(&staff_of_own, Kind::Circumstances, in_their_name, &options()).await;
        assert_eq!(
            errors(&report),
            [(
                2,
                "source_institution",
                "your role does not load data of this institution"
            )]
        );
        let teachers = "institution_code;class;email;from\nOP;8.b;cits@ogre.test;2026-09-01\n";
        let source = || std::io::Cursor::new(teachers.as_bytes().to_vec());
        let denied = staff_of_own
            .load(Kind::ClassTeachers, source(), "x.csv", &options(), |_| {})
            .await;
        assert!(matches!(denied, Err(AppError::Forbidden)), "{denied:?}");
        let head = registry.town.as_role(Role::SchoolHead, Some(own), None).await;
        let report = head
            .load(Kind::ClassTeachers, source(), "x.csv", &options(), |_| {})
            .await;
        assert_eq!(report.unwrap().accepted, 1);
    });
}

// covers: RSK-01, REG-31
#[test]
fn kinds_and_codes_outside_the_taxonomy_are_refused_with_what_may_be_meant() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let circumstances = "personal_code;kind;from;to;source_institution\n\
            010112-21234;adiction;2026-10-01;;bāriņtiesa\n\
            010112-21234;zodiaka zīme;2026-10-01;;bāriņtiesa\n\
            010112-21234;Vielu lietošana;2026-10-01;;bāriņtiesa\n";
        let report = registry.load(Kind::Circumstances, circumstances).await;
        assert_eq!(
            errors(&report),
            [
                (2, "kind", "there is no such risk factor or status"),
                (3, "kind", "there is no such risk factor or status"),
            ]
        );
        assert!(
            report.rejected[0].error.contains("is it addiction"),
            "{:?}",
            report.rejected
        );
        assert!(
            !report.rejected[1].error.contains("is it"),
            "{:?}",
            report.rejected
        );
        assert_eq!(registry.count("circumstances").await, 0);

        let plans = "personal_code;institution_code;school_year;semester;risks\n\
            010112-21234;OP;2025/26;1;\"A1;A99\"\n";
        let report = registry.load(Kind::SupportPlans, plans).await;
        assert_eq!(errors(&report), [(2, "risks", "there is no such risk factor")]);
        assert_eq!(report.rejected[0].value.as_str(), "A99");
    });
}

// covers: REG-31
#[test]
fn a_doubled_header_names_its_column() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let text = "personal_code,Skola,institution_code,date,lesson,kind\n010112-21234,OP,OP,2026-11-02,1,unexcused\n";
        let report = registry.load(Kind::Absences, text).await;
        let one = &report.rejected[0];
        assert_eq!(
            (one.column.as_str(), one.value.as_str()),
            ("institution_code", "institution_code")
        );
        assert_eq!(report.refused.unwrap().key, "file-header-doubled");
        assert_eq!(registry.count("absences").await, 0);
    });
}
