//! A large report as CSV, against the `sqlite3` shell writing the same rows as CSV.

use std::path::Path;

use anyhow::Result;

use super::{Amount, Comparison, Context, criterion, sqlite_shell};

const ROWS: u32 = 100_000;

pub fn measure(context: &Context) -> Result<Vec<Comparison>> {
    let ours = criterion::median("table", "table/csv_100_000_rows")?;
    let setup = format!(
        "create table absences(institution text, illness integer, excused integer, unexcused integer, total integer);
         with recursive n(i) as (select 1 union all select i + 1 from n where i < {ROWS})
         insert into absences select 'Iestāde ' || i, i * 7, i * 3, i, i * 11 from n;
         .mode csv"
    );
    let theirs = sqlite_shell::best_of(
        context.runs,
        Path::new(":memory:"),
        &setup,
        "select * from absences;",
    )?;
    Ok(vec![Comparison {
        name: "report-csv",
        subject: "a table of the report `absences` written as CSV",
        ours: Amount::Time(ours),
        yardstick: "the sqlite3 shell, `.mode csv`, `select * from absences`, output thrown away".to_owned(),
        theirs: Amount::Time(theirs),
        limit: 2.0,
        circumstances: format!(
            "{ROWS} rows of 5 columns, in memory, the rows built beforehand on both sides"
        ),
    }])
}
