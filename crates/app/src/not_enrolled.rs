//! Declared children whom no school has on its list: who they are, what explains it, what somebody found out; and how many learn at a
//! distance.

use balsts_domain::{
    access::{Action, Reach, Resource, Scope},
    calendar::{SchoolDays, day_number},
    people::folded,
    registry::{
        DeclaredChild, DeclaredStatus, InstitutionKinds, LastEnrolment, LeavingReason, Reconciliation,
        compulsory_age,
    },
    support::came_of_age,
};
use balsts_store::{DeclaredFinding, DeclaredPlaces, Known, NotEnrolledRow};
use jiff::{ToSpan, civil::Date};

use crate::{AppError, Ctx, FieldErrors, Result, clock, opening};

/// Longest note.
const LONGEST: usize = 2_000;
/// First age of compulsory education, in years.
const FIRST_AGE: i64 = 5;

/// Which children, as of which day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NotEnrolledFilter {
    /// The day; today when none.
    pub on: Option<Date>,
    /// With this status alone.
    pub status: Option<DeclaredStatus>,
    /// Only those whom nothing explains.
    pub unexplained: bool,
    /// Go on after this child.
    pub after: Option<String>,
}

/// A child of compulsory age on no list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotEnrolledChild {
    /// As stored.
    pub row: NotEnrolledRow,
    /// Status: what a person found out, else the file's, else nothing is known.
    pub status: DeclaredStatus,
    /// Explained, unexplained, or the birth date is not known.
    pub outcome: Reconciliation,
    /// Since when it is known that the child is on no list.
    pub since: Option<Date>,
}

/// The list as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotEnrolled {
    /// The day.
    pub on: Date,
    /// The children that the filter asks for.
    pub children: Vec<NotEnrolledChild>,
    /// The last child shown, where there are more.
    pub next: Option<String>,
    /// Children by status, whatever the filter asks for.
    pub by_status: Vec<(DeclaredStatus, usize)>,
    /// Children whom nothing explains.
    pub unexplained: usize,
    /// Declared children who learn at a distance on the day and on 1 September of the last years; none: no data then.
    pub distance: Vec<(Date, Option<i64>)>,
}

/// One child with what was found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotEnrolledView {
    /// The child.
    pub child: NotEnrolledChild,
    /// Newest first.
    pub findings: Vec<DeclaredFinding>,
    /// Whether the reader can say that this child is in danger.
    pub may_report_danger: bool,
    /// Whether the reader can open a case about this child.
    pub may_open_case: bool,
}

/// What a child is judged by beside its own row.
struct Yardstick {
    on: Date,
    school_days: SchoolDays,
    transfer_school_days: u16,
}

fn judged(row: NotEnrolledRow, by: &Yardstick, enrolled: bool) -> NotEnrolledChild {
    let on = by.on;
    let parse = |code: &Option<String>| code.as_deref().and_then(DeclaredStatus::parse);
    let status = parse(&row.found_status).or_else(|| parse(&row.file_status));
    let birth_date = row.birth_day.map(balsts_store::date);
    let outcome = DeclaredChild {
        birth_date,
        basic_education_completed: row.completed,
        status,
        explained_by_leaving: row.left_day.is_some_and(|left| {
            let last = LastEnrolment {
                leaving: row.left_reason.as_deref().and_then(LeavingReason::parse),
                grade: row.left_grade.and_then(|grade| u8::try_from(grade).ok()),
                school_days_since: by.school_days.count_between(left as i32 + 1, day_number(on)),
            };
            last.explains(by.transfer_school_days)
        }),
        enrolled,
    }
    .reconcile(on);
    let of_age = birth_date.and_then(|born| born.checked_add(FIRST_AGE.years()).ok());
    let left = row
        .left_day
        .and_then(|day| balsts_store::date(day).checked_add(1.day()).ok());
    // Who was on a list is on none since then; of others it is not known for longer than that they are declared here.
    let declared = || {
        let at = row.declared_at?;
        Some(clock::day_in_riga(balsts_store::timestamp(at)))
    };
    let since = left
        .or_else(declared)
        .map(|since| of_age.map_or(since, |age| age.max(since)));
    NotEnrolledChild {
        status: status.unwrap_or(DeclaredStatus::NoInformation),
        outcome,
        since: since.filter(|since| *since <= on),
        row,
    }
}

/// Whether the child belongs to the list: of compulsory age, or of unknown age.
fn listed(child: &NotEnrolledChild, on: Date) -> bool {
    let of_age = child
        .row
        .birth_day
        .is_none_or(|day| compulsory_age(balsts_store::date(day), on, child.row.completed.unwrap_or(false)));
    of_age && !matches!(child.outcome, Reconciliation::Enrolled | Reconciliation::NotOfAge)
}

