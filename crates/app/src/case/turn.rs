//! What the turn of the day does with cases: no answer by its day is an outcome and moves the case up; a pupil who moved or came of age, and a
//! case whose owner is gone, open a duty of the lead. Harmless to call again and by several copies of the program.

use balsts_domain::{
    access::Resource,
    cases::{CaseEvent, CaseState, Doer, Event, Party},
};
use balsts_store::CaseDuty;

use super::{CaseChange, changes};
use crate::{AppError, Ctx, Result};

/// What tells apart the duties to name who answers for a case: whoever was named since can be lost, too, and the step at which the case stands tells
/// the second loss from the first.
pub(super) fn about_owner(case: i64, owner: i64, version: i64) -> String {
    format!(
        "case={case} {:?} owner={owner} version={version}",
        CaseChange::Owner
    )
}

impl Ctx {
    /// Looks at every open case of the municipality; gives how many moved up.
    pub async fn turn_cases(&self) -> Result<usize> {
        let municipality = self.actor.municipality;
        let all = self.program_scope(Resource::Case)?;
        let rules = self.case_rules().await?;
        let program = Doer {
            role: None,
            user: 0,
            part: false,
        };
        let mut moved = 0;
        for (report, case) in self.store.reports_without_answer(&all).await? {
            let writing = self.store.write().await?;
            if !writing.report_unanswered(report, self.instant()).await? {
                continue;
            }
            let detail = format!("report={report}");
            writing
                .audit(
                    self.instant(),
                    &[self.event("case.report_unanswered", "case", Some(case), detail)],
                )
                .await?;
            let open = self.store.open_cases(&all).await?;
            let row = open.into_iter().find(|row| row.id == case);
            if let Some(row) = row.filter(|row| row.state == CaseState::Reported.code()) {
                let rules = self.case_rules_of(&row).await?;
                match self
                    .apply(
                        &writing,
                        &row,
                        &Event::new(CaseEvent::NoAnswer, ""),
                        program,
                        &rules,
                    )
                    .await
                {
                    Ok(_) => moved += 1,
                    // Somebody acted on the case at this moment: what they did stands, the next turn looks again.
                    Err(AppError::Conflict(_)) => continue,
                    Err(error) => return Err(error),
                }
            }
            writing.commit().await?;
        }
        let code = self.store.municipality_of(municipality).await?.code;
        for row in self.store.open_cases(&all).await? {
            for change in changes(&row, &code, rules.today) {
                let matter = format!("case={} {change:?}", row.id);
                let about = match change {
                    CaseChange::Owner => about_owner(row.id, row.owner_id, row.version),
                    _ => matter.clone(),
                };
                let duty = CaseDuty {
                    case: row.id,
                    code: "case_change",
                    about: &about,
                    party: Party::from_code(&row.lead).unwrap_or(Party::School),
                    due: rules.rules().worked(rules.today),
                };
                let writing = self.store.write().await?;
                let is_new = writing.is_new_duty(municipality, duty.code, duty.about).await?;
                if is_new && !writing.owes(row.id, duty.code, &matter).await? {
                    writing.open_case_duty(&duty, self.instant()).await?;
                }
                writing.commit().await?;
            }
        }
        Ok(moved)
    }
}
