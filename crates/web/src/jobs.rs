//! Work that outlives a request: the check and the load of a file. The page that started it waits a moment, then shows how far it is. Only
//! this copy of the program knows of it; what came of it stands in the upload itself.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use balsts_app::{AppError, load::LoadProgress};

/// How long a request waits for its work before it shows the progress instead.
const PATIENCE: Duration = Duration::from_secs(4);

/// How a piece of work stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Job {
    /// Under way.
    Running(Option<LoadProgress>),
    /// It stopped; the key of a text says why.
    Failed(&'static str),
}

/// All work of this copy of the program, by upload.
#[derive(Debug, Clone, Default)]
pub struct Jobs(Arc<Mutex<HashMap<i64, Job>>>);

impl Jobs {
    fn all(&self) -> MutexGuard<'_, HashMap<i64, Job>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How the work on an upload stands; none when there is none.
    pub(crate) fn of(&self, upload: i64) -> Option<Job> {
        self.all().get(&upload).cloned()
    }

    /// Forgets why the work on an upload stopped.
    pub(crate) fn forget(&self, upload: i64) {
        let mut all = self.all();
        if matches!(all.get(&upload), Some(Job::Failed(_))) {
            all.remove(&upload);
        }
    }

    /// Starts work on an upload, unless some is under way, and waits a moment for its end.
    pub(crate) async fn start<W, F>(&self, upload: i64, work: W)
    where
        W: FnOnce(Telling) -> F,
        F: Future<Output = Result<(), AppError>> + Send + 'static,
    {
        {
            let mut all = self.all();
            if matches!(all.get(&upload), Some(Job::Running(_))) {
                return;
            }
            all.insert(upload, Job::Running(None));
        }
        let jobs = self.clone();
        let work = tokio::spawn(work(Telling {
            jobs: self.clone(),
            upload,
        }));
        let ended = tokio::spawn(async move {
            let result = work
                .await
                .unwrap_or_else(|error| Err(AppError::Internal(error.to_string())));
            let mut all = jobs.all();
            match result {
                Ok(()) => all.remove(&upload),
                Err(error) => all.insert(upload, Job::Failed(reason(&error))),
            };
        });
        drop(tokio::time::timeout(PATIENCE, ended).await);
    }
}

/// Tells how far a piece of work is.
#[derive(Debug)]
pub(crate) struct Telling {
    jobs: Jobs,
    upload: i64,
}

impl Telling {
    /// Tells it.
    pub(crate) fn tell(&self, progress: LoadProgress) {
        self.jobs.all().insert(self.upload, Job::Running(Some(progress)));
    }
}

fn reason(error: &AppError) -> &'static str {
    match error {
        AppError::Conflict(key) => key,
        AppError::Invalid(errors) => errors.0.first().map_or("loads-stopped", |error| error.key),
        AppError::Forbidden | AppError::NotFound => "loads-stopped",
        AppError::Internal(cause) => {
            tracing::error!(cause, "work on an upload stopped");
            "loads-stopped"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_stopped_says_why_until_it_is_tried_again() {
        let jobs = Jobs::default();
        jobs.start(1, |_| async { Err(AppError::Conflict("error-load-busy")) })
            .await;
        assert_eq!(jobs.of(1), Some(Job::Failed("error-load-busy")));
        jobs.start(1, |_| async { panic!("broken") }).await;
        assert_eq!(jobs.of(1), Some(Job::Failed("loads-stopped")));
        jobs.start(1, |_| async { Ok(()) }).await;
        assert_eq!(jobs.of(1), None);
    }
}
