//! Measures the stored evaluation of a large municipality and of the pupils whom one day's load touches, and prints the times as JSON.
//! `cargo run --release -p balsts-app --example assess_bench -- FILE [PUPILS] [RUNS]`; the database is left behind for comparison with the
//! sqlite3 shell. The rows are made by SQL, so that building them takes seconds.

#![expect(clippy::expect_used, reason = "a measurement stops where something fails")]

use std::time::Instant;

use balsts_app::{App, Clock};
use balsts_store::Store;
use sea_orm::{ConnectOptions, ConnectionTrait, Database};

/// A Thursday at the end of the second semester: the school year is behind.
const NOW: &str = "2026-05-28T09:00:00Z";

/// Lessons missed by a pupil in a school year of 35 weeks: one day in five, six lessons each.
const FILL: &str = "
INSERT INTO municipalities (code, name, demonstration, created_at) VALUES ('ogres-novads', 'Ogres novads', TRUE, 0);
INSERT INTO loads (municipality_id, kind, file_name, loaded_at)
  WITH k(kind) AS (VALUES ('institutions'), ('pupils'), ('enrolments'), ('lessons'), ('marks'), ('incidents'), ('extracurricular'))
  SELECT 1, kind, 'bench', 1779900000000000 FROM k;
INSERT INTO loads (municipality_id, kind, file_name, loaded_at)
  WITH RECURSIVE w(w) AS (SELECT 0 UNION ALL SELECT w + 1 FROM w WHERE w < 34) SELECT 1, 'absences', 'bench', 1757300000000000 + w * 604800000000 FROM w;
INSERT INTO institutions (municipality_id, code, created_load_id)
  WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 25) SELECT 1, 'S' || n, 1 FROM n;
INSERT INTO institution_records (institution_id, name, sort_key, kind, valid_from, load_id)
  SELECT id, code, code, 'secondary_school', 0, 1 FROM institutions;
INSERT INTO pupils (municipality_id, public_id, created_load_id)
  WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < @pupils) SELECT 1, 'p' || n, 2 FROM n;
INSERT INTO pupil_records (pupil_id, given_name, family_name, sort_key, search_key, birth_date, declared_municipality, home_language, load_id)
  SELECT id, 'Anna', 'Ozola', 'o' || id, 'ozola anna', 14600 - (id % 12) * 365, 'Ogres novads', 'lv', 2 FROM pupils;
INSERT INTO enrolments (pupil_id, institution_id, class, class_key, grade, from_day, study_form, load_id)
  SELECT id, id % 25 + 1, (id % 12 + 1) || '.a', 'k', id % 12 + 1, 20332, 'full_time', 3 FROM pupils;
INSERT INTO lessons (institution_id, class, from_day, to_day, lessons, load_id)
  WITH RECURSIVE w(w) AS (SELECT 0 UNION ALL SELECT w + 1 FROM w WHERE w < 38), g(g) AS (SELECT 1 UNION ALL SELECT g + 1 FROM g WHERE g < 12)
  SELECT i.id, g || '.a', 20332 + w * 7, 20332 + w * 7 + 4, 30, 4 FROM institutions i CROSS JOIN g CROSS JOIN w;
INSERT INTO absences (pupil_id, institution_id, day, lesson, subject, kind, load_id)
  WITH RECURSIVE w(w) AS (SELECT 0 UNION ALL SELECT w + 1 FROM w WHERE w < 34),
    d(d) AS (VALUES (0), (1), (2), (3), (4)), l(l) AS (VALUES (1), (2), (3), (4), (5), (6))
  SELECT p.id, p.id % 25 + 1, 20332 + w * 7 + d, l, 'Matemātika',
    CASE (p.id * 7 + w * 3 + d) % 40 WHEN 0 THEN 0 WHEN 1 THEN 1 WHEN 2 THEN 3 ELSE 2 END, 8 + w
  FROM w CROSS JOIN pupils p CROSS JOIN d CROSS JOIN l WHERE (p.id * 31 + w * 17 + d * 13 + (p.id * w) % 7) % 5 = 0;
