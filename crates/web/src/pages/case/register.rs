//! The register of cases, and the table of the escalation as people read it.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::{case::ProposedCase, programme::Which};
use balsts_domain::{
    access::{Action, Resource},
    cases::{CaseEvent, CaseState, Party, response::FITTING, table as chart},
    programme::EscalationStep,
};
use balsts_reports::chart::Ladder;
use balsts_store::CaseFilter;

use super::{name, next, party, state, words};
use crate::{
    kit::{
        Choice, Column, Empty, Failure, FieldErrors, Filter, FormValues, Html, Layout, Page, Pages, Row,
        Table,
    },
    signed_in::SignedIn,
    texts::Texts,
};

const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "cases.html")]
struct CasesPage {
    layout: Layout,
    filter: Filter,
    table: Table,
    pages: Pages,
    /// Pupils about whom a case is proposed.
    proposed: Option<Table>,
    may_open: bool,
    statistics: bool,
    protections: bool,
}

/// Pupils for whom grounds hold to involve the social service: a person of the school looks and decides.
fn proposed_table(texts: Texts, proposed: &[ProposedCase]) -> Option<Table> {
    let columns = ["case-child", "case-grounds", "case-proposed-next"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    let rows = proposed.iter().map(|one| {
        let row = &one.row;
        let child = format!("{} {}", row.family_name, row.given_name);
        let mut child = Html::link(&format!("/pupils/{}?part=case", row.public_id), &child);
        if let Some(class) = &row.class {
            child = child.and(class);
        }
        let open = format!("/cases/new?pupil={}", row.public_id);
        Row::new()
            .cell(child)
            .cell(Html::lines(
                one.grounds.iter().map(|ground| words(texts, ground.words())),
            ))
            .cell(Html::link(&open, &texts.t("case-open")))
    });
    (!proposed.is_empty()).then(|| {
        Table::new(texts, texts.t("case-proposed"), columns)
            .rows(rows)
            .cards()
    })
}

pub(super) async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let values = FormValues::of(&layout.address);
    let filter = CaseFilter {
        closed: values.get("which") == "closed",
        overdue: values.get("which") == "overdue",
        state: values.some("state").map(str::to_owned),
        lead: values.some("lead").map(str::to_owned),
        after: values
            .get("after")
            .split_once('_')
            .and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?))),
    };
    let (lines, more) = signed_in.ctx().cases(&filter, ROWS).await?;
    let columns = [
        "case-child",
        "case-school",
        "case-state",
        "case-lead",
        "case-owner",
        "case-next",
        "case-age",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let rows = lines.iter().map(|line| {
        let row = &line.row;
        let mut child = Html::link(&format!("/cases/{}", row.public_id), &name(row));
        if let Some(class) = &row.class {
            child = child.and(class);
        }
        Row::new()
            .cell(child)
            .cell(row.institution.clone().unwrap_or_else(|| "–".to_owned()))
            .cell(state(texts, &row.state))
            .cell(party(texts, &row.lead))
            .cell(row.owner.as_str())
            .cell(next(texts, line))
            .cell(texts.t1("case-days", "count", line.age))
    });
    let choices = |all: Vec<(&'static str, &'static str)>| {
        let mut choices = vec![Choice::new("", texts.t("case-all"))];
        choices.extend(all.into_iter().map(|(code, words)| Choice::new(code, words)));
        choices
    };
    let states = choices(
        CaseState::ALL
            .iter()
            .map(|one| (one.code(), words(texts, one.words())))
            .collect(),
    );
    let leads = choices(
        Party::ALL
            .iter()
            .filter(|one| one.can_lead())
            .map(|one| (one.code(), words(texts, one.words())))
            .collect(),
    );
    let which = ["open", "overdue", "closed"].map(|which| {
        Choice::new(
            if which == "open" { "" } else { which },
            texts.t(&format!("case-which-{which}")),
        )
    });
    let form = layout.filled_form(values, FieldErrors::new());
    let last = lines.last().filter(|_| more).map(|line| {
        let at = if filter.closed {
            -line.row.closed_day.unwrap_or_default()
        } else {
            line.row.next_day.unwrap_or_default()
        };
        format!("{at}_{}", line.row.id)
    });
    // With the first page of the open cases: who looks for something else has not come to decide.
    let proposed = if filter.closed || filter.after.is_some() {
        Vec::new()
    } else {
        signed_in.ctx().proposed_case_list().await?
    };
    let page = CasesPage {
        proposed: proposed_table(texts, &proposed),
        filter: Filter::new(texts, &layout.address)
            .field(form.radios("which", "case-which", &which).small())
            .field(form.select("state", "case-state", &states))
            .field(form.select("lead", "case-lead", &leads)),
        table: Table::new(texts, texts.t("case-title"), columns)
            .hidden_caption()
            .rows(rows)
            .or_empty(Empty::new(texts.t("case-empty")))
            .cards(),
        pages: Pages::new(texts, &layout.address, None, last.as_deref()),
        may_open: signed_in.actor.may(Action::Write, Resource::CaseOpening),
        statistics: signed_in.actor.may(Action::Read, Resource::Statistics),
        protections: signed_in.actor.may(Action::Read, Resource::Protection),
        layout: layout.titled("case-title"),
    };
    Ok(Page(page).into_response())
}

