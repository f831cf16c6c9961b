//! One case: where it stands, what the reader can do, what was reported and written, and how it came here.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::case::{CaseChange, CaseView};
use balsts_domain::{
    access::{Action, Resource},
    cases::{CaseEvent, CaseState, Party, table as chart},
    risk::{Circumstance, Group},
};

use super::{cause, danger_button, form, history, name, next, party, report, state, words};
use crate::{
    kit::{
        Button, Choice, Column, Empty, Failure, FieldErrors, FormValues, Html, Layout, Link, Page, Path, Row,
        SummaryList, Table, TaskList, Timeline, Urgent, download,
    },
    pages::plans,
    signed_in::SignedIn,
    texts::{Arg, Texts},
};

#[derive(Template)]
#[template(path = "case.html")]
pub(super) struct CasePage {
    layout: Layout,
    facts: SummaryList,
    urgent: Option<Urgent>,
    danger: Option<Button>,
    changes: Vec<String>,
    actions: Vec<Button>,
    more: Vec<Link>,
    grounds: Option<SummaryList>,
    plans: Option<Table>,
    team: Option<Link>,
    reports: Option<TaskList>,
    tell: Vec<Choice>,
    forms: Vec<Link>,
    written: Option<Timeline>,
    /// The report to the Child Protection Centre, where it was told.
    centre: Vec<Button>,
    timeline: Timeline,
    circumstances: Option<Table>,
    kinds: Vec<Choice>,
    may_protect: bool,
    form: crate::kit::Form,
    public_id: String,
}

/// Whether an event brings a case to its next step; the rest is there when it is needed.
fn is_onward(event: CaseEvent) -> bool {
    let aside = matches!(event, CaseEvent::Override | CaseEvent::Close);
    !aside
        && chart::ROWS
            .iter()
            .any(|row| row.event == event && row.to.is_some())
}

fn link(words: &str, href: String) -> Link {
    Link {
        href,
        text: words.to_owned(),
    }
}

/// The page of the team, where its meeting is written down, while the case waits for its decision.
fn team(signed_in: &SignedIn, texts: Texts, view: &CaseView) -> Option<Link> {
    let waits =
        view.case.state == CaseState::Team && signed_in.actor.may(Action::Write, Resource::SupportTeam);
    let code = view.line.row.institution_code.as_deref().filter(|_| waits)?;
    Some(link(&texts.t("case-team"), format!("/institutions/{code}/team")))
}

/// The report to the Child Protection Centre to be taken away, for those who read what was written at its step.
fn centre(signed_in: &SignedIn, texts: Texts, view: &CaseView) -> Vec<Button> {
    let told = view
        .events
        .iter()
        .any(|one| one.event == CaseEvent::ReportCentre.code() && !one.words.is_empty());
    if told && signed_in.actor.may(Action::Export, Resource::CaseReport) {
        let at = format!("/cases/{}/centre", view.line.row.public_id);
        download::buttons(texts, &at, &report::FORMS)
    } else {
        Vec::new()
    }
}

pub(super) async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
) -> Result<Response, Failure> {
    let view = signed_in.ctx().case(&public_id).await?;
    Ok(Page(case_page(
        &signed_in,
        layout,
        &view,
        FormValues::default(),
        FieldErrors::new(),
    ))
    .into_response())
}

