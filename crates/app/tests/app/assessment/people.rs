//! Who sees what, and what a person decides.

use balsts_app::{
    AppError,
    assessment::{AssessOptions, Decide},
};
use balsts_domain::{
    access::Role,
    risk::{
        Level, View,
        decision::{LevelState, Verdict},
    },
};
use balsts_testkit::on_both;
use jiff::civil::date;

use super::school;

// covers: PRV-03, PRV-05, RSK-16
#[test]
fn circumstances_do_not_exist_for_a_class_teacher() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        town.absences(&school.unexcused(school.anna, 9)).await;
        for pupil in [school.anna, school.liga] {
            town.circumstance(pupil, "parents_addiction", date(2025, 10, 1))
                .await;
        }
        town.operator().evaluate_all().await.unwrap();
        let teacher = town
            .as_role(Role::ClassTeacher, Some(school.institution), Some("8.b"))
            .await;
        let staff = town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let anna = format!("p-{}", super::ANNA);
        let liga = format!("p-{}", super::LIGA);
        let open = teacher.assessment(&anna).await.unwrap().1;
        assert_eq!((open.view, open.shown.level), (View::Open, Some(Level::Low)));
        let full = staff.assessment(&anna).await.unwrap().1;
        assert_eq!((full.view, full.shown.level), (View::Full, Some(Level::Medium)));
        assert_eq!(teacher.assessment(&liga).await.unwrap().1.shown.level, None);
        let seen = teacher.assess(&AssessOptions::default()).await.unwrap();
        let text = serde_json::to_string(&seen).unwrap();
        assert_eq!(seen.pupils.len(), 1);
        assert!(
            !text.contains("circumstance") && !text.contains("addiction"),
            "{text}"
        );
        assert_eq!(
            staff
                .assess(&AssessOptions::default())
                .await
                .unwrap()
                .pupils
                .len(),
            2
        );
        // Another class, another school: the pupil does not exist.
        let other = town
            .as_role(Role::ClassTeacher, Some(school.institution), Some("8.a"))
            .await;
        assert!(matches!(other.assessment(&anna).await, Err(AppError::NotFound)));
        let leadership = town.as_role(Role::MunicipalLeadership, None, None).await;
        assert!(matches!(
            leadership.assessment(&anna).await,
            Err(AppError::Forbidden)
        ));
    });
}

// covers: RSK-03
#[test]
fn a_person_decides_with_a_reason_and_the_decision_stands_until_the_reasons_grow() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        town.absences(&school.unexcused(school.anna, 9)).await;
        town.operator().evaluate_all().await.unwrap();
        let staff = town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let anna = format!("p-{}", super::ANNA);
        let decide = |verdict, reason: &str| Decide {
            verdict,
            reason: reason.to_owned(),
            proposed: Level::Low,
            after: None,
        };
        let refused = staff.decide_level(&anna, &decide(Verdict::Confirmed, "  ")).await;
        assert!(matches!(refused, Err(AppError::Invalid(_))));
        let stale = Decide {
            proposed: Level::High,
            ..decide(Verdict::Confirmed, "redzēju")
        };
        assert!(matches!(
            staff.decide_level(&anna, &stale).await,
            Err(AppError::Conflict("error-level-changed"))
        ));
        let teacher = town
            .as_role(Role::ClassTeacher, Some(school.institution), Some("8.b"))
            .await;
        let forbidden = teacher
            .decide_level(&anna, &decide(Verdict::Dismissed, "x"))
            .await;
        assert!(matches!(forbidden, Err(AppError::Forbidden)));

        let shown = staff
            .decide_level(&anna, &decide(Verdict::Changed(Level::High), "Ģimenes apstākļi"))
            .await
            .unwrap();
        assert_eq!(
            (shown.level, shown.proposed),
            (Some(Level::High), Some(Level::Low))
        );
        assert_eq!(shown.state, LevelState::Changed);
        let scope = staff.scope(
            balsts_domain::access::Action::Read,
            balsts_domain::access::Resource::Assessment,
        );
        let scope = scope.unwrap();
        let stored = database
            .store
            .assessment_of(&scope, school.anna)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (stored.level_full, stored.shown_full, stored.shown_open),
            (1, 3, 1)
        );

        // Sixteen lessons are more than nine: somebody has to look again.
        town.absences(&school.unexcused(school.anna, 16)).await;
        let evaluated = town.operator().evaluate_touched(&[school.anna]).await.unwrap();
        assert_eq!(evaluated.reopened, 1);
        let support = staff.assessment(&anna).await.unwrap().1;
        assert_eq!(
            (support.shown.level, support.shown.state),
            (Some(Level::Medium), LevelState::Reopened)
        );
        let again = Decide {
            proposed: Level::Medium,
            ..decide(Verdict::Dismissed, "Bija slims, zīme nav ievadīta")
        };
        assert!(
            matches!(
                staff.decide_level(&anna, &again).await,
                Err(AppError::Conflict("error-level-decided"))
            ),
            "the first decision was not seen"
        );
        let again = Decide {
            after: support.newest_decision(),
            ..again
        };
        let shown = staff.decide_level(&anna, &again).await.unwrap();
        assert_eq!((shown.level, shown.state), (None, LevelState::Dismissed));
        assert_eq!(
            staff.assessment(&anna).await.unwrap().1.decisions.len(),
            2,
            "the history stays"
        );
    });
}
