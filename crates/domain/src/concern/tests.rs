use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::calendar::Calendar;
use crate::duties::DutyStatus;
use crate::life_cycle::diagram;

fn school_days() -> SchoolDays {
    Calendar::built_in().school_days(None, None)
}

fn concern(sent: Date) -> Concern {
    Concern {
        id: 7,
        sent,
        state: ConcernState::Sent,
        urgency: Urgency::Normal,
        factors: vec![Factor::BehaviourProblems],
        danger: false,
        answered: None,
        settled: None,
    }
}

// covers: RSK-05
#[test]
fn a_report_is_read_examined_and_answered_in_this_order() {
    use ConcernEvent::{Answer as Answered, Examine, Read, Settle};
    let steps = [Read, Examine, Examine, Answered(Answer::Confirmed), Settle];
    let end = steps.into_iter().try_fold(ConcernState::Sent, ConcernState::next);
    assert_eq!(end, Ok(ConcernState::Settled));
    assert!(
        ConcernState::Sent.next(Answered(Answer::NotConfirmed)).is_err(),
        "not unread"
    );
    assert!(
        ConcernState::Read.next(Answered(Answer::Confirmed)).is_err(),
        "not unexamined"
    );
    assert!(ConcernState::NotConfirmed.next(Settle).is_err());
    assert_eq!(
        ConcernState::Confirmed.next(Examine),
        Err(Refused::new("confirmed", "examine"))
    );
    for state in ConcernState::ALL {
        assert_eq!(ConcernState::from_code(state.code()), Some(state));
    }
}

#[test]
fn the_diagram_of_the_life_cycle() {
    let steps = ConcernState::ALL.into_iter().flat_map(|state| {
        ConcernEvent::ALL.into_iter().filter_map(move |event| {
            let next = state.next(event).ok().filter(|next| *next != state)?;
            Some((state.code(), event.code(), next.code()))
        })
    });
    let expected = "stateDiagram-v2
    sent --> read: read
    read --> examined: examine
    examined --> confirmed: confirm
    examined --> not_confirmed: not_confirm
    confirmed --> settled: settle
";
    assert_eq!(diagram(steps), expected);
}

// covers: RSK-14
#[test]
fn an_unanswered_report_grows_old_in_school_days() {
    let days = school_days();
    let settings = Settings::default();
    // A Thursday before the autumn break of 20 to 24 October 2025.
    let report = concern(date(2025, 10, 16));
    assert_eq!(report.age_in_school_days(date(2025, 10, 16), &days), 0);
    assert_eq!(
        report.age_in_school_days(date(2025, 10, 26), &days),
        1,
        "the break does not age it"
    );
    assert_eq!(report.answer_due(&settings, &days), date(2025, 10, 30));
    assert!(!report.is_overdue(date(2025, 10, 30), &settings, &days));
    assert!(report.is_overdue(date(2025, 10, 31), &settings, &days));
    let answered = Concern {
        answered: Some(date(2025, 10, 28)),
        ..report
    };
    assert!(!answered.is_overdue(date(2026, 1, 31), &settings, &days));
    assert_eq!(answered.age_in_school_days(date(2026, 1, 31), &days), 3);
    assert!(
        !answered.is_overdue(date(2025, 10, 27), &settings, &days),
        "it was in its term then"
    );
}

// covers: RSK-14
#[test]
fn a_confirmed_risk_that_stays_open_is_long_unresolved() {
    let days = school_days();
    let settings = Settings::default();
    let confirmed = Concern {
        state: ConcernState::Confirmed,
        answered: Some(date(2025, 9, 5)),
        ..concern(date(2025, 9, 1))
    };
    let last = days.back(date(2025, 12, 19), 0).unwrap();
    let at = |n: u32| {
        days.iter(crate::calendar::Period::between(date(2025, 9, 2), last))
            .nth(n as usize)
            .unwrap()
    };
    assert!(
        !confirmed.is_long_unresolved(at(39), &settings, &days),
        "forty school days"
    );
    assert!(
        confirmed.is_long_unresolved(at(40), &settings, &days),
        "forty-one"
    );
    let settled = Concern {
        state: ConcernState::Settled,
        settled: Some(at(20)),
        ..confirmed
    };
    assert!(!settled.is_long_unresolved(at(60), &settings, &days));
}

#[test]
fn urgency_shortens_the_term() {
    let (days, settings) = (school_days(), Settings::default());
    let due = |urgency| {
        Concern {
            urgency,
            ..concern(date(2025, 9, 5))
        }
        .answer_due(&settings, &days)
    };
    assert_eq!(
        Urgency::ALL.map(due),
        [date(2025, 9, 12), date(2025, 9, 9), date(2025, 9, 5)]
    );
}

// covers: RSK-10
#[test]
fn danger_opens_a_duty_of_the_same_day_in_every_state() {
    let (days, settings) = (school_days(), Settings::default());
    // A Saturday: the duty does not wait for a school day.
    let sent = date(2025, 9, 6);
    for state in ConcernState::ALL {
        let danger = is_in_danger(false, &[Factor::ViolenceAgainstPupil]);
        let report = Concern {
            state,
            danger,
            answered: Some(sent),
            ..concern(sent)
        };
        let duties = report.duties(&settings, &days, &[], date(2025, 9, 7));
        let protect = duties
            .iter()
            .find(|duty| duty.code == DutyCode::ProtectChild)
            .unwrap();
        assert_eq!(
            (protect.due, protect.status(date(2025, 9, 7))),
            (sent, DutyStatus::Overdue),
            "{state:?}"
        );
    }
    let calm = concern(sent).duties(&settings, &days, &[], sent);
    assert!(calm.iter().all(|duty| duty.code != DutyCode::ProtectChild));
}

// covers: RSK-05, RSK-14
#[test]
fn the_answer_is_a_duty_and_after_it_the_settling() {
    let (days, settings) = (school_days(), Settings::default());
    let report = Concern {
        state: ConcernState::Confirmed,
        answered: Some(date(2025, 9, 4)),
        ..concern(date(2025, 9, 1))
    };
    let codes = |on| {
        report
            .duties(&settings, &days, &[], on)
            .iter()
            .map(|d| (d.code, d.is_done()))
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(date(2025, 9, 3)), [(DutyCode::AnswerConcern, false)]);
    assert_eq!(
        codes(date(2025, 9, 4)),
        [(DutyCode::AnswerConcern, true), (DutyCode::SettleConcern, false)]
    );
}

#[test]
fn a_report_of_restricted_factors_alone_is_restricted() {
    let of = |factors: &[Factor]| {
        Concern {
            factors: factors.to_vec(),
            ..concern(date(2025, 9, 1))
        }
        .record()
    };
    assert!(of(&[Factor::Addiction, Factor::ParentsAddiction]).restricted);
    let mixed = of(&[Factor::Addiction, Factor::Aggression]);
    assert!(!mixed.restricted && mixed.group == Group::A);
    assert!(!of(&[]).restricted);
}

proptest! {
    #[test]
    fn a_settled_report_stays_settled_and_none_goes_back(events in proptest::collection::vec(0_usize..5, 0..12)) {
        let mut state = ConcernState::Sent;
        for event in events {
            if let Ok(next) = state.next(ConcernEvent::ALL[event]) {
                prop_assert!(next >= state);
                prop_assert!(!state.is_settled() || next == state);
                state = next;
            }
        }
    }
}