pub(super) fn case_page(
    signed_in: &SignedIn,
    layout: Layout,
    view: &CaseView,
    values: FormValues,
    errors: FieldErrors,
) -> CasePage {
    let texts = layout.texts;
    let row = &view.line.row;
    let actor = &signed_in.actor;
    let today = signed_in.ctx().today();
    let open = row.closed_day.is_none();
    let child = if view.opens_pupil {
        Html::link(&format!("/pupils/{}", row.pupil_public_id), &name(row))
    } else {
        Html::text(&name(row))
    };
    let mut facts = SummaryList::new(texts)
        .row(texts.t("case-child"), child)
        .row(
            texts.t("case-school"),
            row.institution.clone().unwrap_or_else(|| "–".to_owned()),
        )
        .row(texts.t("case-kind"), words(texts, view.case.kind.words()))
        .row(texts.t("case-state"), state(texts, &row.state))
        .row(texts.t("case-lead"), party(texts, &row.lead))
        .row(texts.t("case-owner"), row.owner.as_str())
        .row(texts.t("case-next"), next(texts, &view.line))
        .row(texts.t("case-age"), texts.t1("case-days", "count", view.line.age));
    if let (Some(delegate), Some(until)) = (&row.delegate, row.delegate_day) {
        let until = texts.date(balsts_store::date(until));
        facts = facts.row(texts.t("case-delegate"), format!("{delegate}, {until}"));
    }
    if let Some(asked) = &row.asked {
        facts = facts.row(texts.t("case-asked"), party(texts, asked));
    }
    if let Some(outcome) = view.case.outcome {
        facts = facts.row(texts.t("case-outcome"), words(texts, outcome.words()));
    }
    let parts = view
        .parts
        .iter()
        .filter(|part| part.ended_at.is_none())
        .map(|part| {
            let who = part
                .institution
                .clone()
                .unwrap_or_else(|| party(texts, &part.party).to_owned());
            let since = Arg::Date(balsts_store::date(part.from_day));
            texts.t_args(
                "case-part-since",
                &[("who".to_owned(), Arg::Text(who)), ("date".to_owned(), since)],
            )
        });
    facts = facts.row(texts.t("case-parts"), Html::lines(parts));
    let may_report = actor.may(Action::Write, Resource::CaseReport) && open && view.party.is_some();
    let forms = match view
        .party
        .filter(|_| open && actor.may(Action::Write, Resource::CaseForm))
    {
        Some(own) => form::FORMS
            .iter()
            .filter(|form| form.by.contains(&own))
            .map(|form| {
                let href = format!("/cases/{}/forms/{}", row.public_id, form.kind.code());
                link(words(texts, form.kind.words()), href)
            })
            .collect(),
        None => Vec::new(),
    };
    let circumstances = view.circumstances.as_ref().map(|all| {
        let columns = ["case-cause", "case-words", "case-by-whom"]
            .map(|key| Column::text(texts.t(key)))
            .to_vec();
        let rows = all.iter().map(|one| {
            Row::new()
                .cell(cause(texts, &one.kind))
                .cell(one.words.as_str())
                .cell(party(texts, &one.party))
        });
        Table::new(texts, texts.t("case-circumstances"), columns)
            .rows(rows)
            .or_empty(Empty::new(texts.t("case-circumstances-empty")))
    });
    // What was typed into a case that was closed meanwhile is shown with the reason.
    let adds = view.party.is_some() && (open || !errors.is_empty());
    let kinds = if actor.may(Action::Write, Resource::CaseCircumstances) && adds {
        // Difficulties with learning are for the school to tell.
        Circumstance::all()
            .filter(|kind| kind.group() != Some(Group::A))
            .map(|kind| Choice::new(kind.code(), cause(texts, kind.code())))
            .collect()
    } else {
        Vec::new()
    };
    let social = Party::SocialService.code();
    let is_involved = view
        .parts
        .iter()
        .any(|part| part.ended_at.is_none() && part.party == social);
    let step = |event: CaseEvent| format!("/cases/{}/step/{}", row.public_id, event.code());
    if let Some(concern) = row
        .concern_id
        .filter(|_| actor.may(Action::Read, Resource::Concern))
    {
        let link = Html::link(&format!("/concerns/{concern}"), &texts.t("case-concern-open"));
        facts = facts.row(texts.t("case-concern"), link);
    }
    let layout = layout
        .titled_as(name(row))
        .with_errors(&errors)
        .back("/cases", "case-title");
    CasePage {
        urgent: row.danger_at.filter(|_| open).map(|_| Urgent::new(texts)),
        danger: danger_button(texts, signed_in, Some(&row.pupil_public_id)),
        changes: view
            .changes
            .iter()
            .map(|change| {
                texts.t(match change {
                    CaseChange::School(_) => "case-change-school",
                    CaseChange::Left => "case-change-left",
                    CaseChange::Age => "case-change-age",
                    CaseChange::Owner => "case-change-owner",
                })
            })
            .collect(),
        actions: view
            .possible
            .iter()
            .filter(|event| is_onward(**event))
            .map(|event| Button::link(words(texts, event.words()), step(*event)))
            .collect(),
        more: view
            .possible
            .iter()
            .filter(|event| !is_onward(**event))
            .map(|event| link(words(texts, event.words()), step(*event)))
            .collect(),
        grounds: view.grounds.filter(|_| open && !is_involved).map(|grounds| {
            grounds
                .iter()
                .fold(SummaryList::new(texts), |list, (ground, holds)| {
                    let key = match holds {
                        Some(true) => "case-ground-holds",
                        Some(false) => "case-ground-not",
                        None => "case-ground-unknown",
                    };
                    list.row(words(texts, ground.words()), texts.t(key))
                })
        }),
        plans: view
            .plans
            .as_deref()
            .map(|lines| plans::table(texts, "case-plans", "case-plans-empty", lines, false)),
        team: team(signed_in, texts, view),
        reports: history::reports(texts, view, today),
        tell: if may_report {
            balsts_domain::cases::report::RECIPIENTS
                .iter()
                .filter(|(party, _)| Some(*party) != view.party)
                .map(|(party, _)| Choice::new(party.code(), words(texts, party.words())))
                .collect()
        } else {
            Vec::new()
        },
        forms,
        written: history::written(texts, view),
        centre: centre(signed_in, texts, view),
        timeline: history::timeline(texts, view),
        circumstances,
        kinds,
        may_protect: actor.may(Action::Write, Resource::Protection) && adds,
        form: layout.filled_form(values, errors),
        public_id: row.public_id.clone(),
        facts,
        layout,
    }
}
