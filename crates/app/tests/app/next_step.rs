//! Young people on no list: whom outreach looks for, and what somebody found out.

use balsts_app::{
    AppError, Ctx,
    next_step::{RecordNextStep, YoungPeople, YoungPeopleFilter},
};
use balsts_domain::{
    access::Role,
    people::{Ages, NextStep, YoungGroup},
};
use balsts_testkit::{Enrolled, NewPupil, Town, on_both, town};
use jiff::civil::{Date, date};

const TODAY: &str = "2026-11-20T09:00:00Z";

async fn born(town: &Town, people: &[(&'static str, Date)]) -> Vec<i64> {
    let new: Vec<NewPupil<'_>> = people
        .iter()
        .map(|(name, born)| NewPupil {
            born: Some(*born),
            ..NewPupil::named(name, name, "Kalns")
        })
        .collect();
    town.pupils(&new).await
}

fn names(found: &YoungPeople) -> Vec<Vec<&str>> {
    found
        .lists
        .iter()
        .map(|list| {
            let people = list.people.iter();
            people.map(|person| person.row.given_name.as_str()).collect()
        })
        .collect()
}

fn of(group: YoungGroup) -> YoungPeopleFilter {
    YoungPeopleFilter {
        group: Some(group),
        ..YoungPeopleFilter::default()
    }
}

fn said(step: NextStep, day: Date) -> RecordNextStep {
    RecordNextStep {
        step: Some(step),
        day: Some(day),
        source: "Pateica māte".to_owned(),
    }
}

async fn listed(ctx: &Ctx, filter: &YoungPeopleFilter) -> Vec<Vec<String>> {
    let found = ctx.young_people(filter, 50).await.unwrap();
    let lists = names(&found);
    lists
        .into_iter()
        .map(|list| list.into_iter().map(str::to_owned).collect())
        .collect()
}

// covers: REG-33
#[test]
fn outreach_looks_for_the_young_of_whom_nothing_is_known_and_those_who_do_neither() {
    on_both(|database| async move {
        let town = town(&database.store, TODAY).await;
        let school = town.institution("Ogres vidusskola", "secondary_school").await;
        let music = town.institution("Mūzikas skola", "vocational_orientation").await;
        let grown = date(2005, 3, 3);
        let ids = born(
            &town,
            &[
                ("Anna", date(2011, 11, 20)),
                ("Bruno", date(2011, 11, 21)),
                ("Dana", date(1996, 11, 21)),
                ("Emīls", date(1996, 11, 20)),
                ("Fricis", grown),
                ("Gusts", grown),
                ("Hugo", grown),
                ("Ilze", grown),
                ("Jānis", grown),
                ("Kārlis", grown),
                ("Līga", grown),
                ("Māra", grown),
            ],
        )
        .await;
        let left = |pupil, reason| Enrolled {
            leaving: reason,
            ..Enrolled::new(pupil, school, "12.a", date(2023, 9, 1)).until(date(2024, 6, 21))
        };
        let mut rows: Vec<Enrolled<'_>> = ids[..8].iter().map(|id| left(*id, Some("completed"))).collect();
        rows.extend([
            left(ids[8], Some("deceased")),
            left(ids[9], Some("left_country")),
            left(ids[10], None),
            left(ids[11], Some("non_attendance")),
            // On the list of a school again, from January on, and of a music school, which teaches nothing compulsory.
            Enrolled::new(ids[4], school, "12.a", date(2026, 9, 1)),
            Enrolled::new(ids[5], school, "12.a", date(2027, 1, 4)),
            Enrolled::new(ids[6], music, "3", date(2026, 9, 1)),
        ]);
        town.enrolments(&rows).await;
        town.declared_child(ids[7], Some("enrolled_elsewhere")).await;
        let youth = town.as_role(Role::YouthWorker, None, None).await;
        let all = YoungPeopleFilter::default();
        assert_eq!(
            listed(&youth, &all).await,
            [vec![], vec!["Anna", "Dana", "Hugo", "Līga", "Māra"]],
            "from 15 to 29, on no list that counts, neither dead nor known to be elsewhere"
        );
        assert_eq!(
            listed(&youth, &of(YoungGroup::Elsewhere)).await,
            [["Ilze", "Kārlis"]]
        );
        youth
            .record_next_step("p-Māra", &said(NextStep::Neither, date(2026, 11, 2)))
            .await
            .unwrap();
        youth
            .record_next_step("p-Hugo", &said(NextStep::RegisteredAtNva, date(2026, 11, 3)))
            .await
            .unwrap();
        assert_eq!(
            listed(&youth, &all).await,
            [vec!["Māra"], vec!["Anna", "Dana", "Līga"]],
            "who does neither stands apart; who is registered at NVA is not looked for"
        );
        // What is said of an earlier day does not outrank what is known of a later one.
        youth
            .record_next_step("p-Māra", &said(NextStep::Work, date(2026, 5, 2)))
            .await
            .unwrap();
        assert_eq!(listed(&youth, &all).await[0], ["Māra"]);
        youth
            .record_next_step("p-Māra", &said(NextStep::Work, date(2026, 11, 2)))
            .await
            .unwrap();
        assert_eq!(
            listed(&youth, &of(YoungGroup::Step(NextStep::Work))).await,
            [["Māra"]]
        );
        // Somebody found out since that she came back from where the register sees her.
        let later = town.at("2026-11-21T09:00:00Z");
        let youth = later.ctx_of(&youth);
        youth
            .record_next_step("p-Ilze", &said(NextStep::Neither, date(2026, 11, 21)))
            .await
            .unwrap();
        assert_eq!(
            listed(&youth, &all).await,
            [vec!["Ilze"], vec!["Anna", "Bruno", "Līga"]],
            "a day later Bruno is 15 and Dana 30"
        );
        let minors = YoungPeopleFilter {
            ages: Some(Ages::PARTS[0]),
            ..of(YoungGroup::NotKnown)
        };
        assert_eq!(listed(&youth, &minors).await, [["Anna", "Bruno"]]);
        let first = youth.young_people(&of(YoungGroup::NotKnown), 2).await.unwrap();
        assert_eq!(names(&first), [["Anna", "Bruno"]]);
        let rest = YoungPeopleFilter {
            after: first.lists[0].next.clone(),
            ..of(YoungGroup::NotKnown)
        };
        let rest = youth.young_people(&rest, 2).await.unwrap();
        assert_eq!((names(&rest), &rest.lists[0].next), (vec![vec!["Līga"]], &None));
        let nowhere = YoungPeopleFilter {
            institution: Some("Cita skola".to_owned()),
            ..all.clone()
        };
        assert_eq!(listed(&youth, &nowhere).await, [vec![""; 0], vec![]]);
    });
}

// covers: REG-33, PRV-03
#[test]
fn a_school_writes_of_those_who_left_it_and_nobody_else_looks() {
    on_both(|database| async move {
        let town = town(&database.store, TODAY).await;
        let basic = town.institution("Ķeguma pamatskola", "basic_school").await;
        let school = town.institution("Ogres vidusskola", "secondary_school").await;
        let grown = date(2007, 3, 3);
        let ids = born(&town, &[("Anna", grown), ("Bruno", grown), ("Dana", grown)]).await;
        let nine = |pupil| Enrolled::new(pupil, basic, "9", date(2022, 9, 1)).until(date(2023, 6, 14));
        town.enrolments(&[
            nine(ids[0]),
            nine(ids[1]),
            // Bruno left the second school last: the first one knows no more of him.
            Enrolled::new(ids[1], school, "10.a", date(2023, 9, 1)).until(date(2026, 6, 19)),
            Enrolled::new(ids[2], school, "12.a", date(2026, 9, 1)),
        ])
        .await;
        let support = town.as_role(Role::SupportStaff, Some(basic), None).await;
        let all = YoungPeopleFilter::default();
        assert_eq!(listed(&support, &all).await[1], ["Anna"]);
        let work = said(NextStep::Work, date(2026, 11, 2));
        support.record_next_step("p-Anna", &work).await.unwrap();
        for out_of_reach in ["p-Bruno", "p-Dana", "p-Nav"] {
            let refused = support.record_next_step(out_of_reach, &work).await;
            assert!(matches!(refused, Err(AppError::NotFound)), "{out_of_reach}");
            let hidden = support.young_person(out_of_reach).await;
            assert!(matches!(hidden, Err(AppError::NotFound)), "{out_of_reach}");
        }
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let enrolled = board.record_next_step("p-Dana", &work).await;
        assert!(matches!(enrolled, Err(AppError::NotFound)), "on a list");
        for (wrong, fields) in [
            (RecordNextStep::default(), vec!["step", "day", "source"]),
            (said(NextStep::Work, date(2026, 11, 21)), vec!["day"]),
        ] {
            let Err(AppError::Invalid(errors)) = board.record_next_step("p-Anna", &wrong).await else {
                panic!("{wrong:?} is refused");
            };
            let found: Vec<_> = errors.0.iter().map(|error| error.field.as_str()).collect();
            assert_eq!(found, fields);
        }
        board
            .record_next_step("p-Anna", &said(NextStep::HigherEducation, date(2026, 11, 10)))
            .await
            .unwrap();
        let view = support.young_person("p-Anna").await.unwrap();
        let steps: Vec<_> = view
            .steps
            .iter()
            .map(|step| (step.step.as_str(), step.source.as_deref()))
            .collect();
        assert_eq!(
            steps,
            [
                ("higher_education", Some("Pateica māte")),
                ("work", Some("Pateica māte"))
            ],
            "the newest first, and what was written before stays"
        );
        let looks = database.store.audit_entries(0, 10_000).await.unwrap();
        let seen = looks.iter().filter(|entry| {
            entry.action == "pupil.read"
                && entry.subject_id == Some(ids[0])
                && entry.detail == "part=next_step"
        });
        assert_eq!(seen.count(), 1, "every look at a person is noted");
        let wrote = looks.iter().filter(|entry| entry.action == "next_step.recorded");
        assert_eq!(wrote.count(), 2);
        assert!(
            looks.iter().all(|entry| !entry.detail.contains("māte")),
            "what is sealed is not in the log"
        );
        for role in [
            Role::ClassTeacher,
            Role::SocialService,
            Role::MunicipalLeadership,
            Role::Administrator,
            Role::DataProtectionOfficer,
        ] {
            let class = (role == Role::ClassTeacher).then_some("9");
            let place = role.at_institution().then_some(basic);
            let other = town.as_role(role, place, class).await;
            let refused = other.young_people(&all, 50).await;
            assert!(matches!(refused, Err(AppError::Forbidden)), "{role:?}");
        }
        let refused = support.export_young_people(&all).await;
        assert!(
            matches!(refused, Err(AppError::Forbidden)),
            "a school takes no list out"
        );
        assert_eq!(
            names(&board.export_young_people(&all).await.unwrap())[1],
            ["Bruno"]
        );
    });
}
