//! All indicators of a programme computed and kept, against plain scans of the tables that they read.

use anyhow::Result;

use super::{Amount, Comparison, Context, measuring, sqlite_shell};

const PUPILS: u64 = 10_000;

/// Every row of the large tables once, in the order in which they lie.
const QUERY: &str = "SELECT (SELECT SUM(day + lesson + kind) FROM absences NOT INDEXED WHERE ended_load_id IS NULL), \
(SELECT SUM(LENGTH(value)) FROM marks NOT INDEXED WHERE ended_load_id IS NULL), \
(SELECT SUM(grade) FROM enrolments NOT INDEXED WHERE ended_load_id IS NULL), \
(SELECT SUM(from_day) FROM extracurricular NOT INDEXED WHERE ended_load_id IS NULL), \
(SELECT SUM(illness + excused + unexcused) FROM absence_day_sums);";

pub fn measure(context: &Context) -> Result<Vec<Comparison>> {
    let folder = measuring::folder("indicators");
    let runs = context.runs.min(3);
    let report = measuring::run("indicators", &folder, &[PUPILS.to_string(), runs.to_string()])?;
    let query = sqlite_shell::best_of(
        context.runs.max(2),
        &folder.join("town.db"),
        "PRAGMA cache_size = -400000;",
        QUERY,
    )?;
    let counted = sqlite_shell::shell(
        &folder.join("town.db"),
        "SELECT (SELECT COUNT(*) FROM absences) || ' absences, ' || (SELECT COUNT(*) FROM marks) || ' marks';\n",
    )?;
    Ok(vec![Comparison {
        name: "indicators",
        subject: "all indicators of Ogre's programme for a school year computed, judged and kept",
        ours: Amount::Time(report.seconds("seconds")?),
        yardstick: format!("one plain scan of the tables by the sqlite3 shell, `{QUERY}`"),
        theirs: Amount::Time(query),
        limit: 5.0,
        circumstances: format!(
            "{PUPILS} pupils, {}; SQLite, warm cache on both sides (best of {runs} and of {})",
            counted.trim(),
            context.runs.max(2)
        ),
    }])
}
