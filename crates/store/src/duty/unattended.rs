//! Institutions that are asked for something and have nobody in the program who could do it.

use balsts_domain::access::Scope;
use sea_orm::FromQueryResult;

use crate::{Result, Store, day, reach, sql::Sql};

/// An institution with open work and without anybody who acts for it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct UnattendedRow {
    /// Its code, a part of addresses.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its open duties that anybody may know of.
    pub duties: i64,
    /// The day of the first of them; none where there are none.
    pub earliest_day: Option<i64>,
    /// Open cases in which it takes part.
    pub cases: i64,
}

/// The open duties `d` of the institution `i`; what follows from a child's circumstances is not among them.
const OPEN: &str = "FROM duties d WHERE d.municipality_id = i.municipality_id AND d.institution_id = i.id AND d.done_at IS NULL \
    AND d.withdrawn_at IS NULL AND d.restricted = FALSE AND COALESCE(d.party, 'school') = 'school'";
/// Its parts `t` in open cases.
const PARTS: &str = "FROM case_parts t JOIN cases c ON c.id = t.case_id WHERE t.institution_id = i.id AND t.ended_at IS NULL \
    AND c.state <> 'closed'";

impl Store {
    /// Institutions that the scope reaches with open duties or a part in an open case, where no account holds one of the roles on the day.
    pub async fn unattended(&self, scope: &Scope, roles: &[&str]) -> Result<Vec<UnattendedRow>> {
        let today = day::number(scope.on());
        let mut sql = Sql::new(&format!(
            "SELECT i.code, n.name, CAST((SELECT COUNT(*) {OPEN}) AS BIGINT) AS duties, \
             (SELECT MIN(d.due_day) {OPEN}) AS earliest_day, CAST((SELECT COUNT(*) {PARTS}) AS BIGINT) AS cases \
             FROM institutions i JOIN institution_records n ON n.institution_id = i.id AND n.ended_load_id IS NULL \
             AND n.valid_to IS NULL WHERE "
        ));
        reach::institutions(&mut sql, scope, "i.id");
        sql.push(
            " AND NOT EXISTS (SELECT 1 FROM assignments held JOIN users u ON u.id = held.user_id WHERE u.disabled_at IS NULL \
             AND held.institution_id = i.id AND (held.from_day IS NULL OR held.from_day <= ",
        )
        .bind(today)
        .push(") AND (held.to_day IS NULL OR held.to_day >= ")
        .bind(today)
        .push(") AND held.role IN ");
        sql.bind_list(roles.iter().copied());
        sql.push(&format!(
            ") AND (EXISTS (SELECT 1 {OPEN}) OR EXISTS (SELECT 1 {PARTS})) ORDER BY n.name, i.id"
        ));
        sql.all(self.reading()).await
    }
}
