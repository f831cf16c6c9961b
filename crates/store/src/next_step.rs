//! Young people who are on no institution's list any more, and what they do now as far as somebody found it out.

use balsts_domain::{
    access::Scope,
    people::{Ages, NextStep, YoungGroup},
    registry::{DeclaredStatus, LeavingReason},
};
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, Writing, day, reach, sealed::NEXT_STEP_SOURCE, sql::Sql};

/// A young person on no list.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct YoungPersonRow {
    /// Pupil.
    pub pupil_id: i64,
    /// Part of the address.
    pub public_id: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Birth date as a day.
    pub birth_day: i64,
    /// The last institution.
    pub institution_id: Option<i64>,
    /// Last day there.
    pub left_day: Option<i64>,
    /// Grade there.
    pub left_grade: Option<i64>,
    /// Code of the reason for which it ended.
    pub left_reason: Option<String>,
    /// Code of the next step; none where nothing is known.
    pub step: Option<String>,
    /// The day of which it is known.
    pub step_day: Option<i64>,
    /// Number of the record, under which its source is sealed.
    pub step_id: Option<i64>,
    /// From whom it is known.
    pub step_source: Option<String>,
}

/// A next step that somebody wrote down.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct NextStepRow {
    /// Identifier.
    pub id: i64,
    /// Code of the step.
    pub step: String,
    /// The day of which it is known.
    pub day: i64,
    /// From whom it is known.
    pub source: Option<String>,
    /// Who wrote it down.
    pub user_name: Option<String>,
    /// When.
    pub at: i64,
}

/// A next step to be written down.
#[derive(Debug, Clone)]
pub struct NewNextStep<'a> {
    /// What the person does.
    pub step: NextStep,
    /// The day of which it is known.
    pub day: Date,
    /// From whom.
    pub source: &'a str,
    /// Who writes it down.
    pub user: i64,
}

/// Which young people a list is of.
#[derive(Debug, Clone, Copy)]
pub struct YoungFilter<'a> {
    /// What is known of them.
    pub group: YoungGroup,
    /// Their ages on the day.
    pub ages: Ages,
    /// The last institution.
    pub institution: Option<i64>,
    /// Go on after this person.
    pub after: Option<&'a str>,
    /// At most so many.
    pub most: usize,
}

/// As of which day, and institutions on whose lists nobody is taught what is compulsory.
#[derive(Debug, Clone, Copy)]
pub struct YoungOn<'a> {
    /// The day.
    pub on: Date,
    /// Institutions whose lists do not count.
    pub besides: &'a [i64],
}

/// What the register says of who learns elsewhere or lives abroad.
const ELSEWHERE: [DeclaredStatus; 3] = [
    DeclaredStatus::EnrolledElsewhere,
    DeclaredStatus::LeftCountry,
    DeclaredStatus::AdoptedAbroad,
];

/// Institutions that do not count, as a condition on the enrolment `of`.
fn counts(sql: &mut Sql, of: &str, besides: &[i64]) {
    if !besides.is_empty() {
        sql.push(" AND ").push(of).push(".institution_id NOT IN ");
        sql.bind_list(besides.iter().copied());
    }
}

/// Appends what a young person `p` is read from: the record `r`, the last enrolment `q`, the newest step `s`, what the register says `d` and `f`.
fn from(sql: &mut Sql, YoungOn { on, besides }: YoungOn<'_>) {
    sql.push(
        " FROM pupils p JOIN pupil_records r ON r.pupil_id = p.id AND r.ended_load_id IS NULL \
         LEFT JOIN enrolments q ON q.id = (SELECT o.id FROM enrolments o WHERE o.pupil_id = p.id AND o.ended_load_id IS NULL AND o.to_day < ",
    );
    sql.bind(day::number(on));
    counts(sql, "o", besides);
    sql.push(
        " ORDER BY o.to_day DESC, o.id DESC LIMIT 1) \
         LEFT JOIN next_steps s ON s.id = (SELECT x.id FROM next_steps x WHERE x.pupil_id = p.id ORDER BY x.day DESC, x.id DESC LIMIT 1) \
         LEFT JOIN declared_children d ON d.pupil_id = p.id AND d.ended_load_id IS NULL \
         LEFT JOIN declared_findings f ON f.id = (SELECT y.id FROM declared_findings y WHERE y.pupil_id = p.id \
         ORDER BY y.at DESC, y.id DESC LIMIT 1)",
    );
}

/// Appends the condition: young on the day, alive, on no list that counts, now or later, and within reach.
fn young(sql: &mut Sql, scope: &Scope, as_of: YoungOn<'_>, ages: Ages) {
    let (first, last) = ages.births(as_of.on).unwrap_or((as_of.on, as_of.on));
    sql.push(" WHERE p.merged_into_id IS NULL AND r.birth_date BETWEEN ")
        .bind(day::number(first))
        .push(" AND ")
        .bind(day::number(last));
    sql.push(
        " AND NOT EXISTS (SELECT 1 FROM enrolments e WHERE e.pupil_id = p.id AND e.ended_load_id IS NULL AND (e.to_day IS NULL OR e.to_day >= ",
    );
    sql.bind(day::number(as_of.on)).push(")");
    counts(sql, "e", as_of.besides);
    sql.push(
        ") AND NOT EXISTS (SELECT 1 FROM enrolments z WHERE z.pupil_id = p.id AND z.ended_load_id IS NULL AND z.leaving_reason = ",
    );
    sql.bind(LeavingReason::Deceased.code()).push(") AND ");
    reach::leavers(sql, scope, "p.id", "q");
}

