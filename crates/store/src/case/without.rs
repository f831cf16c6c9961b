//! Pupils about whom there is no case, with what tells whether the social service is to be involved.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, day, reach, sql::Sql};

/// A pupil without a case, with what is recorded.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct WithoutCaseRow {
    /// Part of the address.
    pub public_id: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Class.
    pub class: Option<String>,
    /// Social difficulties are known.
    pub social: bool,
    /// Use of substances is known.
    pub substances: bool,
    /// Unexcused lessons since the day asked for.
    pub unexcused: i64,
}

/// What is looked for, by its codes.
#[derive(Debug, Clone, Copy)]
pub struct LookedFor<'a> {
    /// Circumstances that are social difficulties.
    pub social: &'a [&'static str],
    /// The circumstance that is use of substances.
    pub substances: &'static str,
    /// Kinds of absence that count.
    pub unexcused: &'a [i64],
    /// From which day on they count.
    pub since: Date,
}

/// Appends: one of these circumstances of the pupil `p` is recorded and not over.
fn known(sql: &mut Sql, kinds: impl IntoIterator<Item = &'static str>, today: i64) {
    sql.push(
        "EXISTS (SELECT 1 FROM circumstances c WHERE c.pupil_id = p.id AND c.ended_load_id IS NULL AND (c.to_day IS NULL OR c.to_day >= ",
    );
    sql.bind(today).push(") AND c.kind IN ");
    sql.bind_list(kinds).push(")");
}

impl Store {
    /// Pupils on a list that the scope of circumstances reaches, with social difficulties or use of substances on record, about whom no case is open
    /// and none was opened since the day asked for, as far as the scope of cases reaches them. By name.
    pub async fn pupils_without_case(
        &self,
        circumstances: &Scope,
        attendance: &Scope,
        cases: &Scope,
        what: LookedFor<'_>,
    ) -> Result<Vec<WithoutCaseRow>> {
        let today = day::number(circumstances.on());
        let mut sql =
            Sql::new("SELECT p.public_id, r.given_name, r.family_name, MAX(e.class) AS class, CASE WHEN ");
        known(&mut sql, what.social.iter().copied(), today);
        sql.push(" THEN TRUE ELSE FALSE END AS social, CASE WHEN ");
        known(&mut sql, [what.substances], today);
        sql.push(
            " THEN TRUE ELSE FALSE END AS substances, CAST((SELECT COUNT(*) FROM absences a WHERE a.pupil_id = p.id \
             AND a.ended_load_id IS NULL AND a.day >= ",
        );
        sql.bind(day::number(what.since)).push(" AND a.kind IN ");
        sql.bind_list(what.unexcused.iter().copied());
        sql.push(
            ") AS BIGINT) AS unexcused FROM enrolments e JOIN pupils p ON p.id = e.pupil_id \
             JOIN pupil_records r ON r.pupil_id = p.id AND r.ended_load_id IS NULL WHERE ",
        );
        reach::enrolments(&mut sql, circumstances, "e");
        sql.push(" AND ");
        let either = what.social.iter().copied().chain([what.substances]);
        known(&mut sql, either, today);
        sql.push(" AND ");
        reach::pupils(&mut sql, attendance, "p.id");
        sql.push(
            " AND NOT EXISTS (SELECT 1 FROM cases k WHERE k.pupil_id = p.id AND (k.closed_day IS NULL OR k.opened_day >= ",
        );
        sql.bind(day::number(what.since)).push(") AND ");
        reach::cases(&mut sql, cases, "k");
        sql.push(
            ") GROUP BY p.id, p.public_id, r.given_name, r.family_name, r.sort_key ORDER BY r.sort_key, p.id",
        );
        sql.all(self.reading()).await
    }
}
