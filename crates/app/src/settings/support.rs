//! Settings of support plans: who approves them, how many there are of a pupil, how often dynamics are written down, how before and after are compared.

use super::plain::{Default, PlainEntry};

pub(super) const SUPPORT: [PlainEntry; 18] = [
    coordinator(
        "coordinator_preschool",
        true,
        "Vai pirmsskolas atbalsta plānu pēc vadītāja apstiprina arī pašvaldības koordinators",
        "Whether the municipal coordinator, too, approves a support plan of a preschool after the head",
    ),
    coordinator(
        "coordinator_primary_school",
        true,
        "Vai sākumskolas atbalsta plānu pēc vadītāja apstiprina arī pašvaldības koordinators",
        "Whether the municipal coordinator, too, approves a support plan of a primary school after the head",
    ),
    coordinator(
        "coordinator_basic_school",
        true,
        "Vai pamatskolas atbalsta plānu pēc vadītāja apstiprina arī pašvaldības koordinators",
        "Whether the municipal coordinator, too, approves a support plan of a basic school after the head",
    ),
    coordinator(
        "coordinator_secondary_school",
        true,
        "Vai vidusskolas atbalsta plānu pēc vadītāja apstiprina arī pašvaldības koordinators",
        "Whether the municipal coordinator, too, approves a support plan of a secondary school after the head",
    ),
    coordinator(
        "coordinator_gymnasium",
        true,
        "Vai ģimnāzijas atbalsta plānu pēc vadītāja apstiprina arī pašvaldības koordinators",
        "Whether the municipal coordinator, too, approves a support plan of a gymnasium after the head",
    ),
    coordinator(
        "coordinator_state_gymnasium",
        true,
        "Vai valsts ģimnāzijas atbalsta plānu pēc vadītāja apstiprina arī pašvaldības koordinators",
        "Whether the municipal coordinator, too, approves a support plan of a State gymnasium after the head",
    ),
    coordinator(
        "coordinator_special_school",
        true,
        "Vai speciālās izglītības iestādes atbalsta plānu pēc vadītāja apstiprina arī pašvaldības koordinators",
        "Whether the municipal coordinator, too, approves a support plan of a special school after the head",
    ),
    coordinator(
        "coordinator_vocational_school",
        false,
        "Vai profesionālās izglītības iestādes atbalsta plānu pēc vadītāja apstiprina arī pašvaldības koordinators",
        "Whether the municipal coordinator, too, approves a support plan of a vocational school after the head",
    ),
    PlainEntry {
        key: "one_per_semester",
        default: Default::Switch(false),
        range: None,
        source: "Ventspils: one plan for each pupil and semester; Ogre and Tukums: as needed",
        assumption: false,
        latvian: "Vai izglītojamam semestrī ir ne vairāk kā viens individuālais atbalsta plāns",
        english: "Whether a pupil has no more than one individual support plan in a semester",
    },
    PlainEntry {
        key: "dynamics_per_year",
        default: Default::Number(3),
        range: Some((1, 12)),
        source: "Rēzeknes novads",
        assumption: false,
        latvian: "Cik reižu mācību gadā pieraksta izglītojamā dinamiku",
        english: "How many times a school year a pupil's dynamics are written down",
    },
    effect_entry(
        "effect_days",
        30,
        (10, 90),
        "Cik mācību dienu pirms atbalsta sākuma un no tā salīdzina",
        "How many school days before the start of support, and from it on, are compared",
    ),
    effect_entry(
        "effect_days_known",
        15,
        (5, 90),
        "Cik dienām ar aizpildītu žurnālu jābūt katrā pusē",
        "How many days with a register each side needs",
    ),
    effect_entry(
        "effect_lessons",
        4,
        (1, 40),
        "Par cik neattaisnoti kavētām stundām 20 mācību dienās kavējumiem jāmainās, lai to sauktu par izmaiņu",
        "By how many lessons missed without excuse in 20 school days absence must change to be called a change",
    ),
    effect_entry(
        "effect_marks",
        5,
        (2, 50),
        "Cik atzīmēm jābūt katrā pusē",
        "How many marks each side needs",
    ),
    effect_entry(
        "effect_mark_tenths",
        5,
        (1, 50),
        "Par cik balles desmitdaļām vidējai atzīmei jāmainās, lai to sauktu par izmaiņu",
        "By how many tenths of a point the average mark must change to be called a change",
    ),
    effect_entry(
        "effect_pupils",
        10,
        (5, 200),
        "Cik izglītojamajiem jābūt ar zināmu rezultātu, lai par pasākuma veidu ko secinātu",
        "Of how many pupils something must be known to say anything of a kind of measure",
    ),
    PlainEntry {
        key: "screening_last_grade",
        default: Default::Number(3),
        range: Some((1, 12)),
        source: "assumption",
        assumption: true,
        latvian: "Līdz kurai klasei (ieskaitot) veic agrīno skrīningu; pirmsskolā to veic vienmēr",
        english: "Up to which grade (inclusive) children are screened early; in preschool they always are",
    },
    PlainEntry {
        key: "confirmation_hours",
        default: Default::Number(12),
        range: Some((1, 24 * 14)),
        source: "assumption",
        assumption: true,
        latvian: "Cik stundas izglītojamais var apstiprināt konsultāciju savā tālrunī",
        english: "For how many hours a pupil can confirm a consultation on a phone",
    },
];

/// Whether a municipal coordinator approves after the head: a switch for each kind of institution that provides compulsory education.
const fn coordinator(
    key: &'static str,
    default: bool,
    latvian: &'static str,
    english: &'static str,
) -> PlainEntry {
    PlainEntry {
        key,
        default: Default::Switch(default),
        range: None,
        source: "project Pumpurs: head, then municipal coordinator; vocational schools skip the coordinator",
        assumption: false,
        latvian,
        english,
    }
}

/// How before and after the start of support are compared; no source gives the numbers.
const fn effect_entry(
    key: &'static str,
    default: i64,
    range: (i64, i64),
    latvian: &'static str,
    english: &'static str,
) -> PlainEntry {
    PlainEntry {
        key,
        default: Default::Number(default),
        range: Some(range),
        source: "assumption",
        assumption: true,
        latvian,
        english,
    }
}
