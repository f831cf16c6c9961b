//! The report of whom support reaches: of the pupils at risk those with a support plan in force, of those in grades 7–12 those who had a career
//! consultation in the school year.

use balsts_domain::disclosure::Shown;
use jiff::civil::Date;

use crate::absences::total_name;
use crate::table::{Cell, Column, Kind, Label, Table};

/// The report `support-coverage`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportCoverage {
    /// The day of the figures.
    pub on: Date,
    /// From which level on a pupil counts as at risk, in words.
    pub level: Label,
    /// Institutions in order.
    pub institutions: Vec<String>,
    /// Pupils at risk.
    pub at_risk: Shown,
    /// Those of them with a plan in force.
    pub supported: Shown,
    /// Pupils of grades 7–12.
    pub seniors: Shown,
    /// Those of them with a career consultation in the school year.
    pub advised: Shown,
}

impl SupportCoverage {
    pub fn table(&self) -> Table {
        let share = |key, latvian, english| Column::new(key, latvian, english, Kind::Percent(1));
        let mut table = Table::new(
            Label::new("Kam atbalsts sniegts", "Whom support reaches"),
            vec![
                Column::institution(),
                Column::count("at_risk", "Riska izglītojamie", "Pupils at risk"),
                Column::count("supported", "No tiem ar atbalsta plānu", "Of them with a support plan"),
                share("supported_share", "Daļa", "Share"),
                Column::count("grades_7_12", "7.–12. klases izglītojamie", "Pupils of grades 7–12"),
                Column::count("advised", "No tiem ar karjeras konsultāciju", "Of them with a career consultation"),
                share("advised_share", "Daļa ar karjeras konsultāciju", "Share with a career consultation"),
            ],
        )
        .captioned(
            format!(
                "Riska izglītojamais: rādītais atbalsta līmenis ir vismaz «{}»; plāns ir spēkā šajā dienā; karjeras konsultācija notikusi šajā mācību gadā",
                self.level.lv
            ),
            format!(
                "At risk: the level of support shown is at least \"{}\"; the plan is in force that day; the career consultation took place in that school year",
                self.level.en
            ),
        );
        let line = |name: Cell, at: &dyn Fn(&Shown) -> Option<u32>| {
            let (at_risk, supported) = (at(&self.at_risk), at(&self.supported));
            let (seniors, advised) = (at(&self.seniors), at(&self.advised));
            vec![
                name,
                Cell::shown(at_risk),
                Cell::shown(supported),
                Cell::share(supported, at_risk),
                Cell::shown(seniors),
                Cell::shown(advised),
                Cell::share(advised, seniors),
            ]
        };
        for (at, name) in self.institutions.iter().enumerate() {
            table.rows.push(line(Cell::text(name), &|shown| shown.counts[at]));
        }
        table.totals.push(line(total_name(), &|shown| shown.total));
        table.as_of = Some(self.on);
        table
    }
}
