//! The report of special education programmes by code: pupils and institutions.

use balsts_domain::disclosure::Shown;
use balsts_domain::registry::{ProgrammeCode, ProgrammeType, SpecialType};
use jiff::civil::Date;

use crate::absences::total_name;
use crate::table::{Cell, Column, Kind, Label, Table};

/// The report `programmes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programmes {
    pub on: Date,
    /// The codes in order, each with the number of institutions that realise it.
    pub codes: Vec<(ProgrammeCode, u32)>,
    /// Pupils of each code, in the same order.
    pub pupils: Shown,
    /// Institutions that realise a special programme at all.
    pub institutions: u32,
    /// All pupils on the day, those of ordinary programmes among them.
    pub all_pupils: u32,
    /// Codes whose level of education contradicts the grade of some of their pupils.
    pub contradicted: Vec<ProgrammeCode>,
}

impl Programmes {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new("Speciālās izglītības programmas", "Special education programmes"),
            vec![
                Column::new("programme_code", "Programmas kods", "Programme code", Kind::Text),
                Column::new("stage", "Pakāpe", "Stage", Kind::Text),
                Column::new("need", "Attīstības traucējumi", "Special need", Kind::Text),
                Column::count("pupils", "Izglītojamie", "Pupils"),
                Column::share("share", "No visiem izglītojamiem", "Of all pupils"),
                Column::count("institutions", "Iestādes", "Institutions"),
            ],
        )
        .captioned(
            "Izglītojamie speciālajās programmās pēc koda",
            "Pupils of special programmes by code",
        );
        table.as_of = Some(self.on);
        let all = Some(self.all_pupils);
        table.rows = self
            .codes
            .iter()
            .zip(&self.pupils.counts)
            .map(|((code, institutions), pupils)| {
                vec![
                    Cell::text(code.to_string()),
                    Cell::Label(stage(code.programme_type())),
                    code.special_type()
                        .map_or(Cell::Missing, |need| Cell::Label(words(need))),
                    Cell::shown(*pupils),
                    Cell::share(*pupils, all),
                    Cell::count(u64::from(*institutions)),
                ]
            })
            .collect();
        table.totals = vec![vec![
            total_name(),
            Cell::text(""),
            Cell::text(""),
            Cell::shown(self.pupils.total),
            Cell::share(self.pupils.total, all),
            Cell::count(u64::from(self.institutions)),
        ]];
        if self.all_pupils == 0 {
            table.no_data();
        }
        table.notes.extend(self.contradicted.iter().map(|code| {
            Label::new(
                format!("{code}: koda izglītības pakāpe nesaskan ar daļas izglītojamo klasi. Skaitīts pēc koda."),
                format!("{code}: the level of the code contradicts the grade of some pupils. They are counted by the code."),
            )
        }));
        table
    }
}

fn stage(kind: ProgrammeType) -> Label {
    match kind {
        ProgrammeType::Preschool => Label::new("Pirmsskola", "Preschool"),
        ProgrammeType::BasicFirstStage => Label::new("Pamatizglītība, 1.–6. klase", "Basic, grades 1–6"),
        ProgrammeType::Basic => Label::new("Pamatizglītība, 1.–9. klase", "Basic, grades 1–9"),
        ProgrammeType::GeneralSecondary => Label::new("Vispārējā vidējā", "General secondary"),
        ProgrammeType::VocationalBasic | ProgrammeType::VocationalSecondary => {
            Label::new("Profesionālā", "Vocational")
        }
        ProgrammeType::Other => Label::new("Cita", "Other"),
    }
}

fn words(need: SpecialType) -> Label {
    match need {
        SpecialType::Sight => Label::new("Redzes", "Sight"),
        SpecialType::Hearing => Label::new("Dzirdes", "Hearing"),
        SpecialType::Physical => Label::new("Fiziskās attīstības", "Physical development"),
        SpecialType::LongIllness => Label::new("Somatiskas saslimšanas", "Long illness"),
        SpecialType::Language => Label::new("Valodas", "Language"),
        SpecialType::Learning => Label::new(
            "Mācīšanās vai jaukti attīstības",
            "Learning or mixed developmental",
        ),
        SpecialType::MentalHealth => Label::new("Garīgās veselības", "Mental health"),
        SpecialType::Intellectual => Label::new("Garīgās attīstības", "Intellectual"),
        SpecialType::SevereOrMultiple => Label::new("Smagi vai vairāki", "Severe or multiple"),
    }
}
