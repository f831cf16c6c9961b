//! The report of custody cases and administrative protocols: how many of each authority, school year by school year. No names, no persons.

use crate::table::{Cell, Column, Label, Table};

/// A school year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuthorityYear {
    /// As in `2022/23`.
    pub school_year: String,
    /// Whether there is a record of the year; otherwise there are no figures.
    pub known: bool,
    /// Custody cases opened at the orphans' court.
    pub custody: Option<u32>,
    /// Protocols of the municipal police, the State police and the administrative commission.
    pub protocols: [Option<u32>; 3],
    /// Protocols together.
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
                let of = |count: Option<u32>| Cell::known(row.known, count);
                let [municipal, state, commission] = row.protocols.map(of);
                vec![
                    Cell::school_year(&row.school_year),
                    of(row.custody),
                    municipal,
                    state,
                    commission,
                    of(row.all),
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
                    known: true,
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
        assert_eq!(table.rows[1][4..], [Cell::Integer(0), Cell::Integer(9)]);
    }
}