/// Appends whether the register says that the person learns elsewhere or lives abroad, and nobody wrote down a next step since.
pub(crate) fn elsewhere(sql: &mut Sql) {
    sql.push("((COALESCE(f.status, d.status, '') IN ")
        .bind_list(ELSEWHERE.map(DeclaredStatus::code));
    sql.push(
        " AND (s.id IS NULL OR s.at < COALESCE(f.at, (SELECT l.loaded_at FROM loads l WHERE l.id = d.load_id)))) \
         OR (s.id IS NULL AND COALESCE(q.leaving_reason, '') = ",
    );
    sql.bind(LeavingReason::LeftCountry.code()).push("))");
}

const COLUMNS: &str = "SELECT p.id AS pupil_id, p.public_id, r.given_name, r.family_name, r.birth_date AS birth_day, q.institution_id, \
    q.to_day AS left_day, q.grade AS left_grade, q.leaving_reason AS left_reason, s.step, s.day AS step_day, s.id AS step_id, \
    s.source AS step_source";

impl Store {
    /// Young people on no list, in the order of their names; at most one more than asked for, which tells that there are more.
    pub async fn young_people(
        &self,
        scope: &Scope,
        as_of: YoungOn<'_>,
        filter: YoungFilter<'_>,
    ) -> Result<Vec<YoungPersonRow>> {
        let mut sql = Sql::new(COLUMNS);
        from(&mut sql, as_of);
        young(&mut sql, scope, as_of, filter.ages);
        sql.push(" AND ");
        if filter.group != YoungGroup::Elsewhere {
            sql.push("NOT ");
        }
        elsewhere(&mut sql);
        match filter.group {
            YoungGroup::Step(step) => {
                sql.push(" AND s.step = ").bind(step.code());
            }
            YoungGroup::NotKnown => {
                sql.push(" AND s.id IS NULL");
            }
            YoungGroup::Elsewhere => {}
        }
        if let Some(institution) = filter.institution {
            sql.push(" AND q.institution_id = ").bind(institution);
        }
        if let Some(after) = filter.after {
            sql.push(
                " AND EXISTS (SELECT 1 FROM pupils b JOIN pupil_records c ON c.pupil_id = b.id AND c.ended_load_id IS NULL \
                 WHERE (r.sort_key > c.sort_key OR (r.sort_key = c.sort_key AND p.id > b.id)) AND b.public_id = ",
            );
            sql.bind(after)
                .push(" AND b.municipality_id = ")
                .bind(scope.municipality())
                .push(")");
        }
        sql.push(" ORDER BY r.sort_key, p.id LIMIT ")
            .bind(i64::try_from(filter.most.saturating_add(1)).unwrap_or(i64::MAX));
        let mut rows: Vec<YoungPersonRow> = sql.all(self.reading()).await?;
        for row in &mut rows {
            self.open_source(row)?;
        }
        Ok(rows)
    }

    /// One of them, whatever is known of the person.
    pub async fn young_person(
        &self,
        scope: &Scope,
        as_of: YoungOn<'_>,
        public_id: &str,
    ) -> Result<YoungPersonRow> {
        let mut sql = Sql::new(COLUMNS);
        from(&mut sql, as_of);
        young(&mut sql, scope, as_of, Ages::YOUNG);
        sql.push(" AND p.public_id = ").bind(public_id);
        let row: Option<YoungPersonRow> = sql.one(self.reading()).await?;
        let mut row = row.ok_or(StoreError::NotFound)?;
        self.open_source(&mut row)?;
        Ok(row)
    }

    /// What was written down of a young person on no list, what is known of the latest day first.
    pub async fn next_steps(
        &self,
        scope: &Scope,
        as_of: YoungOn<'_>,
        pupil: i64,
    ) -> Result<Vec<NextStepRow>> {
        let mut sql = Sql::new(
            "SELECT n.id, n.step, n.day, n.source, u.name AS user_name, n.at FROM next_steps n LEFT JOIN users u ON u.id = n.user_id \
             WHERE n.pupil_id IN (SELECT p.id",
        );
        from(&mut sql, as_of);
        young(&mut sql, scope, as_of, Ages::YOUNG);
        sql.push(" AND p.id = ")
            .bind(pupil)
            .push(") ORDER BY n.day DESC, n.id DESC");
        let mut rows = sql.all::<NextStepRow>(self.reading()).await?;
        for row in &mut rows {
            NEXT_STEP_SOURCE.reveal_maybe(self.key()?, row.id, &mut row.source)?;
        }
        Ok(rows)
    }

    fn open_source(&self, row: &mut YoungPersonRow) -> Result<()> {
        match row.step_id {
            Some(id) => NEXT_STEP_SOURCE.reveal_maybe(self.key()?, id, &mut row.step_source),
            None => Ok(()),
        }
    }
}

impl Writing {
    /// Adds what a young person on no list does now; gives the pupil.
    ///
    /// # Errors
    /// Not found for who is not young, on a list, or out of reach.
    pub async fn add_next_step(
        &self,
        scope: &Scope,
        as_of: YoungOn<'_>,
        public_id: &str,
        new: &NewNextStep<'_>,
        at: i64,
    ) -> Result<i64> {
        let mut sql = Sql::new("SELECT p.id");
        from(&mut sql, as_of);
        young(&mut sql, scope, as_of, Ages::YOUNG);
        sql.push(" AND p.public_id = ").bind(public_id);
        let pupil = sql.one_integer(&self.0).await?;
        let id = Sql::new(
            "INSERT INTO next_steps (pupil_id, step, day, user_id, at) VALUES ($1, $2, $3, $4, $5) RETURNING id",
        )
        .with(pupil)
        .with(new.step.code())
        .with(day::number(new.day))
        .with(new.user)
        .with(at)
        .one_integer(&self.0)
        .await?;
        NEXT_STEP_SOURCE.put(self, id, new.source).await?;
        Ok(pupil)
    }
}
