//! A semester of one pupil's attendance by school day: weeks from left to right, Monday to Friday downwards. A day carries a
//! number or a sign beside its pattern, and a day whose register was not taken is neither presence nor absence.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::canvas::{Canvas, INK, SOFT, Svg, Width, short};
use crate::format::Language;
use crate::table::html::escape;
use crate::table::{Cell, Column, Kind, Label, Table};

/// What the register says of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayRecord {
    /// The register was taken: lessons missed by reason; all zero is a day attended in full.
    Taken {
        /// Without an excuse, or with a reason not yet known.
        unexcused: u8,
        /// For illness.
        illness: u8,
        /// With another excuse.
        excused: u8,
    },
    /// The register was not taken, or has not been loaded.
    NotTaken,
    /// No school on this day.
    NoSchool,
}

/// Attendance between two days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendanceStrip {
    /// Whose attendance, and when.
    pub title: Label,
    /// Days in order; those that lack are days without school.
    pub days: Vec<(Date, DayRecord)>,
}

const CELL: f64 = 22.0;
const GAP: f64 = 2.0;
const LEFT: f64 = 34.0;
const TOP: f64 = 24.0;
const LEGEND: f64 = 24.0;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Attended,
    Unexcused,
    Illness,
    Excused,
    NotTaken,
}

impl Look {
    const ALL: [Self; 5] = [
        Self::Attended,
        Self::Unexcused,
        Self::Illness,
        Self::Excused,
        Self::NotTaken,
    ];

    /// The look of a day: the most serious record decides.
    fn of(record: DayRecord) -> Option<Self> {
        match record {
            DayRecord::NoSchool => None,
            DayRecord::NotTaken => Some(Self::NotTaken),
            DayRecord::Taken { unexcused: 1.., .. } => Some(Self::Unexcused),
            DayRecord::Taken { illness: 1.., .. } => Some(Self::Illness),
            DayRecord::Taken { excused: 1.., .. } => Some(Self::Excused),
            DayRecord::Taken { .. } => Some(Self::Attended),
        }
    }

    fn words(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Attended, Language::Latvian) => "bija visās stundās",
            (Self::Attended, Language::English) => "attended all lessons",
            (Self::Unexcused, Language::Latvian) => "neattaisnoti kavētas stundas, to skaits",
            (Self::Unexcused, Language::English) => "lessons missed without excuse, their number",
            (Self::Illness, Language::Latvian) => "s – slimība",
            (Self::Illness, Language::English) => "i – illness",
            (Self::Excused, Language::Latvian) => "c – attaisnots cits iemesls",
            (Self::Excused, Language::English) => "o – other excuse",
            (Self::NotTaken, Language::Latvian) => "? – nav datu",
            (Self::NotTaken, Language::English) => "? – no data",
        }
    }

    /// Fill, outline and colour of the sign.
    fn colours(self, id: &str) -> (String, &'static str, &'static str) {
        match self {
            Self::Attended => ("#e7f0ee".to_owned(), "#9dbfb8", INK),
            Self::Unexcused => ("#8a5a00".to_owned(), "#5c3d00", "#fff"),
            Self::Illness => (format!("url(#{id}-ill)"), "#8c857c", INK),
            Self::Excused => ("#f1eee9".to_owned(), "#8c857c", INK),
            Self::NotTaken => ("#fff".to_owned(), "#8c857c", SOFT),
        }
    }

    fn sign(self, record: DayRecord, language: Language) -> String {
        match (self, record, language) {
            (Self::Unexcused, DayRecord::Taken { unexcused, .. }, _) => unexcused.to_string(),
            (Self::Illness, _, Language::Latvian) => "s".to_owned(),
            (Self::Illness, _, Language::English) => "i".to_owned(),
            (Self::Excused, _, Language::Latvian) => "c".to_owned(),
            (Self::Excused, _, Language::English) => "o".to_owned(),
            (Self::NotTaken, ..) => "?".to_owned(),
            _ => String::new(),
        }
    }
}

