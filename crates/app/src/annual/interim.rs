//! The evaluation of the programme halfway: the parts of the yearly report as of a later day, with what all reports so far propose to change. Figures
//! stand in it as in the yearly report, so that nothing withheld there can be found out here.

use std::collections::HashMap;

use balsts_domain::{
    access::{Action, Resource},
    duties::{DutyRule, ProgrammeDutyCode, programme_duties},
    programme::AnnualYear,
};
use balsts_reports::annual::{Change, Interim};
use balsts_store::AnnualTextRow;
use jiff::civil::Date;

use super::{AnnualView, situation::Chapter};
use crate::{AppError, Ctx, Result};

/// By when the programme asks for the evaluation.
fn due(rules: &[DutyRule], (from, to): (i16, i16)) -> Option<Date> {
    let first = Date::new(from, 1, 1).ok()?;
    let last = Date::new(to, 12, 31).ok()?;
    programme_duties(rules, &[], first, last)
        .into_iter()
        .find(|duty| duty.code == ProgrammeDutyCode::MidTermReview)
        .map(|duty| duty.due)
}

impl Ctx {
    /// The evaluation at the end of a year, or today where that is earlier; `None` where there is no programme.
    ///
    /// # Errors
    /// Forbidden for those who may not read the programme.
    pub async fn interim(&self, year: AnnualYear) -> Result<Option<Interim>> {
        let today = self.today();
        let as_of = Date::new(year.year(), 12, 31).map_or(today, |last| last.min(today));
        let Some(view) = self.annual_as_of(year, as_of, Chapter::Unshown).await? else {
            return Ok(None);
        };
        let period = &view.programme.programme.period;
        let years = (period.from, period.to);
        let rules = self.duty_rules().await?;
        let changes = self.changes_proposed(&view).await?;
        let mut report = view.report;
        // They stand among the changes.
        report.whole.changes.clear();
        Ok(Some(Interim {
            due: due(&rules, years),
            report,
            years,
            changes,
        }))
    }

    /// What the reports up to a year propose to change, the newest first.
    async fn changes_proposed(&self, view: &AnnualView) -> Result<Vec<Change>> {
        let mut names: HashMap<&str, String> = HashMap::new();
        for one in view.programme.goals.iter().flat_map(|goal| &goal.activities) {
            let number = one.activity.number().unwrap_or_default();
            let name = format!("{number} {}", one.activity.title);
            names.insert(&one.key, name.trim().to_owned());
        }
        let first = view.programme.programme.period.from;
        let mut written = self.texts_of_years(first, view.year.year()).await?;
        written.retain(|(_, row)| !row.changes.is_empty());
        let change = |(year, row): (i16, AnnualTextRow)| {
            let key = row.row_key.as_str();
            // An activity that has been dropped since is known by its key.
            let name = || names.get(key).cloned().unwrap_or_else(|| key.to_owned());
            Change {
                year,
                activity: (!key.is_empty()).then(name),
                text: row.changes.clone(),
            }
        };
        Ok(written.into_iter().map(change).collect())
    }

    /// The evaluation to take away: who may do so is asked, and it is written down that it was taken.
    ///
    /// # Errors
    /// Not found where there is no programme.
    pub async fn export_interim(&self, year: AnnualYear) -> Result<Interim> {
        self.scope(Action::Export, Resource::Programme)?;
        let interim = self.interim(year).await?.ok_or(AppError::NotFound)?;
        let at = self.instant();
        let writing = self.store.write().await?;
        let detail = format!("year={}", year.year());
        let event = self.event(
            "interim.exported",
            "municipality",
            Some(self.actor.municipality),
            detail,
        );
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(interim)
    }
}
