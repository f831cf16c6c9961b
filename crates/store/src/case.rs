//! Cases: one row that changes with every step, beside it what never changes (steps, forms, circumstances) and what is answered (reports).
//! Every reading takes the scope of its own resource.

mod duty;
mod group;
mod list;
mod parts;
mod protection;
mod report;
mod without;
mod write;

use balsts_domain::{
    access::{Reach, Role, Scope},
    cases::Party,
};
use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, day, reach, sql::Sql};

pub use duty::CaseDuty;
pub use group::GroupLeader;
pub use list::{AuthoritySpan, CaseCount, CaseFilter, ProtocolSum};
pub use parts::{CaseCircumstanceRow, CaseEventRow, CaseFormRow, CasePartRow, CasePerson};
pub use protection::ProtectionRow;
pub use report::{CaseReportRow, NewReport};
pub use without::{LookedFor, WithoutCaseRow};
pub use write::{CaseStep, NewCase, NewCasePart};

/// A case as it stands.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CaseRow {
    /// Identifier.
    pub id: i64,
    /// Part of its address.
    pub public_id: String,
    /// Pupil.
    pub pupil_id: i64,
    /// Part of the pupil's address.
    pub pupil_public_id: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Birth date; for the rule of coming of age, shown to nobody through a case.
    pub birth_day: Option<i64>,
    /// Where the pupil lives now.
    pub declared_municipality: Option<String>,
    /// Class today.
    pub class: Option<String>,
    /// Where the pupil is enrolled today.
    pub enrolled_at: Option<i64>,
    /// The school that the case belongs to.
    pub institution_id: Option<i64>,
    /// Its name.
    pub institution: Option<String>,
    /// Its code, a part of addresses.
    pub institution_code: Option<String>,
    /// Kind.
    pub kind: String,
    /// State.
    pub state: String,
    /// Since when it is in that state.
    pub state_day: i64,
    /// Lead institution.
    pub lead: String,
    /// Who answers for it.
    pub owner_id: i64,
    /// Their name.
    pub owner: String,
    /// Their account is disabled, or they hold no role any more in which they take part: somebody else has to be named.
    pub owner_gone: bool,
    /// When it is looked at next.
    pub next_day: Option<i64>,
    /// The institution asked to lead.
    pub asked: Option<String>,
    /// Who acts for the lead.
    pub delegate_id: Option<i64>,
    /// Their name.
    pub delegate: Option<String>,
    /// Until when.
    pub delegate_day: Option<i64>,
    /// How it ended.
    pub outcome: Option<String>,
    /// When it was opened.
    pub opened_day: i64,
    /// When it was closed.
    pub closed_day: Option<i64>,
    /// When a danger was last reported.
    pub danger_at: Option<i64>,
    /// The report of staff it was opened from.
    pub concern_id: Option<i64>,
    /// Grows with every step.
    pub version: i64,
}

/// A condition: the account `o` holds, on the bound day, a role in which somebody takes part in case `c`.
fn owner_takes_part(sql: &mut Sql, today: i64) {
    let mut parties = String::new();
    for role in Role::ALL {
        if let Some(party) = Party::of(role) {
            parties.push_str(&format!(" WHEN '{}' THEN '{}'", role.code(), party.code()));
        }
    }
    sql.push(
        "EXISTS (SELECT 1 FROM assignments held JOIN case_parts t ON t.case_id = c.id AND t.ended_at IS NULL \
         WHERE held.user_id = o.id AND (held.from_day IS NULL OR held.from_day <= ",
    );
    sql.bind(today)
        .push(") AND (held.to_day IS NULL OR held.to_day >= ")
        .bind(today);
    sql.push(") AND (t.institution_id IS NULL OR t.institution_id = held.institution_id) AND t.party = CASE held.role")
        .push(&parties)
        .push(" END)");
}

