//! Every number of the signals as a setting with its default, unit, allowed range and source, so that the settings page and the
//! document of rules are made from the same rows the rules read. Versions of settings are kept elsewhere; this is one version.

mod registry;

use serde::Serialize;

pub use registry::{About, Default as BuiltIn, Entry, REGISTRY, entry};

use jiff::civil::Date;

use super::priority::{PriorityGroup, default_groups};
use super::{Circumstance, Level};
use crate::achievement::{ExamThreshold, exam_thresholds};
use crate::calendar::SchoolYear;

macro_rules! settings {
    ($( $key:ident = $default:literal in $low:literal ..= $high:literal, $unit:ident, $about:ident, $source:literal,
        $assumption:literal, $what:literal, $latvian:literal; )*) => {
        /// One version of a municipality's settings. What a file leaves out has the default.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct Settings {
            $(
                #[doc = $what]
                pub $key: u16,
            )*
            /// Whether the preschool days must follow each other; together otherwise.
            pub preschool_in_a_row: bool,
            /// The State's thresholds of central exams.
            pub exam_thresholds: Vec<ExamThreshold>,
            /// Names with which the subject Latvian begins, lower case.
            pub latvian_subjects: Vec<String>,
            /// Levels of circumstances other than the default; `None` switches a kind off.
            pub circumstance_levels: BTreeMap<Circumstance, Option<Level>>,
            /// The priority target groups of the municipality.
            pub priority_groups: Vec<PriorityGroup>,
        }

        impl Default for Settings {
            fn default() -> Self {
                Self {
                    $($key: $default,)*
                    preschool_in_a_row: true,
                    exam_thresholds: exam_thresholds().to_vec(),
                    latvian_subjects: vec!["latviešu val".to_owned(), "latvian".to_owned()],
                    circumstance_levels: BTreeMap::new(),
                    priority_groups: default_groups(),
                }
            }
        }

        impl Settings {
            /// A number by its key.
            pub fn number(&self, key: &str) -> Option<u16> {
                match key {
                    $(stringify!($key) => Some(self.$key),)*
                    _ => None,
                }
            }

            /// Sets a number by its key; `false` when there is no such number. Check with [`Settings::validate`] afterwards.
            pub fn set_number(&mut self, key: &str, value: u16) -> bool {
                match key {
                    $(stringify!($key) => self.$key = value,)*
                    _ => return false,
                }
                true
            }
        }

        pub(in crate::risk::settings) static NUMBERS: &[Entry] = &[$(Entry {
            key: stringify!($key),
            default: registry::Default::Number($default),
            range: Some(($low, $high)),
            unit: stringify!($unit),
            about: About::$about,
            source: $source,
            assumption: $assumption,
            what: $what,
            latvian: $latvian,
        }),*];
    };
}
mod numbers;
pub use numbers::Settings;

/// A setting that can't be: where, and the key of the message with its arguments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettingError {
    /// The key of the setting.
    pub field: String,
    /// The key of the message.
    pub message: &'static str,
    /// The arguments of the message.
    pub arguments: Vec<(&'static str, String)>,
}

impl SettingError {
    fn new(field: impl Into<String>, message: &'static str, arguments: &[(&'static str, u16)]) -> Self {
        let arguments = arguments
            .iter()
            .map(|(name, value)| (*name, value.to_string()))
            .collect();
        Self {
            field: field.into(),
            message,
            arguments,
        }
    }
}

impl Settings {
    /// The level an open circumstance of that kind proposes, `None` when the kind is no signal.
    pub fn circumstance_level(&self, kind: Circumstance) -> Option<Level> {
        let default = kind.default_level()?;
        self.circumstance_levels
            .get(&kind)
            .copied()
            .unwrap_or(Some(default))
    }

