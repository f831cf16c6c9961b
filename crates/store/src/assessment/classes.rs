//! What belongs to a class or an institution and is shared by its pupils: lessons held, kinds of institutions.

use balsts_domain::risk::records::LessonsHeld;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use super::select::Known;
use crate::pack::{Item, RECORD, records};
use crate::{Result, Store, day, sql::Sql};

/// Lessons held in a class, by first day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassLessons {
    /// Institution.
    pub institution: i64,
    /// Class.
    pub class: String,
    /// Rows of lessons held.
    pub lessons: Vec<LessonsHeld>,
}

/// The kind of an institution from a day to a day.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct InstitutionKindRow {
    /// Institution.
    pub id: i64,
    /// Its code.
    pub code: String,
    /// Its name then.
    pub name: Option<String>,
    /// Its kind, as stored.
    pub kind: Option<String>,
    /// First day; `None` where nothing is recorded of the institution but its code.
    pub valid_from: Option<i64>,
    /// Last day.
    pub valid_to: Option<i64>,
}

#[derive(FromQueryResult)]
struct Packed {
    institution_id: i64,
    class: String,
    packed: Option<String>,
}

impl Store {
    /// Lessons held in the classes of these institutions in rows that begin by `on` and end from `since` on.
    pub async fn class_lessons(
        &self,
        institutions: &[i64],
        since: Date,
        on: Date,
        known: Option<Known>,
    ) -> Result<Vec<ClassLessons>> {
        let item = Item::default()
            .number("t.from_day")
            .number("t.to_day")
            .number("t.lessons")
            .sql();
        let mut sql = Sql::new(&format!(
            "SELECT t.institution_id, t.class, string_agg({item}, '{RECORD}') AS packed FROM lessons t WHERE t.institution_id IN "
        ));
        sql.bind_list(institutions.iter().copied());
        match known {
            None => {
                sql.push(" AND t.ended_load_id IS NULL");
            }
            Some(known) => {
                sql.push(" AND t.load_id <= ").bind(known.load);
                sql.push(" AND (t.ended_load_id IS NULL OR t.ended_load_id > ")
                    .bind(known.load)
                    .push(")");
            }
        }
        sql.push(" AND t.from_day <= ").bind(day::number(on));
        sql.push(" AND t.to_day >= ").bind(day::number(since));
        sql.push(" GROUP BY t.institution_id, t.class");
        let rows: Vec<Packed> = sql.all(self.reading()).await?;
        Ok(rows.into_iter().map(unpack).collect())
    }

    /// The kinds of all institutions of a municipality over time.
    pub async fn institution_kinds(&self, municipality: i64) -> Result<Vec<InstitutionKindRow>> {
        Sql::new(
            "SELECT i.id, i.code, r.name, r.kind, r.valid_from, r.valid_to FROM institutions i LEFT JOIN institution_records r \
             ON r.institution_id = i.id AND r.ended_load_id IS NULL WHERE i.municipality_id = $1 ORDER BY i.id, r.valid_from",
        )
        .with(municipality)
        .all(self.reading())
        .await
    }
}

fn unpack(row: Packed) -> ClassLessons {
    let text = row.packed.unwrap_or_default();
    let mut lessons: Vec<LessonsHeld> = records(&text)
        .filter_map(|mut of| {
            Some(LessonsHeld {
                from: of.number()?,
                to: of.number()?,
                lessons: of.number()?,
            })
        })
        .collect();
    lessons.sort_unstable_by_key(|row| (row.from, row.to));
    ClassLessons {
        institution: row.institution_id,
        class: row.class,
        lessons,
    }
}
