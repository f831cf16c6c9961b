//! Talks of a body with heads, staff, parents or children outside its meetings: who leads the body writes them down, who takes part in it reads
//! them.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{
    Result, Store, Writing, day, reach,
    sealed::{TALK_ABOUT, TALK_CONCLUSIONS},
    sql::Sql,
};

/// A talk as shown.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct TalkRow {
    /// Identifier.
    pub id: i64,
    /// Day.
    pub day: i64,
    /// Codes of with whom, separated by `;`.
    pub with_codes: String,
    /// What about.
    pub about: String,
    /// What came of it.
    pub conclusions: String,
}

/// A talk to be written down.
#[derive(Debug, Clone)]
pub struct NewTalk {
    /// Body.
    pub body: i64,
    /// Day.
    pub day: Date,
    /// Codes of with whom, separated by `;`.
    pub with_codes: String,
    /// What about.
    pub about: String,
    /// What came of it.
    pub conclusions: String,
    /// Who writes.
    pub user: Option<i64>,
}

impl Store {
    /// Talks of a body in which the scope takes part, the latest first.
    pub async fn talks(&self, scope: &Scope, body: i64, most: u64) -> Result<Vec<TalkRow>> {
        let mut sql = Sql::new(
            "SELECT t.id, t.day, t.with_codes, t.about, t.conclusions FROM talks t JOIN bodies b ON b.id = t.body_id WHERE t.body_id = ",
        );
        sql.bind(body).push(" AND ");
        reach::bodies_of(&mut sql, scope, "b");
        sql.push(" ORDER BY t.day DESC, t.id DESC LIMIT ")
            .bind(most as i64);
        let mut rows: Vec<TalkRow> = sql.all(self.reading()).await?;
        for row in &mut rows {
            let key = self.key()?;
            TALK_ABOUT.reveal(key, row.id, &mut row.about)?;
            TALK_CONCLUSIONS.reveal(key, row.id, &mut row.conclusions)?;
        }
        Ok(rows)
    }
}

impl Writing {
    /// Writes a talk down, of a body that the scope leads.
    pub async fn add_talk(&self, leading: &Scope, new: &NewTalk, at: i64) -> Result<i64> {
        let mut sql = Sql::new(
            "INSERT INTO talks (municipality_id, body_id, day, with_codes, about, conclusions, user_id, at) \
             SELECT b.municipality_id, b.id, CAST(",
        );
        sql.bind(day::number(new.day))
            .push(" AS BIGINT), ")
            .bind(new.with_codes.as_str());
        sql.push(", '', '', CAST(")
            .bind(new.user)
            .push(" AS BIGINT), CAST(")
            .bind(at)
            .push(" AS BIGINT) FROM bodies b WHERE b.id = ")
            .bind(new.body);
        sql.push(" AND ");
        reach::bodies(&mut sql, leading, "b");
        sql.push(" RETURNING id");
        let id = sql.one_integer(&self.0).await?;
        TALK_ABOUT.put(self, id, &new.about).await?;
        TALK_CONCLUSIONS.put(self, id, &new.conclusions).await?;
        Ok(id)
    }
}
