//! Evaluation of all signals against one grouping query by pupil over the same tables; after one day's load, against its share of the full one.

use anyhow::Result;

use super::{Amount, Comparison, Context, measuring, sqlite_shell};

const PUPILS: u64 = 10_000;

/// All that the evaluation reads of a pupil, grouped by pupil: every table once, in the order of an index.
const QUERY: &str = "SELECT p.id, r.birth_date, e.enrolments, a.*, t.*, m.*, x.exams, i.incidents, c.activities, k.circumstances \
FROM pupils p JOIN pupil_records r ON r.pupil_id = p.id AND r.ended_load_id IS NULL \
LEFT JOIN (SELECT pupil_id, COUNT(*) AS enrolments FROM enrolments WHERE ended_load_id IS NULL GROUP BY pupil_id) e ON e.pupil_id = p.id \
LEFT JOIN (SELECT pupil_id, COUNT(*) AS lessons, COUNT(DISTINCT day) AS days, SUM(kind = 0) AS unexcused, SUM(kind = 1) AS unknown, \
SUM(kind = 2) AS illness, SUM(kind = 3) AS excused, MAX(day) AS newest FROM absences WHERE ended_load_id IS NULL GROUP BY pupil_id) a \
ON a.pupil_id = p.id \
LEFT JOIN (SELECT pupil_id, SUM(unexcused) AS total FROM absence_totals WHERE ended_load_id IS NULL GROUP BY pupil_id) t ON t.pupil_id = p.id \
LEFT JOIN (SELECT pupil_id, COUNT(*) AS marks, MIN(value) AS lowest, MAX(day) AS newest FROM marks WHERE ended_load_id IS NULL \
GROUP BY pupil_id) m ON m.pupil_id = p.id \
LEFT JOIN (SELECT pupil_id, COUNT(*) AS exams FROM exams WHERE ended_load_id IS NULL GROUP BY pupil_id) x ON x.pupil_id = p.id \
LEFT JOIN (SELECT pupil_id, COUNT(*) AS incidents FROM incidents WHERE ended_load_id IS NULL GROUP BY pupil_id) i ON i.pupil_id = p.id \
LEFT JOIN (SELECT pupil_id, COUNT(*) AS activities FROM extracurricular WHERE ended_load_id IS NULL GROUP BY pupil_id) c ON c.pupil_id = p.id \
LEFT JOIN (SELECT pupil_id, COUNT(*) AS circumstances FROM circumstances WHERE ended_load_id IS NULL GROUP BY pupil_id) k ON k.pupil_id = p.id;";

/// Kept for the pages, which are measured on the same town.
pub const FOLDER: &str = "town";

pub fn measure(context: &Context) -> Result<Vec<Comparison>> {
    let folder = measuring::folder(FOLDER);
    let runs = context.runs.min(3);
    let report = measuring::run("evaluation", &folder, &[PUPILS.to_string(), runs.to_string()])?;
    let query = sqlite_shell::best_of(
        context.runs.max(2),
        &folder.join("town.db"),
        "PRAGMA cache_size = -400000;",
        QUERY,
    )?;
    let counted = sqlite_shell::shell(
        &folder.join("town.db"),
        "SELECT (SELECT COUNT(*) FROM absences) || ' absences, ' || (SELECT COUNT(*) FROM marks) || ' marks, ' || \
(SELECT COUNT(*) FROM lessons) || ' rows of lessons held';\n",
    )?;
    let rows = format!("{PUPILS} pupils, {}", counted.trim());
    let full = report.seconds("full_seconds")?;
    let touched = report.count("touched")?;
    let share = touched as f64 / PUPILS as f64;
    Ok(vec![
        Comparison {
            name: "evaluation",
            subject: "all signals of all pupils evaluated and kept, from the first statement to the commit",
            ours: Amount::Time(full),
            yardstick: format!("the sqlite3 shell, `{QUERY}`"),
            theirs: Amount::Time(query),
            limit: 5.0,
            circumstances: format!(
                "{rows}; SQLite, warm cache on both sides (best of {runs} and of {})",
                context.runs.max(2)
            ),
        },
        Comparison {
            name: "evaluation-of-a-day",
            subject: "the pupils touched by one day's load evaluated and kept, after the load",
            ours: Amount::Time(report.seconds("touched_seconds")?),
            yardstick: "their share of the full evaluation".to_owned(),
            theirs: Amount::Time(full.mul_f64(share)),
            limit: 2.0,
            circumstances: format!(
                "{touched} of {PUPILS} pupils touched by six absences each, best of {runs} days"
            ),
        },
    ])
}
