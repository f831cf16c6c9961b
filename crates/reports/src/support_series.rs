//! The report of support over five school years, as projects and applications ask for it: plans, different pupils, risks named in plans, hours of
//! consultations.

use crate::table::{Cell, Column, Kind, Label, Table};

/// The municipality in one school year; cells as the reports of that year show them, withheld where these withhold.
#[derive(Debug, Clone, PartialEq)]
pub struct SupportYear {
    /// As in `2022/23`.
    pub school_year: String,
    pub plans: Cell,
    pub pupils: Cell,
    /// Mentions of risks in plans that came into force.
    pub risks: Cell,
    pub hours: Cell,
}

/// The report `support-series`, the oldest year first.
#[derive(Debug, Clone, PartialEq)]
pub struct SupportSeries {
    pub years: Vec<SupportYear>,
}

impl SupportSeries {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new(
                "Atbalsts un riski piecos gados",
                "Support and risks over five years",
            ),
            vec![
                Column::new("school_year", "Mācību gads", "School year", Kind::Text),
                Column::count("plans", "Atbalsta plāni", "Support plans"),
                Column::count("pupils", "Izglītojamie ar plānu", "Pupils with a plan"),
                Column::count("risks", "Plānos minētie riski", "Risks named in plans"),
                Column::new(
                    "hours",
                    "Konsultāciju stundas",
                    "Hours of consultations",
                    Kind::Decimal(1),
                ),
            ],
        );
        table.caption = Some(Label::new(
            "Izglītojamie ir dažādas personas; vienam gadā var būt vairāki plāni, un vienā plānā vairāki riski",
            "Pupils are different persons; one may have several plans a year, and a plan may name several risks",
        ));
        table.rows = self
            .years
            .iter()
            .map(|year| {
                vec![
                    Cell::text(&year.school_year),
                    year.plans.clone(),
                    year.pupils.clone(),
                    year.risks.clone(),
                    year.hours.clone(),
                ]
            })
            .collect();
        if !self.is_known() {
            table.rows.clear();
            table.no_data();
        }
        table
    }

    /// Whether anything is known of any year.
    pub fn is_known(&self) -> bool {
        let of = |year: &SupportYear| [&year.plans, &year.pupils, &year.risks, &year.hours].map(Clone::clone);
        self.years.iter().flat_map(of).any(|cell| cell != Cell::Missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(plans: Cell) -> SupportYear {
        SupportYear {
            school_year: "2025/26".to_owned(),
            plans,
            pupils: Cell::Missing,
            risks: Cell::Missing,
            hours: Cell::Missing,
        }
    }

    // covers: REP-14
    #[test]
    fn years_of_which_nothing_is_known_say_so_and_nought_is_known() {
        let series = |plans| SupportSeries {
            years: vec![year(plans)],
        };
        let unknown = series(Cell::Missing);
        assert!(!unknown.is_known() && unknown.table().rows.is_empty());
        let none = series(Cell::Integer(0));
        assert!(none.is_known());
        assert_eq!(none.table().rows[0][1..3], [Cell::Integer(0), Cell::Missing]);
        assert!(series(Cell::Withheld).is_known());
    }
}
