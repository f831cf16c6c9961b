//! The registers of incidents: by institution and kind beside the year before, and by month. No names, no persons.

use balsts_domain::disclosure::Shown;

use crate::absences::total_name;
use crate::table::{Cell, Column, Kind, Label, Table};

/// The report `incidents`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incidents {
    /// As in `2022/23`.
    pub school_year: String,
    /// Institution and kind, as its register names it.
    pub lines: Vec<(String, String)>,
    /// Whether the registers speak for the year, and for the one before; otherwise there are no figures.
    pub known: [bool; 2],
    /// Incidents of the year, in the order of the lines.
    pub incidents: Shown,
    /// Incidents of the year before.
    pub before: Shown,
    /// Children who suffered, each once for each incident.
    pub victims: Shown,
}

/// The report `incidents-by-month`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentsByMonth {
    /// As in `2022/23`.
    pub school_year: String,
    /// As in `2022-09`.
    pub months: Vec<String>,
    /// Whether the registers speak for each month, and for the same of the year before; otherwise there are no figures.
    pub known: Vec<[bool; 2]>,
    /// Incidents, in the order of the months.
    pub incidents: Shown,
    /// Those of the same month of the year before.
    pub before: Shown,
}

impl Incidents {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new("Vardarbības un konfliktu reģistrs", "Register of incidents"),
            vec![
                Column::institution(),
                Column::new("kind", "Veids", "Kind", Kind::Text),
                Column::count("incidents", "Gadījumi", "Incidents"),
                Column::count(
                    "incidents_before",
                    "Gadījumi gadu iepriekš",
                    "Incidents in the year before",
                ),
                Column::count("victims", "Cietušie", "Victims"),
            ],
        )
        .captioned(
            format!(
                "{}; cietušo skaita katrā gadījumā",
                Label::school_year(&self.school_year).lv
            ),
            format!(
                "School year {}; a victim counts once for each incident",
                self.school_year
            ),
        );
        let [known, known_before] = self.known;
        let of = |known: bool, column: &Shown, at: usize| {
            Cell::known(known, column.counts.get(at).copied().flatten())
        };
        table.rows = self
            .lines
            .iter()
            .enumerate()
            .map(|(at, (institution, kind))| {
                vec![
                    Cell::text(institution),
                    Cell::Label(Label::new(kind, english(kind))),
                    of(known, &self.incidents, at),
                    of(known_before, &self.before, at),
                    of(known, &self.victims, at),
                ]
            })
            .collect();
        table.totals = vec![vec![
            total_name(),
            Cell::text(""),
            Cell::known(known, self.incidents.total),
            Cell::known(known_before, self.before.total),
            Cell::known(known, self.victims.total),
        ]];
        table
    }
}

/// Kinds that schools' registers name, in English. A register names its kinds in its own words: others stand as they are.
const KINDS: [(&str, &str); 14] = [
    ("Konflikts", "Conflict"),
    ("Vardarbība", "Violence"),
    ("Fiziska agresija", "Physical aggression"),
    ("Verbāla agresija", "Verbal aggression"),
    ("Kautiņš", "Fight"),
    ("Mobings", "Bullying"),
    ("Draudi", "Threats"),
    ("Zādzība", "Theft"),
    ("Smēķēšana", "Smoking"),
    ("Atkarību izraisošu vielu lietošana", "Substance use"),
    ("Kārtības noteikumu pārkāpums", "Breach of the school's rules"),
    (
        "Iekšējās kārtības noteikumu pārkāpums",
        "Breach of the school's rules",
    ),
    ("Īpašuma bojāšana", "Damage to property"),
    ("Mantas bojāšana", "Damage to property"),
];

fn english(kind: &str) -> &str {
    let folded = kind.trim().to_lowercase();
    KINDS
        .iter()
        .find(|(latvian, _)| latvian.to_lowercase() == folded)
        .map_or(kind, |(_, english)| english)
}

impl IncidentsByMonth {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new("Reģistrētie gadījumi pa mēnešiem", "Incidents by month"),
            vec![
                Column::new("month", "Mēnesis", "Month", Kind::Text),
                Column::count("incidents", "Gadījumi", "Incidents"),
                Column::count(
                    "incidents_before",
                    "Gadījumi gadu iepriekš",
                    "Incidents in the year before",
                ),
            ],
        )
        .captioned(
            Label::school_year(&self.school_year).lv,
            format!("School year {}", self.school_year),
        );
        let counts = self.incidents.counts.iter().zip(&self.before.counts);
        table.rows = self
            .months
            .iter()
            .zip(counts)
            .zip(&self.known)
            .map(|((month, (now, before)), known)| {
                vec![
                    Cell::month(month),
                    Cell::known(known[0], *now),
                    Cell::known(known[1], *before),
                ]
            })
            .collect();
        let any = |at: usize| self.known.iter().any(|known| known[at]);
        table.totals = vec![vec![
            total_name(),
            Cell::known(any(0), self.incidents.total),
            Cell::known(any(1), self.before.total),
        ]];
        table
    }
}
