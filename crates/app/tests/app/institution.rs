//! Institutions and classes: what everybody may know, and what only those entitled.

use balsts_app::AppError;
use balsts_domain::{access::Role, attendance::AbsenceKind, registry::InstitutionKind};
use balsts_intake::Kind;
use balsts_testkit::{Missed, NewPupil, on_both, town};
use jiff::civil::date;

use crate::load::Registry;

// covers: REG-02
#[test]
fn a_secondary_school_with_preschool_groups_is_both_at_once() {
    on_both(|database| async move {
        let registry = Registry::empty(&database).await;
        let file = "code,name,kind\nOV,Ogres 1. vidusskola,vidusskola; PII\nOP,Ogres pamatskola,pamatskola\n";
        let report = registry.load(Kind::Institutions, file).await;
        assert_eq!((report.accepted, report.rejected_total), (2, 0), "{report:?}");
        assert_eq!(registry.load(Kind::Institutions, file).await.unchanged, 2);
        let view = registry.operator.institution("OV").await.unwrap();
        assert_eq!(
            view.kinds_on(registry.operator.today()),
            [InstitutionKind::Preschool, InstitutionKind::SecondarySchool]
        );
        let pupils = "pupil_code,given_name,family_name\nA,Anna,Bērziņa\nB,Jānis,Ozols\n";
        registry.load(Kind::Pupils, pupils).await;
        let enrolments =
            "pupil_code,institution_code,class,from\nA,OV,Mārīte,2025-09-01\nB,OP,Mārīte,2025-09-01\n";
        registry.load(Kind::Enrolments, enrolments).await;
        // Groups work through the summer; where an institution has none, the row says that lessons lay outside the semesters.
        let july = "pupil_code,institution_code,date,lesson,kind\nA,OV,2026-07-01,1,illness\nB,OP,2026-07-01,1,illness\n";
        let report = registry.load(Kind::Absences, july).await;
        assert_eq!(
            report.rejected.iter().map(|it| it.row).collect::<Vec<_>>(),
            [3],
            "{report:?}"
        );
        let wrong = "code,name,kind\nOV,Ogres 1. vidusskola,vidusskola; slimnīca\n";
        let report = registry.load(Kind::Institutions, wrong).await;
        assert_eq!(report.rejected_total, 1);
        assert!(
            report.rejected[0].error.contains("several with a semicolon"),
            "{report:?}"
        );
    });
}

// covers: REG-02, ROL-01, ROL-02, PRV-02, PRV-04
#[test]
fn figures_are_for_those_entitled_and_names_for_everybody() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-11-20T09:00:00Z").await;
        let own = town.institution("OGR1", "basic_school").await;
        let other = town.institution("OGR2", "preschool").await;
        let ids = town
            .pupils(&[
                NewPupil::named("1", "Anna", "Bērziņa"),
                NewPupil::named("2", "Jānis", "Āboliņš"),
            ])
            .await;
        town.enrol(&ids[..1], own, "8.b", date(2025, 9, 1), None).await;
        town.enrol(&ids[1..], own, "3.a", date(2025, 9, 1), None).await;
        let missed = Missed {
            pupil: ids[0],
            institution: own,
            on: date(2025, 10, 6),
            lessons: 5,
            kind: AbsenceKind::Illness,
        };
        town.absences(&[missed]).await;
        town.operator().evaluate_all().await.unwrap();

        let head = town.as_role(Role::SchoolHead, Some(own), None).await;
        let view = head.institution("OGR1").await.unwrap();
        assert_eq!(view.kinds_on(head.today()), [InstitutionKind::BasicSchool]);
        assert_eq!(
            (view.bands.grades_1_6, view.bands.grades_7_9, view.bands.total()),
            (1, 1, 2)
        );
        let classes: Vec<&str> = view.classes.iter().map(|row| row.class.as_str()).collect();
        assert_eq!(classes, ["3.a", "8.b"]);
        let figures = view.figures.unwrap();
        assert_eq!(figures.absences[0].month, (2025, 10));
        assert_eq!(figures.absences[0].missed.illness, 5);
        assert!(figures.inputs.iter().any(|input| input.kind == "absences"));
        let elsewhere = head.institution("OGR2").await.unwrap();
        assert!(elsewhere.figures.is_none() && elsewhere.classes.is_empty());
        assert!(matches!(head.institution("OGR9").await, Err(AppError::NotFound)));

        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert!(board.institution("OGR2").await.unwrap().figures.is_some());
        assert_eq!(board.institutions().await.unwrap().len(), 2);
        let teacher = town.as_role(Role::ClassTeacher, Some(own), Some("8.b")).await;
        let view = teacher.institution("OGR1").await.unwrap();
        assert_eq!(view.classes.len(), 1);
        assert!(view.figures.is_none());
        // Who sees no pupil's level sees no count that would name one, here and in the overview.
        let leadership = town.as_role(Role::MunicipalLeadership, None, None).await;
        let figures = leadership.institution("OGR1").await.unwrap().figures.unwrap();
        assert!(figures.levels.is_none() && figures.work.is_none());
        let figures = board.institution("OGR1").await.unwrap().figures.unwrap();
        assert!(figures.levels.is_some() && figures.work.is_some());
        let administrator = town.as_role(Role::Administrator, None, None).await;
        let view = administrator.institution("OGR1").await.unwrap();
        assert!(view.classes.is_empty() && view.figures.is_none());
        assert!(other > 0);
    });
}

