//! What the State, the Union and others ask or offer, as the report tells of it: what an update still has to think of, and what became of the rest
//! since the school year of the report began.

use std::collections::HashMap;

use balsts_domain::{
    access::{Action, Resource},
    cases::Words,
    programme::{AnnualYear, PolicyIssuer, Programme},
};
use balsts_reports::{annual::Policy, table::Label};
use balsts_store::{LastPolicyStepRow, PolicyNoteRow};
use jiff::civil::Date;

use crate::{Ctx, Result, clock, programme::policy_note::state_of};

fn label(words: Words) -> Label {
    Label::new(words.latvian, words.english)
}

impl Ctx {
    /// What was issued up to the day of the report, what came last first.
    pub(super) async fn annual_policies(
        &self,
        year: AnnualYear,
        as_of: Date,
        programme: &Programme,
    ) -> Result<Vec<Policy>> {
        let scope = self.scope(Action::Read, Resource::Programme)?;
        let notes = self.store.policy_notes(&scope).await?;
        if notes.is_empty() {
            return Ok(Vec::new());
        }
        let steps = self.store.last_policy_steps(&scope).await?;
        let steps: HashMap<i64, LastPolicyStepRow> = steps
            .into_iter()
            .map(|step| (step.policy_note_id, step))
            .collect();
        let names: HashMap<String, String> = programme
            .all_activities()
            .into_iter()
            .map(|(activity, key)| {
                let name = format!("{} {}", activity.number().unwrap_or_default(), activity.title);
                (key, name.trim().to_owned())
            })
            .collect();
        let begins = year.period().from();
        let is_told = |row: &PolicyNoteRow| {
            let settled = || {
                let step = steps.get(&row.id);
                step.is_some_and(|step| clock::day_in_riga(balsts_store::timestamp(step.at)) >= begins)
            };
            balsts_store::date(row.day) <= as_of && (state_of(row).is_open() || settled())
        };
        let policy = |row: PolicyNoteRow| {
            let activity = row.activity_key.as_deref().map(|key| {
                // An activity that has been dropped since is known by its key.
                names.get(key).cloned().unwrap_or_else(|| key.to_owned())
            });
            let issuer = PolicyIssuer::from_code(&row.issuer).unwrap_or(PolicyIssuer::Other);
            Policy {
                issuer: label(issuer.words()),
                on: balsts_store::date(row.day),
                activity: activity.unwrap_or_default(),
                state: label(state_of(&row).words()),
                note: steps
                    .get(&row.id)
                    .map(|step| step.note.clone())
                    .unwrap_or_default(),
                version: row.version,
                title: row.title,
                place: row.place,
                asks: row.asks,
            }
        };
        Ok(notes.into_iter().filter(is_told).map(policy).collect())
    }
}
