//! Duties that the programmes ask for through the year: reports, meetings, submissions of schools, publication. The dates are data with their source;
//! where a programme names no day, the day is an assumption and a setting may move it.

use jiff::civil::{Date, date};

use crate::cooperation::{BodyKind, meeting_duties};

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

/// When it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// Each year up to a month and day, from another.
    Yearly { from: (i8, i8), due: (i8, i8) },
    /// Once, by the end of a year.
    Once(i16),
    /// By the end of each month.
    Monthly,
    /// On each of the days that the municipality sets for submissions.
    Submissions,
}

/// A rule: in which municipality what is due when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rule {
    municipality: &'static str,
    code: ProgrammeDutyCode,
    when: When,
    who: &'static str,
    assumption: bool,
}

const AUGUST: When = When::Yearly {
    from: (6, 1),
    due: (8, 31),
};
const YEAR: When = When::Yearly {
    from: (1, 1),
    due: (12, 31),
};
const DECEMBER: When = When::Yearly {
    from: (12, 1),
    due: (12, 31),
};
const BOARD: &str = "education_board";
const GROUP: &str = "working_group";
const YOUTH: &str = "youth_worker";
const SCHOOL_HEAD: &str = "school_head";

const fn rule(municipality: &'static str, code: ProgrammeDutyCode, when: When, who: &'static str) -> Rule {
    Rule {
        municipality,
        code,
        when,
        who,
        assumption: false,
    }
}

const fn assumed(municipality: &'static str, code: ProgrammeDutyCode, when: When, who: &'static str) -> Rule {
    Rule {
        assumption: true,
        ..rule(municipality, code, when, who)
    }
}

/// The rules of the five programmes. Only Rēzeknes novads says how often schools submit; the others ask for their data regularly. Ventspils names no
/// month of its report nor of bringing the plan up to date, which it recommends each year.
static RULES: [Rule; 22] = [
    rule(
        "rezeknes-novads",
        ProgrammeDutyCode::SchoolSubmission,
        When::Submissions,
        SCHOOL_HEAD,
    ),
    rule("rezeknes-novads", ProgrammeDutyCode::AnnualReport, AUGUST, GROUP),
    rule(
        "rezeknes-novads",
        ProgrammeDutyCode::ProgrammeUpdate,
        AUGUST,
        GROUP,
    ),
    rule(
        "rezeknes-novads",
        ProgrammeDutyCode::MidTermReview,
        When::Once(2026),
        GROUP,
    ),
    assumed(
        "tukuma-novads",
        ProgrammeDutyCode::SchoolSubmission,
        When::Submissions,
        SCHOOL_HEAD,
    ),
    rule("tukuma-novads", ProgrammeDutyCode::AnnualReport, AUGUST, GROUP),
    rule("tukuma-novads", ProgrammeDutyCode::ProgrammeUpdate, AUGUST, GROUP),
    assumed(
        "ogres-novads",
        ProgrammeDutyCode::SchoolSubmission,
        When::Submissions,
        SCHOOL_HEAD,
    ),
    rule("ogres-novads", ProgrammeDutyCode::AnnualReport, AUGUST, GROUP),
    rule("ogres-novads", ProgrammeDutyCode::ProgrammeUpdate, AUGUST, GROUP),
    rule(
        "ogres-novads",
        ProgrammeDutyCode::HelpSurvey,
        When::Once(2027),
        BOARD,
    ),
    rule(
        "ogres-novads",
        ProgrammeDutyCode::NewspaperArticle,
        YEAR,
        SCHOOL_HEAD,
    ),
    // «Vismaz reizi mēnesī viena podkāsta epizode», task 2.5 of the youth house.
    rule("ogres-novads", ProgrammeDutyCode::Podcast, When::Monthly, YOUTH),
    assumed(
        "ventspils",
        ProgrammeDutyCode::SchoolSubmission,
        When::Submissions,
        SCHOOL_HEAD,
    ),
    assumed("ventspils", ProgrammeDutyCode::AnnualReport, YEAR, BOARD),
    assumed("ventspils", ProgrammeDutyCode::ProgrammeUpdate, YEAR, BOARD),
    rule(
        "ventspils",
        ProgrammeDutyCode::MidTermReview,
        When::Once(2027),
        BOARD,
    ),
    assumed(
        "rezekne",
        ProgrammeDutyCode::SchoolSubmission,
        When::Submissions,
        SCHOOL_HEAD,
    ),
    rule("rezekne", ProgrammeDutyCode::AnnualReport, AUGUST, GROUP),
    rule("rezekne", ProgrammeDutyCode::ProgrammeUpdate, AUGUST, GROUP),
    rule("rezekne", ProgrammeDutyCode::Publication, DECEMBER, BOARD),
    rule("rezekne", ProgrammeDutyCode::MonthlyNews, When::Monthly, BOARD),
];

