//! Early screening in preschools and first grades: development, behaviour, speech, reading [Tukums, Ventspils]. No source gives a model; areas and
//! results are assumptions. What a preschool finds reaches the school when the preschool hands it over.

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ScreeningArea {
    /// Development altogether.
    Development,
    /// Behaviour and feelings.
    Behaviour,
    /// Speech and language.
    Speech,
    /// Reading, or what comes before it.
    Reading,
}

impl ScreeningArea {
    /// Every area.
    pub const ALL: [Self; 4] = [Self::Development, Self::Behaviour, Self::Speech, Self::Reading];

    /// Code; a message key is made from it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Development => "development",
            Self::Behaviour => "behaviour",
            Self::Speech => "speech",
            Self::Reading => "reading",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|area| area.code() == code)
    }

    /// Its name.
    pub const fn latvian(self) -> &'static str {
        match self {
            Self::Development => "attīstība",
            Self::Behaviour => "uzvedība un emocijas",
            Self::Speech => "runa un valoda",
            Self::Reading => "lasīšana vai tās priekšdarbi",
        }
    }

    /// Its name.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Development => "development",
            Self::Behaviour => "behaviour and feelings",
            Self::Speech => "speech and language",
            Self::Reading => "reading or what comes before it",
        }
    }
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ScreeningResult {
    /// No difficulty.
    None,
    /// Some difficulty: looked at again.
    Some,
    /// A marked difficulty: help is needed.
    Marked,
}

impl ScreeningResult {
    /// Every result.
    pub const ALL: [Self; 3] = [Self::None, Self::Some, Self::Marked];

    /// Code; a message key is made from it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Some => "some",
            Self::Marked => "marked",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|result| result.code() == code)
    }
}

/// Whether children of a grade are screened: those of preschool, who have none, and those up to a last grade (assumption).
pub fn is_screened(grade: Option<u8>, last_grade: u8) -> bool {
    grade.is_none_or(|grade| grade <= last_grade)
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: RSK-09
    #[test]
    fn preschool_and_first_grades_are_screened() {
        assert!(is_screened(None, 3));
        assert!(is_screened(Some(3), 3));
        assert!(!is_screened(Some(4), 3));
        for area in ScreeningArea::ALL {
            assert_eq!(ScreeningArea::parse(area.code()), Some(area));
        }
        for result in ScreeningResult::ALL {
            assert_eq!(ScreeningResult::parse(result.code()), Some(result));
        }
    }
}
