use super::*;
use AbsenceKind::{Excused, Illness, Unexcused, Unknown};
use SignalCode::{UnexcusedNearLimit, UnexcusedOverLimit, UnexcusedPreschool, UnexcusedWatch};

const ON: Date = date(2025, 11, 20);

fn with_lessons(lessons: u32) -> Case {
    let mut case = Case::new();
    for n in 0..lessons {
        // One a day from 1 September on.
        let day = case
            .school_days
            .iter(period(date(2025, 9, 1), ON))
            .nth(n as usize)
            .unwrap();
        case.miss(day, Unexcused, 1);
    }
    case
}

// covers: REG-12, RSK-06
#[test]
fn twenty_lessons_are_not_over_the_limit_and_twenty_one_are() {
    let steps: Vec<_> = [7, 8, 14, 15, 20, 21]
        .into_iter()
        .map(|n| with_lessons(n).step(ON))
        .collect();
    let expected = [
        None,
        Some(UnexcusedWatch),
        Some(UnexcusedWatch),
        Some(UnexcusedNearLimit),
        Some(UnexcusedNearLimit),
    ];
    assert_eq!(steps[..5], expected);
    assert_eq!(steps[5], Some(UnexcusedOverLimit));
    let over = with_lessons(23).read(UnexcusedOverLimit, ON);
    assert_eq!(over.state, fires(Level::High));
    let json = serde_json::to_value(&over).unwrap();
    assert_eq!(
        (json["value"].as_i64(), json["threshold"].as_i64()),
        (Some(23), Some(20))
    );
    assert_eq!(
        (json["unit"].as_str(), json["group"].as_str()),
        (Some("lessons"), Some("A"))
    );
    assert_eq!(
        json["window"],
        serde_json::json!({"from": "2025-09-01", "to": "2025-11-20"})
    );
    assert_eq!(
        (json["level"].as_str(), json["source"].as_str()),
        (Some("high"), Some("MK 89"))
    );
}

// covers: REG-12
#[test]
fn the_report_is_due_on_the_day_of_the_twenty_first_lesson() {
    assert_eq!(with_lessons(20).due(DutyCode::ViisReport, ON), []);
    let case = with_lessons(30);
    // 1 September is a Monday; the 21st school day is 29 September.
    assert_eq!(case.due(DutyCode::ViisReport, ON), [date(2025, 9, 29)]);
    assert_eq!(case.read(UnexcusedOverLimit, ON).since, Some(date(2025, 9, 29)));
    assert_eq!(case.due(DutyCode::ViisReport, date(2025, 9, 28)), []);
    let mut at_once = Case::new();
    at_once
        .miss(date(2025, 9, 2), Unexcused, 15)
        .miss(date(2025, 9, 4), Unexcused, 7);
    assert_eq!(at_once.due(DutyCode::ViisReport, ON), [date(2025, 9, 4)]);
}

// covers: REG-12
#[test]
fn a_report_not_made_stays_due_after_the_semester() {
    let mut case = with_lessons(25);
    let later = date(2026, 2, 2);
    assert_eq!(case.step(later), None);
    let duty = case.assess(later).duties[0];
    assert_eq!(
        (duty.code, duty.due, duty.is_done()),
        (DutyCode::ViisReport, date(2025, 9, 29), false)
    );
    case.done.push(DutyDone {
        code: DutyCode::ViisReport,
        about: crate::duties::About::Pupil,
        due: day_number(date(2025, 9, 29)),
        on: day_number(date(2025, 10, 1)),
    });
    assert_eq!(case.assess(later).duties[0].done_on, Some(date(2025, 10, 1)));
    // A reason found later moves the twenty-first lesson; the report has been made all the same.
    case.absences.remove(&date(2025, 9, 1));
    let moved = case.assess(later).duties[0];
    assert_eq!((moved.due, moved.is_done()), (date(2025, 9, 30), true));
}

