//! Attendance and marks on a pupil's page: pictures with the same data as tables.

use askama::Template;
use balsts_app::pupil::{Attendance, DayState, PupilView};
use balsts_domain::{
    achievement::Mark,
    attendance::{AbsenceKind, AbsenceTotals},
    calendar::SchoolYear,
};
use balsts_reports::{
    chart::{AttendanceStrip, BarChart, Bars, DayRecord, LineChart, Series, Sparkline, Width},
    table::{Cell as Value, Decimal, Kind, Label},
};
use balsts_store::{ExamResult, GivenMark, SourcedPart};

use super::{span, when, words};
use crate::{
    kit::{Cell, Chart, Column, Empty, Html, Row, Table},
    pages::duties,
    source,
    texts::Texts,
};

/// Days of missed lessons listed one by one; older ones are in the pictures.
const LISTED: usize = 40;

/// The overview.
#[derive(Template, Clone, Debug)]
#[template(path = "pupil_learning.html")]
pub(crate) struct Learning {
    texts: Texts,
    attendance: Option<AttendanceBlock>,
    contacted: Option<Table>,
    attendance_source: Option<String>,
    marks: Option<Table>,
    marks_source: Option<String>,
    marks_over_time: Option<Chart>,
    exams: Option<Table>,
    activities: Option<Table>,
    incidents: Option<Table>,
}

impl askama::filters::HtmlSafe for Learning {}

/// Attendance.
#[derive(Clone, Debug)]
struct AttendanceBlock {
    until: String,
    missed: Option<String>,
    calendar: Option<Chart>,
    weeks: Option<Chart>,
    lessons: Table,
    totals: Option<Table>,
}

impl Learning {
    pub(super) fn of(texts: Texts, view: &PupilView) -> Self {
        Self {
            texts,
            attendance: view
                .attendance
                .as_ref()
                .map(|attendance| AttendanceBlock::of(texts, attendance)),
            contacted: contacted(texts, view),
            attendance_source: source::sentence(texts, &view.sources, SourcedPart::Attendance),
            marks_source: source::sentence(texts, &view.sources, SourcedPart::Marks),
            marks: view.marks.as_deref().map(|marks| subjects(texts, marks)),
            marks_over_time: view.marks.as_deref().and_then(|marks| over_time(texts, marks)),
            exams: view
                .exams
                .as_deref()
                .filter(|exams| !exams.is_empty())
                .map(|exams| exam_table(texts, exams)),
            activities: view.activities.as_ref().map(|_| activities(texts, view)),
            incidents: view.incidents.as_ref().map(|_| incidents(texts, view)),
        }
    }
}

/// What the parents said of an absence, to whom and when; none while nobody has asked.
fn contacted(texts: Texts, view: &PupilView) -> Option<Table> {
    let rows: Vec<Row> = view
        .duties
        .iter()
        .flatten()
        .filter_map(|duty| {
            let (at, found) = (duty.done_at?, duty.done_reason.as_deref()?);
            Some(
                Row::new()
                    .cell(texts.date(balsts_store::date(duty.due_day)))
                    .cell(duties::found_words(texts, found))
                    .cell(duty.done_by.clone().unwrap_or_else(|| "–".to_owned()))
                    .cell(texts.moment(when(at))),
            )
        })
        .collect();
    let columns = [
        "pupil-contacted-day",
        "pupil-contacted-reason",
        "pupil-contacted-by",
        "pupil-contacted-at",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    (!rows.is_empty()).then(|| Table::new(texts, texts.t("pupil-contacted"), columns).rows(rows))
}

fn kind_key(kind: i64) -> &'static str {
    match u8::try_from(kind).ok().and_then(AbsenceKind::from_number) {
        Some(AbsenceKind::Unexcused) => "pupil-absence-unexcused",
        Some(AbsenceKind::Illness) => "pupil-absence-illness",
        Some(AbsenceKind::Excused) => "pupil-absence-excused",
        Some(AbsenceKind::Unknown) | None => "pupil-absence-unknown",
    }
}

