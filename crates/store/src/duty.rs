//! Duties: what law, rules and reports ask, for whom and by when. Opened and withdrawn by the assessment and by concerns; done by people.

mod unattended;

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, Writing, day, reach, sealed::DUTY_NOTE, sql::Sql};

pub use unattended::UnattendedRow;

/// Which duties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DutyState {
    /// Neither done nor withdrawn.
    #[default]
    Open,
    /// Open and past the due day.
    Overdue,
    /// Done.
    Done,
}

/// A choice of duties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DutyFilter {
    /// State.
    pub state: DutyState,
    /// Code of the duty.
    pub code: Option<String>,
    /// Institution.
    pub institution: Option<i64>,
    /// One pupil.
    pub pupil: Option<i64>,
    /// One duty.
    pub id: Option<i64>,
    /// Place of the last one shown, after which to go on.
    pub after: Option<DutyPlace>,
}

/// A duty as shown.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct DutyRow {
    /// Identifier.
    pub id: i64,
    /// Code.
    pub code: String,
    /// What the rule says of it, as JSON.
    pub detail: String,
    /// Due day.
    pub due_day: i64,
    /// Institution.
    pub institution_id: Option<i64>,
    /// Its name.
    pub institution: Option<String>,
    /// Part of the pupil's address.
    pub public_id: Option<String>,
    /// Whether the reader may open the pupil: a school is not led to a child that has left it.
    pub opens_pupil: bool,
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Class.
    pub class: Option<String>,
    /// The concern it comes from.
    pub concern_id: Option<i64>,
    /// The support plan it comes from.
    pub plan_id: Option<i64>,
    /// Part of the address of the case it belongs to.
    pub case_public_id: Option<String>,
    /// When it was done.
    pub done_at: Option<i64>,
    /// Who did it.
    pub done_by: Option<String>,
    /// What was done.
    pub done_note: Option<String>,
    /// Why the pupil was absent, as an absence's kind, where the duty was to find out.
    pub done_reason: Option<String>,
}

/// The place of a duty in the list: a child in danger stands first, then what is due first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyPlace {
    /// 0 for a child in danger, else 1.
    pub rank: i64,
    /// Due day.
    pub due_day: i64,
    /// Identifier.
    pub id: i64,
}

impl DutyRow {
    /// Its place in the list.
    pub fn place(&self) -> DutyPlace {
        let in_danger = self.code == "protect_child" && self.done_at.is_none();
        DutyPlace {
            rank: i64::from(!in_danger),
            due_day: self.due_day,
            id: self.id,
        }
    }
}

const RANK: &str = "CASE WHEN d.code = 'protect_child' AND d.done_at IS NULL THEN 0 ELSE 1 END";

/// What institutions around the school owe in a case is not late work of a school.
const OF_SCHOOLS: &str = "COALESCE(d.party, 'school') = 'school' AND ";

/// Which of the duties within reach exist for a reader.
#[derive(Debug, Clone, Default)]
pub struct DutySight {
    /// Where the reader is entitled to circumstances: duties that follow from these exist for nobody else.
    pub circumstances: Option<Scope>,
    /// Which cases the reader reaches: a duty of a case exists for nobody else.
    pub cases: Option<Scope>,
    /// Codes of duties that are others' work.
    pub of_others: &'static [&'static str],
}

/// `duty` is the table or its alias.
pub(crate) fn visible(sql: &mut Sql, sight: &DutySight, duty: &str) {
    if !sight.of_others.is_empty() {
        sql.push(" AND ").push(duty).push(".code NOT IN ");
        sql.bind_list(sight.of_others.iter().copied());
    }
    sql.push(" AND (").push(duty).push(".restricted = FALSE");
    if let Some(scope) = &sight.circumstances {
        sql.push(" OR ");
        reach::pupils(sql, scope, &format!("{duty}.pupil_id"));
        reach::or_of_left(sql, scope, duty);
    }
    sql.push(")");
}

