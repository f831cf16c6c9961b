use super::*;
use crate::risk::{Standing, View};
use SignalCode::{DistanceLearning, NotEnrolled, SchoolMoves};

const ON: Date = date(2026, 2, 10);

fn moved(homes: &[(i64, u8, Date, Option<Date>)]) -> Case {
    let mut case = Case::new();
    case.homes = homes
        .iter()
        .map(|(institution, grade, from, to)| home(*institution, *grade, *from, *to))
        .collect();
    case
}

// covers: RSK-06
#[test]
fn two_moves_in_twenty_four_months() {
    let first = (1, 7, date(2023, 9, 1), Some(date(2024, 2, 10)));
    let second = (2, 7, date(2024, 2, 11), Some(date(2025, 10, 10)));
    let third = (3, 8, date(2025, 10, 11), None);
    assert_eq!(
        moved(&[first, second, third]).state(SchoolMoves, ON),
        fires(Level::Medium)
    );
    assert_eq!(
        moved(&[first, second, third]).state(SchoolMoves, date(2026, 2, 11)),
        NO,
        "the first is older now"
    );
    assert_eq!(moved(&[second, third]).state(SchoolMoves, ON), NO);
    let back = (1, 8, date(2025, 10, 11), None);
    assert_eq!(
        moved(&[first, second, back]).state(SchoolMoves, ON),
        fires(Level::Medium),
        "there and back are two"
    );
}

// covers: RSK-06
#[test]
fn a_school_left_open_makes_the_moves_uncertain_not_absent() {
    let open = (1, 8, date(2025, 9, 1), None);
    let second = (2, 8, date(2025, 11, 3), Some(date(2025, 11, 30)));
    let third = (3, 8, date(2025, 12, 1), None);
    assert_eq!(
        moved(&[open, second, third]).state(SchoolMoves, ON),
        lacks(Missing::Enrolments),
        "the second may have stood beside the first"
    );
    assert_eq!(moved(&[open, second]).state(SchoolMoves, ON), NO);
}

// covers: RSK-06
#[test]
fn going_on_to_the_next_stage_is_no_move() {
    let ninth = (1, 9, date(2024, 9, 2), Some(date(2025, 6, 13)));
    let tenth = (2, 10, date(2025, 9, 1), Some(date(2025, 12, 1)));
    let other = (3, 10, date(2025, 12, 2), None);
    assert_eq!(
        moved(&[ninth, tenth, other]).state(SchoolMoves, ON),
        NO,
        "one move, one transition"
    );
    let seventh = (1, 6, date(2024, 9, 2), Some(date(2025, 5, 30)));
    let eighth = (2, 7, date(2025, 9, 1), Some(date(2025, 12, 1)));
    let last = (3, 7, date(2025, 12, 2), None);
    assert_eq!(moved(&[seventh, eighth, last]).state(SchoolMoves, ON), NO);
    let same = (1, 8, date(2025, 12, 2), None);
    let again = (1, 8, date(2025, 9, 1), Some(date(2025, 12, 1)));
    assert_eq!(
        moved(&[again, same]).state(SchoolMoves, ON),
        NO,
        "another class of the same school"
    );
}

#[test]
fn two_enrolments_at_once_are_no_move() {
    let main = (1, 8, date(2025, 9, 1), None);
    let beside = (2, 8, date(2025, 10, 1), Some(date(2025, 11, 1)));
    let later = (3, 8, date(2025, 12, 1), Some(date(2026, 1, 9)));
    assert_eq!(moved(&[main, beside, later]).state(SchoolMoves, ON), NO);
}

// covers: RSK-06
#[test]
fn a_school_that_ends_an_enrolment_late_or_never_hides_no_move() {
    let third = (3, 8, date(2025, 12, 1), None);
    for (ended, again) in [
        (Some(date(2025, 10, 1)), Some(date(2025, 12, 1))),
        (Some(date(2025, 10, 15)), Some(date(2026, 1, 9))),
        (None, None),
    ] {
        let case = moved(&[
            (1, 8, date(2025, 9, 1), ended),
            (2, 8, date(2025, 10, 1), again),
            third,
        ]);
        assert_eq!(case.state(SchoolMoves, ON), fires(Level::Medium), "{ended:?}");
    }
}

fn unlisted() -> Case {
    let mut case = Case::new();
    case.homes.clear();
    case
}