/// A municipality without a programme of its own among the five follows what most of them ask.
static COMMON: [Rule; 3] = [
    assumed(
        "",
        ProgrammeDutyCode::SchoolSubmission,
        When::Submissions,
        SCHOOL_HEAD,
    ),
    assumed("", ProgrammeDutyCode::AnnualReport, AUGUST, GROUP),
    assumed("", ProgrammeDutyCode::ProgrammeUpdate, AUGUST, GROUP),
];

/// Which meetings a programme asks of its working group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meetings {
    /// Two a year.
    Twice,
    /// Two a year, and one of them or another about the next year's budget.
    TwiceAndBudget,
    /// The programme knows no meetings of a working group.
    None,
}

impl Meetings {
    /// Rēzeknes novads and Tukums plan the budget in the group; Ogre and Rēzekne name no such meeting; in Ventspils the board does the group's work.
    fn of(municipality: &str) -> Self {
        match municipality {
            "rezeknes-novads" | "tukuma-novads" => Self::TwiceAndBudget,
            "ventspils" => Self::None,
            _ => Self::Twice,
        }
    }
}

/// The meetings that the programme asks for in a calendar year where no working group is entered, in order of their days: the terms are those of a
/// group, [`meeting_duties`]. Of a group that is entered they are known from its own record.
pub fn group_meetings(municipality: &str, year: i16) -> Vec<ProgrammeDuty> {
    let asked = Meetings::of(municipality);
    let is_own = RULES.iter().any(|rule| rule.municipality == municipality);
    let mut found: Vec<ProgrammeDuty> = meeting_duties(BodyKind::WorkingGroup, year, date(year, 1, 1), &[])
        .into_iter()
        .filter_map(|duty| {
            let code = match (asked, duty.code) {
                (Meetings::TwiceAndBudget, "budget") => ProgrammeDutyCode::BudgetMeeting,
                (Meetings::None, _) | (_, "budget") => return None,
                _ => ProgrammeDutyCode::WorkingGroupMeeting,
            };
            Some(ProgrammeDuty {
                code,
                from: duty.from,
                due: duty.due,
                who: GROUP,
                assumption: !is_own,
            })
        })
        .collect();
    found.sort_by_key(|duty| (duty.due, duty.code));
    found
}

/// Month and day, comparable.
pub type MonthDay = (i8, i8);

/// The days by which schools submit where a municipality sets no others: after the first semester, in spring, after the school year. That it is three
/// times a year says Rēzeknes novads; the days are an assumption.
pub const SUBMISSION_DAYS: &str = "20.12.; 31.03.; 15.06.";

/// Reads days such as `20.12.; 31.03.`; `None` when one of them is none, or there is none.
pub fn month_days(text: &str) -> Option<Vec<MonthDay>> {
    let mut days = Vec::new();
    for word in text.split(';').map(str::trim).filter(|word| !word.is_empty()) {
        let (day, month) = word.trim_end_matches('.').split_once('.')?;
        let (day, month) = (day.trim().parse().ok()?, month.trim().parse().ok()?);
        // 29 February is no day of every year.
        Date::new(2025, month, day).ok()?;
        days.push((month, day));
    }
    days.sort_unstable();
    days.dedup();
    (!days.is_empty()).then_some(days)
}

