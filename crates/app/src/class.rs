//! One class: its pupils with level and reasons, and what its lessons missed amount to.

use balsts_domain::{
    access::{Action, Resource},
    attendance::AbsenceTotals,
    calendar::{Period, SchoolYear},
};
use balsts_store::{ClassRow, PupilFilter, PupilOrder, PupilRow};

use crate::{AppError, Ctx, Result, institution::lessons, opening};

/// Most pupils of a class; the largest preschool groups and courses are far below.
const PUPILS: usize = 200;

/// A class.
#[derive(Debug, Clone)]
pub struct ClassView {
    /// Code of the institution.
    pub institution_code: String,
    /// Its name.
    pub institution: String,
    /// The class with its teacher.
    pub row: ClassRow,
    /// Pupils, by level of support, then name.
    pub pupils: Vec<PupilRow>,
    /// The semester that the absences stand for.
    pub semester: Option<Period>,
    /// Lessons missed in it; `None` when no absence was read.
    pub missed: Option<AbsenceTotals>,
}

impl Ctx {
    /// One class of an institution. A class without a pupil whom the reader may see is not there.
    pub async fn class(&self, code: &str, class: &str) -> Result<ClassView> {
        let scope = self.scope(Action::Read, Resource::Assessment)?;
        let history = self.store.institution_history(scope.municipality(), code).await?;
        let (id, institution) = history
            .first()
            .map(|row| (row.institution_id, row.name.clone()))
            .ok_or(AppError::NotFound)?;
        let classes = self.store.classes(&scope, id).await?;
        let row = classes
            .into_iter()
            .find(|row| row.class == class)
            .ok_or(AppError::NotFound)?;
        let filter = PupilFilter {
            institution: Some(id),
            class: Some(class.to_owned()),
            everybody: true,
            order: PupilOrder::Level,
            ..PupilFilter::default()
        };
        let pupils = self.pupils_for(Action::Read, &filter, PUPILS).await?.pupils;
        let grade = row.grade.and_then(|grade| u8::try_from(grade).ok());
        let today = self.today();
        let semester = self
            .calendar()
            .await?
            .school_days(Some(code), grade)
            .semester_or_last(today)
            .map(|span| Period::between(span.period.from(), span.period.to().min(today)));
        let from = semester.map_or_else(|| SchoolYear::of(today).first_day(), Period::from);
        let missed = match self.actor.scope(Action::Read, Resource::Attendance) {
            Ok(scope) => {
                let rows = self.store.class_absences(&scope, id, class, from).await?;
                let sum = |sum: AbsenceTotals, row: &balsts_store::ClassAbsence| {
                    sum + lessons(row.kind, row.lessons)
                };
                (!rows.is_empty()).then(|| rows.iter().fold(AbsenceTotals::default(), sum))
            }
            Err(_) => None,
        };
        let filter = opening::pupil_filter(&filter);
        self.list_opened("class", &filter, pupils.len()).await?;
        Ok(ClassView {
            institution_code: code.to_owned(),
            institution,
            row,
            pupils,
            semester,
            missed,
        })
    }
}
