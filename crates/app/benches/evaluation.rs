//! Measures the stored evaluation of a large municipality and of the pupils whom one day's load touches, and prints the times as JSON.
//! `cargo bench --workspace --bench evaluation -- FOLDER [PUPILS] [RUNS]`; the database stays in the folder (`town.db`) for comparison
//! with the sqlite3 shell, as it was before the days' loads. Without a folder a temporary one is used.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a measuring program")]

use std::{path::Path, time::Instant};

use balsts_app::{App, Clock};
use balsts_testkit::{LARGE_TOWN_NOW, LargeTown};

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
    for name in ["town.db", "days.db"]
        .iter()
        .flat_map(|name| ["", "-wal", "-shm"].map(|ending| folder.join(format!("{name}{ending}"))))
    {
        _ = std::fs::remove_file(name);
    }
    let file = |name: &str| folder.join(name).display().to_string();

    let town = LargeTown::build(&file("town.db"), pupils).await;
    let app = App::new(
        town.store().await,
        Clock::Fixed(LARGE_TOWN_NOW.parse().expect("a moment")),
    );
    let mut full = Vec::new();
    let mut evaluated = None;
    for _ in 0..runs {
        let start = Instant::now();
        evaluated = Some(app.program(1).evaluate_all().await.expect("evaluate"));
        full.push(start.elapsed().as_secs_f64());
    }
    app.store.close().await.expect("close");

    std::fs::copy(file("town.db"), file("days.db")).expect("a copy");
    let town = LargeTown::open(&file("days.db"));
    let app = App::new(
        town.store().await,
        Clock::Fixed(LARGE_TOWN_NOW.parse().expect("a moment")),
    );
    let mut touched = 0;
    let mut part = Vec::new();
    for back in 0..u32::try_from(runs).expect("few runs") {
        let pupils = town.load_day(back, pupils).await;
        touched = pupils.len();
        let start = Instant::now();
        app.program(1).evaluate_touched(&pupils).await.expect("evaluate");
        part.push(start.elapsed().as_secs_f64());
    }
    app.store.close().await.expect("close");
    let best = |times: &[f64]| times.iter().copied().fold(f64::INFINITY, f64::min);
    println!(
        "{}",
        serde_json::json!({
            "pupils": pupils,
            "evaluated": evaluated,
            "first_full_seconds": full.first(),
            "full_seconds": best(&full),
            "touched": touched,
            "first_touched_seconds": part.first(),
            "touched_seconds": best(&part),
        })
    );
}
