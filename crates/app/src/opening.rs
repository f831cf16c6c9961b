//! Lists that show names with levels or reasons: every opening of one is written down, as every opening of a pupil's record is. Names and
//! codes that somebody typed into a filter are not kept; that there were some is.

use std::fmt::Write as _;

use balsts_domain::access::{Action, Resource};
use balsts_store::{DutyFilter, DutyState, PupilFilter};

use crate::{Ctx, Result};

impl Ctx {
    /// Whether the actor may open a pupil's record: no page leads where its reader may not go.
    pub async fn opens_pupil(&self, public_id: &str) -> bool {
        match self.scope(Action::Read, Resource::Pupil) {
            Ok(pupils) => self.store.pupil_reach(&pupils, public_id, &[]).await.is_ok(),
            Err(_) => false,
        }
    }

    /// Writes down that a list was opened: by which filter, and how many rows it showed.
    pub(crate) async fn list_opened(&self, list: &str, filter: &str, rows: usize) -> Result<()> {
        let detail = format!("list={list} rows={rows}{filter}");
        let writing = self.store.write().await?;
        writing
            .audit(self.instant(), &[self.event("list.read", "pupil", None, detail)])
            .await?;
        Ok(writing.commit().await?)
    }
}

/// Appends ` name=value` for what was asked.
pub(crate) fn asked(filter: &mut String, name: &str, value: Option<impl std::fmt::Display>) {
    if let Some(value) = value {
        // Writing to a text does not fail.
        let _ = write!(filter, " {name}={value}");
    }
}

/// A filter of pupils without what somebody typed.
pub(crate) fn pupil_filter(of: &PupilFilter) -> String {
    let mut filter = String::new();
    asked(&mut filter, "institution", of.institution);
    asked(&mut filter, "class", of.class.as_deref());
    asked(&mut filter, "grade", of.grade);
    let levels: Vec<String> = of.levels.iter().map(i64::to_string).collect();
    asked(
        &mut filter,
        "levels",
        (!levels.is_empty()).then(|| levels.join(",")),
    );
    asked(&mut filter, "everybody", of.everybody.then_some("yes"));
    asked(&mut filter, "signal", of.signal.as_deref());
    asked(
        &mut filter,
        "kinds",
        of.kinds.as_ref().map(|kinds| kinds.join(",")),
    );
    asked(&mut filter, "overdue", of.overdue.then_some("yes"));
    asked(&mut filter, "since", of.since);
    asked(
        &mut filter,
        "not_enough_data",
        of.not_enough_data.then_some("yes"),
    );
    let typed = !of.search.is_empty() || of.code.is_some();
    asked(&mut filter, "typed", typed.then_some("yes"));
    filter
}

/// A filter of duties.
pub(crate) fn duty_filter(of: &DutyFilter) -> String {
    let mut filter = String::new();
    let state = match of.state {
        DutyState::Open => "open",
        DutyState::Overdue => "overdue",
        DutyState::Done => "done",
    };
    asked(&mut filter, "state", Some(state));
    asked(&mut filter, "code", of.code.as_deref());
    asked(&mut filter, "institution", of.institution);
    filter
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: PRV-07
    #[test]
    fn what_was_typed_is_not_kept() {
        let filter = PupilFilter {
            search: vec!["berzina".to_owned()],
            code: Some("140311-21234".to_owned()),
            levels: vec![3, 4],
            ..PupilFilter::default()
        };
        assert_eq!(pupil_filter(&filter), " levels=3,4 typed=yes");
        let code = DutyFilter {
            code: Some("viis_report".to_owned()),
            ..DutyFilter::default()
        };
        assert_eq!(duty_filter(&code), " state=open code=viis_report");
    }
}
