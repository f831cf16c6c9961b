//! The register of cases, and how many there are without names.

use balsts_domain::{
    access::{Reach, Scope},
    cases::{CaseKind, FormKind},
};
use sea_orm::FromQueryResult;

use super::{CaseRow, select};
use crate::{Result, Store, day, reach, sql::Sql};

/// A choice of cases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// Closed ones instead of open ones.
    pub closed: bool,
    /// In one state.
    pub state: Option<String>,
    /// With one lead.
    pub lead: Option<String>,
    /// Only those whose date has passed.
    pub overdue: bool,
    /// Day and id after which to go on.
    pub after: Option<(i64, i64)>,
}

/// How many cases of a kind are in a state, with a lead; for statistics without names.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CaseCount {
    /// Kind.
    pub kind: String,
    /// State.
    pub state: String,
    /// Lead.
    pub lead: String,
    /// Outcome of closed ones.
    pub outcome: Option<String>,
    /// How many.
    pub cases: i64,
    /// How many of them have passed their date.
    pub overdue: i64,
    /// Days they are or were open, summed.
    pub days: i64,
}

/// From when to when an authority has recorded anything.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AuthoritySpan {
    /// Code of the party.
    pub party: Option<String>,
    /// The day of its first record.
    pub first_day: i64,
    /// The day of its newest record.
    pub last_day: i64,
}

/// Decisions on administrative protocols, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromQueryResult)]
pub struct ProtocolSum {
    /// The institution that wrote them down; none for all together.
    pub party: Option<String>,
    /// How many.
    pub protocols: i64,
    /// How many children they are about.
    pub children: i64,
}

impl Store {
    /// Cases that the scope reaches: open ones by their next date, closed ones by when they were closed, the newest first.
    pub async fn cases(&self, scope: &Scope, filter: &CaseFilter, most: u64) -> Result<Vec<CaseRow>> {
        let today = day::number(scope.on());
        let mut sql = select(today);
        reach::cases(&mut sql, scope, "c");
        sql.push(if filter.closed {
            " AND c.state = 'closed'"
        } else {
            " AND c.state <> 'closed'"
        });
        if let Some(state) = &filter.state {
            sql.push(" AND c.state = ").bind(state.as_str());
        }
        if let Some(lead) = &filter.lead {
            sql.push(" AND c.lead = ").bind(lead.as_str());
        }
        if filter.overdue {
            sql.push(" AND c.next_day < ").bind(today);
        }
        if let Some((at, id)) = filter.after {
            sql.push(if filter.closed {
                " AND (-c.closed_day, c.id) > ("
            } else {
                " AND (c.next_day, c.id) > ("
            });
            sql.bind(at).push(", ").bind(id).push(")");
        }
        sql.push(if filter.closed {
            " ORDER BY -c.closed_day, c.id LIMIT "
        } else {
            " ORDER BY c.next_day, c.id LIMIT "
        });
        sql.bind(most as i64);
        sql.all(self.reading()).await
    }

    /// Cases opened within days, counted; the scope is one on statistics.
    pub async fn case_counts(&self, scope: &Scope, from: i64, to: i64) -> Result<Vec<CaseCount>> {
        let today = day::number(scope.on());
        let mut sql = Sql::new(
            "SELECT c.kind, c.state, c.lead, c.outcome, CAST(COUNT(*) AS BIGINT) AS cases, \
             CAST(SUM(CASE WHEN c.next_day < ",
        );
        sql.bind(today)
            .push(" THEN 1 ELSE 0 END) AS BIGINT) AS overdue, CAST(SUM(COALESCE(c.closed_day, ")
            .bind(today);
        sql.push(") - c.opened_day) AS BIGINT) AS days FROM cases c WHERE c.municipality_id = ")
            .bind(scope.municipality());
        if !scope.reach().contains(&Reach::Municipality) {
            sql.push(" AND ");
            reach::institutions(&mut sql, scope, "c.institution_id");
        }
        sql.push(" AND c.opened_day >= ").bind(from);
        sql.push(" AND c.opened_day <= ").bind(to);
        sql.push(" GROUP BY c.kind, c.state, c.lead, c.outcome ORDER BY c.kind, c.state, c.lead, c.outcome");
        sql.all(self.reading()).await
    }

