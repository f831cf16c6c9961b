//! Pupils with a story: for each signal at least one whose records fire it on the demonstration's day, wherever that day
//! lies; what no day of the calendar allows (23 lessons missed in a semester two days old) is not expected of them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::code::PersonalCode;
use crate::curriculum::Stream;
use crate::town::{Form, Town};

/// What is expected of a pupil with a story: at least these signals, from the files alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planted {
    /// The pupil, or the child on no list.
    pub personal_code: PersonalCode,
    /// The institution; `None` for a child on no list.
    pub institution: Option<String>,
    /// Codes of the signals that fire on the day of the demonstration.
    pub signals: Vec<&'static str>,
    /// What the story is, for tests and messages.
    pub story: &'static str,
}

/// What the support team of a school does with a concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Opens it.
    Read,
    /// Writes down what it found.
    Examine(&'static str),
    /// Answers that there is a risk.
    Confirm(&'static str),
    /// Answers that there is none.
    NotConfirm(&'static str),
    /// Has taken the confirmed risk into its hands.
    Settle,
    /// Refers the pupil to the pedagogical medical commission.
    Refer,
}

/// What a member of staff noticed of a pupil, and what the support team has done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concern {
    /// The pupil.
    pub personal_code: PersonalCode,
    /// The institution.
    pub institution: String,
    /// When it was seen.
    pub observed_on: Date,
    /// Codes of risk factors.
    pub factors: &'static [&'static str],
    /// What was seen, in the words of the one who saw it.
    pub text: &'static str,
    /// What was done, and on which day.
    pub steps: Vec<(Date, Step)>,
}

/// A kind of story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Story {
    /// So many unexcused lessons in the semester.
    Unexcused(u32),
    /// No club besides.
    NoClub,
    Preschooler,
    LongAbsence,
    LeftSchool,
    /// Per cent of the lessons held.
    Rate(u32),
    Rising,
    /// So many subjects below 4.
    LowMarks(usize),
    Unmarked,
    Repeats,
    RepeatsAgain,
    Exam,
    Moves,
    Distance,
    Incidents(u32),
    Victim,
    Language,
    Circumstance(&'static str),
    /// Attendance, achievement, behaviour and circumstances at once.
    AllRound,
    /// Missing today, reason unknown.
    Today,
    Concern(usize),
}

impl Story {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Unexcused(_) => "unexcused",
            Self::NoClub => "no club",
            Self::Preschooler => "preschooler",
            Self::LongAbsence => "long absence",
            Self::LeftSchool => "left school",
            Self::Rate(_) => "absence rate",
            Self::Rising => "absence rising",
            Self::LowMarks(_) => "low marks",
            Self::Unmarked => "unmarked work",
            Self::Repeats => "repeats",
            Self::RepeatsAgain => "repeats again",
            Self::Exam => "low exam",
            Self::Moves => "moves",
            Self::Distance => "distance learning",
            Self::Incidents(_) => "incidents",
            Self::Victim => "victim",
            Self::Language => "language barrier",
            Self::Circumstance(_) => "circumstance",
            Self::AllRound => "all round",
            Self::Today => "missing today",
            Self::Concern(_) => "concern",
        }
    }

    /// Levels at which the story can be told.
    const fn levels(self) -> (i8, i8) {
        match self {
            Self::Preschooler => (0, 0),
            Self::Exam => (10, 10),
            Self::Repeats => (6, 6),
            Self::RepeatsAgain => (5, 5),
            Self::Moves | Self::AllRound => (8, 9),
            Self::Today => (7, 9),
            _ => (6, 9),
        }
    }
}

/// Told once at each stage (an institution), in the class teacher's class where the flag says so.
pub(super) const STORIES: &[(Story, bool)] = &[
    (Story::Unexcused(10), true),
    (Story::Unexcused(23), true),
    (Story::LowMarks(2), true),
    (Story::Circumstance("parents_work_elsewhere"), true),
    (Story::Today, true),
    (Story::Concern(0), true),
    (Story::Unexcused(17), false),
    (Story::Unexcused(20), false),
    (Story::Unexcused(21), false),
    (Story::Unexcused(34), false),
    (Story::NoClub, false),
    (Story::Preschooler, false),
    (Story::LongAbsence, false),
    (Story::LeftSchool, false),
    (Story::Rate(14), false),
    (Story::Rate(26), false),
    (Story::Rising, false),
    (Story::LowMarks(1), false),
    (Story::Unmarked, false),
    (Story::Repeats, false),
    (Story::RepeatsAgain, false),
    (Story::Exam, false),
    (Story::Moves, false),
    (Story::Distance, false),
    (Story::Incidents(2), false),
    (Story::Incidents(4), false),
    (Story::Victim, false),
    (Story::Language, false),
    (Story::Circumstance("family_conflict_or_violence"), false),
    (Story::AllRound, false),
    (Story::Today, false),
    (Story::Concern(1), false),
    (Story::Concern(2), false),
    (Story::Concern(3), false),
    (Story::Concern(4), false),
    (Story::Concern(5), false),
    (Story::Concern(6), false),
    (Story::Concern(7), false),
];

