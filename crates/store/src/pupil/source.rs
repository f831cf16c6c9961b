//! Where the records shown of one pupil come from: the loads that brought them, summed up by part of the page.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use super::of_pupil;
use crate::{
    Result, Store, day,
    load::{AS_OF, CORRECTIONS},
    sql::Sql,
};

/// Records of a pupil whose source is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourcedPart {
    /// Lessons missed and their totals.
    Attendance,
    /// Marks and exams.
    Marks,
    /// Enrolments.
    Enrolments,
}

/// A source of a pupil's records.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct RecordSource {
    /// Code of the part.
    pub part: String,
    /// Code of the source; none when nobody said.
    pub source: Option<String>,
    /// The source in words.
    pub source_note: Option<String>,
    /// No file: a person put the records right in the program.
    pub corrected: bool,
    /// The newest day as of which the records stand.
    pub as_of_day: i64,
}

impl SourcedPart {
    /// The code of rows.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Attendance => "attendance",
            Self::Marks => "marks",
            Self::Enrolments => "enrolments",
        }
    }

    /// Tables of the part, each with the column of its day.
    const fn tables(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Attendance => &[("absences", "day"), ("absence_totals", "from_day")],
            Self::Marks => &[("marks", "day"), ("exams", "day")],
            Self::Enrolments => &[("enrolments", "from_day")],
        }
    }
}

impl Store {
    /// The sources of a pupil's records dated from a day on, the newest first, each part within the scope of its own resource. One statement.
    pub async fn pupil_sources(
        &self,
        parts: &[(SourcedPart, &Scope, Date)],
        pupil: i64,
    ) -> Result<Vec<RecordSource>> {
        if parts.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new(&format!(
            "SELECT r.part, l.source, l.source_note, l.kind IN {CORRECTIONS} AS corrected, MAX({AS_OF}) AS as_of_day FROM ("
        ));
        let mut first = true;
        for (part, scope, from) in parts {
            for (table, day_column) in part.tables() {
                if !first {
                    sql.push(" UNION ALL ");
                }
                first = false;
                sql.push(&format!(
                    "SELECT CAST('{}' AS TEXT) AS part, t.load_id FROM {table} t WHERE t.{day_column} >= ",
                    part.code()
                ))
                .bind(day::number(*from))
                .push(" AND ");
                of_pupil(&mut sql, scope, "t", pupil);
            }
        }
        sql.push(&format!(
            ") r JOIN loads l ON l.id = r.load_id GROUP BY r.part, l.source, l.source_note, l.kind IN {CORRECTIONS} \
             ORDER BY r.part, as_of_day DESC, l.source"
        ));
        sql.all(self.reading()).await
    }
}
