//! What only the demonstration needs: whether it is whole, where its published sources contradict themselves, and passwords that need not be changed.

use balsts_domain::{
    access::{Action, ActorKind, Resource},
    people::PersonalCode,
};
use balsts_store::{AuditEvent, SourceNoteRow};

use crate::{App, AppError, Ctx, Result};

/// Where a source contradicts itself or says too little: both figures are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceNote {
    /// The table it belongs to.
    pub topic: String,
    /// Where, in Latvian.
    pub place_lv: String,
    /// Where, in English.
    pub place_en: String,
    /// What the figures count: `pupils`, `fte` (thousandths), `percent` (hundredths), `none`.
    pub unit: String,
    /// What the source says.
    pub says: Option<i64>,
    /// What follows from its own rows.
    pub computed: Option<i64>,
    /// Explanation in Latvian; empty where both figures agree.
    pub explanation_lv: String,
    /// Explanation in English.
    pub explanation_en: String,
    /// Something had to be assumed.
    pub assumption: bool,
}

/// What the audit log says once everything of a demonstration is loaded.
const BUILT: &str = "demonstration.built";

/// What a database holds, as far as the demonstration is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demonstration {
    /// Nothing yet.
    Absent,
    /// Its building was interrupted.
    Half,
    /// All of it.
    Whole,
    /// A municipality with real people: no demonstration is built or begun anew there.
    Real,
}

impl App {
    /// How far the demonstration is.
    pub async fn demonstration(&self) -> Result<Demonstration> {
        let all = self.store.municipalities().await?;
        Ok(if all.is_empty() {
            Demonstration::Absent
        } else if all.iter().any(|one| !one.demonstration) {
            Demonstration::Real
        } else if self.store.is_audited(BUILT).await? {
            Demonstration::Whole
        } else {
            Demonstration::Half
        })
    }

    /// Marks the demonstration as whole, when all of it is loaded: one that was killed before is not taken for it.
    pub async fn demonstration_built(&self) -> Result<()> {
        let event = AuditEvent {
            municipality: None,
            user: None,
            actor: "operator",
            action: BUILT.to_owned(),
            subject: "demonstration",
            subject_id: None,
            detail: String::new(),
        };
        let writing = self.store.write().await?;
        writing
            .audit(balsts_store::instant(self.clock.now()), &[event])
            .await?;
        Ok(writing.commit().await?)
    }
}

impl Ctx {
    fn operator_only(&self) -> Result<()> {
        if self.actor.kind == ActorKind::Operator {
            Ok(())
        } else {
            Err(AppError::Forbidden)
        }
    }

    /// Keeps what the sources of a municipality contradict.
    pub async fn add_source_notes(&self, notes: &[SourceNote]) -> Result<()> {
        self.operator_only()?;
        let writing = self.store.write().await?;
        for note in notes {
            let row = SourceNoteRow {
                topic: note.topic.clone(),
                place_lv: note.place_lv.clone(),
                place_en: note.place_en.clone(),
                unit: note.unit.clone(),
                says: note.says,
                computed: note.computed,
                explanation_lv: note.explanation_lv.clone(),
                explanation_en: note.explanation_en.clone(),
                assumption: note.assumption,
            };
            writing.add_source_note(self.actor.municipality, &row).await?;
        }
        Ok(writing.commit().await?)
    }

    /// What the sources of the municipality contradict, for the pages that show the figures.
    pub async fn source_notes(&self) -> Result<Vec<SourceNoteRow>> {
        let mut notes = self.printed_figures().await?;
        notes.retain(|note| !note.agrees());
        Ok(notes)
    }

    /// The same, and the printed figures that follow from the rows.
    pub(crate) async fn printed_figures(&self) -> Result<Vec<SourceNoteRow>> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        Ok(self.store.source_notes(scope.municipality()).await?)
    }

    /// The password of a demonstration account need not be changed at the first sign-in.
    pub async fn keep_password(&self, user: i64) -> Result<()> {
        self.operator_only()?;
        if !self
            .store
            .municipality_of(self.actor.municipality)
            .await?
            .demonstration
        {
            return Err(AppError::Forbidden);
        }
        let account = self.account(user).await?.account;
        let writing = self.store.write().await?;
        writing.set_password(user, &account.password_hash, false).await?;
        Ok(writing.commit().await?)
    }

    /// The part of the address of the pupil with a personal code.
    pub async fn public_id_of(&self, personal_code: &str) -> Result<String> {
        let scope = self.scope(Action::Read, Resource::Pupil)?;
        let (code, _) = PersonalCode::parse(personal_code).map_err(|_| AppError::NotFound)?;
        Ok(self.store.public_id_of(&scope, &code.to_string()).await?)
    }
}
