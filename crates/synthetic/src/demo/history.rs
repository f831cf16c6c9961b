//! Municipalities of which only the history of support is shown: Ventspils and Tukums with the plans, risks and hours that their programmes
//! print, on invented pupils. Nothing happens there today.

use balsts_domain::calendar::{Calendar, SchoolDays, SchoolYear, Semester};
use balsts_domain::registry::SupportRole;
use balsts_domain::risk::{Factor, Group};
use jiff::civil::Date;
use serde::Deserialize;

use super::{Demo, Irregularity, Texts};
use crate::code::PersonalCode;
use crate::dice::Dice;
use crate::names::{self, Origin, Sex};
use crate::rows;
use crate::sink::{Error, Files, Memory};

/// Hours of one entry of the log.
const ENTRY_HOURS: u32 = 2;
/// Grades a pupil passes in the years told.
const YEARS_OF_SCHOOL: i16 = 4;

/// A school of the history.
#[derive(Debug, Clone, Deserialize)]
pub struct HistorySchool {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Kind, in Latvian.
    pub kind: String,
    /// Its last grade.
    pub last_grade: i16,
}

/// Plans of a semester, as printed.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct HistoryTerm {
    /// School year.
    pub year: i16,
    /// 1 or 2.
    pub semester: u8,
    /// Plans.
    pub plans: u32,
}

/// A risk.
#[derive(Debug, Clone, Deserialize)]
pub struct HistoryRisk {
    /// Code of the factor.
    pub factor: String,
    /// Plans that name it.
    pub count: u32,
    /// Share of plans as printed, hundredths of a per cent.
    pub printed: Option<u32>,
}

/// The printed share of a group.
#[derive(Debug, Clone, Deserialize)]
pub struct HistoryGroup {
    /// Letter.
    pub group: String,
    /// Hundredths of a per cent.
    pub printed: u32,
}

/// Hours of a subject or specialist.
#[derive(Debug, Clone, Deserialize)]
pub struct HistoryHours {
    /// Kind of consultation.
    pub kind: String,
    /// Subject or specialist.
    pub what: String,
    /// Hours.
    pub hours: u32,
    /// Share of the kind as printed, per cent.
    pub printed: Option<u32>,
}

/// The printed history of support in a municipality.
#[derive(Debug, Clone, Deserialize)]
pub struct History {
    /// Code of the municipality.
    pub municipality: String,
    /// Its name.
    pub name: String,
    /// The document.
    pub source: String,
    /// First school year told.
    pub first_year: i16,
    /// Last school year told.
    pub last_year: i16,
    /// Semesters whose plans are printed.
    pub term: Vec<HistoryTerm>,
    /// Schools.
    pub school: Vec<HistorySchool>,
    /// Risks.
    pub risk: Vec<HistoryRisk>,
    /// Groups of risks.
    pub group: Vec<HistoryGroup>,
    /// Hours.
    #[serde(default)]
    pub hours: Vec<HistoryHours>,
    /// What the source contradicts or leaves open.
    #[serde(default)]
    pub irregularity: Vec<Irregularity>,
}

/// A printed share that follows from the counts, rounded as the document rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Which table it belongs to: risks, consultations.
    pub table: &'static str,
    /// Of what.
    pub place: Texts,
    /// As printed, hundredths of a per cent.
    pub says: i64,
    /// As it follows from the counts, hundredths of a per cent.
    pub computed: i64,
}

/// A share in hundredths of a per cent, rounded as people round.
fn share(part: u32, whole: u32) -> i64 {
    let (part, whole) = (i64::from(part), i64::from(whole).max(1));
    (part * 10_000 + whole / 2) / whole
}

/// Whether a share, rounded to as many digits as are printed, is the printed one.
fn is_rounded_to(computed: i64, says: i64) -> bool {
    let step = [100_i64, 10]
        .into_iter()
        .find(|step| says % step == 0)
        .unwrap_or(1);
    (computed + step / 2) / step * step == says
}

fn texts(lv: &str, en: &str) -> Texts {
    Texts {
        lv: lv.to_owned(),
        en: en.to_owned(),
    }
}

/// Subject or specialist; a teacher's support outside a subject has no name of its own.
fn named(hours: &HistoryHours) -> Texts {
    match SupportRole::parse(&hours.what) {
        Some(role) if hours.kind == "support_staff" => texts(role.latvian(), role.english()),
        _ => texts(&hours.what, &hours.what),
    }
}