// covers: REG-08, REG-09
#[test]
fn a_child_of_compulsory_age_on_no_list() {
    let case = unlisted();
    let assessment = case.assess(ON);
    assert_eq!(assessment.standing, Standing::NeverEnrolled);
    assert_eq!(case.state(NotEnrolled, ON), fires(Level::High));
    assert!(assessment.is_listed(View::Open));
    let with = |change: &dyn Fn(&mut Case)| {
        let mut case = unlisted();
        change(&mut case);
        case.state(NotEnrolled, ON)
    };
    assert_eq!(with(&|case| case.declared = Declared::Elsewhere), NO);
    assert_eq!(
        with(&|case| case.declared = Declared::Unknown),
        lacks(Missing::DeclaredAddress)
    );
    assert_eq!(with(&|case| case.birth_date = None), lacks(Missing::BirthDate));
    assert_eq!(
        with(&|case| case.birth_date = Some(date(2023, 1, 1))),
        NO,
        "too young"
    );
    assert_eq!(
        with(&|case| case.birth_date = Some(date(2007, 1, 1))),
        NO,
        "grown up"
    );
    assert_eq!(with(&|case| case.basic_education_completed = Some(true)), NO);
    assert_eq!(
        with(&|case| case.declared_status = Some(DeclaredStatus::LeftCountry)),
        NO
    );
    assert_eq!(
        with(&|case| case.declared_status = Some(DeclaredStatus::NoInformation)),
        fires(Level::High)
    );
    assert_eq!(Case::new().state(NotEnrolled, ON), NO, "enrolled");
}

// covers: REG-09
#[test]
fn compulsory_age_ends_on_the_eighteenth_birthday() {
    let mut case = unlisted();
    case.birth_date = Some(date(2008, 2, 11));
    assert_eq!(case.state(NotEnrolled, ON), fires(Level::High));
    assert_eq!(case.state(NotEnrolled, date(2026, 2, 11)), NO);
}

// covers: REG-08
#[test]
fn a_leaver_is_not_listed_unless_nobody_knows_where() {
    let mut case = Case::new();
    case.miss_through(date(2025, 9, 1), date(2025, 9, 30), AbsenceKind::Unexcused, 7);
    assert!(case.assess(date(2025, 10, 10)).is_listed(View::Open));
    case.homes[0].to = Some(date(2025, 10, 10));
    case.homes[0].leaving = Some(LeavingReason::Transferred);
    // 10 October, the autumn break and one holiday: 14 November is the twentieth school day after.
    let left = case.assess(date(2025, 11, 14));
    assert_eq!(
        (left.standing, left.is_listed(View::Full)),
        (Standing::Left, false)
    );
    assert!(left.duties.is_empty());
    assert_eq!(
        case.state(NotEnrolled, date(2025, 11, 17)),
        fires(Level::High),
        "no school has the child on its list"
    );
    case.homes[0].leaving = Some(LeavingReason::Completed);
    assert_eq!(case.state(NotEnrolled, ON), fires(Level::High), "grade 8");
    case.homes[0].grade = Some(9);
    assert_eq!(case.state(NotEnrolled, ON), NO);
    case.homes[0].leaving = Some(LeavingReason::LeftCountry);
    assert!(!case.assess(ON).is_listed(View::Full));
    case.homes[0].leaving = Some(LeavingReason::NonAttendance);
    let lost = case.read(NotEnrolled, ON);
    assert_eq!(
        (lost.state, lost.since),
        (fires(Level::High), Some(date(2025, 10, 11)))
    );
    case.declared = Declared::Unknown;
    assert!(!case.assess(ON).is_listed(View::Full));
}

// covers: REG-08
#[test]
fn the_weekend_between_two_schools_is_no_time_on_no_list() {
    let mut case = Case::new();
    case.homes[0].to = Some(date(2025, 10, 10));
    case.homes.push(home(2, 8, date(2025, 10, 14), None));
    assert_eq!(case.state(NotEnrolled, date(2025, 10, 12)), NO);
    assert_eq!(
        case.state(NotEnrolled, date(2025, 10, 13)),
        fires(Level::High),
        "a Monday of school"
    );
    assert_eq!(case.state(NotEnrolled, date(2025, 10, 14)), NO);
}

#[test]
fn in_the_summer_a_pupil_of_the_past_year_has_not_left() {
    let mut case = Case::new();
    case.homes[0].to = Some(date(2026, 5, 31));
    assert_eq!(case.assess(date(2026, 7, 15)).standing, Standing::Enrolled);
    assert_eq!(case.assess(date(2026, 9, 1)).standing, Standing::Left);
    case.homes[0].to = Some(date(2026, 5, 14));
    assert_eq!(case.assess(date(2026, 7, 15)).standing, Standing::Left);
}

// covers: REG-10
#[test]
fn distance_learning_of_compulsory_age() {
    let mut case = Case::new();
    assert_eq!(case.state(DistanceLearning, ON), NO);
    case.homes[0].study_form = Some(StudyForm::Distance);
    assert_eq!(case.state(DistanceLearning, ON), fires(Level::Low));
    case.birth_date = Some(date(2007, 1, 1));
    assert_eq!(case.state(DistanceLearning, ON), NO, "grown up");
    case.birth_date = None;
    assert_eq!(case.state(DistanceLearning, ON), lacks(Missing::BirthDate));
    case.homes[0].study_form = None;
    assert_eq!(case.state(DistanceLearning, ON), lacks(Missing::StudyForm));
}
