//! What happened in a case, as its page shows it: the steps, the reports, the forms.

use std::collections::BTreeMap;

use balsts_app::case::CaseView;
use balsts_domain::cases::{CaseEvent, FormKind, Outcome, event::Criterion};
use balsts_store::CaseEventRow;
use serde::Deserialize;

use super::{form, party, state, words};
use crate::{
    kit::{Event, Html, Tag, Task, TaskList, Timeline, Tone},
    pages::loads::moment,
    texts::Texts,
};

/// The codes that were given along with a step.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Given {
    next: Option<String>,
    missed: Option<String>,
    outcome: Option<String>,
    party: Option<String>,
    person: Option<i64>,
    until: Option<String>,
    criterion: Option<String>,
    out_of_order: bool,
    plans: Vec<i64>,
}

/// A step in lines: where the case stands from then on, what was chosen, what was written.
fn lines(texts: Texts, one: &CaseEventRow, view: &CaseView) -> Html {
    let given: Given = serde_json::from_str(&one.detail).unwrap_or_default();
    let date = |day: &str| day.parse::<jiff::civil::Date>().ok().map(|day| texts.date(day));
    let mut lines: Vec<Html> = Vec::new();
    if one.from_state != one.to_state {
        lines.push(Html::text(&texts.t1(
            "case-now",
            "state",
            state(texts, &one.to_state),
        )));
    }
    if let Some(of) = &given.party {
        lines.push(Html::text(party(texts, of)));
    }
    if let Some(person) = given.person.and_then(|person| view.people.get(&person)) {
        lines.push(Html::text(person));
    }
    if let Some(day) = given.until.as_deref().and_then(date) {
        lines.push(Html::text(&texts.t1("case-until-is", "date", day)));
    }
    if let Some(outcome) = given.outcome.as_deref().and_then(Outcome::from_code) {
        lines.push(Html::text(words(texts, outcome.words())));
    }
    if let Some(ground) = given.criterion.as_deref().and_then(Criterion::from_code) {
        lines.push(Html::text(words(texts, ground.words())));
    }
    if given.out_of_order {
        lines.push(Html::text(&texts.t("case-out-of-order")));
    }
    if !one.words.is_empty() {
        lines.push(Html::text(&one.words));
    }
    if view.plans.is_some() && !given.plans.is_empty() {
        let plans = given.plans.iter().map(|plan| {
            Html::link(
                &format!("/plans/{plan}"),
                &texts.t1("case-plan-number", "number", *plan as f64),
            )
        });
        lines.push(plans.fold(Html::text(&texts.t("case-plans-behind")), Html::and));
    }
    if let Some(day) = given.missed.as_deref().and_then(date) {
        lines.push(Html::of(&Tag::new(
            texts.t1("case-missed", "date", day),
            Tone::Late,
        )));
    }
    if let Some(day) = given.next.as_deref().and_then(date) {
        lines.push(Html::text(&texts.t1("case-next-is", "date", day)));
    }
    Html::lines(lines)
}

pub(super) fn timeline(texts: Texts, view: &CaseView) -> Timeline {
    let events = view
        .events
        .iter()
        .rev()
        .map(|one| {
            let title = CaseEvent::from_code(&one.event).map_or_else(
                || texts.t("case-opened"),
                |event| words(texts, event.words()).to_owned(),
            );
            let text = lines(texts, one, view);
            Event::at(texts, moment(one.at), title, text)
                .by(one.user_name.clone().unwrap_or_else(|| texts.t("case-program")))
        })
        .collect();
    Timeline::new(events)
}

pub(super) fn reports(texts: Texts, view: &CaseView, today: jiff::civil::Date) -> Option<TaskList> {
    let public_id = &view.line.row.public_id;
    let tasks: Vec<Task> = view
        .reports
        .iter()
        .map(|one| {
            let (key, due) = match (one.sent_at, one.answered_at, one.unanswered_at) {
                (None, ..) => ("case-report-due", Some(one.written_due_day)),
                (_, Some(_), _) => ("case-report-answered", None),
                (_, None, Some(_)) => ("case-report-unanswered", None),
                (Some(_), None, None) => ("case-report-waits", one.answer_due_day),
            };
            let mut status = Html::text(&texts.t(key));
            if let Some(due) = due.map(balsts_store::date) {
                status = status.and(texts.date(due));
                if due < today {
                    status = status.and(Tag::new(texts.t("case-overdue"), Tone::Late));
                }
            }
            let href = if one.sent_at.is_some() {
                format!("/cases/{public_id}/reports/{}", one.id)
            } else {
                format!("/cases/{public_id}/reports/{}/send", one.id)
            };
            Task::new(party(texts, &one.recipient), href, status)
        })
        .collect();
    (!tasks.is_empty()).then(|| TaskList::new("reports", tasks))
}

pub(super) fn written(texts: Texts, view: &CaseView) -> Option<Timeline> {
    let forms = view.forms.as_ref().filter(|forms| !forms.is_empty())?;
    let events = forms
        .iter()
        .rev()
        .map(|one| {
            let kind = FormKind::from_code(&one.kind);
            let title = kind.map_or("–", |kind| words(texts, kind.words()));
            let values: BTreeMap<String, String> = serde_json::from_str(&one.body).unwrap_or_default();
            let fields = kind.and_then(FormKind::form).map_or(&[][..], |form| form.fields);
            let lines = fields.iter().filter_map(|field| {
                let value = values.get(field.name).filter(|value| !value.is_empty())?;
                Some(format!(
                    "{}: {}",
                    words(texts, field.words),
                    form::shown(texts, field, value)
                ))
            });
            Event::at(texts, moment(one.at), title, Html::lines(lines)).by(format!(
                "{}, {}",
                one.user_name,
                party(texts, &one.party)
            ))
        })
        .collect();
    Some(Timeline::new(events))
}