impl History {
    /// The printed shares that follow from the counts. Those that do not are irregularities.
    pub fn printed(&self) -> Vec<Printed> {
        let all: u32 = self.risk.iter().map(|risk| risk.count).sum();
        let of_group = |group: Group| -> u32 {
            let is_of = |risk: &&HistoryRisk| {
                Factor::from_code(&risk.factor).is_some_and(|factor| factor.group() == group)
            };
            self.risk.iter().filter(is_of).map(|risk| risk.count).sum()
        };
        let of_kind = |kind: &str| -> u32 {
            let of = self.hours.iter().filter(|hours| hours.kind == kind);
            of.map(|hours| hours.hours).sum()
        };
        let groups = self.group.iter().filter_map(|one| {
            let group = Group::ALL.into_iter().find(|group| group.code() == one.group)?;
            Some(Printed {
                table: "risks",
                place: texts(group.latvian(), group.english()),
                says: one.printed.into(),
                computed: share(of_group(group), all),
            })
        });
        let risks = self.risk.iter().filter_map(|risk| {
            let factor = Factor::from_code(&risk.factor)?;
            Some(Printed {
                table: "risks",
                place: texts(factor.latvian(), factor.english()),
                says: risk.printed?.into(),
                computed: share(risk.count, all),
            })
        });
        let hours = self.hours.iter().filter_map(|one| {
            Some(Printed {
                table: "consultations",
                place: named(one),
                says: i64::from(one.printed?) * 100,
                computed: share(one.hours, of_kind(&one.kind)),
            })
        });
        let is_told = |printed: &Printed| {
            self.irregularity.iter().any(|told| {
                told.table == printed.table
                    && told.says == Some(printed.says)
                    && told.computed == Some(printed.computed)
            })
        };
        groups
            .chain(risks)
            .chain(hours)
            .filter(|one| is_rounded_to(one.computed, one.says) && !is_told(one))
            .collect()
    }

    /// The shipped tables of Ventspils.
    pub fn ventspils() -> Result<Self, Error> {
        super::published::read("ventspils.toml", include_str!("../../data/ventspils.toml"))
    }

    /// The shipped tables of Tukuma novads.
    pub fn tukums() -> Result<Self, Error> {
        super::published::read("tukums.toml", include_str!("../../data/tukums.toml"))
    }

    /// Every semester with its plans: as printed, the others sharing what is left.
    pub fn plans_by_term(&self) -> Vec<HistoryTerm> {
        let all: u32 = self.risk.iter().map(|risk| risk.count).sum();
        let printed: u32 = self.term.iter().map(|term| term.plans).sum();
        let mut terms = Vec::new();
        for year in self.first_year..=self.last_year {
            for semester in [1, 2] {
                let known = self
                    .term
                    .iter()
                    .find(|term| (term.year, term.semester) == (year, semester));
                terms.push(known.copied().unwrap_or(HistoryTerm {
                    year,
                    semester,
                    plans: 0,
                }));
            }
        }
        let open: Vec<usize> = (0..terms.len())
            .filter(|index| terms[*index].plans == 0)
            .collect();
        let left = all.saturating_sub(printed);
        for (place, index) in open.iter().enumerate() {
            let (number, count) = (place as u32, open.len() as u32);
            terms[*index].plans = left * (number + 1) / count - left * number / count;
        }
        terms
    }
}

/// A plan of the history.
struct Plan {
    pupil: usize,
    year: i16,
    semester: u8,
    factor: usize,
}

/// Plans with one risk each. A pupil has several, each in another semester: those of one pupil lie as far apart as the pupils are many, and no
/// semester is longer than that.
fn plans(history: &History, dice: &mut Dice) -> (Vec<Plan>, usize) {
    let mut factors: Vec<usize> = Vec::new();
    for (index, risk) in history.risk.iter().enumerate() {
        factors.extend(std::iter::repeat_n(index, risk.count as usize));
    }
    dice.shuffle(&mut factors);
    let terms = history.plans_by_term();
    let longest = terms.iter().map(|term| term.plans).max().unwrap_or(1) as usize;
    let pupils = (factors.len() / 3).max(longest).max(1);
    let slots = terms
        .iter()
        .flat_map(|term| std::iter::repeat_n((term.year, term.semester), term.plans as usize));
    let plans = slots
        .zip(factors)
        .enumerate()
        .map(|(index, ((year, semester), factor))| Plan {
            pupil: index % pupils,
            year,
            semester,
            factor,
        })
        .collect();
    (plans, pupils)
}

struct Pupil {
    code: PersonalCode,
    school: usize,
    /// Grade in the first year told.
    grade: i16,
}

