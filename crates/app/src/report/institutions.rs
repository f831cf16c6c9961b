//! The tables that municipalities publish by institution: absences, enrolment, staff.

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Action, Resource, Scope},
    calendar::{Period, SchoolDays, SchoolYear, date_of, day_number},
    registry::{ProgrammeCode, ProgrammeType},
};
use balsts_reports::{
    absences::{AbsenceCounts, AbsenceRow, Absences},
    enrolment::{Enrolment, EnrolmentCounts, EnrolmentRow},
    staff::{Staff, StaffRow},
    table::Label,
};

use balsts_store::DatedName;

use super::{Place, ReportPeriod, places_of};
use crate::{Ctx, Result};

/// Days counted, and how far totals may reach that belong to them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub period: Period,
    pub around: Period,
}

/// What absences of any term are read by, known once.
#[derive(Debug, Clone, Copy)]
pub(super) struct AbsenceGround<'a> {
    /// Whose.
    pub scope: &'a Scope,
    /// The school days.
    pub days: &'a SchoolDays,
    /// Institutions with their names over time.
    pub dated: &'a [DatedName],
}

impl Ctx {
    /// How far totals of missed lessons may reach that belong to a period: those by calendar month do although it begins or ends within a
    /// month, see `SchoolDays::around`. What has not yet passed says nothing.
    pub(super) fn span(&self, days: &SchoolDays, period: Period) -> Span {
        let (from, to) = days.around(day_number(period.from()), day_number(period.to()));
        let to = to.min(day_number(self.today()));
        Span {
            period,
            around: Period::between(period.from().min(date_of(from)), period.to().max(date_of(to))),
        }
    }

    /// `absences`: missed lessons by institution and reason.
    pub async fn report_absences(&self, wanted: &ReportPeriod) -> Result<Absences> {
        Ok(self.absences_by_institution(wanted).await?.2)
    }

    /// The same with the identifiers of the institutions, row by row, and the days counted.
    async fn absences_by_institution(&self, wanted: &ReportPeriod) -> Result<(Span, Vec<i64>, Absences)> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let days = self.calendar().await?.school_days(None, None);
        let dated = self.store.dated_names(self.actor.municipality).await?;
        let on = AbsenceGround {
            scope: &scope,
            days: &days,
            dated: &dated,
        };
        self.absences_of(on, wanted).await
    }

    /// The same where the ground is known already.
    pub(super) async fn absences_of(
        &self,
        on: AbsenceGround<'_>,
        wanted: &ReportPeriod,
    ) -> Result<(Span, Vec<i64>, Absences)> {
        let span = self.span(on.days, self.period_in(on.days, wanted)?);
        let names = places_of(on.dated, span.period);
        let year = self.year_of(wanted);
        let latvian = Label::school_year(&year.to_string()).lv;
        let label = match wanted.semester {
            None => Label::new(latvian, format!("school year {year}")),
            Some(semester) => Label::new(
                format!("{latvian} {}. semestris", semester.number()),
                format!("school year {year}, semester {}", semester.number()),
            ),
        };
        let (ids, absences) = self.absences_within(on.scope, span, &names, label).await?;
        Ok((span, ids, absences))
    }

    /// Missed lessons in a period, with the identifiers of the institutions row by row.
    pub(super) async fn absences_within(
        &self,
        scope: &Scope,
        span: Span,
        names: &BTreeMap<i64, Place>,
        period: Label,
    ) -> Result<(Vec<i64>, Absences)> {
        let sums = self.store.absence_sums(scope, span.period, span.around).await?;
        let (ids, rows) = sums
            .into_iter()
            .filter_map(|sum| {
                let row = AbsenceRow {
                    institution: names.get(&sum.institution_id)?.name.clone(),
                    lessons: Some(counts(sum.illness, sum.excused, sum.unexcused)),
                    unknown: Some(sum.unknown.unsigned_abs()),
                    stated_total: None,
                };
                Some((sum.institution_id, row))
            })
            .unzip();
        Ok((ids, Absences { period, rows }))
    }

    /// `enrolment`: pupils by institution and grade band on a day (the first day of lessons of the school year when none is given).
    pub async fn report_enrolment(&self, wanted: &ReportPeriod) -> Result<Enrolment> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let on = self.lists_day(wanted).await?;
        let names = self.places(Period::day(on)).await?;
        let mut bands: BTreeMap<i64, EnrolmentCounts> = BTreeMap::new();
        for sum in self.store.enrolment_sums(&scope, on).await? {
            let code: Option<ProgrammeCode> =
                sum.programme_code.as_deref().and_then(|code| code.parse().ok());
            let vocational = code.is_some_and(|code| code.programme_type() == ProgrammeType::VocationalBasic);
            let special = code.is_some_and(ProgrammeCode::is_special);
            let pupils = sum.pupils.unsigned_abs();
            // Preschool groups are a table of their own.
            if sum.grade.is_none() && !vocational {
                continue;
            }
            let row = bands.entry(sum.institution_id).or_default();
            match (vocational, special, sum.grade.unwrap_or_default()) {
                (true, ..) => row.vocational_basic += pupils,
                (_, true, 1..=6) => row.special_1_6 += pupils,
                (_, true, _) => row.special_7_9 += pupils,
                (_, false, 1..=6) => row.grades_1_6 += pupils,
                (_, false, 7..=9) => row.grades_7_9 += pupils,
                (_, false, _) => row.grades_10_12 += pupils,
            }
        }
        let rows = bands
            .into_iter()
            .filter_map(|(id, pupils)| {
                Some(EnrolmentRow {
                    institution: names.get(&id)?.name.clone(),
                    pupils: Some(pupils),
                    stated_total: None,
                })
            })
            .collect();
        Ok(Enrolment {
            on,
            rows,
            stated_total: None,
        })
    }

    /// `staff`: posts by institution and role.
    pub async fn report_staff(&self, wanted: &ReportPeriod) -> Result<Staff> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let on = wanted
            .on
            .unwrap_or_else(|| wanted.school_year.map_or(self.today(), SchoolYear::last_day));
        let names = self.places(Period::day(on)).await?;
        let sums = self.store.staff_sums(&scope, on).await?;
        let rows = sums
            .into_iter()
            .filter_map(|sum| {
                Some(StaffRow {
                    institution: names.get(&sum.institution_id)?.name.clone(),
                    role: sum.role,
                    fte_thousandths: sum.fte,
                })
            })
            .collect();
        Ok(Staff { on: Some(on), rows })
    }
}

pub(super) fn counts(illness: i64, excused: i64, unexcused: i64) -> AbsenceCounts {
    AbsenceCounts {
        illness: illness.unsigned_abs(),
        excused: excused.unsigned_abs(),
        unexcused: unexcused.unsigned_abs(),
    }
}
