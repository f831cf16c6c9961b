//! What the State, the European Union or others ask or offer that the programme is open to: a note is followed until a version of the programme
//! takes it into account, or it is said why it does not concern the municipality.
//!
//! Source: all plans are to be supplemented by what is new in education policy of the Union and the State, and by the funding of the next
//! period (Rēzeknes novads, Ogre, Rēzekne; Ventspils of funding alone).

use crate::cases::code::codes;

codes! {
    /// Who issued what a note tells of.
    PolicyIssuer {
        /// A law, a plan or a call of the State.
        State = "state", "Valsts", "The State";
        /// A programme or a call of the European Union.
        EuropeanUnion = "european_union", "Eiropas Savienība", "European Union";
        /// Anybody else: the region, a foundation.
        Other = "other", "Cits", "Other";
    }
}

codes! {
    /// How far a note is.
    PolicyState {
        /// Read and written down.
        Noted = "noted", "Pierakstīts", "Noted";
        /// The next update of the programme is to take it into account.
        ToTakeIn = "to_take_in", "Jāņem vērā aktualizācijā", "To be taken into account";
        /// A version of the programme takes it into account.
        TakenIn = "taken_in", "Ņemts vērā", "Taken into account";
        /// It does not concern the municipality.
        NotOurs = "not_ours", "Uz mums neattiecas", "Does not concern us";
    }
}

impl PolicyState {
    /// Whether an update of the programme still has to think of it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Noted | Self::ToTakeIn)
    }

    /// Which states may follow. What was settled may be taken up again: a version can be given up, a call announced anew.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Noted => &[Self::ToTakeIn, Self::NotOurs],
            Self::ToTakeIn => &[Self::TakenIn, Self::NotOurs],
            Self::TakenIn | Self::NotOurs => &[Self::ToTakeIn],
        }
    }
}

/// The address of a page where a text is one that may be opened: without `https` or with a gap in it, it is the name of a place.
pub fn https_address(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://")?;
    (!rest.is_empty() && !rest.contains(char::is_whitespace)).then_some(text)
}

/// Whether a text is meant as an address and is none that may be opened.
pub fn is_bad_address(text: &str) -> bool {
    text.contains("://") && https_address(text).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: PLN-24
    #[test]
    fn a_note_is_open_until_a_version_takes_it_in_or_it_does_not_concern_us() {
        let open: Vec<&str> = PolicyState::ALL
            .iter()
            .filter(|state| state.is_open())
            .map(|state| state.code())
            .collect();
        assert_eq!(open, ["noted", "to_take_in"]);
        assert!(
            !PolicyState::Noted.next().contains(&PolicyState::TakenIn),
            "first it is decided that the update takes it into account"
        );
        for state in PolicyState::ALL {
            assert!(!state.next().is_empty() && !state.next().contains(state));
        }
    }

    #[test]
    fn only_https_is_opened() {
        assert_eq!(
            https_address("https://likumi.lv/ta/id/1"),
            Some("https://likumi.lv/ta/id/1")
        );
        for place in [
            "Latvijas Vēstnesis, 2026/12",
            "https://",
            "https://a b",
            "javascript:alert(1)",
        ] {
            assert_eq!(https_address(place), None, "{place}");
        }
        assert!(is_bad_address("http://likumi.lv") && is_bad_address("ftp://x"));
        assert!(!is_bad_address("Latvijas Vēstnesis") && !is_bad_address("https://likumi.lv"));
    }
}
