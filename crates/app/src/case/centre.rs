//! The report to the Child Protection Centre, the last step of the escalation (Ogre), as a paper: the Centre has no account here, so what was written
//! at the step goes to it with what the records say of the child and the way that the case has gone.

use balsts_domain::{
    access::{Action, Resource},
    cases::{CaseEvent, ReportField, report::CENTRE},
};
use balsts_store::CaseEventRow;

use crate::{AppError, Ctx, Result};

/// What the paper holds.
#[derive(Debug, Clone)]
pub struct CentreReport {
    /// The step at which the Centre was told, with what was written.
    pub told: CaseEventRow,
    /// What the records give; `None` where there is no data or it is protected.
    pub records: Vec<(ReportField, Option<String>)>,
    /// The steps that led there, the first one first.
    pub way: Vec<CaseEventRow>,
}

impl Ctx {
    /// The report to the Centre, to be taken away. The taking is written down.
    ///
    /// # Errors
    /// Not found before the Centre was told, and for those who may not read what was written.
    pub async fn export_centre_report(&self, public_id: &str) -> Result<CentreReport> {
        let reports = self.scope(Action::Export, Resource::CaseReport)?;
        let words = self.scope(Action::Read, Resource::CaseWords)?;
        let row = self.store.case(&reports, public_id).await?;
        let mut way = self.store.case_events(&reports, Some(&words), row.id).await?;
        let told = way
            .iter()
            .rposition(|step| step.event == CaseEvent::ReportCentre.code() && !step.words.is_empty())
            .ok_or(AppError::NotFound)?;
        let records = self.records_of(&row, CENTRE).await?;
        let detail = format!("pupil={} step={}", row.pupil_id, way[told].id);
        let event = self.event("case.report_exported", "case", Some(row.id), detail);
        let writing = self.store.write().await?;
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        let told = way.split_off(told).swap_remove(0);
        way.retain(|step| step.from_state != step.to_state);
        Ok(CentreReport { told, records, way })
    }
}
