//! Institutions: what everybody in the municipality's service may know of them, and for those entitled what is found there, as figures.

use balsts_domain::{
    access::{Action, Reach, Resource, Scope},
    attendance::{AbsenceKind, AbsenceTotals},
    calendar::{Period, SchoolYear, date_of, day_number},
    registry::{InstitutionKind, InstitutionKinds, normalised_institution_name},
};
use balsts_store::{
    BandCount, ClassRow, InstitutionAlias, InstitutionRecord, InstitutionSummary, LevelCount, OpenWork,
    StaffPost, StoreError, load::LoadAge,
};

use crate::{AppError, Ctx, FieldErrors, Result};

/// The longest name, in letters.
const NAME_LENGTH: usize = 200;

/// Pupils of an institution by grade band; what has no grade stands apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bands {
    /// Preschool groups and courses without a grade.
    pub without_grade: i64,
    /// Grades 1–6.
    pub grades_1_6: i64,
    /// Grades 7–9.
    pub grades_7_9: i64,
    /// Grades 10–12.
    pub grades_10_12: i64,
}

impl Bands {
    fn of(grades: &[BandCount]) -> Self {
        let mut bands = Self::default();
        for row in grades {
            *match row.grade {
                Some(1..=6) => &mut bands.grades_1_6,
                Some(7..=9) => &mut bands.grades_7_9,
                Some(10..=12) => &mut bands.grades_10_12,
                _ => &mut bands.without_grade,
            } += row.pupils;
        }
        bands
    }

    /// All pupils.
    pub const fn total(self) -> i64 {
        self.without_grade + self.grades_1_6 + self.grades_7_9 + self.grades_10_12
    }
}

/// Lessons missed in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthAbsence {
    /// Year and month.
    pub month: (i16, i8),
    /// Lessons by reason.
    pub missed: AbsenceTotals,
}

/// Figures of an institution, without names.
#[derive(Debug, Clone)]
pub struct InstitutionFigures {
    /// Pupils by level of support; none for readers who see no levels of pupils: beside the municipality's overview, small counts of one
    /// institution could be worked out from the others (PRV-04).
    pub levels: Option<Vec<LevelCount>>,
    /// What waits; none for readers who see no levels of pupils, for the same reason: a report or a duty is about a child.
    pub work: Option<OpenWork>,
    /// The semester that the absences stand for.
    pub semester: Option<Period>,
    /// Absences of the semester by month; empty: nothing was read.
    pub absences: Vec<MonthAbsence>,
    /// When each kind of file was last read.
    pub inputs: Vec<LoadAge>,
}

/// An institution's page.
#[derive(Debug, Clone)]
pub struct InstitutionView {
    /// Code.
    pub code: String,
    /// Name of today.
    pub name: String,
    /// Names and kinds over time, the newest first.
    pub history: Vec<InstitutionRecord>,
    /// Other names in documents.
    pub aliases: Vec<InstitutionAlias>,
    /// Whether the reader may add and take away other names.
    pub may_name: bool,
    /// Support staff.
    pub staff: Vec<StaffPost>,
    /// Pupils by grade band.
    pub bands: Bands,
    /// Whether the reader is shown each band. How many pupils a school and its grades have is public; a few without a grade, who may all be in a
    /// vocational programme, are for those who see each child: then the reader is shown all pupils together (PRV-04).
    pub shows_bands: bool,
    /// Classes whose pupils the reader may see.
    pub classes: Vec<ClassRow>,
    /// Figures, for those entitled.
    pub figures: Option<InstitutionFigures>,
}

impl InstitutionView {
    /// Kinds in force on a day.
    pub fn kinds_on(&self, on: jiff::civil::Date) -> Vec<InstitutionKind> {
        self.history
            .iter()
            .filter(|row| {
                balsts_store::date(row.valid_from) <= on
                    && row.valid_to.is_none_or(|to| balsts_store::date(to) >= on)
            })
            .filter_map(|row| InstitutionKinds::parse(&row.kind))
            .flat_map(InstitutionKinds::iter)
            .collect()
    }
}