/// Columns of [`CaseRow`], with the enrolment and the roles of the day.
fn select(today: i64) -> Sql {
    let mut sql = Sql::new(
        "SELECT c.id, c.public_id, c.pupil_id, p.public_id AS pupil_public_id, r.given_name, r.family_name, \
         r.birth_date AS birth_day, r.declared_municipality, e.class, e.institution_id AS enrolled_at, c.institution_id, \
         (SELECT MAX(n.name) FROM institution_records n WHERE n.institution_id = c.institution_id \
         AND n.ended_load_id IS NULL AND n.valid_to IS NULL) AS institution, \
         (SELECT i.code FROM institutions i WHERE i.id = c.institution_id) AS institution_code, c.kind, c.state, c.state_day, c.lead, c.owner_id, \
         o.name AS owner, (o.disabled_at IS NOT NULL OR NOT ",
    );
    owner_takes_part(&mut sql, today);
    sql.push(
        ") AS owner_gone, c.next_day, c.asked, c.delegate_id, d.name AS delegate, \
         c.delegate_day, c.outcome, c.opened_day, c.closed_day, c.danger_at, c.concern_id, c.version FROM cases c \
         JOIN pupils p ON p.id = c.pupil_id \
         JOIN pupil_records r ON r.pupil_id = c.pupil_id AND r.ended_load_id IS NULL JOIN users o ON o.id = c.owner_id \
         LEFT JOIN users d ON d.id = c.delegate_id \
         LEFT JOIN enrolments e ON e.id = (SELECT MAX(l.id) FROM enrolments l WHERE l.pupil_id = c.pupil_id \
         AND l.ended_load_id IS NULL AND l.from_day <= ",
    );
    sql.bind(today)
        .push(" AND (l.to_day IS NULL OR l.to_day >= ")
        .bind(today);
    sql.push(")) WHERE ");
    sql
}

/// Every case of the municipality, for a scope that reaches all of it; none for any other.
fn whole_municipality(sql: &mut Sql, scope: &Scope) {
    if !scope.reach().contains(&Reach::Municipality) {
        sql.push("FALSE AND ");
    }
    sql.push("c.municipality_id = ").bind(scope.municipality());
}

impl Store {
    /// One case by its part of the address.
    pub async fn case(&self, scope: &Scope, public_id: &str) -> Result<CaseRow> {
        let mut sql = select(day::number(scope.on()));
        reach::cases(&mut sql, scope, "c");
        sql.push(" AND c.public_id = ").bind(public_id);
        sql.one(self.reading()).await?.ok_or(StoreError::NotFound)
    }

    /// The cases of a pupil that the scope reaches, the open one first.
    pub async fn cases_of(&self, scope: &Scope, pupil: i64) -> Result<Vec<CaseRow>> {
        let mut sql = select(day::number(scope.on()));
        reach::cases(&mut sql, scope, "c");
        sql.push(" AND c.pupil_id = ").bind(pupil);
        sql.push(" ORDER BY (c.closed_day IS NULL) DESC, c.opened_day DESC, c.id DESC");
        sql.all(self.reading()).await
    }

    /// Open cases of a municipality that the program looks at when the day turns, also those that an adoption keeps secret.
    pub async fn open_cases(&self, scope: &Scope) -> Result<Vec<CaseRow>> {
        let mut sql = select(day::number(scope.on()));
        whole_municipality(&mut sql, scope);
        sql.push(" AND c.state <> 'closed' ORDER BY c.id");
        sql.all(self.reading()).await
    }

    /// The open case of a pupil, for the program: what is told of a child joins it, whoever tells it.
    pub async fn open_case_of(&self, scope: &Scope, pupil: i64) -> Result<Option<CaseRow>> {
        let mut sql = select(day::number(scope.on()));
        whole_municipality(&mut sql, scope);
        sql.push(" AND c.state <> 'closed' AND c.pupil_id = ").bind(pupil);
        sql.one(self.reading()).await
    }

    /// The last day on which the child of a case was on the list of an institution that is none of `besides`: the day of the scope while the
    /// child is on one, none for a child who never was.
    pub async fn last_day_on_a_list(&self, scope: &Scope, case: i64, besides: &[i64]) -> Result<Option<i64>> {
        let today = day::number(scope.on());
        let mut sql = Sql::new("SELECT MAX(CASE WHEN l.to_day < ");
        sql.bind(today)
            .push(" THEN l.to_day ELSE ")
            .bind(today)
            .push(
                " END) FROM cases c JOIN enrolments l ON l.pupil_id = c.pupil_id AND l.ended_load_id IS NULL WHERE ",
            );
        reach::cases(&mut sql, scope, "c");
        sql.push(" AND c.id = ").bind(case);
        sql.push(" AND l.from_day <= ").bind(today);
        if !besides.is_empty() {
            sql.push(" AND l.institution_id NOT IN ")
                .bind_list(besides.iter().copied());
        }
        sql.integer(self.reading()).await
    }

    /// Whether a support plan of a pupil was approved, or declined by the family, and its semester had not ended by a day.
    pub async fn has_plan_since(&self, scope: &Scope, pupil: i64, day: i64) -> Result<bool> {
        let mut sql = Sql::new(
            "SELECT MIN(s.id) FROM plans s WHERE (s.in_force_day IS NOT NULL OR s.state = 'declined') AND s.pupil_id = ",
        );
        sql.bind(pupil).push(" AND s.to_day >= ").bind(day);
        sql.push(" AND ");
        reach::pupils(&mut sql, scope, "s.pupil_id");
        Ok(sql.integer(self.reading()).await?.is_some())
    }
}
