//! The rules over the database: the limit to the lesson, transfers, what is stored, duties.

use balsts_app::{AppError, assessment::AssessOptions};
use balsts_domain::{
    access::{Action, Actor, Resource, Role},
    attendance::AbsenceKind::{Illness, Unknown},
    calendar::day_number,
};
use balsts_store::DutyFilter;
use balsts_testkit::{Missed, on_both};
use jiff::civil::date;

use super::{codes, school};

// covers: REG-12, RSK-06
#[test]
fn twenty_lessons_are_not_over_the_limit_and_twenty_one_are() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut missed = school.unexcused(school.anna, 20);
        missed.extend(school.unexcused(school.janis, 21));
        school.town.absences(&missed).await;
        let report = school.assess(AssessOptions::default()).await;
        assert_eq!(codes(&report, "Anna"), ["unexcused_near_limit"]);
        assert_eq!(codes(&report, "Jānis"), ["unexcused_over_limit"]);
        assert!(codes(&report, "Līga").is_empty());
        let json = serde_json::to_value(&report).unwrap();
        assert_eq!(json["pupils_assessed"], 3);
        assert_eq!(json["municipality"], "ogres-novads");
        let first = &json["pupils"][0];
        assert_eq!(
            (&first["personal_code"], &first["class"]),
            (&super::JANIS.into(), &"8.b".into())
        );
        assert_eq!(
            (&first["level"], &first["institution"]),
            (&"high".into(), &"OGR1".into())
        );
        let signal = &first["signals"][0];
        assert_eq!((&signal["value"], &signal["threshold"]), (&21.into(), &20.into()));
        assert_eq!(
            (&signal["unit"], &signal["group"]),
            (&"lessons".into(), &"A".into())
        );
        assert_eq!(signal["window"]["from"], "2025-09-01");
        // The third Monday brings lessons 15 to 21: the limit is crossed on its last.
        let duty = &first["duties"][0];
        assert_eq!(
            (&duty["code"], &duty["due"], &duty["done"]),
            (&"viis_report".into(), &"2025-09-22".into(), &false.into())
        );
        let one = school
            .assess(AssessOptions {
                pupil: Some(super::ANNA.replace('-', "")),
                ..AssessOptions::default()
            })
            .await;
        assert_eq!((one.pupils_assessed, one.pupils.len()), (1, 1));
    });
}

// covers: REG-12
#[test]
fn lessons_add_up_over_a_transfer() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        let other = town.institution("OGR2", "secondary_school").await;
        town.lessons(other, "8.a", date(2025, 10, 6), date(2025, 11, 19), 200)
            .await;
        // The same record with a last day, and a new one at the other school.
        town.enrol(
            &[school.anna],
            school.institution,
            "8.b",
            date(2025, 9, 1),
            Some(date(2025, 10, 5)),
        )
        .await;
        town.enrol(&[school.anna], other, "8.a", date(2025, 10, 6), None)
            .await;
        let mut missed = school.unexcused(school.anna, 14);
        missed.push(Missed {
            pupil: school.anna,
            institution: other,
            on: date(2025, 11, 10),
            lessons: 7,
            kind: balsts_domain::attendance::AbsenceKind::Unexcused,
        });
        town.absences(&missed).await;
        let report = school.assess(AssessOptions::default()).await;
        assert_eq!(codes(&report, "Anna")[0], "unexcused_over_limit");
        assert_eq!(report.pupils[0].institution.as_deref(), Some("OGR2"));
        let elsewhere = school
            .assess(AssessOptions {
                institution: Some("OGR1".to_owned()),
                ..AssessOptions::default()
            })
            .await;
        assert!(elsewhere.pupils.is_empty(), "{elsewhere:?}");
    });
}

