//! Which method computes which indicator of the five programmes; what no record of a child may hold is typed by hand. The table names indicators by the
//! numbers that the adopted documents print; they are known again by their titles, since a later version may number them anew.

use std::sync::LazyLock;

use super::{Method, Part, Topic};
use crate::{people::folded, programme::shipped, registry::SupportRole};

/// Why a value is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypedWhy {
    /// Ethnicity is not recorded for a child: the board types the share it has worked out, with its source.
    Ethnicity,
}

/// How an indicator gets its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Computed; several parts where the indicator names several values.
    Computed(Method, &'static [Part]),
    /// Typed by a person.
    Typed(TypedWhy),
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assignment {
    /// Code of the municipality.
    pub municipality: &'static str,
    /// Number of the indicator.
    pub nr: &'static str,
    /// Its sub-row, where it has one.
    pub dimension: Option<&'static str>,
    /// How it gets its value.
    pub way: Way,
}

const fn row(
    municipality: &'static str,
    nr: &'static str,
    method: Method,
    parts: &'static [Part],
) -> Assignment {
    Assignment {
        municipality,
        nr,
        dimension: None,
        way: Way::Computed(method, parts),
    }
}

const fn sub(
    municipality: &'static str,
    nr: &'static str,
    dimension: &'static str,
    method: Method,
    parts: &'static [Part],
) -> Assignment {
    Assignment {
        dimension: Some(dimension),
        ..row(municipality, nr, method, parts)
    }
}

const RN: &str = "rezeknes-novads";
const TU: &str = "tukuma-novads";
const OG: &str = "ogres-novads";
const VE: &str = "ventspils";
const RE: &str = "rezekne";

static TABLE: [Assignment; 49] = [
    row(RN, "1", Method::SurveyShare, &[Part::About(Topic::ParentGroups)]),
    row(RN, "2", Method::SurveyShare, &[Part::About(Topic::HelpAccess)]),
    row(RN, "3", Method::ExtracurricularShare, &[Part::Interest]),
    row(RN, "4", Method::InstitutionsWithSystemShare, &[Part::All]),
    row(RN, "5", Method::TrainedTeachersShare, &[Part::All]),
    row(RN, "6", Method::SupportedShare, &[Part::All]),
    row(RN, "7", Method::CareerConsultationShare, &[Part::All]),
    sub(RN, "8", "pamatskolā", Method::EarlyLeaversShare, &[Part::Basic]),
    sub(
        RN,
        "8",
        "vidusskolā",
        Method::EarlyLeaversShare,
        &[Part::Secondary],
    ),
    sub(
        RN,
        "8",
        "neklātienē",
        Method::EarlyLeaversShare,
        &[Part::PartTime],
    ),
    row(RN, "9", Method::NotContinuingShare, &[Part::All]),
    row(TU, "1", Method::SurveyShare, &[Part::About(Topic::Safety)]),
    row(TU, "2", Method::SurveyShare, &[Part::About(Topic::Violence)]),
    row(TU, "3", Method::ExtracurricularShare, &[Part::Interest]),
    row(TU, "4", Method::NoExtracurricularShare, &[Part::All]),
    row(TU, "5", Method::PupilsPerSupportPost, &[Part::Schools]),
    row(TU, "6", Method::PupilsPerSupportPost, &[Part::Preschools]),
    row(TU, "7", Method::LongUnexcusedShare, &[Part::Basic]),
    row(TU, "8", Method::LowAchievementShare, &[Part::WithoutSpecial]),
    row(TU, "9", Method::EarlyLeavers, &[Part::All]),
    row(OG, "1", Method::SurveyShare, &[Part::About(Topic::ParentGroups)]),
    row(OG, "2", Method::SurveyShare, &[Part::About(Topic::HelpRating)]),
    row(OG, "3", Method::InstitutionsWithSystemShare, &[Part::All]),
    row(OG, "4", Method::InstitutionsWithSpecialistsShare, &[Part::All]),
    row(OG, "6", Method::TrainedTeachersShare, &[Part::All]),
    row(OG, "7", Method::SupportedShare, &[Part::Basic]),
    row(OG, "8", Method::CareerConsultationShare, &[Part::All]),
    sub(OG, "9", "pamatskolā", Method::EarlyLeaversShare, &[Part::Basic]),
    sub(
        OG,
        "9",
        "vidusskolā",
        Method::EarlyLeaversShare,
        &[Part::Secondary],
    ),
    sub(
        OG,
        "9",
        "neklātienē",
        Method::EarlyLeaversShare,
        &[Part::PartTime],
    ),
    row(OG, "10", Method::NotContinuingShare, &[Part::All]),
    row(VE, "1", Method::LongUnexcusedShare, &[Part::All]),
    row(VE, "2", Method::FirstYearLeaversShare, &[Part::All]),
    row(VE, "3", Method::ExamBelowShare, &[Part::Basic]),
    row(VE, "4", Method::RepeatersShare, &[Part::All]),
    Assignment {
        municipality: VE,
        nr: "5",
        dimension: None,
        way: Way::Typed(TypedWhy::Ethnicity),
    },
    row(VE, "6", Method::MobilityShare, &[Part::All]),
    row(RE, "1", Method::SurveyShare, &[Part::About(Topic::ParentGroups)]),
    row(RE, "2", Method::ExtracurricularShare, &[Part::Interest]),
    row(
        RE,
        "3",
        Method::ProgrammeParticipants,
        &[Part::About(Topic::NonFormal)],
    ),
    row(RE, "4", Method::SurveyShare, &[Part::About(Topic::HelpAccess)]),
    row(RE, "5", Method::SurveyShare, &[Part::About(Topic::Wellbeing)]),
    row(
        RE,
        "6",
        Method::ProgrammeParticipants,
        &[Part::About(Topic::Therapy)],
    ),
    row(
        RE,
        "7",
        Method::SupportPosts,
        &[
            Part::PreschoolPosts(SupportRole::SocialPedagogue),
            Part::PreschoolPosts(SupportRole::SpeechTherapist),
        ],
    ),
    row(RE, "8", Method::ConsultationsHeld, &[Part::SecondSemester]),
    row(
        RE,
        "9",
        Method::CourseTeachersShare,
        &[Part::About(Topic::SocialEmotional)],
    ),
    row(
        RE,
        "10",
        Method::SurveyShare,
        &[Part::About(Topic::TeacherWellbeing)],
    ),
    row(RE, "11", Method::MeetingsHeld, &[Part::All]),
    row(RE, "12", Method::SupportedPupils, &[Part::All]),
];

/// The whole table, in the order of the programmes.
pub fn assignments() -> &'static [Assignment] {
    &TABLE
}

