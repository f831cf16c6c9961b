use super::*;
use crate::risk::{Group, View};
use IncidentRole::{Involved, Victim, Witness};
use SignalCode::{Circumstance as CircumstanceSignal, NoExtracurricular, Reported};

const ON: Date = date(2026, 2, 10);

fn with_incidents(incidents: &[(Date, IncidentRole, bool)]) -> Case {
    let mut case = Case::new();
    case.incidents = incidents
        .iter()
        .enumerate()
        .map(|(at, (on, role, danger))| IncidentRecord {
            id: at as i64 + 1,
            day: day_number(*on),
            role: *role,
            danger: *danger,
            self_harm: false,
        })
        .collect();
    case
}

// covers: RSK-10, RSK-06
#[test]
fn two_incidents_in_sixty_days_and_four() {
    let on = |day| (date(2026, 2, day), Involved, false);
    let sixty_before = (date(2025, 12, 13), Involved, false);
    let sixty_one = (date(2025, 12, 12), Involved, false);
    let state = |incidents: &[_]| with_incidents(incidents).state(SignalCode::Incidents, ON);
    assert_eq!(state(&[on(1)]), NO);
    assert_eq!(state(&[on(1), sixty_before]), fires(Level::Medium));
    assert_eq!(state(&[on(1), sixty_one]), NO);
    assert_eq!(state(&[on(1), on(2), on(3)]), fires(Level::Medium));
    assert_eq!(state(&[on(1), on(2), on(3), on(4)]), fires(Level::High));
    assert_eq!(
        state(&[
            on(1),
            (date(2026, 2, 2), Witness, false),
            (date(2026, 2, 3), Victim, false)
        ]),
        NO
    );
}

// covers: RSK-10
#[test]
fn a_victim_is_high_and_violence_asks_for_protection_the_same_day() {
    let day = date(2026, 2, 7);
    let case = with_incidents(&[(day, Victim, true)]);
    assert_eq!(case.state(SignalCode::Victim, ON), fires(Level::High));
    assert_eq!(case.due(DutyCode::ProtectChild, ON), [day]);
    assert_eq!(case.due(DutyCode::ProtectChild, date(2026, 2, 6)), []);
    assert_eq!(
        with_incidents(&[(day, Victim, false)]).due(DutyCode::ProtectChild, ON),
        []
    );
    assert_eq!(
        with_incidents(&[(day, Witness, true)]).due(DutyCode::ProtectChild, ON),
        []
    );
    let mut leaver = case.clone();
    leaver.homes[0].to = Some(day);
    assert_eq!(
        leaver.due(DutyCode::ProtectChild, ON),
        [day],
        "leaving ends no duty to protect"
    );
}

// covers: RSK-10
#[test]
fn a_child_who_harms_itself_is_to_be_protected() {
    let day = date(2026, 2, 7);
    let due = |role| {
        let mut case = with_incidents(&[(day, role, true)]);
        assert_eq!(
            case.due(DutyCode::ProtectChild, ON).len(),
            usize::from(role == Victim)
        );
        case.incidents[0].self_harm = true;
        case.due(DutyCode::ProtectChild, ON)
    };
    assert_eq!(due(Involved), [day]);
    assert_eq!(due(Victim), [day]);
    assert_eq!(due(Witness), []);
}

#[test]
fn incidents_never_loaded_are_not_none() {
    let mut case = Case::new();
    case.inputs.set(Input::Incidents, None);
    assert_eq!(case.state(SignalCode::Incidents, ON), lacks(Missing::Incidents));
    assert_eq!(case.state(SignalCode::Victim, ON), lacks(Missing::Incidents));
    assert_eq!(case.read(SignalCode::Incidents, ON).value, None);
}

// covers: REG-27
#[test]
fn no_programme_is_said_only_beside_another_signal() {
    let mut case = Case::new();
    assert_eq!(case.state(NoExtracurricular, ON), NO, "nothing else fires");
    case.homes[0].repeats_year = Some(true);
    assert_eq!(case.state(NoExtracurricular, ON), fires(Level::Low));
    let mut last_year = case.clone();
    last_year.activities.push(ActivityRecord {
        from: day_number(date(2024, 9, 2)),
        to: Some(day_number(date(2025, 8, 31))),
    });
    assert_eq!(last_year.state(NoExtracurricular, ON), fires(Level::Low));
    last_year.activities[0].to = Some(day_number(date(2025, 9, 1)));
    assert_eq!(
        last_year.state(NoExtracurricular, ON),
        NO,
        "this school year counts"
    );
    case.inputs.set(Input::Extracurricular, None);
    assert_eq!(
        case.state(NoExtracurricular, ON),
        lacks(Missing::Extracurricular),
        "never loaded here"
    );
}

