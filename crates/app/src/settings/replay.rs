//! Whom other settings would have named on a past day: both are evaluated over the same records, nothing is stored.

use std::collections::HashMap;

use balsts_domain::access::{Action, Resource};
use balsts_domain::risk::decision::Basis;
use balsts_domain::risk::replay::{Difference, replay};
use balsts_domain::risk::{Assessment, Level, Settings, View};
use balsts_store::{Listed, Selection};
use jiff::civil::Date;
use serde::Serialize;

use super::risk::check;
use crate::{Ctx, Result};

/// What differs for one pupil.
#[derive(Debug, Clone, Serialize)]
pub struct ReplayLine {
    /// Identifier in addresses.
    pub pupil: String,
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// The level with the settings in force.
    pub before: Option<Level>,
    /// The level with the others.
    pub after: Option<Level>,
    /// Reasons that only the settings in force give.
    pub gone: Vec<Basis>,
    /// Reasons that only the others give.
    pub new: Vec<Basis>,
}

/// What other settings would have changed.
#[derive(Debug, Clone, Serialize)]
pub struct ReplayReport {
    /// The day.
    pub on: Date,
    /// Pupils looked at.
    pub pupils_assessed: usize,
    /// Named by the other settings only.
    pub named: Vec<ReplayLine>,
    /// Named by those in force only.
    pub no_longer_named: Vec<ReplayLine>,
    /// Named by both, with another level.
    pub other_level: Vec<ReplayLine>,
    /// Named by both with the same level, for other reasons.
    pub other_reasons: Vec<ReplayLine>,
    /// Named by both alike.
    pub alike: usize,
}

impl Ctx {
    /// Compares the settings in force with others on a day. Who may not see circumstances compares without them.
    ///
    /// # Errors
    /// Forbidden; Invalid where the settings can't be.
    pub async fn replay(&self, settings: &Settings, on: Date) -> Result<ReplayReport> {
        self.settings_scope(Action::Read, None)?;
        let scope = self.scope(Action::Read, Resource::Assessment)?;
        check(settings)?;
        let view = match self.scope(Action::Read, Resource::Circumstances) {
            Ok(circumstances) if circumstances.reach() == scope.reach() => View::Full,
            _ => View::Open,
        };
        let mut engine = self.engine(on, None).await?;
        let ids = self
            .store
            .selected_pupils(&scope, Selection::default(), on, None)
            .await?;
        let mut named: Vec<(i64, Assessment, Assessment)> = Vec::new();
        let mut walk = engine.walk(&scope, &ids, false);
        while let Some(chunk) = walk.next().await? {
            engine.prepare(&chunk).await?;
            for pupil in &chunk {
                let before = engine.judge(pupil).assessment;
                let after = engine.judge_by(settings, pupil).assessment;
                if before.is_listed(view) || after.is_listed(view) {
                    named.push((pupil.id, before, after));
                }
            }
        }
        let difference = replay(
            named.iter().map(|(id, before, _)| (*id, before)),
            named.iter().map(|(id, _, after)| (*id, after)),
            view,
        );
        let listed: Vec<i64> = named.iter().map(|(id, _, _)| *id).collect();
        let names: HashMap<i64, Listed> = self
            .store
            .listed_pupils(&scope, &listed)
            .await?
            .into_iter()
            .map(|listed| (listed.id, listed))
            .collect();
        let lines = |differences: Vec<Difference<i64>>| -> Vec<ReplayLine> {
            let mut named: Vec<(&Listed, Difference<i64>)> = differences
                .into_iter()
                .filter_map(|difference| Some((names.get(&difference.pupil)?, difference)))
                .collect();
            named.sort_by(|(a, _), (b, _)| (&a.sort_key, a.id).cmp(&(&b.sort_key, b.id)));
            named
                .into_iter()
                .map(|(name, difference)| ReplayLine {
                    pupil: name.public_id.clone(),
                    given_name: name.given_name.clone(),
                    family_name: name.family_name.clone(),
                    before: difference.before,
                    after: difference.after,
                    gone: difference.gone,
                    new: difference.new,
                })
                .collect()
        };
        let report = ReplayReport {
            on,
            pupils_assessed: ids.len(),
            named: lines(difference.named),
            no_longer_named: lines(difference.no_longer_named),
            other_level: lines(difference.other_level),
            other_reasons: lines(difference.other_reasons),
            alike: difference.alike,
        };
        let writing = self.store.write().await?;
        let detail = format!("on={on} assessed={}", report.pupils_assessed);
        let event = self.event(
            "settings.replayed",
            "municipality",
            Some(scope.municipality()),
            detail,
        );
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(report)
    }
}
