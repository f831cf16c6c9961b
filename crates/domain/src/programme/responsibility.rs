//! Who does what in which activity: carries it out, answers for it, takes part.

use std::collections::BTreeMap;

use super::Programme;

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

/// The matrix of a programme, activity by activity, those that only the table of tasks names last. Where a table names executor and supervisor, whoever it calls responsible carries out;
/// where it names nobody above them, they answer. Executors of tasks carry out, their supervisors answer, who is involved takes part.
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
}
