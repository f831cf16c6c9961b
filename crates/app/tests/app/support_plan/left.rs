//! A pupil who leaves the municipality's institutions takes nobody's plan along: it ends. Whoever changes school keeps it.

use balsts_domain::{access::Role, retention::RecordKind, support::PlanState};
use balsts_testkit::on_both;
use jiff::civil::{Date, date};

use super::{School, in_force, school};

async fn leaves(school: &School, last: Date) {
    school
        .town
        .enrol(
            &[school.anna],
            school.institution,
            "8.b",
            date(2025, 9, 1),
            Some(last),
        )
        .await;
}

// covers: IAP-07, PRV-08
#[test]
fn the_plan_of_a_pupil_who_left_ends_and_goes_when_its_time_is_over() {
    on_both(async |database| {
        let school = school(&database).await;
        let (town, institution) = (&school.town, school.institution);
        let staff = town.as_role(Role::SupportStaff, Some(institution), None).await;
        let plan = in_force(&school, &staff).await;
        leaves(&school, date(2025, 11, 9)).await;

        let next_day = town.at("2025-11-10T09:00:00Z");
        let turned = next_day.app.program(town.municipality).turn_plans().await;
        assert_eq!(turned.unwrap(), 0, "a list may be a day late");
        let later = town.at("2025-11-11T09:00:00Z");
        later.app.turn_of_day().await.unwrap();
        let again = later.app.program(town.municipality).turn_plans().await;
        assert_eq!(again.unwrap(), 0, "the turn of the day ended it");

        // Back at the school, the plan is read as it was written, and nothing of it is left to do.
        town.enrol(&[school.anna], institution, "8.b", date(2026, 1, 12), None)
            .await;
        let back = town.at("2026-01-13T09:00:00Z").ctx_of(&staff);
        let view = back.plan(plan).await.unwrap();
        assert_eq!(view.state, PlanState::Left);
        assert_eq!(view.sheet.goals, "Vērtējums vismaz 4");
        let last = &view.steps[0];
        assert_eq!(
            (
                last.event.as_str(),
                last.state.as_str(),
                last.user_name.as_deref()
            ),
            ("leave", "left", None)
        );
        assert!(view.steps[1].user_name.is_some(), "who approved it");
        let (duties, _) = back
            .duties(&balsts_store::DutyFilter::default(), 10)
            .await
            .unwrap();
        assert!(!duties.iter().any(|duty| duty.plan_id == Some(plan)));

        let then = town.at("2030-12-20T09:00:00Z");
        let administrator = then.as_role(Role::Administrator, None, None).await;
        let officer = then.as_role(Role::DataProtectionOfficer, None, None).await;
        let id = administrator
            .propose_removal(RecordKind::SupportPlans)
            .await
            .unwrap();
        assert_eq!(officer.approve_removal(id).await.unwrap(), 1);
    });
}

// covers: IAP-07
#[test]
fn whoever_changes_school_keeps_the_plan_and_a_load_of_today_ends_nothing() {
    on_both(async |database| {
        let school = school(&database).await;
        let town = &school.town;
        let staff = town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let plan = in_force(&school, &staff).await;

        // A list that comes today says that she left long ago; it may be put right tomorrow.
        let november = town.at("2025-11-20T09:00:00Z");
        november
            .enrol(
                &[school.anna],
                school.institution,
                "8.b",
                date(2025, 9, 1),
                Some(date(2025, 11, 9)),
            )
            .await;
        let today = november.app.program(town.municipality).turn_plans().await;
        assert_eq!(today.unwrap(), 0);

        // The other school has her from a later day on.
        november
            .enrol(&[school.anna], school.other, "8.c", date(2025, 11, 24), None)
            .await;
        for now in ["2025-11-22T09:00:00Z", "2025-12-01T09:00:00Z"] {
            let then = town.at(now);
            let turned = then.app.program(town.municipality).turn_plans().await;
            assert_eq!(turned.unwrap(), 0, "{now}");
        }
        let december = town.at("2025-12-01T09:00:00Z");
        let after = december
            .as_role(Role::SupportStaff, Some(school.other), None)
            .await;
        assert_eq!(after.plan(plan).await.unwrap().state, PlanState::InForce);
    });
}
