use super::*;
use crate::risk::View;
use crate::risk::assessment::Proposal;
use crate::risk::decision::{
    Change, DecisionError, LevelDecision, LevelEvent, LevelState, Verdict, effective,
};
use crate::risk::history::history;
use crate::risk::replay::replay;
use AbsenceKind::Unexcused;

const ON: Date = date(2025, 11, 20);

/// Attendance, achievement and behaviour at medium, circumstances at medium for those entitled.
fn three_kinds() -> Case {
    let mut case = Case::new();
    case.miss(date(2025, 9, 10), Unexcused, 15);
    case.homes[0].repeats_year = Some(true);
    case.reports.push(ReportRecord {
        id: 1,
        day: day_number(date(2025, 11, 3)),
        settled: None,
        group: crate::risk::Group::A,
        restricted: false,
        danger: false,
    });
    case
}

// covers: RSK-03
#[test]
fn three_kinds_at_medium_raise_the_level_by_one() {
    let case = three_kinds();
    let raised = Proposal {
        level: Some(Level::High),
        raised: true,
    };
    assert_eq!(case.assess(ON).proposal(View::Open), raised);
    let mut two = case.clone();
    two.reports.clear();
    assert_eq!(
        two.assess(ON).proposal(View::Open),
        Proposal {
            level: Some(Level::Medium),
            raised: false
        }
    );
    let mut low = case.clone();
    low.absences.clear();
    low.miss(date(2025, 9, 10), Unexcused, 8);
    assert_eq!(
        low.assess(ON).level(View::Open),
        Some(Level::Medium),
        "attendance at low is no third kind"
    );
    let mut highest = case;
    highest.miss_through(date(2025, 9, 1), date(2025, 12, 19), Unexcused, 7);
    let top = Proposal {
        level: Some(Level::VeryHigh),
        raised: false,
    };
    assert_eq!(highest.assess(date(2025, 12, 19)).proposal(View::Open), top);
}

// covers: RSK-03, PRV-05
#[test]
fn the_third_kind_may_be_one_that_a_reader_does_not_see() {
    let mut case = three_kinds();
    case.reports.clear();
    case.circumstance("addiction", date(2025, 9, 1), None);
    let assessment = case.assess(ON);
    assert_eq!(
        (assessment.level(View::Open), assessment.level(View::Full)),
        (Some(Level::Medium), Some(Level::High))
    );
}

#[test]
fn every_signal_is_answered_for_a_pupil_enrolled() {
    let readings = Case::new().assess(ON).readings;
    let codes: Vec<_> = readings.iter().map(|reading| reading.code).collect();
    assert_eq!(codes, SignalCode::ALL);
    assert!(readings.iter().all(|reading| !reading.state.fires()));
    let mut bare = Case::bare();
    bare.homes.push(Home {
        register: Vec::new(),
        repeats_year: None,
        ..home(1, 8, date(2024, 9, 2), None)
    });
    let known = [
        SignalCode::UnexcusedPreschool,
        SignalCode::ExamBelowThreshold,
        SignalCode::SchoolMoves,
        SignalCode::NotEnrolled,
        SignalCode::Reported,
    ];
    for reading in bare.assess(date(2025, 12, 15)).readings {
        let lacks = matches!(reading.state, State::NotEnoughData(_));
        assert_ne!(
            lacks,
            known.contains(&reading.code),
            "{}: {:?}",
            reading.code,
            reading.state
        );
    }
}

