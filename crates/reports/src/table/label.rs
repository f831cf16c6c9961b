//! Texts of a report in both languages. Reports leave the program as files, so they carry their texts with them instead of
//! asking the pages' text store.

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

    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Latvian => &self.lv,
            Language::English => &self.en,
        }
    }
}
