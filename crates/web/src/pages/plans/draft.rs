//! The pages of a draft: one question group a page, then "check your answers".

use axum::response::{IntoResponse, Response};
use balsts_app::support_plan::{PlanView, risk_seen};
use balsts_domain::{
    risk::{Factor, Group, Level},
    support::PlanEvent,
};

use super::{
    FormPage, Outcome, WRITE, again, conflict_notice, joint, notes, outcome, sections, version, who, words,
};
use crate::{
    kit::{
        Button, Choice, Failure, FieldErrors, Flash, FormValues, Html, Layout, Page, Path, RowAction,
        redirect,
    },
    pages::concerns::factor_words,
    routes::Routes,
    signed_in::SignedIn,
    texts::Message,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/plans/{id}/risks", WRITE, show_risks)
        .post("/plans/{id}/risks", WRITE, put_risk)
        .post("/plans/{id}/risks/remove", WRITE, remove_risk)
        .get("/plans/{id}/goals", WRITE, show_goals)
        .post("/plans/{id}/goals", WRITE, put_goals)
        .get("/plans/{id}/check", WRITE, show_check)
        .post("/plans/{id}/submit", WRITE, submit)
}

/// A draft of the support team; in force only what may still change.
pub(super) async fn draft(signed_in: &SignedIn, id: i64, event: PlanEvent) -> Result<PlanView, Failure> {
    let view = signed_in.ctx().plan(id).await?;
    if !view.may_draft {
        return Err(Failure::not_found());
    }
    if !view.allows(event) && !view.allows(PlanEvent::Change) {
        return Err(balsts_app::AppError::Conflict("error-plan-step").into());
    }
    Ok(view)
}

pub(super) fn frame(layout: Layout, view: &PlanView, key: &str, errors: &FieldErrors) -> Layout {
    let title = format!("{}: {}", layout.t(key), who(view));
    layout
        .titled_as(title)
        .with_errors(errors)
        .back(format!("/plans/{}", view.sheet.id), "plans-one")
}

/// The step after this one.
pub(super) fn go_on(layout: &Layout, id: i64, part: &str) -> Html {
    Html::of(&Button::link(
        layout.t("plans-go-on"),
        format!("/plans/{id}/{part}"),
    ))
}

/// A page beside the way.
pub(super) fn aside(layout: &Layout, id: i64, part: &str, key: &str) -> Html {
    Html::of(&Button::link(layout.t(key), format!("/plans/{id}/{part}")).secondary())
}

async fn risks_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    errors: FieldErrors,
    conflict: Option<Factor>,
) -> Result<FormPage, Failure> {
    let view = draft(signed_in, id, PlanEvent::Change).await?;
    let texts = layout.texts;
    let written = |factor: &str| view.risks.iter().find(|risk| risk.factor == factor);
    // After a conflict the person has seen what is stored: sent again, the form replaces it knowingly.
    let seen = values
        .some("seen")
        .filter(|_| conflict.is_none())
        .map_or_else(|| seen_of(&view), str::to_owned);
    let mut choices = vec![Choice::new("", texts.t("plans-choose"))];
    let groups = Group::ALL
        .into_iter()
        .filter(|group| view.full || !group.is_restricted());
    // What people have confirmed already stands first.
    let is_confirmed = |factor: &Factor| view.confirmed.iter().any(|code| code == factor.code());
    let (confirmed, others): (Vec<Factor>, Vec<Factor>) =
        groups.flat_map(Group::factors).partition(is_confirmed);
    for factor in confirmed.into_iter().chain(others) {
        let mut words = format!("{}. {}", factor.group().code(), factor_words(texts, factor));
        if is_confirmed(&factor) {
            words = texts.t1("plans-risk-confirmed", "factor", words);
        }
        choices.push(Choice::new(factor.code(), words));
    }
    let levels: Vec<Choice> = Level::ALL
        .map(|level| Choice::new(level.code(), words::coded(texts, "plans-level-", level.code())))
        .to_vec();
    let table = words::risks(texts, &view, |factor| {
        let action = RowAction::new(texts.t("plans-remove"), format!("/plans/{id}/risks/remove"));
        let was = written(factor).map(risk_seen).unwrap_or_default();
        Some(Html::of(&action.with("factor", factor).with("was", was)))
    });
    let conflict = conflict.map(|factor| {
        let stored = written(factor.code()).map_or("", |risk| risk.description.as_str());
        conflict_notice(texts, stored)
    });
    let layout = frame(layout, &view, "plans-risks", &errors);
    let form = layout.filled_form(values, errors);
    Ok(FormPage {
        above: [sections(texts, &view, "risks")]
            .into_iter()
            .chain(conflict)
            .chain(notes::advice(texts, &view))
            .chain([Html::of(&table)])
            .collect(),
        action: format!("/plans/{id}/risks"),
        draft: format!("plan-{id}-risks"),
        hidden: vec![("seen", seen)],
        fields: vec![
            form.select("factor", "plans-risk", &choices),
            form.radios("level", "plans-level", &levels).small().inline(),
            form.textarea("description", "plans-description").lines(3),
        ],
        submit: form.submit("plans-add-risk").secondary(),
        below: vec![go_on(&layout, id, "goals")],
        form,
        layout,
    })
}