    /// The threshold of an exam taken on a day in a grade: that of its year or of the last year known before, `None` before the
    /// first.
    pub fn exam_threshold(&self, taken_on: Date, grade: u8) -> Option<&ExamThreshold> {
        let year = SchoolYear::of(taken_on).first_calendar_year() + 1;
        let of_grade = self
            .exam_thresholds
            .iter()
            .filter(|row| row.grade == grade && row.year <= year);
        of_grade.max_by_key(|row| row.year)
    }

    /// Everything that can't be, not the first alone.
    pub fn validate(&self) -> Result<(), Vec<SettingError>> {
        let mut errors = Vec::new();
        for entry in REGISTRY.iter() {
            if let (Some((low, high)), Some(value)) = (entry.range, self.number(entry.key))
                && !(low..=high).contains(&value)
            {
                errors.push(SettingError::new(
                    entry.key,
                    "setting-out-of-range",
                    &[("low", low), ("high", high)],
                ));
            }
        }
        for (lower, higher) in [
            ("unexcused_watch", "unexcused_near_limit"),
            ("absence_rate_percent", "absence_rate_high_percent"),
            ("insufficient_subjects", "insufficient_subjects_high"),
            (
                "insufficient_subjects_high_secondary",
                "insufficient_subjects_high",
            ),
            ("repeats_year", "repeats_year_high"),
            ("incidents", "incidents_high"),
            ("concern_soon_school_days", "concern_answer_school_days"),
        ] {
            let (low, high) = (self.number(lower).unwrap_or(0), self.number(higher).unwrap_or(0));
            if low > high {
                errors.push(SettingError::new(
                    lower,
                    "setting-above-the-next",
                    &[("next", high)],
                ));
            }
        }
        if self.unexcused_near_limit > self.unexcused_limit {
            let next = self.unexcused_limit;
            errors.push(SettingError::new(
                "unexcused_near_limit",
                "setting-above-the-next",
                &[("next", next)],
            ));
        }
        for (at, row) in self.exam_thresholds.iter().enumerate() {
            let same = |other: &ExamThreshold| (other.grade, other.year) == (row.grade, row.year);
            if self.exam_thresholds[..at].iter().any(same) {
                let arguments = [
                    ("grade", u16::from(row.grade)),
                    ("year", u16::try_from(row.year).unwrap_or_default()),
                ];
                errors.push(SettingError::new(
                    "exam_thresholds",
                    "setting-exam-twice",
                    &arguments,
                ));
            }
            if row.percent > 100 || !(1..=12).contains(&row.grade) {
                let arguments = [
                    ("percent", u16::from(row.percent)),
                    ("grade", u16::from(row.grade)),
                ];
                errors.push(SettingError::new(
                    "exam_thresholds",
                    "setting-exam-threshold",
                    &arguments,
                ));
            }
        }
        if self.latvian_subjects.iter().any(|name| name.trim().is_empty()) {
            errors.push(SettingError::new("latvian_subjects", "setting-empty-name", &[]));
        }
        for (kind, level) in &self.circumstance_levels {
            if level.is_some() && kind.default_level().is_none() {
                let field = format!("circumstance_levels.{kind}");
                errors.push(SettingError::new(field, "setting-no-circumstance", &[]));
            }
        }
        for (at, group) in self.priority_groups.iter().enumerate() {
            let doubled = self.priority_groups[..at]
                .iter()
                .any(|other| other.code == group.code);
            if group.code.trim().is_empty()
                || group.latvian.trim().is_empty()
                || group.kinds.is_empty()
                || doubled
            {
                let field = format!("priority_groups.{}", group.code);
                errors.push(SettingError::new(field, "setting-priority-group", &[]));
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// The keys in which two versions differ, for the history of settings.
    pub fn differences(&self, other: &Self) -> Vec<&'static str> {
        let differs = |key: &str| match key {
            "preschool_in_a_row" => self.preschool_in_a_row != other.preschool_in_a_row,
            "exam_thresholds" => self.exam_thresholds != other.exam_thresholds,
            "latvian_subjects" => self.latvian_subjects != other.latvian_subjects,
            "circumstance_levels" => self.circumstance_levels != other.circumstance_levels,
            "priority_groups" => self.priority_groups != other.priority_groups,
            key => self.number(key) != other.number(key),
        };
        REGISTRY
            .iter()
            .map(|entry| entry.key)
            .filter(|key| differs(key))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::risk::{Factor, Status};
    use jiff::civil::date;

    // covers: RSK-06
    #[test]
    fn the_defaults_are_allowed_and_every_number_can_be_set_by_its_key() {
        assert_eq!(Settings::default().validate(), Ok(()));
        for entry in REGISTRY.iter() {
            let mut settings = Settings::default();
            let Some((low, high)) = entry.range else { continue };
            let registry::Default::Number(default) = entry.default else {
                panic!("{}", entry.key)
            };
            assert!(low <= default && default <= high, "{}", entry.key);
            assert_eq!(settings.number(entry.key), Some(default));
            assert!(settings.set_number(entry.key, high + 1));
            assert_eq!(settings.differences(&Settings::default()), [entry.key]);
            let errors = settings.validate().unwrap_err();
            assert!(
                errors
                    .iter()
                    .any(|e| e.field == entry.key && e.message == "setting-out-of-range")
            );
        }
        assert!(
            !Settings::default().set_number("sex", 1),
            "there is no such setting"
        );
    }

    #[test]
    fn steps_stay_in_order() {
        let settings = Settings {
            unexcused_watch: 16,
            unexcused_limit: 14,
            ..Settings::default()
        };
        let fields: Vec<_> = settings
            .validate()
            .unwrap_err()
            .into_iter()
            .map(|e| e.field)
            .collect();
        assert_eq!(fields, ["unexcused_watch", "unexcused_near_limit"]);
    }

    #[test]
    fn a_file_that_leaves_something_out_has_the_default() {
        let settings: Settings =
            toml::from_str("unexcused_watch = 6\n[circumstance_levels]\naddiction = \"high\"\n").unwrap();
        assert_eq!((settings.unexcused_watch, settings.unexcused_limit), (6, 20));
        let level = |kind| settings.circumstance_level(kind);
        assert_eq!(level(Circumstance::Factor(Factor::Addiction)), Some(Level::High));
        assert_eq!(level(Circumstance::Factor(Factor::Disability)), Some(Level::Low));
        assert_eq!(level(Circumstance::Factor(Factor::LowAchievement)), None);
        assert!(toml::from_str::<Settings>("unexcused_wach = 6").is_err());
        let json = serde_json::to_string(&settings).unwrap();
        assert_eq!(serde_json::from_str::<Settings>(&json).unwrap(), settings);
    }

    #[test]
    fn a_kind_that_is_no_signal_gets_no_level() {
        let kind = Circumstance::Status(Status::HomeSchooling);
        let mut settings = Settings::default();
        settings.circumstance_levels.insert(kind, Some(Level::High));
        assert_eq!(settings.circumstance_level(kind), None);
        assert_eq!(
            settings.validate().unwrap_err()[0].message,
            "setting-no-circumstance"
        );
        settings.circumstance_levels.clear();
        settings
            .circumstance_levels
            .insert(Circumstance::Factor(Factor::Disability), None);
        assert_eq!(
            settings.circumstance_level(Circumstance::Factor(Factor::Disability)),
            None
        );
        assert_eq!(settings.validate(), Ok(()));
    }

    // covers: REG-17
    #[test]
    fn exam_thresholds_are_those_of_year_and_grade() {
        let settings = Settings::default();
        let percent = |grade, year| {
            settings
                .exam_threshold(date(year, 6, 5), grade)
                .map(|row| row.percent)
        };
        assert_eq!(
            [
                percent(9, 2024),
                percent(9, 2025),
                percent(9, 2026),
                percent(9, 2027)
            ],
            [10, 10, 15, 15].map(Some)
        );
        assert_eq!(
            (percent(12, 2025), percent(12, 2024), percent(9, 2023)),
            (Some(15), None, None)
        );
    }
}
