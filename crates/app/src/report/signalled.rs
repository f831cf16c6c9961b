//! Pupils whom a signal names, by institution, on a past day or today: long absences, unexcused lessons over the limit.

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Action, Resource},
    calendar::{Period, SchoolYear, Semester},
    risk::signal::SignalCode,
};
use balsts_reports::{
    long_absences::LongAbsences,
    over_limit::{OverLimit, OverLimitSemester},
};
use jiff::civil::Date;

use super::{Place, ReportPeriod, column, pupils::names, whole};
use crate::{Ctx, Result, assessment::SignalDays};

impl Ctx {
    /// `long-absences`: pupils of grades 1–9 absent for long, by the signals of a day: today, or the last day of lessons of an earlier school
    /// year. Today's are those kept; of an earlier day they are evaluated from the records dated up to it.
    pub(super) async fn report_long_absences(
        &self,
        wanted: &ReportPeriod,
        days: &mut SignalDays,
    ) -> Result<LongAbsences> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_shown(&scope, Resource::Assessment, wanted).await?;
        let on = match wanted.on {
            Some(on) => on.min(self.today()),
            None => self.end_of(self.year_of(wanted), Semester::Second).await?,
        };
        let places = self.places(Period::day(on)).await?;
        let mut sums = self.store.long_absence_sums(&scope, on).await?;
        sums.retain(|sum| places.get(&sum.institution_id).is_some_and(Place::is_school));
        if on < self.today() {
            for sum in &mut sums {
                (sum.long_absence, sum.left_school) = (0, 0);
            }
            for pupil in self.signals_on(on, days).await? {
                let sum = sums
                    .iter_mut()
                    .find(|sum| sum.institution_id == pupil.institution);
                if let (Some(sum), Some(1..=9)) = (sum, pupil.grade) {
                    sum.long_absence += i64::from(pupil.fires(SignalCode::LongAbsence) == Some(true));
                    sum.left_school += i64::from(pupil.fires(SignalCode::LeftSchool) == Some(true));
                }
            }
        }
        Ok(LongAbsences {
            on,
            pupils: column(&sums, smallest, |sum| whole(sum.pupils)),
            over_3_months: column(&sums, smallest, |sum| whole(sum.long_absence)),
            over_6_months: column(&sums, smallest, |sum| whole(sum.left_school)),
            institutions: names(&places, sums.iter().map(|sum| &sum.institution_id)),
        })
    }

    /// `over-limit`: pupils over the limit of unexcused lessons by institution and semester, by the signal of the semester's last day.
    pub(super) async fn report_over_limit(
        &self,
        wanted: &ReportPeriod,
        days: &mut SignalDays,
    ) -> Result<OverLimit> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_shown(&scope, Resource::Assessment, wanted).await?;
        let year = self.year_of(wanted);
        let (_, settings) = self.versioned_risk_settings().await?;
        let mut report = OverLimit {
            school_year: year.to_string(),
            limit: settings.unexcused_limit,
            semesters: Vec::new(),
        };
        let both = [Semester::First, Semester::Second];
        for semester in both
            .into_iter()
            .filter(|one| wanted.semester.is_none_or(|asked| asked == *one))
        {
            let period = self
                .period_of(&ReportPeriod {
                    semester: Some(semester),
                    ..*wanted
                })
                .await?;
            if period.from() > self.today() {
                continue;
            }
            let on = self.end_of(year, semester).await?;
            let places = self.places(Period::day(on)).await?;
            // What the reader's statistics reach: the schools with pupils in grades.
            let mut found: BTreeMap<i64, Option<u32>> = BTreeMap::new();
            for sum in self.store.enrolment_sums(&scope, on).await? {
                if sum.grade.is_some() && places.get(&sum.institution_id).is_some_and(Place::is_school) {
                    found.insert(sum.institution_id, None);
                }
            }
            for pupil in self.signals_on(on, days).await? {
                let fires = pupil.fires(SignalCode::UnexcusedOverLimit);
                if let (Some(count), Some(fires)) = (found.get_mut(&pupil.institution), fires) {
                    *count.get_or_insert(0) += u32::from(fires);
                }
            }
            let known: Vec<(i64, u32)> = found
                .iter()
                .filter_map(|(id, count)| Some((*id, (*count)?)))
                .collect();
            let unknown = found.iter().filter(|(_, count)| count.is_none());
            report.semesters.push(OverLimitSemester {
                semester: semester.number(),
                on,
                pupils: column(&known, smallest, |(_, count)| *count),
                institutions: names(&places, known.iter().map(|(id, _)| id)),
                unknown: names(&places, unknown.map(|(id, _)| id)),
            });
        }
        Ok(report)
    }

    /// The last day of a semester, or today while it lasts.
    async fn end_of(&self, year: SchoolYear, semester: Semester) -> Result<Date> {
        let period = self
            .period_of(&ReportPeriod {
                school_year: Some(year),
                semester: Some(semester),
                ..ReportPeriod::default()
            })
            .await?;
        Ok(period.to().min(self.today()))
    }
}
