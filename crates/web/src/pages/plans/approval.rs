//! Approvals: what waits for a head or for the municipality's coordinator, and the end of a plan before its time.

use axum::response::{IntoResponse, Response};
use balsts_app::support_plan::PlanView;
use balsts_domain::{
    access::{Action, Resource},
    support::PlanEvent,
};

use super::{
    FormPage, ListPage, Outcome, WRITE, again, conflict_notice, facts, joint, outcome, table, version, who,
    words,
};
use crate::{
    kit::{
        Button, Choice, Failure, FieldErrors, Flash, FormValues, Html, Layout, Page, Path, RowAction,
        redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Message,
};

pub(super) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::PlanApproval);
    let write = Access::Needs(Action::Write, Resource::PlanApproval);
    Routes::new()
        .get("/approvals", read, list)
        .get("/approvals/{id}", read, show)
        .post("/approvals/{id}/approve", write, approve)
        .post("/approvals/{id}/send-back", write, send_back)
        .get("/plans/{id}/end", WRITE, show_end)
        .post("/plans/{id}/end", WRITE, end)
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let waiting = signed_in.ctx().approval_list().await?;
    let page = ListPage {
        tables: vec![table(
            texts,
            "plans-to-approve",
            "plans-to-approve-empty",
            &waiting,
            true,
        )],
        links: Vec::new(),
        layout: layout.titled("plans-to-approve"),
    };
    Ok(Page(page).into_response())
}

async fn approval_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    errors: FieldErrors,
) -> Result<FormPage, Failure> {
    let view = signed_in.ctx().plan(id).await?;
    let texts = layout.texts;
    let mut above = vec![Html::of(&facts(texts, &view))];
    above.extend(words::content(texts, &view));
    if view.may_approve {
        above.extend(joint::warning(texts, &view));
        let action = RowAction::new(texts.t("plans-approve"), format!("/approvals/{id}/approve"))
            .with("version", view.sheet.version.to_string())
            .main();
        above.push(Html::of(&action));
    }
    let layout = layout
        .titled_as(format!("{}: {}", texts.t("plans-one"), who(&view)))
        .with_errors(&errors)
        .back("/approvals", "plans-to-approve");
    let form = layout.filled_form(values, errors);
    let fields = if view.may_approve {
        vec![form.textarea("reason", "plans-send-back-reason").lines(3)]
    } else {
        Vec::new()
    };
    Ok(FormPage {
        above,
        action: format!("/approvals/{id}/send-back"),
        draft: format!("plan-{id}-send-back"),
        hidden: vec![("version", view.sheet.version.to_string())],
        submit: if view.may_approve {
            form.submit("plans-send-back").secondary()
        } else {
            Button::link(texts.t("plans-to-approve"), "/approvals")
        },
        fields,
        below: Vec::new(),
        form,
        layout,
    })
}

async fn show(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let page = approval_page(&signed_in, layout, id, FormValues::default(), FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn approve(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    match outcome(signed_in.ctx().approve_plan(id, version(&values)).await)? {
        Outcome::Done(()) => Ok(redirect("/approvals", Some(&Flash::success("plans-approved")))),
        Outcome::Wrong(errors) => {
            let page = approval_page(&signed_in, layout, id, values, errors).await?;
            Ok(again(page, false))
        }
        // What is approved is what was read: the plan changed, so it is read again.
        Outcome::Conflict => {
            let mut page =
                approval_page(&signed_in, layout, id, FormValues::default(), FieldErrors::new()).await?;
            let texts = page.layout.texts;
            page.above
                .insert(0, conflict_notice(texts, &texts.t("plans-check-again")));
            Ok(again(page, true))
        }
    }
}

async fn send_back(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let result = signed_in
        .ctx()
        .send_plan_back(id, version(&values), values.get("reason"))
        .await;
    let (errors, conflict) = match outcome(result)? {
        Outcome::Done(()) => {
            let flash = Flash::success("plans-sent-back").draft_done(&format!("plan-{id}-send-back"));
            return Ok(redirect("/approvals", Some(&flash)));
        }
        Outcome::Wrong(errors) => (errors, false),
        Outcome::Conflict => (FieldErrors::new(), true),
    };
    let mut page = approval_page(&signed_in, layout, id, values, errors).await?;
    if conflict {
        let texts = page.layout.texts;
        page.above
            .insert(0, conflict_notice(texts, &texts.t("plans-check-again")));
    }
    Ok(again(page, conflict))
}

async fn end_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    errors: FieldErrors,
) -> Result<FormPage, Failure> {
    let view = signed_in.ctx().plan(id).await?;
    if !view.may_draft {
        return Err(Failure::not_found());
    }
    let texts = layout.texts;
    let ways: Vec<Choice> = ways(&view)
        .into_iter()
        .map(|code| Choice::new(code, words::coded(texts, "plans-end-", code)))
        .collect();
    let layout = layout
        .narrow()
        .titled_as(format!("{}: {}", texts.t("plans-end"), who(&view)))
        .with_errors(&errors)
        .back(format!("/plans/{id}"), "plans-one");
    let form = layout.filled_form(values, errors);
    Ok(FormPage {
        above: Vec::new(),
        action: format!("/plans/{id}/end"),
        draft: format!("plan-{id}-end"),
        hidden: vec![("version", view.sheet.version.to_string())],
        fields: vec![
            form.radios("way", "plans-end-way", &ways),
            form.textarea("reason", "plans-reason"),
        ],
        submit: form.submit("plans-end").warning(),
        below: Vec::new(),
        form,
        layout,
    })
}

/// How a plan may end before its evaluation.
fn ways(view: &PlanView) -> Vec<&'static str> {
    [
        ("declined", PlanEvent::Decline),
        ("withdrawn", PlanEvent::Withdraw),
    ]
    .into_iter()
    .filter(|(_, event)| view.allows(*event))
    .map(|(code, _)| code)
    .collect()
}

async fn show_end(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let page = end_page(&signed_in, layout, id, FormValues::default(), FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn end(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let (ctx, version, reason) = (signed_in.ctx(), version(&values), values.get("reason"));
    let result = match values.get("way") {
        "declined" => ctx.decline_plan(id, version, reason).await,
        "withdrawn" => ctx.withdraw_plan(id, version, reason).await,
        _ => {
            let mut errors = FieldErrors::new();
            errors.add("way", Message::new("error-plan-end"));
            let page = end_page(&signed_in, layout, id, values, errors).await?;
            return Ok(again(page, false));
        }
    };
    match outcome(result)? {
        Outcome::Done(()) => {
            let flash = Flash::success("plans-is-ended").draft_done(&format!("plan-{id}-end"));
            Ok(redirect(&format!("/plans/{id}"), Some(&flash)))
        }
        Outcome::Wrong(errors) => {
            let page = end_page(&signed_in, layout, id, values, errors).await?;
            Ok(again(page, false))
        }
        Outcome::Conflict => {
            let mut page = end_page(&signed_in, layout, id, values, FieldErrors::new()).await?;
            let texts = page.layout.texts;
            page.above
                .push(conflict_notice(texts, &texts.t("plans-check-again")));
            Ok(again(page, true))
        }
    }
}