impl AttendanceBlock {
    fn of(texts: Texts, attendance: &Attendance) -> Self {
        let language = texts.language;
        let name = |key: &str| Label::name(texts.t(key));
        let small = |lessons: u16| u8::try_from(lessons).unwrap_or(u8::MAX);
        let days: Vec<_> = attendance
            .semester_days()
            .map(|(date, state)| {
                let record = match state {
                    DayState::NotTaken => DayRecord::NotTaken,
                    DayState::Taken(day) => DayRecord::Taken {
                        unexcused: small(day.counted_unexcused()),
                        illness: day.illness,
                        excused: day.excused,
                    },
                };
                (*date, record)
            })
            .collect();
        let calendar = (!days.is_empty()).then(|| {
            let strip = AttendanceStrip {
                title: name("pupil-attendance-calendar"),
                days,
            };
            Chart::new(texts, &strip.svg("attendance", language), &strip.table())
        });
        let known = attendance.weeks.iter().any(|week| week.missed.is_some());
        let weeks = known.then(|| {
            let of = |pick: fn(AbsenceTotals) -> u32| {
                attendance
                    .weeks
                    .iter()
                    .map(|week| {
                        week.missed
                            .map_or(Value::Missing, |missed| Value::Integer(i64::from(pick(missed))))
                    })
                    .collect()
            };
            let chart = BarChart {
                title: name("pupil-attendance-weeks"),
                category: name("pupil-week"),
                categories: attendance
                    .weeks
                    .iter()
                    .map(|week| {
                        Label::name(format!(
                            "{}–{}",
                            language.short_date(week.from),
                            language.short_date(week.to)
                        ))
                    })
                    .collect(),
                series: vec![
                    Series::new(
                        "unexcused",
                        name("pupil-absence-unexcused"),
                        of(AbsenceTotals::counted_unexcused),
                    ),
                    Series::new(
                        "illness",
                        name("pupil-absence-illness"),
                        of(|missed| missed.illness),
                    ),
                    Series::new(
                        "excused",
                        name("pupil-absence-excused"),
                        of(|missed| missed.excused),
                    ),
                ],
                kind: Kind::Integer,
                bars: Bars::Stacked,
            };
            Chart::new(texts, &chart.svg("weeks", language, Width::Fluid), &chart.table())
        });
        let missed = attendance.missed;
        Self {
            until: match attendance.until {
                Some(until) => texts.t1("pupil-attendance-until", "day", until),
                None => texts.t("pupil-attendance-none"),
            },
            missed: known.then(|| {
                words(
                    texts,
                    "pupil-attendance-missed",
                    [
                        ("unexcused", missed.counted_unexcused().into()),
                        ("illness", missed.illness.into()),
                        ("excused", missed.excused.into()),
                    ],
                )
            }),
            calendar,
            weeks,
            lessons: lessons(texts, attendance),
            totals: (!attendance.totals.is_empty()).then(|| totals(texts, attendance)),
        }
    }
}

