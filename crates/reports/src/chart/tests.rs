use jiff::civil::date;

use super::*;
use crate::format::Language::{English, Latvian};
use crate::table::{Decimal, Kind};

fn percent(hundredths: i64) -> Cell {
    Cell::Percent(Decimal::new(hundredths, 4))
}

fn reasons() -> BarChart {
    BarChart {
        title: Label::new("Kavētās stundas pa iemesliem", "Lessons missed by reason"),
        category: Label::new("Iestāde", "Institution"),
        categories: vec![
            Label::name("Rēzeknes 2. vidusskola"),
            Label::name("\"A & B\" <pamatskola>"),
            Label::name("Cita"),
        ],
        series: vec![
            Series::new(
                "illness",
                Label::new("Slimība", "Illness"),
                vec![Cell::Integer(12_345), Cell::Integer(200), Cell::Missing],
            ),
            Series::new(
                "unexcused",
                Label::new("Neattaisnoti", "Unexcused"),
                vec![Cell::Integer(655), Cell::Integer(0), Cell::Missing],
            ),
        ],
        kind: Kind::Integer,
        bars: Bars::Stacked,
    }
}

fn indicator() -> LineChart {
    LineChart {
        title: Label::new("Ilgstoši neattaisnoti kavējumi", "Long unexcused absence"),
        time: Label::new("Mācību gads", "School year"),
        points: ["2022/23", "2023/24", "2024/25", "2025/26", "2026/27"]
            .map(Label::name)
            .to_vec(),
        values: vec![percent(94), Cell::Missing, percent(88), percent(81)],
        targets: vec![
            Target {
                at: 3,
                value: percent(80),
            },
            Target {
                at: 4,
                value: percent(60),
            },
        ],
        kind: Kind::Percent(2),
    }
}

fn attendance() -> AttendanceStrip {
    let taken = |unexcused, illness, excused| DayRecord::Taken {
        unexcused,
        illness,
        excused,
    };
    AttendanceStrip {
        title: Label::new("Apmeklējums", "Attendance"),
        days: vec![
            (date(2026, 9, 30), taken(0, 0, 0)),
            (date(2026, 10, 1), taken(3, 2, 0)),
            (date(2026, 10, 2), taken(0, 6, 1)),
            (date(2026, 10, 3), taken(1, 0, 0)),
            (date(2026, 10, 5), taken(0, 0, 2)),
            (date(2026, 10, 6), DayRecord::NotTaken),
            (date(2026, 10, 7), DayRecord::NoSchool),
        ],
    }
}

#[test]
fn bars_look_as_before() {
    insta::assert_snapshot!(
        "bars_stacked_lv",
        reasons().svg("r", Latvian, Width::Fluid).as_str()
    );
    let grouped = BarChart {
        bars: Bars::Grouped,
        ..reasons()
    };
    insta::assert_snapshot!(
        "bars_grouped_en_fixed",
        grouped.svg("r", English, Width::Fixed(480)).as_str()
    );
}

#[test]
fn lines_look_as_before() {
    insta::assert_snapshot!(
        "line_with_target_lv",
        indicator().svg("i", Latvian, Width::Fluid).as_str()
    );
    insta::assert_snapshot!(
        "line_with_target_en_fixed",
        indicator().svg("i", English, Width::Fixed(480)).as_str()
    );
}

#[test]
fn attendance_looks_as_before() {
    insta::assert_snapshot!("attendance_lv", attendance().svg("a", Latvian).as_str());
}

#[test]
fn texts_from_outside_are_escaped() {
    let svg = reasons().svg("r", Latvian, Width::Fluid);
    assert!(svg.as_str().contains("&lt;pamatskola&gt;"));
    assert!(!svg.as_str().contains("<pamatskola>"));
}

#[test]
fn what_is_missing_is_said_and_never_zero() {
    let svg = reasons().svg("r", Latvian, Width::Fluid);
    assert!(svg.as_str().contains("nav datu"));
    let table = indicator().table();
    assert_eq!(table.rows[1][1], Cell::Missing);
    assert_eq!(table.rows[4][1], Cell::Missing, "a point without a value");
}

#[test]
fn a_day_without_register_is_neither_presence_nor_absence() {
    let rows = attendance().table().rows;
    assert_eq!(
        rows[1][1..],
        [5, 4, 8, 3, 1].map(Cell::Integer),
        "October: days, unexcused, illness, excused, not taken"
    );
    let svg = attendance().svg("a", English);
    assert!(svg.as_str().contains("days without data: 1"));
}

#[test]
fn a_trend_is_told_in_words() {
    let trend = |values: Vec<Cell>| Sparkline {
        values,
        kind: Kind::Percent(1),
    };
    assert_eq!(
        trend(vec![percent(9400), Cell::Missing, percent(8850)]).words(Latvian),
        "no 94,0\u{a0}% līdz 88,5\u{a0}%"
    );
    assert_eq!(
        trend(vec![percent(9400), percent(9400)]).words(English),
        "steady at 94.0%"
    );
    assert_eq!(
        trend(vec![percent(9400), Cell::Missing, percent(8850), percent(9400)]).words(English),
        "varies, now 94.0%"
    );
    assert_eq!(trend(vec![Cell::Missing]).words(Latvian), "nav datu");
    insta::assert_snapshot!(
        "spark",
        trend(vec![percent(9400), Cell::Missing, percent(8850), percent(9000)])
            .svg()
            .as_str()
    );
}

#[test]
fn nothing_at_all_still_makes_a_picture() {
    let empty = BarChart {
        categories: vec![],
        series: vec![],
        ..reasons()
    };
    assert!(empty.svg("e", Latvian, Width::Fluid).as_str().ends_with("</svg>"));
    let empty = LineChart {
        points: vec![],
        values: vec![],
        targets: vec![],
        ..indicator()
    };
    assert!(empty.svg("e", Latvian, Width::Fluid).as_str().ends_with("</svg>"));
    let empty = AttendanceStrip {
        days: vec![],
        ..attendance()
    };
    assert!(empty.svg("e", Latvian).as_str().ends_with("</svg>"));
}
