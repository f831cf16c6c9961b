//! Versions of the programme: which is in force, what each changed, and the way of one to the council and back.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::programme::{
    ProgrammeVersion, Which, is_in_force,
    version::{Decision, draft_of, is_overtaken},
};
use balsts_domain::{
    access::{Action, Resource},
    programme::{Change, Table as Part, VersionEvent, VersionKind, VersionState},
};

use super::{part_words, parts, policy_note, version_facts, words};
use crate::{
    error::field_errors,
    kit::{
        Button, Column, Empty, Event, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Notice,
        Page, Path, Row, Sections, SummaryList, Table, Tag, Timeline, Tone, download, redirect,
    },
    pages::loads::moment,
    signed_in::SignedIn,
    texts::Texts,
};

#[derive(Template)]
#[template(path = "programme_versions.html")]
struct VersionsPage {
    layout: Layout,
    parts: Sections,
    table: Table,
    may_write: bool,
    may_start: bool,
    /// Something is in force, and nobody is writing the next version yet.
    may_update: bool,
}

fn state_tag(texts: Texts, state: &str) -> Html {
    let tone = match VersionState::from_code(state) {
        Some(VersionState::Approved) => Tone::Good,
        Some(VersionState::Proposed) => Tone::Attention,
        _ => Tone::Neutral,
    };
    Tag::new(words(texts, "programme-version-state-", state), tone).into()
}

pub(super) async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let versions = signed_in.ctx().programme_versions().await?;
    let may_write = signed_in.actor.may(Action::Write, Resource::Programme);
    let rows = versions.iter().map(|row| {
        let href = format!("/programme/versions/{}", row.number);
        Row::new()
            .cell(Html::link(&href, &texts.count(row.number)))
            .cell(words(texts, "programme-kind-", &row.kind))
            .cell(state_tag(texts, &row.state))
            .cell(row.decision.clone().unwrap_or_else(|| "–".to_owned()))
            .cell(texts.moment(moment(row.created_at)))
            .cell(row.user_name.clone().unwrap_or_else(|| "–".to_owned()))
            .cell(row.note.as_str())
    });
    let columns = [
        "programme-version",
        "programme-kind",
        "programme-state",
        "programme-decision",
        "programme-made",
        "programme-who",
        "programme-note",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let page = VersionsPage {
        parts: parts(&signed_in.actor, texts, "/programme/versions"),
        may_start: may_write && versions.is_empty(),
        may_update: may_write
            && versions
                .iter()
                .find(|row| is_in_force(row))
                .is_some_and(|row| draft_of(row, &versions).is_none()),
        table: Table::new(texts, texts.t("programme-versions"), columns)
            .hidden_caption()
            .rows(rows)
            .or_empty(Empty::new(texts.t("programme-versions-none"))),
        may_write,
        layout: layout.titled("programme-versions"),
    };
    Ok(Page(page).into_response())
}

pub(super) async fn start(signed_in: SignedIn) -> Result<Response, Failure> {
    let number = signed_in.ctx().start_programme().await?;
    Ok(redirect(
        &format!("/programme/versions/{number}"),
        Some(&Flash::success("programme-started")),
    ))
}

/// The board begins the next version from the one in force.
pub(super) async fn update(signed_in: SignedIn, values: FormValues) -> Result<Response, Failure> {
    let kind =
        VersionKind::from_code(values.get("kind")).ok_or_else(|| Failure::of(StatusCode::BAD_REQUEST))?;
    let number = signed_in.ctx().start_update(kind).await?;
    Ok(redirect(
        &format!("/programme/versions/{number}/rows"),
        Some(&Flash::success("programme-update-started")),
    ))
}

