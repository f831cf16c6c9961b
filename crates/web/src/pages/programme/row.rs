//! The form of a row of a version that is still being written: an activity or a task.

mod fields;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::{
    AppError,
    programme::{
        ProgrammeVersion,
        row::{ProgrammeRowView, RemoveRow, RowWritten, WriteRow},
    },
};
use balsts_domain::programme::{
    Finding, FindingCode, PreventionLevel, Programme, RowPlace, Table as Part, written_columns,
};

use super::{level_words, part_words};
use crate::{
    error::field_errors,
    kit::{
        Address, Button, Failure, Field, FieldErrors, Flash, Form, FormValues, Html, Layout, Notice, Page,
        Path, SummaryList, Tone, redirect,
    },
    signed_in::SignedIn,
    texts::{Message, Texts},
};
use fields::{field, label};

/// The address of the form of a row.
pub(super) fn row_href(number: i64, table: Part, place: &RowPlace) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("table", table.code());
    match place {
        RowPlace::Of(key) => pairs.append_pair("key", key),
        RowPlace::UnderGoal(level, nr) => pairs.append_pair("level", level.letter()).append_pair("goal", nr),
        RowPlace::UnderActivity(key) => pairs.append_pair("activity", key),
    };
    format!("/programme/versions/{number}/row?{}", pairs.finish())
}

/// The row that an address names.
fn row_of(address: &Address) -> Option<(Part, RowPlace)> {
    let table = address.get("table").and_then(Part::from_code)?;
    let owned = |name: &str| address.get(name).map(str::to_owned);
    let place = match (owned("key"), owned("activity"), owned("goal")) {
        (Some(key), ..) => RowPlace::Of(key),
        (_, Some(activity), _) => RowPlace::UnderActivity(activity),
        (.., Some(goal)) => RowPlace::UnderGoal(address.get("level").and_then(PreventionLevel::parse)?, goal),
        _ => return None,
    };
    Some((table, place))
}

#[derive(Template)]
#[template(path = "programme_row.html")]
struct RowPage {
    layout: Layout,
    form: Form,
    conflict: Option<Html>,
    facts: SummaryList,
    action: String,
    draft: String,
    mark: String,
    fields: Vec<Field>,
    institutions: Vec<String>,
    /// Removes the row, where it is one that there is.
    remove: Option<Button>,
}

fn institutions(programme: &Programme) -> Vec<String> {
    let mut names: Vec<String> = programme
        .institutions
        .iter()
        .map(|one| one.name.clone())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// What stands under the title: where the row is.
fn facts(texts: Texts, view: &ProgrammeRowView, table: Part, place: &RowPlace) -> SummaryList {
    let programme = &view.programme;
    let goal = match place {
        RowPlace::UnderGoal(level, nr) => Some((*level, nr.clone())),
        RowPlace::Of(key) if table == Part::Activities => {
            let at = programme.activity_keys().iter().position(|one| one == key);
            let activity = at.and_then(|at| programme.activities.get(at));
            activity.map(|one| (one.level, one.goal_nr.clone()))
        }
        _ => None,
    };
    let activity = match place {
        RowPlace::UnderActivity(key) => {
            let at = programme.activity_keys().iter().position(|one| one == key);
            at.and_then(|at| programme.activities.get(at))
                .map(|one| one.title.clone())
        }
        RowPlace::Of(key) if table == Part::Tasks => {
            let at = programme.task_keys().iter().position(|one| one == key);
            at.and_then(|at| programme.tasks.get(at))
                .map(|one| one.activity_title.clone())
        }
        _ => None,
    };
    let goal_words = goal.map(|(level, nr)| {
        let title = programme.goal_title(level, &nr).unwrap_or_default();
        format!(
            "{} · {}. {title}",
            level_words(texts, level),
            nr.trim_end_matches('.')
        )
    });
    SummaryList::new(texts)
        .row(
            texts.t("programme-version"),
            texts.t1("programme-version-title", "number", view.version.number),
        )
        .row(texts.t("programme-table"), part_words(texts, table))
        .maybe(texts.t("programme-nr"), view.number.clone())
        .maybe(texts.t("programme-goal"), goal_words)
        .maybe(
            texts.t("programme-activity"),
            activity.filter(|title| !title.is_empty()),
        )
}

/// What stands in the row now, column by column, for who wrote it at the same time as another. Of a row that is not there any more nothing.
fn conflict_notice(texts: Texts, view: &ProgrammeRowView, table: Part) -> Html {
    let lines = view
        .texts
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(column, text)| {
            Html::text(&format!(
                "{}: {}",
                texts.t(label(table, column)),
                text.replace('\n', ", ")
            ))
        });
    let said = if view.texts.is_empty() {
        Html::text(&texts.t("programme-row-gone"))
    } else {
        Html::text(&texts.t("programme-row-conflict")).and(Html::lines(lines))
    };
    Html::of(&Notice::of(texts, Tone::Attention, said).named("conflict"))
}

