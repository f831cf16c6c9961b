//! The methods: which figure is computed from which records.

/// In what a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Hundredths.
    Percent,
    /// Pupils.
    Pupils,
    /// Pupils to one post.
    PupilsPerPost,
    /// Posts.
    Posts,
    /// Consultations.
    Consultations,
    /// Meetings.
    Meetings,
    /// Participants.
    Participants,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Self; 7] = [
        Self::Percent,
        Self::Pupils,
        Self::PupilsPerPost,
        Self::Posts,
        Self::Consultations,
        Self::Meetings,
        Self::Participants,
    ];

    /// As the programmes write it.
    pub const fn written(self) -> &'static str {
        match self {
            Self::Percent => "%",
            Self::Pupils => "izglītojamie",
            Self::PupilsPerPost => "izglītojamie uz 1 slodzi",
            Self::Posts => "likmes",
            Self::Consultations => "konsultācijas",
            Self::Meetings => "sanāksmes",
            Self::Participants => "dalībnieki",
        }
    }

    /// In English.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Percent => "%",
            Self::Pupils => "pupils",
            Self::PupilsPerPost => "pupils to one post",
            Self::Posts => "posts",
            Self::Consultations => "consultations",
            Self::Meetings => "meetings",
            Self::Participants => "participants",
        }
    }

    /// Reads the words of the programmes.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "skolēni" => Some(Self::Pupils),
            text => Self::ALL.into_iter().find(|unit| unit.written() == text),
        }
    }

    /// Decimals shown.
    pub const fn decimals(self) -> u8 {
        match self {
            Self::Percent => 2,
            Self::PupilsPerPost | Self::Posts => 3,
            Self::Pupils | Self::Consultations | Self::Meetings | Self::Participants => 0,
        }
    }

    /// Whether a value above 100 is impossible.
    pub const fn is_share(self) -> bool {
        matches!(self, Self::Percent)
    }
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Better {
    /// More is better.
    More,
    /// Less is better.
    Less,
}

/// For what stretch a method computes the value of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Span {
    /// The school year that ends in it.
    SchoolYear,
    /// The calendar year.
    CalendarYear,
    /// As of the newest day known up to the end of the school year that ends in it.
    Day,
}

/// Records that a method reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Need {
    /// Lists of pupils.
    Enrolments,
    /// Absences by lesson.
    Absences,
    /// Annual marks.
    Marks,
    /// Central exams.
    Exams,
    /// Programmes beside lessons.
    Extracurricular,
    /// Posts of staff.
    Staff,
    /// Support plans.
    SupportPlans,
    /// Consultations.
    Consultations,
    /// Orders of heads on support teams.
    SupportTeams,
    /// Courses of staff.
    StaffSessions,
    /// The number of teachers, a setting of each institution.
    Teachers,
    /// Minutes of meetings.
    Meetings,
    /// Answers of surveys.
    SurveyAnswers,
    /// Lists of participants.
    Participation,
    /// The school year after, which has not begun.
    NextSchoolYear,
    /// A value typed by a person.
    TypedValue,
}

impl Need {
    /// Its code: the kind of file where a file brings it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Enrolments => "enrolments",
            Self::Absences => "absences",
            Self::Marks => "marks",
            Self::Exams => "exams",
            Self::Extracurricular => "extracurricular",
            Self::Staff => "staff",
            Self::SupportPlans => "support-plans",
            Self::Consultations => "consultations",
            Self::SupportTeams => "support-teams",
            Self::StaffSessions => "staff-sessions",
            Self::Teachers => "setting:institution.teachers",
            Self::Meetings => "meetings",
            Self::SurveyAnswers => "survey-answers",
            Self::Participation => "participation",
            Self::NextSchoolYear => "next-school-year",
            Self::TypedValue => "typed-value",
        }
    }

    /// What is needed, in Latvian.
    pub const fn latvian(self) -> &'static str {
        match self {
            Self::Enrolments => "izglītojamo saraksti",
            Self::Absences => "kavējumi pa stundām",
            Self::Marks => "gada vērtējumi",
            Self::Exams => "centralizēto eksāmenu rezultāti",
            Self::Extracurricular => "interešu un citu programmu dalībnieki",
            Self::Staff => "personāla likmes",
            Self::SupportPlans => "atbalsta plāni",
            Self::Consultations => "konsultācijas",
            Self::SupportTeams => "rīkojumi par atbalsta komandām",
            Self::StaffSessions => "pedagogu kursi",
            Self::Teachers => "pedagogu skaits iestāžu iestatījumos",
            Self::Meetings => "sanāksmju protokoli",
            Self::SurveyAnswers => "aptauju atbildes",
            Self::Participation => "dalībnieku reģistrācijas lapas",
            Self::NextSchoolYear => "nākamā mācību gada saraksti",
            Self::TypedValue => "cilvēka ievadīta vērtība",
        }
    }

    /// The same in English.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Enrolments => "lists of pupils",
            Self::Absences => "absences by lesson",
            Self::Marks => "annual marks",
            Self::Exams => "results of central exams",
            Self::Extracurricular => "participants of programmes beside lessons",
            Self::Staff => "posts of staff",
            Self::SupportPlans => "support plans",
            Self::Consultations => "consultations",
            Self::SupportTeams => "orders on support teams",
            Self::StaffSessions => "courses of teachers",
            Self::Teachers => "the number of teachers in the institutions' settings",
            Self::Meetings => "minutes of meetings",
            Self::SurveyAnswers => "answers of surveys",
            Self::Participation => "lists of participants",
            Self::NextSchoolYear => "the lists of the school year after",
            Self::TypedValue => "a value typed by a person",
        }
    }
}

