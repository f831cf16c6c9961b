//! The report of those who ended grade 9 or 12 in a school year, by what they do since.

use balsts_domain::disclosure::{Shown, ShownTable};
use balsts_domain::people::NextStep;

use crate::absences::total_name;
use crate::table::{Cell, Column, Kind, Label, Row, Table};

/// How a grade ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// With a certificate.
    Certificate,
    /// With a transcript alone.
    Transcript,
    /// The year ended, and the list does not say how.
    NotTold,
}

impl Ending {
    fn cell(self) -> Cell {
        let (code, lv, en) = match self {
            Self::Certificate => ("certificate", "Ar apliecību vai atestātu", "With a certificate"),
            Self::Transcript => (
                "without_certificate",
                "Tikai ar liecību",
                "With a transcript alone",
            ),
            Self::NotTold => ("not_told", "Sarakstā nav pateikts", "The list does not say"),
        };
        Cell::Coded(code.to_owned(), Label::new(lv, en))
    }
}

/// What is known of a graduate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The next step: from a list of the year after, else as somebody wrote it down.
    Step(NextStep),
    /// By the register elsewhere in Latvia or abroad; what they do there is not known.
    Elsewhere,
    /// Nothing.
    NotKnown,
}

impl Outcome {
    /// All of them, in the order of the columns.
    pub fn all() -> impl Iterator<Item = Self> {
        let steps = NextStep::ALL.iter().copied().map(Self::Step);
        steps.chain([Self::Elsewhere, Self::NotKnown])
    }

    fn column(self) -> Column {
        match self {
            Self::Step(step) => {
                let words = step.words();
                Column::count(step.code(), words.latvian, words.english)
            }
            Self::Elsewhere => Column::count(
                "elsewhere",
                "Citur vai ārzemēs (pēc reģistra)",
                "Elsewhere or abroad (by the register)",
            ),
            Self::NotKnown => Column::count("not_known", "Nav zināms", "Not known"),
        }
    }
}

/// Graduates of one institution and grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraduateLine {
    pub institution: String,
    /// 9 or 12.
    pub grade: u8,
    pub ending: Ending,
}

/// The report `graduates`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graduates {
    /// As in `2022/23`.
    pub school_year: String,
    pub lines: Vec<GraduateLine>,
    /// Line by line, the outcomes in the order of [`Outcome::all`].
    pub counts: ShownTable,
}

impl Graduates {
    pub fn table(&self) -> Table {
        let mut columns = vec![
            Column::institution(),
            Column::grade(),
            Column::new("ending", "Kā beigta klase", "How the grade ended", Kind::Text),
        ];
        columns.extend(Outcome::all().map(Outcome::column));
        columns.push(Column::count("total", "Kopā", "Total"));
        let mut table = Table::new(
            Label::new(
                "Absolventi un to tālākās gaitas",
                "Graduates and what became of them",
            ),
            columns,
        )
        .captioned(
            format!(
                "9. un 12. klases beidzēji {}",
                Label::school_year(&self.school_year).lv
            ),
            format!("Pupils who ended grade 9 or 12 in {}", self.school_year),
        );
        let lines = self.lines.iter().zip(&self.counts.rows);
        table.rows = lines
            .map(|(line, counts)| {
                let names = [
                    Cell::text(&line.institution),
                    Cell::Integer(line.grade.into()),
                    line.ending.cell(),
                ];
                row(names, counts)
            })
            .collect();
        let names = [total_name(), Cell::text(""), Cell::text("")];
        table.totals = vec![row(names, &self.counts.totals)];
        table.notes.push(Label::new(
            "Kas nākamajā gadā ir kādas iestādes sarakstā, tas mācās; par pārējiem – pēdējais, ko kāds pierakstījis. «Nav zināms» nav ne labi, ne slikti.",
            "Who is on a list in the year after studies; of others it is what was written down last. “Not known” is neither good nor bad.",
        ));
        table
    }
}

fn row(names: [Cell; 3], counts: &Shown) -> Row {
    let shown = counts.counts.iter().chain([&counts.total]);
    names
        .into_iter()
        .chain(shown.map(|count| Cell::shown(*count)))
        .collect()
}