fn message(texts: Texts, finding: &Finding) -> Message {
    let key = match (finding.code, finding.column) {
        (FindingCode::NotAccepted, "title") => "error-programme-row-title",
        (FindingCode::NotAccepted, "years") => "error-programme-row-years",
        (FindingCode::Term, _) => "error-programme-row-term",
        (FindingCode::ActivityWithoutYears, _) => "error-programme-row-no-years",
        (FindingCode::UnknownInstitution, _) => "error-programme-row-institution",
        (FindingCode::ShareOver, _) => "error-programme-share",
        (FindingCode::DuplicateNumber, _) => "error-programme-row-number",
        (FindingCode::TaskWithoutActivity, _) => "error-programme-row-tasks",
        _ => "error-programme-row-other",
    };
    Message::new(key)
        .with("value", finding.value.as_str())
        .with("table", part_words(texts, finding.table))
}

/// Beside which field each finding stands; what is about another row stands beside the first.
fn errors_of(texts: Texts, table: Part, findings: &[Finding]) -> FieldErrors {
    let columns = written_columns(table);
    let mut errors = FieldErrors::new();
    for finding in findings {
        let is_here = finding.table == table && columns.contains(&finding.column);
        let column = if is_here { finding.column } else { "title" };
        errors.add(column, message(texts, finding));
    }
    errors
}

struct Shown {
    number: i64,
    table: Part,
    place: RowPlace,
}

/// The form; with `mark` that of the row when it was opened first, else as it is stored now.
fn page(
    layout: Layout,
    shown: &Shown,
    view: &ProgrammeRowView,
    sent: Option<(FormValues, FieldErrors)>,
    conflict: bool,
) -> RowPage {
    let texts = layout.texts;
    let Shown { number, table, place } = shown;
    let (values, errors) = sent.unwrap_or_else(|| {
        let values = view.texts.iter();
        let values = values.fold(FormValues::default(), |values, (name, text)| {
            values.with(name, text.as_str())
        });
        (values, FieldErrors::new())
    });
    // After a conflict the person has seen what is stored: sent again, the form replaces it knowingly.
    let mark = match values.some("mark") {
        Some(mark) if !conflict => mark.to_owned(),
        _ => view.mark.clone(),
    };
    let title = match place {
        RowPlace::Of(_) => "programme-row-change",
        RowPlace::UnderGoal(..) => "programme-row-add-activity",
        RowPlace::UnderActivity(_) => "programme-row-add-task",
    };
    let action = row_href(*number, *table, place);
    let layout = layout
        .narrow()
        .titled(title)
        .with_errors(&errors)
        .back(format!("/programme/versions/{number}/rows"), "programme-rows");
    let form = layout.filled_form(values, errors);
    RowPage {
        conflict: conflict.then(|| conflict_notice(texts, view, *table)),
        facts: facts(texts, view, *table, place),
        draft: draft_name(shown),
        action,
        mark,
        fields: written_columns(*table)
            .iter()
            .chain(&["institutions"])
            .map(|column| field(texts, &form, *table, column))
            .collect(),
        remove: (matches!(place, RowPlace::Of(_)) && !view.texts.is_empty())
            .then(|| Button::submit(texts.t("programme-row-remove-do")).warning()),
        institutions: institutions(&view.programme),
        form,
        layout,
    }
}

