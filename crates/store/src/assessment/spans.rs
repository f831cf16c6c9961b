//! From when to when each input speaks, by institution: what a load brought is looked at once and kept, for a load never changes.

use std::collections::HashMap;

use balsts_domain::risk::signal::Input;
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::select::Known;
use crate::{
    Result, Store, Writing,
    load::AS_OF,
    sql::{Sql, insert_many},
};

/// What the loads of an input speak for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoadSpan {
    /// The input.
    pub input: Input,
    /// The institution; `None` for all together.
    pub institution: Option<i64>,
    /// First and newest day of a record; `None` when the loads held no record.
    pub days: Option<(i32, i32)>,
    /// The newest day as of which one of them stands.
    pub as_of: i32,
}

/// A kind of load, its input and where its rows are: table, first and last day, whether rows belong to an institution.
struct Place {
    kind: &'static str,
    input: Input,
    table: &'static str,
    days: Option<(&'static str, &'static str)>,
    by_institution: bool,
}

const fn place(
    kind: &'static str,
    input: Input,
    table: &'static str,
    days: Option<(&'static str, &'static str)>,
    by_institution: bool,
) -> Place {
    Place {
        kind,
        input,
        table,
        days,
        by_institution,
    }
}

const DAY: Option<(&str, &str)> = Some(("day", "day"));
const PERIOD: Option<(&str, &str)> = Some(("from_day", "to_day"));
const BEGIN: Option<(&str, &str)> = Some(("from_day", "from_day"));

static PLACES: [Place; 10] = [
    place("absences", Input::Absences, "absences", DAY, true),
    place(
        "absence-totals",
        Input::AbsenceTotals,
        "absence_totals",
        PERIOD,
        true,
    ),
    place("lessons", Input::Lessons, "lessons", PERIOD, true),
    place("marks", Input::Marks, "marks", DAY, true),
    place("exams", Input::Exams, "exams", DAY, false),
    place("enrolments", Input::Enrolments, "enrolments", BEGIN, false),
    place("incidents", Input::Incidents, "incidents", DAY, true),
    place(
        "extracurricular",
        Input::Extracurricular,
        "extracurricular",
        BEGIN,
        false,
    ),
    place(
        "circumstances",
        Input::Circumstances,
        "circumstances",
        BEGIN,
        false,
    ),
    place(
        "declared-children",
        Input::DeclaredChildren,
        "declared_children",
        None,
        false,
    ),
];

#[derive(FromQueryResult)]
struct NewLoad {
    id: i64,
    kind: String,
    as_of_day: i64,
}

#[derive(FromQueryResult)]
struct Found {
    load_id: i64,
    institution_id: i64,
    first_day: Option<i64>,
    newest_day: Option<i64>,
}

#[derive(FromQueryResult)]
struct Kept {
    kind: String,
    institution_id: i64,
    first_day: Option<i64>,
    newest_day: Option<i64>,
    as_of_day: i64,
}

/// Looks at the loads that were not looked at before.
async fn look(on: &impl ConnectionTrait, municipality: i64) -> Result<(Vec<NewLoad>, Vec<Found>)> {
    let loads: Vec<NewLoad> = Sql::new(&format!(
        "SELECT l.id, l.kind, {AS_OF} AS as_of_day FROM loads l WHERE l.municipality_id = $1 AND l.undone_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM load_spans s WHERE s.load_id = l.id)"
    ))
    .with(municipality)
    .all(on)
    .await?;
    let mut found = Vec::new();
    for place in &PLACES {
        let ids: Vec<i64> = loads
            .iter()
            .filter(|load| load.kind == place.kind)
            .map(|load| load.id)
            .collect();
        let Some((first, last)) = place.days.filter(|_| !ids.is_empty()) else {
            continue;
        };
        let institution = if place.by_institution {
            "institution_id"
        } else {
            "CAST(0 AS BIGINT)"
        };
        let group = if place.by_institution {
            ", institution_id"
        } else {
            ""
        };
        let mut sql = Sql::new(&format!(
            "SELECT load_id, {institution} AS institution_id, MIN({first}) AS first_day, MAX({last}) AS newest_day FROM {} WHERE load_id IN ",
            place.table
        ));
        sql.bind_list(ids).push(&format!(" GROUP BY load_id{group}"));
        let mut rows: Vec<Found> = sql.all(on).await?;
        if place.by_institution {
            found.append(&mut together(&rows));
        }
        found.append(&mut rows);
    }
    // A load without rows was looked at, too.
    for load in &loads {
        if !found
            .iter()
            .any(|row| row.load_id == load.id && row.institution_id == 0)
        {
            found.push(Found {
                load_id: load.id,
                institution_id: 0,
                first_day: None,
                newest_day: None,
            });
        }
    }
    Ok((loads, found))
}

/// All institutions of a load together.
fn together(rows: &[Found]) -> Vec<Found> {
    let mut of: HashMap<i64, Found> = HashMap::new();
    for row in rows {
        let all = of.entry(row.load_id).or_insert(Found {
            load_id: row.load_id,
            institution_id: 0,
            first_day: row.first_day,
            newest_day: row.newest_day,
        });
        all.first_day = all.first_day.min(row.first_day);
        all.newest_day = all.newest_day.max(row.newest_day);
    }
    of.into_values().collect()
}

impl Store {
    /// From when to when each input speaks, as known now or then.
    pub async fn load_spans(&self, municipality: i64, known: Option<Known>) -> Result<Vec<LoadSpan>> {
        spans(self.reading(), municipality, known).await
    }
}

