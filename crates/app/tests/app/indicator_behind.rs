//! Whom an indicator counts: as many as its numerator says, and the very same pupils.

use balsts_app::{AppError, Ctx};
use balsts_domain::{access::Role, numbers::Decimal};
use balsts_testkit::{Enrolled, on_both, town, town_of};
use jiff::civil::{Date, date};

use crate::report::children;

/// The list behind an indicator is as long as its numerator and holds these pupils.
async fn behind(ctx: &Ctx, id: &str, year: i16, expected: &[i64]) {
    let found = ctx.pupils_behind(id, year).await.unwrap();
    let figure = found.line.value.as_ref().and_then(|value| value.figure).unwrap();
    let mut listed: Vec<i64> = found.pupils.iter().map(|pupil| pupil.id).collect();
    assert_eq!(
        figure.numerator,
        Decimal::from(listed.len() as i64),
        "the length of the list of {id}"
    );
    listed.sort_unstable();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(listed, expected, "{id}");
}

const FROM: Date = date(2025, 9, 1);
const TO: Date = date(2026, 8, 31);

// covers: IND-10, IND-11, IND-14, IND-17
#[test]
fn absent_low_marked_and_taking_part_are_those_who_were_counted() {
    on_both(|database| async move {
        let town = town_of(&database.store, "tukuma-novads", "2026-11-20T09:00:00Z").await;
        let school = town.institution("TUK1", "basic_school").await;
        let special = town.institution("TUK2", "special_school").await;
        let ids = children(&town, 10).await;
        let rows: Vec<Enrolled<'_>> = ids
            .iter()
            .enumerate()
            .map(|(at, id)| Enrolled::new(*id, if at < 8 { school } else { special }, "6.a", FROM).until(TO))
            .collect();
        town.enrolments(&rows).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        for id in ["3", "4", "7", "8", "9"] {
            let nothing = board.pupils_behind(id, 2026).await;
            assert!(
                matches!(nothing, Err(AppError::NotFound)),
                "no data, no list: {id} {nothing:?}"
            );
        }
        let may = date(2026, 5, 29);
        let marks: Vec<_> = ids[..8]
            .iter()
            .enumerate()
            .map(|(at, id)| (*id, "Matemātika", may, "annual", if at < 2 { "3" } else { "6" }))
            .collect();
        town.marks(school, &marks).await;
        let better = (ids[1], "Matemātika", date(2026, 6, 10), "annual", "4");
        town.marks(school, &[better]).await;
        town.marks(special, &[(ids[8], "Matemātika", may, "annual", "2")])
            .await;
        for id in &ids[..4] {
            for programme in ["Koris", "Dejas"] {
                town.extracurricular(*id, programme, date(2025, 9, 15), Some(may))
                    .await;
            }
        }
        // More than six months and back in spring; it is over by today, and still the figure of its year.
        let days: Vec<Date> = FROM
            .series(jiff::ToSpan::days(1))
            .take_while(|day| *day <= date(2026, 3, 13))
            .filter(|day| day.weekday().to_monday_zero_offset() < 5)
            .collect();
        town.unexcused(school, &ids[5..6], &days, 6).await;
        board.compute_indicators(2026).await.unwrap();
        behind(&board, "3", 2026, &ids[..4]).await;
        behind(&board, "4", 2026, &ids[4..]).await;
        behind(&board, "7", 2026, &ids[5..6]).await;
        behind(&board, "8", 2026, &ids[..1]).await;
        behind(&board, "9", 2026, &ids[5..6]).await;

        let head = town.as_role(Role::SchoolHead, Some(special), None).await;
        let found = head.pupils_behind("4", 2026).await.unwrap();
        assert!(
            found.pupils.is_empty(),
            "in November nobody is on this school's list any more: {:?}",
            found.pupils
        );
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        let closed = leader.pupils_behind("8", 2026).await;
        assert!(
            matches!(closed, Err(AppError::Forbidden)),
            "who may read the figure is not told whom it counts: {closed:?}"
        );
        let survey = board.pupils_behind("1", 2026).await;
        assert!(matches!(survey, Err(AppError::NotFound)), "{survey:?}");
    });
}

