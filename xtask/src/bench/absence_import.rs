//! A file of absences loaded with all checks, against the `sqlite3` shell's `.import` of the same rows into the same table.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::{Comparison, Context, sqlite_shell};
use crate::process::{self, cargo};

const ROWS: u32 = 2_000_000;

pub fn measure(context: &Context) -> Result<Comparison> {
    let folder = process::root()
        .join("target")
        .join("bench")
        .join("absence-import");
    let mut ours = Duration::MAX;
    let mut theirs = Duration::MAX;
    let mut peak = 0;
    // A run takes some ten seconds on each side: the best of three is the best of many.
    for _ in 0..context.runs.min(3) {
        let report = load(&folder)?;
        ours = ours.min(Duration::from_secs_f64(
            report["seconds"].as_f64().context("no seconds")?,
        ));
        peak = peak.max(report["peak_megabytes"].as_u64().context("no peak")?);
        theirs = theirs.min(import(&folder)?);
    }
    fs::remove_dir_all(&folder)?;
    Ok(Comparison {
        subject: "a CSV file of absences loaded: read, checked, compared, stored in one transaction",
        ours,
        yardstick: "`.import` by the sqlite3 shell of the same rows, ids in place of codes, into the same table with the same indexes \
                    and foreign keys in a copy of the same database"
            .to_owned(),
        theirs,
        limit: 2.0,
        circumstances: format!(
            "{ROWS} rows of 10 000 pupils in the order of days, SQLite, WAL, synchronous FULL; peak memory of our process {peak} MB"
        ),
    })
}

fn load(folder: &Path) -> Result<serde_json::Value> {
    let mut command = cargo(&[
        "run",
        "--quiet",
        "--release",
        "--package",
        "balsts-app",
        "--example",
        "load_bench",
        "--",
    ]);
    let output = command
        .arg(folder)
        .arg(ROWS.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .output()
        .context("could not start cargo")?;
    if !output.status.success() {
        bail!("the load failed");
    }
    Ok(serde_json::from_slice(&output.stdout)?)
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