#[derive(Template)]
#[template(path = "case_steps.html")]
struct StepsPage {
    layout: Layout,
    picture: Html,
    table: Table,
    response: Table,
    /// The way of a case as the municipality's own programme describes it, where it does.
    programme: Option<Table>,
}

/// The steps as a picture, made from the same table. To close with another outcome and to report a danger is possible everywhere.
fn picture(texts: Texts) -> Html {
    let place = |state: CaseState| CaseState::ALL.iter().position(|one| *one == state);
    let mut ways = Vec::new();
    for row in chart::ROWS {
        let everywhere = matches!(row.event, CaseEvent::Close | CaseEvent::Danger);
        let Some(to) = row.to.filter(|_| !everywhere).and_then(place) else {
            continue;
        };
        for from in row.from.iter().filter_map(|from| place(*from)) {
            ways.push((from, to, words(texts, row.event.words()).to_owned()));
        }
    }
    let ladder = Ladder {
        id: "ladder".to_owned(),
        title: texts.t("case-steps-title"),
        description: texts.t("case-steps-picture"),
        steps: CaseState::ALL
            .iter()
            .map(|state| words(texts, state.words()).to_owned())
            .collect(),
        ways,
    };
    Html::of_chart(&ladder.svg(texts.language))
}

/// Which measure fits what, and at which age.
fn response(texts: Texts) -> Table {
    let columns = ["case-measure", "case-for-what", "case-ages", "case-source"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    let rows = FITTING.iter().map(|one| {
        Row::new()
            .cell(words(texts, one.measure.words()))
            .cell(Html::lines(
                one.gravity.iter().map(|of| Html::text(words(texts, of.words()))),
            ))
            .cell(
                one.ages
                    .map_or_else(|| texts.t("case-every-age"), |(from, to)| format!("{from}–{to}")),
            )
            .cell(one.source)
    });
    Table::new(texts, texts.t("case-response-title"), columns)
        .hidden_caption()
        .rows(rows)
        .compact()
}

/// The way of a case in the words of the municipality's programme.
fn of_programme(texts: Texts, steps: &[EscalationStep]) -> Option<Table> {
    let columns = ["case-steps-number", "case-steps-what", "case-steps-then"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    let rows = steps.iter().map(|step| {
        let next = step.next.iter().map(ToString::to_string);
        let outcomes = step
            .outcomes
            .iter()
            .map(|(outcome, then)| format!("{outcome}: {then}"));
        let then: Vec<String> = next.chain(outcomes).collect();
        Row::new()
            .cell(step.step.to_string())
            .cell(step.text.as_str())
            .cell(if then.is_empty() {
                Html::text("–")
            } else {
                Html::lines(then)
            })
    });
    let table = Table::new(texts, texts.t("case-steps-programme"), columns).rows(rows);
    (!steps.is_empty()).then_some(table)
}

/// The table of the escalation, as the program follows it, for everybody who works with children: it names none.
pub(super) async fn steps(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let settings = signed_in.ctx().case_rules().await?.settings;
    let columns = [
        "case-event",
        "case-from",
        "case-to",
        "case-by",
        "case-needs",
        "case-due",
        "case-source",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let joined = |all: Vec<&'static str>| all.join(", ");
    let rows = chart::ROWS.iter().map(|row| {
        let from = if row.from.len() + 1 == CaseState::ALL.len() {
            texts.t("case-every-open")
        } else {
            joined(row.from.iter().map(|one| words(texts, one.words())).collect())
        };
        let due = match row.due {
            chart::Due::Keep => texts.t("case-due-keep"),
            chart::Due::Nothing => "–".to_owned(),
            chart::Due::Given => texts.t("case-due-given"),
            chart::Due::Working(_, of) => texts.t1("case-due-working", "count", of(&settings)),
            chart::Due::Days(_, of) => texts.t1("case-due-days", "count", of(&settings)),
        };
        Row::new()
            .cell(words(texts, row.event.words()))
            .cell(from)
            .cell(
                row.to
                    .map_or_else(|| texts.t("case-same"), |to| words(texts, to.words()).to_owned()),
            )
            .cell(joined(
                row.by.iter().map(|one| words(texts, one.words())).collect(),
            ))
            .cell(joined(
                row.needs.iter().map(|one| words(texts, one.words())).collect(),
            ))
            .cell(due)
            .cell(if row.source.is_empty() {
                texts.t("case-assumption")
            } else {
                row.source.to_owned()
            })
    });
    let version = signed_in.ctx().programme(Which::Current).await?;
    let of = version.map_or_else(Vec::new, |version| version.programme.escalation_flow);
    let layout = layout.titled("case-steps-title");
    Ok(Page(StepsPage {
        programme: of_programme(texts, &of),
        table: Table::new(texts, texts.t("case-steps-title"), columns)
            .hidden_caption()
            .rows(rows)
            .compact(),
        picture: picture(texts),
        response: response(texts),
        layout: if signed_in.actor.may(Action::Read, Resource::Case) {
            layout.back("/cases", "case-title")
        } else {
            layout.back("/", "home-title")
        },
    })
    .into_response())
}