impl Store {
    /// Duties that the scope reaches: children in danger first, then by due day.
    pub async fn duties(
        &self,
        scope: &Scope,
        sight: &DutySight,
        filter: &DutyFilter,
        most: u64,
    ) -> Result<Vec<DutyRow>> {
        let mut sql = Sql::new(
            "SELECT d.id, d.code, d.detail, d.due_day, d.institution_id, n.name AS institution, p.public_id, r.given_name, \
             r.family_name, e.class, d.concern_id, d.plan_id, k.public_id AS case_public_id, d.done_at, u.name AS done_by, d.done_note, \
             d.done_reason, ",
        );
        reach::pupils(&mut sql, scope, "d.pupil_id");
        sql.push(
            " AS opens_pupil FROM duties d LEFT JOIN cases k ON k.id = d.case_id \
             LEFT JOIN institution_records n ON n.institution_id = d.institution_id AND n.ended_load_id IS NULL \
             AND n.valid_to IS NULL LEFT JOIN pupils p ON p.id = d.pupil_id \
             LEFT JOIN pupil_records r ON r.pupil_id = d.pupil_id AND r.ended_load_id IS NULL \
             LEFT JOIN enrolments e ON e.id = (SELECT MAX(l.id) FROM enrolments l WHERE l.pupil_id = d.pupil_id \
             AND l.institution_id = d.institution_id AND l.ended_load_id IS NULL) \
             LEFT JOIN users u ON u.id = d.done_by_id WHERE d.withdrawn_at IS NULL AND d.municipality_id = ",
        );
        sql.bind(scope.municipality());
        sql.push(" AND ");
        reach::duties(&mut sql, scope, sight.cases.as_ref(), "d");
        visible(&mut sql, sight, "d");
        match filter.state {
            DutyState::Open => {
                sql.push(" AND d.done_at IS NULL");
            }
            DutyState::Overdue => {
                sql.push(" AND d.done_at IS NULL AND d.due_day < ")
                    .bind(day::number(scope.on()));
            }
            DutyState::Done => {
                sql.push(" AND d.done_at IS NOT NULL");
            }
        }
        if let Some(code) = &filter.code {
            sql.push(" AND d.code = ").bind(code.as_str());
        }
        if let Some(institution) = filter.institution {
            sql.push(" AND d.institution_id = ").bind(institution);
        }
        if let Some(pupil) = filter.pupil {
            sql.push(" AND d.pupil_id = ").bind(pupil);
        }
        if let Some(id) = filter.id {
            sql.push(" AND d.id = ").bind(id);
        }
        if let Some(after) = filter.after {
            sql.push(" AND (").push(RANK).push(", d.due_day, d.id) > (");
            sql.bind(after.rank)
                .push(", ")
                .bind(after.due_day)
                .push(", ")
                .bind(after.id);
            sql.push(")");
        }
        sql.push(" ORDER BY ").push(RANK).push(", d.due_day, d.id LIMIT ");
        sql.bind(most as i64);
        self.opened_duties(sql.all(self.reading()).await?)
    }

    /// Duties with their notes opened.
    pub(crate) fn opened_duties(&self, mut rows: Vec<DutyRow>) -> Result<Vec<DutyRow>> {
        for row in &mut rows {
            DUTY_NOTE.reveal_maybe(self.key()?, row.id, &mut row.done_note)?;
        }
        Ok(rows)
    }

    /// How many open duties of each code there are, and how many are overdue.
    pub async fn duty_counts(&self, scope: &Scope, sight: &DutySight) -> Result<Vec<DutyCount>> {
        self.counted(scope, |sql| {
            sql.push("d.municipality_id = ").bind(scope.municipality());
            sql.push(" AND ");
            reach::duties(sql, scope, sight.cases.as_ref(), "d");
            visible(sql, sight, "d");
        })
        .await
    }

    /// The same for readers of figures: duties that follow from circumstances are not among them.
    pub async fn overdue_sums(&self, scope: &Scope) -> Result<Vec<DutyCount>> {
        self.counted(scope, |sql| {
            sql.push("d.restricted = FALSE AND ").push(OF_SCHOOLS);
            reach::institutions(sql, scope, "d.institution_id");
        })
        .await
    }

