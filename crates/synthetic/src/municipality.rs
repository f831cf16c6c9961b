//! A whole invented municipality of any size: places that do not exist, schools with invented names, children and what
//! is told of them for some school years.

use std::path::Path;

use balsts_domain::calendar::SchoolYear;
use jiff::civil::Date;

use crate::attendance::Habits;
use crate::chronicle::{Chronicle, Marking};
use crate::curriculum::Stream;
use crate::dice::Dice;
use crate::sink::{Error, Folder, Memory, Sink, Written};
use crate::town::{Class, People, Places, School, Town};

/// What is to be invented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spec {
    /// Pupils on 1 September of the first school year; later years have about as many.
    pub pupils: u32,
    /// School years, the last of them the one in which `until` lies. At least 1.
    pub school_years: u16,
    /// The same seed gives the same bytes.
    pub seed: u64,
    /// Last day that is told of.
    pub until: Date,
    /// Schools; `None` for as many as the pupils need.
    pub schools: Option<u32>,
}

impl Spec {
    /// Up to the end of the school year 2025/26, the last that is known in full.
    pub const fn new(pupils: u32, school_years: u16, seed: u64) -> Self {
        Self {
            pupils,
            school_years,
            seed,
            until: Date::constant(2026, 6, 30),
            schools: None,
        }
    }
}

/// Writes a CSV file of each kind into the folder, which is created if need be.
pub fn write_to(spec: &Spec, folder: &Path) -> Result<Vec<Written<()>>, Error> {
    let written = generate(spec, Folder::create(folder)?)?;
    Ok(written
        .into_iter()
        .map(|file| Written {
            kind: file.kind,
            rows: file.rows,
            out: (),
        })
        .collect())
}

/// The same as bytes in memory.
pub fn in_memory(spec: &Spec) -> Result<Vec<Written<Vec<u8>>>, Error> {
    generate(spec, Memory)
}

/// Writes the files wherever the sink puts them, in the order in which they can be loaded.
pub fn generate<S: Sink>(spec: &Spec, sink: S) -> Result<Vec<Written<S::Out>>, Error> {
    let last = SchoolYear::of(spec.until).first_calendar_year();
    let first = last - (spec.school_years.clamp(1, 30) as i16 - 1);
    let people = People {
        municipality: "Sintētiskais novads".to_owned(),
        towns: PLACES,
        latvian: 720,
        seed: spec.seed,
        first_number: 0,
    };
    let mut town = Town::open(people, schools(spec), first);
    for year in first..last {
        town.live_through(year, spec.until);
        town.turn(year);
    }
    town.live_through(last, spec.until);

    let mut chronicle = Chronicle::new(&town, sink, spec.until);
    chronicle.institutions()?;
    chronicle.pupils()?;
    chronicle.enrolments()?;
    // Every seventh school's journal gives totals of a semester instead of lessons.
    let totals_only = |class: Class| class.school % 7 == 6 && class.level > 0;
    let silent = |class: Class| totals_only(class).then_some(Date::MIN);
    let marking = Marking {
        subjects: usize::MAX,
        current: 2,
        semesters: true,
        annual: true,
    };
    for year in first..=last {
        staff(&mut chronicle, year, spec.seed)?;
        chronicle.class_teachers(year)?;
        chronicle.lessons(year, 1..=2, silent)?;
        chronicle.absences(year, &Habits::FULL, silent)?;
        chronicle.absence_totals(year, &Habits::FULL, totals_only)?;
        chronicle.marks(year, marking)?;
        chronicle.exams(year)?;
        chronicle.incidents(year, 18)?;
        chronicle.extracurricular(year, 640)?;
        chronicle.circumstances(year, 30)?;
        if Date::constant(year + 1, 6, 1) <= spec.until {
            chronicle.support_plans(year, 15)?;
        }
    }
    chronicle.declared_children(spec.pupils / 400)?;
    chronicle.files.finish()
}

/// Places that are on no map.
const PLACES: &[&str] = &[
    "Lejasbirze",
    "Kalnupe",
    "Ezermala",
    "Vējgale",
    "Pūpolciems",
    "Smilgāji",
    "Dzirnupe",
    "Egļukalns",
    "Sūnupe",
    "Bērzgrīva",
    "Ozolmuiža",
    "Mellupe",
];

/// The same in the genitive, as schools bear them.
const OF_PLACES: &[&str] = &[
    "Lejasbirzes",
    "Kalnupes",
    "Ezermalas",
    "Vējgales",
    "Pūpolciema",
    "Smilgāju",
    "Dzirnupes",
    "Egļukalna",
    "Sūnupes",
    "Bērzgrīvas",
    "Ozolmuižas",
    "Mellupes",
];

