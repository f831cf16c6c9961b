//! Who has a part in something of the programme, what each said last, and for whom the reader may write.

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Reach, Role, Scope},
    calendar::day_number,
    programme::{Party, Programme, ProgressState, School, Schools, parties},
    registry::InstitutionKinds,
};
use balsts_store::ProgrammeReportRow;
use jiff::civil::Date;

use crate::{AppError, Ctx, FieldErrors, Result};

/// In a form: all who have a part together.
pub const ALL_TOGETHER: &str = "all";

/// One that has a part, and what it said last.
#[derive(Debug, Clone)]
pub struct PartyView {
    /// Who.
    pub party: Party,
    /// How far it said that it is; none where it said nothing.
    pub state: Option<ProgressState>,
    /// Since which day.
    pub day: Option<Date>,
    /// The reader speaks for it.
    pub own: bool,
}

/// The names of some institutions of a programme, spellings joined, each once.
pub(super) fn joined(programme: &Programme, names: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in names {
        let name = programme.canonical(name);
        if !found.iter().any(|one| one == name) {
            found.push(name.to_owned());
        }
    }
    found
}

/// Whether a report is about one that has a part: by itself, or about all together.
fn is_about(report: &ProgrammeReportRow, party: &Party) -> bool {
    match (&report.party, report.institution_id) {
        (None, None) => true,
        (Some(name), _) => party.institution.is_none() && *name == party.name,
        (None, Some(id)) => party.institution == Some(id),
    }
}

/// The registry and the reader: what tells who has a part in what.
#[derive(Debug, Clone)]
pub(super) struct Parts {
    schools: Schools,
    held: Vec<(Role, Option<i64>)>,
}

impl Parts {
    /// Those who have a part, with what each said last; `reports` the newest first.
    pub(super) fn of(
        &self,
        executors: &[String],
        supervisors: &[String],
        reports: &[ProgrammeReportRow],
    ) -> Vec<PartyView> {
        parties(executors, supervisors, &self.schools)
            .into_iter()
            .map(|party| {
                let last = reports.iter().find(|report| is_about(report, &party));
                PartyView {
                    state: last.and_then(|report| ProgressState::from_code(&report.state)),
                    day: last.map(|report| balsts_store::date(report.day)),
                    own: self
                        .held
                        .iter()
                        .any(|(role, institution)| party.is_of(*role, *institution)),
                    party,
                }
            })
            .collect()
    }
}

/// For whom something is written: none stands for all together.
pub(super) fn chosen(parties: &[PartyView], code: &str, for_all: bool) -> Result<Option<Party>> {
    let mut own = parties
        .iter()
        .filter(|one| one.own || for_all)
        .map(|one| &one.party);
    match code {
        "" | ALL_TOGETHER if for_all => Ok(None),
        "" => match (own.next(), own.next()) {
            (Some(one), None) => Ok(Some(one.clone())),
            (Some(_), Some(_)) => Err(FieldErrors::one("party", "error-programme-party")),
            (None, _) => Err(AppError::Forbidden),
        },
        code => own
            .find(|party| party.code == code)
            .map(|party| Some(party.clone()))
            .ok_or(AppError::Forbidden),
    }
}

/// The institution and the name that are kept with what was written for somebody.
pub(super) fn kept(party: Option<&Party>, scope: &Scope) -> (Option<i64>, Option<String>) {
    let Some(party) = party else { return (None, None) };
    if party.institution.is_some() {
        return (party.institution, None);
    }
    let writer = scope.reach().iter().find_map(|reach| match reach {
        Reach::Institution(id) => Some(*id),
        _ => None,
    });
    (writer, Some(party.name.clone()))
}

impl Ctx {
    /// What tells who has a part in what, with the institutions that there were on a day.
    pub(super) async fn parts(&self, on: Date) -> Result<Parts> {
        let day = i64::from(day_number(on));
        let mut schools: BTreeMap<i64, School> = BTreeMap::new();
        for row in self.store.dated_names(self.actor.municipality).await? {
            if row.valid_from > day || row.valid_to.is_some_and(|to| to < day) {
                continue;
            }
            let school = schools.entry(row.id).or_insert_with(|| School {
                id: row.id,
                code: row.code.clone(),
                name: row.name.clone(),
                kinds: InstitutionKinds::default(),
            });
            let kinds = InstitutionKinds::parse(&row.kind).unwrap_or_default();
            school.kinds = kinds.iter().fold(school.kinds, InstitutionKinds::with);
        }
        let mut schools: Vec<School> = schools.into_values().collect();
        schools.sort_by(|one, other| one.name.cmp(&other.name));
        let today = self.today();
        let held = self.actor.assignments.iter().filter(|one| one.holds_on(today));
        Ok(Parts {
            schools: Schools::new(schools),
            held: held.map(|one| (one.role, one.institution)).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(code: &str, own: bool) -> PartyView {
        PartyView {
            party: Party {
                code: code.to_owned(),
                name: code.to_owned(),
                institution: None,
                counts: true,
            },
            state: None,
            day: None,
            own,
        }
    }

    // covers: PLN-11
    #[test]
    fn one_writes_for_ones_own_and_the_board_for_all() {
        let code = |result: Result<Option<Party>>| result.map(|party| party.map(|party| party.code));
        let parties = [view("A", true), view("B", false)];
        assert_eq!(code(chosen(&parties, "", false)).unwrap().as_deref(), Some("A"));
        assert_eq!(code(chosen(&parties, "A", false)).unwrap().as_deref(), Some("A"));
        for foreign in ["B", "C", ALL_TOGETHER] {
            assert!(matches!(
                chosen(&parties, foreign, false),
                Err(AppError::Forbidden)
            ));
        }
        assert!(matches!(
            chosen(&parties[1..], "", false),
            Err(AppError::Forbidden)
        ));
        assert_eq!(code(chosen(&parties, "", true)).unwrap(), None);
        assert_eq!(code(chosen(&parties, ALL_TOGETHER, true)).unwrap(), None);
        assert_eq!(code(chosen(&parties, "B", true)).unwrap().as_deref(), Some("B"));
        assert!(matches!(chosen(&parties, "C", true), Err(AppError::Forbidden)));
        // Whoever speaks for several says for which.
        let both = [view("A", true), view("B", true)];
        assert!(matches!(chosen(&both, "", false), Err(AppError::Invalid(_))));
    }
}
