use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn enrolled(institution: i64, class: &str, from: Date, to: Option<Date>) -> Enrolment {
    let class: ClassLabel = class.parse().unwrap();
    let stage = Stage::of_class(&class, false);
    Enrolment {
        institution,
        class,
        validity: Validity::new(from, to).unwrap(),
        stage,
        form: None,
        leaving: None,
    }
}

#[test]
fn a_transfer_on_one_day_is_no_double_enrolment() {
    let day = date(2026, 2, 2);
    let history = History::new(vec![
        enrolled(2, "8.a", day, None),
        enrolled(1, "8.b", date(2025, 9, 1), Some(day)),
    ]);
    assert!(history.overlaps().is_empty());
    assert_eq!(history.on(day), EnrolmentState::Enrolled(1));
    assert_eq!(history.on(date(2026, 2, 1)), EnrolmentState::Enrolled(0));
    let moves = history.moves();
    assert_eq!((moves[0].kind, moves[0].gap_days), (MoveKind::Transfer, 0));
}

fn attended(institution: i64, from: i32, to: Option<i32>) -> Attended {
    Attended {
        institution,
        stage: Stage::SecondStage,
        from,
        to,
    }
}

#[test]
fn a_change_is_counted_though_the_first_school_never_ended_it() {
    let changes = |list: &[Attended]| changes_of_institution(list).count();
    assert_eq!(
        changes(&[attended(1, 0, Some(9)), attended(2, 9, None)]),
        1,
        "on one day"
    );
    assert_eq!(changes(&[attended(1, 0, None), attended(2, 20, None)]), 1);
    let beside = [attended(1, 0, None), attended(2, 20, Some(30))];
    assert_eq!(changes(&beside), 0, "beside the first, which went on");
    assert_eq!(ended_by_the_next(&beside), beside);
}

#[test]
fn a_school_that_never_ended_leaves_open_how_many_changes_there_were() {
    let list = [
        attended(1, 0, None),
        attended(2, 20, Some(30)),
        attended(3, 31, None),
    ];
    assert_eq!(
        changes_of_institution(&list).count(),
        1,
        "the second may have stood beside the first"
    );
    assert_eq!(changes_of_institution(&ended_by_the_next(&list)).count(), 2);
}

#[test]
fn two_lists_at_once_are_found() {
    let history = History::new(vec![
        enrolled(1, "8.b", date(2025, 9, 1), Some(date(2026, 3, 1))),
        enrolled(2, "8.a", date(2026, 2, 2), None),
        enrolled(2, "8.c", date(2026, 4, 1), None),
    ]);
    let overlaps = history.overlaps();
    assert_eq!(overlaps.len(), 2);
    assert_eq!(overlaps[0].kind, OverlapKind::DoubleEnrolment);
    assert_eq!(
        overlaps[0].period,
        Period::new(date(2026, 2, 2), date(2026, 3, 1)).unwrap()
    );
    assert_eq!(overlaps[1].kind, OverlapKind::SameInstitution);
    assert_eq!(history.on(date(2026, 2, 10)), EnrolmentState::DoublyEnrolled(1));
    assert_eq!(history.on(date(2026, 3, 2)), EnrolmentState::Enrolled(1));
}

// covers: REG-19
#[test]
fn leavers_and_returners_are_told_from_transfers() {
    let mut left = enrolled(1, "8.b", date(2024, 9, 1), Some(date(2024, 11, 1)));
    left.leaving = Some(LeavingReason::NonAttendance);
    let history = History::new(vec![left, enrolled(1, "8.b", date(2025, 2, 3), None)]);
    assert!(history.is_leaver(date(2024, 11, 2)) && !history.is_leaver(date(2025, 2, 3)));
    assert_eq!(history.on(date(2024, 8, 31)), EnrolmentState::NotYet);
    assert_eq!(history.moves()[0].kind, MoveKind::Return);

    let gap = |to, from| {
        let pair = vec![
            enrolled(1, "7.b", date(2024, 9, 1), Some(to)),
            enrolled(2, "8.b", from, None),
        ];
        History::new(pair).moves()[0].kind
    };
    assert_eq!(
        gap(date(2025, 5, 30), date(2025, 9, 1)),
        MoveKind::Transfer,
        "a summer"
    );
    assert_eq!(
        gap(date(2025, 1, 10), date(2025, 2, 11)),
        MoveKind::Transfer,
        "a month"
    );
    assert_eq!(
        gap(date(2025, 1, 10), date(2025, 2, 12)),
        MoveKind::Return,
        "longer"
    );
    assert_eq!(
        gap(date(2025, 5, 30), date(2025, 10, 1)),
        MoveKind::Return,
        "a lost September"
    );
}

#[test]
fn a_pupil_between_two_school_years_has_not_left() {
    let mut history = History::new(vec![enrolled(
        1,
        "8.b",
        date(2025, 9, 1),
        Some(date(2026, 5, 29)),
    )]);
    assert_eq!(history.on(date(2026, 7, 1)), EnrolmentState::BetweenYears(0));
    assert_eq!(history.on(date(2026, 9, 1)), EnrolmentState::Left(0));
    history.enrolments[0].leaving = Some(LeavingReason::LeftCountry);
    assert_eq!(history.on(date(2026, 7, 1)), EnrolmentState::Left(0));
}

#[test]
fn passages_between_stages_are_no_changes() {
    let history = History::new(vec![
        enrolled(1, "Mārīte", date(2015, 9, 1), Some(date(2016, 8, 31))),
        enrolled(2, "1.a", date(2016, 9, 1), Some(date(2022, 5, 31))),
        enrolled(3, "7.a", date(2022, 9, 1), Some(date(2025, 6, 13))),
        enrolled(4, "10.a", date(2025, 9, 1), None),
    ]);
    assert!(
        history
            .moves()
            .iter()
            .all(|step| step.kind == MoveKind::StageTransition)
    );
}

proptest! {
    #[test]
    fn overlaps_agree_with_counting_days(spans in proptest::collection::vec((0_i64..3, 0_i32..40, 0_i32..20), 0..5)) {
        let day = |n: i32| crate::calendar::date_of(20_000 + n);
        let history = History::new(
            spans.iter().map(|(i, from, length)| enrolled(*i, "8.a", day(*from), Some(day(from + length)))).collect(),
        );
        for overlap in history.overlaps() {
            for date in overlap.period.iter() {
                let pair = [overlap.first, overlap.second].map(|index| &history.enrolments()[index]);
                prop_assert!(pair.iter().all(|enrolment| enrolment.validity.contains(date)));
            }
        }
        for date in (0..60).map(day) {
            let current = history.on(date).current();
            let any = history.enrolments().iter().any(|enrolment| enrolment.validity.contains(date));
            prop_assert_eq!(current.is_some(), any);
        }
    }
}