/// Changes as a table, row by row with what stood there and what stands there.
pub(super) fn changes_table(texts: Texts, changes: &[Change]) -> Table {
    let rows = changes.iter().map(|one| {
        let fields: Vec<Html> = one
            .fields
            .iter()
            .map(|field| {
                let change = texts.t_args(
                    "programme-field-changed",
                    &[
                        ("before".to_owned(), or_nothing(texts, &field.before).into()),
                        ("after".to_owned(), or_nothing(texts, &field.after).into()),
                    ],
                );
                Html::joined([Html::code(field.column), Html::text(&format!(" {change}"))])
            })
            .collect();
        Row::new()
            .cell(part_words(texts, one.table))
            .cell(number_of(one))
            .cell(one.title.as_str())
            .cell(words(texts, "programme-change-", one.kind.code()))
            .cell(Html::lines(fields))
    });
    let columns = [
        "programme-table",
        "programme-nr",
        "programme-row-title",
        "programme-change",
        "programme-fields",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    Table::new(texts, texts.t("programme-changes"), columns)
        .cards()
        .rows(rows)
        .or_empty(Empty::new(texts.t("programme-changes-none")))
}

/// The number of a changed row as people know it; rows of other tables are told apart by what stands in them.
fn number_of(change: &Change) -> &str {
    let numbered = [Part::Goals, Part::Indicators, Part::Activities, Part::Tasks];
    if numbered.contains(&change.table) && change.key.starts_with(|letter: char| !letter.is_lowercase()) {
        change.key.as_str()
    } else {
        "–"
    }
}

fn or_nothing(texts: Texts, text: &str) -> String {
    if text.is_empty() {
        texts.t("programme-nothing")
    } else {
        text.to_owned()
    }
}

#[derive(Template)]
#[template(path = "programme_version.html")]
struct VersionPage {
    layout: Layout,
    parts: Sections,
    form: Form,
    number: i64,
    facts: SummaryList,
    note: String,
    changes: Option<Table>,
    steps: Option<Timeline>,
    files: Vec<Button>,
    /// What the update must not forget, while it is a draft.
    policies: Vec<Html>,
    change: Option<Button>,
    /// Another version came into force since this one was made.
    overtaken: Option<Notice>,
    may_propose: bool,
    may_withdraw: bool,
    may_decide: bool,
    may_approve: bool,
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    number: i64,
    values: FormValues,
    errors: FieldErrors,
) -> Result<VersionPage, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let ProgrammeVersion { row, .. } = ctx
        .programme(Which::Number(number))
        .await?
        .ok_or_else(Failure::not_found)?;
    let changes = match row.based_on {
        Some(_) => Some(changes_table(texts, &ctx.programme_changes(&row).await?)),
        None => None,
    };
    let mut steps: Vec<Event> = ctx
        .programme_steps(&row)
        .await?
        .into_iter()
        .map(|step| {
            let event = Event::at(
                texts,
                moment(step.at),
                words(texts, "programme-event-", &step.event),
                Html::text(&step.note),
            );
            match step.user_name {
                Some(name) => event.by(name),
                None => event,
            }
        })
        .collect();
    steps.reverse();
    let state = VersionState::from_code(&row.state);
    let can = |event| state.is_some_and(|state| state.next(event).is_ok());
    let policies = if state.is_some_and(VersionState::is_open) {
        policy_note::open_notes(signed_in, texts).await?
    } else {
        Vec::new()
    };
    let overtaken = is_overtaken(&row, &ctx.programme_versions().await?);
    let may_write = signed_in.actor.may(Action::Write, Resource::Programme);
    let decides = signed_in.actor.may(Action::Write, Resource::ProgrammeApproval);
    let facts = version_facts(texts, &row)
        .row(
            texts.t("programme-kind"),
            words(texts, "programme-kind-", &row.kind),
        )
        .row(texts.t("programme-document"), row.title.as_str());
    let layout = layout
        .titled_as(texts.t1("programme-version-title", "number", number))
        .with_errors(&errors)
        .back("/programme/versions", "programme-versions");
    Ok(VersionPage {
        parts: parts(&signed_in.actor, texts, "/programme/versions"),
        form: layout
            .filled_form(values, errors)
            .anchor("decided_on", "decided_on-day"),
        number,
        facts,
        note: row.note.clone(),
        changes,
        steps: (!steps.is_empty()).then(|| Timeline::new(steps)),
        files: ["xlsx", "toml"]
            .map(|form| {
                Button::link(
                    texts.t(&format!("programme-file-{form}")),
                    format!("/programme/versions/{number}/{form}"),
                )
                .secondary()
            })
            .to_vec(),
        policies,
        change: (may_write && state.is_some_and(VersionState::is_open)).then(|| {
            let href = format!("/programme/versions/{number}/rows");
            Button::link(texts.t("programme-rows-change"), href)
        }),
        overtaken: overtaken.then(|| {
            Notice::of(texts, Tone::Attention, texts.t("error-programme-overtaken")).named("overtaken")
        }),
        may_propose: may_write && !overtaken && can(VersionEvent::Propose),
        may_withdraw: may_write && can(VersionEvent::Withdraw),
        may_decide: decides && can(VersionEvent::Return),
        may_approve: decides && !overtaken && can(VersionEvent::Approve),
        layout,
    })
}