/// A duty of the programme by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProgrammeDuty {
    /// What.
    pub code: ProgrammeDutyCode,
    /// From which day on it can be done for this day.
    pub from: Date,
    /// The last day.
    pub due: Date,
    /// On whom it falls.
    pub who: &'static str,
    /// Whether the day or the duty is an assumption for this municipality.
    pub assumption: bool,
}

impl ProgrammeDuty {
    /// Whether each school does it for itself: what one has done settles nothing for the others.
    pub fn is_of_each_school(&self) -> bool {
        self.who == SCHOOL_HEAD
    }
}

/// The programme's duties of a municipality that are due from a day to a day, in order; meetings and baselines are known from their own records,
/// meetings without a record are [`group_meetings`].
pub fn programme_duties(
    municipality: &str,
    submissions: &[MonthDay],
    from: Date,
    to: Date,
) -> Vec<ProgrammeDuty> {
    let own: Vec<&Rule> = RULES
        .iter()
        .filter(|rule| rule.municipality == municipality)
        .collect();
    let rules = if own.is_empty() {
        COMMON.iter().collect()
    } else {
        own
    };
    let mut found = Vec::new();
    let mut add = |rule: &Rule, begins: Option<Date>, due: Option<Date>| {
        if let (Some(begins), Some(due)) = (begins, due)
            && (from..=to).contains(&due)
        {
            found.push(ProgrammeDuty {
                code: rule.code,
                from: begins,
                due,
                who: rule.who,
                assumption: rule.assumption,
            });
        }
    };
    let on = |year: i16, (month, day): MonthDay| Date::new(year, month, day).ok();
    for rule in rules {
        for year in from.year()..=to.year() {
            match rule.when {
                When::Yearly { from, due } => add(rule, on(year, from), on(year, due)),
                When::Once(only) if only == year => {
                    add(rule, on(year, (1, 1)), on(year, (12, 31)));
                }
                When::Once(_) => {}
                When::Monthly => {
                    for month in 1..=12 {
                        let first = date(year, month, 1);
                        add(rule, Some(first), Some(first.last_of_month()));
                    }
                }
                When::Submissions => {
                    let mut before = submissions.last().and_then(|last| on(year - 1, *last));
                    for day in submissions {
                        let due = on(year, *day);
                        add(rule, before.and_then(|before| before.tomorrow().ok()), due);
                        before = due;
                    }
                }
            }
        }
    }
    found.sort_by_key(|duty| (duty.due, duty.code));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(municipality: &str, from: Date, to: Date) -> Vec<(&'static str, Date)> {
        let days = month_days(SUBMISSION_DAYS).unwrap();
        let duties = programme_duties(municipality, &days, from, to);
        duties.iter().map(|duty| (duty.code.code(), duty.due)).collect()
    }

    // covers: REP-01, REP-06, REP-07, IND-22
    #[test]
    fn a_year_of_each_of_the_five() {
        let (from, to) = (date(2026, 1, 1), date(2026, 12, 31));
        let submissions = |found: &[(&str, Date)]| {
            let of = found.iter().filter(|(code, _)| *code == "school_submission");
            of.count()
        };
        for municipality in [
            "rezeknes-novads",
            "tukuma-novads",
            "ogres-novads",
            "ventspils",
            "rezekne",
            "jauna",
        ] {
            let found = of(municipality, from, to);
            assert_eq!(submissions(&found), 3, "{municipality}");
            assert!(found.is_sorted_by_key(|(_, due)| *due));
        }
        let rn = of("rezeknes-novads", from, to);
        assert!(rn.contains(&("annual_report", date(2026, 8, 31))));
        assert!(rn.contains(&("mid_term_review", date(2026, 12, 31))));
        let vp = of("ventspils", from, to);
        assert!(vp.contains(&("annual_report", date(2026, 12, 31))));
        assert!(vp.contains(&("programme_update", date(2026, 12, 31))));
        assert_eq!(vp.len(), 5, "three submissions, the report and the update");
        let later = of("ventspils", date(2027, 1, 1), date(2027, 12, 31));
        assert!(later.contains(&("mid_term_review", date(2027, 12, 31))));
        let re = of("rezekne", from, to);
        // covers: REP-03, REP-08
        assert!(re.contains(&("publication", date(2026, 12, 31))));
        assert_eq!(re.iter().filter(|(code, _)| *code == "monthly_news").count(), 12);
        // covers: REP-09
        assert!(of("ogres-novads", from, to).contains(&("newspaper_article", date(2026, 12, 31))));
        let days = month_days(SUBMISSION_DAYS).unwrap();
        for duty in programme_duties("ogres-novads", &days, from, to) {
            let of_schools = matches!(
                duty.code,
                ProgrammeDutyCode::SchoolSubmission | ProgrammeDutyCode::NewspaperArticle
            );
            assert_eq!(duty.is_of_each_school(), of_schools, "{duty:?}");
        }
    }

    // covers: REP-10
    #[test]
    fn the_youth_house_of_ogre_makes_an_episode_each_month() {
        let (from, to) = (date(2026, 1, 1), date(2026, 12, 31));
        let of = |municipality: &str| -> Vec<ProgrammeDuty> {
            let days = month_days(SUBMISSION_DAYS).unwrap();
            let mut duties = programme_duties(municipality, &days, from, to);
            duties.retain(|duty| duty.code == ProgrammeDutyCode::Podcast);
            duties
        };
        let episodes = of("ogres-novads");
        assert_eq!(episodes.len(), 12);
        let second = episodes[1];
        assert_eq!((second.from, second.due), (date(2026, 2, 1), date(2026, 2, 28)));
        assert_eq!(
            (second.who, second.assumption),
            ("youth_worker", false),
            "the programme says who and how often"
        );
        for other in [
            "rezeknes-novads",
            "tukuma-novads",
            "ventspils",
            "rezekne",
            "jauna",
        ] {
            assert!(of(other).is_empty(), "{other}");
        }
    }

    // covers: REP-04, REP-05
    #[test]
    fn a_programme_asks_for_its_own_meetings() {
        let of = |municipality: &str| -> Vec<(&'static str, Date, bool)> {
            let duties = group_meetings(municipality, 2026);
            let of = duties.iter();
            of.map(|duty| (duty.code.code(), duty.due, duty.assumption))
                .collect()
        };
        let (june, december) = (date(2026, 6, 30), date(2026, 12, 31));
        for municipality in ["rezeknes-novads", "tukuma-novads"] {
            let asked = [
                ("working_group_meeting", june, false),
                ("working_group_meeting", december, false),
                ("budget_meeting", december, false),
            ];
            assert_eq!(of(municipality), asked, "{municipality}");
        }
        for (municipality, assumption) in [("ogres-novads", false), ("rezekne", false), ("jauna", true)] {
            let asked = [
                ("working_group_meeting", june, assumption),
                ("working_group_meeting", december, assumption),
            ];
            assert_eq!(of(municipality), asked, "{municipality}");
        }
        assert!(of("ventspils").is_empty(), "the board reports without a group");
        let budget = group_meetings("tukuma-novads", 2026)[2];
        assert_eq!((budget.from, budget.who), (date(2026, 11, 1), "working_group"));
    }

    #[test]
    fn the_days_of_submissions_are_a_setting() {
        assert_eq!(
            month_days("20.12.; 31.03.; 15.6"),
            Some(vec![(3, 31), (6, 15), (12, 20)])
        );
        for wrong in ["", "31.02.", "2026-12-20", "12", "20.13."] {
            assert_eq!(month_days(wrong), None, "{wrong}");
        }
        let duties = programme_duties(
            "rezeknes-novads",
            &[(3, 31), (12, 20)],
            date(2026, 1, 1),
            date(2026, 12, 31),
        );
        let first = duties
            .iter()
            .find(|duty| duty.code == ProgrammeDutyCode::SchoolSubmission)
            .unwrap();
        assert_eq!((first.from, first.due), (date(2025, 12, 21), date(2026, 3, 31)));
    }

    #[test]
    fn codes_are_read_back() {
        for code in ProgrammeDutyCode::ALL {
            assert_eq!(ProgrammeDutyCode::from_code(code.code()), Some(code));
            assert!(!code.latvian().is_empty() && !code.english().is_empty());
        }
    }
}