impl Ctx {
    async fn yardstick(&self, on: Date) -> Result<Yardstick> {
        Ok(Yardstick {
            on,
            school_days: self.calendar().await?.school_days(None, None),
            transfer_school_days: self.risk_settings().await?.transfer_gap_school_days,
        })
    }

    /// Children of compulsory age whom no school has on its list, at most `most`, and the figures beside them.
    pub async fn not_enrolled(&self, filter: &NotEnrolledFilter, most: usize) -> Result<NotEnrolled> {
        let scope = self.scope(Action::Read, Resource::NotEnrolled)?;
        let list = self.not_enrolled_for(&scope, filter, most).await?;
        let mut asked = format!(" on={}", list.on);
        opening::asked(&mut asked, "status", filter.status.map(DeclaredStatus::code));
        opening::asked(&mut asked, "unexplained", filter.unexplained.then_some("yes"));
        self.list_opened("not_enrolled", &asked, list.children.len())
            .await?;
        Ok(list)
    }

    /// The same as a file to take away; what was taken is in the audit log.
    pub async fn export_not_enrolled(&self, filter: &NotEnrolledFilter) -> Result<NotEnrolled> {
        let scope = self.scope(Action::Export, Resource::NotEnrolled)?;
        let list = self.not_enrolled_for(&scope, filter, usize::MAX).await?;
        let detail = format!("rows={} on={}", list.children.len(), list.on);
        let writing = self.store.write().await?;
        let event = self.event("not_enrolled.exported", "pupil", None, detail);
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(list)
    }

    async fn not_enrolled_for(
        &self,
        scope: &Scope,
        filter: &NotEnrolledFilter,
        most: usize,
    ) -> Result<NotEnrolled> {
        let today = self.today();
        let on = filter.on.unwrap_or(today).min(today);
        // As it was known then; before the first register of declared children was loaded nothing was, and the records are judged as of the day.
        let mut known = None;
        if on < today {
            let then = self.known_at(scope, on).await?;
            if self.store.knew_declared(scope.municipality(), then).await? {
                known = Some(then);
            }
        }
        let address = self.scope(Action::Read, Resource::Address).ok();
        let besides = self.no_schools(on).await?;
        let here = self.declared_here().await?;
        let places = DeclaredPlaces {
            besides: &besides,
            here: &here,
        };
        let rows = self
            .store
            .not_enrolled(scope, address.as_ref(), on, known, places, None)
            .await?;
        let by = self.yardstick(on).await?;
        let mut children: Vec<NotEnrolledChild> = rows
            .into_iter()
            .map(|row| judged(row, &by, false))
            .filter(|child| listed(child, on))
            .collect();
        let unexplained = children.iter().filter(|child| is_unexplained(child)).count();
        let by_status = DeclaredStatus::ALL
            .into_iter()
            .map(|status| {
                let count = children.iter().filter(|child| child.status == status).count();
                (status, count)
            })
            .filter(|(_, count)| *count > 0)
            .collect();
        children.retain(|child| {
            filter.status.is_none_or(|status| child.status == status)
                && (!filter.unexplained || is_unexplained(child))
        });
        if let Some(after) = &filter.after
            && let Some(at) = children.iter().position(|child| child.row.public_id == *after)
        {
            children.drain(..=at);
        }
        let more = children.len() > most;
        children.truncate(most);
        let next = children
            .last()
            .filter(|_| more)
            .map(|child| child.row.public_id.clone());
        Ok(NotEnrolled {
            on,
            children,
            next,
            by_status,
            unexplained,
            distance: self.distance_learners(scope, on).await?,
        })
    }

    /// On the day and on the three last first days of September before it.
    async fn distance_learners(&self, scope: &Scope, on: Date) -> Result<Vec<(Date, Option<i64>)>> {
        let last = if on.month() >= 9 { on.year() } else { on.year() - 1 };
        let mut days: Vec<Date> = (last - 2..=last)
            .filter_map(|year| Date::new(year, 9, 1).ok())
            .collect();
        if !days.contains(&on) {
            days.push(on);
        }
        let mut counts = Vec::new();
        for day in days {
            let known = self.known_at(scope, day).await?;
            counts.push((day, self.store.distance_learners(scope, day, known).await?));
        }
        Ok(counts)
    }

