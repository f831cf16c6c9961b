//! What is taught: subjects by grade, the week's timetable, the codes of programmes.

use jiff::civil::Weekday;

use crate::dice::Dice;

/// Which programme a pupil follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Stream {
    General,
    Special,
    Vocational,
}

const GRADES_1_3: &[&str] = &[
    "Latviešu valoda",
    "Matemātika",
    "Latviešu valoda",
    "Dabaszinības",
    "Sports un veselība",
    "Matemātika",
    "Mūzika",
    "Latviešu valoda",
    "Vizuālā māksla",
    "Angļu valoda",
    "Sociālās zinības",
    "Matemātika",
    "Latviešu valoda",
    "Dizains un tehnoloģijas",
    "Sports un veselība",
    "Datorika",
    "Latviešu valoda",
    "Dabaszinības",
    "Matemātika",
    "Angļu valoda",
    "Mūzika",
    "Klases stunda",
];
const GRADES_4_6: &[&str] = &[
    "Matemātika",
    "Latviešu valoda",
    "Angļu valoda",
    "Dabaszinības",
    "Sports un veselība",
    "Literatūra",
    "Matemātika",
    "Latviešu valoda",
    "Vācu valoda",
    "Sociālās zinības un vēsture",
    "Mūzika",
    "Angļu valoda",
    "Matemātika",
    "Dizains un tehnoloģijas",
    "Latviešu valoda",
    "Datorika",
    "Sports un veselība",
    "Vizuālā māksla",
    "Matemātika",
    "Angļu valoda",
    "Dabaszinības",
    "Vācu valoda",
    "Latviešu valoda",
    "Dizains un tehnoloģijas",
    "Klases stunda",
];
const GRADES_7_9: &[&str] = &[
    "Matemātika",
    "Latviešu valoda",
    "Angļu valoda",
    "Fizika",
    "Ģeogrāfija",
    "Sports un veselība",
    "Bioloģija",
    "Latvijas un pasaules vēsture",
    "Matemātika",
    "Literatūra",
    "Vācu valoda",
    "Ķīmija",
    "Angļu valoda",
    "Matemātika",
    "Latviešu valoda",
    "Inženierzinības",
    "Sociālās zinības",
    "Fizika",
    "Bioloģija",
    "Sports un veselība",
    "Mūzika",
    "Matemātika",
    "Angļu valoda",
    "Vācu valoda",
    "Ģeogrāfija",
    "Dizains un tehnoloģijas",
    "Latviešu valoda",
    "Literatūra",
    "Datorika",
    "Vizuālā māksla",
    "Ķīmija",
    "Matemātika",
    "Latvijas un pasaules vēsture",
    "Klases stunda",
];
const GRADES_10_12: &[&str] = &[
    "Matemātika I",
    "Latviešu valoda I",
    "Angļu valoda I",
    "Fizika I",
    "Bioloģija I",
    "Sports un veselība",
    "Vēsture un sociālās zinātnes I",
    "Literatūra I",
    "Matemātika I",
    "Vācu valoda I",
    "Ķīmija I",
    "Ģeogrāfija I",
    "Angļu valoda I",
    "Programmēšana I",
    "Latviešu valoda I",
    "Matemātika I",
    "Fizika II",
    "Kultūras pamati",
    "Vēsture un sociālās zinātnes II",
    "Angļu valoda II",
    "Sports un veselība",
    "Matemātika I",
    "Bioloģija II",
    "Latviešu valoda II",
    "Projekta darbs",
    "Angļu valoda I",
    "Ķīmija II",
    "Literatūra I",
    "Uzņēmējdarbības pamati",
    "Matemātika II",
    "Vācu valoda I",
    "Fizika I",
    "Latviešu valoda I",
    "Klases stunda",
];

