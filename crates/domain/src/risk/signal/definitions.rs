//! One row per signal, in the order of [`SignalCode`]: what it is read from, which settings move it, where it comes from. The settings page and
//! the document of rules are made from these rows.

mod rows;

use serde::Serialize;

pub use rows::DEFINITIONS;

use super::{Input, SignalCode, SignalKind, Unit};
use crate::risk::{Group, Level};

/// What a signal is defined by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Definition {
    /// The signal.
    pub signal: SignalCode,
    /// Its code in JSON and addresses.
    pub code: &'static str,
    /// Its kind.
    pub kind: SignalKind,
    /// The risk group it belongs to; a circumstance or a report carries its own instead.
    pub group: Group,
    /// The lowest level it proposes.
    pub level: Level,
    /// The highest, if another.
    pub higher: Option<Level>,
    /// What its value is counted in.
    pub unit: Unit,
    /// What it is read from.
    pub inputs: &'static [Input],
    /// The settings that move it.
    pub settings: &'static [&'static str],
    /// Where the rule comes from, short, as shown beside the reason.
    pub source: &'static str,
    /// Whether no source confirms the rule or its number.
    pub assumption: bool,
    /// The rule in English.
    pub rule: &'static str,
    /// The rule in Latvian.
    pub rule_latvian: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::risk::settings;
    use SignalKind as Kind;

    // covers: RSK-06
    #[test]
    fn every_signal_has_its_row_in_its_place() {
        for code in SignalCode::ALL {
            let definition = code.definition();
            assert_eq!(definition.signal, code);
            assert_eq!(definition.code.parse(), Ok(code));
            assert_eq!(
                serde_json::to_string(&code).unwrap(),
                format!("\"{}\"", definition.code)
            );
            assert!(
                definition.higher.is_none_or(|higher| higher > definition.level),
                "{code}"
            );
            assert!(
                !definition.source.is_empty() && !definition.rule.is_empty() && !definition.inputs.is_empty()
            );
        }
    }

    // covers: RSK-06
    #[test]
    fn every_threshold_named_is_a_setting_and_every_setting_of_a_signal_is_named() {
        for definition in &DEFINITIONS {
            for key in definition.settings {
                assert!(
                    settings::entry(key).is_some(),
                    "{} names the unknown setting {key}",
                    definition.code
                );
            }
        }
        for entry in settings::REGISTRY.iter() {
            let named = DEFINITIONS
                .iter()
                .any(|definition| definition.settings.contains(&entry.key));
            assert_eq!(named, entry.about == settings::About::Signals, "{}", entry.key);
        }
    }

    #[test]
    fn the_kinds_are_those_of_the_contract() {
        let of = |kind| {
            SignalCode::ALL
                .into_iter()
                .filter(move |code| code.kind() == kind)
                .map(SignalCode::code)
        };
        assert!(of(Kind::Achievement).eq([
            "insufficient_marks",
            "unmarked_work",
            "repeats_year",
            "exam_below_threshold",
            "language_barrier"
        ]));
        assert!(of(Kind::Behaviour).eq(["incidents", "victim", "reported"]));
        assert!(of(Kind::Circumstances).eq(["no_extracurricular", "circumstance"]));
        assert_eq!(of(Kind::Attendance).count(), 11);
    }
}
