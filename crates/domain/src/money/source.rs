//! Who pays, and how the programmes write it.

use crate::{cases::code::codes, people::folded};

codes! {
    /// A source of money.
    FundingSource {
        /// The municipality's budget.
        Municipality = "municipality", "Pašvaldības budžets", "Municipal budget";
        /// The State's budget.
        State = "state", "Valsts budžets", "State budget";
        /// European Social Fund.
        Esf = "esf", "Eiropas Sociālais fonds (ESF)", "European Social Fund (ESF)";
        /// European Regional Development Fund.
        Erdf = "erdf", "Eiropas Reģionālās attīstības fonds (ERAF)", "European Regional Development Fund (ERDF)";
        /// Projects of the European Union, of whichever fund.
        EuProjects = "eu_projects", "Eiropas Savienības projekti", "Projects of the European Union";
        /// Support programmes of the whole country.
        National = "national", "Nacionāla mēroga atbalsta programmas", "National support programmes";
        /// Private money.
        Private = "private", "Privāts finansējums", "Private funding";
        /// Associations and foundations.
        Association = "association", "Biedrību līdzfinansējums", "Co-funding of associations";
    }
}

impl FundingSource {
    /// The sources that a cell of a programme names, in the order of [`Self::ALL`]. A cell that is empty, a dash or says only that
    /// public money is sought names none.
    pub fn read(cell: &str) -> Vec<Self> {
        let text = format!(" {} ", folded(cell));
        let has = |part: &str| text.contains(part);
        let word = |one: &str| {
            text.split(|letter: char| !letter.is_alphanumeric())
                .any(|found| found == one)
        };
        let named = |source: &Self| match source {
            Self::Municipality => has("pasvald"),
            Self::State => word("valsts"),
            Self::Esf => word("esf"),
            Self::Erdf => word("eraf"),
            Self::EuProjects => has(" es projekt") || has(" es fond"),
            Self::National => has("nacional"),
            Self::Private => has("privat"),
            Self::Association => has("biedrib"),
        };
        Self::ALL.iter().copied().filter(named).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: RES-03
    #[test]
    fn sources_are_read_as_the_programmes_write_them() {
        use FundingSource as F;
        for (cell, sources) in [
            ("ESF", vec![F::Esf]),
            ("valsts budžets", vec![F::State]),
            ("Rēzeknes valstspilsētas pašvaldība", vec![F::Municipality]),
            (
                "biedrību un privātais līdzfinansējums",
                vec![F::Private, F::Association],
            ),
            (
                "Finansējuma piesaiste no ES projektiem, nacionāla mēroga atbalsta programmā//pašvaldības finansējums",
                vec![F::Municipality, F::EuProjects, F::National],
            ),
            ("Valsts finansējums, ERAF", vec![F::State, F::Erdf]),
            ("-", vec![]),
            ("", vec![]),
            ("publiskā finansējuma piesaiste", vec![]),
            ("jauniešu iniciatīvas projekti", vec![]),
        ] {
            assert_eq!(FundingSource::read(cell), sources, "{cell}");
        }
    }

    // covers: RES-03
    #[test]
    fn every_cell_of_funding_in_the_five_programmes_is_understood() {
        let mut cells = 0;
        for programme in crate::programme::shipped() {
            let of_activities = programme.activities.iter().flat_map(|activity| &activity.funding);
            let of_resources = programme.resources.iter().map(|resource| &resource.funding);
            for cell in of_activities.chain(of_resources) {
                if cell.trim().trim_matches('-').is_empty() {
                    continue;
                }
                cells += 1;
                assert!(
                    !FundingSource::read(cell).is_empty(),
                    "{}: {cell}",
                    programme.municipality
                );
            }
        }
        assert!(cells > 100, "{cells}");
    }
}