/// Subjects in which marks are given, the three of the central exams first.
pub(crate) fn marked_subjects(level: i8) -> &'static [&'static str] {
    match level {
        ..=0 => &[],
        1..=3 => &[
            "Latviešu valoda",
            "Matemātika",
            "Angļu valoda",
            "Dabaszinības",
            "Sociālās zinības",
            "Mūzika",
            "Vizuālā māksla",
            "Dizains un tehnoloģijas",
            "Sports un veselība",
        ],
        4..=6 => &[
            "Latviešu valoda",
            "Matemātika",
            "Angļu valoda",
            "Dabaszinības",
            "Literatūra",
            "Sociālās zinības un vēsture",
            "Vācu valoda",
            "Datorika",
            "Dizains un tehnoloģijas",
            "Mūzika",
            "Vizuālā māksla",
            "Sports un veselība",
        ],
        7..=9 => &[
            "Latviešu valoda",
            "Matemātika",
            "Angļu valoda",
            "Latvijas un pasaules vēsture",
            "Fizika",
            "Ķīmija",
            "Bioloģija",
            "Ģeogrāfija",
            "Literatūra",
            "Vācu valoda",
            "Inženierzinības",
            "Dizains un tehnoloģijas",
            "Sports un veselība",
        ],
        10.. => &[
            "Latviešu valoda I",
            "Matemātika I",
            "Angļu valoda I",
            "Vēsture un sociālās zinātnes I",
            "Fizika I",
            "Ķīmija I",
            "Bioloģija I",
            "Ģeogrāfija I",
            "Literatūra I",
            "Vācu valoda I",
            "Programmēšana I",
            "Sports un veselība",
        ],
    }
}

/// Lessons of a day; preschools keep a day as one lesson.
pub(crate) const fn lessons_on(level: i8, weekday: Weekday) -> u8 {
    let friday = matches!(weekday, Weekday::Friday);
    let monday = matches!(weekday, Weekday::Monday);
    match level {
        ..=0 => 1,
        1 => 4 + !friday as u8 - monday as u8,
        2..=3 => 5 - friday as u8,
        4 => 5 + !(friday || monday) as u8,
        5..=6 => 6,
        7..=9 => 7 - friday as u8,
        10.. => 7 + matches!(weekday, Weekday::Tuesday | Weekday::Thursday) as u8 - friday as u8,
    }
}

/// The subject of a lesson, 1 to 15; the same in every week.
pub(crate) fn subject(level: i8, weekday: Weekday, lesson: u8) -> &'static str {
    let week = match level {
        ..=0 => return "",
        1..=3 => GRADES_1_3,
        4..=6 => GRADES_4_6,
        7..=9 => GRADES_7_9,
        10.. => GRADES_10_12,
    };
    let before = weekday.to_monday_zero_offset() as usize * 7 + usize::from(lesson) - 1 + level as usize * 3;
    week[before % week.len()]
}

/// The programme's code (eight digits).
pub(crate) const fn programme(
    level: i8,
    stream: Stream,
    special: u8,
    first_stage_only: bool,
) -> &'static str {
    match (stream, level) {
        (Stream::Vocational, _) => "22811021",
        (Stream::Special, ..=0) => match special {
            5 => "01015511",
            8 => "01015811",
            9 => "01015911",
            _ => "01015611",
        },
        (Stream::Special, _) => match special {
            5 => "21015511",
            7 => "21015711",
            8 => "21015811",
            9 => "21015911",
            _ => "21015611",
        },
        (Stream::General, ..=0) => "01011111",
        (Stream::General, 1..=9) => {
            if first_stage_only {
                "11011111"
            } else {
                "21011111"
            }
        }
        (Stream::General, _) => "31016011",
    }
}

/// The sixth digit of a special programme: language, learning, mental health, intellectual, severe.
pub(crate) fn special_kind(dice: &mut Dice) -> u8 {
    [5, 6, 7, 8, 9][dice.weighted(&[22, 50, 9, 17, 2])]
}
