//! The risks a support team has found in one pupil: several at once, from any groups, each with its dates.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Factor, Group};
use crate::risk::Level;

/// One risk of one pupil.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskEntry {
    /// The factor.
    pub factor: Factor,
    /// What is meant; needed with *Cits*.
    #[serde(default)]
    pub text: String,
    /// How grave, as decided by a person.
    pub level: Option<Level>,
    /// Since when.
    pub from: Date,
    /// Last day; open while `None`.
    pub to: Option<Date>,
}

/// Why a risk can't be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// *Cits* says nothing without a text.
    #[error("`other` needs a text")]
    OtherNeedsText,
    /// It ends before it begins.
    #[error("the risk ends before it begins")]
    EndsBeforeItBegins,
    /// The same factor is already open in these days.
    #[error("this risk is already entered for these days")]
    AlreadyOpen,
}

/// The risks of one pupil.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct RiskProfile {
    entries: Vec<RiskEntry>,
}

impl RiskProfile {
    /// Adds a risk. Any combination of factors and groups is possible; the same factor twice in the same days is not, unless it is
    /// *Cits* with another text.
    pub fn add(&mut self, entry: RiskEntry) -> Result<(), ProfileError> {
        if entry.factor.needs_text() && entry.text.trim().is_empty() {
            return Err(ProfileError::OtherNeedsText);
        }
        if entry.to.is_some_and(|to| to < entry.from) {
            return Err(ProfileError::EndsBeforeItBegins);
        }
        let overlaps = |old: &RiskEntry| {
            old.to.is_none_or(|to| entry.from <= to) && entry.to.is_none_or(|to| old.from <= to)
        };
        let same = |old: &RiskEntry| {
            old.factor == entry.factor && (!entry.factor.needs_text() || old.text.trim() == entry.text.trim())
        };
        if self.entries.iter().any(|old| same(old) && overlaps(old)) {
            return Err(ProfileError::AlreadyOpen);
        }
        self.entries.push(entry);
        Ok(())
    }

    /// All, as entered.
    pub fn entries(&self) -> &[RiskEntry] {
        &self.entries
    }

    /// The risks open on a day.
    pub fn open_on(&self, on: Date) -> impl Iterator<Item = &RiskEntry> {
        self.entries
            .iter()
            .filter(move |entry| entry.from <= on && entry.to.is_none_or(|to| on <= to))
    }

    /// The groups open on a day, each once.
    pub fn groups_on(&self, on: Date) -> Vec<Group> {
        Group::ALL
            .into_iter()
            .filter(|group| self.open_on(on).any(|entry| entry.factor.group() == *group))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn entry(factor: Factor, text: &str) -> RiskEntry {
        RiskEntry {
            factor,
            text: text.to_owned(),
            level: None,
            from: date(2026, 9, 1),
            to: None,
        }
    }

    // covers: RSK-02
    #[test]
    fn one_pupil_has_risks_of_several_groups_with_their_dates() {
        let mut profile = RiskProfile::default();
        profile.add(entry(Factor::LowAchievement, "")).unwrap();
        let closed = RiskEntry {
            to: Some(date(2026, 10, 1)),
            ..entry(Factor::DifficultJourney, "")
        };
        profile.add(closed).unwrap();
        profile.add(entry(Factor::OtherFamily, "vecāki šķiras")).unwrap();
        profile.add(entry(Factor::OtherFamily, "pārcelšanās")).unwrap();
        assert_eq!(
            profile.groups_on(date(2026, 9, 5)),
            [Group::A, Group::C, Group::D]
        );
        assert_eq!(profile.groups_on(date(2026, 10, 2)), [Group::A, Group::D]);
        assert_eq!(profile.open_on(date(2026, 8, 31)).count(), 0);
        assert_eq!(profile.entries().len(), 4);
    }

    // covers: RSK-01, RSK-02
    #[test]
    fn other_needs_a_text_and_a_risk_is_entered_once() {
        let mut profile = RiskProfile::default();
        assert_eq!(
            profile.add(entry(Factor::OtherSocial, " ")),
            Err(ProfileError::OtherNeedsText)
        );
        profile.add(entry(Factor::Addiction, "")).unwrap();
        assert_eq!(
            profile.add(entry(Factor::Addiction, "")),
            Err(ProfileError::AlreadyOpen)
        );
        let backwards = RiskEntry {
            to: Some(date(2026, 8, 1)),
            ..entry(Factor::Disability, "")
        };
        assert_eq!(profile.add(backwards), Err(ProfileError::EndsBeforeItBegins));
    }
}
