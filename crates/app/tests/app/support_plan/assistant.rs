//! Help in lessons: assistants and second teachers by class, and pupils whom a plan gives an assistant or support in reading and the language.

use balsts_app::{
    AppError,
    assistant::{AddAssistant, HelpedClass},
};
use balsts_domain::{
    access::Role,
    retention::RecordKind,
    support::{AssistantKind, Hours, MeasureKind},
};
use balsts_testkit::{NewPupil, on_both};
use jiff::{
    ToSpan,
    civil::{Date, date},
};

use super::{approved, draft, fields, hour, measure, school};

fn add(class: &str, hours: &str) -> AddAssistant {
    AddAssistant {
        class: class.to_owned(),
        kind: Some(AssistantKind::SecondTeacher),
        person: "Inga Kalēja".to_owned(),
        hours: hours.parse().ok(),
        from: Some(date(2025, 10, 6)),
        to: None,
    }
}

fn class(class: &str, at_risk: i64, hours: &str) -> HelpedClass {
    HelpedClass {
        class: class.to_owned(),
        pupils: 1,
        at_risk,
        hours: hours.parse::<Hours>().unwrap(),
    }
}

// covers: IAP-15
#[test]
fn a_class_with_pupils_at_risk_comes_first_and_gets_an_assistant_with_hours() {
    on_both(async |database| {
        let school = school(&database).await;
        let (town, institution, anna) = (&school.town, school.institution, school.anna);
        let calm = NewPupil::named("320000-00001", "Jānis", "Ozols");
        let calm = town.pupils(&[calm]).await;
        town.enrol(&calm, institution, "8.a", date(2025, 9, 1), None)
            .await;
        // Twenty-five lessons without excuse propose a high level.
        let days: Vec<_> = date(2025, 9, 8).series(1.day()).take(5).collect();
        town.unexcused(institution, &[anna], &days, 5).await;
        town.operator().evaluate_all().await.unwrap();
        let head = town.as_role(Role::SchoolHead, Some(institution), None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let elsewhere = town.as_role(Role::SchoolHead, Some(school.other), None).await;
        let list = head.assistants(institution).await.unwrap();
        assert_eq!(list.classes, [class("8.b", 1, "0"), class("8.a", 0, "0")]);

        let wrong = |change: fn(&mut AddAssistant)| {
            let mut form = add("8.b", "10");
            change(&mut form);
            form
        };
        for (form, field) in [
            (add("9.b", "10"), "class"),
            (add("8.b", "0"), "hours"),
            (add("8.b", "40,5"), "hours"),
            (wrong(|form| form.person = " ".to_owned()), "person"),
            (wrong(|form| form.kind = None), "kind"),
            (wrong(|form| form.from = None), "from"),
            (wrong(|form| form.to = Some(date(2025, 10, 5))), "to"),
        ] {
            let refused = head.add_assistant(institution, &form).await;
            assert_eq!(fields(refused), [field]);
        }
        for nobody in [&board, &elsewhere] {
            let refused = nobody.add_assistant(institution, &add("8.b", "10")).await;
            assert!(
                matches!(refused, Err(AppError::NotFound | AppError::Forbidden)),
                "{refused:?}"
            );
        }
        let second = head.add_assistant(institution, &add("8.b", "7,5")).await.unwrap();
        head.add_assistant(institution, &add("8.b", "40")).await.unwrap();
        let later = AddAssistant {
            from: Some(date(2025, 10, 7)),
            ..add("8.a", "2")
        };
        let later = head.add_assistant(institution, &later).await.unwrap();

        // The board sees classes and hours, and no pupil of a plan; another school sees nothing.
        let seen = board.assistants(institution).await.unwrap();
        assert_eq!(seen.classes, [class("8.b", 1, "47,5"), class("8.a", 0, "0")]);
        assert_eq!(seen.assistants.len(), 3);
        assert!(!seen.may_write && seen.own.is_none() && seen.participants.is_none());
        assert!(matches!(
            elsewhere.assistants(institution).await,
            Err(AppError::NotFound)
        ));

        // Who has not begun cannot end; who ends today still helps today.
        let early = head.end_assistant(institution, later).await;
        assert!(matches!(early, Err(AppError::NotFound)), "{early:?}");
        let foreign = elsewhere.end_assistant(school.other, second).await;
        assert!(matches!(foreign, Err(AppError::NotFound)), "{foreign:?}");
        head.end_assistant(institution, second).await.unwrap();
        let again = head.end_assistant(institution, second).await;
        assert!(matches!(again, Err(AppError::NotFound)), "{again:?}");
        let today = head.assistants(institution).await.unwrap();
        assert_eq!(today.classes[0], class("8.b", 1, "47,5"));
        let tomorrow = town.at("2025-10-07T09:00:00Z").ctx_of(&head);
        let list = tomorrow.assistants(institution).await.unwrap();
        assert_eq!(list.classes, [class("8.b", 1, "40"), class("8.a", 0, "2")]);
        assert_eq!(list.assistants.len(), 3, "the row stays for the school year");
    });
}

// covers: IAP-15, IAP-16
#[test]
fn pupils_with_an_assistant_and_participants_of_reading_and_language_support_are_listed() {
    on_both(async |database| {
        let school = school(&database).await;
        let (town, institution) = (&school.town, school.institution);
        let staff = town.as_role(Role::SupportStaff, Some(institution), None).await;
        let elsewhere = town.as_role(Role::SupportStaff, Some(school.other), None).await;
        let plan = draft(&staff).await;
        for (kind, hours) in [
            (MeasureKind::TeacherAssistant, "20"),
            (MeasureKind::LanguageSupport, "12"),
            (MeasureKind::ReadingSupport, "8"),
        ] {
            staff
                .put_measure(plan, None, &measure(kind, "", hours))
                .await
                .unwrap();
        }
        let drafted = staff.assistants(institution).await.unwrap();
        assert_eq!(drafted.own, Some(Vec::new()), "a draft helps nobody");
        assert_eq!(drafted.participants, Some(Vec::new()));
        approved(&school, &staff, plan).await;
        let view = staff.plan(plan).await.unwrap();
        let reading = view.measures.iter().find(|row| row.kind == "reading_support");
        let given_on: Date = date(2025, 10, 6);
        staff
            .log_consultation(plan, &hour(reading.map(|row| row.id), given_on))
            .await
            .unwrap();

        let list = staff.assistants(institution).await.unwrap();
        let own = list.own.unwrap();
        assert_eq!(own.len(), 1, "a consultation in a subject is none of these");
        assert_eq!(
            (
                own[0].family_name.as_str(),
                own[0].class.as_deref(),
                own[0].planned
            ),
            ("Bērziņa", Some("8.b"), Some(20_000))
        );
        let participants: Vec<_> = list
            .participants
            .unwrap()
            .into_iter()
            .map(|one| (one.kind, one.detail, one.planned, one.given))
            .collect();
        let taking_part =
            |kind: &str, planned, given| (kind.to_owned(), "apraksts".to_owned(), Some(planned), given);
        assert_eq!(
            participants,
            [
                taking_part("language_support", 12_000, 0),
                taking_part("reading_support", 8_000, 1_500)
            ]
        );
        let other = elsewhere.assistants(school.other).await.unwrap();
        assert_eq!(other.participants, Some(Vec::new()));

        // A plan that has ended helps no more.
        let seen = super::version(&staff, plan).await;
        staff.decline_plan(plan, seen, "Vecāki nevēlas").await.unwrap();
        let list = staff.assistants(institution).await.unwrap();
        assert_eq!(
            (list.own, list.participants),
            (Some(Vec::new()), Some(Vec::new()))
        );
    });
}

// covers: PRV-08
#[test]
fn help_that_is_over_has_a_term_of_keeping() {
    on_both(async |database| {
        let school = school(&database).await;
        let (town, institution) = (&school.town, school.institution);
        let head = town.as_role(Role::SchoolHead, Some(institution), None).await;
        let over = AddAssistant {
            to: Some(date(2025, 12, 19)),
            ..add("8.b", "10")
        };
        head.add_assistant(institution, &over).await.unwrap();
        head.add_assistant(institution, &add("8.b", "7,5")).await.unwrap();
        let then = town.at("2029-02-02T09:00:00Z");
        let administrator = then.as_role(Role::Administrator, None, None).await;
        let officer = then.as_role(Role::DataProtectionOfficer, None, None).await;
        let id = administrator
            .propose_removal(RecordKind::ClassAssistants)
            .await
            .unwrap();
        assert_eq!(
            officer.approve_removal(id).await.unwrap(),
            1,
            "who still helps stays"
        );
    });
}
