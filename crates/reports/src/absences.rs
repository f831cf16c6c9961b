//! The report of missed lessons by institution and reason. Sums only what was delivered: an institution that sent nothing has
//! empty cells and is named in a note, never counted as zero.

use crate::table::{Cell, Column, Kind, Label, Table};

/// Missed lessons by reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AbsenceCounts {
    pub illness: u64,
    /// For another justified reason.
    pub excused: u64,
    /// Unexcused, the not yet explained ones among them.
    pub unexcused: u64,
}

impl AbsenceCounts {
    pub fn total(self) -> u64 {
        self.illness + self.excused + self.unexcused
    }
}

/// One institution; `None` where it delivered no data for the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsenceRow {
    pub institution: String,
    pub lessons: Option<AbsenceCounts>,
    /// Of the unexcused those whose reason is not known yet; `None` where the source does not tell them apart.
    pub unknown: Option<u64>,
    /// The total printed in the source, where the row comes from a published table: named in a note if it differs.
    pub stated_total: Option<u64>,
}

/// The report `absences`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absences {
    /// The period in words, as in "2022./2023. m. g. 1. semestris".
    pub period: Label,
    pub rows: Vec<AbsenceRow>,
}

impl Absences {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new(
                "Kavētās mācību stundas pa iestādēm",
                "Missed lessons by institution",
            ),
            vec![
                Column::new("institution", "Iestāde", "Institution", Kind::Text),
                Column::new("illness", "Slimības dēļ", "Illness", Kind::Integer),
                Column::new(
                    "excused",
                    "Cita attaisnojoša iemesla dēļ",
                    "Otherwise excused",
                    Kind::Integer,
                ),
                Column::new("unexcused", "Neattaisnotas", "Unexcused", Kind::Integer),
                Column::new("total", "Kopā", "Total", Kind::Integer),
            ],
        );
        table.caption = Some(Label::new(
            format!("Mācību stundas, {}", self.period.lv),
            format!("Lessons, {}", self.period.en),
        ));
        table.rows = self
            .rows
            .iter()
            .map(|row| line(Cell::text(&row.institution), row.lessons, row.unknown))
            .collect();
        let known: Vec<_> = self.rows.iter().filter_map(|row| row.lessons).collect();
        let sum = known
            .iter()
            .fold(AbsenceCounts::default(), |sum, row| AbsenceCounts {
                illness: sum.illness + row.illness,
                excused: sum.excused + row.excused,
                unexcused: sum.unexcused + row.unexcused,
            });
        let unknown: Option<u64> = self
            .rows
            .iter()
            .filter_map(|row| row.unknown)
            .reduce(|sum, more| sum + more);
        table.totals = vec![line(total_name(), (!known.is_empty()).then_some(sum), unknown)];
        // Where no reason is open the table is the one that is published.
        if unknown.is_some_and(|lessons| lessons > 0) {
            table.columns.push(Column::new(
                "unknown",
                "Tostarp: iemesls vēl nav noskaidrots",
                "Of the unexcused: reason not known yet",
                Kind::Integer,
            ));
        }
        let missing = self
            .rows
            .iter()
            .filter(|row| row.lessons.is_none())
            .map(|row| row.institution.as_str());
        table.notes.extend(missing_note(missing));
        table.notes.extend(
            self.rows
                .iter()
                .filter_map(|row| difference_note(&row.institution, row.lessons?.total(), row.stated_total?)),
        );
        table
    }
}

fn line(institution: Cell, lessons: Option<AbsenceCounts>, unknown: Option<u64>) -> Vec<Cell> {
    vec![
        institution,
        Cell::count(lessons.map(|counts| counts.illness)),
        Cell::count(lessons.map(|counts| counts.excused)),
        Cell::count(lessons.map(|counts| counts.unexcused)),
        Cell::count(lessons.map(AbsenceCounts::total)),
        Cell::count(unknown),
    ]
}

/// The name of every total row; the same in both languages of CSV because programs look for it.
pub(crate) fn total_name() -> Cell {
    Cell::Label(Label::new("Kopā", "Total"))
}

/// Which institutions are not in the sum.
pub(crate) fn missing_note<'a>(institutions: impl Iterator<Item = &'a str>) -> Option<Label> {
    let names = institutions.collect::<Vec<_>>().join(", ");
    (!names.is_empty()).then(|| {
        Label::new(
            format!("Kopsummā nav iekļautas iestādes, par kurām nav datu: {names}."),
            format!("The total leaves out institutions without data: {names}."),
        )
    })
}

/// What the source says where it contradicts its own parts; both figures are shown.
pub(crate) fn difference_note(what: &str, computed: u64, stated: u64) -> Option<Label> {
    (computed != stated).then(|| {
        Label::new(
            format!("{what}: avotā norādīts {stated}, saskaitot iznāk {computed}."),
            format!("{what}: the source states {stated}, the parts add up to {computed}."),
        )
    })
}