async fn show_risks(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let (values, errors) = (FormValues::default(), FieldErrors::new());
    let page = risks_page(&signed_in, layout, id, values, errors, None).await?;
    Ok(Page(page).into_response())
}

/// What the page shows of each risk, so that nothing is replaced that nobody saw.
fn seen_of(view: &PlanView) -> String {
    let risks = view
        .risks
        .iter()
        .map(|risk| format!("{}:{}", risk.factor, risk_seen(risk)));
    risks.collect::<Vec<String>>().join(" ")
}

/// What the sent page had shown of a risk.
fn was_seen(values: &FormValues, factor: Factor) -> Option<&str> {
    let mut risks = values
        .get("seen")
        .split(' ')
        .filter_map(|one| one.split_once(':'));
    risks
        .find(|(code, _)| *code == factor.code())
        .map(|(_, seen)| seen)
}

async fn put_risk(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let factor = Factor::from_code(values.get("factor"));
    let level = Level::ALL
        .into_iter()
        .find(|level| level.code() == values.get("level"));
    if factor.is_none() {
        errors.add("factor", Message::new("error-plan-factor"));
    }
    if level.is_none() {
        errors.add("level", Message::new("error-plan-level"));
    }
    let mut conflict = None;
    if let (Some(factor), Some(level)) = (factor, level) {
        let (ctx, words) = (signed_in.ctx(), values.get("description"));
        let result = match was_seen(&values, factor) {
            Some(seen) => ctx.change_plan_risk(id, seen, factor, level, words).await,
            None => ctx.put_plan_risk(id, factor, level, words).await,
        };
        match outcome(result)? {
            Outcome::Done(()) => {
                let flash = Flash::success("plans-saved").draft_done(&format!("plan-{id}-risks"));
                return Ok(redirect(&format!("/plans/{id}/risks"), Some(&flash)));
            }
            Outcome::Wrong(found) => errors = found,
            Outcome::Conflict => conflict = Some(factor),
        }
    }
    Ok(again(
        risks_page(&signed_in, layout, id, values, errors, conflict).await?,
        conflict.is_some(),
    ))
}

async fn remove_risk(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let factor = Factor::from_code(values.get("factor")).ok_or_else(Failure::not_found)?;
    let result = signed_in
        .ctx()
        .remove_plan_risk(id, factor, values.get("was"))
        .await;
    if let Outcome::Conflict = outcome(result)? {
        let (values, errors) = (FormValues::default(), FieldErrors::new());
        let page = risks_page(&signed_in, layout, id, values, errors, Some(factor)).await?;
        return Ok(again(page, true));
    }
    let flash = Flash::success("plans-removed");
    Ok(redirect(&format!("/plans/{id}/risks"), Some(&flash)))
}

