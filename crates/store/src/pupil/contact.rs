//! Bars on contact: whom the school must not inform about a child.

use balsts_domain::access::Scope;
use sea_orm::FromQueryResult;

use crate::{
    Result, Store, Writing, reach,
    sealed::{CONTACT_BARRED, CONTACT_LIFTED},
    sql::Sql,
};

/// A bar on contact with one person, in force or lifted.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ContactBarRow {
    /// Identifier.
    pub id: i64,
    /// Given name of the person.
    pub given_name: String,
    /// Family name of the person.
    pub family_name: String,
    /// Why.
    pub reason: String,
    /// Who set it.
    pub set_by: Option<String>,
    /// When.
    pub set_at: i64,
    /// Who lifted it.
    pub lifted_by: Option<String>,
    /// When; none while it is in force.
    pub lifted_at: Option<i64>,
    /// Why it was lifted.
    pub lifted_reason: Option<String>,
}

impl Store {
    /// Bars on contact of a pupil, the newest first, lifted ones too.
    pub async fn contact_bars(&self, scope: &Scope, pupil: i64) -> Result<Vec<ContactBarRow>> {
        let mut sql = Sql::new(
            "SELECT b.id, b.given_name, b.family_name, b.reason, s.name AS set_by, b.set_at, l.name AS lifted_by, b.lifted_at, \
             b.lifted_reason FROM contact_bars b LEFT JOIN users s ON s.id = b.set_by_id LEFT JOIN users l ON l.id = b.lifted_by_id \
             WHERE b.pupil_id = ",
        );
        sql.bind(pupil).push(" AND ");
        reach::pupils(&mut sql, scope, "b.pupil_id");
        sql.push(" ORDER BY b.set_at DESC, b.id DESC");
        let mut rows = sql.all::<ContactBarRow>(self.reading()).await?;
        for row in &mut rows {
            CONTACT_BARRED.reveal(self.key()?, row.id, &mut row.reason)?;
            CONTACT_LIFTED.reveal_maybe(self.key()?, row.id, &mut row.lifted_reason)?;
        }
        Ok(rows)
    }
}

impl Writing {
    /// Bars contact with a person.
    pub async fn bar_contact(
        &self,
        pupil: i64,
        person: (&str, &str),
        reason: &str,
        user: i64,
        at: i64,
    ) -> Result<()> {
        let id = Sql::new(
            "INSERT INTO contact_bars (pupil_id, given_name, family_name, reason, set_by_id, set_at) VALUES ($1, $2, $3, '', $4, $5) \
             RETURNING id",
        )
        .with(pupil)
        .with(person.0)
        .with(person.1)
        .with(user)
        .with(at)
        .one_integer(&self.0)
        .await?;
        CONTACT_BARRED.put(self, id, reason).await
    }

    /// Lifts a bar of the pupil. Not found when it is another pupil's or lifted already.
    pub async fn lift_contact_bar(
        &self,
        pupil: i64,
        bar: i64,
        reason: &str,
        user: i64,
        at: i64,
    ) -> Result<()> {
        Sql::new(
            "UPDATE contact_bars SET lifted_by_id = $3, lifted_at = $4 WHERE id = $2 AND pupil_id = $1 \
             AND lifted_at IS NULL",
        )
        .with(pupil)
        .with(bar)
        .with(user)
        .with(at)
        .run_one(&self.0)
        .await?;
        CONTACT_LIFTED.put(self, bar, reason).await
    }
}
