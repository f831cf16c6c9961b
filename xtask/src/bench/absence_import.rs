//! A file of absences loaded with all checks, against the `sqlite3` shell's `.import` of the same rows into the same table.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::{Amount, Comparison, Context, measuring, sqlite_shell};

const ROWS: u32 = 2_000_000;

/// What the process may hold at most.
const MOST_MEGABYTES: u64 = 300;

pub fn measure(context: &Context) -> Result<Vec<Comparison>> {
    let folder = measuring::folder("absence-import");
    let mut ours = Duration::MAX;
    let mut theirs = Duration::MAX;
    let mut peak = 0;
    // A run takes some ten seconds on each side: the best of two is the best of many.
    for _ in 0..context.runs.min(2) {
        let report = measuring::run("absence_import", &folder, &[ROWS.to_string()])?;
        ours = ours.min(report.seconds("seconds")?);
        peak = peak.max(report.count("again_peak_megabytes")?);
        theirs = theirs.min(import(&folder)?);
    }
    fs::remove_dir_all(&folder)?;
    let rows = format!("{ROWS} rows of 10 000 pupils in the order of days, SQLite, WAL, synchronous FULL");
    Ok(vec![
        Comparison {
            name: "absence-import",
            subject: "a CSV file of absences loaded: read, checked, compared, stored in one transaction",
            ours: Amount::Time(ours),
            yardstick: "`.import` by the sqlite3 shell of the same rows, ids in place of codes, into the same table with the same indexes \
                        and foreign keys in a copy of the same database"
                .to_owned(),
            theirs: Amount::Time(theirs),
            limit: 2.0,
            circumstances: rows.clone(),
        },
        Comparison {
            name: "absence-import-memory",
            subject: "the most memory that the process held (VmHWM), after the file was loaded and loaded once more",
            ours: Amount::Megabytes(peak),
            yardstick: "the limit".to_owned(),
            theirs: Amount::Megabytes(MOST_MEGABYTES),
            limit: 1.0,
            circumstances: rows,
        },
    ])
}

fn import(folder: &Path) -> Result<Duration> {
    let copy = folder.join("shell.db");
    fs::copy(folder.join("theirs.db"), &copy)?;
    // `.import` writes a text where a value is missing: the column that is null in every new row is left out, with the condition on it.
    sqlite_shell::shell(
        &copy,
        "DROP INDEX absences_unique;
DROP INDEX absences_by_ended;
DROP INDEX absences_by_pupil_day;
ALTER TABLE absences DROP COLUMN ended_load_id;
CREATE UNIQUE INDEX absences_unique ON absences (pupil_id, day, lesson, institution_id);
CREATE INDEX absences_by_pupil_day ON absences (pupil_id, day, kind);
",
    )?;
    let script = format!(
        "PRAGMA foreign_keys = ON;
PRAGMA synchronous = FULL;
.mode csv
.import \"{}\" absences
",
        folder.join("ids.csv").display()
    );
    let started = Instant::now();
    sqlite_shell::shell(&copy, &script)?;
    let took = started.elapsed();
    for name in ["shell.db", "shell.db-wal", "shell.db-shm"] {
        _ = fs::remove_file(folder.join(name));
    }
    Ok(took)
}