// covers: RSK-03
#[test]
fn a_decision_needs_a_reason_and_stands_until_the_reasons_change() {
    let case = three_kinds();
    let assessment = case.assess(ON);
    let take = |verdict, reason| LevelDecision::take(verdict, reason, &assessment, View::Open);
    assert_eq!(take(Verdict::Confirmed, "  "), Err(DecisionError::ReasonMissing));
    assert_eq!(
        take(Verdict::Changed(Level::High), "x"),
        Err(DecisionError::SameLevel)
    );
    let nothing = Case::new().assess(ON);
    let dismiss = LevelDecision::take(Verdict::Dismissed, "x", &nothing, View::Open);
    assert_eq!(dismiss, Err(DecisionError::NothingProposed));

    let dismissed = take(Verdict::Dismissed, "ģimene pārcēlās, saruna bijusi").unwrap();
    let decisions = [dismissed.clone()];
    let later = date(2025, 12, 1);
    let same = effective_at(&case, &decisions, later);
    assert_eq!(same, (None, LevelState::Dismissed));

    // More of the same within the step is the same reason; the next step is not.
    let mut grown = case.clone();
    grown.miss(date(2025, 11, 25), Unexcused, 1);
    assert_eq!(
        effective_at(&grown, &decisions, later),
        (None, LevelState::Dismissed)
    );
    grown.miss(date(2025, 11, 26), Unexcused, 5);
    assert_eq!(
        effective_at(&grown, &decisions, later),
        (Some(Level::VeryHigh), LevelState::Reopened)
    );

    let mut fewer = case.clone();
    fewer.reports.clear();
    let confirmed = [take(Verdict::Confirmed, "redzu to pašu").unwrap()];
    assert_eq!(
        effective_at(&fewer, &confirmed, later),
        (Some(Level::High), LevelState::Confirmed)
    );
    assert!(
        matches!(confirmed[0].since(&fewer.assess(later), View::Open), Change::ReasonsFell(gone) if gone.len() == 1)
    );

    let mut none = fewer;
    none.absences.clear();
    none.homes[0].repeats_year = Some(false);
    assert_eq!(effective_at(&none, &confirmed, later), (None, LevelState::Lapsed));
    assert_eq!(
        effective_at(&case, &confirmed, date(2025, 11, 19)),
        (Some(Level::High), LevelState::Proposed),
        "not before"
    );
}

fn effective_at(case: &Case, decisions: &[LevelDecision], on: Date) -> (Option<Level>, LevelState) {
    let assessment = case.assess(on);
    let effective = effective(&assessment, decisions, View::Open);
    (effective.level, effective.state)
}

// covers: RSK-03, PRV-05
#[test]
fn a_decision_shows_no_more_than_its_reader_may_see() {
    let mut case = three_kinds();
    case.circumstance("addiction", date(2025, 9, 1), None);
    let assessment = case.assess(ON);
    let full = LevelDecision::take(
        Verdict::Changed(Level::VeryHigh),
        "zinām",
        &assessment,
        View::Full,
    )
    .unwrap();
    let seen = effective(&assessment, std::slice::from_ref(&full), View::Open);
    assert_eq!((seen.state, seen.decision), (LevelState::Proposed, None));
    assert_eq!(
        effective(&assessment, &[full], View::Full).level,
        Some(Level::VeryHigh)
    );
    // To those who see more, a decision taken without it is not the last word.
    let open = LevelDecision::take(Verdict::Dismissed, "nav pamata", &assessment, View::Open).unwrap();
    let entitled = effective(&assessment, std::slice::from_ref(&open), View::Full);
    assert_eq!(entitled.state, LevelState::Reopened);
    assert_eq!(
        effective(&assessment, &[open], View::Open).state,
        LevelState::Dismissed
    );
}

#[test]
fn a_lapsed_level_is_not_decided() {
    assert!(LevelState::Lapsed.next(LevelEvent::Confirm).is_err());
    assert_eq!(
        LevelState::Lapsed.next(LevelEvent::ReasonsGrew),
        Ok(LevelState::Proposed)
    );
    assert_eq!(
        LevelState::Dismissed.next(LevelEvent::ReasonsGrew),
        Ok(LevelState::Reopened)
    );
    assert_eq!(
        LevelState::Confirmed.next(LevelEvent::Dismiss),
        Ok(LevelState::Dismissed)
    );
    for state in LevelState::ALL {
        let refused = LevelEvent::ALL
            .iter()
            .filter(|event| state.next(**event).is_err())
            .count();
        assert_eq!(
            refused,
            if state == LevelState::Lapsed { 4 } else { 0 },
            "{state:?}"
        );
    }
}

