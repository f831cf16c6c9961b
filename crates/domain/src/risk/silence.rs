//! Institutions from which the registry gives signals while nobody there reports a risk: shown to the board, so that silence is seen. It says
//! nothing of a child and needs no names.

use serde::Serialize;

use super::settings::Settings;

/// What an institution's signals and reports amount to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Voice {
    /// The institution.
    pub institution: i64,
    /// Pupils with a signal.
    pub pupils_with_signals: u32,
    /// Reports of staff in the days looked at.
    pub reports: u32,
    /// Those of them without an answer past their term.
    pub overdue: u32,
}

/// How an institution stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Silence {
    /// Signals and not one report.
    Silent,
    /// Reports lie unanswered past their term.
    Unanswered,
    /// Nothing stands out.
    Heard,
    /// Too few signals to say.
    FewSignals,
}

impl Voice {
    /// How the institution stands.
    pub fn silence(&self, settings: &Settings) -> Silence {
        if self.overdue > 0 {
            Silence::Unanswered
        } else if self.reports > 0 {
            Silence::Heard
        } else if self.pupils_with_signals >= u32::from(settings.silence_signals) {
            Silence::Silent
        } else {
            Silence::FewSignals
        }
    }
}

/// The institutions to show to the board: silent ones first, most signals first.
pub fn to_show(voices: &[Voice], settings: &Settings) -> Vec<(Silence, Voice)> {
    let mut shown: Vec<_> = voices
        .iter()
        .map(|voice| (voice.silence(settings), *voice))
        .filter(|(silence, _)| matches!(silence, Silence::Silent | Silence::Unanswered))
        .collect();
    shown.sort_by_key(|(silence, voice)| {
        (
            *silence,
            std::cmp::Reverse(voice.pupils_with_signals),
            voice.institution,
        )
    });
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: RSK-15
    #[test]
    fn an_institution_with_signals_and_no_report_is_shown() {
        let voice = |institution, pupils_with_signals, reports, overdue| Voice {
            institution,
            pupils_with_signals,
            reports,
            overdue,
        };
        let voices = [
            voice(1, 40, 3, 0),
            voice(2, 3, 0, 0),
            voice(3, 2, 0, 0),
            voice(4, 9, 2, 1),
            voice(5, 12, 0, 0),
        ];
        let shown: Vec<_> = to_show(&voices, &Settings::default())
            .into_iter()
            .map(|(silence, voice)| (silence, voice.institution))
            .collect();
        assert_eq!(
            shown,
            [
                (Silence::Silent, 5),
                (Silence::Silent, 2),
                (Silence::Unanswered, 4)
            ]
        );
    }
}
