//! A plan whose time is over goes with all that belongs to it; the one that continued it stays.

use balsts_app::AppError;
use balsts_domain::{
    access::Role,
    retention::RecordKind,
    risk::Factor,
    support::{NoteKind, Outcome, UnmetReason},
};
use balsts_testkit::on_both;
use jiff::civil::date;

use super::{EvaluatePlan, NoteForm, RiskEvaluation, hour, in_force, school, version};

// covers: PRV-08
#[test]
fn a_plan_is_removed_with_its_hours_notes_and_steps() {
    on_both(async |database| {
        let school = school(&database).await;
        let (town, institution) = (&school.town, school.institution);
        let staff = town.as_role(Role::SupportStaff, Some(institution), None).await;
        let plan = in_force(&school, &staff).await;
        staff
            .log_consultation(plan, &hour(None, date(2025, 10, 6)))
            .await
            .unwrap();
        let unmet = NoteForm {
            kind: NoteKind::Unmet,
            on: Some(date(2025, 10, 6)),
            text: "Logopēda nav".to_owned(),
            result: String::new(),
            reason: Some(UnmetReason::NoStaff),
        };
        staff.add_plan_note(plan, &unmet).await.unwrap();
        let staff = town
            .at("2026-01-10T09:00:00Z")
            .as_role(Role::SupportStaff, Some(institution), None)
            .await;
        let risk = |factor: Factor, outcome| RiskEvaluation {
            factor: factor.code().to_owned(),
            outcome: Some(outcome),
            note: String::new(),
        };
        let evaluation = EvaluatePlan {
            risks: vec![
                risk(Factor::LearningDifficulties, Outcome::Reduced),
                risk(Factor::Addiction, Outcome::Unchanged),
            ],
            conclusion: "Jāturpina".to_owned(),
            continues: Some(true),
        };
        staff
            .evaluate_plan(plan, version(&staff, plan).await, &evaluation)
            .await
            .unwrap();
        let next = staff.start_next_plan(plan).await.unwrap();

        let then = town.at("2030-12-20T09:00:00Z");
        let administrator = then.as_role(Role::Administrator, None, None).await;
        let officer = then.as_role(Role::DataProtectionOfficer, None, None).await;
        // Five years after the semester's last day, 19.12.2025, it may go.
        let id = administrator
            .propose_removal(RecordKind::SupportPlans)
            .await
            .unwrap();
        assert_eq!(officer.approve_removal(id).await.unwrap(), 1);
        assert!(matches!(staff.plan(plan).await, Err(AppError::NotFound)));
        assert_eq!(staff.plan(next).await.unwrap().sheet.previous_id, None);
    });
}