fn draft_name(shown: &Shown) -> String {
    let which = match &shown.place {
        RowPlace::Of(key) => key.clone(),
        RowPlace::UnderGoal(level, nr) => format!("new-{}-{nr}", level.letter()),
        RowPlace::UnderActivity(key) => format!("new-{key}"),
    };
    format!("programme-row-{}-{}-{which}", shown.number, shown.table.code())
}

fn shown(layout: &Layout, number: i64) -> Result<Shown, Failure> {
    let (table, place) = row_of(&layout.address).ok_or_else(Failure::not_found)?;
    Ok(Shown { number, table, place })
}

pub(super) async fn form(
    signed_in: SignedIn,
    layout: Layout,
    Path(number): Path<i64>,
) -> Result<Response, Failure> {
    let shown = shown(&layout, number)?;
    let view = signed_in
        .ctx()
        .programme_row(number, shown.table, &shown.place)
        .await?;
    Ok(Page(page(layout, &shown, &view, None, false)).into_response())
}

/// Removes a row; where that cannot be, its form says why.
async fn remove(signed_in: &SignedIn, layout: Layout, shown: Shown, mark: &str) -> Result<Response, Failure> {
    let texts = layout.texts;
    let ctx = signed_in.ctx();
    let RowPlace::Of(key) = &shown.place else {
        return Err(Failure::not_found());
    };
    let gone = RemoveRow {
        number: shown.number,
        table: shown.table,
        key: key.clone(),
        mark: mark.to_owned(),
    };
    let (errors, conflict) = match ctx.remove_programme_row(&gone).await? {
        RowWritten::Kept => {
            let flash = Flash::success("programme-row-removed").draft_done(&draft_name(&shown));
            let rows = format!("/programme/versions/{}/rows", shown.number);
            return Ok(redirect(&rows, Some(&flash)));
        }
        RowWritten::Wrong(found) => (errors_of(texts, shown.table, &found), false),
        RowWritten::Changed => (FieldErrors::new(), true),
    };
    let view = ctx.programme_row(shown.number, shown.table, &shown.place).await?;
    let stored = view.texts.iter();
    let stored = stored.fold(FormValues::default(), |values, (name, text)| {
        values.with(name, text.as_str())
    });
    let status = if conflict {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = page(layout, &shown, &view, Some((stored, errors)), conflict);
    Ok((status, Page(page)).into_response())
}

pub(super) async fn write(
    signed_in: SignedIn,
    layout: Layout,
    Path(number): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let texts = layout.texts;
    let shown = shown(&layout, number)?;
    if values.get("remove") == "yes" {
        return remove(&signed_in, layout, shown, values.get("mark")).await;
    }
    let ctx = signed_in.ctx();
    let new = WriteRow {
        number,
        table: shown.table,
        place: shown.place.clone(),
        // What a form leaves out stays as it is.
        texts: written_columns(shown.table)
            .iter()
            .filter(|column| !values.all(column).is_empty())
            .map(|column| ((*column).to_owned(), values.raw(column).to_owned()))
            .collect(),
        institutions: values
            .get("institutions")
            .lines()
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect(),
        mark: values.get("mark").to_owned(),
    };
    let (errors, conflict) = match field_errors(ctx.write_programme_row(&new).await)? {
        Ok(RowWritten::Kept) => {
            let flash = Flash::success("programme-row-kept").draft_done(&draft_name(&shown));
            return Ok(redirect(
                &format!("/programme/versions/{number}/rows"),
                Some(&flash),
            ));
        }
        Ok(RowWritten::Wrong(found)) => (errors_of(texts, shown.table, &found), false),
        Ok(RowWritten::Changed) => (FieldErrors::new(), true),
        Err(errors) => (errors, false),
    };
    let view = match ctx.programme_row(number, shown.table, &shown.place).await {
        // Somebody gave the row another name: it stands in the list under that, and what was typed stays here to be taken along.
        Err(AppError::NotFound) if conflict => {
            let ProgrammeVersion { row, programme } = ctx.open_programme(number).await?;
            ProgrammeRowView {
                version: row,
                programme,
                number: None,
                texts: Vec::new(),
                mark: new.mark,
            }
        }
        other => other?,
    };
    let status = if conflict {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = page(layout, &shown, &view, Some((values, errors)), conflict);
    Ok((status, Page(page)).into_response())
}