impl AttendanceStrip {
    /// The picture, of a fixed size for its number of weeks. `id` tells its parts from those of other pictures on the page.
    pub fn svg(&self, id: &str, language: Language) -> Svg {
        let mut canvas = Canvas::new();
        canvas.raw(&format!(
            "<defs><pattern id=\"{id}-ill\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><rect width=\"6\" height=\"6\" \
             fill=\"#fff\"/><path d=\"M-1,1l2,-2M0,6l6,-6M5,7l2,-2\" stroke=\"#c9c2b8\"/></pattern></defs>"
        ));
        let first = self.days.first().map(|(date, _)| monday(*date));
        let mut weeks = 0.0_f64;
        for (row, name) in weekdays(language).iter().enumerate() {
            let y = TOP + row as f64 * (CELL + GAP) + 16.0;
            canvas.text(
                "0",
                y,
                "start",
                &format!(" font-size=\"14\" fill=\"{SOFT}\""),
                name,
            );
        }
        let mut month = 0;
        for (date, record) in &self.days {
            let (Some(first), Some(row)) = (first, school_row(*date)) else {
                continue;
            };
            let week = first.until(*date).map_or(0, |span| span.get_days() / 7);
            let x = LEFT + f64::from(week) * (CELL + GAP);
            weeks = weeks.max(f64::from(week) + 1.0);
            if date.month() != month {
                month = date.month();
                let style = format!(" font-size=\"14\" fill=\"{SOFT}\"");
                canvas.text(&short(x), TOP - 8.0, "start", &style, language.month_name(month));
            }
            if let Some(look) = Look::of(*record) {
                draw_day(
                    &mut canvas,
                    id,
                    (x, TOP + row * (CELL + GAP)),
                    (*date, *record),
                    look,
                    language,
                );
            }
        }
        let mut y = TOP + 5.0 * (CELL + GAP) + 12.0;
        for look in Look::ALL {
            let sample = match look {
                Look::Unexcused => DayRecord::Taken {
                    unexcused: 6,
                    illness: 0,
                    excused: 0,
                },
                _ => DayRecord::NotTaken,
            };
            draw_square(&mut canvas, id, (0.5, y), look, &look.sign(sample, language));
            canvas.text("32", y + 16.0, "start", "", look.words(language));
            y += LEGEND + 2.0;
        }
        let wide = (LEFT + weeks * (CELL + GAP)).max(360.0);
        let size = (Width::Fixed(wide.ceil() as u16), y + 2.0);
        canvas.finish(
            id,
            language,
            self.title.in_language(language),
            &self.description(language),
            size,
        )
    }

