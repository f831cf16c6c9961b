//! The report of causes of absence: what people found out when they asked, and the risk factors confirmed for pupils over the limit of unexcused
//! lessons. Causes as recorded, not as guessed.

use balsts_domain::disclosure::Shown;

use crate::table::{Cell, Column, Kind, Label, Table};

/// The report `absence-causes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsenceCauses {
    /// As in `2022/23`.
    pub school_year: String,
    /// What was found, in words.
    pub found: Vec<Label>,
    /// Pupils of whom it was found, in the same order. One pupil may stand in several lines.
    pub found_pupils: Shown,
    /// Factors open of pupils who are over the limit today, in words.
    pub factors: Vec<Label>,
    /// Those pupils, in the same order.
    pub factor_pupils: Shown,
}

impl AbsenceCauses {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new("Kavējumu cēloņi", "Causes of absence"),
            vec![
                Column::new("basis", "No kā zināms", "How it is known", Kind::Text),
                Column::new("cause", "Cēlonis", "Cause", Kind::Text),
                Column::count("pupils", "Izglītojamie", "Pupils"),
            ],
        )
        .captioned(
            format!(
                "Noskaidrotais, sazinoties ar vecākiem {}. mācību gadā, un riska faktori, kas apstiprināti izglītojamajiem virs neattaisnoto kavējumu robežas šodien. Viens izglītojamais var būt vairākās rindās",
                self.school_year
            ),
            format!(
                "What was found in contact with parents in {}, and risk factors confirmed for pupils over the limit of unexcused lessons today. One pupil may stand in several lines",
                self.school_year
            ),
        );
        let bases = [
            (
                Label::new("saziņa ar vecākiem", "contact with parents"),
                &self.found,
                &self.found_pupils,
            ),
            (
                Label::new("apstiprināts riska faktors", "confirmed risk factor"),
                &self.factors,
                &self.factor_pupils,
            ),
        ];
        for (basis, causes, pupils) in bases {
            for (cause, count) in causes.iter().zip(&pupils.counts) {
                table.rows.push(vec![
                    Cell::Label(basis.clone()),
                    Cell::Label(cause.clone()),
                    Cell::shown(*count),
                ]);
            }
        }
        table
    }
}
