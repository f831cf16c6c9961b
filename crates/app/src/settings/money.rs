//! Settings of money: the call for projects of young people, norms of posts, money for each pupil.

use balsts_domain::money::TEACHER_SUPPORT;

use super::plain::{Default, PlainEntry};

const fn teachers(text: &'static str, source: &'static str) -> PlainEntry {
    PlainEntry {
        key: "teacher_support",
        default: Default::Text(text),
        range: None,
        source,
        assumption: false,
        latvian: "Atbalsts pedagogiem, katrs veids savā rindā: kas tas ir; lielākais apmērs (30 %, 200 EUR mēnesī vai –); gadi \
                  (2024–2028); nosaukums angliski",
        english: "Support of teachers, a kind a line: what it is; the most (30 %, 200 EUR mēnesī or –); years (2024–2028); its name in \
                  English",
    }
}

pub(super) const MONEY: [PlainEntry; 16] = [
    PlainEntry {
        key: "team",
        default: Default::Number(3),
        range: Some((1, 50)),
        source: "Ogre",
        assumption: false,
        latvian: "Jauniešu projektu konkurss: cik jauniešu vismaz ir komandā",
        english: "Call for projects of young people: the fewest members of a team",
    },
    PlainEntry {
        key: "youngest",
        default: Default::Number(12),
        range: Some((5, 99)),
        source: "Ogre",
        assumption: false,
        latvian: "Jauniešu projektu konkurss: jaunākā dalībnieka vecums",
        english: "Call for projects of young people: the youngest age",
    },
    PlainEntry {
        key: "oldest",
        default: Default::Number(25),
        range: Some((5, 99)),
        source: "Ogre",
        assumption: false,
        latvian: "Jauniešu projektu konkurss: vecākā dalībnieka vecums",
        english: "Call for projects of young people: the oldest age",
    },
    PlainEntry {
        key: "adult",
        default: Default::Number(18),
        range: Some((0, 99)),
        source: "Ogre",
        assumption: false,
        latvian: "Jauniešu projektu konkurss: cik gadu ir tam, kurš atbild par naudu; 0, ja tāda nevajag",
        english: "Call for projects of young people: the age of whoever answers for the money; 0 where nobody has to",
    },
    PlainEntry {
        key: "most_12_14",
        default: Default::Number(300),
        range: Some((0, 100_000)),
        source: "Ogre",
        assumption: false,
        latvian: "Jauniešu projektu konkurss: lielākā summa eiro, ja komandā vairums ir līdz 14 gadiem",
        english: "Call for projects of young people: the most in euros where most members are up to 14",
    },
    PlainEntry {
        key: "most_15_17",
        default: Default::Number(500),
        range: Some((0, 100_000)),
        source: "Ogre",
        assumption: false,
        latvian: "Jauniešu projektu konkurss: lielākā summa eiro, ja komandā vairums ir no 15 līdz 17 gadiem",
        english: "Call for projects of young people: the most in euros where most members are 15 to 17",
    },
    PlainEntry {
        key: "most_18_25",
        default: Default::Number(700),
        range: Some((0, 100_000)),
        source: "Ogre",
        assumption: false,
        latvian: "Jauniešu projektu konkurss: lielākā summa eiro, ja komandā vairums ir no 18 gadiem",
        english: "Call for projects of young people: the most in euros where most members are 18 and over",
    },
    PlainEntry {
        key: "post_secondary",
        default: Default::Number(1000),
        range: Some((0, 10_000)),
        source: "Rēzeknes novads",
        assumption: false,
        latvian: "Cik likmes tūkstošdaļu katram atbalsta speciālistam ir vidusskolā un ģimnāzijā",
        english: "Thousandths of a post of each speciality of support staff at a secondary school or gymnasium",
    },
    PlainEntry {
        key: "post_basic",
        default: Default::Number(500),
        range: Some((0, 10_000)),
        source: "Rēzeknes novads",
        assumption: false,
        latvian: "Cik likmes tūkstošdaļu katram atbalsta speciālistam ir sākumskolā un pamatskolā",
        english: "Thousandths of a post of each speciality of support staff at a primary or basic school",
    },
    PlainEntry {
        key: "posts_preschool_social",
        default: Default::Number(0),
        range: Some((0, 1_000_000)),
        source: "assumption",
        assumption: true,
        latvian: "Cik likmes tūkstošdaļu sociālajiem pedagogiem ir visās pirmsskolās kopā; 0, ja tādas normas nav",
        english: "Thousandths of posts of social pedagogues at all preschools together; 0 where there is no such norm",
    },
    PlainEntry {
        key: "posts_preschool_speech",
        default: Default::Number(0),
        range: Some((0, 1_000_000)),
        source: "assumption",
        assumption: true,
        latvian: "Cik likmes tūkstošdaļu logopēdiem ir visās pirmsskolās kopā; 0, ja tādas normas nav",
        english: "Thousandths of posts of speech therapists at all preschools together; 0 where there is no such norm",
    },
    PlainEntry {
        key: "career_from",
        default: Default::Number(50),
        range: Some((1, 10_000)),
        source: "Rēzeknes novads",
        assumption: false,
        latvian: "No cik izglītojamiem skolai ir karjeras konsultanta slodze",
        english: "From how many pupils on a school has the load of a career consultant",
    },
    PlainEntry {
        key: "career_step",
        default: Default::Number(25),
        range: Some((1, 10_000)),
        source: "Rēzeknes novads",
        assumption: false,
        latvian: "Par cik izglītojamiem karjeras konsultanta slodze pieaug par vienu soli",
        english: "For how many more pupils the load of a career consultant grows by one step",
    },
    PlainEntry {
        key: "career_load",
        default: Default::Number(150),
        range: Some((0, 10_000)),
        source: "Rēzeknes novads",
        assumption: false,
        latvian: "Cik likmes tūkstošdaļu ir viens karjeras konsultanta slodzes solis",
        english: "Thousandths of a post of one step of the load of a career consultant",
    },
    PlainEntry {
        key: "school_bag",
        default: Default::Number(14),
        range: Some((0, 1000)),
        source: "Rēzeknes novads",
        assumption: false,
        latvian: "«Latvijas skolas soma»: cik eiro gadā par vienu izglītojamo",
        english: "“Latvijas skolas soma”: euros a year for each pupil",
    },
    teachers("", "Rēzeknes novads, Ogre"),
];

