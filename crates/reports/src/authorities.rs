//! The report of custody cases and administrative protocols: how many of each authority, school year by school year. No names, no persons.

use crate::table::{Cell, Column, Label, Table};

/// A school year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuthorityYear {
    /// As in `2022/23`.
    pub school_year: String,
    /// Whether the orphans' court has recorded anything by then: else nothing is known, which is no nought.
    pub custody_known: bool,
    /// The same of the others.
    pub protocols_known: [bool; 3],
    /// Custody cases opened at the orphans' court.
    pub custody: Option<u32>,
    /// Protocols of the municipal police, the State police and the administrative commission.
    pub protocols: [Option<u32>; 3],
    /// Protocols of those together who recorded any.
    pub all: Option<u32>,
}

/// The report `authorities`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authorities {
    /// The earliest first.
    pub years: Vec<AuthorityYear>,
}

impl Authorities {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new(
                "Aizgādības un administratīvās lietas",
                "Custody and administrative cases",
            ),
            vec![
                Column::school_year(),
                Column::count(
                    "custody",
                    "Bāriņtiesa: aizgādības lietas",
                    "Orphans’ court: custody cases",
                ),
                Column::count(
                    "municipal_police",
                    "Pašvaldības policija: protokoli",
                    "Municipal police: protocols",
                ),
                Column::count(
                    "state_police",
                    "Valsts policija: protokoli",
                    "State police: protocols",
                ),
                Column::count(
                    "commission",
                    "Administratīvā komisija: protokoli",
                    "Administrative commission: protocols",
                ),
                Column::count("protocols", "Protokoli kopā", "Protocols together"),
            ],
        )
        .captioned(
            "Gadījumi, kas atvērti mācību gadā, un lēmumi, kas tajā pierakstīti gadījumos",
            "Cases opened in the school year, and decisions written down in cases in it",
        );
        table.rows = self
            .years
            .iter()
            .map(|row| {
                let known = row.protocols_known;
                let [municipal, state, commission] =
                    [0, 1, 2].map(|at: usize| Cell::known(known[at], row.protocols[at]));
                vec![
                    Cell::school_year(&row.school_year),
                    Cell::known(row.custody_known, row.custody),
                    municipal,
                    state,
                    commission,
                    Cell::known(known.contains(&true), row.all),
                ]
            })
            .collect();
        table.source = Some(Label::new(
            "Gadījumi un to veidlapas",
            "Cases and what is filled in in them",
        ));
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: REG-26
    #[test]
    fn each_year_has_its_authorities_and_what_is_withheld_says_so() {
        let report = Authorities {
            years: vec![
                AuthorityYear {
                    school_year: "2025/26".to_owned(),
                    ..AuthorityYear::default()
                },
                AuthorityYear {
                    school_year: "2026/27".to_owned(),
                    custody_known: true,
                    protocols_known: [true, true, false],
                    custody: Some(7),
                    protocols: [None, None, Some(0)],
                    all: Some(9),
                },
            ],
        };
        let table = report.table();
        assert!(table.withholds());
        assert_eq!(table.rows[0][1..], [const { Cell::Missing }; 5]);
        assert_eq!(table.rows[1][1], Cell::Integer(7));
        assert_eq!(table.rows[1][2..4], [Cell::Withheld, Cell::Withheld]);
        assert_eq!(
            table.rows[1][4..],
            [Cell::Missing, Cell::Integer(9)],
            "nothing recorded is no nought"
        );
    }
}
