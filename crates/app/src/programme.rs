//! The prevention programme of the municipality: its versions and what stands in them. What becomes of a version is decided in `version`, how far
//! its work is in `work`, who has a part in it in `party`, what was reported of it in `report`, how a row of a draft is written in `row`, what numbers it reached in `achievement`, what
//! an update is to take into account in `policy_note`, all of it on one page in `overview`.

pub mod achievement;
pub mod overview;
mod paper;
pub mod party;
pub mod policy_note;
pub mod report;
pub mod row;
pub mod version;
pub mod work;

use balsts_domain::{
    access::{Action, Resource},
    calendar::day_number,
    programme::{Programme, Table, VersionState},
};
use balsts_store::{ProgrammePart, ProgrammeRow, ProgrammeStepRow, ProgrammeVersionRow};
use serde_json::{Map, Value};

use crate::{AppError, Ctx, Result};

/// Which version is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Which {
    /// The one in force; where there is none, the newest that was not given up.
    #[default]
    Current,
    /// The one of this number.
    Number(i64),
    /// The one that stood at the end of a calendar year it speaks of; where no decision has a day, the one in force.
    OfYear(i16),
}

/// A version with what stands in it.
#[derive(Debug, Clone)]
pub struct ProgrammeVersion {
    /// The version.
    pub row: ProgrammeVersionRow,
    /// What stands in it.
    pub programme: Programme,
}

/// Tables whose rows are kept one by one.
const TABLES: [Table; 16] = [
    Table::Goals,
    Table::PlanGoals,
    Table::TaskTableGoals,
    Table::Indicators,
    Table::Activities,
    Table::Tasks,
    Table::Resources,
    Table::Results,
    Table::Institutions,
    Table::Bodies,
    Table::Escalation,
    Table::Duties,
    Table::RiskFactors,
    Table::Statistics,
    Table::Rules,
    Table::Irregularities,
];

/// What names a row to people.
fn title(row: &Value) -> String {
    ["title", "activity", "name", "what", "factor", "rule", "text"]
        .iter()
        .filter_map(|field| row[*field].as_str())
        .find(|title| !title.is_empty())
        .unwrap_or_default()
        .to_owned()
}

fn days(table: Table, row: &Value) -> (Option<i64>, Option<i64>) {
    let number = |date: jiff::civil::Date| i64::from(balsts_domain::calendar::day_number(date));
    match table {
        Table::Tasks => {
            let day = |field: &str| row[field].as_str()?.parse().ok().map(number);
            (day("start"), day("end"))
        }
        Table::Activities => {
            let years: Vec<i16> = row["years"]
                .as_array()
                .map(|years| {
                    years
                        .iter()
                        .filter_map(|year| year.as_i64()?.try_into().ok())
                        .collect()
                })
                .unwrap_or_default();
            let day = |year: Option<&i16>, month, day| jiff::civil::Date::new(*year?, month, day).ok();
            (
                day(years.iter().min(), 1, 1).map(number),
                day(years.iter().max(), 12, 31).map(number),
            )
        }
        _ => (None, None),
    }
}

/// The rows of a programme and what stands outside its tables.
fn taken_apart(programme: &Programme) -> (String, Vec<ProgrammeRow>, Vec<ProgrammePart>) {
    let mut whole = programme.to_json();
    let mut rows = Vec::new();
    for table in TABLES {
        let keys = match table {
            Table::Goals => programme.goal_keys(),
            Table::Indicators => programme.indicator_keys(),
            Table::Activities => programme.activity_keys(),
            Table::Tasks => programme.task_keys(),
            _ => Vec::new(),
        };
        let of = whole
            .as_object_mut()
            .and_then(|whole| whole.remove(table.code()))
            .and_then(|rows| {
                if let Value::Array(rows) = rows {
                    Some(rows)
                } else {
                    None
                }
            })
            .unwrap_or_default();
        rows.extend(of.into_iter().enumerate().map(|(at, row)| {
            let (start_day, end_day) = days(table, &row);
            ProgrammeRow {
                table_code: table.code().to_owned(),
                position: at as i64,
                row_key: keys.get(at).cloned().unwrap_or_else(|| (at + 1).to_string()),
                level: row["level"].as_str().map(str::to_owned),
                title: title(&row),
                start_day,
                end_day,
                content: row.to_string(),
            }
        }));
    }
    (whole.to_string(), rows, parts(programme))
}