pub(super) async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path(number): Path<i64>,
) -> Result<Response, Failure> {
    let page = page(
        &signed_in,
        layout,
        number,
        FormValues::default(),
        FieldErrors::new(),
    )
    .await?;
    Ok(Page(page).into_response())
}

/// The version as a file that can be taken in again.
pub(super) async fn file(
    signed_in: SignedIn,
    Path((number, form)): Path<(i64, String)>,
) -> Result<Response, Failure> {
    let version = signed_in
        .ctx()
        .programme(Which::Number(number))
        .await?
        .ok_or_else(Failure::not_found)?;
    let name = format!("programme-{}-{number}", version.programme.municipality);
    match form.as_str() {
        "toml" => Ok(download::file(
            &name,
            "toml",
            "application/toml",
            version.programme.to_toml().into_bytes(),
        )),
        "xlsx" => {
            let bytes = balsts_reports::programme::workbook(&version.programme).map_err(|error| {
                tracing::error!(%error, "the workbook of a programme could not be written");
                Failure::internal()
            })?;
            Ok(download::file(&name, "xlsx", download::XLSX, bytes))
        }
        _ => Err(Failure::not_found()),
    }
}

async fn stepped(
    signed_in: SignedIn,
    layout: Layout,
    number: i64,
    event: VersionEvent,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let on = errors.take("decided_on", values.date("decided_on")).flatten();
    if errors.is_empty() {
        let decision = Decision {
            number: values.get("decision").to_owned(),
            on,
        };
        let note = values.get("note").to_owned();
        let ctx = signed_in.ctx();
        match field_errors(ctx.step_programme(number, event, &decision, &note).await)? {
            Ok(()) => {
                let done = format!("programme-stepped-{}", event.code());
                let flash = Flash::success(crate::texts::Message::new(done));
                return Ok(redirect(&format!("/programme/versions/{number}"), Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = page(&signed_in, layout, number, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

/// The board proposes or withdraws.
pub(super) async fn step(
    signed_in: SignedIn,
    layout: Layout,
    Path(number): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let event = match values.get("event") {
        "propose" => VersionEvent::Propose,
        "withdraw" => VersionEvent::Withdraw,
        _ => return Err(Failure::of(StatusCode::BAD_REQUEST)),
    };
    stepped(signed_in, layout, number, event, values).await
}

/// Whoever keeps the council's decisions approves or sends back.
pub(super) async fn decide(
    signed_in: SignedIn,
    layout: Layout,
    Path(number): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let event = match values.get("event") {
        "approve" => VersionEvent::Approve,
        "return" => VersionEvent::Return,
        _ => return Err(Failure::of(StatusCode::BAD_REQUEST)),
    };
    stepped(signed_in, layout, number, event, values).await
}