// covers: REG-12
#[test]
fn lessons_count_from_the_first_to_the_last_day_of_the_semester() {
    let mut case = Case::new();
    case.miss_through(date(2025, 12, 15), date(2025, 12, 19), Unexcused, 5);
    assert_eq!(
        case.step(date(2025, 12, 18)),
        Some(UnexcusedNearLimit),
        "20 lessons"
    );
    assert_eq!(
        case.step(date(2025, 12, 19)),
        Some(UnexcusedOverLimit),
        "the last day counts"
    );
    assert_eq!(
        case.step(date(2026, 1, 4)),
        Some(UnexcusedOverLimit),
        "between semesters the last one counts"
    );
    assert_eq!(
        case.step(date(2026, 1, 5)),
        None,
        "the next semester begins with nothing"
    );
    case.miss(date(2026, 1, 5), Unexcused, 8);
    assert_eq!(
        case.step(date(2026, 1, 5)),
        Some(UnexcusedWatch),
        "its first day counts"
    );
    assert_eq!(
        case.read(UnexcusedWatch, date(2026, 1, 5)).window,
        period(date(2026, 1, 5), date(2026, 1, 5))
    );
}

// covers: REG-12
#[test]
fn the_semester_of_spring_counts_until_september() {
    let mut case = Case::new();
    case.miss_through(date(2026, 5, 25), date(2026, 5, 29), Unexcused, 5);
    assert_eq!(case.step(date(2026, 8, 31)), Some(UnexcusedOverLimit));
    assert_eq!(case.step(date(2026, 9, 1)), None);
}

// covers: REG-12
#[test]
fn lessons_add_up_over_a_transfer() {
    let mut case = Case::new();
    case.homes[0].to = Some(date(2025, 10, 10));
    case.homes.push(home(2, 8, date(2025, 10, 13), None));
    case.miss_through(date(2025, 10, 1), date(2025, 10, 10), Unexcused, 2);
    case.miss_through(date(2025, 10, 13), date(2025, 10, 17), Unexcused, 1);
    assert_eq!(
        case.step(date(2025, 10, 17)),
        Some(UnexcusedOverLimit),
        "16 there and 5 here"
    );
    assert_eq!(case.assess(date(2025, 10, 17)).institution, Some(2));
}

// covers: REG-14, REG-12
#[test]
fn an_unknown_reason_counts_as_unexcused_and_asks_for_a_call_on_its_day() {
    let mut case = Case::new();
    case.miss(date(2025, 9, 2), Unknown, 5)
        .miss(date(2025, 9, 3), Unexcused, 3)
        .miss(date(2025, 9, 4), Unknown, 1);
    case.miss(date(2025, 9, 5), Illness, 30)
        .miss(date(2025, 9, 8), Excused, 30);
    assert_eq!(case.step(ON), Some(UnexcusedWatch));
    assert_eq!(
        case.read(UnexcusedWatch, ON).value,
        Some(crate::risk::signal::Amount::whole(9))
    );
    assert_eq!(
        case.due(DutyCode::ContactParents, ON),
        [date(2025, 9, 2), date(2025, 9, 4)]
    );
    assert_eq!(
        case.due(DutyCode::ContactParents, date(2025, 9, 2)),
        [date(2025, 9, 2)],
        "the same day"
    );
}

fn total(institution: i64, from: Date, to: Date, unexcused: u32) -> AbsenceTotal {
    AbsenceTotal {
        institution,
        from: day_number(from),
        to: day_number(to),
        unexcused,
        illness: 0,
        excused: 0,
        by_lesson: false,
    }
}

// covers: REG-11
#[test]
fn totals_count_only_where_lesson_rows_are_missing() {
    let mut case = Case::new();
    case.totals
        .push(total(1, date(2025, 9, 1), date(2025, 9, 30), 21));
    assert_eq!(case.step(ON), Some(UnexcusedOverLimit));
    assert_eq!(
        case.due(DutyCode::ViisReport, ON),
        [date(2025, 9, 30)],
        "not earlier than the total says"
    );
    assert_eq!(
        case.step(date(2025, 9, 29)),
        None,
        "a total of days to come says nothing yet"
    );
    case.totals[0].by_lesson = true;
    assert_eq!(case.step(ON), None);
}

