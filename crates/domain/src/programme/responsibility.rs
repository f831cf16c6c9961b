//! Who does what in which activity: carries it out, answers for it, takes part.

use std::collections::BTreeMap;

use super::{Activity, Programme};

/// The part of an institution in an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Responsibility {
    /// R: carries it out.
    Responsible,
    /// A: answers for it, supervises it.
    Accountable,
    /// C: takes part with what it knows and can.
    Consulted,
}

impl Responsibility {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Responsible, Self::Accountable, Self::Consulted];

    /// The letter of the matrix.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Responsible => "R",
            Self::Accountable => "A",
            Self::Consulted => "C",
        }
    }

    /// The code in texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Responsible => "responsible",
            Self::Accountable => "accountable",
            Self::Consulted => "consulted",
        }
    }
}

/// The parts of one institution in one activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Key of the activity.
    pub activity: String,
    /// The institution, spellings joined.
    pub institution: String,
    /// Its parts, each once.
    pub parts: Vec<Responsibility>,
}

/// The matrix of a programme, activity by activity, those that only the table of tasks names last. Where a table names executor and supervisor,
/// whoever it calls responsible carries out; where it names nobody above them, they answer. Executors of tasks carry out, their supervisors answer,
/// who is involved takes part.
pub fn matrix(programme: &Programme) -> Vec<Assignment> {
    let mut found = Vec::new();
    for (activity, key) in programme.all_activities() {
        let mut parts: BTreeMap<String, Vec<Responsibility>> = BTreeMap::new();
        let mut add = |names: &[String], part: Responsibility| {
            for name in names {
                let has = parts.entry(programme.canonical(name).to_owned()).or_default();
                if !has.contains(&part) {
                    has.push(part);
                }
            }
        };
        let responsible = if activity.supervisor.is_empty() {
            Responsibility::Accountable
        } else {
            Responsibility::Responsible
        };
        add(&activity.responsible, responsible);
        add(&activity.supervisor, Responsibility::Accountable);
        add(&activity.involved, Responsibility::Consulted);
        let number = activity.number();
        for task in programme
            .tasks
            .iter()
            .filter(|task| number == Some(task.activity_nr.as_str()))
        {
            add(&task.executor, Responsibility::Responsible);
            add(&task.supervisor, Responsibility::Accountable);
        }
        found.extend(parts.into_iter().map(|(institution, mut parts)| {
            parts.sort_unstable();
            Assignment {
                activity: key.clone(),
                institution,
                parts,
            }
        }));
    }
    found
}

/// What a programme asks of one institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstitutionDuties {
    /// The name that joins its spellings.
    pub institution: String,
    /// How the document spells it.
    pub spellings: Vec<String>,
    /// Its areas of responsibility, as the document describes them.
    pub areas: Vec<String>,
    /// The measures it takes part in.
    pub measures: Vec<InstitutionMeasure>,
}

/// A measure in which an institution takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstitutionMeasure {
    /// The activity.
    pub activity: Activity,
    /// Its key.
    pub key: String,
    /// How the institution takes part, each way once.
    pub parts: Vec<Responsibility>,
    /// The tasks of the activity that it carries out or supervises.
    pub tasks: Vec<String>,
}

/// The institutions of which a programme asks something, with the number of their measures.
pub fn institutions_of(programme: &Programme) -> Vec<(String, usize)> {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for one in programme.institutions.iter().filter(|one| !one.duties.is_empty()) {
        found.entry(one.canonical.clone()).or_default();
    }
    for one in matrix(programme) {
        *found.entry(one.institution).or_default() += 1;
    }
    found.into_iter().collect()
}

