//! Cases as the cooperation group sees them: who leads its body reaches those that wait for it and those that it hears.

use balsts_domain::{
    access::Scope,
    cases::{FormKind, form::FOR_GROUP},
};
use sea_orm::FromQueryResult;

use super::{CaseRow, select};
use crate::{Result, Store, StoreError, Writing, day, reach, sealed::CASE_WORDS, sql::Sql};

/// Somebody who leads a cooperation group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct GroupLeader {
    /// Body.
    pub body_id: i64,
    /// Account.
    pub user_id: i64,
}

/// Appends: the cases that the cooperation group `body` may hear, for a scope that leads it.
fn heard(sql: &mut Sql, leading: &Scope, body: i64) {
    sql.push("c.state IN ('before_group', 'in_group') AND c.municipality_id = ")
        .bind(leading.municipality());
    sql.push(" AND ");
    reach::not_before_adoption(sql, "c", day::number(leading.on()));
    sql.push(" AND EXISTS (SELECT 1 FROM bodies b WHERE b.kind = 'cooperation_group' AND b.id = ")
        .bind(body);
    sql.push(" AND ");
    reach::bodies(sql, leading, "b");
    sql.push(")");
}

impl Store {
    /// Cases that wait for a group: those before it, and those it took that stand on no agenda and wait for none. The oldest first.
    pub async fn cases_before_group(&self, leading: &Scope, body: i64) -> Result<Vec<CaseRow>> {
        let mut sql = select(day::number(leading.on()));
        heard(&mut sql, leading, body);
        sql.push(
            " AND NOT EXISTS (SELECT 1 FROM agenda_items i WHERE i.case_id = c.id AND i.state IN ('waiting', 'on_agenda') \
             AND COALESCE(i.reason, '') NOT IN ",
        )
        .bind_list(FOR_GROUP.map(FormKind::code))
        .push(") ORDER BY c.state_day, c.id");
        sql.all(self.reading()).await
    }

    /// A case before the group, or in it.
    pub async fn case_of_group(&self, leading: &Scope, body: i64, case: i64) -> Result<CaseRow> {
        let mut sql = select(day::number(leading.on()));
        heard(&mut sql, leading, body);
        sql.push(" AND c.id = ").bind(case);
        sql.one(self.reading()).await?.ok_or(StoreError::NotFound)
    }

    /// What was last written at a step of a case that the group hears: why it comes before it.
    pub async fn words_for_group(&self, leading: &Scope, body: i64, case: i64) -> Result<String> {
        #[derive(FromQueryResult)]
        struct Words {
            id: i64,
            words: String,
        }
        let mut sql =
            Sql::new("SELECT t.id, t.words FROM case_events t JOIN cases c ON c.id = t.case_id WHERE ");
        heard(&mut sql, leading, body);
        sql.push(" AND c.id = ").bind(case).push(" ORDER BY t.id DESC");
        let steps: Vec<Words> = sql.all(self.reading()).await?;
        for mut step in steps {
            CASE_WORDS.reveal(self.key()?, step.id, &mut step.words)?;
            if !step.words.is_empty() {
                return Ok(step.words);
            }
        }
        Ok(String::new())
    }
}

impl Writing {
    /// Who leads the cooperation groups of a municipality.
    pub async fn group_leaders(&self, municipality: i64) -> Result<Vec<GroupLeader>> {
        Sql::new(
            "SELECT b.id AS body_id, m.user_id FROM bodies b JOIN body_members m ON m.body_id = b.id AND m.to_day IS NULL \
             AND m.user_id IS NOT NULL AND m.right_code IN ('chair', 'secretary') \
             WHERE b.kind = 'cooperation_group' AND b.municipality_id = $1 ORDER BY b.id, m.id",
        )
        .with(municipality)
        .all(&self.0)
        .await
    }
}