// covers: RSK-06
#[test]
fn other_settings_name_other_pupils_on_a_past_day() {
    let pupils: Vec<_> = [0, 6, 8, 15, 21]
        .into_iter()
        .map(|lessons| {
            let mut case = Case::new();
            case.miss(date(2025, 9, 10), Unexcused, lessons);
            case
        })
        .collect();
    let assess = |watch, limit| {
        let with = |case: &Case| {
            let mut case = case.clone();
            case.settings.unexcused_watch = watch;
            case.settings.unexcused_limit = limit;
            case.assess(ON)
        };
        pupils.iter().map(with).collect::<Vec<_>>()
    };
    let (before, sooner, later) = (assess(8, 20), assess(6, 25), assess(9, 20));
    let compare = |other: &[Assessment]| replay((0..).zip(&before), (0..).zip(other), View::Full);
    let sooner = compare(&sooner);
    let ids =
        |list: &[crate::risk::replay::Difference<i32>]| list.iter().map(|d| d.pupil).collect::<Vec<_>>();
    assert_eq!(
        (ids(&sooner.named), ids(&sooner.no_longer_named)),
        (vec![1], vec![])
    );
    assert_eq!((ids(&sooner.other_level), sooner.alike), (vec![4], 2));
    let later = compare(&later);
    assert_eq!((ids(&later.no_longer_named), later.alike), (vec![2], 2));
    assert_eq!(later.no_longer_named[0].gone[0].code, SignalCode::UnexcusedWatch);
}

// covers: RSK-07
#[test]
fn earlier_years_show_their_signs_with_their_reasons() {
    let mut case = Case::new();
    case.homes[0].from = date(2024, 9, 2);
    case.miss(date(2024, 10, 8), Unexcused, 25);
    case.miss(date(2025, 3, 4), Unexcused, 9);
    case.miss(date(2025, 10, 8), Unexcused, 9);
    let years = with_records(&case, |records| {
        history(records, &case.settings, &case.school_days, ON, View::Open)
    });
    let shape: Vec<_> = years
        .iter()
        .map(|year| {
            (
                year.year.to_string(),
                year.signs.iter().map(|sign| sign.code).collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(shape[0].0, "2025/26");
    assert!(shape[0].1.contains(&SignalCode::UnexcusedWatch));
    assert_eq!(shape[1].0, "2024/25");
    assert!(shape[1].1.contains(&SignalCode::UnexcusedOverLimit));
    assert_eq!(shape.len(), 2, "years before the first enrolment are left out");
    let sign = years[1]
        .signs
        .iter()
        .find(|sign| sign.code == SignalCode::UnexcusedOverLimit)
        .unwrap();
    assert_eq!(sign.evidence.len(), 1);
}

// covers: RSK-07
#[test]
fn earlier_years_count_the_totals_of_the_month_in_which_a_semester_ended() {
    let mut case = Case::new();
    case.homes[0].from = date(2024, 9, 2);
    case.homes[0].register.clear();
    case.totals.push(AbsenceTotal {
        institution: 1,
        from: day_number(date(2024, 12, 1)),
        to: day_number(date(2024, 12, 31)),
        unexcused: 21,
        illness: 0,
        excused: 0,
        by_lesson: false,
    });
    let years = with_records(&case, |records| {
        history(records, &case.settings, &case.school_days, ON, View::Open)
    });
    assert_eq!(years[1].year.to_string(), "2024/25");
    let codes: Vec<_> = years[1].signs.iter().map(|sign| sign.code).collect();
    assert!(codes.contains(&SignalCode::UnexcusedOverLimit), "{codes:?}");
}