/// Kinds of schools in the order in which they are founded: kind, grades, weight.
const KINDS: &[(&str, std::ops::RangeInclusive<i8>, u32)] = &[
    ("vidusskola", 1..=12, 60),
    ("pamatskola", 1..=9, 32),
    ("sākumskola", 1..=6, 22),
    ("vidusskola", 1..=12, 45),
    ("pamatskola", 1..=9, 18),
    ("valsts ģimnāzija", 7..=12, 40),
    ("pamatskola", 1..=9, 25),
];

fn schools(spec: &Spec) -> Vec<School> {
    let preschoolers = if spec.pupils >= 200 {
        spec.pupils * 8 / 100
    } else {
        0
    };
    let in_school = spec.pupils - preschoolers;
    let count = spec
        .schools
        .unwrap_or_else(|| in_school.div_ceil(420))
        .clamp(1, in_school.max(1)) as usize;
    let weights: Vec<u32> = (0..count).map(|n| KINDS[n % KINDS.len()].2).collect();
    let mut schools = Vec::new();
    for (number, pupils) in shares(in_school, &weights).into_iter().enumerate() {
        let (kind, grades, _) = &KINDS[number % KINDS.len()];
        let levels: Vec<i8> = grades.clone().collect();
        let mut places = Vec::new();
        for (level, pupils) in levels.iter().zip(shares(pupils, &vec![1; levels.len()])) {
            let special = if *level <= 9 { pupils * 5 / 100 } else { 0 };
            places.push(Places {
                level: *level,
                stream: Stream::General,
                pupils: pupils - special,
            });
            places.push(Places {
                level: *level,
                stream: Stream::Special,
                pupils: special,
            });
        }
        schools.push(school(number, kind, places));
    }
    let preschools = preschoolers.div_ceil(160);
    for (number, pupils) in shares(preschoolers, &vec![1; preschools as usize])
        .into_iter()
        .enumerate()
    {
        let ages = shares(pupils, &[1, 1]);
        let places = [(-1, ages[0]), (0, ages[1])].map(|(level, pupils)| Places {
            level,
            stream: Stream::General,
            pupils,
        });
        schools.push(school(number, "pirmsskola", places.to_vec()));
    }
    schools
}

fn school(number: usize, kind: &str, places: Vec<Places>) -> School {
    let place = OF_PLACES[number % OF_PLACES.len()];
    let round = number / OF_PLACES.len() + 1;
    let name = if round == 1 {
        format!("{place} {kind}")
    } else {
        format!("{place} {round}. {kind}")
    };
    let stem = match kind {
        "pirmsskola" => "pii",
        "sākumskola" => "sakumskola",
        "valsts ģimnāzija" => "gimnazija",
        other => other,
    };
    School {
        code: format!("{stem}-{:03}", number + 1),
        name,
        kind: kind.to_owned(),
        parent: None,
        address: format!(
            "Skolas iela {}, {}",
            number % 40 + 1,
            PLACES[number % PLACES.len()]
        ),
        places,
    }
}

/// Splits a whole by weights; the parts add up to it.
pub(crate) fn shares(whole: u32, weights: &[u32]) -> Vec<u32> {
    let all: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
    let mut before = 0_u64;
    let mut given = 0;
    weights
        .iter()
        .map(|weight| {
            before += u64::from(*weight);
            let up_to = (u64::from(whole) * before).checked_div(all).unwrap_or(0) as u32;
            let part = up_to - given;
            given = up_to;
            part
        })
        .collect()
}

const POSTS: &[(&str, u32)] = &[
    ("sociālais pedagogs", 430),
    ("psihologs", 560),
    ("logopēds", 380),
    ("speciālais pedagogs", 420),
    ("karjeras konsultants", 1900),
    ("pedagoga palīgs", 600),
    ("medmāsa", 480),
];

fn staff<S: Sink>(chronicle: &mut Chronicle<'_, S>, year: i16, seed: u64) -> Result<(), Error> {
    let mut dice = Dice::new(seed, (1 << 40) + year as u64);
    let as_of = Date::constant(year, 9, 1);
    let town = chronicle.town;
    for school in &town.schools {
        let pupils: u32 = school.places.iter().map(|places| places.pupils).sum();
        for (role, pupils_a_post) in POSTS {
            let thousandths = pupils * 1000 / pupils_a_post * dice.between(60, 120) / 100;
            if thousandths >= 100 {
                chronicle.post(&school.code, role, thousandths, as_of)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn shares_add_up(whole in 0_u32..100_000, weights in proptest::collection::vec(1_u32..100, 1..40)) {
            prop_assert_eq!(shares(whole, &weights).iter().sum::<u32>(), whole);
        }

        #[test]
        fn every_pupil_has_a_place(pupils in 1_u32..5_000, count in proptest::option::of(1_u32..30)) {
            let spec = Spec { schools: count, ..Spec::new(pupils, 1, 1) };
            let places: u32 = schools(&spec).iter().flat_map(|s| &s.places).map(|p| p.pupils).sum();
            prop_assert_eq!(places, pupils);
        }
    }
}
