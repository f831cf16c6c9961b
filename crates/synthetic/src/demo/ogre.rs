//! Ogres novads: on 1 September 2023 exactly the pupils, preschoolers and posts of the published tables; the same schools
//! since, children grown older.

use jiff::civil::Date;

use super::accounts::{
    IKSKILE_CLASS, IKSKILE_CLASS_TEACHER, IKSKILE_SCHOOL, OGRE_CLASS, OGRE_CLASS_TEACHER, OGRE_SCHOOL,
};
use super::current::{Current, Silence};
use super::published::{EnrolmentTable, Ogre, OgrePreschool};
use super::{Demo, current};
use crate::curriculum::Stream;
use crate::municipality::shares;
use crate::sink::{Error, Memory};
use crate::town::{People, Places, School, Town};

const FIRST: i16 = 2023;

const TOWNS: &[&str] = &[
    "Ogre",
    "Ikšķile",
    "Lielvārde",
    "Ķegums",
    "Ogresgals",
    "Madliena",
    "Suntaži",
    "Tīnūži",
    "Jumprava",
    "Birzgale",
    "Lēdmane",
    "Ķeipene",
    "Taurupe",
];

/// Vocational pupils have no grade; they have the days of this one.
const VOCATIONAL_LEVEL: i8 = 8;

/// The municipality on `today`, which may be any day from 1 September 2023 on; an earlier one is taken as that day.
pub fn ogre(today: Date, seed: u64) -> Result<Demo, Error> {
    let published = Ogre::published()?;
    let today = today.max(Date::constant(FIRST, 9, 1));
    let people = People {
        municipality: published.name.clone(),
        towns: TOWNS,
        latvian: 860,
        seed,
        first_number: 0,
    };
    let mut schools: Vec<School> = published
        .school
        .iter()
        .map(|school| School {
            code: school.code.clone(),
            name: school.name.clone(),
            kind: school.kind.clone(),
            parent: None,
            address: String::new(),
            places: places(&school.pupils),
        })
        .collect();
    schools.extend(published.preschool.iter().map(|preschool| School {
        code: preschool.code.clone(),
        name: preschool.name.clone(),
        kind: "pirmsskola".to_owned(),
        parent: preschool.parent.clone(),
        address: String::new(),
        places: groups(preschool),
    }));
    let mut town = Town::open(people, schools, FIRST);
    let plan = current::Plan {
        first: FIRST,
        stages: &[
            (OGRE_SCHOOL, Some("ogres-pii-cirulitis")),
            (IKSKILE_SCHOOL, Some("ikskiles-pii-urdavina")),
        ],
        class_teachers: &[
            (OGRE_SCHOOL, OGRE_CLASS, OGRE_CLASS_TEACHER),
            (IKSKILE_SCHOOL, IKSKILE_CLASS, IKSKILE_CLASS_TEACHER),
        ],
        silence: Silence {
            school: "birzgales-pamatskola",
            class: ("ogres-centra-pamatskola", "5.b"),
        },
        told: None,
        not_enrolled: 3,
    };
    let stories = plan.live(&mut town, today);
    let mut current = Current::new(&town, Memory, today);
    current.registry()?;
    let last = current.year;
    for year in [FIRST].into_iter().chain((last > FIRST).then_some(last)) {
        for school in &published.school {
            for (role, fte) in school.posts.posts() {
                current
                    .chronicle
                    .post(&school.code, role, fte, Date::constant(year, 9, 1))?;
            }
        }
        for preschool in &published.preschool {
            for (role, fte) in preschool.posts.posts() {
                current
                    .chronicle
                    .post(&preschool.code, role, fte, Date::constant(year, 9, 1))?;
            }
        }
    }
    current.tell(&plan, &stories, published.municipality, published.name)
}

/// The bands of the table, split evenly over their grades.
fn places(table: &EnrolmentTable) -> Vec<Places> {
    let mut places = Vec::new();
    let mut split = |pupils: Option<u32>, grades: std::ops::RangeInclusive<i8>, stream: Stream| {
        let grades: Vec<i8> = grades.collect();
        for (level, pupils) in grades
            .iter()
            .zip(shares(pupils.unwrap_or(0), &vec![1; grades.len()]))
        {
            if pupils > 0 {
                places.push(Places {
                    level: *level,
                    stream,
                    pupils,
                });
            }
        }
    };
    split(table.grades_1_6, 1..=6, Stream::General);
    split(table.grades_7_9, 7..=9, Stream::General);
    split(table.grades_10_12, 10..=12, Stream::General);
    split(table.special_1_6, 1..=6, Stream::Special);
    split(table.special_7_9, 7..=9, Stream::Special);
    split(
        table.vocational_basic,
        VOCATIONAL_LEVEL..=VOCATIONAL_LEVEL,
        Stream::Vocational,
    );
    places
}

fn groups(preschool: &OgrePreschool) -> Vec<Places> {
    let mut places = Vec::new();
    for (pupils, levels, stream) in [
        (preschool.under_5, [-4, -3, -2].as_slice(), Stream::General),
        (preschool.from_5, &[-1, 0], Stream::General),
        (preschool.special_under_5, &[-4, -3, -2], Stream::Special),
        (preschool.special_from_5, &[-1, 0], Stream::Special),
    ] {
        for (level, pupils) in levels.iter().zip(shares(pupils, &vec![1; levels.len()])) {
            if pupils > 0 {
                places.push(Places {
                    level: *level,
                    stream,
                    pupils,
                });
            }
        }
    }
    places
}
