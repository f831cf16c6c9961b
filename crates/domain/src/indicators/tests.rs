//! How a value stands against its baseline and targets, and what is doubtful about these.

mod assignment;
mod figure;
mod property;
mod withheld;

use std::collections::BTreeMap;

use jiff::civil::date;

use super::*;
use crate::numbers::Decimal;

fn number(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

fn values(given: &[(i16, &str)]) -> BTreeMap<i16, Quantity> {
    given
        .iter()
        .map(|(year, value)| (*year, number(value).into()))
        .collect()
}

fn baseline(value: &str, year: i16) -> Baseline {
    Baseline {
        value: Some(number(value)),
        year: Some(year),
        pending: None,
    }
}

fn reach(year: i16, value: &str) -> Aim {
    Aim {
        year,
        operator: Operator::Reach(number(value)),
    }
}

fn below(year: i16, value: &str) -> Aim {
    Aim {
        year,
        operator: Operator::Below(number(value)),
    }
}

fn aim(year: i16, operator: Operator) -> Aim {
    Aim { year, operator }
}

fn stands(
    better: Better,
    baseline: Baseline,
    aims: &[Aim],
    given: &[(i16, &str)],
    year: i16,
) -> (Status, &'static str) {
    let values = values(given);
    let verdict = judge(&Question {
        better,
        share: true,
        baseline,
        aims,
        values: &values,
        year,
        rules: Rules::default(),
        judged: None,
    });
    (verdict.status, verdict.reason.code())
}

// covers: IND-04, IND-21
#[test]
fn a_number_is_met_when_it_is_reached_and_on_track_on_the_line_to_it() {
    let aims = [reach(2025, "85"), reach(2027, "90")];
    let at = |value, year| stands(Better::More, baseline("77", 2023), &aims, &[(year, value)], year);
    assert_eq!(at("85", 2025), (Status::Met, "reached"));
    assert_eq!(at("84.99", 2025), (Status::OffTrack, "missed"));
    assert_eq!(at("81", 2024), (Status::OnTrack, "ahead_of_path"), "half the way");
    assert_eq!(at("80.99", 2024), (Status::OffTrack, "behind_path"));
    assert_eq!(at("86", 2024), (Status::Met, "reached"), "before its year");
    assert_eq!(
        at("87.5", 2026),
        (Status::OnTrack, "ahead_of_path"),
        "from target to target"
    );
    assert_eq!(at("87.49", 2026), (Status::OffTrack, "behind_path"));
    assert_eq!(
        at("89", 2030),
        (Status::OffTrack, "missed"),
        "after the last the last holds"
    );
    assert_eq!(
        stands(Better::More, baseline("77", 2023), &aims, &[(2024, "81")], 2025),
        (Status::NoData, "no_value")
    );
    assert_eq!(
        stands(Better::More, Baseline::default(), &aims, &[(2024, "81")], 2024),
        (Status::NoBaseline, "no_start")
    );
    assert_eq!(
        stands(Better::More, Baseline::default(), &aims, &[(2025, "85")], 2025),
        (Status::Met, "reached"),
        "a number needs no baseline"
    );
}

// covers: IND-04, IND-10
#[test]
fn less_than_a_number_excludes_the_number() {
    let aims = [below(2025, "0.05"), below(2027, "0.05")];
    let at = |value, year| {
        stands(
            Better::Less,
            baseline("0.02", 2022),
            &aims,
            &[(year, value)],
            year,
        )
    };
    assert_eq!(at("0.05", 2025), (Status::OffTrack, "missed"));
    assert_eq!(at("0.0499", 2025), (Status::Met, "reached"));
    let exact = Figure::share(4, 8_001, date(2025, 8, 31));
    assert_eq!(exact.shown(), Some(number("0.05")));
    let values = BTreeMap::from([(2025, exact.value().unwrap())]);
    let verdict = judge(&Question {
        better: Better::Less,
        share: true,
        baseline: baseline("0.02", 2022),
        aims: &aims,
        values: &values,
        year: 2025,
        rules: Rules::default(),
        judged: None,
    });
    assert_eq!(
        verdict.status,
        Status::Met,
        "0,04999… is compared, not what it is rounded to"
    );
    let zero = [reach(2025, "0"), reach(2027, "0")];
    let at = |value| stands(Better::Less, baseline("0", 2022), &zero, &[(2025, value)], 2025).0;
    assert_eq!((at("0"), at("0.01")), (Status::Met, Status::OffTrack));
}

// covers: IND-04, IND-11
#[test]
fn an_arrow_needs_two_values_and_is_met_in_its_last_year() {
    let aims = [aim(2026, Operator::Down), aim(2028, Operator::Down)];
    let at = |value, year| {
        stands(
            Better::Less,
            baseline("0.94", 2023),
            &aims,
            &[(year, value)],
            year,
        )
    };
    assert_eq!(at("0.81", 2026), (Status::OnTrack, "moved_right"));
    assert_eq!(at("0.94", 2026), (Status::OffTrack, "unmoved"));
    assert_eq!(at("0.95", 2026), (Status::OffTrack, "moved_wrong"));
    assert_eq!(at("0.81", 2028), (Status::Met, "moved_right"));
    let one = stands(Better::Less, Baseline::default(), &aims, &[(2026, "0.8")], 2026);
    assert_eq!(one, (Status::NoBaseline, "no_start"));
    let two = stands(
        Better::Less,
        Baseline::default(),
        &aims,
        &[(2025, "0.9"), (2026, "0.8")],
        2026,
    );
    assert_eq!(two, (Status::OnTrack, "moved_right"), "the first value measured");
}

// covers: IND-04, IND-05
#[test]
fn an_arrow_that_turns_around_is_measured_from_the_turn() {
    let aims = [aim(2025, Operator::Up), aim(2028, Operator::Down)];
    let given = [(2025, "1700"), (2026, "1600"), (2027, "1800"), (2028, "1550")];
    let at = |year| stands(Better::More, baseline("1492", 2023), &aims, &given, year);
    assert_eq!(at(2025), (Status::OnTrack, "moved_right"));
    assert_eq!(
        at(2026),
        (Status::OnTrack, "moved_right"),
        "less than in 2025, though more than at first"
    );
    assert_eq!(at(2027), (Status::OffTrack, "moved_wrong"));
    assert_eq!(at(2028), (Status::Met, "moved_right"));
}

// covers: IND-04
#[test]
fn ten_per_cent_more_is_read_as_the_municipality_decides() {
    let aims = [
        aim(2025, Operator::IncreaseBy(10.into())),
        aim(2028, Operator::IncreaseBy(35.into())),
    ];
    let at = |value: &str, increase, share| {
        let values = values(&[(2025, value)]);
        let rules = Rules {
            increase,
            ..Rules::default()
        };
        judge(&Question {
            better: Better::More,
            share,
            baseline: baseline("60", 2024),
            aims: &aims,
            values: &values,
            year: 2025,
            rules,
            judged: None,
        })
        .status
    };
    assert_eq!(at("66", IncreaseReading::Relative, true), Status::Met);
    assert_eq!(at("65.9", IncreaseReading::Relative, true), Status::OffTrack);
    assert_eq!(at("66", IncreaseReading::Points, true), Status::OffTrack);
    assert_eq!(at("70", IncreaseReading::Points, true), Status::Met);
    assert_eq!(
        at("66", IncreaseReading::Points, false),
        Status::Met,
        "a number has no points"
    );
    let pending = Baseline {
        pending: Some(Pending::SchoolYearEnding(2024)),
        ..Baseline::default()
    };
    let none = stands(Better::More, pending, &aims, &[(2025, "66")], 2025);
    assert_eq!(none, (Status::NoBaseline, "no_start"));
    // covers: IND-02
    let set = stands(
        Better::More,
        pending,
        &aims,
        &[(2023, "90"), (2024, "60"), (2025, "66")],
        2025,
    );
    assert_eq!(
        set,
        (Status::Met, "reached"),
        "the value of the year named, not an earlier one"
    );
}

// covers: IND-05
#[test]
fn words_are_judged_by_a_person() {
    let aims = [aim(2025, Operator::Prose)];
    let values = values(&[(2025, "3")]);
    let mut question = Question {
        better: Better::More,
        share: false,
        baseline: Baseline::default(),
        aims: &aims,
        values: &values,
        year: 2025,
        rules: Rules::default(),
        judged: None,
    };
    assert_eq!(judge(&question).reason, Reason::NotJudged);
    question.judged = Some(Status::OnTrack);
    assert_eq!(judge(&question).status, Status::OnTrack);
    assert_eq!(
        worst([Status::Met, Status::OffTrack, Status::OnTrack]),
        Some(Status::OffTrack)
    );
    assert_eq!(worst([Status::Met, Status::NoData]), Some(Status::NoData));
}

#[test]
fn by_a_setting_no_worse_than_the_start_is_enough() {
    let aims = [reach(2027, "90")];
    let values = values(&[(2026, "77.5")]);
    let mut question = Question {
        better: Better::More,
        share: true,
        baseline: baseline("77", 2023),
        aims: &aims,
        values: &values,
        year: 2026,
        rules: Rules::default(),
        judged: None,
    };
    assert_eq!(judge(&question).status, Status::OffTrack);
    question.rules.path = PathRule::Direction;
    assert_eq!(judge(&question).status, Status::OnTrack);
}

// covers: IND-03
#[test]
fn a_baseline_without_a_year_stands_before_the_first_target() {
    let start = Baseline {
        value: Some(number("4")),
        ..Baseline::default()
    };
    let aims = [reach(2025, "6"), reach(2028, "9")];
    let at = |value, year| stands(Better::More, start, &aims, &[(year, value)], year);
    assert_eq!(at("6", 2025), (Status::Met, "reached"));
    assert_eq!(at("7", 2026), (Status::OnTrack, "ahead_of_path"));
    assert_eq!(at("3", 2024), (Status::OffTrack, "behind_path"));
    assert_eq!(at("4", 2023).0, Status::OnTrack);
}

// covers: IND-02
#[test]
fn a_baseline_to_come_is_due_at_the_end_of_what_the_programme_names() {
    assert_eq!(Pending::Year(2024).due(), date(2024, 12, 31));
    assert_eq!(Pending::SchoolYearEnding(2024).due(), date(2024, 8, 31));
    assert_eq!(Pending::Month(2024, 1).due(), date(2024, 1, 31));
    assert_eq!(Pending::Month(2024, 1).from(), date(2024, 1, 1));
    assert_eq!(Pending::SchoolYearEnding(2024).from(), date(2023, 9, 1));
}

// covers: IND-09
#[test]
fn what_is_doubtful_about_targets_is_said() {
    let codes = |better, share, baseline, aims: &[Aim]| -> Vec<&'static str> {
        let found = doubts(better, share, baseline, aims);
        found.into_iter().map(Doubt::code).collect()
    };
    let less = |baseline, aims: &[Aim]| codes(Better::Less, true, baseline, aims);
    assert_eq!(
        less(
            baseline("0.02", 2022),
            &[below(2025, "0.05"), below(2027, "0.05")]
        ),
        ["looser_than_baseline", "looser_than_baseline"]
    );
    assert_eq!(
        less(
            baseline("0.02", 2022),
            &[below(2025, "0.05"), reach(2027, "0.05")]
        ),
        ["looser_than_baseline", "looser_than_baseline", "loosens"]
    );
    assert_eq!(
        less(baseline("0", 2022), &[reach(2025, "0")]),
        ["same_as_baseline"]
    );
    // Ventspils, indicator 3: the document notes it of itself.
    assert_eq!(
        less(baseline("4.5", 2023), &[below(2027, "4.5"), below(2030, "4")]),
        ["same_as_baseline"]
    );
    assert!(less(baseline("6.27", 2023), &[below(2027, "5"), below(2030, "4")]).is_empty());
    let pending = Baseline {
        pending: Some(Pending::Year(2027)),
        ..Baseline::default()
    };
    let more = |baseline, aims: &[Aim]| codes(Better::More, true, baseline, aims);
    assert_eq!(
        more(pending, &[reach(2025, "70"), reach(2027, "80")]),
        ["baseline_after_target"]
    );
    assert_eq!(
        more(baseline("60", 2023), &[reach(2025, "120"), reach(2027, "80")]),
        ["over_hundred", "loosens"]
    );
    assert_eq!(
        more(
            baseline("60", 2023),
            &[aim(2025, Operator::Up), aim(2028, Operator::Down)]
        ),
        ["turns_around"]
    );
    assert_eq!(more(baseline("60", 2023), &[]), ["no_target"]);
}
