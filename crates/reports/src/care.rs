//! The report of children in out-of-family care, by kind of care.

use balsts_domain::disclosure::Shown;
use balsts_domain::people::GuardianRelation;
use jiff::civil::Date;

use crate::absences::total_name;
use crate::table::{Cell, Column, Kind, Label, Table};

/// The report `care`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Care {
    pub on: Date,
    /// Whether records speak for that day; otherwise there is no figure.
    pub known: bool,
    /// Who cares for the children; none where no record says it.
    pub kinds: Vec<Option<GuardianRelation>>,
    /// Children of each kind, in the same order.
    pub children: Shown,
}

impl Care {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new("Bērni ārpusģimenes aprūpē", "Children in out-of-family care"),
            vec![
                Column::new("kind", "Aprūpes veids", "Kind of care", Kind::Text),
                Column::count("children", "Bērni", "Children"),
                Column::share("share", "Īpatsvars", "Share"),
            ],
        );
        table.as_of = Some(self.on);
        let total = self.children.total;
        table.rows = self
            .kinds
            .iter()
            .zip(&self.children.counts)
            .map(|(kind, count)| {
                vec![
                    Cell::Label(words(*kind)),
                    Cell::known(self.known, *count),
                    Cell::share(*count, total),
                ]
            })
            .collect();
        table.totals = vec![vec![
            total_name(),
            Cell::known(self.known, total),
            Cell::share(total, total),
        ]];
        table
    }
}

fn words(kind: Option<GuardianRelation>) -> Label {
    match kind {
        Some(GuardianRelation::LegalGuardian) => Label::new("Aizbildnis", "Legal guardian"),
        Some(GuardianRelation::FosterParent) => Label::new("Audžuģimene", "Foster family"),
        Some(GuardianRelation::CareInstitution) => Label::new("Aprūpes iestāde", "Care institution"),
        Some(GuardianRelation::Parent | GuardianRelation::Other) | None => {
            Label::new("Aprūpes veids nav zināms", "Kind of care not known")
        }
    }
}
