//! Texts of a report in both languages. Reports leave the program as files, so they carry their texts with them instead of
//! asking the pages' text store.

use balsts_domain::calendar::SchoolYear;

pub use crate::format::Language;

/// A text in Latvian and English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub lv: String,
    pub en: String,
}

impl Label {
    pub fn new(lv: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            lv: lv.into(),
            en: en.into(),
        }
    }

    /// A name that is the same in both languages: of an institution, of a person.
    pub fn name(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            lv: text.clone(),
            en: text,
        }
    }

    /// A school year by its code `2026/27`; other words stay as they are.
    pub fn school_year(code: &str) -> Self {
        match code.parse::<SchoolYear>() {
            Ok(year) => Self::new(Language::Latvian.school_year(year.first_calendar_year()), code),
            Err(_) => Self::name(code),
        }
    }

    /// A month by its code `2026-09`; other words stay as they are.
    pub fn month(code: &str) -> Self {
        match format!("{code}-01").parse::<jiff::civil::Date>() {
            Ok(first) => Self::new(
                Language::Latvian.month_and_year(first),
                Language::English.month_and_year(first),
            ),
            Err(_) => Self::name(code),
        }
    }

    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Latvian => &self.lv,
            Language::English => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Label;

    #[test]
    fn codes_of_time_are_written_as_the_language_writes_them() {
        let year = Label::new("2026./2027.\u{a0}m.\u{a0}g.", "2026/27");
        assert_eq!(Label::school_year("2026/27"), year);
        assert_eq!(
            Label::month("2026-09"),
            Label::new("2026. gada septembris", "September 2026")
        );
        assert_eq!(Label::month("visi"), Label::name("visi"));
    }
}
