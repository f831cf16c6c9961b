//! Hours that other institutions gave under their parts of plans. They stay with the words under which they were given; a part that is changed since
//! goes on with them.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use super::reached;
use crate::{Result, Store, Writing, day, reach, sql::Sql};

/// Hours given under a part.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PartHoursRow {
    /// Identifier.
    pub id: i64,
    /// Code of the partner.
    pub partner: String,
    /// The day.
    pub day: i64,
    /// Thousandths of an hour.
    pub hours: i64,
    /// What was done.
    pub note: String,
    /// Who wrote it down.
    pub user_name: String,
}

/// Hours to be kept.
#[derive(Debug, Clone)]
pub struct NewPartHours {
    /// The part.
    pub part: i64,
    /// The day.
    pub on: Date,
    /// Thousandths of an hour.
    pub hours: i64,
    /// What was done.
    pub note: String,
    /// Who writes it down.
    pub user: i64,
}

/// The hours given under a part `t`, also before it was changed.
pub(super) const GIVEN: &str = "CAST((SELECT COALESCE(SUM(h.hours), 0) FROM plan_part_hours h JOIN plan_parts g ON g.id = h.part_id \
    WHERE h.withdrawn_at IS NULL AND g.plan_id = t.plan_id AND COALESCE(g.origin_id, g.id) = COALESCE(t.origin_id, t.id)) AS BIGINT) AS given";

impl Store {
    /// Hours given under the parts of a plan, the latest day first; those under parts that somebody else has now as well.
    pub async fn plan_part_hours(&self, scope: &Scope, plan: i64) -> Result<Vec<PartHoursRow>> {
        let mut sql = Sql::new(
            "SELECT h.id, t.partner, h.day, h.hours, h.note, w.name AS user_name FROM plan_part_hours h \
             JOIN plan_parts t ON t.id = h.part_id JOIN plans s ON s.id = t.plan_id JOIN users w ON w.id = h.user_id \
             WHERE h.withdrawn_at IS NULL AND t.plan_id = ",
        );
        sql.bind(plan).push(" AND ");
        reached(&mut sql, scope);
        sql.push(" ORDER BY h.day DESC, h.id DESC");
        sql.all(self.reading()).await
    }

    /// Hours given under one part, also before it was changed, for those whom the scope names; the latest day first.
    pub async fn own_part_hours(&self, scope: &Scope, part: i64) -> Result<Vec<PartHoursRow>> {
        let mut sql = Sql::new(
            "SELECT h.id, t.partner, h.day, h.hours, h.note, w.name AS user_name FROM plan_part_hours h \
             JOIN plan_parts g ON g.id = h.part_id JOIN plan_parts t ON t.plan_id = g.plan_id \
             AND COALESCE(t.origin_id, t.id) = COALESCE(g.origin_id, g.id) JOIN plans s ON s.id = t.plan_id \
             JOIN users w ON w.id = h.user_id WHERE h.withdrawn_at IS NULL AND t.id = ",
        );
        sql.bind(part).push(" AND ");
        reach::plan_parts(&mut sql, scope);
        sql.push(" ORDER BY h.day DESC, h.id DESC");
        sql.all(self.reading()).await
    }
}

impl Writing {
    /// Keeps hours given under a part.
    pub async fn add_part_hours(&self, new: &NewPartHours, at: i64) -> Result<i64> {
        Sql::new(
            "INSERT INTO plan_part_hours (part_id, day, hours, note, user_id, at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        )
        .with(new.part)
        .with(day::number(new.on))
        .with(new.hours)
        .with(new.note.as_str())
        .with(new.user)
        .with(at)
        .one_integer(&self.0)
        .await
    }

    /// Takes hours back that were written down by mistake. `NotFound` when they were taken back before.
    pub async fn take_part_hours_back(&self, id: i64, at: i64) -> Result<()> {
        Sql::new("UPDATE plan_part_hours SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL")
            .with(id)
            .with(at)
            .run_one(&self.0)
            .await
    }
}
