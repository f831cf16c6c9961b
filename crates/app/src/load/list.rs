//! The loads so far, and undoing one.

use balsts_domain::{
    access::{Action, Reach, Resource, Scope},
    registry::Source,
};
use balsts_intake::Kind;
use balsts_store::{
    StoreError,
    load::{IN_USE, LATER_LOAD, LoadAge, LoadRow, SourceAge},
};

use super::{LoadBounds, register::stored_kind};
use crate::{AppError, Ctx, FieldErrors, Result};

/// A load in the list.
#[derive(Debug, Clone)]
pub struct LoadListed {
    /// What was loaded.
    pub load: LoadRow,
    /// Whether it may be undone now, as far as its age goes.
    pub undoable: bool,
}

/// A source of the register, with what was read from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceListed {
    /// The source; none for loads of which nobody said it.
    pub source: Option<Source>,
    /// By kind, what was loaded last first; nothing where it was never read.
    pub read: Vec<SourceAge>,
}

/// A load that was undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// Pupils whose records changed; they are evaluated again.
    pub touched_pupils: Vec<i64>,
}

/// The kinds that this version stores, in the order in which they build on one another. The file format knows more.
pub fn stored_kinds() -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(|kind| stored_kind(*kind).is_some())
}

/// Why a file of a kind that this version does not store is refused: with those that it does.
pub(super) fn not_stored(kind: Kind) -> AppError {
    let kinds: Vec<&str> = stored_kinds().map(Kind::code).collect();
    let mut errors = FieldErrors::new();
    errors
        .add_with("kind", "error-load-kind-later", "value", kind)
        .argument("kinds", kinds.join(", "));
    AppError::Invalid(errors)
}

impl Ctx {
    /// The latest loads, newest first: all of them for those who load for the municipality, else one's own.
    pub async fn loads(&self, most: u64) -> Result<Vec<LoadListed>> {
        let scope = self.scope(Action::Read, Resource::Load)?;
        let own = self.own_loads(&scope);
        let bounds = self.load_bounds().await?;
        let rows = self.store.loads(&scope, own, most).await?;
        Ok(rows
            .into_iter()
            .map(|load| LoadListed {
                undoable: self.may_undo(&load, &bounds),
                load,
            })
            .collect())
    }

    /// The kinds that the actor may load, in the order in which they build on one another. Declared children are the municipality's; who
    /// teaches a class opens its children to them, so that the head or the municipality says it.
    pub fn load_kinds(&self) -> Result<Vec<Kind>> {
        let scope = self.scope(Action::Write, Resource::Load)?;
        let whole = scope.reach().contains(&Reach::Municipality);
        let says_who_teaches = whole || self.scope(Action::Write, Resource::Registry).is_ok();
        Ok(stored_kinds()
            .filter(|kind| match kind {
                Kind::DeclaredChildren => whole,
                Kind::ClassTeachers => says_who_teaches,
                _ => true,
            })
            .collect())
    }

    /// When each kind was last loaded: how old the data of the municipality is. Kinds never loaded are left out.
    pub async fn load_ages(&self) -> Result<Vec<LoadAge>> {
        let scope = self.scope(Action::Read, Resource::Load)?;
        Ok(self.store.load_ages(&scope).await?)
    }

    /// What was read from each source of the register, those never read too; last what nobody named a source of. Who loaded it is left out
    /// where the reader sees only their own loads.
    pub async fn sources(&self) -> Result<Vec<SourceListed>> {
        let scope = self.scope(Action::Read, Resource::Load)?;
        let own = self.own_loads(&scope);
        let mut rows = self.store.source_ages(&scope).await?;
        for row in &mut rows {
            if own.is_some() && row.user_id != own {
                row.user_name = None;
            }
        }
        let named = Source::ALL.map(Some).into_iter().chain([None]);
        let listed = named.map(|source| {
            let code = source.map(Source::code);
            let (of, rest) = std::mem::take(&mut rows)
                .into_iter()
                .partition(|row| row.source.as_deref() == code);
            rows = rest;
            SourceListed { source, read: of }
        });
        Ok(listed
            .filter(|one| one.source.is_some() || !one.read.is_empty())
            .collect())
    }

    fn own_loads(&self, scope: &Scope) -> Option<i64> {
        let whole = scope.reach().contains(&Reach::Municipality);
        // Somebody without an account sees none but those of everybody.
        (!whole).then(|| self.actor.user().unwrap_or(-1))
    }

    fn may_undo(&self, load: &LoadRow, bounds: &LoadBounds) -> bool {
        let age = self.instant() - load.loaded_at;
        load.undone_at.is_none() && age <= bounds.undo_hours * 3_600_000_000
    }

    /// Undoes a load within its time, exactly or not at all.
    ///
    /// # Errors
    /// Conflict with the key of a text: too late, undone already, a later load or people's work builds on it.
    pub async fn undo_load(&self, load: i64) -> Result<Undone> {
        let scope = self.scope(Action::Write, Resource::Load)?;
        let row = self.store.load_of(&scope, load).await?;
        if self.own_loads(&scope).is_some_and(|own| row.user_id != Some(own)) {
            return Err(AppError::NotFound);
        }
        if row.undone_at.is_some() {
            return Err(AppError::Conflict("error-load-undone"));
        }
        if !self.may_undo(&row, &self.load_bounds().await?) {
            return Err(AppError::Conflict("error-load-undo-late"));
        }
        let event = self.event("load.undo", "load", Some(load), format!("kind={}", row.kind));
        let touched_pupils = self
            .store
            .undo_load(scope.municipality(), load, self.instant(), event)
            .await
            .map_err(|error| match error {
                StoreError::Conflict(name) if name == LATER_LOAD => {
                    AppError::Conflict("error-load-undo-later")
                }
                StoreError::Conflict(name) if name == IN_USE => AppError::Conflict("error-load-undo-in-use"),
                StoreError::Conflict(_) => AppError::Conflict("error-load-undo-in-use"),
                other => other.into(),
            })?;
        self.evaluate_after(&touched_pupils).await;
        Ok(Undone { touched_pupils })
    }
}
