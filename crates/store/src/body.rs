//! Bodies in which institutions work together, who takes part in them, and the rules they work under. No records of children.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, Writing, day, sql::Sql};

/// A body as shown.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct BodyRow {
    /// Identifier.
    pub id: i64,
    /// The body it works under.
    pub parent_id: Option<i64>,
    /// Code of its kind.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Code of its level.
    pub level: String,
    /// Code of what it rests on.
    pub basis: String,
    /// Number and name of that.
    pub basis_title: String,
    /// Its day.
    pub basis_day: Option<i64>,
    /// Since when it is known here.
    pub from_day: i64,
    /// Name of the chair.
    pub chair: Option<String>,
    /// People who take part now.
    pub members: i64,
}

/// A body to be set up.
#[derive(Debug, Clone)]
pub struct NewBody {
    /// The body it works under.
    pub parent: Option<i64>,
    /// Code of its kind.
    pub kind: &'static str,
    /// Name.
    pub name: String,
    /// Code of its level.
    pub level: &'static str,
    /// Code of what it rests on.
    pub basis: &'static str,
    /// Number and name of that.
    pub basis_title: String,
    /// Its day.
    pub basis_day: Option<Date>,
}

/// Somebody who takes part, or took part.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MemberRow {
    /// Identifier.
    pub id: i64,
    /// Account, where there is one.
    pub user_id: Option<i64>,
    /// Name, or the name of the institution.
    pub name: String,
    /// Whom they stand for.
    pub organisation: String,
    /// Code of the right.
    pub right_code: String,
    /// First day.
    pub from_day: i64,
    /// Last day.
    pub to_day: Option<i64>,
    /// Why they left.
    pub left_reason: Option<String>,
}

/// A rule under which bodies work.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct RegulationRow {
    /// Identifier.
    pub id: i64,
    /// Title.
    pub title: String,
    /// Number.
    pub number: String,
    /// In force from.
    pub from_day: i64,
    /// In force to.
    pub to_day: Option<i64>,
    /// Where it is published.
    pub link: Option<String>,
    /// The version before, which it replaces.
    pub replaces_id: Option<i64>,
}

/// A rule for the library.
#[derive(Debug, Clone)]
pub struct NewRegulation {
    /// Title.
    pub title: String,
    /// Number.
    pub number: String,
    /// In force from.
    pub from: Date,
    /// Where it is published.
    pub link: Option<String>,
    /// The version before: it is in force until the day before.
    pub replaces: Option<i64>,
}

const BODIES: &str = "SELECT b.id, b.parent_id, b.kind, b.name, b.level, b.basis, b.basis_title, b.basis_day, b.from_day, \
    (SELECT MIN(m.name) FROM body_members m WHERE m.body_id = b.id AND m.to_day IS NULL AND m.right_code = 'chair') AS chair, \
    (SELECT CAST(COUNT(*) AS BIGINT) FROM body_members m WHERE m.body_id = b.id AND m.to_day IS NULL) AS members \
    FROM bodies b WHERE b.municipality_id = $1";
const MEMBERS: &str = "SELECT m.id, m.user_id, m.name, m.organisation, m.right_code, m.from_day, m.to_day, m.left_reason \
    FROM body_members m WHERE m.body_id = $1";

impl Store {
    /// Bodies of the municipality, by name.
    pub async fn bodies(&self, scope: &Scope) -> Result<Vec<BodyRow>> {
        Sql::new(&format!("{BODIES} ORDER BY b.name, b.id"))
            .with(scope.municipality())
            .all(self.reading())
            .await
    }

    /// One body.
    pub async fn body(&self, scope: &Scope, id: i64) -> Result<BodyRow> {
        Sql::new(&format!("{BODIES} AND b.id = $2"))
            .with(scope.municipality())
            .with(id)
            .one(self.reading())
            .await?
            .ok_or(StoreError::NotFound)
    }

    /// Who takes part in a body of the municipality, and who took part.
    pub async fn body_members(&self, scope: &Scope, body: i64) -> Result<Vec<MemberRow>> {
        Sql::new(&format!(
            "{MEMBERS} AND EXISTS (SELECT 1 FROM bodies b WHERE b.id = m.body_id AND b.municipality_id = $2) \
             ORDER BY CASE m.right_code WHEN 'chair' THEN 1 WHEN 'secretary' THEN 2 WHEN 'member' THEN 3 ELSE 4 END, m.name, m.id"
        ))
        .with(body)
        .with(scope.municipality())
        .all(self.reading())
        .await
    }

    /// Accounts of the chair and the secretaries of a body.
    pub async fn leaders(&self, body: i64) -> Result<Vec<i64>> {
        Sql::new(
            "SELECT user_id FROM body_members WHERE body_id = $1 AND to_day IS NULL AND user_id IS NOT NULL \
             AND right_code IN ('chair', 'secretary') ORDER BY id",
        )
        .with(body)
        .integers(self.reading())
        .await
    }

