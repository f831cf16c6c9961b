//! The published tables as they stand in the data files, in fields of their own names. Blank cells are `None`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use crate::sink::Error;

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Texts {
    /// Latvian.
    pub lv: String,
    /// English.
    pub en: String,
}

/// Something a source contradicts or leaves open. Both figures are kept; nothing is mended.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Irregularity {
    /// Stable name.
    pub id: String,
    /// Which table it belongs to: pupils, preschools, special, posts, repeaters, supported, over_limit, absences, risks.
    pub table: String,
    /// Lines of the source text.
    pub lines: String,
    /// What the figures count: pupils, fte (thousandths of a post), percent (hundredths), none.
    pub unit: String,
    /// What the source says; `None` where it says nothing.
    pub says: Option<i64>,
    /// What follows from the source's own rows.
    pub computed: Option<i64>,
    /// Whether the demonstration had to assume something.
    #[serde(default)]
    pub assumption: bool,
    /// Where.
    pub place: Texts,
    /// Explanation in Latvian.
    pub lv: String,
    /// Explanation in English.
    pub en: String,
}

/// Pupils, those in special programmes and their share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Share {
    /// Pupils.
    pub pupils: u32,
    /// Of these in special programmes.
    pub special: u32,
    /// As printed, in hundredths of a per cent.
    pub percent_hundredths: u32,
}

/// Stated totals of one 1 September.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct StatedPupils {
    /// The day.
    pub as_of: Date,
    /// Preschools.
    pub preschool: Share,
    /// Schools.
    pub school: Share,
    /// Both.
    pub total: Share,
}

/// Stated posts of a role.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StatedPosts {
    /// `schools` or `preschools`.
    pub of: String,
    /// The role.
    pub role: String,
    /// Thousandths.
    pub fte: u32,
}

/// Posts of support staff of an institution in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct OgrePosts {
    /// Logopēds.
    pub speech_therapist: Option<u32>,
    /// Speciālais pedagogs.
    pub special_pedagogue: Option<u32>,
    /// Speciālās izglītības skolotājs.
    pub special_teacher: Option<u32>,
    /// Psihologs.
    pub psychologist: Option<u32>,
    /// Karjeras konsultants.
    pub career_counsellor: Option<u32>,
    /// Pedagoga palīgs.
    pub teacher_assistant: Option<u32>,
    /// The second column headed "speciālais pedagogs"; by its sum the social pedagogues.
    pub second_special_pedagogue: Option<u32>,
}

impl OgrePosts {
    /// Role and thousandths, where a number is printed.
    pub fn posts(&self) -> impl Iterator<Item = (&'static str, u32)> {
        [
            ("logopēds", self.speech_therapist),
            ("speciālais pedagogs", self.special_pedagogue),
            ("speciālās izglītības skolotājs", self.special_teacher),
            ("psihologs", self.psychologist),
            ("karjeras konsultants", self.career_counsellor),
            ("pedagoga palīgs", self.teacher_assistant),
            ("sociālais pedagogs", self.second_special_pedagogue),
        ]
        .into_iter()
        .filter_map(|(role, fte)| Some((role, fte?)))
    }
}

/// One row of the table of pupils by school and grade band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct EnrolmentTable {
    /// Grades 1 to 6 without special programmes.
    pub grades_1_6: Option<u32>,
    /// Grades 7 to 9 without special programmes.
    pub grades_7_9: Option<u32>,
    /// Grades 10 to 12.
    pub grades_10_12: Option<u32>,
    /// Printed sum of these.
    pub without_special: Option<u32>,
    /// Special programmes, grades 1 to 6.
    pub special_1_6: Option<u32>,
    /// Special programmes, grades 7 to 9.
    pub special_7_9: Option<u32>,
    /// Vocational basic programme.
    pub vocational_basic: Option<u32>,
    /// Printed sum of the institution.
    pub total: u32,
}

