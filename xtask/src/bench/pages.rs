//! The list of pupils at risk: statements, its time against an empty signed-in page, and against itself among ten times as many pupils.

use anyhow::Result;

use super::{Amount, Comparison, Context, evaluation, measuring};

pub fn measure(_: &Context) -> Result<Vec<Comparison>> {
    let folder = measuring::folder(evaluation::FOLDER);
    let report = measuring::run("pages", &folder, &[])?;
    let time = |name: &str| {
        Ok::<_, anyhow::Error>(Amount::Time(
            report.milliseconds(&format!("{name}_milliseconds"))?,
        ))
    };
    let statements =
        |name: &str| Ok::<_, anyhow::Error>(Amount::Count(report.count(&format!("{name}_statements"))?));
    let alike = "10 000 pupils in 25 schools, 25 rows shown, SQLite, warm cache, asked over HTTP in turns by four readers at once whose connections stay open, median turn";
    let empty = "the signed-in page of the form for a new password";
    Ok(vec![
        Comparison {
            name: "pupils-statements",
            subject: "statements of the list for support staff of a school",
            ours: statements("pupils")?,
            yardstick: "the four allowed".to_owned(),
            theirs: Amount::Count(4),
            limit: 1.0,
            circumstances: alike.to_owned(),
        },
        Comparison {
            name: "pupils-statements-board",
            subject: "statements of the list for the education board",
            ours: statements("board_pupils")?,
            yardstick: "the four allowed".to_owned(),
            theirs: Amount::Count(4),
            limit: 1.0,
            circumstances: alike.to_owned(),
        },
        Comparison {
            name: "pupils-page",
            subject: "the list for support staff of a school, one request",
            ours: time("pupils")?,
            yardstick: empty.to_owned(),
            theirs: time("empty")?,
            limit: 3.0,
            circumstances: alike.to_owned(),
        },
        Comparison {
            name: "pupils-page-board",
            subject: "the list for the education board, one request",
            ours: time("board_pupils")?,
            yardstick: empty.to_owned(),
            theirs: time("empty")?,
            limit: 3.0,
            circumstances: alike.to_owned(),
        },
        Comparison {
            name: "pupils-page-among-many",
            subject: "the list for support staff of a school when pupils of other schools are ten times as many",
            ours: time("pupils_among_many")?,
            yardstick: "the same page before".to_owned(),
            theirs: time("pupils")?,
            // Nothing but what two measurements of the same differ by.
            limit: 1.1,
            circumstances: "9 600 pupils of other schools against 96 000".to_owned(),
        },
    ])
}