// covers: REG-11, REG-12
#[test]
fn lessons_of_one_school_do_not_hide_the_totals_of_another() {
    let mut case = Case::new();
    case.homes[0].to = Some(date(2025, 10, 31));
    case.homes.push(home(2, 8, date(2025, 11, 3), None));
    case.miss(date(2025, 10, 6), Unexcused, 6);
    case.totals
        .push(total(2, date(2025, 9, 1), date(2025, 11, 14), 15));
    assert_eq!(case.step(ON), Some(UnexcusedOverLimit), "6 there and 15 here");
}

// covers: REG-11, REG-12
#[test]
fn a_total_of_a_month_counts_though_the_semester_begins_or_ends_within_it() {
    // 2024/25: 2.9.-20.12. and 6.1.-30.5.; 2025/26: 1.9.-19.12. and 5.1.-29.5.
    for (from, to, on) in [
        (date(2024, 9, 1), date(2024, 9, 30), date(2024, 10, 1)),
        (date(2025, 12, 1), date(2025, 12, 31), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 2)),
        (date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 1)),
        (date(2025, 9, 1), date(2026, 1, 4), date(2026, 1, 4)),
    ] {
        let mut case = Case::new();
        case.homes[0].from = date(2024, 9, 2);
        case.totals.push(total(1, from, to, 21));
        assert_eq!(case.step(on), Some(UnexcusedOverLimit), "{from} to {to}");
    }
    // One school day outside is too many.
    let mut case = Case::new();
    case.totals
        .push(total(1, date(2025, 12, 1), date(2026, 1, 5), 21));
    assert_eq!(case.step(date(2026, 1, 5)), None);
    case.totals[0].to = day_number(date(2025, 12, 31));
    assert_eq!(
        case.step(date(2025, 12, 30)),
        None,
        "its last day is still to come"
    );
    assert_eq!(
        case.due(DutyCode::ViisReport, date(2026, 2, 2)),
        [date(2025, 12, 19)],
        "due in the semester of its lessons"
    );
}

// covers: REG-11
#[test]
fn a_month_and_its_semester_are_not_counted_twice() {
    let mut case = Case::new();
    case.totals.extend([
        total(1, date(2025, 9, 1), date(2025, 9, 30), 6),
        total(1, date(2025, 10, 1), date(2025, 10, 31), 5),
        total(1, date(2025, 9, 1), date(2025, 11, 14), 12),
    ]);
    assert_eq!(case.step(ON), Some(UnexcusedWatch), "12, not 23");
    assert_eq!(
        case.read(UnexcusedWatch, ON).value,
        Some(crate::risk::signal::Amount::whole(12))
    );
    assert_eq!(
        case.read(UnexcusedWatch, date(2025, 11, 13)).value,
        Some(crate::risk::signal::Amount::whole(11)),
        "the longer one is not over yet"
    );
    case.totals[2].institution = 2;
    assert_eq!(
        case.step(ON),
        Some(UnexcusedOverLimit),
        "another school's own lessons"
    );
}

// covers: RSK-06
#[test]
fn without_a_register_nothing_is_said_but_what_is_known_fires() {
    let mut case = with_lessons(5);
    case.no_register(date(2025, 9, 10), date(2025, 10, 31));
    for code in [UnexcusedWatch, UnexcusedNearLimit, UnexcusedOverLimit] {
        assert_eq!(case.state(code, ON), lacks(Missing::Register));
    }
    case.miss(date(2025, 9, 8), Unexcused, 8);
    assert_eq!(case.step(ON), Some(UnexcusedWatch));
    let mut unknown = Case::new();
    unknown.homes[0].register.clear();
    assert_eq!(unknown.state(UnexcusedWatch, ON), lacks(Missing::Register));
    assert_eq!(
        unknown.state(UnexcusedWatch, date(2025, 9, 1)),
        NO,
        "on the first day nothing is asked yet"
    );
}

#[test]
fn the_age_of_the_input_is_shown() {
    let mut case = with_lessons(9);
    case.inputs.set(
        Input::Absences,
        Some(InputSpan {
            first: day_number(date(2025, 9, 1)),
            newest: day_number(date(2025, 11, 13)),
        }),
    );
    let reading = case.read(UnexcusedWatch, ON);
    assert_eq!(
        (reading.newest, reading.age_in_days()),
        (Some(date(2025, 11, 13)), Some(7))
    );
    assert_eq!(reading.evidence.len(), 9);
}