/// Whether a scope reaches an institution as a whole.
pub(crate) fn reaches_whole(scope: &Scope, institution: i64) -> bool {
    scope.reach().iter().any(|part| match part {
        Reach::Municipality => true,
        Reach::Institution(id) => *id == institution,
        Reach::Class { .. } | Reach::Danger | Reach::Case { .. } | Reach::Own(_) | Reach::Meeting(_) => false,
    })
}

impl Ctx {
    /// All institutions with their kinds of today.
    pub async fn institutions(&self) -> Result<Vec<InstitutionSummary>> {
        self.institutions_on(self.today()).await
    }

    /// The institutions there were on a day, as they were called and of the kinds they were then.
    pub async fn institutions_on(&self, on: jiff::civil::Date) -> Result<Vec<InstitutionSummary>> {
        let scope = self.scope(Action::Read, Resource::Institution)?;
        Ok(self.store.institution_summaries(scope.municipality(), on).await?)
    }

    /// One institution.
    pub async fn institution(&self, code: &str) -> Result<InstitutionView> {
        let scope = self.scope(Action::Read, Resource::Institution)?;
        let today = self.today();
        let history = self.store.institution_history(scope.municipality(), code).await?;
        let (id, name) = history
            .first()
            .map(|row| (row.institution_id, row.name.clone()))
            .ok_or(AppError::NotFound)?;
        let classes = match self.actor.scope(Action::Read, Resource::Assessment) {
            Ok(scope) => self.store.classes(&scope, id).await?,
            Err(_) => Vec::new(),
        };
        let bands = Bands::of(&self.store.institution_grades(id, today).await?);
        let smallest = i64::from(self.smallest_cell().await?);
        Ok(InstitutionView {
            code: code.to_owned(),
            name,
            shows_bands: !(1..smallest).contains(&bands.without_grade) || self.sees_each_of(id),
            aliases: self.store.institution_aliases(id).await?,
            may_name: self.names_of(id),
            staff: self.store.institution_staff(id, today).await?,
            bands,
            figures: self.institution_figures(id, code).await?,
            classes,
            history,
        })
    }

    /// Whether the actor keeps the registry of the institution.
    fn names_of(&self, institution: i64) -> bool {
        self.scope(Action::Write, Resource::Registry)
            .is_ok_and(|scope| reaches_whole(&scope, institution))
    }

    async fn named_institution(&self, code: &str) -> Result<i64> {
        let id = self.institution_id(code).await?;
        if self.names_of(id) {
            Ok(id)
        } else {
            Err(AppError::NotFound)
        }
    }

    /// Adds another name by which files may call the institution.
    ///
    /// # Errors
    /// Not found without the registry of the institution; invalid when the name is empty or stands for an institution already.
    pub async fn add_institution_alias(&self, code: &str, alias: &str) -> Result<()> {
        let institution = self.named_institution(code).await?;
        let (alias, key) = (alias.trim(), normalised_institution_name(alias));
        let mut errors = FieldErrors::new();
        if key.is_empty() {
            errors.add("alias", "error-alias-required");
        } else if alias.chars().count() > NAME_LENGTH {
            errors.add_with("alias", "error-too-long", "length", NAME_LENGTH);
        }
        let names = self.institution_names().await?;
        if names
            .iter()
            .any(|one| normalised_institution_name(&one.name) == key)
        {
            errors.add("alias", "error-alias-taken");
        }
        errors.check()?;
        let (municipality, at) = (self.actor.municipality, self.instant());
        let writing = self.store.write().await?;
        match writing
            .add_institution_alias(municipality, institution, alias, &key)
            .await
        {
            Ok(id) => {
                let event = self.event(
                    "institution.alias_added",
                    "institution",
                    Some(institution),
                    format!("alias={id} key={key}"),
                );
                writing.audit(at, &[event]).await?;
                Ok(writing.commit().await?)
            }
            Err(StoreError::Conflict(_)) => Err(FieldErrors::one("alias", "error-alias-taken")),
            Err(other) => Err(other.into()),
        }
    }