/// A concern as it is told of one pupil after another.
pub(super) struct Told {
    /// School days before the day of the demonstration.
    pub(super) days_ago: u32,
    pub(super) factors: &'static [&'static str],
    pub(super) text: &'static str,
    /// The first on the day itself, each of the others two school days after the one before.
    pub(super) steps: &'static [Step],
}

/// One for each state in which a concern can be, one that has waited too long, and one that led to the commission.
pub(super) const CONCERNS: [Told; 8] = [
    Told {
        days_ago: 0,
        factors: &["behaviour_problems", "conflicts_with_peers"],
        text: "Pēdējās nedēļās strīdas ar klasesbiedriem, starpbrīžos paliek viens.",
        steps: &[],
    },
    Told {
        days_ago: 2,
        factors: &["duties_at_home"],
        text: "Bieži nokavē pirmo stundu, jo no rīta ved jaunāko māsu uz bērnudārzu.",
        steps: &[Step::Read],
    },
    Told {
        days_ago: 8,
        factors: &["low_achievement"],
        text: "Matemātikā vairs neiesniedz darbus, saka, ka nesaprot jau no rudens.",
        steps: &[],
    },
    Told {
        days_ago: 4,
        factors: &["conflicts_with_peers"],
        text: "Klases saziņas grupā par viņu raksta aizskaroši, stundās vairs neiesaistās.",
        steps: &[
            Step::Read,
            Step::Examine(
                "Runāju ar bērnu un ar diviem klasesbiedriem. Saraksti rādīja pats, vecāki par to zina.",
            ),
        ],
    },
    Told {
        days_ago: 10,
        factors: &["heavy_workload"],
        text: "Stundās guļ, saka, ka pēc devītās klases tāpat ies strādāt.",
        steps: &[
            Step::Read,
            Step::Examine("Vakaros strādā pie radinieka autoservisā. Grib mācīties par automehāniķi."),
            Step::Confirm(
                "Paldies, Jums bija taisnība. Nākamnedēļ runāsim ar vecākiem un karjeras konsultantu.",
            ),
        ],
    },
    Told {
        days_ago: 15,
        factors: &["low_achievement"],
        text: "Divas nedēļas nenes mājasdarbus, agrāk tā nebija.",
        steps: &[
            Step::Read,
            Step::Examine("Mājās bija remonts, nebija kur mācīties. Darbus jau iesniedz."),
            Step::NotConfirm("Iemesls bija remonts mājās, tas ir beidzies. Ja atkārtojas, lūdzu, ziņojiet."),
        ],
    },
    Told {
        days_ago: 25,
        factors: &["conflicts_with_peers"],
        text: "Negrib vairs nākt uz skolu, klasē jūtas lieks.",
        steps: &[
            Step::Read,
            Step::Examine("Pēc draudzenes aiziešanas uz citu skolu palika bez draugu loka."),
            Step::Confirm("Risks ir. Sākam tikties reizi nedēļā, Jūs, lūdzu, ļaujiet strādāt pārī."),
            Step::Settle,
        ],
    },
    Told {
        days_ago: 18,
        factors: &["low_achievement"],
        text: "Lasa pa zilbēm, garākus uzdevumus nesaprot, lai gan mutiski atbild labi.",
        steps: &[
            Step::Read,
            Step::Examine("Logopēde un speciālā pedagoģe lasīšanu pārbaudīja: grūtības ir noturīgas."),
            Step::Confirm("Paldies. Vecāki piekrita, sūtām pie pedagoģiski medicīniskās komisijas."),
            Step::Refer,
        ],
    },
];

/// Who has which story.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cast {
    pub(super) pupil: usize,
    pub(super) story: Story,
}

