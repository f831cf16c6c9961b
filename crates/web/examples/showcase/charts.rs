//! Charts of the showcase, with invented figures.

use askama::Template;
use axum::response::IntoResponse;
use balsts_reports::chart::{
    AttendanceStrip, BarChart, Bars, DayRecord, LineChart, Series, Sparkline, Target, Width,
};
use balsts_reports::table::{Cell, Decimal, Kind, Label};
use balsts_web::kit::{Chart, Column, Html, Layout, Page, Row, Table};
use jiff::ToSpan;
use jiff::civil::{Date, date};

#[derive(Template)]
#[template(path = "showcase/charts.html")]
struct ChartsPage {
    layout: Layout,
    attendance: Chart,
    bars: Chart,
    grouped: Chart,
    line: Chart,
    table: Table,
}

fn percent(hundredths: i64) -> Cell {
    Cell::Percent(Decimal::new(hundredths, 4))
}

fn day(date: Date) -> DayRecord {
    let autumn_break = (date.month(), date.day()) >= (10, 26) && (date.month(), date.day()) <= (10, 30);
    let number = date.day_of_year() * 7 % 23;
    match number {
        _ if autumn_break => DayRecord::NoSchool,
        1 | 9 => DayRecord::Taken {
            unexcused: (number % 6 + 1) as u8,
            illness: 0,
            excused: 0,
        },
        4 | 5 => DayRecord::Taken {
            unexcused: 0,
            illness: 6,
            excused: 0,
        },
        12 => DayRecord::Taken {
            unexcused: 0,
            illness: 0,
            excused: 2,
        },
        20 => DayRecord::NotTaken,
        _ => DayRecord::Taken {
            unexcused: 0,
            illness: 0,
            excused: 0,
        },
    }
}

pub async fn charts(layout: Layout) -> impl IntoResponse {
    let layout = layout.titled("showcase-charts");
    let t = layout.texts;
    let days = date(2026, 9, 1)
        .series(1.day())
        .take(110)
        .map(|date| (date, day(date)))
        .collect();
    let attendance = AttendanceStrip {
        title: Label::new("Apmeklējums 1. semestrī", "Attendance in the 1st semester"),
        days,
    };
    let bars = BarChart {
        title: Label::new("Kavētās stundas pa iemesliem", "Lessons missed by reason"),
        category: Label::new("Iestāde", "Institution"),
        categories: [
            "Rēzeknes 2. vidusskola",
            "Rēzeknes Valsts 1. ģimnāzija",
            "Rēzeknes 5. pamatskola",
            "Rēzeknes vakara vidusskola",
        ]
        .map(Label::name)
        .to_vec(),
        series: vec![
            Series::new(
                "illness",
                Label::new("Slimība", "Illness"),
                [20_143, 15_200, 9_870].map(Cell::Integer).to_vec(),
            ),
            Series::new(
                "excused",
                Label::new("Citādi attaisnotas", "Otherwise excused"),
                [8_120, 6_400, 2_310].map(Cell::Integer).to_vec(),
            ),
            Series::new(
                "unexcused",
                Label::new("Neattaisnotas", "Unexcused"),
                [1_655, 420, 3_980].map(Cell::Integer).to_vec(),
            ),
        ],
        kind: Kind::Integer,
        bars: Bars::Stacked,
    };
    let grouped = BarChart {
        title: Label::new(
            "Atbalsta plāni divos mācību gados",
            "Support plans in two school years",
        ),
        series: vec![
            Series::new(
                "before",
                Label::name("2024/25"),
                [120, 45, 80, 12].map(Cell::Integer).to_vec(),
            ),
            Series::new(
                "now",
                Label::name("2025/26"),
                [134, 41, 95, 20].map(Cell::Integer).to_vec(),
            ),
        ],
        bars: Bars::Grouped,
        ..bars.clone()
    };
    let line = LineChart {
        title: Label::new(
            "Ilgstoši neattaisnoti kavējumi, daļa no skolēniem",
            "Long unexcused absence, share of pupils",
        ),
        time: Label::new("Mācību gads", "School year"),
        points: ["2022/23", "2023/24", "2024/25", "2025/26", "2026/27"]
            .map(Label::name)
            .to_vec(),
        values: vec![percent(94), Cell::Missing, percent(88), percent(81)],
        targets: vec![
            Target {
                at: 3,
                value: percent(50),
            },
            Target {
                at: 4,
                value: percent(30),
            },
        ],
        kind: Kind::Percent(2),
    };
    let rows = [
        ("Anna Kalniņa", [9850, 9400, 8700, 8100]),
        ("Jānis Ozoliņš", [7200, 8100, 9000, 9300]),
    ];
    let table = Table::new(
        t,
        "Apmeklējums",
        vec![Column::text("Skolēns"), Column::text("Apmeklējuma gaita")],
    )
    .rows(rows.iter().map(|(name, values)| {
        let trend = Sparkline {
            values: values.map(percent).to_vec(),
            kind: Kind::Percent(0),
        };
        Row::new().cell(*name).cell(Html::of_trend(&trend, t.language))
    }));
    Page(ChartsPage {
        attendance: Chart::new(t, &attendance.svg("attendance", t.language), &attendance.table()),
        bars: Chart::new(t, &bars.svg("reasons", t.language, Width::Fluid), &bars.table()),
        grouped: Chart::new(
            t,
            &grouped.svg("plans", t.language, Width::Fluid),
            &grouped.table(),
        ),
        line: Chart::new(t, &line.svg("long", t.language, Width::Fluid), &line.table()),
        table,
        layout,
    })
}