    /// The right with which an account takes part in a body now.
    pub async fn right_in_body(&self, user: i64, body: i64) -> Result<Option<String>> {
        let rows = Sql::new(&format!(
            "{MEMBERS} AND m.user_id = $2 AND m.to_day IS NULL ORDER BY m.id LIMIT 1"
        ))
        .with(body)
        .with(user)
        .one::<MemberRow>(self.reading())
        .await?;
        Ok(rows.map(|row| row.right_code))
    }

    /// The rules of the municipality, those in force first.
    pub async fn regulations(&self, scope: &Scope) -> Result<Vec<RegulationRow>> {
        Sql::new(
            "SELECT id, title, number, from_day, to_day, link, replaces_id FROM regulations WHERE municipality_id = $1 \
             ORDER BY CASE WHEN to_day IS NULL THEN 0 ELSE 1 END, from_day DESC, id",
        )
        .with(scope.municipality())
        .all(self.reading())
        .await
    }
}

impl Writing {
    /// Sets up a body.
    pub async fn add_body(&self, scope: &Scope, new: &NewBody, from: Date) -> Result<i64> {
        Sql::new(
            "INSERT INTO bodies (municipality_id, parent_id, kind, name, level, basis, basis_title, basis_day, from_day) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        )
        .with(scope.municipality())
        .with(new.parent)
        .with(new.kind)
        .with(new.name.as_str())
        .with(new.level)
        .with(new.basis)
        .with(new.basis_title.as_str())
        .with(new.basis_day.map(day::number))
        .with(day::number(from))
        .one_integer(&self.0)
        .await
    }

    /// Adds somebody who takes part.
    pub async fn add_body_member(
        &self,
        body: i64,
        user: Option<i64>,
        name: &str,
        organisation: &str,
        right: &str,
        from: Date,
    ) -> Result<i64> {
        Sql::new(
            "INSERT INTO body_members (body_id, user_id, name, organisation, right_code, from_day) \
             VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        )
        .with(body)
        .with(user)
        .with(name)
        .with(organisation)
        .with(right)
        .with(day::number(from))
        .one_integer(&self.0)
        .await
    }

    /// Somebody takes part no more. What they were to do goes to the chair where that is an account: a task is never without an owner. Gives
    /// the number of tasks handed over.
    pub async fn remove_body_member(&self, body: i64, member: i64, reason: &str, on: Date) -> Result<u64> {
        let user = Sql::new(
            "UPDATE body_members SET to_day = $3, left_reason = $4 WHERE id = $1 AND body_id = $2 AND to_day IS NULL \
             RETURNING COALESCE(user_id, 0)",
        )
        .with(member)
        .with(body)
        .with(day::number(on))
        .with(reason)
        .one_integer(&self.0)
        .await?;
        if user == 0 {
            return Ok(0);
        }
        Sql::new(
            "UPDATE decisions SET user_id = (SELECT MIN(c.user_id) FROM body_members c WHERE c.body_id = $1 \
             AND c.to_day IS NULL AND c.right_code = 'chair') WHERE user_id = $2 AND done_at IS NULL AND judged_at IS NULL \
             AND meeting_id IN (SELECT id FROM meetings WHERE body_id = $1)",
        )
        .with(body)
        .with(user)
        .run(&self.0)
        .await
    }

    /// Adds a rule to the library. The version before ends on the day before.
    pub async fn add_regulation(&self, scope: &Scope, new: &NewRegulation) -> Result<i64> {
        if let Some(replaced) = new.replaces {
            let until = new.from.yesterday().unwrap_or(new.from);
            self.end_regulation(scope, replaced, until).await?;
        }
        Sql::new(
            "INSERT INTO regulations (municipality_id, title, number, from_day, link, replaces_id) VALUES ($1, $2, $3, $4, $5, $6) \
             RETURNING id",
        )
        .with(scope.municipality())
        .with(new.title.as_str())
        .with(new.number.as_str())
        .with(day::number(new.from))
        .with(new.link.as_deref())
        .with(new.replaces)
        .one_integer(&self.0)
        .await
    }

    /// A rule is in force no more; it stays readable.
    pub async fn end_regulation(&self, scope: &Scope, id: i64, on: Date) -> Result<()> {
        Sql::new(
            "UPDATE regulations SET to_day = $3 WHERE id = $1 AND municipality_id = $2 AND to_day IS NULL AND from_day <= $3",
        )
        .with(id)
        .with(scope.municipality())
        .with(day::number(on))
        .run_one(&self.0)
        .await
    }
}
