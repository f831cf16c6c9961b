//! Protected addresses and secrets of adoptions: who is protected since when and on what basis, and who lifted it.

use balsts_domain::access::{Reach, Role, Scope};
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{
    Result, Store, StoreError, Writing, day, reach,
    sealed::{PROTECTION_BASIS, PROTECTION_LIFTED},
    sql::Sql,
};

/// A protection, in force or lifted.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ProtectionRow {
    /// Identifier.
    pub id: i64,
    /// Pupil.
    pub pupil_id: i64,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// `address` or `adoption`.
    pub kind: String,
    /// The first day.
    pub from_day: i64,
    /// On what it rests.
    pub basis: String,
    /// Who set it.
    pub set_by: String,
    /// Who lifted it.
    pub lifted_by: Option<String>,
    /// When; none while it stands.
    pub lifted_at: Option<i64>,
    /// Why it was lifted.
    pub lifted_reason: Option<String>,
}

/// Protections of the children in whose cases the scope takes part. That a child was adopted is known to the orphans' court alone.
fn select(scope: &Scope) -> Sql {
    let mut sql = Sql::new(
        "SELECT s.id, s.pupil_id, r.given_name, r.family_name, s.kind, s.from_day, s.basis, u.name AS set_by, l.name AS lifted_by, \
         s.lifted_at, s.lifted_reason FROM protections s \
         JOIN pupil_records r ON r.pupil_id = s.pupil_id AND r.ended_load_id IS NULL JOIN users u ON u.id = s.user_id \
         LEFT JOIN users l ON l.id = s.lifted_by_id \
         WHERE EXISTS (SELECT 1 FROM cases c WHERE c.pupil_id = s.pupil_id AND ",
    );
    reach::cases_by_part(&mut sql, scope, "c", |sql, part| {
        let court = matches!(part, Reach::Case { role, .. } if *role == Role::OrphansCourt);
        if !court {
            sql.push(" AND s.kind <> 'adoption'");
        }
    });
    sql.push(")");
    sql
}

impl Store {
    /// Protections that the scope reaches: those that stand first, then the lifted ones, each the newest first.
    pub async fn protections(&self, scope: &Scope, most: u64) -> Result<Vec<ProtectionRow>> {
        let mut sql = select(scope);
        sql.push(
            " ORDER BY CASE WHEN s.lifted_at IS NULL THEN 0 ELSE 1 END, s.from_day DESC, s.id DESC LIMIT ",
        )
        .bind(most as i64);
        self.open_protections(sql).await
    }

    /// One protection.
    pub async fn protection(&self, scope: &Scope, id: i64) -> Result<ProtectionRow> {
        let mut sql = select(scope);
        sql.push(" AND s.id = ").bind(id);
        let rows = self.open_protections(sql).await?;
        rows.into_iter().next().ok_or(StoreError::NotFound)
    }

    async fn open_protections(&self, sql: Sql) -> Result<Vec<ProtectionRow>> {
        let mut rows: Vec<ProtectionRow> = sql.all(self.reading()).await?;
        for row in &mut rows {
            let key = self.key()?;
            PROTECTION_BASIS.reveal(key, row.id, &mut row.basis)?;
            PROTECTION_LIFTED.reveal_maybe(key, row.id, &mut row.lifted_reason)?;
        }
        Ok(rows)
    }
}

impl Writing {
    /// Lifts a protection after its last day; it stays in the history. Not found when it was lifted before.
    pub async fn lift_protection(&self, id: i64, last: Date, reason: &str, user: i64, at: i64) -> Result<()> {
        Sql::new(
            "UPDATE protections SET to_day = $2, lifted_by_id = $3, lifted_at = $4 WHERE id = $1 AND lifted_at IS NULL",
        )
        .with(id)
        .with(day::number(last))
        .with(user)
        .with(at)
        .run_one(&self.0)
        .await?;
        PROTECTION_LIFTED.put(self, id, reason).await
    }
}
