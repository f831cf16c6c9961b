//! What youth workers and street work have seen: invented, without names, each on a day of its own before the demonstration's.

use jiff::civil::Date;

/// Something seen at a place, about no child in particular.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observation {
    /// Calendar days before the day of the demonstration.
    days_ago: i64,
    /// Where.
    pub place: &'static str,
    /// Code of the topic.
    pub topic: &'static str,
    /// What was seen.
    pub text: &'static str,
}

impl Observation {
    /// The day on which it was seen.
    pub fn on(&self, today: Date) -> Date {
        today - jiff::Span::new().days(self.days_ago)
    }
}

const fn seen(days_ago: i64, place: &'static str, topic: &'static str, text: &'static str) -> Observation {
    Observation {
        days_ago,
        place,
        topic,
        text,
    }
}

const OGRE: [Observation; 5] = [
    seen(
        1,
        "tirdzniecības centrs pie stacijas",
        "out_of_school",
        "Stundu laikā pieci vai seši pusaudži, saka, ka pirmās stundas nav.",
    ),
    seen(
        3,
        "skeitparks",
        "free_time",
        "Pēc stundām pilns. Lūdz, lai vakarā ilgāk būtu gaisma.",
    ),
    seen(
        8,
        "parks aiz stadiona",
        "substance_use",
        "Vakarā smēķē arī jaunāki bērni, ap soliem daudz elektronisko cigarešu iepakojumu.",
    ),
    seen(
        12,
        "jauniešu centrs",
        "needs",
        "Vairāki vaicā, kur var dabūt palīdzību matemātikā bez maksas.",
    ),
    seen(
        20,
        "dzelzceļa pāreja",
        "safety",
        "Pēc skolas šķērso sliedes ārpus pārejas, jo tā ir īsāk līdz autobusam.",
    ),
];

const REZEKNE: [Observation; 4] = [
    seen(
        2,
        "autoosta",
        "out_of_school",
        "No rīta grupa gaida autobusu prom no pilsētas, uz skolu neiet.",
    ),
    seen(
        5,
        "jauniešu telpa",
        "online",
        "Stāsta par anonīmu kontu, kurā liek klasesbiedru bildes.",
    ),
    seen(
        9,
        "ezermala",
        "conflicts",
        "Divas grupas kliedz viena uz otru, līdz kautiņam netika.",
    ),
    seen(
        15,
        "bibliotēka",
        "free_time",
        "Piektdienās paliek līdz slēgšanai, jo mājās nav, kur mācīties.",
    ),
];

/// The observations of a municipality, the newest first.
pub fn observations(municipality: &str) -> &'static [Observation] {
    match municipality {
        "ogres-novads" => &OGRE,
        "rezekne" => &REZEKNE,
        _ => &[],
    }
}