// covers: REG-12, REG-14
#[test]
fn duties_open_move_and_are_withdrawn_and_what_is_done_stays_done() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        let loaded = town.absences(&school.unexcused(school.anna, 21)).await;
        let unknown = school.missed(school.liga, date(2025, 11, 17), 2, Unknown);
        town.absences(&[unknown]).await;
        let done = town.operator().evaluate_all().await.unwrap();
        assert_eq!((done.pupils, done.duties, done.withdrawn), (3, 2, 0));
        let again = town.operator().evaluate_all().await.unwrap();
        assert_eq!((again.duties, again.withdrawn), (0, 0), "nothing changed");

        let head = town
            .as_role(Role::SchoolHead, Some(school.institution), None)
            .await;
        let filter = DutyFilter::default();
        let (open, _) = head.duties(&filter, 10).await.unwrap();
        let seen: Vec<_> = open
            .iter()
            .map(|duty| (duty.code.as_str(), duty.due_day))
            .collect();
        let day = |month, day| i64::from(day_number(date(2025, month, day)));
        assert_eq!(
            seen,
            [("viis_report", day(9, 22)), ("contact_parents", day(11, 17))]
        );
        assert!(open[0].detail.contains("21"), "{}", open[0].detail);

        // The reason is found: nobody has to be asked any more.
        let ill = school.missed(school.liga, date(2025, 11, 17), 2, Illness);
        let touched = town.absences(&[ill]).await.touched;
        assert_eq!(touched, [school.liga]);
        let evaluated = town.operator().evaluate_touched(&touched).await.unwrap();
        assert_eq!((evaluated.pupils, evaluated.withdrawn), (1, 1));

        for _ in 0..2 {
            head.finish_duty(open[0].id, "ievadīts", None, 0).await.unwrap();
        }
        let other = head.finish_duty(open[0].id, "cits vārds", None, 0).await;
        assert!(
            matches!(other, Err(AppError::Conflict("error-said-already"))),
            "other words are not swallowed: {other:?}"
        );
        // Whoever has read what stands adds to it.
        let seen = head.duty(open[0].id).await.unwrap().done_at.unwrap();
        head.finish_duty(open[0].id, "cits vārds", None, seen)
            .await
            .unwrap();
        let both = head.duty(open[0].id).await.unwrap().done_note;
        assert_eq!(both.as_deref(), Some("ievadīts\n\ncits vārds"));
        let undone = town.undo(loaded.load).await;
        town.operator().evaluate_touched(&undone).await.unwrap();
        let (open, _) = head.duties(&filter, 10).await.unwrap();
        assert!(open.is_empty(), "{open:?}");
        let done = DutyFilter {
            state: balsts_store::DutyState::Done,
            ..DutyFilter::default()
        };
        assert_eq!(
            head.duties(&done, 10).await.unwrap().0.len(),
            1,
            "done is not withdrawn"
        );

        // It comes back with the lessons, still done, also where the limit is crossed on another day.
        let mut back = school.unexcused(school.anna, 21);
        back.push(school.missed(
            school.anna,
            date(2025, 9, 3),
            5,
            balsts_domain::attendance::AbsenceKind::Unexcused,
        ));
        let touched = town.absences(&back).await.touched;
        town.operator().evaluate_touched(&touched).await.unwrap();
        assert!(head.duties(&filter, 10).await.unwrap().0.is_empty());
        let report = school.assess(AssessOptions::default()).await;
        let json = serde_json::to_value(&report).unwrap();
        assert_eq!(json["pupils"][0]["duties"][0]["done"], true);
    });
}

// covers: RSK-06, RSK-10
#[test]
fn an_incident_with_a_victim_opens_the_duty_of_the_same_day_and_keeps_it_when_its_row_is_replaced() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        town.incident(
            school.liga,
            school.institution,
            date(2025, 11, 19),
            "fiziska vardarbība",
            "victim",
        )
        .await;
        town.operator().evaluate_all().await.unwrap();
        let report = school.assess(AssessOptions::default()).await;
        assert_eq!(codes(&report, "Līga"), ["victim"]);
        let specialist = town.as_role(Role::ChildRightsSpecialist, None, None).await;
        let (duties, _) = specialist.duties(&DutyFilter::default(), 10).await.unwrap();
        assert_eq!(duties.len(), 1);
        assert_eq!(duties[0].code, "protect_child");
        // The same incident in another row: a load that was undone and read again.
        let again = town.operator().evaluate_all().await.unwrap();
        assert_eq!((again.duties, again.withdrawn), (0, 0));
    });
}

// covers: REG-09
#[test]
fn a_declared_child_on_no_list_is_listed_until_something_explains_it() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        let child = town
            .pupils(&[balsts_testkit::NewPupil {
                born: Some(date(2012, 5, 4)),
                ..balsts_testkit::NewPupil::named("040512-21111", "Rūta", "Zīle")
            }])
            .await[0];
        town.declared_child(child, None).await;
        let report = school.assess(AssessOptions::default()).await;
        assert_eq!(codes(&report, "Rūta"), ["not_enrolled"]);
        assert_eq!(report.pupils_assessed, 4);
        town.declared_child(child, Some("left_country")).await;
        let report = school.assess(AssessOptions::default()).await;
        assert!(codes(&report, "Rūta").is_empty());
    });
}

// covers: RSK-03
#[test]
fn what_is_kept_is_what_was_evaluated_and_since_stays_while_nothing_changes() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        town.absences(&school.unexcused(school.anna, 16)).await;
        town.operator().evaluate_all().await.unwrap();
        let scope = Actor::operator(town.municipality, town.app.today())
            .scope(Action::Read, Resource::Assessment)
            .unwrap();
        let rows = database.store.assessments(&scope).await.unwrap();
        let levels: Vec<_> = rows
            .iter()
            .map(|row| (row.pupil_id, row.level_open, row.level_full))
            .collect();
        assert_eq!(
            levels,
            [(school.anna, 2, 2), (school.janis, 0, 0), (school.liga, 0, 0)]
        );
        let signals = database.store.signals(&scope, true).await.unwrap();
        assert_eq!(signals.len(), 1);
        let body: serde_json::Value = serde_json::from_str(&signals[0].body).unwrap();
        assert_eq!((&body["value"], &body["state"]), (&16.into(), &"fires".into()));
        assert!(
            rows[0].trend.starts_with("{\"weeks\":[[0,0]"),
            "{}",
            rows[0].trend
        );

        let later = town.at("2025-11-24T09:00:00Z");
        assert_eq!(later.app.turn_of_day().await.unwrap(), 1);
        assert_eq!(later.app.turn_of_day().await.unwrap(), 0, "once a day");
        let again = database.store.assessments(&scope).await.unwrap();
        let day = i64::from(day_number(date(2025, 11, 20)));
        // The fifteenth lesson fell on 22 September, long before the first evaluation.
        let crossed = i64::from(day_number(date(2025, 9, 22)));
        assert_eq!(
            (again[0].on_day, again[0].open_since_day),
            (day + 4, Some(crossed))
        );
        assert_eq!(again[1].open_since_day, None);
    });
}