/// Chooses the pupils and writes into the town what the story changes in their enrolments.
pub(super) fn cast(
    town: &mut Town,
    year: i16,
    stages: &[(&str, Option<&str>)],
    classes: &[(&str, &str, &str)],
) -> Vec<Cast> {
    let mut chosen = BTreeSet::new();
    let mut casts = Vec::new();
    for (school, preschool) in stages {
        let taught = classes
            .iter()
            .find(|class| class.0 == *school)
            .map(|class| class.1);
        for (story, in_class) in STORIES {
            let institution = if *story == Story::Preschooler {
                *preschool
            } else {
                Some(*school)
            };
            let Some(institution) = institution else { continue };
            let class = taught.filter(|_| *in_class);
            let Some(pupil) = find(town, year, institution, *story, class, &chosen) else {
                continue;
            };
            chosen.insert(pupil);
            set(town, pupil, year, *story);
            casts.push(Cast { pupil, story: *story });
        }
    }
    casts
}

fn find(
    town: &Town,
    year: i16,
    institution: &str,
    story: Story,
    class: Option<&str>,
    chosen: &BTreeSet<usize>,
) -> Option<usize> {
    let school = town
        .schools
        .iter()
        .position(|school| school.code == institution)? as u16;
    let (low, high) = story.levels();
    let repeats = |pupil: usize, year: i16| town.pupils[pupil].in_year(year).any(|stay| stay.repeats);
    let fits = |pupil: usize, strict: bool| {
        let child = &town.pupils[pupil];
        let mut now = child.in_year(year);
        let (Some(stay), None) = (now.next(), now.next()) else {
            return false;
        };
        let before: Vec<_> = child.in_year(year - 1).collect();
        let grade = (low..=high).contains(&stay.class.level);
        // A pupil who came up with the class, unless the story is about one who did not.
        let repeats_year = matches!(story, Story::Repeats | Story::RepeatsAgain);
        let settled = match before.as_slice() {
            _ if repeats_year => true,
            [] => !strict,
            [before] => {
                before.class.school == school && before.form == Form::InPerson || story == Story::Exam
            }
            _ => false,
        };
        stay.class.school == school
            && stay.stream == Stream::General
            && stay.form == Form::InPerson
            && stay.to.is_none()
            && grade
            && settled
            && (child.declared_here || repeats_year)
            && class.is_none_or(|class| stay.class.name() == class)
            && match story {
                Story::Repeats => stay.repeats && !repeats(pupil, year - 1),
                Story::RepeatsAgain => stay.repeats && repeats(pupil, year - 1),
                _ => !stay.repeats && !repeats(pupil, year - 1),
            }
    };
    let free = || (0..town.pupils.len()).filter(|pupil| !chosen.contains(pupil));
    free()
        .find(|pupil| fits(*pupil, true))
        .or_else(|| free().find(|pupil| fits(*pupil, false)))
}

/// What the story changes in the child's own record.
fn set(town: &mut Town, pupil: usize, year: i16, story: Story) {
    let Some(school) = town.pupils[pupil].stays.last().map(|stay| stay.class.school) else {
        return;
    };
    match story {
        Story::Distance => town.pupils[pupil]
            .stays
            .last_mut()
            .into_iter()
            .for_each(|stay| stay.form = Form::Distance),
        Story::Language => town.pupils[pupil].language = "ru",
        Story::Moves => {
            let Some(at) = town.pupils[pupil]
                .stays
                .iter()
                .position(|stay| stay.year == year - 1)
            else {
                return;
            };
            let level = town.pupils[pupil].stays[at].class.level;
            let Some(other) = town.another_school(usize::from(school), level) else {
                return;
            };
            let stays = &mut town.pupils[pupil].stays;
            let whole = stays[at].clone();
            let mut away = whole.clone();
            away.class.school = other;
            away.class.letter = 0;
            away.from = Date::constant(year - 1, 12, 1);
            away.to = Some(Date::constant(year, 3, 15));
            away.leaving = Some(crate::town::leaving::OTHER_SCHOOL);
            let mut back = whole.clone();
            back.from = Date::constant(year, 3, 16);
            stays[at].to = Some(Date::constant(year - 1, 11, 30));
            stays[at].leaving = Some(crate::town::leaving::OTHER_SCHOOL);
            stays.insert(at + 1, away);
            stays.insert(at + 2, back);
        }
        _ => {}
    }
}