/// The files of a municipality's history.
pub fn history(history: &History, today: Date, seed: u64, first_number: u32) -> Result<Demo, Error> {
    let mut dice = Dice::new(seed, u64::from(first_number));
    let mut files = Files::new(Memory);
    for school in &history.school {
        files.put(&rows::Institutions {
            code: &school.code,
            name: &school.name,
            kind: &school.kind,
            parent_code: None,
            address: "",
            email: "",
        })?;
    }
    let (plans, count) = plans(history, &mut dice);
    let mut pupils = Vec::with_capacity(count);
    for number in 0..count {
        let school = number % history.school.len();
        let grade = history.school[school].last_grade - YEARS_OF_SCHOOL - (number % 2) as i16;
        let pupil = Pupil {
            code: PersonalCode::new_kind(first_number + number as u32, &mut dice),
            school,
            grade,
        };
        let sex = if dice.per_mille(550) {
            Sex::Male
        } else {
            Sex::Female
        };
        let origin = Origin::draw(&mut dice, 600);
        let birth = Date::constant(2000, 3, 1)
            .with()
            .year(history.first_year - 6 - grade)
            .month(1 + dice.below(12) as i8)
            .day(1 + dice.below(28) as i8)
            .build()
            .unwrap_or(Date::constant(2008, 3, 1));
        files.put(&rows::Pupils {
            personal_code: pupil.code,
            given_name: origin.given(sex, &mut dice),
            family_name: names::of(origin.family(&mut dice), sex),
            birth_date: birth,
            sex: sex.code(),
            declared_municipality: &history.name,
            declared_address: "",
            home_language: "",
            special_programme_code: None,
        })?;
        pupils.push(pupil);
    }
    enrolments(history, &pupils, &mut files)?;
    for plan in &plans {
        let pupil = &pupils[plan.pupil];
        files.put(&rows::SupportPlans {
            personal_code: pupil.code,
            institution_code: &history.school[pupil.school].code,
            school_year: &SchoolYear::new(plan.year).to_string(),
            semester: plan.semester,
            risks: &history.risk[plan.factor].factor,
            evaluation: "",
        })?;
    }
    consultations(history, &pupils, &plans, &mut files)?;
    Ok(Demo {
        municipality: history.municipality.clone(),
        name: history.name.clone(),
        files: files.finish()?,
        planted: Vec::new(),
        concerns: Vec::new(),
        silent_institution: None,
        class_without_lessons: (String::new(), String::new()),
        today,
    })
}

/// Each pupil at one school through the years told, and no longer.
fn enrolments(history: &History, pupils: &[Pupil], files: &mut Files<Memory>) -> Result<(), Error> {
    for (number, pupil) in pupils.iter().enumerate() {
        let letter = ["a", "b"][number / history.school.len() % 2];
        for year in history.first_year..=history.last_year {
            let grade = pupil.grade + year - history.first_year;
            files.put(&rows::Enrolments {
                personal_code: pupil.code,
                institution_code: &history.school[pupil.school].code,
                class: &format!("{grade}.{letter}"),
                from: SchoolYear::new(year).first_day(),
                to: Some(SchoolYear::new(year).last_day()),
                programme_code: if grade <= 9 { "21011111" } else { "31016011" },
                study_form: "klātiene",
                repeats_year: "nē",
                leaving_reason: None,
            })?;
        }
    }
    Ok(())
}

/// Hours go round the plans; each time round they fall on another school day of the plan's semester.
fn consultations(
    history: &History,
    pupils: &[Pupil],
    plans: &[Plan],
    files: &mut Files<Memory>,
) -> Result<(), Error> {
    let days = Calendar::built_in().school_days(None, None);
    for (offset, hours) in history.hours.iter().enumerate() {
        let (mut left, mut number) = (hours.hours, 0_usize);
        while left > 0 {
            let plan = &plans[number % plans.len()];
            let round = number / plans.len() * 7 + offset;
            number += 1;
            let Some(on) = day_of(&days, plan, round) else {
                continue;
            };
            let entry = left.min(ENTRY_HOURS);
            left -= entry;
            let pupil = &pupils[plan.pupil];
            files.put(&rows::Consultations {
                personal_code: pupil.code,
                institution_code: &history.school[pupil.school].code,
                date: on,
                kind: &hours.kind,
                subject_or_role: &hours.what,
                hours: entry,
            })?;
        }
    }
    Ok(())
}

fn day_of(days: &SchoolDays, plan: &Plan, number: usize) -> Option<Date> {
    let semester = Semester::from_number(plan.semester)?;
    let span = days.semester(SchoolYear::new(plan.year), semester)?;
    days.iter(span.period).nth(number)
}
