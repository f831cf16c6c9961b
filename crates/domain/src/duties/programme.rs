//! Duties that the programmes ask for through the year: reports, meetings, submissions of schools, publication. The dates are data with their source;
//! where a programme names no day, the day is an assumption and a setting may move it.

use jiff::civil::{Date, date};

use crate::cooperation::{BodyKind, MeetingDuty, meeting_duties};
use crate::people::folded;

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
    Yearly { from: MonthDay, due: MonthDay },
    /// Once, by the end of a year.
    Once(i16),
    /// By the end of each month.
    Monthly,
    /// On each of the days that the municipality sets for submissions.
    Submissions,
    /// By the terms of the meetings of a working group.
    Meetings,
}

const MONTHLY: &str = "katru mēnesi";
const SUBMISSIONS: &str = "iesniegšanas dienās";
const MEETINGS: &str = "sanāksmēs";
/// The word of a rule whose day, or that it holds at all, no source of the municipality confirms.
const ASSUMPTION: &str = "pieņēmums";

const BOARD: &str = "education_board";
const GROUP: &str = "working_group";
const YOUTH: &str = "youth_worker";
const SCHOOL_HEAD: &str = "school_head";

/// On whom a duty can fall, in the words of a rule.
const WHO: [(&str, &str); 4] = [
    ("Izglītības pārvalde", BOARD),
    ("darba grupa", GROUP),
    ("jaunatnes darbinieks", YOUTH),
    ("iestādes vadītājs", SCHOOL_HEAD),
];

/// A rule: what is due when, and on whom it falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyRule {
    code: ProgrammeDutyCode,
    when: When,
    who: &'static str,
    assumption: bool,
}

/// What the five programmes ask, by municipality, a rule a line: what, when, on whom it falls. Only Rēzeknes novads says how often schools submit; the
/// others ask for their data regularly. Ventspils names no month of its report nor of bringing the plan up to date, which it recommends each year, and
/// the board does a working group's work there. Rēzeknes novads and Tukums plan the budget in the group; Ogre and Rēzekne name no such meeting. The
/// podcast of Ogre: «Vismaz reizi mēnesī viena podkāsta epizode», task 2.5 of the youth house.
pub const ASKED: [(&str, &str); 5] = [
    (
        "rezeknes-novads",
        "Iesniegt ziņas par riska izglītojamo mācību dinamiku; iesniegšanas dienās; iestādes vadītājs
Sagatavot gada pārskatu par programmu; 01.06.–31.08.; darba grupa
Aktualizēt rīcības programmu; 01.06.–31.08.; darba grupa
Veikt starpposma izvērtējumu; 2026; darba grupa
Noturēt darba grupas sanāksmi; sanāksmēs; darba grupa
Darba grupā plānot nākamā gada budžetu; sanāksmēs; darba grupa",
    ),
    (
        "tukuma-novads",
        "Iesniegt ziņas par riska izglītojamo mācību dinamiku; iesniegšanas dienās; iestādes vadītājs; pieņēmums
Sagatavot gada pārskatu par programmu; 01.06.–31.08.; darba grupa
Aktualizēt rīcības programmu; 01.06.–31.08.; darba grupa
Noturēt darba grupas sanāksmi; sanāksmēs; darba grupa
Darba grupā plānot nākamā gada budžetu; sanāksmēs; darba grupa",
    ),
    (
        "ogres-novads",
        "Iesniegt ziņas par riska izglītojamo mācību dinamiku; iesniegšanas dienās; iestādes vadītājs; pieņēmums
Sagatavot gada pārskatu par programmu; 01.06.–31.08.; darba grupa
Aktualizēt rīcības programmu; 01.06.–31.08.; darba grupa
Aptaujāt bērnus un jauniešus par atbalstu; 2027; Izglītības pārvalde
Publicēt rakstu pašvaldības laikrakstā; 01.01.–31.12.; iestādes vadītājs
Publicēt jauniešu podkāsta epizodi; katru mēnesi; jaunatnes darbinieks
Noturēt darba grupas sanāksmi; sanāksmēs; darba grupa",
    ),
    (
        "ventspils",
        "Iesniegt ziņas par riska izglītojamo mācību dinamiku; iesniegšanas dienās; iestādes vadītājs; pieņēmums
Sagatavot gada pārskatu par programmu; 01.01.–31.12.; Izglītības pārvalde; pieņēmums
Aktualizēt rīcības programmu; 01.01.–31.12.; Izglītības pārvalde; pieņēmums
Veikt starpposma izvērtējumu; 2027; Izglītības pārvalde",
    ),
    (
        "rezekne",
        "Iesniegt ziņas par riska izglītojamo mācību dinamiku; iesniegšanas dienās; iestādes vadītājs; pieņēmums
Sagatavot gada pārskatu par programmu; 01.06.–31.08.; darba grupa
Aktualizēt rīcības programmu; 01.06.–31.08.; darba grupa
Publicēt gada rezultātus mājaslapā; 01.12.–31.12.; Izglītības pārvalde
Atjaunot informāciju sociālajos tīklos; katru mēnesi; Izglītības pārvalde
Noturēt darba grupas sanāksmi; sanāksmēs; darba grupa",
    ),
];

