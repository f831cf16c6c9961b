//! The report of individual support plans and of the pupils who have one, by institution and school year. A pupil may have several
//! plans and change institution, so the total of pupils is given by the caller and never summed here.

use crate::absences::{missing_note, total_name};
use crate::table::{Cell, Column, Kind, Label, Table};

/// Plans and the different pupils they are for; `None` is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SupportPlanCounts {
    pub plans: Option<u64>,
    pub pupils: Option<u64>,
}

/// One institution in one school year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportPlanRow {
    pub institution: String,
    /// As in `2022/23`.
    pub school_year: String,
    pub counts: SupportPlanCounts,
}

/// The different pupils of all institutions in one school year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportPlanTotal {
    pub school_year: String,
    pub counts: SupportPlanCounts,
}

/// The report `support-plans`: totals in the order of their school years, one for each year shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportPlans {
    pub rows: Vec<SupportPlanRow>,
    pub totals: Vec<SupportPlanTotal>,
    /// More plans than this for each pupil in a year are named in a note; `None` where nothing is named.
    pub plausible_per_pupil: Option<u64>,
}

impl SupportPlans {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new(
                "Individuālie atbalsta plāni pa iestādēm",
                "Individual support plans by institution",
            ),
            vec![
                Column::new("institution", "Iestāde", "Institution", Kind::Text),
                Column::new("school_year", "Mācību gads", "School year", Kind::Text),
                Column::new("plans", "Plāni", "Plans", Kind::Integer),
                Column::new("pupils", "Izglītojamie", "Pupils", Kind::Integer),
            ],
        );
        table.caption = Some(Label::new(
            "Plānu skaits un dažādu izglītojamo skaits; vienam izglītojamam gadā var būt vairāki plāni",
            "Plans and different pupils; a pupil may have several plans a year",
        ));
        table.rows = self
            .rows
            .iter()
            .map(|row| line(Cell::text(&row.institution), &row.school_year, row.counts))
            .collect();
        table.totals = self
            .totals
            .iter()
            .map(|total| line(total_name(), &total.school_year, total.counts))
            .collect();
        let unknown = |counts: SupportPlanCounts| counts.plans.is_none() && counts.pupils.is_none();
        let missing = self
            .rows
            .iter()
            .filter(|row| unknown(row.counts))
            .map(|row| row.institution.as_str());
        table.notes.extend(missing_note(missing));
        let rows = self
            .rows
            .iter()
            .map(|row| (row.institution.as_str(), &row.school_year, row.counts));
        let totals = self
            .totals
            .iter()
            .map(|total| ("Kopā", &total.school_year, total.counts));
        table
            .notes
            .extend(rows.chain(totals).filter_map(|(who, year, counts)| {
                let (plans, pupils, most) = (counts.plans?, counts.pupils?, self.plausible_per_pupil?);
                (plans > pupils.saturating_mul(most)).then(|| implausible(who, year, plans, pupils, most))
            }));
        table
    }
}

/// Both figures of a year in which there are more plans than the pupils could have.
fn implausible(who: &str, year: &str, plans: u64, pupils: u64, most: u64) -> Label {
    Label::new(
        format!(
            "{who}, {year}: {plans} plāni {pupils} izglītojamiem, vairāk nekā {most} uz vienu. Lūdzu, pārbaudiet datus."
        ),
        format!(
            "{who}, {year}: {plans} plans for {pupils} pupils, more than {most} for each. Please check the data."
        ),
    )
}

fn line(institution: Cell, school_year: &str, counts: SupportPlanCounts) -> Vec<Cell> {
    vec![
        institution,
        Cell::school_year(school_year),
        Cell::count(counts.plans),
        Cell::count(counts.pupils),
    ]
}
