//! How fast absence rows are read, beside two yardsticks over the same bytes: the survey's work of looking at every
//! byte once, and the `csv` crate splitting records without reading them.

use std::fmt::Write;
use std::hint::black_box;
use std::io::Cursor;
use std::ops::ControlFlow;

use balsts_intake::{Kind, Limits, Options, read};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const ROWS: u64 = 200_000;

fn file() -> String {
    let mut out = String::from("personal_code,institution_code,date,lesson,subject,kind\n");
    for row in 0..ROWS {
        let kind = ["unexcused", "unknown", "illness", "excused"][(row % 4) as usize];
        let (day, lesson, pupil) = (row % 28 + 1, row % 9 + 1, row % 7_000);
        _ = writeln!(
            out,
            "32{pupil:04}-{row:05},OVSK-{},2026-10-{day:02},{lesson},Matemātika,{kind}",
            row % 20,
            row = row % 100_000
        );
    }
    out
}

fn absences(criterion: &mut Criterion) {
    let text = file();
    let options = Options {
        limits: Limits::command_line(),
        ..Options::default()
    };
    let mut group = criterion.benchmark_group("absences");
    group.throughput(Throughput::Elements(ROWS)).sample_size(10);
    group.bench_function("read", |bencher| {
        bencher.iter(|| {
            let mut good = 0_u64;
            let summary = read(
                Kind::Absences,
                Cursor::new(text.as_bytes()),
                &options,
                &mut |_, row| {
                    good += u64::from(black_box(row).is_ok());
                    ControlFlow::Continue(())
                },
            );
            assert!(summary.is_ok() && good == ROWS);
        });
    });
    group.bench_function("csv crate, records only", |bencher| {
        bencher.iter(|| {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let mut record = csv::ByteRecord::new();
            let mut rows = 0;
            while reader.read_byte_record(&mut record).unwrap_or(false) {
                rows += black_box(record.len() as u64).min(1);
            }
            assert_eq!(rows, ROWS);
        });
    });
    group.bench_function("utf-8 check only", |bencher| {
        bencher.iter(|| assert!(black_box(std::str::from_utf8(text.as_bytes())).is_ok()));
    });
    group.finish();
}

criterion_group!(benches, absences);
criterion_main!(benches);
