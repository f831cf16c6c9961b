//! `enrolments`: where a pupil learns, since when and until when.

use balsts_domain::registry::{ClassLabel, LeavingReason, ProgrammeCode, StudyForm};
use jiff::civil::Date;

use super::PupilRef;
use crate::columns::{
    CLASS, Choice, Column, ColumnType, FROM, INSTITUTION_CODE, PERSONAL_CODE, PUPIL_CODE, TO, choice,
    optional,
};
use crate::row_reader::RowReader;

const FORMS: &[Choice] = &[
    choice("full_time", &["klātiene"]),
    choice("part_time", &["neklātiene"]),
    choice("distance", &["tālmācība"]),
];

const REASONS: &[Choice] = &[
    choice("completed", &["pabeidzis"]),
    choice("without_certificate", &["pabeidzis ar liecību"]),
    choice("transferred", &["pārgājis"]),
    choice("left_country", &["izbraucis no valsts"]),
    choice("expelled", &["atskaitīts"]),
    choice("own_wish", &["pēc paša vēlēšanās"]),
    choice("non_attendance", &["neapmeklē"]),
    choice("deceased", &["miris"]),
    choice("other", &["cits"]),
];

pub(crate) const COLUMNS: &[Column] = &[
    PERSONAL_CODE,
    PUPIL_CODE,
    INSTITUTION_CODE,
    CLASS,
    FROM,
    TO,
    optional(
        "programme_code",
        &["Programmas kods", "Izglītības programmas kods"],
        ColumnType::ProgrammeCode,
    ),
    optional(
        "study_form",
        &["Ieguves forma", "Mācību forma"],
        ColumnType::Choice(FORMS),
    ),
    optional(
        "repeats_year",
        &["Atkārto gadu", "Atstāts uz otru gadu", "Otrgadnieks"],
        ColumnType::YesNo,
    ),
    optional(
        "leaving_reason",
        &["Atskaitīšanas iemesls", "Izstāšanās iemesls"],
        ColumnType::Choice(REASONS),
    ),
    optional(
        "programme",
        &["Programma", "Programmas nosaukums", "Izglītības programma"],
        ColumnType::Text(300),
    ),
];

/// An enrolment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment<'a> {
    /// Who.
    pub pupil: PupilRef<'a>,
    /// Where.
    pub institution_code: &'a str,
    /// In which class.
    pub class: ClassLabel,
    /// First day.
    pub from: Date,
    /// Last day, if it has come.
    pub to: Option<Date>,
    /// The education programme.
    pub programme_code: Option<ProgrammeCode>,
    /// How the pupil studies.
    pub study_form: Option<StudyForm>,
    /// Whether the year is repeated, if said.
    pub repeats_year: Option<bool>,
    /// Why it ended.
    pub leaving_reason: Option<LeavingReason>,
    /// What the programme is called beside its code, which wins.
    pub programme: Option<&'a str>,
}

impl<'a> Enrolment<'a> {
    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let (pupil, institution_code, class) = (row.pupil(), row.code(2), row.class(3));
        let (from, to) = row.period(4, 5);
        let programme_code = row.programme_code(6);
        let study_form = row.known(7, StudyForm::parse);
        let repeats_year = row.yes_no(8);
        let leaving_reason = row.known(9, LeavingReason::parse);
        let programme = row.text(10);
        row.is_good().then_some(())?;
        Some(Self {
            pupil: pupil?,
            institution_code: institution_code?,
            class: class?,
            from: from?,
            to,
            programme_code,
            study_form,
            repeats_year,
            leaving_reason,
            programme,
        })
    }
}