/// How a value is computed. What each does in words: [`super::Definition`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// Share of pupils who left early.
    EarlyLeaversShare,
    /// Number of pupils who left early.
    EarlyLeavers,
    /// Share of pupils absent for long without excuse.
    LongUnexcusedShare,
    /// Share of pupils who repeat a grade.
    RepeatersShare,
    /// Share who left in the first year after grade 9.
    FirstYearLeaversShare,
    /// Share who do not go on after grade 9.
    NotContinuingShare,
    /// Share of pupils who came or left within the year.
    MobilityShare,
    /// Share below the threshold of the exams of grade 9.
    ExamBelowShare,
    /// Share with an insufficient annual mark.
    LowAchievementShare,
    /// Share in at least one programme beside lessons.
    ExtracurricularShare,
    /// Share in none.
    NoExtracurricularShare,
    /// Pupils to one post of support staff.
    PupilsPerSupportPost,
    /// Posts of a role.
    SupportPosts,
    /// Share of institutions with a system against early leaving.
    InstitutionsWithSystemShare,
    /// Share of schools with the specialists.
    InstitutionsWithSpecialistsShare,
    /// Consultations held.
    ConsultationsHeld,
    /// Share of pupils with support.
    SupportedShare,
    /// Number of pupils with support.
    SupportedPupils,
    /// Share of grades 7–12 with a career consultation.
    CareerConsultationShare,
    /// Share of teachers trained to recognise risks.
    TrainedTeachersShare,
    /// Share of teachers trained in a topic.
    CourseTeachersShare,
    /// Meetings of institutions held.
    MeetingsHeld,
    /// Share of favourable answers.
    SurveyShare,
    /// Participants of programmes.
    ProgrammeParticipants,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 24] = [
        Self::EarlyLeaversShare,
        Self::EarlyLeavers,
        Self::LongUnexcusedShare,
        Self::RepeatersShare,
        Self::FirstYearLeaversShare,
        Self::NotContinuingShare,
        Self::MobilityShare,
        Self::ExamBelowShare,
        Self::LowAchievementShare,
        Self::ExtracurricularShare,
        Self::NoExtracurricularShare,
        Self::PupilsPerSupportPost,
        Self::SupportPosts,
        Self::InstitutionsWithSystemShare,
        Self::InstitutionsWithSpecialistsShare,
        Self::ConsultationsHeld,
        Self::SupportedShare,
        Self::SupportedPupils,
        Self::CareerConsultationShare,
        Self::TrainedTeachersShare,
        Self::CourseTeachersShare,
        Self::MeetingsHeld,
        Self::SurveyShare,
        Self::ProgrammeParticipants,
    ];

    /// Whether those counted were promised that nobody learns what they said.
    pub const fn is_anonymous(self) -> bool {
        matches!(self, Self::SurveyShare)
    }

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::EarlyLeaversShare => "early_leavers_share",
            Self::EarlyLeavers => "early_leavers",
            Self::LongUnexcusedShare => "long_unexcused_share",
            Self::RepeatersShare => "repeaters_share",
            Self::FirstYearLeaversShare => "first_year_leavers_share",
            Self::NotContinuingShare => "not_continuing_share",
            Self::MobilityShare => "mobility_share",
            Self::ExamBelowShare => "exam_below_share",
            Self::LowAchievementShare => "low_achievement_share",
            Self::ExtracurricularShare => "extracurricular_share",
            Self::NoExtracurricularShare => "no_extracurricular_share",
            Self::PupilsPerSupportPost => "pupils_per_support_post",
            Self::SupportPosts => "support_posts",
            Self::InstitutionsWithSystemShare => "institutions_with_system_share",
            Self::InstitutionsWithSpecialistsShare => "institutions_with_specialists_share",
            Self::ConsultationsHeld => "consultations_held",
            Self::SupportedShare => "supported_share",
            Self::SupportedPupils => "supported_pupils",
            Self::CareerConsultationShare => "career_consultation_share",
            Self::TrainedTeachersShare => "trained_teachers_share",
            Self::CourseTeachersShare => "course_teachers_share",
            Self::MeetingsHeld => "meetings_held",
            Self::SurveyShare => "survey_share",
            Self::ProgrammeParticipants => "programme_participants",
        }
    }

    /// The method by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.code() == code)
    }
}