    /// A declared child with the history of what was found out. Opening it is a read of the child's record.
    pub async fn not_enrolled_child(&self, public_id: &str) -> Result<NotEnrolledView> {
        let scope = self.scope(Action::Read, Resource::NotEnrolled)?;
        let address = self.scope(Action::Read, Resource::Address).ok();
        let on = self.today();
        let besides = self.no_schools(on).await?;
        let here = self.declared_here().await?;
        let places = DeclaredPlaces {
            besides: &besides,
            here: &here,
        };
        let row = self
            .store
            .not_enrolled(&scope, address.as_ref(), on, None, places, Some(public_id))
            .await?
            .into_iter()
            .next()
            .ok_or(AppError::NotFound)?;
        let listed = self
            .store
            .not_enrolled(&scope, None, on, None, places, None)
            .await?
            .iter()
            .any(|one| one.pupil_id == row.pupil_id);
        let findings = self.store.declared_findings(&scope, row.pupil_id).await?;
        let writing = self.store.write().await?;
        let event = self.event("pupil.read", "pupil", Some(row.pupil_id), "part=not_enrolled");
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        // Whoever is chosen has a name and is a child; on no list it is found by those who reach the whole municipality.
        let is_child = row.given_name.is_some()
            && row
                .birth_day
                .is_none_or(|born| came_of_age(balsts_store::date(born)) > on);
        let finds = |resource| {
            is_child
                && self
                    .scope(Action::Write, resource)
                    .is_ok_and(|scope| scope.reach().contains(&Reach::Municipality))
        };
        Ok(NotEnrolledView {
            may_report_danger: finds(Resource::Danger),
            may_open_case: finds(Resource::CaseOpening),
            child: judged(row, &self.yardstick(on).await?, !listed),
            findings,
        })
    }

    /// Records what somebody found out about a declared child. Earlier findings stay.
    ///
    /// # Errors
    /// Invalid without a status, or without a note that says who told it; not found for a child who is not declared here.
    pub async fn record_finding(
        &self,
        public_id: &str,
        status: Option<DeclaredStatus>,
        note: &str,
    ) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::NotEnrolled)?;
        let user = self.user()?;
        let note = note.trim();
        let mut errors = FieldErrors::new();
        if status.is_none() {
            errors.add("status", "error-finding-status");
        }
        if note.is_empty() {
            errors.add("note", "error-finding-note");
        }
        if note.chars().count() > LONGEST {
            errors.add_with("note", "error-too-long", "length", LONGEST);
        }
        errors.check()?;
        let Some(status) = status else {
            return Err(FieldErrors::one("status", "error-finding-status"));
        };
        let writing = self.store.write().await?;
        let pupil = writing
            .add_declared_finding(
                &scope,
                public_id,
                status.code(),
                Some(note).filter(|note| !note.is_empty()),
                user,
                self.instant(),
            )
            .await?;
        let detail = format!("status={}", status.code());
        let event = self.event("declared.finding", "pupil", Some(pupil), detail);
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        self.evaluate_after(&[pupil]).await;
        Ok(())
    }

    /// Institutions where being on the list is not going to school: music and sports schools.
    pub(crate) async fn no_schools(&self, on: Date) -> Result<Vec<i64>> {
        let rows = self.store.institution_kinds(self.actor.municipality).await?;
        let day = i64::from(balsts_domain::calendar::day_number(on));
        let mut schools = Vec::new();
        let mut others = Vec::new();
        for row in rows {
            let holds =
                row.valid_from.is_none_or(|from| from <= day) && row.valid_to.is_none_or(|to| day <= to);
            match row.kind.as_deref().and_then(InstitutionKinds::parse) {
                Some(kinds) if holds && !kinds.provides_compulsory_education() => others.push(row.id),
                _ if holds => schools.push(row.id),
                _ => {}
            }
        }
        others.retain(|id| !schools.contains(id));
        Ok(others)
    }

    /// How the municipality is spelt in the records of its pupils.
    async fn declared_here(&self) -> Result<Vec<String>> {
        let place = self.store.municipality_of(self.actor.municipality).await?;
        let names = [folded(&place.code), folded(&place.name)];
        let mut spelt = self.store.declared_places(self.actor.municipality).await?;
        spelt.retain(|place| names.contains(&folded(place)));
        Ok(spelt)
    }

    async fn known_at(&self, scope: &Scope, day: Date) -> Result<Known> {
        let until = balsts_store::instant(clock::end_of_day_in_riga(day));
        Ok(self.store.known_until(scope.municipality(), until).await?)
    }
}

fn is_unexplained(child: &NotEnrolledChild) -> bool {
    matches!(
        child.outcome,
        Reconciliation::Unexplained | Reconciliation::NotEnoughData
    )
}
