//! Sums of absences by institution and day, kept beside the rows in the transaction that changes them.

use balsts_domain::attendance::AbsenceKind::{Excused, Illness, Unknown};
use sea_orm::ConnectionTrait;

use crate::{Result, sql::Sql};

/// What became of a load.
#[derive(Debug, Clone, Copy)]
pub(super) enum Change {
    /// Its rows are in force, those it ended no longer.
    Made,
    /// The same the other way about. To be told before its rows are removed.
    Undone,
}

/// Adds what a load brought to the sums and takes off what it ended, or the reverse. Both are found by indexes: the cost is that of the load.
pub(super) async fn follow(on: &impl ConnectionTrait, load: i64, change: Change) -> Result<()> {
    let (brought, ended) = match change {
        Change::Made => (1, -1),
        Change::Undone => (-1, 1),
    };
    let (illness, excused, unknown) = (Illness.number(), Excused.number(), Unknown.number());
    let sum =
        |condition: String| format!("CAST(SUM(CASE WHEN {condition} THEN d.lessons ELSE 0 END) AS BIGINT)");
    Sql::new(&format!(
        "INSERT INTO absence_day_sums (institution_id, day, illness, excused, unexcused, unexplained) \
         SELECT d.institution_id, d.day, {}, {}, {}, {} FROM (\
         SELECT institution_id, day, kind, {brought} AS lessons FROM absences WHERE load_id = $1 AND ended_load_id IS NULL \
         UNION ALL SELECT institution_id, day, kind, {ended} FROM absences WHERE ended_load_id = $1) d \
         WHERE TRUE GROUP BY d.institution_id, d.day ON CONFLICT (institution_id, day) DO UPDATE SET \
         illness = absence_day_sums.illness + excluded.illness, excused = absence_day_sums.excused + excluded.excused, \
         unexcused = absence_day_sums.unexcused + excluded.unexcused, \
         unexplained = absence_day_sums.unexplained + excluded.unexplained",
        sum(format!("d.kind = {illness}")),
        sum(format!("d.kind = {excused}")),
        sum(format!("d.kind NOT IN ({illness}, {excused})")),
        sum(format!("d.kind = {unknown}")),
    ))
    .with(load)
    .run(on)
    .await?;
    Ok(())
}
