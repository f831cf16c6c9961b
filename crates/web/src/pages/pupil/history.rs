//! A pupil's history: the signs of several school years, the enrolments, and everything in time order.

use askama::Template;
use balsts_app::pupil::{PupilView, Step};
use balsts_domain::{
    registry::{LeavingReason, MoveKind, StudyForm},
    risk::history::YearSigns,
};
use balsts_store::SourcedPart;
use jiff::civil::Date;

use super::{
    learning::{incident_role, percent},
    span,
    support::{circumstance_words, factor_words, plan_term},
    when, words,
};
use crate::{
    kit::{Column, Empty, Event, Html, Row, SupportLevel, Table, Timeline},
    pages::{concerns, duties},
    reason::{Reason, level_code},
    source,
    texts::{Arg, Texts},
};

/// The part.
#[derive(Template, Clone, Debug)]
#[template(path = "pupil_history.html")]
pub(crate) struct History {
    texts: Texts,
    years: Vec<YearBlock>,
    enrolments: Table,
    enrolments_source: Option<String>,
    timeline: Option<Timeline>,
}

impl askama::filters::HtmlSafe for History {}

/// The signs of a school year.
#[derive(Clone, Debug)]
struct YearBlock {
    year: String,
    signs: Vec<String>,
    unanswered: Vec<String>,
}

impl History {
    pub(super) fn of(texts: Texts, view: &PupilView) -> Self {
        let events = events(texts, view);
        Self {
            texts,
            years: view
                .signs
                .iter()
                .flatten()
                .map(|year| YearBlock::of(texts, year))
                .collect(),
            enrolments: enrolments(texts, view),
            enrolments_source: source::sentence(texts, &view.sources, SourcedPart::Enrolments),
            timeline: (!events.is_empty()).then(|| Timeline::new(events)),
        }
    }
}

impl YearBlock {
    fn of(texts: Texts, year: &YearSigns) -> Self {
        let names: Vec<String> = year
            .unanswered
            .iter()
            .map(|code| texts.t(&format!("reason-name-{}", code.code().replace('_', "-"))))
            .collect();
        Self {
            year: texts.language.school_year(year.year.first_calendar_year()),
            signs: year
                .signs
                .iter()
                .filter_map(|sign| Some(Reason::of(sign)?.dated_sentence(texts, year.year)))
                .collect(),
            unanswered: names,
        }
    }
}

