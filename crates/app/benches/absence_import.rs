//! Loads many absences once and again and prints how fast:
//! `cargo bench --workspace --bench absence_import -- FOLDER [ROWS] [day|pupil]`. FOLDER gets the database (`ours.db`), a copy
//! from before the load (`theirs.db`), the file (`absences.csv`) and the same rows with ids instead of codes (`ids.csv`) for the `.import`
//! of the sqlite3 shell, which `cargo xtask bench` compares with. Not a test: it may panic.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measuring program")]

use std::{
    fs::{self, File},
    io::{BufWriter, Cursor, Write},
    path::Path,
    time::Instant,
};

use balsts_app::{
    App, Clock, Ctx,
    load::{LoadOptions, LoadReport},
};
use balsts_domain::{calendar::Calendar, people::PersonalCode};
use balsts_intake::{Kind, Limits};
use balsts_store::Store;
use jiff::{Timestamp, civil::date};

const PUPILS: usize = 10_000;
const SCHOOLS: usize = 20;
const SUBJECTS: [&str; 8] = [
    "Matemātika",
    "Latviešu valoda",
    "Angļu valoda",
    "Vēsture",
    "Sports",
    "Fizika",
    "Ķīmija",
    "Mūzika",
];

#[tokio::main]
async fn main() {
    // `cargo bench` adds an option of its own.
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|text| !text.starts_with('-'))
        .collect();
    let temporary = tempfile::tempdir().unwrap();
    let folder = arguments.first().map_or(temporary.path(), Path::new);
    let rows: usize = arguments.get(1).map_or(2_000_000, |text| text.parse().unwrap());
    let by_pupil = arguments.get(2).is_some_and(|order| order == "pupil");
    fs::create_dir_all(folder).unwrap();
    for name in ["ours.db", "ours.db-wal", "ours.db-shm", "theirs.db"] {
        _ = fs::remove_file(folder.join(name));
    }
    let url = format!("sqlite:{}", folder.join("ours.db").display());
    prepare(&url).await;
    fs::copy(folder.join("ours.db"), folder.join("theirs.db")).unwrap();
    write_files(folder, rows, by_pupil);

    let store = Store::open(&url).await.unwrap();
    let ctx = ctx(&store).await;
    let started = Instant::now();
    let first = load(&ctx, folder).await;
    let seconds = started.elapsed().as_secs_f64();
    let peak = peak_megabytes();
    let started = Instant::now();
    let again = load(&ctx, folder).await;
    let again_seconds = started.elapsed().as_secs_f64();
    assert_eq!(
        (first.new, first.rejected_total),
        (rows as u64, 0),
        "{:?}",
        first.rejected.first()
    );
    assert_eq!(again.unchanged, rows as u64);
    println!(
        "{}",
        serde_json::json!({
            "rows": rows,
            "seconds": seconds,
            "rows_per_second": rows as f64 / seconds,
            "peak_megabytes": peak,
            "again_seconds": again_seconds,
            "again_peak_megabytes": peak_megabytes(),
        })
    );
    store.close().await.unwrap();
}

async fn ctx(store: &Store) -> Ctx {
    let now: Timestamp = "2026-05-29T09:00:00Z".parse().unwrap();
    let app = App::new(store.clone(), Clock::Fixed(now));
    app.operator("ogres-novads").await.unwrap()
}

async fn load(ctx: &Ctx, folder: &Path) -> LoadReport {
    let options = LoadOptions {
        limits: Limits::command_line(),
        // Evaluation is measured on its own.
        evaluate_later: true,
        ..LoadOptions::default()
    };
    let file = File::open(folder.join("absences.csv")).unwrap();
    ctx.load(Kind::Absences, file, "absences.csv", &options, |_| {})
        .await
        .unwrap()
}

