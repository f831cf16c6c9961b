//! Early screening: a pupil's own, and its counts without names.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, Writing, day, reach, sealed::SCREENING_NOTE, sql::Sql};

/// A screening.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ScreeningRow {
    /// Identifier.
    pub id: i64,
    /// The institution that screened.
    pub institution_id: i64,
    /// Its name.
    pub institution: String,
    /// The day.
    pub day: i64,
    /// Code of the area.
    pub area: String,
    /// Code of the result.
    pub result: String,
    /// What was seen.
    pub note: Option<String>,
    /// Who wrote it down.
    pub user_name: String,
    /// When it was handed over to whatever school comes next.
    pub handed_over_at: Option<i64>,
}

/// A screening about to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewScreening<'a> {
    /// Pupil.
    pub pupil: i64,
    /// The institution that screens.
    pub institution: i64,
    /// The day.
    pub on: Date,
    /// Code of the area.
    pub area: &'static str,
    /// Code of the result.
    pub result: &'static str,
    /// What was seen.
    pub note: Option<&'a str>,
}

/// Pupils screened by area and result; no names.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ScreeningSum {
    /// Code of the area.
    pub area: String,
    /// Code of the result.
    pub result: String,
    /// Pupils whose newest screening of the area in the period found it.
    pub pupils: i64,
}

impl Store {
    /// Screenings of a pupil, the newest first: those of the institution where the pupil is enrolled today, and those that others handed over.
    pub async fn screenings(&self, scope: &Scope, pupil: i64) -> Result<Vec<ScreeningRow>> {
        let today = day::number(scope.on());
        let mut sql = Sql::new(
            "SELECT c.id, c.institution_id, n.name AS institution, c.day, c.area, c.result, c.note, u.name AS user_name, \
             c.handed_over_at FROM screenings c \
             JOIN institution_records n ON n.id = (SELECT MAX(m.id) FROM institution_records m \
             WHERE m.institution_id = c.institution_id AND m.ended_load_id IS NULL AND m.valid_to IS NULL) \
             JOIN users u ON u.id = c.user_id WHERE c.pupil_id = ",
        );
        sql.bind(pupil).push(" AND ");
        reach::pupils(&mut sql, scope, "c.pupil_id");
        sql.push(
            " AND (c.handed_over_at IS NOT NULL OR c.institution_id IN (SELECT e.institution_id FROM enrolments e \
             WHERE e.pupil_id = c.pupil_id AND e.ended_load_id IS NULL AND e.from_day <= ",
        );
        sql.bind(today)
            .push(" AND (e.to_day IS NULL OR e.to_day >= ")
            .bind(today);
        sql.push("))) ORDER BY c.day DESC, c.id DESC");
        let mut rows = sql.all::<ScreeningRow>(self.reading()).await?;
        for row in &mut rows {
            SCREENING_NOTE.reveal_maybe(self.key()?, row.id, &mut row.note)?;
        }
        Ok(rows)
    }

    /// Pupils screened from a day to a day by area and result; of several screenings of an area the newest counts. `scope` is that on figures.
    pub async fn screening_sums(&self, scope: &Scope, from: Date, to: Date) -> Result<Vec<ScreeningSum>> {
        let (from, to) = (day::number(from), day::number(to));
        let mut sql = Sql::new(
            "SELECT c.area, c.result, CAST(COUNT(DISTINCT c.pupil_id) AS BIGINT) AS pupils FROM screenings c WHERE c.id = \
             (SELECT s.id FROM screenings s WHERE s.pupil_id = c.pupil_id AND s.area = c.area AND s.day BETWEEN ",
        );
        sql.bind(from).push(" AND ").bind(to);
        sql.push(" ORDER BY s.day DESC, s.id DESC LIMIT 1) AND ");
        reach::institutions(&mut sql, scope, "c.institution_id");
        sql.push(" GROUP BY c.area, c.result ORDER BY c.area, c.result");
        sql.all(self.reading()).await
    }
}

impl Writing {
    /// Writes a screening down; gives its id.
    pub async fn add_screening(&self, screening: &NewScreening<'_>, user: i64, at: i64) -> Result<i64> {
        let id = Sql::new(
            "INSERT INTO screenings (pupil_id, institution_id, day, area, result, user_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        )
        .with(screening.pupil)
        .with(screening.institution)
        .with(day::number(screening.on))
        .with(screening.area)
        .with(screening.result)
        .with(user)
        .with(at)
        .one_integer(&self.0)
        .await?;
        if let Some(note) = screening.note {
            SCREENING_NOTE.put(self, id, note).await?;
        }
        Ok(id)
    }

    /// Hands the screenings of an institution on a pupil over; says how many were not handed over before.
    pub async fn hand_screenings_over(&self, pupil: i64, institution: i64, at: i64) -> Result<u64> {
        Sql::new(
            "UPDATE screenings SET handed_over_at = $1 WHERE pupil_id = $2 AND institution_id = $3 AND handed_over_at IS NULL",
        )
        .with(at)
        .with(pupil)
        .with(institution)
        .run(&self.0)
        .await
    }
}
