//! Reports of how far the work of the programme is, with the files that prove it.

use std::collections::HashMap;

use balsts_domain::{
    access::{Action, Resource},
    programme::{
        EvidenceKind, EvidenceRefused, LARGEST_EVIDENCE, MOST_EVIDENCE, ProgressState, Table,
        checked_evidence, evidence_name,
    },
};
use balsts_store::{EvidenceFile, EvidenceRow, NewEvidence, NewProgrammeReport};
use sha2::{Digest, Sha256};

use super::party::{chosen, kept};
use crate::{AppError, Ctx, FieldErrors, Result};

/// Longest note of a report.
const NOTE_LENGTH: usize = 2_000;
/// Longest list of links and places.
const EVIDENCE_LENGTH: usize = 1_000;

/// A report of how far something is.
#[derive(Debug, Clone)]
pub struct ReportWork {
    /// Its table.
    pub table: Table,
    /// Its key.
    pub key: String,
    /// The code of whom it is for, of those who have a part; empty: the only one that the writer speaks for, and for the board all together.
    pub party: String,
    /// How far.
    pub state: Option<ProgressState>,
    /// Since which day.
    pub on: Option<jiff::civil::Date>,
    /// In words.
    pub note: String,
    /// Links and places of what proves it, each on a line of its own.
    pub evidence: String,
}

/// A file as it was sent; of one that is too large, at least one byte more than may be.
#[derive(Debug, Clone)]
pub struct SentEvidence {
    /// Its name as the browser said it.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The endings of names that are taken: `PDF, DOCX, …`.
fn taken() -> String {
    EvidenceKind::ALL
        .iter()
        .filter_map(|kind| kind.endings().first())
        .map(|ending| ending.to_uppercase())
        .collect::<Vec<_>>()
        .join(", ")
}

fn megabytes() -> String {
    (LARGEST_EVIDENCE >> 20).to_string()
}

/// The files to be kept; what is wrong with the others is said of each by its name.
fn checked(files: Vec<SentEvidence>, errors: &mut FieldErrors) -> Vec<NewEvidence> {
    if files.len() > MOST_EVIDENCE {
        errors
            .add_with("files", "error-evidence-many", "most", MOST_EVIDENCE)
            .argument("sent", files.len().to_string());
        return Vec::new();
    }
    let mut kept = Vec::new();
    for file in files {
        let name = evidence_name(&file.name);
        let refused = match checked_evidence(&name, &file.bytes) {
            Ok(kind) => {
                kept.push(NewEvidence {
                    name,
                    media_type: kind.media_type(),
                    sha256: hex::encode(Sha256::digest(&file.bytes)),
                    bytes: file.bytes,
                });
                continue;
            }
            Err(refused) => refused,
        };
        match refused {
            EvidenceRefused::Empty => errors.add_with("files", "error-evidence-empty", "file", name),
            EvidenceRefused::TooLarge => errors
                .add_with("files", "error-evidence-size", "file", name)
                .argument("megabytes", megabytes()),
            EvidenceRefused::UnknownKind => errors
                .add_with("files", "error-evidence-kind", "file", name)
                .argument("kinds", taken()),
            EvidenceRefused::OtherName(kind) => errors
                .add_with("files", "error-evidence-name", "file", name)
                .argument("ending", kind.endings().join(", .")),
        };
    }
    kept
}

impl Ctx {
    /// Writes down how far something is, with the files that prove it. What was reported before stays.
    ///
    /// # Errors
    /// Forbidden for those who speak for nobody that has a part in it; the board may report for any of them and for all together.
    pub async fn report_work(&self, report: &ReportWork, files: Vec<SentEvidence>) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::ProgrammeReport)?;
        let work = self.programme_work(false).await?;
        let line = work
            .iter()
            .find(|line| line.table == report.table && line.key == report.key)
            .ok_or(AppError::NotFound)?;
        if !self.may_report(line) {
            return Err(AppError::Forbidden);
        }
        let for_all = self.scope(Action::Write, Resource::Programme).is_ok();
        let party = chosen(&line.parties, &report.party, for_all)?;
        let mut errors = FieldErrors::new();
        let state = report.state.unwrap_or(ProgressState::NotStarted);
        if report.state.is_none() {
            errors.add("state", "error-programme-state");
        }
        let day = report.on.unwrap_or(self.today());
        if day > self.today() {
            errors.add("on", "error-plan-future");
        }
        if state.needs_note() && report.note.trim().is_empty() {
            errors.add("note", "error-programme-reason");
        }
        for (field, text, longest) in [
            ("note", &report.note, NOTE_LENGTH),
            ("evidence", &report.evidence, EVIDENCE_LENGTH),
        ] {
            if text.chars().count() > longest {
                errors.add_with(field, "error-too-long", "length", longest);
            }
        }
        let files = checked(files, &mut errors);
        errors.check()?;
        let (institution, named) = kept(party.as_ref(), &scope);
        let new = NewProgrammeReport {
            table_code: line.table.code(),
            row_key: line.key.clone(),
            institution,
            party: named,
            state: state.code(),
            day: i64::from(balsts_domain::calendar::day_number(day)),
            note: report.note.trim().to_owned(),
            evidence: report.evidence.trim().to_owned(),
            user: self.actor.user(),
        };
        let at = self.instant();
        let mut detail = format!(
            "table={} key={} state={}",
            new.table_code,
            new.row_key,
            state.code()
        );
        for file in &files {
            detail.push_str(&format!(" file_sha256={}", file.sha256));
        }
        let writing = self.store.write().await?;
        let id = writing.add_programme_report(&scope, &new, at).await?;
        for file in files {
            writing.add_programme_evidence(&scope, id, file).await?;
        }
        let event = self.event("programme.reported", "programme_report", Some(id), detail);
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// The files that the reader may open, by report. A list of participants names people: it is for the board, the leadership and the
    /// institution that reported.
    pub async fn programme_evidence(&self) -> Result<HashMap<i64, Vec<EvidenceRow>>> {
        let Ok(scope) = self.scope(Action::Read, Resource::ProgrammeReport) else {
            return Ok(HashMap::new());
        };
        let mut of: HashMap<i64, Vec<EvidenceRow>> = HashMap::new();
        for file in self.store.programme_evidence(&scope).await? {
            of.entry(file.report_id).or_default().push(file);
        }
        Ok(of)
    }

    /// A file as it came. One that is no longer what came proves nothing and is not given out.
    pub async fn programme_evidence_file(&self, id: i64) -> Result<EvidenceFile> {
        let scope = self.scope(Action::Read, Resource::ProgrammeReport)?;
        let file = self.store.programme_evidence_file(&scope, id).await?;
        if hex::encode(Sha256::digest(&file.bytes)) == file.sha256 {
            Ok(file)
        } else {
            Err(AppError::Internal(format!(
                "evidence {id} is not what it was when it came"
            )))
        }
    }
}
