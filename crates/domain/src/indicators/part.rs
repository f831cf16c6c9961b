//! Which part of the pupils, institutions, posts or answers an indicator speaks of.

use crate::registry::SupportRole;

/// A part: of pupils by stage, of institutions by kind, of posts by role, of answers and participants by what they are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// All of them.
    All,
    /// Grades 1–9, those who study part time apart.
    Basic,
    /// Grades 10–12, those who study part time apart.
    Secondary,
    /// Those who study part time.
    PartTime,
    /// All institutions but the special ones.
    WithoutSpecial,
    /// Schools but the special ones, with their preschool groups.
    Schools,
    /// Preschools.
    Preschools,
    /// Programmes of interest education.
    Interest,
    /// The second semester.
    SecondSemester,
    /// Posts of a role at preschools.
    PreschoolPosts(SupportRole),
    /// What answers or participants are about.
    About(Topic),
}

/// What questions of surveys and programmes of participation are about, told by words in their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// Pupils feel safe.
    Safety,
    /// Pupils met with violence.
    Violence,
    /// Parents about groups that support them in bringing up children.
    ParentGroups,
    /// Children and young people about the help given.
    HelpRating,
    /// Residents about how easily help is found.
    HelpAccess,
    /// Emotional safety and well-being of pupils.
    Wellbeing,
    /// Well-being of teachers.
    TeacherWellbeing,
    /// Events of non-formal education.
    NonFormal,
    /// Therapeutic services.
    Therapy,
    /// Training of teachers in social and emotional education.
    SocialEmotional,
}

impl Topic {
    /// Every topic.
    pub const ALL: [Self; 10] = [
        Self::Safety,
        Self::Violence,
        Self::ParentGroups,
        Self::HelpRating,
        Self::HelpAccess,
        Self::Wellbeing,
        Self::TeacherWellbeing,
        Self::NonFormal,
        Self::Therapy,
        Self::SocialEmotional,
    ];

    /// Its code; that of the setting which holds its words too.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Safety => "safety",
            Self::Violence => "violence",
            Self::ParentGroups => "parent_groups",
            Self::HelpRating => "help_rating",
            Self::HelpAccess => "help_access",
            Self::Wellbeing => "wellbeing",
            Self::TeacherWellbeing => "teacher_wellbeing",
            Self::NonFormal => "non_formal",
            Self::Therapy => "therapy",
            Self::SocialEmotional => "social_emotional",
        }
    }

    /// The words by which a question or a programme is recognised where a municipality sets no others: any of those between `;`. An assumption:
    /// no source prints the questions.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Safety => "jūtas droši; jūties droši; jūtos droši",
            Self::Violence => "vardarbīb",
            Self::ParentGroups => "vecāku atbalsta grup; audzināšanas atbalsta grup",
            Self::HelpRating => "atbalsta pakalpojum",
            Self::HelpAccess => "pakalpojumu pieejamīb",
            Self::Wellbeing => "izglītojamo labbūt; skolēnu labbūt; emocionālā drošīb; emocionālo drošīb",
            Self::TeacherWellbeing => "pedagogu labbūt; skolotāju labbūt",
            Self::NonFormal => "neformāl",
            Self::Therapy => "terapij; terapeitisk",
            Self::SocialEmotional => "sociāli emocionāl; sociālemocionāl",
        }
    }

    /// What it is about, in Latvian.
    pub const fn latvian(self) -> &'static str {
        match self {
            Self::Safety => "izglītojamie jūtas droši",
            Self::Violence => "izglītojamie piedzīvojuši vardarbību",
            Self::ParentGroups => "vecāku atbalsta grupas",
            Self::HelpRating => "mērķa grupas vērtējums par atbalstu",
            Self::HelpAccess => "atbalsta pieejamība iedzīvotājiem",
            Self::Wellbeing => "emocionālā drošība un labbūtība",
            Self::TeacherWellbeing => "pedagogu labbūtība",
            Self::NonFormal => "neformālās izglītības pasākumi",
            Self::Therapy => "terapeitiskie pakalpojumi",
            Self::SocialEmotional => "sociāli emocionālās audzināšanas apmācības",
        }
    }

    /// The same in English.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Safety => "pupils feel safe",
            Self::Violence => "pupils met with violence",
            Self::ParentGroups => "support groups of parents",
            Self::HelpRating => "how those helped rate the help",
            Self::HelpAccess => "how easily residents find help",
            Self::Wellbeing => "emotional safety and well-being",
            Self::TeacherWellbeing => "well-being of teachers",
            Self::NonFormal => "events of non-formal education",
            Self::Therapy => "therapeutic services",
            Self::SocialEmotional => "training in social and emotional education",
        }
    }
}