/// What a programme asks of an institution, by any of its spellings; `None` where it asks nothing.
pub fn duties_of(programme: &Programme, name: &str) -> Option<InstitutionDuties> {
    let institution = programme.canonical(name);
    let mut spellings: Vec<String> = Vec::new();
    let mut areas: Vec<String> = Vec::new();
    let entries = programme.institutions.iter();
    for one in entries.filter(|one| one.canonical == institution) {
        spellings.push(one.name.clone());
        for duty in &one.duties {
            if !areas.contains(duty) {
                areas.push(duty.clone());
            }
        }
    }
    let activities = programme.all_activities();
    let measure = |one: Assignment| {
        let (activity, key) = activities.iter().find(|(_, key)| *key == one.activity)?;
        let number = activity.number();
        let tasks = programme
            .tasks
            .iter()
            .filter(|task| number == Some(task.activity_nr.as_str()))
            .filter(|task| {
                let mut people = task.executor.iter().chain(&task.supervisor);
                people.any(|who| programme.canonical(who) == institution)
            })
            .map(|task| task.title.clone())
            .collect();
        Some(InstitutionMeasure {
            activity: activity.clone(),
            key: key.clone(),
            parts: one.parts,
            tasks,
        })
    };
    let measures: Vec<InstitutionMeasure> = matrix(programme)
        .into_iter()
        .filter(|one| one.institution == institution)
        .filter_map(measure)
        .collect();
    let asks = !areas.is_empty() || !measures.is_empty();
    asks.then(|| InstitutionDuties {
        institution: institution.to_owned(),
        spellings,
        areas,
        measures,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: PLN-07, ROL-17
    #[test]
    fn executors_carry_out_and_supervisors_answer() {
        let programme = super::super::template("ogres-novads", 2028);
        let key = programme.activity_keys()[0].clone();
        let first: Vec<(String, Vec<Responsibility>)> = matrix(&programme)
            .into_iter()
            .filter(|one| one.activity == key)
            .map(|one| (one.institution, one.parts))
            .collect();
        assert!(
            first
                .iter()
                .any(|(_, parts)| parts.contains(&Responsibility::Accountable))
        );
        assert!(
            first
                .iter()
                .any(|(_, parts)| parts.contains(&Responsibility::Responsible))
        );
    }

    // covers: ROL-17
    #[test]
    fn spellings_of_an_institution_are_one_in_the_matrix_with_all_of_its_parts() {
        let shipped = super::super::shipped();
        let of = |code: &str, key: &str| -> Vec<(String, String)> {
            let programme = shipped.iter().find(|one| one.municipality == code).unwrap();
            matrix(programme)
                .into_iter()
                .filter(|one| one.activity == key)
                .map(|one| {
                    let letters = one.parts.iter().map(|part| part.letter()).collect();
                    (one.institution, letters)
                })
                .collect()
        };
        let told = |parts: &[(&str, &str)]| -> Vec<(String, String)> {
            parts
                .iter()
                .map(|(name, letters)| ((*name).to_owned(), (*letters).to_owned()))
                .collect()
        };
        // It answers as “Izglītības iestāde” and takes part and carries tasks out as “Izglītības iestādes”.
        assert_eq!(
            of("rezeknes-novads", "1.1"),
            told(&[
                ("Izglītības iestādes", "RAC"),
                ("NVO", "RC"),
                ("Pašvaldība", "AC"),
                ("Sociālais dienests", "C"),
            ])
        );
        // The table of Tukums names who carries out and who supervises.
        assert_eq!(
            of("tukuma-novads", "1.1"),
            told(&[
                ("Tukuma novada Izglītības pārvalde", "A"),
                ("Tukuma novada izglītības iestādes", "R"),
                ("pakalpojumu sniedzēji", "R"),
            ])
        );
        for programme in &shipped {
            for one in matrix(programme) {
                let joined = programme.canonical(&one.institution);
                assert_eq!(joined, one.institution, "{}", programme.municipality);
            }
        }
    }

    // covers: ROL-19
    #[test]
    fn an_institution_finds_its_areas_and_measures_under_one_name() {
        let mut shipped = super::super::shipped().into_iter();
        let programme = shipped.find(|one| one.municipality == "ogres-novads").unwrap();
        let of = duties_of(&programme, "Sociālais dienests").unwrap();
        assert!(of.areas.contains(&"sociālais darbs".to_owned()), "{:?}", of.areas);
        assert!(of.measures.iter().all(|one| !one.parts.is_empty()));
        let all = institutions_of(&programme);
        let listed = all.iter().find(|(name, _)| *name == of.institution).unwrap();
        assert_eq!(listed.1, of.measures.len());
        assert!(all.iter().all(|(name, _)| duties_of(&programme, name).is_some()));
        assert_eq!(duties_of(&programme, "Kuģniecība"), None);
    }
}
