//! The report of meetings in which institutions work together: how often each body met in a calendar year, what it decided, and what came of it.

use crate::absences::total_name;
use crate::table::{Cell, Column, Kind, Label, Row, Table};

/// A body and its year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BodyYear {
    pub body: String,
    pub meetings: i64,
    pub decisions: i64,
    pub reached: i64,
    pub partly: i64,
    pub not_reached: i64,
    pub proposals: i64,
}

impl BodyYear {
    fn open(&self) -> i64 {
        self.decisions - self.reached - self.partly - self.not_reached
    }

    fn add(&mut self, other: &Self) {
        self.meetings += other.meetings;
        self.decisions += other.decisions;
        self.reached += other.reached;
        self.partly += other.partly;
        self.not_reached += other.not_reached;
        self.proposals += other.proposals;
    }
}

/// The report `meetings`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meetings {
    /// The calendar year.
    pub year: i16,
    pub rows: Vec<BodyYear>,
}

impl Meetings {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new(
                "Starpinstitūciju sanāksmes un lēmumi",
                "Meetings of institutions and their decisions",
            ),
            vec![
                Column::new("body", "Grupa", "Body", Kind::Text),
                Column::count("meetings", "Sanāksmes", "Meetings"),
                Column::count("decisions", "Lēmumi", "Decisions"),
                Column::count("reached", "Mērķis sasniegts", "Reached"),
                Column::count("partly", "Sasniegts daļēji", "Reached in part"),
                Column::count("not_reached", "Nav sasniegts", "Not reached"),
                Column::count("open", "Vēl nav izvērtēti", "Not judged yet"),
                Column::count("proposals", "Priekšlikumi citiem", "Proposals to others"),
            ],
        )
        .captioned(
            format!("{}. kalendāra gads; skaita notikušās sanāksmes", self.year),
            format!("Calendar year {}; meetings that took place", self.year),
        );
        table.rows = self
            .rows
            .iter()
            .map(|row| line(Cell::text(row.body.as_str()), row))
            .collect();
        let mut total = BodyYear::default();
        for row in &self.rows {
            total.add(row);
        }
        table.totals = vec![line(total_name(), &total)];
        table.source = Some(Label::new("Sanāksmju protokoli", "Minutes of the meetings"));
        table
    }
}

fn line(name: Cell, row: &BodyYear) -> Row {
    let counts = [
        row.meetings,
        row.decisions,
        row.reached,
        row.partly,
        row.not_reached,
        row.open(),
        row.proposals,
    ];
    [name].into_iter().chain(counts.map(Cell::Integer)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: COOP-07
    #[test]
    fn meetings_and_decisions_are_counted_by_body_and_added_up() {
        let of = |body: &str, meetings, decisions, reached| BodyYear {
            body: body.to_owned(),
            meetings,
            decisions,
            reached,
            ..BodyYear::default()
        };
        let report = Meetings {
            year: 2026,
            rows: vec![of("Sadarbības grupa", 4, 7, 5), of("Darba grupa", 2, 3, 0)],
        };
        assert_eq!(
            report.table().to_csv().unwrap(),
            "body,meetings,decisions,reached,partly,not_reached,open,proposals\n\
             Sadarbības grupa,4,7,5,0,0,2,0\nDarba grupa,2,3,0,0,0,3,0\nKopā,6,10,5,0,0,5,0\n"
        );
    }
}
