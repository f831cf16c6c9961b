//! Why enrolments end.

use serde::{Deserialize, Serialize};

use crate::people::folded;

/// Why an enrolment ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeavingReason {
    /// Completed the programme.
    Completed,
    /// Ended grade 9 or 12 with a *liecība* alone: without a certificate.
    WithoutCertificate,
    /// Went over to another institution.
    Transferred,
    /// Left the country.
    LeftCountry,
    /// Struck off by the institution.
    Expelled,
    /// Own or the parents' wish, without another institution.
    OwnWish,
    /// Struck off because the pupil did not come.
    NonAttendance,
    /// Died.
    Deceased,
    /// Another reason.
    Other,
}

impl LeavingReason {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::Completed,
        Self::WithoutCertificate,
        Self::Transferred,
        Self::LeftCountry,
        Self::Expelled,
        Self::OwnWish,
        Self::NonAttendance,
        Self::Deceased,
        Self::Other,
    ];

    /// Code, as in files and serialised form; a message key is made from it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::WithoutCertificate => "without_certificate",
            Self::Transferred => "transferred",
            Self::LeftCountry => "left_country",
            Self::Expelled => "expelled",
            Self::OwnWish => "own_wish",
            Self::NonAttendance => "non_attendance",
            Self::Deceased => "deceased",
            Self::Other => "other",
        }
    }

    /// Reads a code or the Latvian words of journals.
    pub fn parse(text: &str) -> Option<Self> {
        let name = folded(&text.replace('_', " "));
        let reason = Self::ALL
            .into_iter()
            .find(|reason| reason.code().replace('_', " ") == name);
        reason.or_else(|| {
            Some(match name.as_str() {
                "pabeidzis" | "absolvejis" | "beidzis" => Self::Completed,
                "bez apliecibas" | "ar liecibu" => Self::WithoutCertificate,
                "pargajis uz citu izglitibas iestadi" | "pargajis" | "mainijis skolu" | "transfer" => {
                    Self::Transferred
                }
                "izbraucis no valsts" | "izbraucis" | "arzemes" => Self::LeftCountry,
                "atskaitits" | "izslegts" => Self::Expelled,
                "pec pasa velesanas" | "pec vecaku velesanas" => Self::OwnWish,
                "neapmekle" | "skolas neapmeklesana" => Self::NonAttendance,
                "miris" => Self::Deceased,
                "cits" | "cits iemesls" => Self::Other,
                _ => return None,
            })
        })
    }

    /// Whether the pupil left education by it; `None` where the reason does not tell.
    pub const fn leaves_education(self) -> Option<bool> {
        match self {
            Self::Completed | Self::Transferred | Self::LeftCountry | Self::Deceased => Some(false),
            Self::Expelled | Self::OwnWish | Self::NonAttendance => Some(true),
            // Whether the pupil goes on elsewhere is not said by the document.
            Self::WithoutCertificate | Self::Other => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LeavingReason;

    #[test]
    fn reasons_are_read_in_both_languages() {
        for reason in LeavingReason::ALL {
            assert_eq!(LeavingReason::parse(reason.code()), Some(reason));
        }
        assert_eq!(LeavingReason::parse("Atskaitīts"), Some(LeavingReason::Expelled));
        assert_eq!(LeavingReason::Other.leaves_education(), None);
    }
}
