use proptest::prelude::*;

use super::*;
use crate::risk::View;
use crate::risk::signal::SignalKind;
use AbsenceKind::Unexcused;

const YEAR_BEGINS: Date = date(2025, 9, 1);

#[derive(Debug, Clone)]
struct Row {
    days_on: i32,
    kind: AbsenceKind,
    lessons: u32,
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (0_i32..270, 0_u8..4, 1_u32..8).prop_map(|(days_on, kind, lessons)| Row {
        days_on,
        kind: AbsenceKind::from_number(kind).unwrap(),
        lessons,
    });
    proptest::collection::vec(row, 0..60)
}

fn on_day(days_on: i32) -> Date {
    crate::calendar::date_of(day_number(YEAR_BEGINS) + days_on)
}

fn case_of(rows: &[Row]) -> Case {
    let mut case = Case::new();
    case.seven_a_day(YEAR_BEGINS, date(2026, 5, 29));
    for row in rows {
        let on = on_day(row.days_on);
        if case.school_days.is_school_day(on) {
            case.miss(on, row.kind, row.lessons);
        }
    }
    case
}

fn attendance_level(assessment: &Assessment) -> Option<Level> {
    let attendance = assessment
        .readings
        .iter()
        .filter(|r| r.code.kind() == SignalKind::Attendance);
    attendance.filter_map(Reading::level).max()
}

/// Marks, incidents, circumstances and reports of one pupil, some after the day asked.
fn filled(rows: &[Row], seed: &[(u16, u8)]) -> Case {
    const SUBJECTS: [&str; 4] = ["Matemātika", "Fizika", "Ķīmija", "Latviešu valoda"];
    const MARKS: [&str; 6] = ["nv", "2", "3", "5", "ni", "8"];
    let mut case = case_of(rows);
    case.learns_in_other_language = Some(true);
    for (at, (day, what)) in seed.iter().enumerate() {
        let (on, pick) = (on_day(i32::from(*day)), usize::from(*what));
        let id = at as i64;
        match what % 5 {
            0 => case.incidents.push(IncidentRecord {
                id,
                day: day_number(on),
                role: if pick % 2 == 0 {
                    IncidentRole::Involved
                } else {
                    IncidentRole::Victim
                },
                danger: pick % 3 == 0,
                self_harm: pick % 6 == 0,
            }),
            1 => {
                let kind = crate::risk::Circumstance::all().nth(pick % 40).unwrap();
                case.circumstances.push(CircumstanceRecord {
                    kind,
                    from: day_number(on),
                    to: None,
                });
            }
            2 => case.reports.push(ReportRecord {
                id,
                day: day_number(on),
                settled: None,
                group: crate::risk::Group::A,
                restricted: pick % 2 == 0,
                danger: pick % 3 == 0,
            }),
            _ => case
                .marks
                .push((SUBJECTS[pick % 4], on, MARKS[pick % 6], MarkKind::ALL[pick % 3])),
        }
    }
    case
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn one_more_unexcused_lesson_never_lowers_the_level_of_attendance(
        rows in rows(), on in 20_i32..270, extra in 0_i32..270,
    ) {
        let on = on_day(on);
        let case = case_of(&rows);
        let before = attendance_level(&case.assess(on));
        let mut more = case.clone();
        let day = on_day(extra);
        if more.school_days.is_school_day(day) {
            // One lesson more on a day of illness is a lesson more, not a day without illness.
            more.miss(day, Unexcused, 1);
        }
        let after = attendance_level(&more.assess(on));
        // A lesson more in the twenty days before makes the last twenty less of a rise: that signal compares, it does not count.
        let rising = |case: &Case| case.state(SignalCode::AbsenceRising, on).fires();
        prop_assert!(after >= before || (rising(&case) && !rising(&more)), "{before:?} -> {after:?}");
    }

    #[test]
    fn the_counting_signals_never_fall(rows in rows(), on in 20_i32..270, extra in 0_i32..270) {
        let on = on_day(on);
        let case = case_of(&rows);
        let mut more = case.clone();
        let day = on_day(extra);
        if more.school_days.is_school_day(day) {
            more.miss(day, Unexcused, 1);
        }
        let step = |case: &Case| case.step(on);
        prop_assert!(step(&more) >= step(&case));
        for code in [SignalCode::LongAbsence, SignalCode::AbsenceRate, SignalCode::UnexcusedPreschool] {
            prop_assert!(more.read(code, on).level() >= case.read(code, on).level(), "{code}");
        }
    }

    #[test]
    fn what_is_dated_later_changes_nothing(
        rows in rows(), seed in proptest::collection::vec((0_u16..270, 0_u8..240), 0..30), on in 0_i32..270,
    ) {
        let on = on_day(on);
        let day = day_number(on);
        let whole = filled(&rows, &seed);
        let mut known = whole.clone();
        known.absences.retain(|date, _| *date <= on);
        known.marks.retain(|mark| mark.1 <= on);
        known.incidents.retain(|incident| incident.day <= day);
        known.circumstances.retain(|circumstance| circumstance.from <= day);
        known.reports.retain(|report| report.day <= day);
        prop_assert_eq!(whole.assess(on), known.assess(on));
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        rows in rows(), seed in proptest::collection::vec((0_u16..270, 0_u8..240), 0..30), on in 0_i32..270,
    ) {
        let on = on_day(on);
        let case = filled(&rows, &seed);
        let mut turned = case.clone();
        turned.marks.reverse();
        turned.incidents.reverse();
        turned.circumstances.reverse();
        turned.reports.reverse();
        let mut reversed = rows.clone();
        reversed.reverse();
        prop_assert_eq!(&case_of(&reversed).absences, &case.absences);
        prop_assert_eq!(turned.assess(on), case.assess(on));
    }

    // covers: PRV-05
    #[test]
    fn what_may_not_be_seen_changes_nothing_that_is_seen(
        rows in rows(), seed in proptest::collection::vec((0_u16..270, 0_u8..240), 0..30), on in 0_i32..270,
    ) {
        let on = on_day(on);
        let whole = filled(&rows, &seed);
        let mut open = whole.clone();
        // What the school recorded of language is no restricted circumstance.
        open.circumstances.retain(|record| record.kind.group().is_none_or(|group| !group.is_restricted()));
        open.reports.retain(|report| !report.restricted);
        let (whole, open) = (whole.assess(on), open.assess(on));
        prop_assert_eq!(whole.proposal(View::Open), open.proposal(View::Open));
        let seen = |assessment: &Assessment| {
            let shown = |reading: &Reading| Reading { stand_in: false, ..reading.clone() };
            assessment.visible(View::Open).map(shown).collect::<Vec<_>>()
        };
        prop_assert_eq!(seen(&whole), seen(&open));
        prop_assert!(whole.visible_duties(View::Open).eq(open.visible_duties(View::Open)));
    }

    #[test]
    fn a_level_is_never_below_its_gravest_reason_nor_more_than_one_above(
        rows in rows(), seed in proptest::collection::vec((0_u16..270, 0_u8..240), 0..30), on in 0_i32..270,
    ) {
        let assessment = filled(&rows, &seed).assess(on_day(on));
        for view in [View::Open, View::Full] {
            let gravest = assessment.reasons(view).first().and_then(|reason| reason.level());
            let level = assessment.level(view);
            prop_assert!(level == gravest || level == gravest.map(Level::raised));
            prop_assert_eq!(level.is_some(), assessment.is_listed(view));
        }
        prop_assert!(assessment.level(View::Full) >= assessment.level(View::Open));
    }
}