/// A row of the table with the title that its document prints.
struct Titled {
    municipality: &'static str,
    title: String,
    dimension: String,
    way: Way,
}

/// Letters and digits of a text: full stops and quotation marks differ from version to version.
fn words(text: &str) -> String {
    folded(text).trim_end().to_owned()
}

static TITLED: LazyLock<Vec<Titled>> = LazyLock::new(|| {
    let mut found = Vec::with_capacity(TABLE.len());
    for programme in shipped() {
        for indicator in &programme.indicators {
            let row = TABLE.iter().find(|row| {
                row.municipality == programme.municipality
                    && row.nr == indicator.nr
                    && row.dimension == indicator.dimension.as_deref()
            });
            if let Some(row) = row {
                found.push(Titled {
                    municipality: row.municipality,
                    title: words(&indicator.title),
                    dimension: words(row.dimension.unwrap_or_default()),
                    way: row.way,
                });
            }
        }
    }
    found
});

/// How an indicator of a municipality gets its value, by its title and sub-row as the adopted document prints them. `None` for any other: its number
/// alone says nothing, and a value by the wrong method is worse than one that a person types. The key `method` of the programme's file says it there.
pub fn assigned(municipality: &str, title: &str, dimension: Option<&str>) -> Option<Way> {
    let title = words(title);
    let dimension = words(dimension.unwrap_or_default());
    TITLED
        .iter()
        .find(|row| row.municipality == municipality && row.title == title && row.dimension == dimension)
        .map(|row| row.way)
}