/// Schools, pupils and enrolments.
async fn prepare(url: &str) {
    let store = Store::open(url).await.unwrap();
    store.migrate().await.unwrap();
    let writing = store.write().await.unwrap();
    writing
        .add_municipality("ogres-novads", "Ogres novads", true, 0)
        .await
        .unwrap();
    writing.commit().await.unwrap();
    let ctx = ctx(&store).await;
    let mut institutions = "code,name,kind\n".to_owned();
    for school in 0..SCHOOLS {
        institutions.push_str(&format!("S{school},{school}. vidusskola,vidusskola\n"));
    }
    let mut pupils = "personal_code,given_name,family_name\n".to_owned();
    let mut enrolments = "personal_code,institution_code,class,from\n".to_owned();
    for pupil in 0..PUPILS {
        let code = code(pupil);
        pupils.push_str(&format!("{code},Anna,Bērziņa\n"));
        enrolments.push_str(&format!(
            "{code},S{},{}.a,2025-09-01\n",
            pupil % SCHOOLS,
            1 + pupil % 12
        ));
    }
    let later = LoadOptions {
        evaluate_later: true,
        ..LoadOptions::default()
    };
    for (kind, text) in [
        (Kind::Institutions, institutions),
        (Kind::Pupils, pupils),
        (Kind::Enrolments, enrolments),
    ] {
        let report = ctx
            .load(kind, Cursor::new(text.into_bytes()), "x.csv", &later, |_| {})
            .await
            .unwrap();
        assert!(!report.is_refused(), "{report:?}");
    }
    store.close().await.unwrap();
}

fn code(pupil: usize) -> PersonalCode {
    PersonalCode::from_number(33_000_000_000 + pupil as u64 * 7).unwrap()
}

/// The same rows twice: as a journal exports them, and with the ids of the database for the shell.
fn write_files(folder: &Path, rows: usize, by_pupil: bool) {
    let days: Vec<_> = Calendar::built_in()
        .school_days(None, Some(8))
        .iter(balsts_domain::calendar::Period::between(
            date(2025, 9, 1),
            date(2026, 5, 29),
        ))
        .collect();
    let mut journal = BufWriter::new(File::create(folder.join("absences.csv")).unwrap());
    let mut ids = BufWriter::new(File::create(folder.join("ids.csv")).unwrap());
    writeln!(journal, "personal_code,institution_code,date,lesson,subject,kind").unwrap();
    // Every pupil misses lessons 1 to n of as many days as the number of rows needs.
    let lessons = rows.div_ceil(PUPILS).div_ceil(days.len()).max(1);
    let a_pupil = rows.div_ceil(PUPILS);
    let mut write = |number: usize, pupil: usize, nth: usize| {
        let (day, lesson) = (days[nth / lessons], 1 + nth % lessons);
        let subject = SUBJECTS[(nth + pupil) % SUBJECTS.len()];
        let kind = (nth + pupil) % 4;
        let name = ["unexcused", "unknown", "illness", "excused"][kind];
        let school = pupil % SCHOOLS;
        writeln!(
            journal,
            "{},S{school},{day},{lesson},{subject},{name}",
            code(pupil)
        )
        .unwrap();
        let number_of_day = balsts_domain::calendar::day_number(day);
        // Ids of the registry follow the order of its files.
        writeln!(
            ids,
            "{number},{},{},{number_of_day},{lesson},{subject},{kind},4",
            pupil + 1,
            school + 1
        )
        .unwrap();
    };
    let mut number = 0;
    let (outer, inner) = if by_pupil {
        (PUPILS, a_pupil)
    } else {
        (a_pupil, PUPILS)
    };
    for a in 0..outer {
        for b in 0..inner {
            if number == rows {
                break;
            }
            number += 1;
            let (pupil, nth) = if by_pupil { (a, b) } else { (b, a) };
            write(number, pupil, nth);
        }
    }
    journal.flush().unwrap();
    ids.flush().unwrap();
}

/// The most memory this process ever held; 0 where the system does not tell.
fn peak_megabytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|text| text.trim().strip_suffix("kB"));
    kilobytes
        .and_then(|text| text.trim().parse::<u64>().ok())
        .unwrap_or(0)
        / 1024
}
