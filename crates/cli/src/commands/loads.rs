//! `balsts loads list|undo`: the files that were loaded, and taking one back.

use balsts_app::{AppError, load::LoadListed};
use balsts_reports::table::{Cell, Column, Kind, Label, Table};
use clap::Subcommand;

use super::{Context, Format};
use crate::{
    failure::Failure,
    output::{self, errln, outln},
};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the loads, newest first
    List {
        /// How many at most
        #[arg(long, default_value = "100", value_parser = clap::value_parser!(u64).range(1..=100_000))]
        most: u64,
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Undo a load exactly, within its time and unless something later builds on it
    Undo {
        /// Its identifier, as `balsts loads list` shows it
        id: i64,
    },
}

/// A load as the columns of the output.
struct Line<'a>(&'a LoadListed);

impl Line<'_> {
    fn by(&self) -> &str {
        // Whoever loads from the command line has no account.
        self.0.load.user_name.as_deref().unwrap_or("command line")
    }

    fn loaded_at(&self) -> String {
        balsts_store::timestamp(self.0.load.loaded_at).to_string()
    }

    fn undone_at(&self) -> Option<String> {
        let at = self.0.load.undone_at?;
        Some(balsts_store::timestamp(at).to_string())
    }

    fn json(&self) -> serde_json::Value {
        let load = &self.0.load;
        serde_json::json!({
            "id": load.id, "kind": load.kind, "file": load.file_name, "source": load.source, "source_note": load.source_note,
            "as_of": balsts_store::date(load.as_of_day).to_string(), "loaded_at": self.loaded_at(), "by": self.by(),
            "rows": load.row_count, "new": load.new_count, "changed": load.changed_count, "gone": load.gone_count,
            "unchanged": load.unchanged_count, "undone_at": self.undone_at(), "undoable": self.0.undoable,
        })
    }

    fn state(&self) -> &'static str {
        if self.0.load.undone_at.is_some() {
            "undone"
        } else if self.0.undoable {
            "undoable"
        } else {
            "kept"
        }
    }

    fn text(&self) -> String {
        let load = &self.0.load;
        let source = match (&load.source, &load.source_note) {
            (Some(source), Some(note)) => format!("{source} ({note})"),
            (Some(source), None) => source.clone(),
            (None, _) => "source not named".to_owned(),
        };
        format!(
            "{:>6} {} {:<18} {}, {source}, as of {}, by {}: {} new, {} changed, {} gone, {} unchanged; {}",
            load.id,
            self.loaded_at(),
            load.kind,
            load.file_name,
            balsts_store::date(load.as_of_day),
            self.by(),
            load.new_count,
            load.changed_count,
            load.gone_count,
            load.unchanged_count,
            self.state()
        )
    }

    fn cells(&self) -> Vec<Cell> {
        let load = &self.0.load;
        let text = |text: &Option<String>| text.as_ref().map_or(Cell::Missing, Cell::text);
        vec![
            Cell::Integer(load.id),
            Cell::text(&load.kind),
            Cell::text(&load.file_name),
            text(&load.source),
            text(&load.source_note),
            Cell::Date(balsts_store::date(load.as_of_day)),
            Cell::text(self.loaded_at()),
            Cell::text(self.by()),
            Cell::Integer(load.row_count),
            Cell::Integer(load.new_count),
            Cell::Integer(load.changed_count),
            Cell::Integer(load.gone_count),
            Cell::Integer(load.unchanged_count),
            text(&self.undone_at()),
            Cell::text(self.0.undoable.to_string()),
        ]
    }
}

fn csv(all: &[LoadListed]) -> Result<String, Failure> {
    let columns = [
        ("id", Kind::Integer),
        ("kind", Kind::Text),
        ("file", Kind::Text),
        ("source", Kind::Text),
        ("source_note", Kind::Text),
        ("as_of", Kind::Date),
        ("loaded_at", Kind::Text),
        ("by", Kind::Text),
        ("rows", Kind::Integer),
        ("new", Kind::Integer),
        ("changed", Kind::Integer),
        ("gone", Kind::Integer),
        ("unchanged", Kind::Integer),
        ("undone_at", Kind::Text),
        ("undoable", Kind::Text),
    ];
    let columns = columns.map(|(key, kind)| Column::new(key, key, key, kind));
    let mut table = Table::new(Label::name("loads"), columns.to_vec());
    table.rows = all.iter().map(|one| Line(one).cells()).collect();
    table.to_csv().map_err(|error| Failure::Failed(error.to_string()))
}

pub async fn run(context: &Context, command: Command) -> Result<(), Failure> {
    let app = context.app().await?;
    let operator = context.operator(&app).await?;
    match command {
        Command::List { most, format } => {
            let all = operator.loads(most).await?;
            match format {
                Format::Json => {
                    let rows: Vec<_> = all.iter().map(|one| Line(one).json()).collect();
                    outln!("{}", serde_json::to_string_pretty(&rows)?)?;
                }
                Format::Csv => output::bytes(csv(&all)?.as_bytes())?,
                Format::Text => {
                    for one in &all {
                        outln!("{}", Line(one).text())?;
                    }
                }
            }
        }
        Command::Undo { id } => {
            let undone = operator.undo_load(id).await.map_err(|error| match error {
                AppError::NotFound => {
                    Failure::Refused(format!("there is no load {id}: see `balsts loads list`"))
                }
                other => other.into(),
            })?;
            errln!(
                "load {id} is undone; the records of {} pupils are what they were before it",
                undone.touched_pupils.len()
            );
        }
    }
    Ok(app.store.close().await?)
}
