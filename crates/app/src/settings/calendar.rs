//! The calendar: dated tables of school years and exceptions of the municipality, and each institution's own exceptions.

use balsts_domain::{
    access::Action,
    calendar::{Calendar, Exception, SchoolYear, TableError, YearTable},
};

use super::{CALENDAR, Version, read};
use crate::{AppError, Ctx, FieldErrors, Result};

impl Ctx {
    /// The municipality's own tables and exceptions, for the page on which they are changed.
    pub async fn calendar_settings(&self) -> Result<Version<Calendar>> {
        self.settings_scope(Action::Read, None)?;
        match self
            .store
            .setting(self.actor.municipality, None, CALENDAR)
            .await?
        {
            Some(row) => Version::of(row),
            None => Ok(Version::first(Calendar::built_in())),
        }
    }

    /// An institution's own exceptions.
    pub async fn institution_exceptions(&self, institution: i64) -> Result<Version<Vec<Exception>>> {
        self.settings_scope(Action::Read, Some(institution))?;
        let row = self
            .store
            .setting(self.actor.municipality, Some(institution), CALENDAR)
            .await?;
        match row {
            Some(row) => Version::of(row),
            None => Ok(Version::first(Vec::new())),
        }
    }

    /// Sets the dates of a school year. `after` is the version the person saw.
    pub async fn change_school_year(&self, after: i64, table: YearTable, reason: &str) -> Result<i64> {
        self.settings_scope(Action::Write, None)?;
        let mut calendar = self.own_calendar().await?;
        let year = table.year;
        calendar.set_table(table).map_err(|error| {
            let mut errors = FieldErrors::new();
            match error {
                TableError::SemestersOverlap(_) => errors.add("second", "error-calendar-overlap"),
                TableError::OutsideYear { date, .. } => {
                    errors.add_with("first", "error-calendar-outside", "date", date)
                }
                TableError::GradeEndsTooEarly { grade, .. } => {
                    errors.add_with("grade_ends", "error-calendar-grade", "grade", grade)
                }
            };
            AppError::Invalid(errors)
        })?;
        let version = self
            .change_setting(CALENDAR, None, after, &calendar, reason, &year.to_string())
            .await?;
        self.evaluate_all().await?;
        Ok(version)
    }

    /// Sets the exceptions of the municipality, or all of one institution's. `after` is the version the person saw.
    pub async fn change_exceptions(
        &self,
        institution: Option<i64>,
        after: i64,
        exceptions: Vec<Exception>,
        reason: &str,
    ) -> Result<i64> {
        self.settings_scope(Action::Write, institution)?;
        let sane = |exception: &Exception| {
            let year = exception.year.first_calendar_year();
            (2010..2050).contains(&year) && exception.grades.iter().all(|grade| (1..=12).contains(grade))
        };
        if !exceptions.iter().all(sane) {
            return Err(FieldErrors::one("exceptions", "error-calendar-exception"));
        }
        let years: Vec<String> = exceptions
            .iter()
            .map(|exception| exception.year.to_string())
            .collect();
        let what = format!("exceptions {}", years.join(","));
        let version = if institution.is_some() {
            self.change_setting(CALENDAR, institution, after, &exceptions, reason, &what)
                .await?
        } else {
            let calendar = self.own_calendar().await?.with_exceptions(exceptions);
            self.change_setting(CALENDAR, None, after, &calendar, reason, &what)
                .await?
        };
        self.evaluate_all().await?;
        Ok(version)
    }

    /// School years to show: those with dates set by somebody, and the one after the last.
    pub async fn school_years(&self) -> Result<Vec<YearTable>> {
        let calendar = self.calendar().await?;
        let mut years = calendar.known_years();
        let now = SchoolYear::of(self.today());
        years.extend([now, now.next()]);
        years.sort_unstable();
        years.dedup();
        Ok(years.into_iter().map(|year| calendar.table(year)).collect())
    }

    async fn own_calendar(&self) -> Result<Calendar> {
        match self
            .store
            .setting(self.actor.municipality, None, CALENDAR)
            .await?
        {
            Some(row) => read(&row.body),
            None => Ok(Calendar::built_in()),
        }
    }
}
