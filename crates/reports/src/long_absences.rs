//! The report of pupils absent for long, by institution, from the signals of a day.

use balsts_domain::disclosure::Shown;
use jiff::civil::Date;

use crate::absences::total_name;
use crate::table::{Cell, Column, Label, Row, Table};

/// The report `long-absences`: pupils of grades 1–9 of each institution, and those of them absent for long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongAbsences {
    pub on: Date,
    pub institutions: Vec<String>,
    pub pupils: Shown,
    /// Unexcused for more than three months.
    pub over_3_months: Shown,
    /// No attended school day for more than six months in a row: counted as having left.
    pub over_6_months: Shown,
}

impl LongAbsences {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new("Ilgstoši kavējumi pa iestādēm", "Long absences by institution"),
            vec![
                Column::institution(),
                Column::count("pupils", "1.–9. klases izglītojamie", "Pupils of grades 1–9"),
                Column::count(
                    "over_3_months",
                    "Neattaisnoti ilgāk par 3 mēnešiem",
                    "Unexcused for over 3 months",
                ),
                Column::share("over_3_months_share", "Īpatsvars", "Share"),
                Column::count(
                    "over_6_months",
                    "Neapmeklē ilgāk par 6 mēnešiem pēc kārtas",
                    "Not attended for over 6 months in a row",
                ),
                Column::share("over_6_months_share", "Īpatsvars", "Share"),
            ],
        )
        .captioned(
            "Pēc pazīmēm, kas ir spēkā šajā dienā",
            "By the signals in force on the day",
        );
        table.as_of = Some(self.on);
        table.rows = self
            .institutions
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let of = |column: &Shown| column.counts.get(at).copied().flatten();
                line(
                    Cell::text(name),
                    of(&self.pupils),
                    of(&self.over_3_months),
                    of(&self.over_6_months),
                )
            })
            .collect();
        table.totals = vec![line(
            total_name(),
            self.pupils.total,
            self.over_3_months.total,
            self.over_6_months.total,
        )];
        table
    }
}

fn line(institution: Cell, pupils: Option<u32>, three: Option<u32>, six: Option<u32>) -> Row {
    vec![
        institution,
        Cell::shown(pupils),
        Cell::shown(three),
        Cell::share(three, pupils),
        Cell::shown(six),
        Cell::share(six, pupils),
    ]
}