    /// Decisions on administrative protocols that were written down in cases within days, by institution and together; the scope is one on
    /// statistics.
    pub async fn protocol_sums(&self, scope: &Scope, from: i64, to: i64) -> Result<Vec<ProtocolSum>> {
        let mut sums = Vec::new();
        for (party, group) in [("f.party", " GROUP BY f.party ORDER BY f.party"), ("NULL", "")] {
            let mut sql = Sql::new(&format!(
                "SELECT CAST({party} AS TEXT) AS party, CAST(COUNT(*) AS BIGINT) AS protocols, \
                 CAST(COUNT(DISTINCT c.pupil_id) AS BIGINT) AS children FROM case_forms f JOIN cases c ON c.id = f.case_id \
                 WHERE f.kind = "
            ));
            sql.bind(FormKind::Administrative.code())
                .push(" AND c.municipality_id = ")
                .bind(scope.municipality());
            if !scope.reach().contains(&Reach::Municipality) {
                sql.push(" AND ");
                reach::institutions(&mut sql, scope, "c.institution_id");
            }
            sql.push(" AND f.at / 86400000000 >= ").bind(from);
            sql.push(" AND f.at / 86400000000 <= ").bind(to);
            sql.push(group);
            sums.extend(sql.all::<ProtocolSum>(self.reading()).await?);
        }
        Ok(sums)
    }

    /// From when to when each authority has recorded anything: decisions on administrative protocols by party, and separations from the family under
    /// `custody`; the scope is one on statistics. An authority that never recorded anything has no span.
    pub async fn authority_spans(&self, scope: &Scope, custody: &'static str) -> Result<Vec<AuthoritySpan>> {
        let within = |sql: &mut Sql| {
            sql.push("c.municipality_id = ").bind(scope.municipality());
            if !scope.reach().contains(&Reach::Municipality) {
                sql.push(" AND ");
                reach::institutions(sql, scope, "c.institution_id");
            }
        };
        let mut sql = Sql::new(
            "SELECT CAST(f.party AS TEXT) AS party, CAST(MIN(f.at / 86400000000) AS BIGINT) AS first_day, \
             CAST(MAX(f.at / 86400000000) AS BIGINT) AS last_day FROM case_forms f JOIN cases c ON c.id = f.case_id WHERE f.kind = ",
        );
        sql.bind(FormKind::Administrative.code()).push(" AND ");
        within(&mut sql);
        sql.push(" GROUP BY f.party ORDER BY f.party");
        let mut spans: Vec<AuthoritySpan> = sql.all(self.reading()).await?;
        let mut sql = Sql::new("SELECT CAST(");
        sql.bind(custody).push(
            " AS TEXT) AS party, CAST(MIN(c.opened_day) AS BIGINT) AS first_day, CAST(MAX(c.opened_day) AS BIGINT) AS last_day \
             FROM cases c WHERE c.kind = ",
        );
        sql.bind(CaseKind::Separation.code()).push(" AND ");
        within(&mut sql);
        sql.push(" GROUP BY c.kind");
        spans.extend(sql.all::<AuthoritySpan>(self.reading()).await?);
        Ok(spans)
    }

    /// Causes of a social kind that institutions recorded in cases, counted.
    pub async fn case_cause_counts(&self, scope: &Scope, from: i64, to: i64) -> Result<Vec<(String, i64)>> {
        #[derive(FromQueryResult)]
        struct Cause {
            kind: String,
            cases: i64,
        }
        let mut sql = Sql::new(
            "SELECT x.kind, CAST(COUNT(DISTINCT x.case_id) AS BIGINT) AS cases FROM case_circumstances x \
             JOIN cases c ON c.id = x.case_id WHERE c.municipality_id = ",
        );
        sql.bind(scope.municipality());
        if !scope.reach().contains(&Reach::Municipality) {
            sql.push(" AND ");
            reach::institutions(&mut sql, scope, "c.institution_id");
        }
        sql.push(" AND c.opened_day >= ").bind(from);
        sql.push(" AND c.opened_day <= ").bind(to);
        sql.push(" GROUP BY x.kind ORDER BY x.kind");
        let rows = sql.all::<Cause>(self.reading()).await?;
        Ok(rows.into_iter().map(|row| (row.kind, row.cases)).collect())
    }
}