/// A municipality without a programme of its own among the five follows what most of them ask.
pub const ASKED_BY_MOST: &str =
    "Iesniegt ziņas par riska izglītojamo mācību dinamiku; iesniegšanas dienās; iestādes vadītājs; pieņēmums
Sagatavot gada pārskatu par programmu; 01.06.–31.08.; darba grupa; pieņēmums
Aktualizēt rīcības programmu; 01.06.–31.08.; darba grupa; pieņēmums
Noturēt darba grupas sanāksmi; sanāksmēs; darba grupa; pieņēmums";

fn is_word(text: &str, word: &str) -> bool {
    folded(text) == folded(word)
}

impl When {
    fn read(text: &str) -> Option<Self> {
        for (word, when) in [
            (MONTHLY, Self::Monthly),
            (SUBMISSIONS, Self::Submissions),
            (MEETINGS, Self::Meetings),
        ] {
            if is_word(text, word) {
                return Some(when);
            }
        }
        if let Ok(year) = text.trim_end_matches('.').parse::<i16>() {
            return (2000..=2100).contains(&year).then_some(Self::Once(year));
        }
        let (from, due) = text.split_once(['–', '-'])?;
        let (from, due) = (month_day(from.trim())?, month_day(due.trim())?);
        (from <= due).then_some(Self::Yearly { from, due })
    }
}

impl DutyRule {
    fn read(line: &str) -> Option<Self> {
        let mut parts = line.split(';').map(str::trim);
        let (what, when, whom) = (parts.next()?, parts.next()?, parts.next()?);
        let assumption = match parts.next() {
            None | Some("") => false,
            Some(word) if is_word(word, ASSUMPTION) => true,
            Some(_) => return None,
        };
        if parts.next().is_some() {
            return None;
        }
        let code = ProgrammeDutyCode::ALL.into_iter().find(|code| {
            [code.latvian(), code.english(), code.code()]
                .into_iter()
                .any(|name| is_word(what, name))
        })?;
        let when = When::read(when)?;
        let (_, who) = WHO.into_iter().find(|(word, _)| is_word(whom, word))?;
        // Of reports on pupils and of meetings the days stand elsewhere; baselines are known from the indicators.
        let is_possible = match code {
            ProgrammeDutyCode::SchoolSubmission => when == When::Submissions && who == SCHOOL_HEAD,
            ProgrammeDutyCode::WorkingGroupMeeting | ProgrammeDutyCode::BudgetMeeting => {
                when == When::Meetings && who == GROUP
            }
            ProgrammeDutyCode::IndicatorBaseline => false,
            _ => !matches!(when, When::Submissions | When::Meetings),
        };
        is_possible.then_some(Self {
            code,
            when,
            who,
            assumption,
        })
    }
}