    /// Takes another name away; the audit log keeps that it was there.
    ///
    /// # Errors
    /// Not found without the registry of the institution, or when the name is none of its own.
    pub async fn remove_institution_alias(&self, code: &str, alias: i64) -> Result<()> {
        let institution = self.named_institution(code).await?;
        let at = self.instant();
        let writing = self.store.write().await?;
        writing.remove_institution_alias(institution, alias).await?;
        let detail = format!("alias={alias}");
        let event = self.event(
            "institution.alias_removed",
            "institution",
            Some(institution),
            detail,
        );
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// Whether the actor sees how each child of the institution stands.
    fn sees_each_of(&self, institution: i64) -> bool {
        self.actor
            .scope(Action::Read, Resource::Assessment)
            .is_ok_and(|children| reaches_whole(&children, institution))
    }

    async fn institution_figures(&self, id: i64, code: &str) -> Result<Option<InstitutionFigures>> {
        let Ok(scope) = self.actor.scope(Action::Read, Resource::Statistics) else {
            return Ok(None);
        };
        if !reaches_whole(&scope, id) {
            return Ok(None);
        }
        let today = self.today();
        let full = self
            .actor
            .scope(Action::Read, Resource::Circumstances)
            .is_ok_and(|circumstances| reaches_whole(&circumstances, id));
        let school_days = self.calendar().await?.school_days(Some(code), None);
        let semester = school_days
            .semester_or_last(today)
            .map(|span| Period::between(span.period.from(), span.period.to().min(today)));
        let from = semester.map_or_else(|| SchoolYear::of(today).first_day(), Period::from);
        let sees_each = self.sees_each_of(id);
        let mut absences: Vec<MonthAbsence> = Vec::new();
        let first = day_number(from);
        let totals_from = date_of(school_days.around(first, first).0);
        let mut rows = self
            .store
            .institution_absences(&scope, id, from, totals_from)
            .await?;
        // Month by month few children may stand behind a number: who may not see each child has the semester in the overview.
        rows.retain(|_| sees_each);
        rows.sort_by_key(|row| row.day);
        for row in rows {
            let date = balsts_store::date(row.day);
            let month = (date.year(), date.month());
            if absences.last().is_none_or(|last| last.month != month) {
                absences.push(MonthAbsence {
                    month,
                    missed: AbsenceTotals::default(),
                });
            }
            if let Some(last) = absences.last_mut() {
                last.missed += lessons(row.kind, row.lessons);
            }
        }
        let (mut levels, mut work) = (None, None);
        if sees_each {
            levels = Some(self.store.institution_levels(&scope, id, full).await?);
            work = Some(self.store.institution_open_work(&scope, id, full).await?);
        }
        Ok(Some(InstitutionFigures {
            levels,
            work,
            semester,
            absences,
            inputs: self.store.load_ages(&scope).await?,
        }))
    }
}

/// So many lessons of a stored kind.
pub(crate) fn lessons(kind: i64, lessons: i64) -> AbsenceTotals {
    let lessons = u32::try_from(lessons).unwrap_or_default();
    let mut totals = AbsenceTotals::default();
    match u8::try_from(kind).ok().and_then(AbsenceKind::from_number) {
        Some(AbsenceKind::Unexcused) => totals.unexcused = lessons,
        Some(AbsenceKind::Illness) => totals.illness = lessons,
        Some(AbsenceKind::Excused) => totals.excused = lessons,
        Some(AbsenceKind::Unknown) | None => totals.unknown = lessons,
    }
    totals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_counted_in_their_bands() {
        let grades = [
            (None, 7),
            (Some(1), 10),
            (Some(6), 11),
            (Some(7), 12),
            (Some(9), 13),
            (Some(10), 14),
            (Some(12), 15),
        ]
        .map(|(grade, pupils)| BandCount { grade, pupils });
        let bands = Bands::of(&grades);
        assert_eq!(
            (
                bands.without_grade,
                bands.grades_1_6,
                bands.grades_7_9,
                bands.grades_10_12
            ),
            (7, 21, 25, 29)
        );
        assert_eq!(bands.total(), 82);
    }
}