/// The call of Tukums: up to 500 euros for each project. It names neither ages nor the size of a team; that it then asks for none is an assumption.
static OF_TUKUMS: [PlainEntry; 7] = [
    PlainEntry {
        key: "team",
        default: Default::Number(1),
        range: Some((1, 50)),
        source: "assumption",
        assumption: true,
        latvian: "Jauniešu projektu konkurss: cik jauniešu vismaz ir komandā",
        english: "Call for projects of young people: the fewest members of a team",
    },
    PlainEntry {
        key: "youngest",
        default: Default::Number(5),
        range: Some((5, 99)),
        source: "assumption",
        assumption: true,
        latvian: "Jauniešu projektu konkurss: jaunākā dalībnieka vecums",
        english: "Call for projects of young people: the youngest age",
    },
    PlainEntry {
        key: "oldest",
        default: Default::Number(99),
        range: Some((5, 99)),
        source: "assumption",
        assumption: true,
        latvian: "Jauniešu projektu konkurss: vecākā dalībnieka vecums",
        english: "Call for projects of young people: the oldest age",
    },
    PlainEntry {
        key: "adult",
        default: Default::Number(0),
        range: Some((0, 99)),
        source: "assumption",
        assumption: true,
        latvian: "Jauniešu projektu konkurss: cik gadu ir tam, kurš atbild par naudu; 0, ja tāda nevajag",
        english: "Call for projects of young people: the age of whoever answers for the money; 0 where nobody has to",
    },
    PlainEntry {
        key: "most_12_14",
        default: Default::Number(500),
        range: Some((0, 100_000)),
        source: "Tukums",
        assumption: false,
        latvian: "Jauniešu projektu konkurss: lielākā summa eiro, ja komandā vairums ir līdz 14 gadiem",
        english: "Call for projects of young people: the most in euros where most members are up to 14",
    },
    PlainEntry {
        key: "most_15_17",
        default: Default::Number(500),
        range: Some((0, 100_000)),
        source: "Tukums",
        assumption: false,
        latvian: "Jauniešu projektu konkurss: lielākā summa eiro, ja komandā vairums ir no 15 līdz 17 gadiem",
        english: "Call for projects of young people: the most in euros where most members are 15 to 17",
    },
    PlainEntry {
        key: "most_18_25",
        default: Default::Number(500),
        range: Some((0, 100_000)),
        source: "Tukums",
        assumption: false,
        latvian: "Jauniešu projektu konkurss: lielākā summa eiro, ja komandā vairums ir no 18 gadiem",
        english: "Call for projects of young people: the most in euros where most members are 18 and over",
    },
];

/// The posts that Rēzekne funds at its preschools: five of social pedagogues and twelve of speech therapists (tasks 4.3.1 and 4.3.2).
static OF_REZEKNE: [PlainEntry; 2] = [
    PlainEntry {
        key: "posts_preschool_social",
        default: Default::Number(5_000),
        range: Some((0, 1_000_000)),
        source: "Rēzekne",
        assumption: false,
        latvian: "Cik likmes tūkstošdaļu sociālajiem pedagogiem ir visās pirmsskolās kopā; 0, ja tādas normas nav",
        english: "Thousandths of posts of social pedagogues at all preschools together; 0 where there is no such norm",
    },
    PlainEntry {
        key: "posts_preschool_speech",
        default: Default::Number(12_000),
        range: Some((0, 1_000_000)),
        source: "Rēzekne",
        assumption: false,
        latvian: "Cik likmes tūkstošdaļu logopēdiem ir visās pirmsskolās kopā; 0, ja tādas normas nav",
        english: "Thousandths of posts of speech therapists at all preschools together; 0 where there is no such norm",
    },
];

/// What two programmes name for teachers.
static OF_NOVADS: [PlainEntry; 1] = [teachers(TEACHER_SUPPORT[0].1, "Rēzeknes novads")];
static OF_OGRE: [PlainEntry; 1] = [teachers(TEACHER_SUPPORT[1].1, "Ogre")];

/// What programmes of municipalities say otherwise than the common table.
static OF_PROGRAMMES: [(&str, &[PlainEntry]); 4] = [
    (TEACHER_SUPPORT[0].0, &OF_NOVADS),
    (TEACHER_SUPPORT[1].0, &OF_OGRE),
    ("tukuma-novads", &OF_TUKUMS),
    ("rezekne", &OF_REZEKNE),
];

/// The setting where the programme of a municipality says it otherwise than the common table.
pub(super) fn of_municipality(municipality: &str, key: &str) -> Option<&'static PlainEntry> {
    let (_, entries) = OF_PROGRAMMES.iter().find(|(code, _)| *code == municipality)?;
    entries.iter().find(|entry| entry.key == key)
}