/// Reads rules, one a line: what is to be done; when (`01.06.–31.08.`, `2027`, `katru mēnesi`, `iesniegšanas dienās`, `sanāksmēs`); on whom it falls; and
/// `pieņēmums` where no source confirms it. `None` where one of the lines is none, or there is none.
pub fn duty_rules(text: &str) -> Option<Vec<DutyRule>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let rules: Vec<DutyRule> = lines.map(DutyRule::read).collect::<Option<_>>()?;
    (!rules.is_empty()).then_some(rules)
}

/// The rules that hold in a municipality that has set no others: those of its programme, else what most programmes ask.
pub fn built_in_duty_rules(municipality: &str) -> Vec<DutyRule> {
    let own = ASKED.iter().find(|(code, _)| *code == municipality);
    duty_rules(own.map_or(ASKED_BY_MOST, |one| one.1)).unwrap_or_default()
}

/// A meeting of a working group as a duty of the programme; `None` where its rules do not ask for it.
pub fn group_meeting(rules: &[DutyRule], duty: &MeetingDuty) -> Option<ProgrammeDuty> {
    let code = if duty.code == "budget" {
        ProgrammeDutyCode::BudgetMeeting
    } else {
        ProgrammeDutyCode::WorkingGroupMeeting
    };
    let rule = rules.iter().find(|rule| rule.code == code)?;
    Some(ProgrammeDuty {
        code,
        from: duty.from,
        due: duty.due,
        who: rule.who,
        assumption: rule.assumption,
    })
}

/// The meetings that the programme asks for in a calendar year where no working group is entered, in order of their days: the terms are those of a
/// group, [`meeting_duties`]. Of a group that is entered they are known from its own record.
pub fn group_meetings(rules: &[DutyRule], year: i16) -> Vec<ProgrammeDuty> {
    let mut found: Vec<ProgrammeDuty> = meeting_duties(BodyKind::WorkingGroup, year, date(year, 1, 1), &[])
        .iter()
        .filter_map(|duty| group_meeting(rules, duty))
        .collect();
    found.sort_by_key(|duty| (duty.due, duty.code));
    found
}

/// Month and day, comparable.
pub type MonthDay = (i8, i8);

/// The days by which schools submit where a municipality sets no others: after the first semester, in spring, after the school year. That it is three
/// times a year says Rēzeknes novads; the days are an assumption.
pub const SUBMISSION_DAYS: &str = "20.12.; 31.03.; 15.06.";

/// Reads a day such as `20.12.`; 29 February is no day of every year.
fn month_day(word: &str) -> Option<MonthDay> {
    let (day, month) = word.trim_end_matches('.').split_once('.')?;
    let (day, month) = (day.trim().parse().ok()?, month.trim().parse().ok()?);
    Date::new(2025, month, day).ok()?;
    Some((month, day))
}

