//! How a value stands that the reader is not shown.

use super::*;

// covers: PRV-04, IND-21
#[test]
fn how_a_withheld_value_stands_is_not_told() {
    let baseline = baseline("2", 2023);
    let aims = [below(2027, "1")];
    let all = values(&[(2024, "3"), (2026, "0.5")]);
    let question = Question {
        better: Better::Less,
        share: true,
        baseline,
        aims: &aims,
        values: &all,
        year: 2026,
        rules: Rules::default(),
        judged: None,
    };
    let stands = |shown: &[(i16, &str)]| {
        let verdict = judge_shown(&question, &values(shown));
        (verdict.status, verdict.reason.code())
    };
    assert_eq!(stands(&[(2024, "3"), (2026, "0.5")]), (Status::Met, "reached"));
    assert_eq!(
        stands(&[(2024, "3")]),
        (Status::NotShown, "not_shown"),
        "met would say that it is below 1"
    );
    assert_eq!(
        stands(&[(2026, "0.5")]),
        (Status::Met, "reached"),
        "the value of 2024 has no part in it"
    );
    // An arrow without baseline compares with the first value: who is not shown that one is not told which way it went.
    let arrow = [aim(2027, Operator::Up)];
    let from_first = Question {
        baseline: Baseline {
            value: None,
            ..baseline
        },
        aims: &arrow,
        ..question
    };
    assert_eq!(judge(&from_first).reason.code(), "moved_wrong");
    let verdict = judge_shown(&from_first, &values(&[(2026, "0.5")]));
    assert_eq!(verdict.status, Status::NotShown);
    assert_eq!(
        worst([Status::Met, Status::NotShown, Status::NoData]),
        Some(Status::NotShown)
    );
    assert_eq!(
        worst([Status::OffTrack, Status::NotShown]),
        Some(Status::OffTrack),
        "another part is off track, and shown"
    );
}
