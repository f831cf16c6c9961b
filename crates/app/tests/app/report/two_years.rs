//! A school year beside the one before, with answers counted by hand.

use balsts_app::{
    concern::{ConcernStep, SendConcern},
    report::{InstitutionYears, TwoYears},
};
use balsts_domain::{access::Role, calendar::SchoolYear, concern::Urgency, risk::Factor};
use balsts_reports::table::Cell;
use balsts_testkit::{Town, code_of, on_both, town};
use jiff::civil::date;

const YEAR: i16 = 2025;

/// A school with so many pupils, all of whom missed two lessons unexcused on one day of this year; gives them.
async fn school(town: &Town, code: &str, first: usize, many: usize) -> (i64, Vec<i64>) {
    let (institution, pupils) = town.school_of(code, first, many, date(2024, 9, 2)).await;
    town.unexcused(institution, &pupils, &[date(2025, 9, 8)], 2).await;
    (institution, pupils)
}

fn of<'a>(years: &'a TwoYears, name: &str) -> &'a InstitutionYears {
    years.institutions.iter().find(|one| one.name == name).unwrap()
}

// covers: PRV-04
#[test]
fn a_year_that_was_not_loaded_is_no_zero_and_few_children_are_withheld() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-09-26T09:00:00Z").await;
        let (large, pupils) = school(&town, "OGR1", 0, 10).await;
        school(&town, "OGR2", 20, 10).await;
        school(&town, "OGR3", 40, 2).await;
        for pupil in &pupils {
            let semester = (date(2024, 9, 2), date(2024, 12, 20));
            town.absence_totals(*pupil, large, semester.0, semester.1, [0, 37, 0])
                .await;
        }
        for pupil in &pupils[..5] {
            town.support_plan(*pupil, large, YEAR, 1).await;
        }
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let years = board.two_years(SchoolYear::new(YEAR)).await.unwrap();
        assert_eq!(years.periods[0].to(), date(2024, 12, 20));
        assert_eq!(years.periods[1].to(), date(2025, 9, 26));
        let one = of(&years, "OGR1");
        // 37 lessons in the 74 school days of the semester: ten in 20. Two in the 20 of this year.
        assert_eq!(
            one.missed[0].clone().map(|cell| cell.to_f64()),
            [Some(10.0), Some(0.0), Some(0.0)]
        );
        assert_eq!(
            one.missed[1].clone().map(|cell| cell.to_f64()),
            [Some(0.0), Some(0.0), Some(2.0)]
        );
        assert_eq!(one.supported, [Cell::Missing, Cell::share(Some(5), Some(10))]);
        let other = of(&years, "OGR2");
        assert_eq!(other.missed[0], [Cell::Missing, Cell::Missing, Cell::Missing]);
        assert_eq!(other.supported, [Cell::Missing, Cell::Missing]);
        assert_eq!((years.both, &years.together[0]), (1, &one.missed[0]));
        assert_ne!(
            of(&years, "OGR3").missed[1][2],
            Cell::Withheld,
            "the board sees each child"
        );
        // Who sees some children, those in danger, is not told of all others.
        let specialist = town.as_role(Role::ChildRightsSpecialist, None, None).await;
        let leadership = town.as_role(Role::MunicipalLeadership, None, None).await;
        let years = specialist.two_years(SchoolYear::new(YEAR)).await.unwrap();
        assert_eq!(
            of(&years, "OGR3").missed[1],
            [Cell::Withheld, Cell::Withheld, Cell::Withheld]
        );
        let years = leadership.two_years(SchoolYear::new(YEAR)).await.unwrap();
        assert_eq!(
            of(&years, "OGR3").missed[1],
            [Cell::Withheld, Cell::Withheld, Cell::Withheld]
        );
        assert_eq!(of(&years, "OGR1").missed[0], one.missed[0]);
        let earlier = leadership.two_years(SchoolYear::new(2020)).await.unwrap();
        assert_eq!(earlier.institutions, [], "nothing was loaded");
    });
}

// covers: RSK-15, PRV-04
#[test]
fn concerns_answered_in_time_are_counted_once_answered_or_due() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-09-08T09:00:00Z").await;
        let (institution, _) = school(&town, "OGR1", 0, 6).await;
        let teacher = town
            .person(Role::ClassTeacher, Some(institution), Some("8.b"))
            .await;
        let head = town.person(Role::SchoolHead, Some(institution), None).await;
        let mut sent = Vec::new();
        for number in 0..6 {
            let concern = SendConcern {
                pupil: format!("p-{}", code_of(number)),
                factors: vec![Factor::LowAchievement],
                text: String::new(),
                urgency: Urgency::Normal,
                danger: false,
            };
            sent.push(town.ctx(teacher).await.send_concern(&concern).await.unwrap());
        }
        let answer = |at: &str, id| {
            let town = town.at(at);
            async move {
                let ctx = town.ctx(head).await;
                let words = "Nav riska.".to_owned();
                for step in [
                    ConcernStep::Examine(words.clone()),
                    ConcernStep::NotConfirm(words),
                ] {
                    let version = ctx.concern(id).await.unwrap().row.version;
                    ctx.step_concern(id, version, step).await.unwrap();
                }
            }
        };
        answer("2025-09-09T09:00:00Z", sent[0]).await;
        // The fifth school day after the day of sending is still in time, the next is not.
        answer("2025-09-15T20:00:00Z", sent[1]).await;
        answer("2025-09-16T09:00:00Z", sent[2]).await;
        let share = |town: Town, user| async move {
            let ctx = town.ctx(user).await;
            let years = ctx.two_years(SchoolYear::new(YEAR)).await.unwrap();
            of(&years, "OGR1").answered.clone()
        };
        let on_the_day = town.at("2025-09-15T20:30:00Z");
        let leadership = town.person(Role::MunicipalLeadership, None, None).await;
        assert_eq!(
            share(on_the_day.clone(), leadership).await,
            Cell::Withheld,
            "three are few"
        );
        let later = town.at("2025-09-16T10:00:00Z");
        let two_of_six = Cell::share(Some(2), Some(6));
        assert_eq!(
            share(later.clone(), leadership).await,
            Cell::Withheld,
            "two are few among six, too"
        );
        assert_eq!(share(later, head).await, two_of_six);
    });
}