async fn goals_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: Option<FormValues>,
    errors: FieldErrors,
    conflict: bool,
) -> Result<FormPage, Failure> {
    let view = draft(signed_in, id, PlanEvent::Change).await?;
    let texts = layout.texts;
    let mut above = vec![sections(texts, &view, "goals")];
    if conflict {
        above.push(conflict_notice(texts, &view.sheet.goals));
    }
    let filled = values.is_some();
    let values = values.unwrap_or_else(|| FormValues::default().with("goals", view.sheet.goals.clone()));
    // After a conflict the person has seen what is stored: sent again, the form replaces it knowingly.
    let version = if filled && !conflict {
        version(&values)
    } else {
        view.sheet.version
    };
    let layout = frame(layout, &view, "plans-goals", &errors);
    let form = layout.filled_form(values, errors);
    Ok(FormPage {
        above,
        action: format!("/plans/{id}/goals"),
        draft: format!("plan-{id}-goals"),
        hidden: vec![("version", version.to_string())],
        fields: vec![form.textarea("goals", "plans-goals").lines(8)],
        submit: form.submit("plans-save-go-on"),
        below: Vec::new(),
        form,
        layout,
    })
}

async fn show_goals(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let page = goals_page(&signed_in, layout, id, None, FieldErrors::new(), false).await?;
    Ok(Page(page).into_response())
}

async fn put_goals(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let result = signed_in
        .ctx()
        .set_plan_goals(id, version(&values), values.raw("goals"))
        .await;
    let (errors, conflict) = match outcome(result)? {
        Outcome::Done(()) => {
            let flash = Flash::success("plans-saved").draft_done(&format!("plan-{id}-goals"));
            return Ok(redirect(&format!("/plans/{id}/measures"), Some(&flash)));
        }
        Outcome::Wrong(errors) => (errors, false),
        Outcome::Conflict => (FieldErrors::new(), true),
    };
    let page = goals_page(&signed_in, layout, id, Some(values), errors, conflict).await?;
    Ok(again(page, conflict))
}

/// The risks and measures that the page shows: they have no part in the version of the sheet, and what is handed in is what was checked.
fn checked_of(view: &PlanView) -> String {
    let measures = view
        .measures
        .iter()
        .map(|row| format!("{}:{}", row.id, row.version));
    let measures = measures.collect::<Vec<String>>().join(" ");
    format!("{} {measures}", seen_of(view)).trim().to_owned()
}

async fn check_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    errors: FieldErrors,
) -> Result<FormPage, Failure> {
    let view = draft(signed_in, id, PlanEvent::Change).await?;
    let texts = layout.texts;
    let mut above = vec![sections(texts, &view, "check")];
    above.extend(words::content(texts, &view));
    above.extend(joint::warning(texts, &view));
    let layout = frame(layout, &view, "plans-check", &errors);
    let form = layout.filled_form(FormValues::default(), errors);
    Ok(FormPage {
        above,
        action: format!("/plans/{id}/submit"),
        draft: String::new(),
        hidden: vec![
            ("version", view.sheet.version.to_string()),
            ("checked", checked_of(&view)),
        ],
        fields: Vec::new(),
        submit: form.submit("plans-submit"),
        below: vec![aside(&layout, id, "print", "plans-print")],
        form,
        layout,
    })
}

async fn show_check(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    Ok(Page(check_page(&signed_in, layout, id, FieldErrors::new()).await?).into_response())
}

async fn submit(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let view = draft(&signed_in, id, PlanEvent::Change).await?;
    let is_as_checked = values
        .some("checked")
        .is_none_or(|checked| checked == checked_of(&view));
    let result = if is_as_checked {
        outcome(signed_in.ctx().submit_plan(id, version(&values)).await)?
    } else {
        Outcome::Conflict
    };
    match result {
        Outcome::Done(()) => {
            let flash = Flash::success("plans-submitted");
            Ok(redirect(&format!("/plans/{id}"), Some(&flash)))
        }
        Outcome::Wrong(errors) => Ok(again(check_page(&signed_in, layout, id, errors).await?, false)),
        // Somebody changed the draft: what is handed in is what was checked, so it is checked again.
        Outcome::Conflict => {
            let mut page = check_page(&signed_in, layout, id, FieldErrors::new()).await?;
            let texts = page.layout.texts;
            page.above
                .insert(1, conflict_notice(texts, &texts.t("plans-check-again")));
            Ok(again(page, true))
        }
    }
}