// covers: PRV-04
#[test]
fn few_without_a_grade_do_not_stand_apart_for_who_sees_no_child() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-11-20T09:00:00Z").await;
        let (school, _) = town.school_of("OGR1", 1, 12, date(2025, 9, 1)).await;
        let (crafts, _) = town.school_of("OGR2", 21, 12, date(2025, 9, 1)).await;
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        assert!(leader.institution("OGR1").await.unwrap().shows_bands);
        // Two are in a vocational course, which has no grade.
        let more = town
            .pupils(&[
                NewPupil::named("41", "Anna", "Bērziņa"),
                NewPupil::named("42", "Jānis", "Āboliņš"),
            ])
            .await;
        town.enrol(&more, crafts, "1. kurss", date(2025, 9, 1), None)
            .await;
        let seen = leader.institution("OGR2").await.unwrap();
        assert_eq!((seen.bands.without_grade, seen.bands.total()), (2, 14));
        assert!(!seen.shows_bands, "twelve of fourteen are in grades 7–9");
        let administrator = town.as_role(Role::Administrator, None, None).await;
        assert!(!administrator.institution("OGR2").await.unwrap().shows_bands);
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert!(board.institution("OGR2").await.unwrap().shows_bands);
        let head = town.as_role(Role::SchoolHead, Some(crafts), None).await;
        assert!(head.institution("OGR2").await.unwrap().shows_bands);
        let elsewhere = town.as_role(Role::SchoolHead, Some(school), None).await;
        assert!(!elsewhere.institution("OGR2").await.unwrap().shows_bands);
    });
}

// covers: ROL-03, PRV-03
#[test]
fn a_class_is_there_for_those_who_see_its_pupils() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-11-20T09:00:00Z").await;
        let own = town.institution("OGR1", "basic_school").await;
        let ids = town
            .pupils(&[
                NewPupil::named("1", "Anna", "Bērziņa"),
                NewPupil::named("2", "Jānis", "Āboliņš"),
            ])
            .await;
        town.enrol(&ids[..1], own, "8.b", date(2025, 9, 1), None).await;
        town.enrol(&ids[1..], own, "8.a", date(2025, 9, 1), None).await;
        let teacher = town.as_role(Role::ClassTeacher, Some(own), Some("8.b")).await;
        let class = teacher.class("OGR1", "8.b").await.unwrap();
        assert_eq!(class.pupils.len(), 1);
        assert_eq!(class.pupils[0].given_name, "Anna");
        assert_eq!(class.missed, None, "no absence was read, which is not none");
        assert!(matches!(
            teacher.class("OGR1", "8.a").await,
            Err(AppError::NotFound)
        ));
        let officer = town.as_role(Role::DataProtectionOfficer, None, None).await;
        assert!(matches!(
            officer.class("OGR1", "8.b").await,
            Err(AppError::Forbidden)
        ));
    });
}

// covers: RSK-15
#[test]
fn institutions_with_signals_and_without_reports_are_shown_to_the_board() {
    use balsts_app::concern::SendConcern;
    use balsts_domain::{
        attendance::AbsenceKind::Unexcused,
        concern::Urgency,
        risk::{Factor, silence::Silence},
    };
    on_both(|database| async move {
        let town = town(&database.store, "2025-11-20T09:00:00Z").await;
        let silent = town.institution("OGR1", "basic_school").await;
        let heard = town.institution("OGR2", "basic_school").await;
        let codes = [
            "140311-21234",
            "140311-21235",
            "140311-21236",
            "140311-21237",
            "140311-21238",
            "140311-21239",
        ];
        let named = codes.map(|code| NewPupil::named(code, "Anna", "Ozola"));
        let pupils = town.pupils(&named).await;
        let mut missed = Vec::new();
        for (at, pupil) in pupils.iter().enumerate() {
            let institution = if at < 3 { silent } else { heard };
            town.enrol(&[*pupil], institution, "8.b", date(2025, 9, 1), None)
                .await;
            missed.push(Missed {
                pupil: *pupil,
                institution,
                on: date(2025, 9, 8),
                lessons: 9,
                kind: Unexcused,
            });
        }
        town.absences(&missed).await;
        town.operator().evaluate_all().await.unwrap();
        let head = town.as_role(Role::SchoolHead, Some(heard), None).await;
        head.send_concern(&SendConcern {
            pupil: format!("p-{}", codes[4]),
            factors: vec![Factor::LowAchievement],
            text: String::new(),
            urgency: Urgency::Normal,
            danger: false,
        })
        .await
        .unwrap();
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let shown = board.silent_institutions().await.unwrap();
        let shown: Vec<_> = shown
            .iter()
            .map(|(institution, silence, voice)| (institution.id, *silence, voice.pupils_with_signals))
            .collect();
        assert_eq!(shown, [(silent, Silence::Silent, 3)]);
        let teacher = town.as_role(Role::ClassTeacher, Some(silent), Some("8.b")).await;
        assert!(teacher.silent_institutions().await.is_err());
    });
}
