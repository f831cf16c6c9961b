//! Whom to remind of how many duties: counts by person, in one statement.

use balsts_domain::{
    access::{Action, Resource, Role, Scope, grant},
    cases::Party,
    duties::DutyCode,
};
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, day, sql::Sql};

/// A person and how many duties of theirs fell due in a stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct DueCount {
    /// Account.
    pub user_id: i64,
    /// Duties.
    pub number: i64,
}

impl Store {
    /// Open duties due from a day to a day, both included, counted by the people on whom they fall. Duties that hint at circumstances are
    /// counted for those alone who may know of these.
    pub async fn due_counts(&self, scope: &Scope, from: Option<Date>, to: Date) -> Result<Vec<DueCount>> {
        let on = day::number(scope.on());
        let mut sql = Sql::new(
            "SELECT h.user_id, CAST(COUNT(DISTINCT d.id) AS BIGINT) AS number FROM duties d JOIN ( \
             SELECT user_id, role, institution_id, class, from_day, to_day FROM assignments UNION ALL \
             SELECT u.id, 'class_teacher', t.institution_id, t.class, t.from_day, t.to_day FROM class_teachers t \
             JOIN users u ON u.email = t.email WHERE t.ended_load_id IS NULL) h \
             ON (h.institution_id IS NULL OR h.institution_id = d.institution_id) \
             JOIN users u ON u.id = h.user_id AND u.disabled_at IS NULL AND u.municipality_id = d.municipality_id \
             WHERE d.done_at IS NULL AND d.withdrawn_at IS NULL AND d.municipality_id = ",
        );
        sql.bind(scope.municipality());
        sql.push(" AND d.due_day <= ").bind(day::number(to));
        if let Some(from) = from {
            sql.push(" AND d.due_day >= ").bind(day::number(from));
        }
        sql.push(" AND (h.from_day IS NULL OR h.from_day <= ").bind(on);
        sql.push(") AND (h.to_day IS NULL OR h.to_day >= ").bind(on);
        sql.push(
            ") AND (h.class IS NULL OR EXISTS (SELECT 1 FROM enrolments e WHERE e.pupil_id = d.pupil_id \
             AND e.institution_id = h.institution_id AND e.class = h.class AND e.ended_load_id IS NULL \
             AND (e.to_day IS NULL OR e.to_day >= ",
        );
        sql.bind(on).push("))) AND (d.restricted = FALSE OR h.role IN ");
        sql.bind_list(
            Role::ALL
                .into_iter()
                .filter(|role| grant(*role, Action::Read, Resource::Circumstances).is_some())
                .map(Role::code),
        );
        sql.push(") AND (FALSE");
        for code in DutyCode::ALL {
            sql.push(" OR (d.code = ").bind(code.code());
            sql.push(" AND h.role IN ").bind_list(code.who().iter().copied());
            sql.push(")");
        }
        // A duty of a case falls on the institution whose step it is.
        for party in Party::ALL {
            sql.push(" OR (d.case_id IS NOT NULL AND d.party = ")
                .bind(party.code());
            sql.push(" AND h.role IN ").bind_list(
                Role::ALL
                    .into_iter()
                    .filter(|role| Party::of(*role) == Some(*party))
                    .map(Role::code),
            );
            sql.push(")");
        }
        sql.push(") GROUP BY h.user_id ORDER BY h.user_id");
        sql.all(self.reading()).await
    }
}