/// Reads days such as `20.12.; 31.03.`; `None` when one of them is none, or there is none.
pub fn month_days(text: &str) -> Option<Vec<MonthDay>> {
    let mut days = Vec::new();
    for word in text.split(';').map(str::trim).filter(|word| !word.is_empty()) {
        days.push(month_day(word)?);
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

/// The programme's duties by its rules that are due from a day to a day, in order; meetings and baselines are known from their own records,
/// meetings without a record are [`group_meetings`].
pub fn programme_duties(
    rules: &[DutyRule],
    submissions: &[MonthDay],
    from: Date,
    to: Date,
) -> Vec<ProgrammeDuty> {
    let mut found = Vec::new();
    let mut add = |rule: &DutyRule, begins: Option<Date>, due: Option<Date>| {
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
                When::Once(_) | When::Meetings => {}
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
        let duties = programme_duties(&built_in_duty_rules(municipality), &days, from, to);
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
        for duty in programme_duties(&built_in_duty_rules("ogres-novads"), &days, from, to) {
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
            let mut duties = programme_duties(&built_in_duty_rules(municipality), &days, from, to);
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

    // covers: COOP-05, COOP-06, REP-04, REP-05
    #[test]
    fn a_programme_asks_for_its_own_meetings() {
        let of = |municipality: &str| -> Vec<(&'static str, Date, bool)> {
            let duties = group_meetings(&built_in_duty_rules(municipality), 2026);
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
        let entered = meeting_duties(BodyKind::WorkingGroup, 2026, date(2026, 1, 1), &[]);
        for (municipality, asked) in [
            ("rezeknes-novads", [true, true, true]),
            ("tukuma-novads", [true, true, true]),
            ("ogres-novads", [true, true, false]),
            ("rezekne", [true, true, false]),
            ("ventspils", [false, false, false]),
        ] {
            let rules = built_in_duty_rules(municipality);
            let found = entered.iter().map(|duty| group_meeting(&rules, duty).is_some());
            assert_eq!(found.collect::<Vec<_>>(), asked, "{municipality}");
        }
        let budget = group_meetings(&built_in_duty_rules("tukuma-novads"), 2026)[2];
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
            &built_in_duty_rules("rezeknes-novads"),
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

    // covers: REP-09, REP-10
    #[test]
    fn a_municipality_may_ask_otherwise_than_its_programme_that_ships() {
        for (municipality, text) in ASKED {
            let rules = duty_rules(text).unwrap();
            assert_eq!(rules.len(), text.lines().count(), "{municipality}");
        }
        assert_eq!(duty_rules(ASKED_BY_MOST).map(|rules| rules.len()), Some(4));
        let own = duty_rules(
            "Publicēt rakstu pašvaldības laikrakstā; 01.03.–31.05.; iestādes vadītājs\r\n\nPodkasts; katru mēnesi; jaunatnes darbinieks",
        );
        assert_eq!(own, None, "one of the lines names nothing that is known");
        let own = duty_rules(
            "Publicēt rakstu pašvaldības laikrakstā; 01.03.-31.05.; Iestādes vadītājs\r\n\nPublish the results of the year on the web page; 2028; Izglītības pārvalde; pieņēmums",
        )
        .unwrap();
        let found = programme_duties(&own, &[], date(2028, 1, 1), date(2028, 12, 31));
        let told: Vec<_> = found
            .iter()
            .map(|duty| (duty.code.code(), duty.from, duty.due, duty.who, duty.assumption))
            .collect();
        assert_eq!(
            told,
            [
                (
                    "newspaper_article",
                    date(2028, 3, 1),
                    date(2028, 5, 31),
                    "school_head",
                    false
                ),
                (
                    "publication",
                    date(2028, 1, 1),
                    date(2028, 12, 31),
                    "education_board",
                    true
                ),
            ]
        );
        assert!(group_meetings(&own, 2028).is_empty());
        for wrong in [
            "",
            "Publicēt rakstu pašvaldības laikrakstā",
            "Publicēt rakstu pašvaldības laikrakstā; reizi gadā; iestādes vadītājs",
            "Publicēt rakstu pašvaldības laikrakstā; 31.12.–01.01.; iestādes vadītājs",
            "Publicēt rakstu pašvaldības laikrakstā; 2027; mērs",
            "Publicēt rakstu pašvaldības laikrakstā; 2027; iestādes vadītājs; noteikti",
            "Publicēt rakstu pašvaldības laikrakstā; sanāksmēs; iestādes vadītājs",
            "Noturēt darba grupas sanāksmi; katru mēnesi; darba grupa",
            "Noteikt rādītāja sākuma vērtību; 2027; Izglītības pārvalde",
        ] {
            assert_eq!(duty_rules(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn codes_are_read_back() {
        for code in ProgrammeDutyCode::ALL {
            assert_eq!(ProgrammeDutyCode::from_code(code.code()), Some(code));
            assert!(!code.latvian().is_empty() && !code.english().is_empty());
        }
    }
}
