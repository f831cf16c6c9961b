//! The report of pupils who come to an institution and leave it within a school year.

use crate::absences::total_name;
use crate::table::{Cell, Column, Label, Row, Table};

/// Pupils on the first day of lessons, entries and leaves; none where the count is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MobilityCounts {
    pub pupils: Option<u32>,
    pub entered: Option<u32>,
    pub left: Option<u32>,
}

/// The report `mobility`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mobility {
    /// As in `2022/23`.
    pub school_year: String,
    pub rows: Vec<(String, MobilityCounts)>,
    pub total: MobilityCounts,
}

impl Mobility {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new(
                "Izglītojamo mobilitāte pa iestādēm",
                "Mobility of pupils by institution",
            ),
            vec![
                Column::institution(),
                Column::count(
                    "pupils",
                    "Izglītojamie pirmajā mācību dienā",
                    "Pupils on the first day of lessons",
                ),
                Column::count("entered", "Iestājušies", "Entered"),
                Column::count("left", "Aizgājuši", "Left"),
                Column::share("rate", "Mobilitāte", "Rate"),
            ],
        )
        .captioned(
            format!(
                "{}; pāreja uz nākamo izglītības pakāpi un pakāpes beigas netiek skaitītas",
                Label::school_year(&self.school_year).lv
            ),
            format!(
                "School year {}; passages between stages and the end of a stage are not counted",
                self.school_year
            ),
        );
        let rows = self.rows.iter();
        table.rows = rows
            .map(|(name, counts)| line(Cell::text(name), *counts))
            .collect();
        table.totals = vec![line(total_name(), self.total)];
        table.notes = vec![Label::new(
            "Mobilitāte ir iestājušos un aizgājušo summa pret izglītojamo skaitu pirmajā mācību dienā; tā ir pieņēmums, avoti aprēķinu nenosauc.",
            "The rate is entries and leaves together to the pupils on the first day of lessons: an assumption, no source says how it is computed.",
        )];
        table
    }
}

fn line(institution: Cell, counts: MobilityCounts) -> Row {
    let moves = counts
        .entered
        .zip(counts.left)
        .map(|(entered, left)| entered + left);
    vec![
        institution,
        Cell::shown(counts.pupils),
        Cell::shown(counts.entered),
        Cell::shown(counts.left),
        Cell::share(moves, counts.pupils),
    ]
}