    /// The same by month.
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            self.title.clone(),
            vec![
                Column::new("month", "Mēnesis", "Month", Kind::Text),
                Column::new("school_days", "Mācību dienas", "School days", Kind::Integer),
                Column::new(
                    "unexcused",
                    "Neattaisnoti kavētas stundas",
                    "Lessons missed without excuse",
                    Kind::Integer,
                ),
                Column::new(
                    "illness",
                    "Slimības dēļ kavētas stundas",
                    "Lessons missed for illness",
                    Kind::Integer,
                ),
                Column::new(
                    "excused",
                    "Citādi attaisnotas stundas",
                    "Lessons otherwise excused",
                    Kind::Integer,
                ),
                Column::new(
                    "not_taken",
                    "Dienas bez datiem",
                    "Days without data",
                    Kind::Integer,
                ),
            ],
        );
        let mut months: Vec<(i8, [i64; 5])> = Vec::new();
        for (date, record) in &self.days {
            if months.last().is_none_or(|(month, _)| *month != date.month()) {
                months.push((date.month(), [0; 5]));
            }
            let Some((_, sums)) = months.last_mut() else {
                continue;
            };
            match record {
                DayRecord::NoSchool => {}
                DayRecord::NotTaken => {
                    sums[0] += 1;
                    sums[4] += 1;
                }
                DayRecord::Taken {
                    unexcused,
                    illness,
                    excused,
                } => {
                    sums[0] += 1;
                    sums[1] += i64::from(*unexcused);
                    sums[2] += i64::from(*illness);
                    sums[3] += i64::from(*excused);
                }
            }
        }
        for (month, sums) in months.into_iter().filter(|(_, sums)| sums[0] > 0) {
            let name = Label::new(
                Language::Latvian.month_name(month),
                Language::English.month_name(month),
            );
            let mut row = vec![Cell::Label(name)];
            row.extend(sums.map(Cell::Integer));
            table.rows.push(row);
        }
        table
    }

    fn description(&self, language: Language) -> String {
        let (mut days, mut unexcused, mut missing) = (0_i64, 0_i64, 0_i64);
        for (_, record) in &self.days {
            match record {
                DayRecord::Taken {
                    unexcused: lessons, ..
                } => {
                    days += 1;
                    unexcused += i64::from(*lessons);
                }
                DayRecord::NotTaken => missing += 1,
                DayRecord::NoSchool => {}
            }
        }
        let (days, unexcused, missing) = (
            language.count(days),
            language.count(unexcused),
            language.count(missing),
        );
        match language {
            Language::Latvian => {
                format!(
                    "Mācību dienas ar datiem: {days}; neattaisnoti kavētas stundas: {unexcused}; dienas bez datiem: {missing}."
                )
            }
            Language::English => {
                format!(
                    "School days with data: {days}; lessons missed without excuse: {unexcused}; days without data: {missing}."
                )
            }
        }
    }
}

fn draw_day(
    canvas: &mut Canvas,
    id: &str,
    at: (f64, f64),
    day: (Date, DayRecord),
    look: Look,
    language: Language,
) {
    let (date, record) = day;
    let told = match record {
        DayRecord::Taken {
            unexcused,
            illness,
            excused,
        } => match language {
            Language::Latvian => {
                format!("neattaisnoti {unexcused}, slimība {illness}, citādi attaisnoti {excused}")
            }
            Language::English => {
                format!("without excuse {unexcused}, illness {illness}, otherwise excused {excused}")
            }
        },
        _ => look.words(language).trim_start_matches("? – ").to_owned(),
    };
    canvas.raw(&format!(
        "<g><title>{}</title>",
        escape(&format!("{}: {told}", language.date(date).trim_end_matches('.')))
    ));
    draw_square(canvas, id, at, look, &look.sign(record, language));
    canvas.raw("</g>");
}

fn draw_square(canvas: &mut Canvas, id: &str, (x, y): (f64, f64), look: Look, sign: &str) {
    let (fill, stroke, ink) = look.colours(id);
    let dash = if look == Look::NotTaken {
        " stroke-dasharray=\"3 2\""
    } else {
        ""
    };
    canvas.raw(&format!(
        "<rect x=\"{}\" y=\"{}\" width=\"{CELL}\" height=\"{CELL}\" rx=\"3\" fill=\"{fill}\" stroke=\"{stroke}\"{dash}/>",
        short(x),
        short(y)
    ));
    if !sign.is_empty() {
        let style = format!(" font-size=\"14\" font-weight=\"600\" fill=\"{ink}\"");
        canvas.text(&short(x + CELL / 2.0), y + 16.0, "middle", &style, sign);
    }
}

fn monday(date: Date) -> Date {
    let back = i64::from(date.weekday().to_monday_zero_offset());
    date.checked_sub(back.days()).unwrap_or(date)
}

/// The row of a school day; none at a weekend.
fn school_row(date: Date) -> Option<f64> {
    match date.weekday() {
        Weekday::Saturday | Weekday::Sunday => None,
        weekday => Some(f64::from(weekday.to_monday_zero_offset())),
    }
}

const fn weekdays(language: Language) -> [&'static str; 5] {
    match language {
        Language::Latvian => ["Pr", "Ot", "Tr", "Ce", "Pk"],
        Language::English => ["Mo", "Tu", "We", "Th", "Fr"],
    }
}