async fn spans(on: &impl ConnectionTrait, municipality: i64, known: Option<Known>) -> Result<Vec<LoadSpan>> {
    let mut sql = Sql::new(&format!(
        "SELECT l.kind, s.institution_id, MIN(s.first_day) AS first_day, MAX(s.newest_day) AS newest_day, \
         MAX({AS_OF}) AS as_of_day FROM load_spans s JOIN loads l ON l.id = s.load_id WHERE l.undone_at IS NULL AND l.municipality_id = "
    ));
    sql.bind(municipality);
    if let Some(known) = known {
        sql.push(" AND l.id <= ").bind(known.load);
    }
    sql.push(" GROUP BY l.kind, s.institution_id");
    let mut kept: Vec<Kept> = sql.all(on).await?;
    let (loads, found) = look(on, municipality).await?;
    let loads: HashMap<i64, NewLoad> = loads.into_iter().map(|load| (load.id, load)).collect();
    for row in found {
        let Some(load) = loads.get(&row.load_id) else {
            continue;
        };
        if known.is_none_or(|known| load.id <= known.load) {
            kept.push(Kept {
                kind: load.kind.clone(),
                institution_id: row.institution_id,
                first_day: row.first_day,
                newest_day: row.newest_day,
                as_of_day: load.as_of_day,
            });
        }
    }
    let mut spans: HashMap<(Input, i64), LoadSpan> = HashMap::new();
    for row in kept {
        let Some(place) = PLACES.iter().find(|place| place.kind == row.kind) else {
            continue;
        };
        let days = row
            .first_day
            .zip(row.newest_day)
            .map(|(first, newest)| (first as i32, newest as i32));
        let span = spans
            .entry((place.input, row.institution_id))
            .or_insert(LoadSpan {
                input: place.input,
                institution: (row.institution_id != 0).then_some(row.institution_id),
                days,
                as_of: row.as_of_day as i32,
            });
        span.as_of = span.as_of.max(row.as_of_day as i32);
        span.days = match (span.days, days) {
            (Some((first, newest)), Some((other_first, other_newest))) => {
                Some((first.min(other_first), newest.max(other_newest)))
            }
            (one, other) => one.or(other),
        };
    }
    Ok(spans.into_values().collect())
}

/// What an input spoke for at the last evaluation.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AssessedSpan {
    /// Institution; 0 for all together.
    pub institution_id: i64,
    /// Code of the input.
    pub input: String,
    /// First day.
    pub first_day: Option<i64>,
    /// Newest day.
    pub newest_day: Option<i64>,
}

impl Store {
    /// What each input spoke for at the last evaluation.
    pub async fn assessed_spans(&self, municipality: i64) -> Result<Vec<AssessedSpan>> {
        Sql::new("SELECT institution_id, input, first_day, newest_day FROM assessed_spans WHERE municipality_id = $1")
            .with(municipality)
            .all(self.reading())
            .await
    }

    /// Pupils once enrolled at these institutions; with `unheld` those of classes without any row of lessons held.
    pub async fn pupils_of_institutions(
        &self,
        scope: &balsts_domain::access::Scope,
        institutions: &[i64],
        unheld: bool,
    ) -> Result<Vec<i64>> {
        let mut sql = Sql::new(
            "SELECT DISTINCT e.pupil_id FROM enrolments e WHERE e.ended_load_id IS NULL AND e.institution_id IN ",
        );
        sql.bind_list(institutions.iter().copied());
        if unheld {
            sql.push(
                " AND NOT EXISTS (SELECT 1 FROM lessons l WHERE l.institution_id = e.institution_id AND l.class = e.class \
                 AND l.ended_load_id IS NULL)",
            );
        }
        sql.push(" AND ");
        crate::reach::pupils(&mut sql, scope, "e.pupil_id");
        sql.integers(self.reading()).await
    }
}

impl Writing {
    /// Keeps what each input spoke for at this evaluation.
    pub async fn replace_assessed_spans(&self, municipality: i64, spans: &[AssessedSpan]) -> Result<()> {
        Sql::new("DELETE FROM assessed_spans WHERE municipality_id = $1")
            .with(municipality)
            .run(&self.0)
            .await?;
        let mut rows: Vec<Vec<sea_orm::Value>> = Vec::with_capacity(spans.len());
        for span in spans {
            rows.push(vec![
                municipality.into(),
                span.institution_id.into(),
                span.input.as_str().into(),
                span.first_day.into(),
                span.newest_day.into(),
            ]);
        }
        let columns = [
            "municipality_id",
            "institution_id",
            "input",
            "first_day",
            "newest_day",
        ];
        insert_many(&self.0, "assessed_spans", &columns, rows).await?;
        Ok(())
    }

    /// Keeps what the new loads speak for, and tells what all of them do.
    pub async fn keep_load_spans(&self, municipality: i64) -> Result<Vec<LoadSpan>> {
        let (_, found) = look(&self.0, municipality).await?;
        let mut rows: Vec<Vec<sea_orm::Value>> = Vec::with_capacity(found.len());
        for row in found {
            rows.push(vec![
                row.load_id.into(),
                row.institution_id.into(),
                row.first_day.into(),
                row.newest_day.into(),
            ]);
        }
        insert_many(
            &self.0,
            "load_spans",
            &["load_id", "institution_id", "first_day", "newest_day"],
            rows,
        )
        .await?;
        spans(&self.0, municipality, None).await
    }
}