INSERT INTO marks (pupil_id, institution_id, subject, day, kind, number, value, load_id)
  WITH RECURSIVE s(s) AS (SELECT 1 UNION ALL SELECT s + 1 FROM s WHERE s < 12), m(m) AS (VALUES (0), (1), (2), (3), (4))
  SELECT p.id, p.id % 25 + 1, 'Priekšmets ' || s, 20440 + m * 40, CASE WHEN m IN (0, 4) THEN 'semester' ELSE 'current' END, 1,
    CASE WHEN (p.id * 13 + s * 7 + m) % 29 = 0 THEN '3' ELSE 4 + (p.id + s + m) % 6 || '' END, 5
  FROM pupils p CROSS JOIN s CROSS JOIN m;
INSERT INTO incidents (pupil_id, institution_id, day, kind, role, load_id)
  SELECT id, id % 25 + 1, 20580, 'kautiņš', 'involved', 6 FROM pupils WHERE id % 40 = 0;
INSERT INTO extracurricular (pupil_id, programme, kind, from_day, load_id)
  SELECT id, 'Koris', 'interešu', 20332, 7 FROM pupils WHERE id % 3 > 0;
";

/// One day's load: a tenth of the pupils miss its lessons.
const DAY: &str = "
INSERT INTO loads (municipality_id, kind, file_name, loaded_at) VALUES (1, 'absences', 'day', 1779960000000000);
INSERT INTO absences (pupil_id, institution_id, day, lesson, subject, kind, load_id)
  WITH l(l) AS (VALUES (1), (2), (3), (4), (5), (6))
  SELECT p.id, p.id % 25 + 1, 20601, l, 'Matemātika', 1, (SELECT MAX(id) FROM loads) FROM pupils p CROSS JOIN l WHERE p.id % 10 = 3;
";

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let file = arguments.get(1).expect("the file of the database");
    let number = |at: usize, default: i64| {
        let text = arguments.get(at).map(|text| text.parse().expect("a number"));
        text.unwrap_or(default)
    };
    let (pupils, runs) = (number(2, 10_000), number(3, 3));
    let url = format!("sqlite:{file}");
    let store = Store::open(&url).await.expect("the database opens");
    store.migrate().await.expect("the migrations run");
    fill(
        &format!("{url}?mode=rw"),
        &FILL.replace("@pupils", &pupils.to_string()),
    )
    .await;
    store.analyze().await.expect("analyze");
    let app = App::new(store, Clock::Fixed(NOW.parse().expect("a moment")));
    let program = app.program(1);

    let mut full = Vec::new();
    let mut evaluated = None;
    for _ in 0..runs {
        let start = Instant::now();
        evaluated = Some(program.evaluate_all().await.expect("evaluate"));
        full.push(start.elapsed());
    }
    fill(&format!("{url}?mode=rw"), DAY).await;
    let touched: Vec<i64> = (1..=pupils).filter(|id| id % 10 == 3).collect();
    let start = Instant::now();
    program.evaluate_touched(&touched).await.expect("evaluate");
    let first = start.elapsed();
    let mut part = Vec::new();
    for _ in 0..runs {
        let start = Instant::now();
        program.evaluate_touched(&touched).await.expect("evaluate");
        part.push(start.elapsed());
    }
    app.store.close().await.expect("close");
    let best =
        |times: &[std::time::Duration]| times.iter().min().map_or(0.0, std::time::Duration::as_secs_f64);
    println!(
        "{}",
        serde_json::json!({
            "pupils": pupils,
            "evaluated": evaluated,
            "first_full_seconds": full[0].as_secs_f64(),
            "full_seconds": best(&full),
            "touched": touched.len(),
            "touched_after_load_seconds": first.as_secs_f64(),
            "touched_seconds": best(&part),
        })
    );
}

async fn fill(url: &str, sql: &str) {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(1)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| sqlite.pragma("synchronous", "OFF").pragma("journal_mode", "WAL"));
    let connection = Database::connect(options).await.expect("a connection");
    connection.execute_unprepared("BEGIN").await.expect("begin");
    for statement in sql.split(';').filter(|statement| !statement.trim().is_empty()) {
        connection.execute_unprepared(statement).await.expect(statement);
    }
    connection.execute_unprepared("COMMIT").await.expect("commit");
    connection.close().await.expect("close");
}
