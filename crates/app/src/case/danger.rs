//! A child in danger: straight to police, orphans' court or social service, the same day, outside every step. The record follows the call: only
//! the child has to be known, everything else can be written later.

use balsts_domain::{
    access::{Action, Resource},
    cases::{Case, CaseEvent, CaseState, Event, Party, danger},
};
use balsts_store::{CaseDuty, NewCasePart, NewReport, PupilChoice};

use super::{
    open::Place,
    step::{check_length, fingerprint},
};
use crate::{AppError, Ctx, Result};

/// What whoever learned of a danger tells the program.
#[derive(Debug, Clone)]
pub struct ReportDanger {
    /// Part of the pupil's address.
    pub pupil: String,
    /// Whom they called. Nobody yet: the duty of the same day is open.
    pub told: Vec<Party>,
    /// What they saw or heard, if they had time to write it.
    pub words: String,
}

/// How often a call is written anew when somebody else's step in the same case came in between.
const ATTEMPTS: usize = 20;

impl Ctx {
    /// Writes a danger down. Those who were told take part in a case from now on, the written report to each is due within the term, and the
    /// duty to protect the child is done by the call. A step that somebody else takes at the same moment holds it up no longer than it lasts.
    pub async fn report_danger(&self, report: &ReportDanger) -> Result<()> {
        self.scope(Action::Write, Resource::Danger)?;
        let pupil = self.case_pupil(Resource::Danger, &report.pupil).await?;
        check_length("words", &report.words)?;
        let mut attempts = 1;
        loop {
            match self.write_danger(&pupil, report).await {
                Err(AppError::Conflict(_)) if attempts < ATTEMPTS => attempts += 1,
                done => return done,
            }
        }
    }

    /// Writes it once: a conflict where the case changed, was opened or was closed since it was read.
    async fn write_danger(&self, pupil: &PupilChoice, report: &ReportDanger) -> Result<()> {
        let user = self.user()?;
        let words = report.words.trim();
        let told: Vec<Party> = danger::RECIPIENTS
            .into_iter()
            .filter(|party| report.told.contains(party))
            .collect();
        let codes = told
            .iter()
            .map(|party| party.code())
            .collect::<Vec<_>>()
            .join(";");
        let (at, today, municipality) = (self.instant(), self.today(), self.actor.municipality);
        let rules = self.case_rules().await?;
        // First the place in the row of those who write: what is read from here on is changed by nobody else on SQLite.
        let writing = self.store.write().await?;
        let sending = self.sending("danger", &[report.pupil.as_str(), codes.as_str(), words]);
        if self.sent_before(&writing, &sending).await?.is_some() {
            return Ok(());
        }
        let open = self
            .store
            .open_case_of(&self.program_scope(Resource::Case)?, pupil.id)
            .await?;
        let rules = match &open {
            Some(row) => self.case_rules_of(row).await?,
            None => rules,
        };
        let case = match &open {
            Some(row) => {
                let doer = self.case_doer(&[]);
                self.apply(&writing, row, &Event::new(CaseEvent::Danger, words), doer, &rules)
                    .await?;
                Some(row.id)
            }
            // Nobody was called yet: there is nobody who could take part.
            None if told.is_empty() => None,
            None => {
                let mut case = Case::open(danger::kind(&told), user, &rules.rules());
                case.state = CaseState::Reported;
                case.next = Some(rules.rules().written_due());
                let place = Place {
                    pupil: pupil.id,
                    institution: pupil.institution_id,
                    concern: None,
                };
                let (id, _) = self.put_case(&writing, &rules, &case, place, words).await?;
                Some(id)
            }
        };
        let call = writing
            .add_danger_call(municipality, pupil.id, case, &codes, words, user, at)
            .await?;
        writing.sending_gave(&sending, call).await?;
        if told.is_empty() {
            writing
                .open_protect_duty(municipality, pupil.id, call, today, at)
                .await?;
        }
        if let Some(case) = case {
            writing.mark_case_danger(case, at).await?;
            for party in &told {
                let part = NewCasePart {
                    party: *party,
                    institution: None,
                    user: None,
                };
                writing.add_part(case, part, today).await?;
                let due = rules.rules().written_due();
                let written = NewReport {
                    case,
                    recipient: party.code(),
                    author: user,
                    oral_at: Some(at),
                    written_due: due,
                };
                let id = writing.add_report(&written).await?;
                let about = format!("report={id}");
                let own = self.actor.roles().into_iter().find_map(Party::of);
                let duty = CaseDuty {
                    case,
                    code: "written_report",
                    about: &about,
                    party: own.unwrap_or(Party::School),
                    due,
                };
                writing.open_case_duty(&duty, at).await?;
            }
        }
        let detail = format!(
            "call={call} told={} words_sha256={}",
            codes.replace(';', ","),
            fingerprint(words)
        );
        writing
            .audit(at, &[self.event("pupil.danger", "pupil", Some(pupil.id), detail)])
            .await?;
        Ok(writing.commit().await?)
    }
}
