//! Measures how long all indicators of a large municipality take to compute and keep, and prints the times as JSON.
//! `cargo bench --workspace --bench indicators -- FOLDER [PUPILS] [RUNS]`; the database stays in the folder (`town.db`) for comparison with the
//! sqlite3 shell. Without a folder a temporary one is used.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a measuring program")]

use std::{path::Path, time::Instant};

use balsts_app::{App, Clock};
use balsts_testkit::{LARGE_TOWN_NOW, LargeTown};

const YEAR: i16 = 2026;

#[tokio::main]
async fn main() {
    // `cargo bench` adds an option of its own.
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|text| !text.starts_with('-'))
        .collect();
    let number = |at: usize, default: u64| {
        let text = arguments.get(at).map(|text| text.parse().expect("a number"));
        text.unwrap_or(default)
    };
    let (pupils, runs) = (number(1, 10_000), number(2, 3));
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let folder = arguments.first().map_or(temporary.path(), Path::new);
    std::fs::create_dir_all(folder).expect("the folder");
    for ending in ["", "-wal", "-shm"] {
        _ = std::fs::remove_file(folder.join(format!("town.db{ending}")));
    }
    let town = LargeTown::build(&folder.join("town.db").display().to_string(), pupils).await;
    let app = App::new(
        town.store().await,
        Clock::Fixed(LARGE_TOWN_NOW.parse().expect("a moment")),
    );
    let mut times = Vec::new();
    let mut known = 0;
    for _ in 0..runs {
        let start = Instant::now();
        let year = app.program(1).compute_indicators(YEAR).await.expect("compute");
        times.push(start.elapsed().as_secs_f64());
        known = year.lines.iter().filter(|line| line.value.is_some()).count();
    }
    app.store.close().await.expect("close");
    println!(
        "{}",
        serde_json::json!({
            "pupils": pupils,
            "known": known,
            "first_seconds": times.first(),
            "seconds": times.iter().copied().fold(f64::INFINITY, f64::min),
        })
    );
}
