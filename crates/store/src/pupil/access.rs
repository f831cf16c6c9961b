//! Who can see a pupil, and who has looked.

use balsts_domain::access::Scope;
use sea_orm::FromQueryResult;

use crate::{AssignmentRow, Result, Store, day, reach, sql::Sql};

/// A role of somebody who has an account in the municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatcherRow {
    /// Name of the person.
    pub name: String,
    /// The role.
    pub assignment: AssignmentRow,
}

impl FromQueryResult for WatcherRow {
    fn from_query_result(
        row: &sea_orm::QueryResult,
        prefix: &str,
    ) -> std::result::Result<Self, sea_orm::DbErr> {
        Ok(Self {
            name: row.try_get(prefix, "name")?,
            assignment: AssignmentRow::from_query_result(row, prefix)?,
        })
    }
}

/// Somebody opened the pupil's record.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LookRow {
    /// When.
    pub at: i64,
    /// Kind of actor.
    pub actor: String,
    /// Name of the person, if there is an account.
    pub user_name: Option<String>,
    /// Verb.
    pub action: String,
    /// Identifiers and codes.
    pub detail: String,
}

impl Store {
    /// All roles of people with an account in force, by name. Which of them reach a pupil is the access table's to say.
    pub async fn watchers(&self, scope: &Scope) -> Result<Vec<WatcherRow>> {
        let mut sql = Sql::new(
            "SELECT u.name, a.id, a.user_id, a.role, a.speciality, a.institution_id, a.class, a.from_day, a.to_day FROM users u JOIN \
             (SELECT id, user_id, role, speciality, institution_id, class, from_day, to_day FROM assignments UNION ALL \
             SELECT -t.id, o.id, 'class_teacher', NULL, t.institution_id, t.class, t.from_day, t.to_day FROM class_teachers t \
             JOIN users o ON o.email = t.email JOIN institutions i ON i.id = t.institution_id \
             AND i.municipality_id = o.municipality_id WHERE t.ended_load_id IS NULL) a ON a.user_id = u.id \
             WHERE u.disabled_at IS NULL AND u.municipality_id = ",
        );
        sql.bind(scope.municipality())
            .push(" ORDER BY u.name, u.id, a.role, a.id");
        sql.all(self.reading()).await
    }

    /// Accounts to which a meeting tells of the pupil, of those of the pupil's cases that the scope reaches. It mirrors what
    /// `reach::meeting_items` lets each of them read.
    pub async fn heard_by(&self, scope: &Scope, pupil: i64) -> Result<Vec<i64>> {
        let mut sql = Sql::new(
            "SELECT DISTINCT b.user_id FROM agenda_items i JOIN cases c ON c.id = i.case_id JOIN meetings m ON m.id = i.meeting_id \
             JOIN body_members b ON b.body_id = m.body_id AND b.to_day IS NULL AND b.user_id IS NOT NULL \
             LEFT JOIN meeting_participants p ON p.meeting_id = m.id AND p.member_id = b.id WHERE (b.right_code IN ('chair', 'secretary') \
             OR (p.member_id IS NOT NULL AND m.state <> 'planned' AND (b.right_code = 'member' OR m.state <> 'closed') \
             AND (NOT p.by_item OR EXISTS (SELECT 1 FROM meeting_invitations a WHERE a.member_id = b.id AND a.item_id = i.id)))) \
             AND i.pupil_id = ",
        );
        sql.bind(pupil).push(" AND ");
        reach::cases(&mut sql, scope, "c");
        sql.push(" AND ");
        // Of a case that is older than an adoption nobody there gets the child's name of today.
        reach::not_before_adoption(&mut sql, "c", day::number(scope.on()));
        sql.push(" ORDER BY b.user_id");
        sql.integers(self.reading()).await
    }

    /// Who has looked at or changed a pupil's record, the newest first.
    pub async fn pupil_looks(&self, scope: &Scope, pupil: i64, most: u64) -> Result<Vec<LookRow>> {
        let mut sql = Sql::new(
            "SELECT e.at, e.actor, u.name AS user_name, e.action, e.detail FROM audit_entries e LEFT JOIN users u ON u.id = e.user_id \
             WHERE e.subject = 'pupil' AND e.subject_id = ",
        );
        sql.bind(pupil).push(" AND ");
        reach::pupils(&mut sql, scope, "e.subject_id");
        sql.push(" ORDER BY e.seq DESC LIMIT ").bind(most as i64);
        sql.all(self.reading()).await
    }
}