fn enrolments(texts: Texts, view: &PupilView) -> Table {
    let columns = [
        "pupil-institution",
        "pupil-class",
        "pupil-period",
        "pupil-enrolment-how",
        "pupil-programme",
        "pupil-leaving",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let rows = view.enrolments.iter().zip(&view.steps).map(|(row, step)| {
        let mut how: Vec<String> = step
            .iter()
            .map(|step| texts.t(&format!("pupil-step-{}", step.code())))
            .collect();
        if row.repeats_year == Some(true) {
            how.push(texts.t("pupil-repeats-year"));
        }
        let form = row.study_form.as_deref().and_then(StudyForm::parse);
        let form = form.map(|form| texts.t(&format!("pupil-form-{}", form.code().replace('_', "-"))));
        let programme: Vec<String> = row.programme_code.clone().into_iter().chain(form).collect();
        let leaving = row
            .leaving_reason
            .as_deref()
            .map(|reason| match LeavingReason::parse(reason) {
                Some(reason) => texts.t(&format!("pupil-leaving-{}", reason.code().replace('_', "-"))),
                None => reason.to_owned(),
            });
        let dash = |words: Vec<String>| {
            if words.is_empty() {
                Html::text("–")
            } else {
                Html::lines(words)
            }
        };
        Row::new()
            .cell(row.institution.as_str())
            .cell(row.class.as_str())
            .cell(span(texts, row.from_day, row.to_day))
            .cell(dash(how))
            .cell(dash(programme))
            .cell(leaving.unwrap_or_else(|| "–".to_owned()))
    });
    Table::new(texts, texts.t("pupil-enrolments"), columns)
        .cards()
        .rows(rows)
        .or_empty(Empty::new(texts.t("pupil-enrolments-empty")))
}

/// Everything the reader may see, the newest first.
fn events(texts: Texts, view: &PupilView) -> Vec<Event> {
    let mut all: Vec<(Date, Event)> = Vec::new();
    let date = balsts_store::date;
    let mut on = |day: Date, title: String, text: Html| all.push((day, Event::on(texts, day, title, text)));
    let named = |key: &str, name: &str| texts.t1(key, "name", name);
    let same = Some(Step::Move(MoveKind::WithinInstitution));
    for (at, (row, step)) in view.enrolments.iter().zip(&view.steps).enumerate() {
        let place = Html::text(&format!("{}, {}", row.institution, row.class));
        // Who goes on to the next class has not left.
        let begun = if *step == same {
            "pupil-event-class"
        } else {
            "pupil-event-enrolled"
        };
        on(date(row.from_day), texts.t(begun), place.clone());
        let goes_on = at
            .checked_sub(1)
            .and_then(|next| view.steps.get(next))
            .is_some_and(|next| *next == same);
        if let Some(to) = row.to_day.filter(|_| !goes_on) {
            on(date(to), texts.t("pupil-event-left"), place);
        }
    }
    for row in view.activities.iter().flatten() {
        on(
            date(row.from_day),
            named("pupil-event-activity", &row.programme),
            Html::default(),
        );
    }
    for row in view.exams.iter().flatten() {
        on(
            date(row.day),
            named("pupil-event-exam", &row.subject),
            Html::text(&percent(texts, row.percent)),
        );
    }
    for row in view.incidents.iter().flatten() {
        on(
            date(row.day),
            named("pupil-event-incident", &row.kind),
            Html::text(&incident_role(texts, &row.role)),
        );
    }
    for row in view.circumstances.iter().flatten() {
        let kind = circumstance_words(texts, &row.kind);
        on(
            date(row.from_day),
            named("pupil-event-circumstance", &kind),
            Html::text(&row.source_institution),
        );
        if let Some(to) = row.to_day {
            on(
                date(to),
                named("pupil-event-circumstance-ended", &kind),
                Html::default(),
            );
        }
    }
    for row in view.factors.iter().flatten() {
        let factor = factor_words(texts, &row.factor);
        on(
            date(row.opened_day),
            named("pupil-event-factor", &factor),
            Html::text(row.note.as_deref().unwrap_or_default()),
        );
        if let Some(day) = row.closed_day {
            let why = Html::text(row.closed_reason.as_deref().unwrap_or_default());
            on(date(day), named("pupil-event-factor-closed", &factor), why);
        }
    }
    for row in view.plans.iter().flatten() {
        let year = i16::try_from(row.school_year).unwrap_or_default();
        let day = if row.semester == 1 {
            (year, 9)
        } else {
            (year.saturating_add(1), 1)
        };
        if let Ok(day) = Date::new(day.0, day.1, 1) {
            let term = plan_term(texts, row.school_year, row.semester);
            on(
                day,
                named("pupil-event-plan", &term),
                Html::text(row.evaluation.as_deref().unwrap_or_default()),
            );
        }
    }
    finals(texts, view, &mut on);
    let mut at = |moment: i64, title: String, text: Html, by: Option<&str>| {
        let moment = when(moment);
        let event = Event::at(texts, moment, title, text);
        all.push((
            moment.date(),
            match by {
                Some(by) => event.by(by),
                None => event,
            },
        ));
    };
    for concern in view.concerns.iter().flatten() {
        let row = &concern.row;
        let what = Html::text(&concerns::factor_list(texts, &row.factors));
        at(
            row.sent_at,
            texts.t("pupil-event-concern"),
            what,
            Some(&row.reporter),
        );
        if let (Some(answered), Some(outcome)) = (row.answered_at, &row.outcome) {
            let title = texts.t(&format!("concerns-outcome-{}", outcome.replace('_', "-")));
            at(answered, title, Html::default(), row.answered_by.as_deref());
        }
    }
    for duty in view.duties.iter().flatten() {
        if let Some(done) = duty.done_at {
            let note = Html::text(duty.done_note.as_deref().unwrap_or_default());
            at(
                done,
                named("pupil-event-duty", &duties::name(texts, &duty.code)),
                note,
                duty.done_by.as_deref(),
            );
        }
    }
    let decisions = view
        .level
        .iter()
        .filter(|_| view.knows_decisions)
        .flat_map(|level| &level.decisions);
    for row in decisions {
        let level = SupportLevel::of(texts, level_code(row.level.unwrap_or_default())).words();
        let title = words(texts, "pupil-event-level", [("level", Arg::Text(level))]);
        at(row.at, title, Html::text(&row.reason), Some(&row.user_name));
    }
    all.sort_by(|(a, _), (b, _)| b.cmp(a));
    all.into_iter().map(|(_, event)| event).collect()
}

/// Semester and annual marks, one event for each day on which some were given.
fn finals(texts: Texts, view: &PupilView, on: &mut impl FnMut(Date, String, Html)) {
    let mut finals: Vec<_> = view
        .marks
        .iter()
        .flatten()
        .filter(|mark| mark.kind != "current")
        .collect();
    finals.sort_by_key(|mark| mark.day);
    for of_day in finals.chunk_by(|a, b| a.day == b.day) {
        let list: Vec<String> = of_day
            .iter()
            .map(|mark| format!("{}: {}", mark.subject, mark.value))
            .collect();
        on(
            balsts_store::date(of_day[0].day),
            texts.t("pupil-event-marks"),
            Html::text(&list.join(", ")),
        );
    }
}