fn parts(programme: &Programme) -> Vec<ProgrammePart> {
    let mut found = Vec::new();
    let mut add = |table: Table, key: &str, part: &str, names: &[String]| {
        found.extend(names.iter().map(|name| ProgrammePart {
            table_code: table.code().to_owned(),
            row_key: key.to_owned(),
            institution: programme.canonical(name).to_owned(),
            part: part.to_owned(),
        }));
    };
    for (activity, key) in programme.activities.iter().zip(programme.activity_keys()) {
        add(Table::Activities, &key, "responsible", &activity.responsible);
        add(Table::Activities, &key, "involved", &activity.involved);
        add(Table::Activities, &key, "supervisor", &activity.supervisor);
    }
    for (task, key) in programme.tasks.iter().zip(programme.task_keys()) {
        add(Table::Tasks, &key, "executor", &task.executor);
        add(Table::Tasks, &key, "supervisor", &task.supervisor);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The programme put together again.
fn put_together(row: &ProgrammeVersionRow, rows: Vec<ProgrammeRow>) -> Result<Programme> {
    let corrupt = |error: serde_json::Error| {
        AppError::Internal(format!("version {} of the programme: {error}", row.number))
    };
    let mut whole: Map<String, Value> = serde_json::from_str(&row.head).map_err(corrupt)?;
    for one in rows {
        let content: Value = serde_json::from_str(&one.content).map_err(corrupt)?;
        let table = whole
            .entry(one.table_code)
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(table) = table {
            table.push(content);
        }
    }
    serde_json::from_value(Value::Object(whole)).map_err(corrupt)
}

/// Whether the version is the one in force.
pub fn is_in_force(row: &ProgrammeVersionRow) -> bool {
    VersionState::from_code(&row.state) == Some(VersionState::Approved)
}

/// Of versions, the newest first, the one in force, else the newest that was not given up.
fn current(versions: Vec<ProgrammeVersionRow>) -> Option<ProgrammeVersionRow> {
    let withdrawn = VersionState::Withdrawn.code();
    let newest = versions.iter().find(|row| row.state != withdrawn).cloned();
    versions.into_iter().find(is_in_force).or(newest)
}

/// Of versions, the newest first, the one that stood at the end of a year.
fn of_year(mut versions: Vec<ProgrammeVersionRow>, year: i16) -> Option<ProgrammeVersionRow> {
    versions.retain(|row| (row.from_year..=row.to_year).contains(&year.into()));
    let end = i64::from(day_number(jiff::civil::date(year, 12, 31)));
    let decided = versions.iter().find(|row| {
        let state = VersionState::from_code(&row.state);
        matches!(state, Some(VersionState::Approved | VersionState::Superseded))
            && row.decided_day.is_some_and(|day| day <= end)
    });
    decided.cloned().or_else(|| current(versions))
}

impl Ctx {
    /// Versions of the programme, the newest first.
    pub async fn programme_versions(&self) -> Result<Vec<ProgrammeVersionRow>> {
        let scope = self.scope(Action::Read, Resource::Programme)?;
        Ok(self.store.programme_versions(&scope).await?)
    }

    /// A version of the programme; `None` where there is no such version.
    pub async fn programme(&self, which: Which) -> Result<Option<ProgrammeVersion>> {
        let versions = self.programme_versions().await?;
        let row = match which {
            Which::Number(number) => versions.into_iter().find(|row| row.number == number),
            Which::Current => current(versions),
            Which::OfYear(year) => of_year(versions, year),
        };
        match row {
            Some(row) => Ok(Some(self.programme_of(row).await?)),
            None => Ok(None),
        }
    }

    async fn programme_of(&self, row: ProgrammeVersionRow) -> Result<ProgrammeVersion> {
        let scope = self.scope(Action::Read, Resource::Programme)?;
        let rows = self.store.programme_rows(&scope, row.id).await?;
        let programme = put_together(&row, rows)?;
        Ok(ProgrammeVersion { row, programme })
    }

    /// The steps of a version, in order.
    pub async fn programme_steps(&self, version: &ProgrammeVersionRow) -> Result<Vec<ProgrammeStepRow>> {
        let scope = self.scope(Action::Read, Resource::Programme)?;
        Ok(self.store.programme_steps(&scope, version.id).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(number: i64, state: VersionState, decided: Option<jiff::civil::Date>) -> ProgrammeVersionRow {
        ProgrammeVersionRow {
            id: number,
            number,
            kind: "adopted".to_owned(),
            state: state.code().to_owned(),
            based_on: None,
            title: String::new(),
            from_year: 2024,
            to_year: 2028,
            head: String::new(),
            note: String::new(),
            decision: None,
            decided_day: decided.map(|day| day_number(day).into()),
            user_name: None,
            created_at: 0,
        }
    }

    // covers: PLN-14
    #[test]
    fn a_year_has_the_version_that_stood_at_its_end() {
        use VersionState::{Approved, Draft, Superseded};
        let versions = vec![
            version(4, Draft, None),
            version(3, Approved, Some(jiff::civil::date(2027, 1, 1))),
            version(2, Superseded, Some(jiff::civil::date(2025, 12, 31))),
            version(1, Superseded, Some(jiff::civil::date(2023, 11, 30))),
        ];
        let of = |year| of_year(versions.clone(), year).map(|row| row.number);
        assert_eq!(of(2023), None, "it speaks of the years from 2024");
        assert_eq!([2024, 2025, 2026, 2027, 2028].map(of), [1, 2, 2, 3, 3].map(Some));
        assert_eq!(of(2029), None);
        // Where no decision has a day, the one in force.
        let undated = vec![version(2, Draft, None), version(1, Approved, None)];
        assert_eq!(of_year(undated, 2026).map(|row| row.number), Some(1));
    }

    // covers: PLN-01, PLN-21
    #[test]
    fn rows_put_together_are_the_programme_again() {
        for programme in balsts_domain::programme::shipped() {
            let (head, mut rows, parts) = taken_apart(&programme);
            rows.sort_by(|one, other| {
                (&one.table_code, one.position).cmp(&(&other.table_code, other.position))
            });
            let row = ProgrammeVersionRow {
                head,
                ..version(1, VersionState::Approved, None)
            };
            assert_eq!(put_together(&row, rows).unwrap(), programme);
            assert!(!parts.is_empty());
        }
    }
}