fn preschool() -> Case {
    let mut case = Case::new();
    case.homes[0].stage = Stage::Preschool;
    case.homes[0].grade = None;
    case.birth_date = Some(date(2020, 5, 5));
    case
}

// covers: RSK-06, REG-09
#[test]
fn three_days_in_a_row_in_compulsory_preschool() {
    let mut case = preschool();
    // Thursday, Friday and, across the weekend, Monday.
    case.miss(date(2025, 9, 11), Unexcused, 1)
        .miss(date(2025, 9, 12), Unknown, 1);
    assert_eq!(case.state(UnexcusedPreschool, ON), NO);
    let mut three = case.clone();
    three.miss(date(2025, 9, 15), Unexcused, 1);
    assert_eq!(three.state(UnexcusedPreschool, ON), fires(Level::High));
    assert_eq!(three.read(UnexcusedPreschool, ON).since, Some(date(2025, 9, 15)));
    assert_eq!(three.due(DutyCode::ViisReport, ON), [date(2025, 9, 15)]);
    three.birth_date = Some(date(2022, 5, 5));
    assert_eq!(
        three.state(UnexcusedPreschool, ON),
        NO,
        "too young to be compulsory"
    );
    three.birth_date = None;
    assert_eq!(three.state(UnexcusedPreschool, ON), lacks(Missing::BirthDate));
    case.miss(date(2025, 9, 16), Unexcused, 1);
    assert_eq!(case.state(UnexcusedPreschool, ON), NO, "three, but not in a row");
    case.settings.preschool_in_a_row = false;
    assert_eq!(case.state(UnexcusedPreschool, ON), fires(Level::High));
}

// covers: RSK-06, REG-09
#[test]
fn days_of_preschool_are_not_held_against_the_limit_of_lessons() {
    let mut case = preschool();
    case.miss_through(date(2025, 9, 1), date(2025, 10, 31), Unexcused, 1);
    for code in [UnexcusedOverLimit, UnexcusedNearLimit, UnexcusedWatch] {
        assert_eq!(case.state(code, ON), NO, "{code:?}");
    }
    assert_eq!(
        case.due(DutyCode::ViisReport, ON),
        [date(2025, 9, 3)],
        "the third day, not the 21st"
    );
}

// covers: RSK-06
#[test]
fn a_row_goes_on_across_the_winter_break() {
    let mut case = preschool();
    case.miss(date(2025, 12, 18), Unexcused, 1)
        .miss(date(2025, 12, 19), Unexcused, 1)
        .miss(date(2026, 1, 5), Unexcused, 1);
    let on = date(2026, 1, 6);
    assert_eq!(case.state(UnexcusedPreschool, on), fires(Level::High));
    assert_eq!(
        case.read(UnexcusedPreschool, on).window,
        period(date(2025, 9, 1), on)
    );
    assert_eq!(
        case.state(UnexcusedPreschool, date(2026, 1, 4)),
        NO,
        "two in a row so far"
    );
    case.absences.remove(&date(2025, 12, 19));
    assert_eq!(case.state(UnexcusedPreschool, on), NO);
}

#[test]
fn a_day_without_a_register_leaves_a_row_open() {
    let mut case = preschool();
    case.miss(date(2025, 9, 11), Unexcused, 1)
        .miss(date(2025, 9, 12), Unexcused, 1);
    case.miss(date(2025, 9, 16), Unexcused, 1);
    case.no_register(date(2025, 9, 15), date(2025, 9, 15));
    assert_eq!(case.state(UnexcusedPreschool, ON), lacks(Missing::Register));
}

#[test]
fn a_pupil_of_a_school_is_not_in_preschool() {
    let mut case = Case::new();
    case.miss_through(date(2025, 9, 1), date(2025, 9, 5), Unexcused, 1);
    assert_eq!(case.state(UnexcusedPreschool, ON), NO);
}
