//! The report of what follows grade 9: to which kind of institution pupils go on, and who leaves it in the first year.

use balsts_domain::disclosure::Shown;
use balsts_domain::registry::InstitutionKind;

use crate::absences::total_name;
use crate::table::{Cell, Column, Kind, Label, Row, Table};

/// What follows grade 9.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Destination {
    /// Grade 10 at an institution of this kind.
    School(InstitutionKind),
    /// A vocational programme.
    Vocational,
    /// Grade 9 again.
    Repeats,
    /// On no list of the municipality: learns elsewhere or nowhere.
    NotKnown,
}

impl Destination {
    fn label(self) -> Label {
        match self {
            Self::School(InstitutionKind::SecondarySchool) => Label::new("Vidusskola", "Secondary school"),
            Self::School(InstitutionKind::Gymnasium) => Label::new("Ģimnāzija", "Gymnasium"),
            Self::School(InstitutionKind::StateGymnasium) => {
                Label::new("Valsts ģimnāzija", "State gymnasium")
            }
            Self::School(InstitutionKind::SpecialSchool) => Label::new("Speciālā skola", "Special school"),
            Self::School(_) => Label::new(
                "Cita vispārizglītojošā skola",
                "Another school of general education",
            ),
            Self::Vocational => Label::new("Profesionālās izglītības iestāde", "Vocational school"),
            Self::Repeats => Label::new("Atkārto 9. klasi", "Repeats grade 9"),
            Self::NotKnown => Label::new(
                "Pašvaldības iestāžu sarakstos nav; vai turpina, nav zināms",
                "On no list of the municipality; whether they go on is not known",
            ),
        }
    }
}

/// The report `continuation`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continuation {
    /// The school year of grade 9, as in `2022/23`.
    pub school_year: String,
    pub destinations: Vec<Destination>,
    /// Pupils who ended grade 9, by destination.
    pub pupils: Shown,
    /// Of them, those who left education in the first year after it.
    pub left: Shown,
}

impl Continuation {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new(
                "Izglītības turpināšana pēc 9. klases",
                "Continuation after grade 9",
            ),
            vec![
                Column::new("destination", "Kur turpina", "Where they go on", Kind::Text),
                Column::count("pupils", "Izglītojamie", "Pupils"),
                Column::share("share", "Īpatsvars", "Share"),
                Column::count(
                    "left_first_year",
                    "Pārtraukuši pirmajā gadā",
                    "Left in the first year",
                ),
                Column::share("left_share", "Pārtraukušo īpatsvars", "Share of those who left"),
            ],
        )
        .captioned(
            format!("9. klases beidzēji {}", Label::school_year(&self.school_year).lv),
            format!("Pupils who ended grade 9 in {}", self.school_year),
        );
        let total = self.pupils.total;
        let line = |name: Cell, pupils: Option<u32>, left: Option<u32>| -> Row {
            vec![
                name,
                Cell::shown(pupils),
                Cell::share(pupils, total),
                Cell::shown(left),
                Cell::share(left, pupils),
            ]
        };
        let counts = self.pupils.counts.iter().zip(&self.left.counts);
        table.rows = self
            .destinations
            .iter()
            .zip(counts)
            .map(|(to, (pupils, left))| line(Cell::Label(to.label()), *pupils, *left))
            .collect();
        table.totals = vec![line(total_name(), total, self.left.total)];
        table
    }
}
