//! Who has a part in a task, each by itself, and how far the task is as a whole. A task of "schools" is a task of every one of them: it is
//! done when each said so, and who said nothing has not done it.

use super::{ProgressState, institution};
use crate::{
    access::Role,
    people::folded,
    registry::{InstitutionKind, InstitutionKinds, normalised_institution_name},
};

/// An institution of the registry that a programme may name, by itself or by its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct School {
    /// Identifier.
    pub id: i64,
    /// Code of the files.
    pub code: String,
    /// Name.
    pub name: String,
    /// Kinds.
    pub kinds: InstitutionKinds,
}

/// The institutions of the registry with their names as they are compared: a programme names them in hundreds of cells.
#[derive(Debug, Clone, Default)]
pub struct Schools(Vec<(String, School)>);

impl Schools {
    /// In the order in which a name for several means them.
    pub fn new(schools: Vec<School>) -> Self {
        let compared = |school: School| (normalised_institution_name(&school.name), school);
        Self(schools.into_iter().map(compared).collect())
    }

    fn iter(&self) -> impl Iterator<Item = &School> {
        self.0.iter().map(|(_, school)| school)
    }

    /// The one of a name.
    fn named(&self, name: &str) -> Option<&School> {
        let plain = normalised_institution_name(name);
        let found = self.0.iter().find(|(compared, _)| *compared == plain);
        found.map(|(_, school)| school)
    }
}

/// One that has a part in a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// What tells it apart in forms and addresses: the code of the registry, else the name in the programme.
    pub code: String,
    /// Its name: that of the registry, else that in the programme, spellings joined.
    pub name: String,
    /// The institution of the registry that it is.
    pub institution: Option<i64>,
    /// The task is done only when it said so; who supervises those who carry it out does not count.
    pub counts: bool,
}

impl Party {
    /// Whether somebody who holds a role, at an institution where the role is held at one, speaks for it.
    pub fn is_of(&self, role: Role, institution: Option<i64>) -> bool {
        match self.institution {
            Some(id) => role.at_institution() && institution == Some(id),
            None => institution::works_for(role, &self.name),
        }
    }

    /// Whether anybody but the education board and the council can speak for it.
    fn speaks_for_itself(&self) -> bool {
        self.institution.is_some()
            || institution::names_schools(&self.name)
            || institution::known_to(&self.name)
                .any(|role| !matches!(role, Role::EducationBoard | Role::MunicipalLeadership))
    }

    /// Whether it is known who it is.
    fn is_known(&self) -> bool {
        self.institution.is_some()
            || institution::names_schools(&self.name)
            || institution::known_to(&self.name).next().is_some()
    }
}

/// The institutions that a name for several means. Schools of interests and of arts beside the general one are meant only when they are named:
/// pupils do not fulfil compulsory education there.
fn meant(name: &str) -> Option<fn(InstitutionKind) -> bool> {
    if !institution::names_schools(name) {
        return None;
    }
    let name = folded(name);
    let has = |beginning: &str| name.split(' ').any(|word| word.starts_with(beginning));
    let kinds: fn(InstitutionKind) -> bool = if has("pirmsskol") || name.split(' ').any(|word| word == "pii")
    {
        |kind| kind == InstitutionKind::Preschool
    } else if has("special") {
        |kind| kind == InstitutionKind::SpecialSchool
    } else if has("interesu") {
        |kind| kind == InstitutionKind::InterestEducation
    } else if has("profesional") {
        |kind| kind == InstitutionKind::VocationalSchool
    } else if has("skol") {
        |kind| kind.provides_compulsory_education() && kind != InstitutionKind::Preschool
    } else {
        InstitutionKind::provides_compulsory_education
    };
    Some(kinds)
}

/// Those whom a name means: one institution of the registry, all of a kind, else whoever is called so.
fn named(name: &str, schools: &Schools) -> Vec<Party> {
    let of_registry = |school: &School| Party {
        code: school.code.clone(),
        name: school.name.clone(),
        institution: Some(school.id),
        counts: true,
    };
    if let Some(school) = schools.named(name) {
        return vec![of_registry(school)];
    }
    let of_kind: Vec<Party> = match meant(name) {
        Some(is_meant) => schools
            .iter()
            .filter(|school| school.kinds.iter().any(is_meant))
            .map(of_registry)
            .collect(),
        None => Vec::new(),
    };
    if of_kind.is_empty() {
        vec![Party {
            code: name.to_owned(),
            name: name.to_owned(),
            institution: None,
            counts: true,
        }]
    } else {
        of_kind
    }
}

/// All that have a part in a task, in the order of its columns, each once. Who carries it out counts; where nobody in the product knows any of
/// those, or nobody is named, those count who supervise it.
pub fn parties(executors: &[String], supervisors: &[String], schools: &Schools) -> Vec<Party> {
    let of =
        |names: &[String]| -> Vec<Party> { names.iter().flat_map(|name| named(name, schools)).collect() };
    let (carrying_out, supervising) = (of(executors), of(supervisors));
    let carried_out_by_somebody = !carrying_out.is_empty()
        && (carrying_out.iter().any(Party::is_known) || !supervising.iter().any(Party::speaks_for_itself));
    let mut found: Vec<Party> = Vec::new();
    for (parties, counts) in [
        (carrying_out, carried_out_by_somebody),
        (supervising, !carried_out_by_somebody),
    ] {
        for party in parties {
            match found.iter_mut().find(|one| one.code == party.code) {
                Some(known) => known.counts |= counts,
                None => found.push(Party { counts, ..party }),
            }
        }
    }
    found
}

