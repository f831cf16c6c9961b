use super::*;
use AbsenceKind::{Excused, Illness, Unexcused};
use SignalCode::{LeftSchool, LongAbsence};

// covers: REG-13, RSK-06
#[test]
fn three_months_to_the_day_are_not_more_than_three_months() {
    let mut case = Case::new();
    case.miss_through(date(2025, 9, 1), date(2025, 12, 19), Unexcused, 6);
    assert_eq!(case.state(LongAbsence, date(2025, 12, 1)), NO);
    assert_eq!(case.state(LongAbsence, date(2025, 12, 2)), fires(Level::VeryHigh));
    let reading = case.read(LongAbsence, date(2025, 12, 2));
    assert_eq!(reading.window, period(date(2025, 9, 1), date(2025, 12, 2)));
}

// covers: REG-13
#[test]
fn half_of_the_school_days_is_enough_and_less_is_not() {
    let on = date(2025, 12, 11);
    let days: Vec<_> = Case::new()
        .school_days
        .iter(period(date(2025, 9, 1), on))
        .collect();
    assert_eq!(days.len(), 68, "autumn break and 18 November apart");
    let case = |missed: usize| {
        let mut case = Case::new();
        // The first day, then the last ones: the stretch begins with the first.
        for day in days[..1].iter().chain(&days[days.len() - (missed - 1)..]) {
            case.miss(*day, Unexcused, 1);
        }
        case
    };
    assert_eq!(case(34).state(LongAbsence, on), fires(Level::VeryHigh));
    assert_eq!(case(33).state(LongAbsence, on), NO);
    let value = case(33).read(LongAbsence, on);
    assert_eq!((value.value, value.threshold), (Some(amount(33)), amount(34)));
}

fn amount(n: i64) -> crate::risk::signal::Amount {
    crate::risk::signal::Amount::whole(n)
}

#[test]
fn a_summer_or_an_illness_does_not_make_an_absence_long() {
    let mut case = Case::new();
    case.homes[0].from = date(2024, 9, 2);
    case.miss_through(date(2026, 5, 11), date(2026, 5, 29), Unexcused, 7);
    case.miss_through(date(2026, 9, 1), date(2026, 9, 4), Unexcused, 7);
    assert_eq!(case.state(LongAbsence, date(2026, 8, 20)), NO);
    assert_eq!(case.state(LongAbsence, date(2026, 9, 4)), NO);
    let mut ill = Case::new();
    ill.miss_through(date(2025, 9, 1), date(2025, 12, 19), Illness, 7);
    assert_eq!(ill.state(LongAbsence, date(2025, 12, 19)), NO);
}

#[test]
fn a_long_absence_needs_a_register_to_be_denied() {
    let on = date(2025, 12, 11);
    let mut case = Case::new();
    case.no_register(date(2025, 10, 1), date(2025, 11, 30));
    assert_eq!(case.state(LongAbsence, on), lacks(Missing::Register));
    assert_eq!(
        case.state(LongAbsence, date(2025, 11, 20)),
        NO,
        "the year is too young for it"
    );
}

/// Enrolled since 2024, absent for whole days from `from` on.
fn away_since(from: Date, to: Date) -> Case {
    let mut case = Case::new();
    case.homes[0].from = date(2024, 9, 2);
    case.miss_through(from, to, Unexcused, 7);
    case
}

// covers: REG-13, RSK-06
#[test]
fn six_months_to_the_day_are_not_more_than_six_months() {
    // First missed on Tuesday, 7 October 2025.
    let case = away_since(date(2025, 10, 7), date(2026, 5, 29));
    assert_eq!(case.state(LeftSchool, date(2026, 4, 7)), NO);
    assert_eq!(case.state(LeftSchool, date(2026, 4, 8)), fires(Level::VeryHigh));
    let reading = case.read(LeftSchool, date(2026, 4, 8));
    assert_eq!(
        (reading.value, reading.since),
        (Some(amount(6)), Some(date(2025, 10, 7)))
    );
    assert_eq!(reading.window, period(date(2025, 10, 7), date(2026, 4, 8)));
}

// covers: REG-13
#[test]
fn holidays_do_not_interrupt_and_neither_does_the_summer() {
    let case = away_since(date(2026, 3, 16), date(2026, 5, 29));
    assert_eq!(case.state(LeftSchool, date(2026, 8, 31)), NO);
    let mut going_on = case.clone();
    going_on.miss_through(date(2026, 9, 1), date(2026, 9, 17), Unexcused, 7);
    assert_eq!(
        going_on.state(LeftSchool, date(2026, 9, 17)),
        fires(Level::VeryHigh)
    );
    assert_eq!(
        case.state(LeftSchool, date(2026, 9, 17)),
        NO,
        "back at school since September"
    );
}