/// Lessons missed, a row for each day and reason, the newest day first.
fn lessons(texts: Texts, attendance: &Attendance) -> Table {
    let mut rows: Vec<(i64, i64, Vec<String>)> = Vec::new();
    for lesson in &attendance.lessons {
        let number = match &lesson.subject {
            Some(subject) => format!("{}. {subject}", lesson.lesson),
            None => format!("{}.", lesson.lesson),
        };
        match rows
            .iter_mut()
            .rev()
            .take(4)
            .find(|(day, kind, _)| (*day, *kind) == (lesson.day, lesson.kind))
        {
            Some((_, _, lessons)) => lessons.insert(0, number),
            None => rows.push((lesson.day, lesson.kind, vec![number])),
        }
    }
    let more = rows.len() > LISTED;
    rows.truncate(LISTED);
    let columns = ["pupil-day", "pupil-lessons", "pupil-absence"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    let table = Table::new(texts, texts.t("pupil-lessons-missed"), columns)
        .compact()
        .rows(rows.into_iter().map(|(day, kind, lessons)| {
            Row::new()
                .cell(texts.date(balsts_store::date(day)))
                .cell(lessons.join(", "))
                .cell(texts.t(kind_key(kind)))
        }))
        .or_empty(Empty::new(texts.t("pupil-lessons-empty")));
    if more {
        table.note(texts.t1("pupil-lessons-more", "count", LISTED))
    } else {
        table
    }
}

fn totals(texts: Texts, attendance: &Attendance) -> Table {
    let columns = vec![
        Column::text(texts.t("pupil-period")),
        Column::number(texts.t("pupil-absence-unexcused")),
        Column::number(texts.t("pupil-absence-illness")),
        Column::number(texts.t("pupil-absence-excused")),
    ];
    Table::new(texts, texts.t("pupil-absence-totals"), columns).rows(attendance.totals.iter().map(|total| {
        Row::new()
            .cell(span(texts, total.from_day, Some(total.to_day)))
            .cell(texts.count(total.unexcused))
            .cell(texts.count(total.illness))
            .cell(texts.count(total.excused))
    }))
}

fn points(mark: &GivenMark) -> Option<u8> {
    mark.value.parse::<Mark>().ok()?.points()
}

/// A mean in hundredths.
fn mean(points: &[u8]) -> Option<Decimal> {
    let count = i64::try_from(points.len()).ok().filter(|count| *count > 0)?;
    let sum: i64 = points.iter().map(|one| i64::from(*one)).sum();
    Some(Decimal::new((sum * 100 + count / 2) / count, 2))
}

/// A row for each subject: semester and annual marks, then those of this year.
fn subjects(texts: Texts, marks: &[GivenMark]) -> Table {
    let columns = vec![
        Column::text(texts.t("pupil-subject")),
        Column::text(texts.t("pupil-marks-final")),
        Column::text(texts.t("pupil-marks-current")),
        Column::number(texts.t("pupil-marks-mean")),
        Column::text(texts.t("pupil-marks-trend")),
    ];
    let rows = marks.chunk_by(|a, b| a.subject == b.subject).map(|of| {
        let finals = of
            .iter()
            .filter(|mark| mark.kind != "current")
            .map(|mark| final_words(texts, mark));
        let current: Vec<&GivenMark> = of.iter().filter(|mark| mark.kind == "current").collect();
        let known: Vec<u8> = current.iter().filter_map(|mark| points(mark)).collect();
        let trend = (known.len() > 1).then(|| {
            Html::of_trend(
                &Sparkline {
                    values: known
                        .iter()
                        .map(|mark| Value::Integer(i64::from(*mark)))
                        .collect(),
                    kind: Kind::Integer,
                },
                texts.language,
            )
        });
        let list: Vec<&str> = current.iter().map(|mark| mark.value.as_str()).collect();
        let dash = || Cell::from("–");
        Row::new()
            .cell(of[0].subject.as_str())
            .cell(Html::lines(finals))
            .cell(if list.is_empty() {
                Cell::no_data(texts)
            } else {
                Cell::from(list.join(" "))
            })
            .cell(mean(&known).map_or_else(dash, |mean| Cell::from(texts.language.number(mean.to_f64(), 1))))
            .cell(trend.map_or_else(dash, Cell::from))
    });
    Table::new(texts, texts.t("pupil-marks"), columns)
        .hidden_caption()
        .cards()
        .rows(rows)
        .or_empty(Empty::new(texts.t("pupil-marks-empty")))
}

fn final_words(texts: Texts, mark: &GivenMark) -> String {
    let date = balsts_store::date(mark.day);
    let year = texts
        .language
        .school_year(SchoolYear::of(date).first_calendar_year());
    let key = if mark.kind == "annual" {
        "pupil-mark-annual"
    } else {
        "pupil-mark-semester"
    };
    words(
        texts,
        key,
        [("year", year.into()), ("mark", mark.value.as_str().into())],
    )
}

/// The mean of all marks by month.
fn over_time(texts: Texts, marks: &[GivenMark]) -> Option<Chart> {
    let mut months: Vec<((i16, i8), Vec<u8>)> = Vec::new();
    let mut current: Vec<(i64, u8)> = marks
        .iter()
        .filter(|mark| mark.kind == "current")
        .filter_map(|mark| Some((mark.day, points(mark)?)))
        .collect();
    current.sort_unstable();
    for (day, mark) in current {
        let date = balsts_store::date(day);
        let month = (date.year(), date.month());
        match months.last_mut() {
            Some((last, marks)) if *last == month => marks.push(mark),
            _ => months.push((month, vec![mark])),
        }
    }
    if months.len() < 2 {
        return None;
    }
    let chart = LineChart {
        title: Label::name(texts.t("pupil-marks-over-time")),
        time: Label::name(texts.t("pupil-month")),
        points: months
            .iter()
            .map(|((year, month), _)| Label::name(format!("{month:02}.{year}")))
            .collect(),
        values: months
            .iter()
            .map(|(_, marks)| mean(marks).map_or(Value::Missing, Value::Decimal))
            .collect(),
        targets: Vec::new(),
        kind: Kind::Decimal(1),
    };
    Some(Chart::new(
        texts,
        &chart.svg("marks", texts.language, Width::Fluid),
        &chart.table(),
    ))
}

pub(super) fn percent(texts: Texts, hundredths: i64) -> String {
    texts.language.percent(hundredths as f64 / 100.0, 2)
}

fn exam_table(texts: Texts, exams: &[ExamResult]) -> Table {
    let columns = vec![
        Column::text(texts.t("pupil-subject")),
        Column::text(texts.t("pupil-day")),
        Column::number(texts.t("pupil-grade")),
        Column::number(texts.t("pupil-exam-result")),
    ];
    Table::new(texts, texts.t("pupil-exams"), columns).rows(exams.iter().map(|exam| {
        Row::new()
            .cell(exam.subject.as_str())
            .cell(texts.date(balsts_store::date(exam.day)))
            .cell(texts.count(exam.grade))
            .cell(percent(texts, exam.percent))
    }))
}

fn activities(texts: Texts, view: &PupilView) -> Table {
    let columns = ["pupil-activity", "pupil-activity-kind", "pupil-period"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    Table::new(texts, texts.t("pupil-activities"), columns)
        .rows(view.activities.iter().flatten().map(|row| {
            Row::new()
                .cell(row.programme.as_str())
                .cell(row.kind.as_str())
                .cell(span(texts, row.from_day, row.to_day))
        }))
        .or_empty(Empty::new(texts.t("pupil-activities-empty")))
}

/// The words of an incident's role.
pub(super) fn incident_role(texts: Texts, role: &str) -> String {
    texts
        .find(&format!("pupil-incident-{role}"), &[])
        .unwrap_or_else(|| role.to_owned())
}

fn incidents(texts: Texts, view: &PupilView) -> Table {
    let columns = ["pupil-day", "pupil-incident", "pupil-incident-role", "pupil-note"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    Table::new(texts, texts.t("pupil-incidents"), columns)
        .rows(view.incidents.iter().flatten().map(|row| {
            Row::new()
                .cell(texts.date(balsts_store::date(row.day)))
                .cell(row.kind.as_str())
                .cell(incident_role(texts, &row.role))
                .cell(row.note.clone().unwrap_or_else(|| "–".to_owned()))
        }))
        .or_empty(Empty::new(texts.t("pupil-incidents-empty")))
}