// covers: IND-12, IND-13, IND-14
#[test]
fn repeaters_leavers_those_who_move_and_fail_are_those_who_were_counted() {
    on_both(|database| async move {
        let town = town_of(&database.store, "ventspils", "2026-11-20T09:00:00Z").await;
        let school = town.institution("VEN1", "basic_school").await;
        let next = town.institution("VEN2", "vocational_school").await;
        let ids = children(&town, 25).await;
        let before = date(2024, 9, 1);
        let mut rows = Vec::new();
        for id in &ids[..10] {
            rows.push(Enrolled {
                leaving: Some("completed"),
                ..Enrolled::new(*id, school, "9.a", before).until(date(2025, 6, 13))
            });
        }
        for id in &ids[..7] {
            rows.push(Enrolled::new(*id, next, "10.a", FROM).until(TO));
        }
        rows.push(Enrolled {
            leaving: Some("own_wish"),
            ..Enrolled::new(ids[7], next, "10.a", FROM).until(date(2026, 2, 2))
        });
        for id in &ids[10..20] {
            rows.push(Enrolled::new(*id, school, "9.b", FROM).until(date(2026, 6, 12)));
        }
        rows.push(Enrolled {
            repeats: Some(true),
            ..Enrolled::new(ids[20], school, "7.a", FROM).until(TO)
        });
        town.enrolments(&rows).await;
        let day = date(2026, 6, 3);
        for (at, id) in ids[10..18].iter().enumerate() {
            let percent = if at < 2 { 900 } else { 5_000 };
            town.exam(*id, "Matemātika", day, 9, percent).await;
        }
        town.exam(ids[10], "Angļu valoda", day, 9, 500).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        board.compute_indicators(2026).await.unwrap();
        behind(&board, "2", 2026, &ids[7..8]).await;
        behind(&board, "3", 2026, &ids[10..12]).await;
        behind(&board, "4", 2026, &ids[20..21]).await;
        behind(&board, "6", 2026, &ids[7..8]).await;
    });
}

// covers: IND-13, IND-18
#[test]
fn the_supported_and_those_who_do_not_go_on_are_those_who_were_counted() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("OGR1", "secondary_school").await;
        let ids = children(&town, 12).await;
        let mut rows: Vec<Enrolled<'_>> = ids[..8]
            .iter()
            .map(|id| Enrolled {
                leaving: Some("completed"),
                ..Enrolled::new(*id, school, "9.a", date(2024, 9, 1)).until(date(2025, 6, 13))
            })
            .collect();
        for id in &ids[..6] {
            rows.push(Enrolled::new(*id, school, "10.a", FROM).until(TO));
        }
        for id in &ids[8..] {
            rows.push(Enrolled::new(*id, school, "7.a", FROM).until(TO));
        }
        town.enrolments(&rows).await;
        // Twice for one child; a plan in secondary education is no part of this indicator.
        for (pupil, semester) in [(ids[8], 1), (ids[8], 2), (ids[9], 1), (ids[0], 1)] {
            town.support_plan(pupil, school, 2025, semester).await;
        }
        let operator = town.operator();
        operator.compute_indicators(2026).await.unwrap();
        behind(&operator, "10", 2026, &ids[6..8]).await;
        behind(&operator, "7", 2026, &ids[8..10]).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        // The board does not read plans: it is told how many there are at each school, and nobody's name.
        let found = board.pupils_behind("7", 2026).await.unwrap();
        assert!(found.pupils.is_empty() && found.all == 2);
        let schools: Vec<(String, usize)> = found
            .schools
            .unwrap()
            .into_iter()
            .map(|school| (school.code, school.pupils))
            .collect();
        assert_eq!(schools, [("OGR1".to_owned(), 2)]);
        let named = board.pupils_behind("10", 2026).await.unwrap();
        assert!(named.schools.is_none() && named.pupils.len() == 2);
        // Whoever does not see each child is told no numbers of schools either.
        for role in [Role::MunicipalLeadership, Role::ChildRightsSpecialist] {
            let other = town.as_role(role, None, None).await;
            let refused = other.pupils_behind("7", 2026).await;
            assert!(refused.is_err(), "{role:?}: {refused:?}");
        }
    });
}