// covers: REG-13
#[test]
fn illness_excuse_home_schooling_and_one_attended_day_interrupt() {
    let on = date(2026, 4, 30);
    let away = away_since(date(2025, 10, 7), date(2026, 5, 29));
    assert_eq!(away.state(LeftSchool, on), fires(Level::VeryHigh));
    let middle = date(2026, 1, 14);
    for kind in [Illness, Excused] {
        let mut case = away.clone();
        case.absences.remove(&middle);
        case.miss(middle, kind, 7);
        assert_eq!(case.state(LeftSchool, on), NO, "{kind:?}");
    }
    let mut attended = away.clone();
    attended.absences.remove(&middle);
    assert_eq!(attended.state(LeftSchool, on), NO);
    let mut in_part = away.clone();
    in_part.absences.remove(&middle);
    in_part.miss(middle, Unexcused, 2);
    assert_eq!(
        in_part.state(LeftSchool, on),
        NO,
        "two lessons missed are not the day"
    );
    let mut at_home = away.clone();
    at_home.circumstance("home_schooling", date(2026, 1, 12), Some(date(2026, 1, 16)));
    assert_eq!(at_home.state(LeftSchool, on), NO);
}

#[test]
fn a_day_without_a_register_neither_interrupts_nor_counts() {
    let on = date(2026, 4, 30);
    let mut case = away_since(date(2025, 10, 7), date(2026, 5, 29));
    let middle = date(2026, 1, 14);
    case.absences.remove(&middle);
    case.no_register(middle, middle);
    assert_eq!(
        case.state(LeftSchool, on),
        fires(Level::VeryHigh),
        "one day unknown of many missed"
    );
    for day in case
        .school_days
        .clone()
        .iter(period(date(2025, 11, 1), date(2026, 2, 28)))
    {
        case.absences.remove(&day);
    }
    case.no_register(date(2025, 11, 1), date(2026, 2, 28));
    assert_eq!(
        case.state(LeftSchool, on),
        lacks(Missing::Register),
        "most days unknown"
    );
    let mut unknown = Case::new();
    unknown.homes[0].from = date(2024, 9, 2);
    unknown.homes[0].register.clear();
    assert_eq!(unknown.state(LeftSchool, on), lacks(Missing::Register));
}

// covers: REG-13
#[test]
fn a_transfer_in_between_does_not_end_the_absence() {
    let mut case = away_since(date(2025, 10, 7), date(2026, 5, 29));
    case.homes[0].to = Some(date(2026, 1, 16));
    case.homes.push(home(2, 8, date(2026, 1, 26), None));
    case.absences
        .retain(|day, _| *day <= date(2026, 1, 16) || *day >= date(2026, 1, 26));
    assert_eq!(case.state(LeftSchool, date(2026, 4, 8)), fires(Level::VeryHigh));
}

// covers: REG-13
#[test]
fn a_leaver_is_not_absent_and_a_returner_begins_anew() {
    let mut case = away_since(date(2025, 10, 7), date(2025, 12, 19));
    case.homes[0].to = Some(date(2025, 12, 19));
    case.homes[0].leaving = Some(LeavingReason::LeftCountry);
    let gone = case.assess(date(2026, 4, 30));
    assert_eq!(gone.standing, crate::risk::Standing::Left);
    assert!(!gone.is_listed(crate::risk::View::Full));
    assert!(gone.reading(LeftSchool).is_none());
    case.homes.push(home(1, 8, date(2026, 4, 1), None));
    case.miss_through(date(2026, 4, 1), date(2026, 4, 30), Unexcused, 7);
    assert_eq!(
        case.state(LeftSchool, date(2026, 4, 30)),
        NO,
        "the months outside school are not absence"
    );
}

#[test]
fn the_whole_day_is_measured_by_the_lessons_held() {
    let on = date(2026, 4, 30);
    let mut case = Case::new();
    case.miss_through(date(2025, 9, 1), date(2026, 5, 29), Unexcused, 3);
    assert_eq!(
        case.state(LeftSchool, on),
        NO,
        "three lessons are not a day where the day is not known"
    );
    let days = case
        .school_days
        .count(period(date(2025, 9, 1), date(2026, 5, 29)));
    let held = |lessons| LessonsHeld {
        from: day_number(date(2025, 9, 1)),
        to: day_number(date(2026, 5, 29)),
        lessons,
    };
    case.homes[0].lessons_held = vec![held(days * 4)];
    assert_eq!(
        case.state(LeftSchool, on),
        fires(Level::VeryHigh),
        "three of four are three quarters"
    );
    case.homes[0].lessons_held = vec![held(days * 5)];
    assert_eq!(case.state(LeftSchool, on), NO);
}
