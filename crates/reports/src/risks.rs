//! The report of risks in support plans: how often each factor is named. Two bases stand side by side, because the published tables use both:
//! the share of plans that name the factor, and the share of the group's mentions. A plan may name several risks, so shares of plans may add
//! up to more than 100 %.

use crate::absences::total_name;
use crate::format::Language;
use crate::table::{Cell, Column, Decimal, Kind, Label, Table};

/// One factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskRow {
    /// Letter of the group.
    pub group: &'static str,
    pub group_name: Label,
    pub factor: Label,
    /// Plans that name it.
    pub count: u64,
    /// Pupils behind those plans: not shown, for disclosure control.
    pub pupils: u64,
}

/// The report `risks`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risks {
    /// By group, then in the order of the taxonomy.
    pub rows: Vec<RiskRow>,
    /// Plans altogether.
    pub plans: u64,
    /// Mentions under codes that the taxonomy does not know.
    pub unknown: u64,
}

impl Risks {
    /// Mentions of a group.
    pub fn of_group(&self, group: &str) -> u64 {
        self.rows
            .iter()
            .filter(|row| row.group == group)
            .map(|row| row.count)
            .sum()
    }

    /// Mentions altogether.
    pub fn mentions(&self) -> u64 {
        self.rows.iter().map(|row| row.count).sum()
    }

    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new("Riska faktori atbalsta plānos", "Risk factors in support plans"),
            vec![
                Column::new("group", "Grupa", "Group", Kind::Text),
                Column::new("factor", "Riska faktors", "Risk factor", Kind::Text),
                Column::new("count", "Plāni", "Plans", Kind::Integer),
                Column::new(
                    "share_of_plans",
                    "Daļa no plāniem",
                    "Share of plans",
                    Kind::Percent(2),
                ),
                Column::new(
                    "share_of_group",
                    "Daļa no grupas",
                    "Share of the group",
                    Kind::Percent(2),
                ),
            ],
        );
        let plans = i64::try_from(self.plans).unwrap_or(i64::MAX);
        table.caption = Some(Label::new(
            format!(
                "Bāze: {} plāni, kas bija spēkā. Vienā plānā var būt vairāki riski; daļa no grupas ir no visiem grupas pieminējumiem",
                Language::Latvian.count(plans)
            ),
            format!(
                "Base: {} plans that came into force. A plan may name several risks; the share of the group is of all its mentions",
                Language::English.count(plans)
            ),
        ));
        table.rows = self
            .rows
            .iter()
            .map(|row| {
                line(
                    row.group,
                    &row.factor,
                    row.count,
                    self.plans,
                    self.of_group(row.group),
                )
            })
            .collect();
        let mut groups: Vec<(&str, &Label)> =
            self.rows.iter().map(|row| (row.group, &row.group_name)).collect();
        groups.dedup_by_key(|(group, _)| *group);
        table.totals = groups
            .into_iter()
            .map(|(group, name)| {
                let count = self.of_group(group);
                line(group, name, count, self.plans, count)
            })
            .collect();
        let mut total = line("", &Label::name(""), self.mentions(), self.plans, 0);
        // Mentions of all groups are no group of their own.
        total[0] = total_name();
        total[4] = Cell::text("");
        table.totals.push(total);
        if self.unknown > 0 {
            table.notes.push(Label::new(
                format!(
                    "{} pieminējumi ar kodu, ko taksonomija nepazīst, nav ieskaitīti.",
                    self.unknown
                ),
                format!(
                    "{} mentions under codes unknown to the taxonomy are left out.",
                    self.unknown
                ),
            ));
        }
        table
    }
}

fn share(part: u64, whole: u64) -> Cell {
    Decimal::ratio(part, whole).map_or(Cell::Missing, Cell::Percent)
}

fn line(group: &str, name: &Label, count: u64, plans: u64, of_group: u64) -> Vec<Cell> {
    vec![
        Cell::text(group),
        Cell::Label(name.clone()),
        Cell::count(count),
        share(count, plans),
        share(count, of_group),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(group: &'static str, factor: &str, count: u64) -> RiskRow {
        RiskRow {
            group,
            group_name: Label::name(group),
            factor: Label::name(factor),
            count,
            pupils: count,
        }
    }

    // covers: RSK-17
    #[test]
    fn both_bases_stand_side_by_side() {
        let report = Risks {
            rows: vec![
                row("A", "grūtības", 30),
                row("A", "kavējumi", 10),
                row("D", "ģimene", 20),
            ],
            plans: 50,
            unknown: 1,
        };
        let csv = report.table().to_csv().unwrap();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines[0], "group,factor,count,share_of_plans,share_of_group");
        assert_eq!(lines[1], "A,grūtības,30,0.6,0.75");
        assert_eq!(lines[3], "D,ģimene,20,0.4,1");
        assert_eq!(lines[4], "A,A,40,0.8,1");
        assert!(lines[6].starts_with("Kopā,,60,1.2,"), "{}", lines[6]);
        assert_eq!(report.table().notes.len(), 1);
    }
}
