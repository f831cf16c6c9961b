//! Writing a large table; `cargo xtask bench` compares it with the sqlite3 shell.

use balsts_reports::absences::{AbsenceCounts, AbsenceRow, Absences};
use balsts_reports::table::Label;
use criterion::{Criterion, criterion_group, criterion_main};

fn csv(c: &mut Criterion) {
    let rows = (1..=100_000)
        .map(|i| AbsenceRow {
            institution: format!("Iestāde {i}"),
            lessons: Some(AbsenceCounts {
                illness: i * 7,
                excused: i * 3,
                unexcused: i,
            }),
            unknown: None,
            stated_total: None,
        })
        .collect();
    let table = Absences {
        period: Label::name("2026/27"),
        rows,
    }
    .table();
    c.benchmark_group("table")
        .sample_size(10)
        .bench_function("csv_100_000_rows", |b| b.iter(|| table.to_csv()));
}

criterion_group!(benches, csv);
criterion_main!(benches);
