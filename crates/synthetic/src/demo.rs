//! The demonstration: Ogres novads and Rēzeknes valstspilsēta with invented people whose totals reproduce the published
//! tables, and a current school year up to today. The published years are history; nothing of it is about a real child.

mod accounts;
mod current;
mod history;
mod observations;
mod ogre;
mod planted;
mod published;
mod rezekne;
mod story;

use jiff::civil::Date;

use crate::code::PersonalCode;
use crate::sink::{Error, Written};

pub use accounts::{Account, PASSWORD, PROGRAMME_ONLY, Role, account_at, accounts};
pub use history::{
    History, HistoryGroup, HistoryHours, HistoryRisk, HistorySchool, HistoryTerm, Printed, history,
};
pub use observations::{Observation, observations};
pub use ogre::ogre;
pub use planted::{Concern, Planted, Step};
pub use published::{
    AbsenceTable, EnrolmentTable, Irregularity, Ogre, OgrePosts, OgrePreschool, OgreSchool, Rezekne,
    RezekneSchool, Share, StatedPosts, StatedPupils, StatedTotals, Texts,
};
pub use rezekne::rezekne;

/// Seed of the demonstration that ships.
pub const SEED: u64 = 20_240_901;

/// One municipality of the demonstration.
#[derive(Debug, Clone)]
pub struct Demo {
    /// Code of the municipality.
    pub municipality: String,
    /// Its name.
    pub name: String,
    /// The files as CSV, in the order in which they are loaded.
    pub files: Vec<Written<Vec<u8>>>,
    /// Pupils with a story, and the signals which it must fire on the demonstration's day.
    pub planted: Vec<Planted>,
    /// What members of staff have noticed and what came of it; reports are no file, so the one who loads the demonstration enters them
    /// in the name of the accounts of the school.
    pub concerns: Vec<Concern>,
    /// An institution whose register was not taken for two weeks.
    pub silent_institution: Option<String>,
    /// A class (institution and class) of which no lessons held are known.
    pub class_without_lessons: (String, String),
    /// Day of the demonstration.
    pub today: Date,
}

impl Demo {
    /// The pupils of whom a signal is expected.
    pub fn planted_with(&self, signal: &str) -> impl Iterator<Item = PersonalCode> {
        self.planted
            .iter()
            .filter(move |p| p.signals.contains(&signal))
            .map(|p| p.personal_code)
    }
}

/// Both municipalities.
pub fn all(today: Date, seed: u64) -> Result<Vec<Demo>, Error> {
    Ok(vec![ogre(today, seed)?, rezekne(today, seed)?])
}

/// The municipalities of which only the history of support is shown.
pub fn histories(today: Date, seed: u64) -> Result<Vec<Demo>, Error> {
    Ok(vec![
        history(&History::ventspils()?, today, seed, 2_000_000)?,
        history(&History::tukums()?, today, seed, 3_000_000)?,
    ])
}

/// What the sources of a municipality contradict or leave open.
pub fn irregularities(municipality: &str) -> Result<Vec<Irregularity>, Error> {
    match municipality {
        "ogres-novads" => Ok(Ogre::published()?.irregularity),
        "rezekne" => Ok(Rezekne::published()?.irregularity),
        "ventspils" => Ok(History::ventspils()?.irregularity),
        "tukuma-novads" => Ok(History::tukums()?.irregularity),
        _ => Ok(Vec::new()),
    }
}

/// The printed shares of a municipality that follow from its counts.
pub fn printed(municipality: &str) -> Result<Vec<Printed>, Error> {
    match municipality {
        "ventspils" => Ok(History::ventspils()?.printed()),
        "tukuma-novads" => Ok(History::tukums()?.printed()),
        _ => Ok(Vec::new()),
    }
}