/// How far something is as a whole, from how far each part of it is; of a part that nobody spoke of, nothing.
pub fn whole_state(parts: &[Option<ProgressState>]) -> ProgressState {
    let all = |state: ProgressState| parts.iter().all(|part| *part == Some(state));
    let is_settled = |part: &Option<ProgressState>| part.is_some_and(ProgressState::is_settled);
    if parts
        .iter()
        .all(|part| part.is_none_or(|state| state == ProgressState::NotStarted))
    {
        ProgressState::NotStarted
    } else if all(ProgressState::Dropped) {
        ProgressState::Dropped
    } else if parts.iter().all(is_settled) {
        ProgressState::Done
    } else if all(ProgressState::Postponed) {
        ProgressState::Postponed
    } else if parts
        .iter()
        .all(|part| *part == Some(ProgressState::Continuous) || is_settled(part))
    {
        ProgressState::Continuous
    } else {
        ProgressState::InProgress
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn school(id: i64, name: &str, kind: InstitutionKind) -> School {
        School {
            id,
            code: format!("S{id}"),
            name: name.to_owned(),
            kinds: InstitutionKinds::default().with(kind),
        }
    }

    fn registry() -> Schools {
        Schools::new(vec![
            school(1, "Ogres pirmsskola “Cīrulītis”", InstitutionKind::Preschool),
            school(2, "Ogres 1. vidusskola", InstitutionKind::SecondarySchool),
            school(3, "Ķeguma pamatskola", InstitutionKind::BasicSchool),
            school(4, "Ogres Mūzikas skola", InstitutionKind::VocationalOrientation),
        ])
    }

    fn told(executors: &[&str], supervisors: &[&str]) -> Vec<(String, bool)> {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        parties(&owned(executors), &owned(supervisors), &registry())
            .into_iter()
            .map(|party| (party.code, party.counts))
            .collect()
    }

    // covers: PLN-09, PLN-11
    #[test]
    fn a_name_for_schools_means_each_of_them() {
        let one = |code: &str, counts: bool| (code.to_owned(), counts);
        let all = [one("S1", true), one("S2", true), one("S3", true)];
        assert_eq!(told(&["Izglītības iestādes"], &[]), all);
        assert_eq!(
            told(&["Izglītības iestādes", "Vispārizglītojošās skolas"], &[]),
            all
        );
        assert_eq!(told(&["Vispārizglītojošās skolas"], &[]), all[1..]);
        assert_eq!(told(&["Pirmsskolas izglītības iestādes"], &[]), all[..1]);
        assert_eq!(told(&["PII"], &[]), all[..1]);
        assert_eq!(told(&["Ogres 1.vidusskola"], &[]), all[1..2]);
        assert_eq!(
            told(&["NVO", "Ķeguma pamatskola"], &["Izglītības pārvalde"]),
            [
                one("NVO", true),
                one("S3", true),
                one("Izglītības pārvalde", false)
            ]
        );
        // Nobody in the product knows who carries it out: its supervisor says how far it is.
        assert_eq!(
            told(
                &["Sociālais darbinieks darbam ar ģimenēm un bērniem"],
                &["Sociālais dienests"]
            ),
            [
                one("Sociālais darbinieks darbam ar ģimenēm un bērniem", false),
                one("Sociālais dienests", true)
            ]
        );
        // The board speaks for whom nobody knows, and has no need to count in their place.
        assert_eq!(
            told(&["Uzņēmēji"], &["Izglītības pārvalde"]),
            [one("Uzņēmēji", true), one("Izglītības pārvalde", false)]
        );
        assert_eq!(
            told(&[], &["Izglītības pārvalde"]),
            [one("Izglītības pārvalde", true)]
        );
        assert!(told(&[], &[]).is_empty());
        // A registry without schools leaves the name as it is.
        let none = parties(&["Izglītības iestādes".to_owned()], &[], &Schools::default());
        assert_eq!((none.len(), none[0].institution), (1, None));
    }

    // covers: PLN-11
    #[test]
    fn each_speaks_for_its_own_institution_alone() {
        let schools = parties(&["Izglītības iestādes".to_owned()], &[], &registry());
        assert!(schools[1].is_of(Role::SchoolHead, Some(2)));
        assert!(!schools[1].is_of(Role::SchoolHead, Some(3)));
        assert!(!schools[1].is_of(Role::EducationBoard, None));
        let ngo = parties(&["NVO".to_owned()], &[], &registry());
        assert!(ngo[0].is_of(Role::Ngo, None));
        assert!(!ngo[0].is_of(Role::SchoolHead, Some(2)));
    }

    // covers: PLN-09
    #[test]
    fn the_whole_is_done_when_every_part_is() {
        use ProgressState as S;
        for (parts, whole) in [
            (&[Some(S::Done), Some(S::Done)][..], S::Done),
            (&[Some(S::Done), None], S::InProgress),
            (&[Some(S::Done), Some(S::NotStarted)], S::InProgress),
            (&[None, None], S::NotStarted),
            (&[Some(S::NotStarted), None], S::NotStarted),
            (&[Some(S::Done), Some(S::Dropped)], S::Done),
            (&[Some(S::Dropped), Some(S::Dropped)], S::Dropped),
            (&[Some(S::Dropped), None], S::InProgress),
            (&[Some(S::Postponed), Some(S::Postponed)], S::Postponed),
            (&[Some(S::Postponed), None], S::InProgress),
            (&[Some(S::Continuous), Some(S::Done)], S::Continuous),
            (&[Some(S::Continuous), None], S::InProgress),
            (&[], S::NotStarted),
        ] {
            assert_eq!(whole_state(parts), whole, "{parts:?}");
        }
    }
}
