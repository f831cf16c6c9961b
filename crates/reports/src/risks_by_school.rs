//! The report of risks in support plans by institution: how often the plans of each name risks of each group. Its sums are those of the report
//! `risks`, so that what is withheld there could be worked out here: where small counts are withheld, all of it is.

use balsts_domain::risk::Group;

use crate::absences::total_name;
use crate::table::{Cell, Column, Label, Row, Table};

/// The keys of the groups' columns.
const KEYS: [&str; 4] = ["a", "b", "c", "d"];

/// Mentions in the plans of an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstitutionRisks {
    pub institution: String,
    /// Mentions of each group, in the order of the groups.
    pub groups: [u64; 4],
    /// Plans that came into force.
    pub plans: u64,
}

/// The report `risks-by-school`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RisksBySchool {
    pub rows: Vec<InstitutionRisks>,
    /// Nothing but the names is shown.
    pub is_withheld: bool,
}

impl RisksBySchool {
    /// Mentions of each group in all institutions.
    pub fn groups(&self) -> [u64; 4] {
        let mut sums = [0; 4];
        for row in &self.rows {
            for (sum, count) in sums.iter_mut().zip(row.groups) {
                *sum += count;
            }
        }
        sums
    }

    pub fn table(&self) -> Table {
        let groups = Group::ALL.into_iter().zip(KEYS);
        let columns = std::iter::once(Column::institution())
            .chain(groups.map(|(group, key)| Column::count(key, group.latvian(), group.english())))
            .chain([
                Column::count("mentions", "Riski kopā", "Risks in all"),
                Column::count("plans", "Plāni", "Plans"),
            ]);
        let mut table = Table::new(
            Label::new("Riski atbalsta plānos pa iestādēm", "Risks in support plans by institution"),
            columns.collect(),
        )
        .captioned(
            "Cik reižu katras grupas riski minēti iestādes plānos, kas bija spēkā; vienā plānā var būt vairāki riski",
            "How often plans of the institution that came into force name risks of each group; a plan may name several",
        );
        table.rows = self
            .rows
            .iter()
            .map(|row| self.line(Cell::text(&row.institution), row.groups, row.plans))
            .collect();
        if !self.rows.is_empty() {
            let plans = self.rows.iter().map(|row| row.plans).sum();
            table.totals = vec![self.line(total_name(), self.groups(), plans)];
        }
        table
    }

    fn line(&self, name: Cell, groups: [u64; 4], plans: u64) -> Row {
        let mentions: u64 = groups.iter().sum();
        let figures = groups.into_iter().chain([mentions, plans]).map(|count| {
            if self.is_withheld {
                Cell::Withheld
            } else {
                Cell::count(count)
            }
        });
        std::iter::once(name).chain(figures).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(is_withheld: bool) -> RisksBySchool {
        let row = |institution: &str, groups, plans| InstitutionRisks {
            institution: institution.to_owned(),
            groups,
            plans,
        };
        RisksBySchool {
            rows: vec![
                row("1. vidusskola", [7, 0, 2, 1], 6),
                row("2. pamatskola", [3, 1, 0, 0], 4),
            ],
            is_withheld,
        }
    }

    // covers: RSK-17
    #[test]
    fn groups_of_risks_stand_side_by_side_for_each_institution() {
        let csv = report(false).table().to_csv().unwrap();
        assert_eq!(
            csv.lines().collect::<Vec<_>>(),
            [
                "institution,a,b,c,d,mentions,plans",
                "1. vidusskola,7,0,2,1,10,6",
                "2. pamatskola,3,1,0,0,4,4",
                "Kopā,10,1,2,1,14,10",
            ]
        );
        let published = report(true).table();
        let mut lines = published.rows.iter().chain(&published.totals);
        assert!(lines.all(|line| line[1..].iter().all(|cell| *cell == Cell::Withheld)));
    }
}
