//! The list of pupils to work with.

use balsts_domain::access::{Action, Resource};
use balsts_store::{PupilFilter, PupilRow};

use crate::{Ctx, Result};

/// A page of the list.
#[derive(Debug, Clone, Default)]
pub struct PupilList {
    /// Pupils.
    pub pupils: Vec<PupilRow>,
    /// Place to go on after, when there are more.
    pub next: Option<String>,
}

impl Ctx {
    /// One page of pupils: one statement, whatever the size of the municipality.
    pub async fn pupils(&self, filter: &PupilFilter, most: usize) -> Result<PupilList> {
        self.pupils_for(Action::Read, filter, most).await
    }

    /// The list as a file, at most 5 000 rows; taking it out is written down.
    pub async fn export_pupils(&self, filter: &PupilFilter) -> Result<PupilList> {
        let list = self.pupils_for(Action::Export, filter, 5_000).await?;
        let writing = self.store.write().await?;
        let detail = format!("rows={}", list.pupils.len());
        writing
            .audit(
                self.instant(),
                &[self.event("pupils.exported", "pupil", None, detail)],
            )
            .await?;
        writing.commit().await?;
        Ok(list)
    }

    pub(crate) async fn pupils_for(
        &self,
        action: Action,
        filter: &PupilFilter,
        most: usize,
    ) -> Result<PupilList> {
        let scope = self.scope(action, Resource::Assessment)?;
        let circumstances = self.scope(Action::Read, Resource::Circumstances).ok();
        let mut rows = self
            .store
            .pupil_rows(&scope, circumstances.as_ref(), filter, most as u64 + 1)
            .await?;
        let more = rows.len() > most;
        rows.truncate(most);
        let last = rows.last().filter(|_| more);
        let next = last
            .map(|row| self.store.pupil_place(row, filter.order))
            .transpose()?;
        Ok(PupilList { pupils: rows, next })
    }
}
