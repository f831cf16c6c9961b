//! The minutes of one meeting, ready to be written: names and numbers are words already, dates are dates. How they look is decided by whoever
//! writes them.

use jiff::civil::Date;

/// Minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes {
    /// Name of the body.
    pub body: String,
    /// Day.
    pub day: Date,
    /// Hour.
    pub begins: String,
    /// Place.
    pub place: String,
    /// Who was there.
    pub present: Vec<Person>,
    /// Who was not.
    pub absent: Vec<Person>,
    /// Cases, in the order of the agenda.
    pub cases: Vec<Item>,
    /// Questions of the system.
    pub questions: Vec<Item>,
    /// What is proposed to others: to whom, and what.
    pub proposals: Vec<(String, String)>,
}

/// Somebody who takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Whom they stand for.
    pub organisation: String,
    /// Their right in words.
    pub right: String,
}

/// An item of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub title: String,
    /// What became of it, in words.
    pub state: String,
    /// What was said.
    pub minutes: String,
    /// What was decided.
    pub decisions: Vec<Decision>,
}

/// A decision line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What is to be done.
    pub what: String,
    /// By whom, with their institution.
    pub who: String,
    /// Until when.
    pub due: Date,
    /// When the result is judged.
    pub judge: Date,
}

impl Minutes {
    /// Decisions of all items.
    pub fn decision_count(&self) -> usize {
        self.cases
            .iter()
            .chain(&self.questions)
            .map(|item| item.decisions.len())
            .sum()
    }
}