impl Part {
    /// Parts without a role or topic.
    const PLAIN: [(Self, &'static str); 9] = [
        (Self::All, "all"),
        (Self::Basic, "basic"),
        (Self::Secondary, "secondary"),
        (Self::PartTime, "part_time"),
        (Self::WithoutSpecial, "without_special"),
        (Self::Schools, "schools"),
        (Self::Preschools, "preschools"),
        (Self::Interest, "interest"),
        (Self::SecondSemester, "second_semester"),
    ];

    /// Its code.
    pub fn code(self) -> String {
        match self {
            Self::PreschoolPosts(role) => format!("preschool_posts:{}", role.code()),
            Self::About(topic) => format!("about:{}", topic.code()),
            plain => Self::PLAIN
                .iter()
                .find(|(part, _)| *part == plain)
                .map_or_else(String::new, |(_, code)| (*code).to_owned()),
        }
    }

    /// Reads a code; an empty one is all.
    pub fn parse(code: &str) -> Option<Self> {
        if code.is_empty() {
            return Some(Self::All);
        }
        if let Some(role) = code.strip_prefix("preschool_posts:") {
            return SupportRole::parse(role).map(Self::PreschoolPosts);
        }
        if let Some(topic) = code.strip_prefix("about:") {
            return Topic::ALL
                .into_iter()
                .find(|one| one.code() == topic)
                .map(Self::About);
        }
        Self::PLAIN
            .into_iter()
            .find(|(_, known)| *known == code)
            .map(|(part, _)| part)
    }

    /// What it is, in Latvian.
    pub fn latvian(self) -> String {
        match self {
            Self::All => "visi".to_owned(),
            Self::Basic => "pamatizglītībā, 1.–9. klase".to_owned(),
            Self::Secondary => "vidējā izglītībā, 10.–12. klase".to_owned(),
            Self::PartTime => "neklātienē".to_owned(),
            Self::WithoutSpecial => "bez speciālās izglītības iestādēm".to_owned(),
            Self::Schools => "skolās bez speciālajām, ar to pirmsskolas grupām".to_owned(),
            Self::Preschools => "pirmsskolas izglītības iestādēs".to_owned(),
            Self::Interest => "interešu izglītības programmās".to_owned(),
            Self::SecondSemester => "2. semestrī".to_owned(),
            Self::PreschoolPosts(role) => format!("{}, pirmsskolas iestādēs", role.latvian()),
            Self::About(topic) => topic.latvian().to_owned(),
        }
    }

    /// The same in English.
    pub fn english(self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::Basic => "in basic education, grades 1–9".to_owned(),
            Self::Secondary => "in secondary education, grades 10–12".to_owned(),
            Self::PartTime => "who study part time".to_owned(),
            Self::WithoutSpecial => "special schools left out".to_owned(),
            Self::Schools => "at schools but the special ones, with their preschool groups".to_owned(),
            Self::Preschools => "at preschools".to_owned(),
            Self::Interest => "in programmes of interest education".to_owned(),
            Self::SecondSemester => "in the second semester".to_owned(),
            Self::PreschoolPosts(role) => format!("{}, at preschools", role.english()),
            Self::About(topic) => topic.english().to_owned(),
        }
    }
}
