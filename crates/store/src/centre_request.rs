//! What institutions ask support centres, and what these answer. Both sides see a request; nobody else does.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{
    Result, Store, StoreError, Writing, day, reach,
    sealed::{CENTRE_ANSWER, CENTRE_TEXT},
    sql::Sql,
};

/// A request as shown.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CentreRequestRow {
    /// Identifier.
    pub id: i64,
    /// The centre.
    pub body_id: i64,
    /// Its name.
    pub body: String,
    /// The institution that asks.
    pub institution_id: i64,
    /// Its name.
    pub institution: Option<String>,
    /// Code of the speciality.
    pub speciality: String,
    /// Code of the age.
    pub band: String,
    /// What is asked.
    pub text: String,
    /// Code of the state.
    pub state: String,
    /// The day on which the centre comes.
    pub agreed_day: Option<i64>,
    /// What the centre answered.
    pub answer: Option<String>,
    /// Who asked.
    pub asked_by_id: Option<i64>,
    /// When.
    pub asked_at: i64,
    /// Grows with every change.
    pub version: i64,
}

/// A request to be kept.
#[derive(Debug, Clone)]
pub struct NewCentreRequest {
    /// The centre.
    pub body: i64,
    /// The institution that asks.
    pub institution: i64,
    /// Code of the speciality.
    pub speciality: &'static str,
    /// Code of the age.
    pub band: &'static str,
    /// What is asked.
    pub text: String,
    /// Who asks.
    pub user: Option<i64>,
}

/// A change of a request.
#[derive(Debug, Clone, Copy)]
pub struct CentreChange<'a> {
    /// Which.
    pub id: i64,
    /// The version that was seen.
    pub version: i64,
    /// Code of the new state.
    pub state: &'static str,
    /// The day, where the centre names one.
    pub day: Option<Date>,
    /// What the centre answers, where it does.
    pub answer: Option<&'a str>,
}

const COLUMNS: &str = "SELECT q.id, q.body_id, b.name AS body, q.institution_id, n.name AS institution, q.speciality, q.band, q.text, \
    q.state, q.agreed_day, q.answer, q.asked_by_id, q.asked_at, q.version FROM centre_requests q JOIN bodies b ON b.id = q.body_id \
    LEFT JOIN institution_records n ON n.institution_id = q.institution_id AND n.ended_load_id IS NULL AND n.valid_to IS NULL WHERE (";

/// The side that asks reaches a request through its institution, the side that answers through its part in the centre.
fn reached(sql: &mut Sql, asking: Option<&Scope>, answering: &Scope) {
    match asking {
        Some(asking) => reach::institutions(sql, asking, "q.institution_id"),
        None => {
            sql.push("FALSE");
        }
    }
    sql.push(" OR ");
    reach::bodies_of(sql, answering, "b");
    sql.push(")");
}

impl Store {
    /// Requests that either scope reaches, the open ones first.
    pub async fn centre_requests(
        &self,
        asking: Option<&Scope>,
        answering: &Scope,
        most: u64,
    ) -> Result<Vec<CentreRequestRow>> {
        let mut sql = Sql::new(COLUMNS);
        reached(&mut sql, asking, answering);
        sql.push(" ORDER BY CASE WHEN q.state IN ('asked', 'agreed') THEN 0 ELSE 1 END, q.asked_at DESC, q.id DESC LIMIT ")
            .bind(most as i64);
        self.open_requests(sql).await
    }

    /// One request.
    pub async fn centre_request(
        &self,
        asking: Option<&Scope>,
        answering: &Scope,
        id: i64,
    ) -> Result<CentreRequestRow> {
        let mut sql = Sql::new(COLUMNS);
        reached(&mut sql, asking, answering);
        sql.push(" AND q.id = ").bind(id);
        let rows = self.open_requests(sql).await?;
        rows.into_iter().next().ok_or(StoreError::NotFound)
    }

    async fn open_requests(&self, sql: Sql) -> Result<Vec<CentreRequestRow>> {
        let mut rows: Vec<CentreRequestRow> = sql.all(self.reading()).await?;
        for row in &mut rows {
            let key = self.key()?;
            CENTRE_TEXT.reveal(key, row.id, &mut row.text)?;
            CENTRE_ANSWER.reveal_maybe(key, row.id, &mut row.answer)?;
        }
        Ok(rows)
    }
}

impl Writing {
    /// Keeps a request.
    pub async fn add_centre_request(
        &self,
        municipality: i64,
        new: &NewCentreRequest,
        at: i64,
    ) -> Result<i64> {
        let id = Sql::new(
            "INSERT INTO centre_requests (municipality_id, body_id, institution_id, speciality, band, text, state, asked_by_id, asked_at, \
             changed_at) VALUES ($1, $2, $3, $4, $5, '', 'asked', $6, $7, $7) RETURNING id",
        )
        .with(municipality)
        .with(new.body)
        .with(new.institution)
        .with(new.speciality)
        .with(new.band)
        .with(new.user)
        .with(at)
        .one_integer(&self.0)
        .await?;
        CENTRE_TEXT.put(self, id, &new.text).await?;
        Ok(id)
    }

    /// Changes a request; `Conflict` when somebody changed it since.
    pub async fn change_centre_request(&self, change: &CentreChange<'_>, at: i64) -> Result<()> {
        let answer = match change.answer {
            Some(answer) => Some(CENTRE_ANSWER.seal(self.key()?, change.id, answer)?),
            None => None,
        };
        let changed = Sql::new(
            "UPDATE centre_requests SET version = version + 1, state = $3, changed_at = $4, \
             agreed_day = COALESCE(CAST($5 AS BIGINT), agreed_day), answer = COALESCE(CAST($6 AS TEXT), answer) \
             WHERE id = $1 AND version = $2",
        )
        .with(change.id)
        .with(change.version)
        .with(change.state)
        .with(at)
        .with(change.day.map(day::number))
        .with(answer)
        .run(&self.0)
        .await?;
        if changed == 1 {
            Ok(())
        } else {
            Err(StoreError::Conflict("centre_requests_version".to_owned()))
        }
    }
}
