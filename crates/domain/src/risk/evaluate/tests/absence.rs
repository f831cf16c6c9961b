use super::*;
use crate::risk::signal::Amount;
use AbsenceKind::{Excused, Illness, Unexcused};
use SignalCode::{AbsenceRate, AbsenceRising};

/// Exactly 20 school days from 1 September, 7 lessons a day: 140 lessons.
const TWENTIETH: Date = date(2025, 9, 26);

fn twenty_days() -> Case {
    let mut case = Case::new();
    assert_eq!(case.school_days.count(period(date(2025, 9, 1), TWENTIETH)), 20);
    case.seven_a_day(date(2025, 9, 1), TWENTIETH);
    case
}

// covers: RSK-06, REG-11
#[test]
fn a_rate_needs_twenty_school_days() {
    let mut case = twenty_days();
    case.miss_through(date(2025, 9, 1), date(2025, 9, 5), Excused, 7);
    assert_eq!(
        case.state(AbsenceRate, date(2025, 9, 25)),
        lacks(Missing::SchoolDays),
        "19 days"
    );
    assert_eq!(
        case.state(AbsenceRate, TWENTIETH),
        fires(Level::High),
        "20 days, 25 %"
    );
}

// covers: RSK-06
#[test]
fn exactly_ten_and_exactly_twenty_per_cent() {
    let rate = |lessons| {
        let mut case = twenty_days();
        case.miss(date(2025, 9, 2), Unexcused, lessons);
        case.read(AbsenceRate, TWENTIETH)
    };
    assert_eq!(rate(13).state, NO);
    assert_eq!(rate(14).state, fires(Level::Medium));
    assert_eq!(rate(27).state, fires(Level::Medium));
    assert_eq!(rate(28).state, fires(Level::High));
    assert_eq!(
        (rate(14).value, rate(14).threshold),
        (Some(Amount::whole(10)), Amount::whole(10))
    );
    assert_eq!(rate(15).value, Some(Amount::hundredths(1071)));
    assert_eq!(serde_json::to_value(rate(15)).unwrap()["value"], 10.71);
}

// covers: RSK-06
#[test]
fn illness_alone_is_medium_at_most() {
    let mut case = twenty_days();
    case.miss_through(date(2025, 9, 1), date(2025, 9, 12), Illness, 7);
    assert_eq!(case.state(AbsenceRate, TWENTIETH), fires(Level::Medium), "50 %");
    case.miss(date(2025, 9, 15), Excused, 1);
    assert_eq!(case.state(AbsenceRate, TWENTIETH), fires(Level::High));
}

#[test]
fn without_lessons_held_there_is_no_rate() {
    let mut case = Case::new();
    case.miss_through(date(2025, 9, 1), date(2025, 9, 26), Unexcused, 7);
    assert_eq!(
        case.state(AbsenceRate, date(2025, 11, 20)),
        lacks(Missing::LessonsHeld)
    );
    // Lessons of ten days only are too few for a rate, whatever was missed on the others.
    case.seven_a_day(date(2025, 9, 1), date(2025, 9, 12));
    assert_eq!(
        case.state(AbsenceRate, date(2025, 11, 20)),
        lacks(Missing::LessonsHeld)
    );
}

#[test]
fn a_row_that_reaches_beyond_the_day_is_shared_out_by_school_days() {
    let mut case = Case::new();
    case.seven_a_day(date(2025, 9, 1), date(2025, 12, 19));
    case.miss(date(2025, 9, 2), Unexcused, 14);
    assert_eq!(case.read(AbsenceRate, TWENTIETH).value, Some(Amount::whole(10)));
    // A second row over the same days is not counted again.
    case.seven_a_day(date(2025, 9, 1), date(2025, 9, 5));
    case.homes[0].lessons_held.sort_by_key(|held| held.from);
    assert_eq!(case.read(AbsenceRate, TWENTIETH).value, Some(Amount::whole(10)));
}