// covers: PRV-05, PRV-12
#[test]
fn a_circumstance_exists_only_for_those_entitled() {
    let mut case = Case::new();
    case.circumstance("basic_needs_not_met", date(2025, 9, 1), None);
    let assessment = case.assess(ON);
    let circumstance = assessment.reading(CircumstanceSignal).unwrap();
    assert_eq!(
        (circumstance.state, circumstance.group),
        (fires(Level::Medium), Group::C)
    );
    assert_eq!(assessment.level(View::Full), Some(Level::Medium));
    assert_eq!(
        assessment.level(View::Open),
        None,
        "nothing shows through the level"
    );
    assert!(!assessment.is_listed(View::Open));
    let open = serde_json::to_string(&assessment.listing(View::Open)).unwrap();
    assert!(
        !open.contains("circumstance") && !open.contains("no_extracurricular"),
        "{open}"
    );
    assert!(
        assessment
            .visible(View::Open)
            .all(|reading| reading.code != CircumstanceSignal)
    );
    let full = serde_json::to_value(assessment.listing(View::Full)).unwrap();
    assert_eq!(full["signals"][0]["kind"], "basic_needs_not_met");
}

#[test]
fn circumstances_are_open_from_day_to_day_and_each_kind_has_its_level() {
    let mut case = Case::new();
    assert_eq!(case.state(CircumstanceSignal, ON), NO);
    case.circumstance("difficult_journey", date(2025, 9, 1), Some(date(2026, 2, 9)));
    case.circumstance("learning_difficulties", date(2025, 9, 1), None);
    assert_eq!(
        case.state(CircumstanceSignal, ON),
        NO,
        "one has ended, group A is no circumstance"
    );
    assert_eq!(
        case.state(CircumstanceSignal, date(2026, 2, 9)),
        fires(Level::Low)
    );
    case.circumstance("disability", date(2025, 9, 1), None)
        .circumstance("out_of_family_care", ON, None);
    let kinds = |case: &Case| {
        let readings = case.assess(ON).readings;
        let circumstances = readings
            .iter()
            .filter(|reading| reading.code == CircumstanceSignal);
        circumstances
            .map(|reading| (reading.circumstance.unwrap().code(), reading.level()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        kinds(&case),
        [
            ("disability", Some(Level::Low)),
            ("out_of_family_care", Some(Level::Medium))
        ]
    );
    case.settings
        .circumstance_levels
        .insert("disability".parse().unwrap(), None);
    case.settings
        .circumstance_levels
        .insert("out_of_family_care".parse().unwrap(), Some(Level::High));
    assert_eq!(kinds(&case), [("out_of_family_care", Some(Level::High))]);
    case.inputs.set(Input::Circumstances, None);
    case.circumstances.clear();
    assert_eq!(case.state(CircumstanceSignal, ON), lacks(Missing::Circumstances));
}

// covers: RSK-12
#[test]
fn substance_use_is_a_signal_from_the_threshold_the_municipality_sets() {
    let mut case = Case::new();
    case.circumstance("substance_use", date(2026, 1, 10), Some(date(2026, 1, 10)));
    assert_eq!(
        case.state(CircumstanceSignal, ON),
        fires(Level::Medium),
        "one record by default"
    );
    case.settings.substance_use_records = 2;
    assert_eq!(case.state(CircumstanceSignal, ON), NO);
    case.circumstance("substance_use", date(2026, 2, 1), None);
    assert_eq!(case.state(CircumstanceSignal, ON), fires(Level::Medium));
    case.settings.substance_use_days = 30;
    assert_eq!(case.state(CircumstanceSignal, ON), NO, "the first is older");
    assert!(case.read(CircumstanceSignal, ON).restricted);
}

fn report(id: i64, on: Date) -> ReportRecord {
    ReportRecord {
        id,
        day: day_number(on),
        settled: None,
        group: Group::A,
        restricted: false,
        danger: false,
    }
}

// covers: RSK-04, RSK-05
#[test]
fn a_report_counts_until_it_is_settled() {
    let mut case = Case::new();
    assert_eq!(case.state(Reported, ON), NO);
    case.reports.push(report(4, date(2026, 2, 3)));
    assert_eq!(case.state(Reported, ON), fires(Level::Medium));
    assert_eq!(case.state(Reported, date(2026, 2, 2)), NO);
    case.reports[0].settled = Some(day_number(ON));
    assert_eq!(case.state(Reported, date(2026, 2, 9)), fires(Level::Medium));
    assert_eq!(case.state(Reported, ON), NO);
}

#[test]
fn a_report_of_danger_asks_for_protection_even_when_settled() {
    let mut case = Case::new();
    let day = date(2026, 2, 3);
    case.reports.push(ReportRecord {
        danger: true,
        settled: Some(day_number(day)),
        ..report(4, day)
    });
    assert_eq!(case.due(DutyCode::ProtectChild, ON), [day]);
}

#[test]
fn a_report_of_restricted_factors_does_not_show() {
    let mut case = Case::new();
    case.reports.push(ReportRecord {
        group: Group::B,
        restricted: true,
        ..report(4, date(2026, 2, 3))
    });
    assert_eq!(case.assess(ON).level(View::Open), None);
    assert_eq!(case.assess(ON).level(View::Full), Some(Level::Medium));
    case.reports.push(report(5, date(2026, 2, 4)));
    let assessment = case.assess(ON);
    let seen = |view| {
        let reading = assessment.visible(view).find(|reading| reading.code == Reported);
        reading.map(|reading| (reading.evidence.len(), reading.group))
    };
    assert_eq!(seen(View::Open), Some((1, Group::A)));
    assert_eq!(seen(View::Full), Some((2, Group::B)));
}
