//! What a programme asks: each kind of duty with its code and its words.

/// What a programme asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProgrammeDutyCode {
    /// Schools report the dynamics of pupils at risk.
    SchoolSubmission,
    /// The working group meets.
    WorkingGroupMeeting,
    /// The working group plans the budget of the next year's activities.
    BudgetMeeting,
    /// The yearly report by goals and activities.
    AnnualReport,
    /// The programme is brought up to date.
    ProgrammeUpdate,
    /// Results are published on the web page.
    Publication,
    /// Mid-term review: goals stay, indicators are assessed.
    MidTermReview,
    /// A survey of those helped.
    HelpSurvey,
    /// An article in the municipality's paper.
    NewspaperArticle,
    /// News in social networks, once a month.
    MonthlyNews,
    /// An episode of the young people's podcast, once a month.
    Podcast,
    /// A baseline of an indicator is set.
    IndicatorBaseline,
}

impl ProgrammeDutyCode {
    /// Every code.
    pub const ALL: [Self; 12] = [
        Self::SchoolSubmission,
        Self::WorkingGroupMeeting,
        Self::BudgetMeeting,
        Self::AnnualReport,
        Self::ProgrammeUpdate,
        Self::Publication,
        Self::MidTermReview,
        Self::HelpSurvey,
        Self::NewspaperArticle,
        Self::MonthlyNews,
        Self::Podcast,
        Self::IndicatorBaseline,
    ];

    /// The code in JSON, addresses and the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SchoolSubmission => "school_submission",
            Self::WorkingGroupMeeting => "working_group_meeting",
            Self::BudgetMeeting => "budget_meeting",
            Self::AnnualReport => "annual_report",
            Self::ProgrammeUpdate => "programme_update",
            Self::Publication => "publication",
            Self::MidTermReview => "mid_term_review",
            Self::HelpSurvey => "help_survey",
            Self::NewspaperArticle => "newspaper_article",
            Self::MonthlyNews => "monthly_news",
            Self::Podcast => "podcast",
            Self::IndicatorBaseline => "indicator_baseline",
        }
    }

    /// The duty by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|duty| duty.code() == code)
    }

    /// What is to be done, in Latvian.
    pub const fn latvian(self) -> &'static str {
        match self {
            Self::SchoolSubmission => "Iesniegt ziņas par riska izglītojamo mācību dinamiku",
            Self::WorkingGroupMeeting => "Noturēt darba grupas sanāksmi",
            Self::BudgetMeeting => "Darba grupā plānot nākamā gada budžetu",
            Self::AnnualReport => "Sagatavot gada pārskatu par programmu",
            Self::ProgrammeUpdate => "Aktualizēt rīcības programmu",
            Self::Publication => "Publicēt gada rezultātus mājaslapā",
            Self::MidTermReview => "Veikt starpposma izvērtējumu",
            Self::HelpSurvey => "Aptaujāt bērnus un jauniešus par atbalstu",
            Self::NewspaperArticle => "Publicēt rakstu pašvaldības laikrakstā",
            Self::MonthlyNews => "Atjaunot informāciju sociālajos tīklos",
            Self::Podcast => "Publicēt jauniešu podkāsta epizodi",
            Self::IndicatorBaseline => "Noteikt rādītāja sākuma vērtību",
        }
    }

    /// The same in English.
    pub const fn english(self) -> &'static str {
        match self {
            Self::SchoolSubmission => "Report how pupils at risk are learning",
            Self::WorkingGroupMeeting => "Hold a meeting of the working group",
            Self::BudgetMeeting => "Plan the budget of the next year in the working group",
            Self::AnnualReport => "Prepare the yearly report on the programme",
            Self::ProgrammeUpdate => "Bring the programme up to date",
            Self::Publication => "Publish the results of the year on the web page",
            Self::MidTermReview => "Carry out the mid-term review",
            Self::HelpSurvey => "Ask children and young people about the help",
            Self::NewspaperArticle => "Publish an article in the municipality's paper",
            Self::MonthlyNews => "Renew the news in social networks",
            Self::Podcast => "Publish an episode of the young people's podcast",
            Self::IndicatorBaseline => "Set the baseline of an indicator",
        }
    }
}