/// A school of Ogres novads.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct OgreSchool {
    /// Code in this system.
    pub code: String,
    /// Name as in the table of pupils.
    pub name: String,
    /// Kind of institution.
    pub kind: String,
    /// Lines of the source text.
    pub lines: String,
    /// Pupils on 1 September 2023.
    #[serde(flatten)]
    pub pupils: EnrolmentTable,
    /// Support staff of 2023/24.
    pub posts: OgrePosts,
}

/// A preschool of Ogres novads.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct OgrePreschool {
    /// Code in this system.
    pub code: String,
    /// Name as in the table of children.
    pub name: String,
    /// The school of which it is a part.
    pub parent: Option<String>,
    /// Lines of the source text.
    pub lines: String,
    /// Up to 5 years, without special programmes.
    pub under_5: u32,
    /// 5 years and over, without special programmes.
    pub from_5: u32,
    /// Printed sum of both.
    pub without_special: u32,
    /// Special programmes, up to 5 years.
    pub special_under_5: u32,
    /// Special programmes, 5 years and over.
    pub special_from_5: u32,
    /// Printed sum of the institution.
    pub total: u32,
    /// Support staff of 2023/24.
    pub posts: OgrePosts,
}

/// All that is carried over of Ogres novads.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Ogre {
    /// Code of the municipality.
    pub municipality: String,
    /// Its name.
    pub name: String,
    /// Day of the tables of pupils.
    pub as_of: Date,
    /// Where the figures come from.
    pub source: String,
    /// Stated totals of three years.
    pub stated: Vec<StatedPupils>,
    /// Stated posts.
    pub stated_posts: Vec<StatedPosts>,
    /// Schools in the order of the source.
    pub school: Vec<OgreSchool>,
    /// Preschools in the order of the source.
    pub preschool: Vec<OgrePreschool>,
    /// What does not fit.
    pub irregularity: Vec<Irregularity>,
}

impl Ogre {
    /// The shipped tables.
    pub fn published() -> Result<Self, Error> {
        read("ogre.toml", include_str!("../../data/ogre.toml"))
    }
}

/// Lessons missed by reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct AbsenceTable {
    /// Because of illness.
    pub illness: u32,
    /// For another excusing reason.
    pub excused: u32,
    /// Unexcused.
    pub unexcused: u32,
    /// Printed sum.
    pub total: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) struct Invented {
    pub(crate) first_grade: i8,
    pub(crate) last_grade: i8,
    pub(crate) pupils: u32,
}

/// A school of Rēzekne. Years are the calendar years in which school years begin.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct RezekneSchool {
    /// Code in this system.
    pub code: String,
    /// Name as printed.
    pub name: String,
    /// Kind of institution.
    pub kind: String,
    pub(crate) invented: Invented,
    /// Pupils supported in the project "Pumpurs" (annex 1); a blank cell is absent.
    pub supported: BTreeMap<i16, u32>,
    /// Statistics of unexcused absence (annex 3).
    pub over_limit: BTreeMap<i16, u32>,
    /// Lessons missed in the first semester of 2022/23 (annex 4).
    pub absences: AbsenceTable,
}

/// The totals that Rēzekne states.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StatedTotals {
    /// Annex 1.
    pub supported: BTreeMap<i16, u32>,
    /// Annex 3.
    pub over_limit: BTreeMap<i16, u32>,
    /// Annex 4.
    pub absences: AbsenceTable,
}

/// All that is carried over of Rēzekne.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Rezekne {
    /// Code of the municipality.
    pub municipality: String,
    /// Its name.
    pub name: String,
    /// Where the figures come from.
    pub source: String,
    /// Stated totals.
    pub stated: StatedTotals,
    /// Schools in the order of the source.
    pub school: Vec<RezekneSchool>,
    /// What does not fit.
    pub irregularity: Vec<Irregularity>,
}

impl Rezekne {
    /// The shipped tables.
    pub fn published() -> Result<Self, Error> {
        read("rezekne.toml", include_str!("../../data/rezekne.toml"))
    }
}

pub(super) fn read<T: serde::de::DeserializeOwned>(file: &'static str, text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|error| Error::Table {
        file,
        reason: error.to_string(),
    })
}
