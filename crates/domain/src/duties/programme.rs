//! Duties that the programmes ask for through the year: reports, meetings, submissions of schools, publication. The dates are data with their source;
//! where a programme names no day, the day is an assumption and a setting may move it.

mod code;

pub use code::ProgrammeDutyCode;

use jiff::civil::{Date, date};

use crate::cooperation::{BodyKind, MeetingDuty, meeting_duties};
use crate::people::folded;

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
mod tests;