#[test]
fn a_rate_adds_both_schools_after_a_transfer() {
    let mut case = twenty_days();
    case.homes[0].to = Some(date(2025, 9, 12));
    let mut second = home(2, 8, date(2025, 9, 15), None);
    second.lessons_held = vec![LessonsHeld {
        from: day_number(date(2025, 9, 15)),
        to: day_number(TWENTIETH),
        lessons: 70,
    }];
    case.homes.push(second);
    case.miss(date(2025, 9, 2), Unexcused, 7)
        .miss(date(2025, 9, 16), Unexcused, 7);
    assert_eq!(case.read(AbsenceRate, TWENTIETH).value, Some(Amount::whole(10)));
}

/// From 15 September at a second school, with 7 lessons a day.
fn also_elsewhere() -> Home {
    Home {
        lessons_held: vec![LessonsHeld {
            from: day_number(date(2025, 9, 15)),
            to: day_number(TWENTIETH),
            lessons: 70,
        }],
        ..home(2, 8, date(2025, 9, 15), None)
    }
}

#[test]
fn a_day_on_two_lists_is_one_day() {
    let mut case = twenty_days();
    case.homes.push(also_elsewhere());
    case.miss(date(2025, 9, 2), Unexcused, 7)
        .miss(date(2025, 9, 16), Unexcused, 7);
    assert_eq!(
        case.read(AbsenceRate, TWENTIETH).value,
        Some(Amount::whole(10)),
        "14 of 140, not 21 of 210"
    );
    assert_eq!(
        case.state(AbsenceRate, date(2025, 9, 25)),
        lacks(Missing::SchoolDays),
        "19 days, not 28"
    );
    // A short stay elsewhere ends and the first list counts again.
    case.homes[1].to = Some(date(2025, 9, 19));
    assert_eq!(case.read(AbsenceRate, TWENTIETH).value, Some(Amount::whole(10)));
}

#[test]
fn a_register_taken_in_two_schools_does_not_make_up_for_days_without_one() {
    let mut case = twenty_days();
    case.homes.push(also_elsewhere());
    // The first of four weeks is not known; days on two lists are known once.
    case.homes[0].register[0].from = day_number(date(2025, 9, 8));
    assert_eq!(case.state(AbsenceRate, TWENTIETH), lacks(Missing::Register));
}

#[test]
fn a_low_rate_is_only_said_of_a_register_taken() {
    let mut case = twenty_days();
    case.no_register(date(2025, 9, 1), date(2025, 9, 12));
    assert_eq!(case.state(AbsenceRate, TWENTIETH), lacks(Missing::Register));
}

/// The day asked with the 40 school days up to it.
fn forty() -> (Case, Date, Vec<Date>) {
    let case = Case::new();
    let on = date(2025, 11, 20);
    let from = case.school_days.back(on, 39).unwrap();
    let days: Vec<_> = case.school_days.iter(period(from, on)).collect();
    assert_eq!(days.len(), 40);
    (case, on, days)
}

// covers: RSK-06
#[test]
fn five_lessons_and_twice_those_before() {
    let state = |now: u32, before: u32| {
        let (mut case, on, days) = forty();
        case.miss(days[20], Unexcused, now)
            .miss(days[19], Unexcused, before);
        case.state(AbsenceRising, on)
    };
    assert_eq!(state(5, 0), fires(Level::Medium));
    assert_eq!(state(4, 0), NO);
    assert_eq!(state(6, 3), fires(Level::Medium));
    assert_eq!(state(5, 3), NO);
}

// covers: RSK-06
#[test]
fn nothing_has_risen_where_the_days_before_are_not_known() {
    let (mut case, on, days) = forty();
    case.miss(days[25], Unexcused, 9);
    let mut not_taken = case.clone();
    not_taken.no_register(days[0], days[10]);
    assert_eq!(not_taken.state(AbsenceRising, on), lacks(Missing::Register));
    let mut newcomer = case.clone();
    newcomer.homes[0].from = days[20];
    assert_eq!(newcomer.state(AbsenceRising, on), lacks(Missing::Register));
    // That less happened now than then is known even so.
    case.miss(days[3], Unexcused, 9);
    case.no_register(days[5], days[19]);
    assert_eq!(case.state(AbsenceRising, on), NO);
}