    /// How many of the duties that are overdue now were due on this day or later: what has become late since.
    pub async fn overdue_since(&self, scope: &Scope, from: Date) -> Result<i64> {
        let sums = self
            .counted(scope, |sql| {
                sql.push("d.restricted = FALSE AND ")
                    .push(OF_SCHOOLS)
                    .push("d.due_day >= ")
                    .bind(day::number(from))
                    .push(" AND ");
                reach::institutions(sql, scope, "d.institution_id");
            })
            .await?;
        Ok(sums.iter().map(|sum| sum.overdue).sum())
    }

    async fn counted(&self, scope: &Scope, chosen: impl FnOnce(&mut Sql)) -> Result<Vec<DutyCount>> {
        let mut sql = Sql::new(
            "SELECT d.code, d.institution_id, CAST(COUNT(*) AS BIGINT) AS open, CAST(SUM(CASE WHEN d.due_day < ",
        );
        sql.bind(day::number(scope.on()));
        sql.push(
            " THEN 1 ELSE 0 END) AS BIGINT) AS overdue, MIN(d.due_day) AS earliest_day FROM duties d WHERE d.done_at IS NULL \
             AND d.withdrawn_at IS NULL AND ",
        );
        chosen(&mut sql);
        sql.push(" GROUP BY d.code, d.institution_id ORDER BY d.code, d.institution_id");
        sql.all(self.reading()).await
    }
}

/// What is written down of a duty that is done.
#[derive(Debug, Clone, Copy)]
pub struct DoneDuty<'a> {
    /// What was done.
    pub note: &'a str,
    /// Why the pupil was absent, as an absence's kind, where the duty was to find out.
    pub reason: Option<&'a str>,
    /// The instant at which it was done as far as the person knows, 0 for not yet.
    pub seen: i64,
}

/// Open and overdue duties of a code at an institution.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct DutyCount {
    /// Code.
    pub code: String,
    /// Institution.
    pub institution_id: Option<i64>,
    /// Open ones.
    pub open: i64,
    /// Overdue ones among them.
    pub overdue: i64,
    /// The earliest due day.
    pub earliest_day: i64,
}

impl Writing {
    /// Marks a duty as done; those of a case are done by what is done in it. It is kept with the reason of the absence where it was to find that out. `NotFound` when the scope does not reach it, it is withdrawn, or done meanwhile.
    pub async fn finish_duty(
        &self,
        scope: &Scope,
        sight: &DutySight,
        id: i64,
        user: i64,
        done: DoneDuty<'_>,
        at: i64,
    ) -> Result<()> {
        let mut sql = Sql::new("UPDATE duties SET done_at = ");
        sql.bind(at)
            .push(", done_by_id = ")
            .bind(user)
            .push(", done_note = ")
            .bind(DUTY_NOTE.seal(self.key()?, id, done.note)?)
            .push(", done_reason = ")
            .bind(done.reason);
        sql.push(" WHERE withdrawn_at IS NULL AND COALESCE(done_at, 0) = ")
            .bind(done.seen)
            .push(" AND id = ")
            .bind(id);
        sql.push(" AND municipality_id = ")
            .bind(scope.municipality())
            .push(" AND case_id IS NULL AND ");
        reach::duties(&mut sql, scope, None, "duties");
        visible(&mut sql, sight, "duties");
        sql.run_one(&self.0).await
    }

    /// Opens a done duty again: a wrong click is mended, and the log keeps both.
    pub async fn reopen_duty(&self, scope: &Scope, sight: &DutySight, id: i64) -> Result<()> {
        let mut sql = Sql::new(
            "UPDATE duties SET done_at = NULL, done_by_id = NULL, done_reason = NULL WHERE done_at IS NOT NULL AND id = ",
        );
        sql.bind(id);
        sql.push(" AND municipality_id = ")
            .bind(scope.municipality())
            .push(" AND case_id IS NULL AND ");
        reach::duties(&mut sql, scope, None, "duties");
        visible(&mut sql, sight, "duties");
        sql.run_one(&self.0).await
    }
}
