//! The report of support before and after: by kind of measure, of how many pupils attendance and marks became better or worse. It compares and claims
//! no cause, and says nothing of a kind of which too little is known.

use crate::table::{Cell, Column, Kind, Label, Table};

/// What was compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// Lessons missed without excuse.
    Attendance,
    /// Average mark.
    Marks,
}

/// What became of the pupils together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Together {
    /// Of more than half better.
    Better,
    /// Neither.
    Same,
    /// Of more than half worse.
    Worse,
    /// Too little is known.
    CannotTell,
}

impl Together {
    fn name(self) -> Label {
        match self {
            Self::Better => Label::new("vairākumam labāk", "better for most"),
            Self::Same => Label::new("bez skaidras izmaiņas", "no clear change"),
            Self::Worse => Label::new("vairākumam sliktāk", "worse for most"),
            Self::CannotTell => Label::new("nevar pateikt", "cannot tell"),
        }
    }
}

/// A kind of measure, and what was compared. Counts are pupils; `None` is withheld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectRow {
    pub kind: Label,
    pub compared: Compared,
    pub pupils: Option<u32>,
    pub better: Option<u32>,
    pub same: Option<u32>,
    pub worse: Option<u32>,
    pub cannot_tell: Option<u32>,
    /// Not said where a count is withheld.
    pub together: Option<Together>,
}

/// The report `effect`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectReport {
    /// All plans together, then by kind; attendance before marks.
    pub rows: Vec<EffectRow>,
    /// School days compared on each side.
    pub days: u32,
    /// Change in lessons per 20 school days that counts.
    pub lessons: u32,
    /// Change of the average mark that counts, tenths of a point.
    pub mark_tenths: u32,
    /// Pupils a kind needs of whom something is known.
    pub least: u32,
}

impl EffectReport {
    pub fn table(&self) -> Table {
        let count = Column::count;
        let mut table = Table::new(
            Label::new("Pirms un pēc atbalsta", "Before and after support"),
            vec![
                Column::new("kind", "Atbalsta veids", "Kind of support", Kind::Text),
                Column::new("compared", "Kas salīdzināts", "What is compared", Kind::Text),
                count("pupils", "Izglītojamie", "Pupils"),
                count("better", "Labāk", "Better"),
                count("same", "Bez izmaiņām", "No clear change"),
                count("worse", "Sliktāk", "Worse"),
                count("cannot_tell", "Nevar pateikt", "Cannot tell"),
                Column::new("together", "Kopā", "Together", Kind::Text),
            ],
        );
        let tenths = format!("{}.{}", self.mark_tenths / 10, self.mark_tenths % 10);
        table.caption = Some(Label::new(
            format!(
                "{} mācību dienas pirms atbalsta sākuma un {0} no tā; izmaiņa ir vismaz {} stundas 20 mācību dienās vai {} balles",
                self.days,
                self.lessons,
                tenths.replace('.', ",")
            ),
            format!(
                "{} school days before the start of support and {0} from it on; a change is at least {} lessons in 20 school days or {tenths} points",
                self.days, self.lessons
            ),
        ));
        table.notes.push(Label::new(
            format!(
                "Salīdzinājums neko nesaka par cēloni: atbalstu sāk tad, kad ir grūti, un daļa grūtību mazinās arī bez tā. Par veidu, kurā zināms par mazāk nekā {} izglītojamajiem vai mazāk nekā pusi no tiem, kopā neko nesaka.",
                self.least
            ),
            format!(
                "The comparison says nothing of a cause: support begins when things are hard, and some of that passes without it. Of a kind of which fewer than {} pupils, or fewer than half of them, can be told of, nothing is said together.",
                self.least
            ),
        ));
        table.rows = self.rows.iter().map(line).collect();
        table
    }
}

fn line(row: &EffectRow) -> Vec<Cell> {
    vec![
        Cell::Label(row.kind.clone()),
        Cell::Label(match row.compared {
            Compared::Attendance => {
                Label::new("neattaisnoti kavētas stundas", "lessons missed without excuse")
            }
            Compared::Marks => Label::new("vidējā atzīme", "average mark"),
        }),
        Cell::shown(row.pupils),
        Cell::shown(row.better),
        Cell::shown(row.same),
        Cell::shown(row.worse),
        Cell::shown(row.cannot_tell),
        row.together
            .map_or(Cell::Withheld, |together| Cell::Label(together.name())),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: IAP-23
    #[test]
    fn what_is_withheld_says_nothing_together() {
        let row = |pupils, better, together| EffectRow {
            kind: Label::new("visi plāni", "all plans"),
            compared: Compared::Attendance,
            pupils,
            better,
            same: Some(0),
            worse: Some(0),
            cannot_tell: Some(0),
            together,
        };
        let report = EffectReport {
            rows: vec![
                row(Some(12), Some(12), Some(Together::Better)),
                row(None, None, None),
            ],
            days: 30,
            lessons: 4,
            mark_tenths: 5,
            least: 10,
        };
        let csv = report.table().to_csv().unwrap();
        let lines: Vec<&str> = csv.lines().skip(1).collect();
        assert_eq!(
            lines[0],
            "visi plāni,neattaisnoti kavētas stundas,12,12,0,0,0,vairākumam labāk"
        );
        assert_eq!(lines[1].matches("vairākumam").count(), 0);
        assert!(report.table().caption.unwrap().lv.contains("0,5 balles"));
    }
}
