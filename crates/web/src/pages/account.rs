//! One's own account: password, second factor, sessions.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use crate::{
    error::field_errors,
    kit::{
        Column, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Row, RowAction, Table,
        redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/account", Access::SignedIn, show)
        .get("/account/password", Access::SignedIn, show_password)
        .post("/account/password", Access::SignedIn, change_password)
        .get("/account/second-factor", Access::SignedIn, show_second_factor)
        .post("/account/second-factor", Access::SignedIn, confirm_second_factor)
        .post(
            "/account/second-factor/off",
            Access::SignedIn,
            remove_second_factor,
        )
        .post("/account/sessions/end", Access::SignedIn, end_session)
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    layout: Layout,
    email: String,
    second_factor: bool,
    sessions: Table,
}

async fn show(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let sessions = signed_in.ctx().own_sessions().await?;
    let texts = layout.texts;
    let rows = sessions.iter().map(|row| {
        let seen = balsts_store::timestamp(row.seen_at)
            .to_zoned(balsts_app::clock::riga())
            .datetime();
        let this = signed_in.session_hash.as_deref() == Some(row.id_hash.as_str());
        let end = if this {
            Html::text(&texts.t("account-session-this"))
        } else {
            RowAction::new(texts.t("account-session-end"), "/account/sessions/end")
                .with("id", row.id_hash.as_str())
                .into()
        };
        Row::new()
            .cell(row.agent.clone().unwrap_or_default())
            .cell(texts.moment(seen))
            .cell(end)
    });
    let columns = vec![
        Column::text(texts.t("account-session-browser")),
        Column::text(texts.t("account-session-seen")),
        Column::text(texts.t("account-session-end")).hidden(),
    ];
    let page = AccountPage {
        email: signed_in.account.email.clone(),
        second_factor: signed_in.account.has_totp,
        sessions: Table::new(texts, texts.t("account-sessions"), columns).rows(rows),
        layout: layout.narrow().titled("account-title"),
    };
    Ok(Page(page).into_response())
}

#[derive(Template)]
#[template(path = "password.html")]
struct PasswordPage {
    layout: Layout,
    form: Form,
    forced: bool,
}

fn password_page(signed_in: &SignedIn, layout: Layout, errors: FieldErrors) -> PasswordPage {
    let layout = layout.narrow().titled("password-title").with_errors(&errors);
    PasswordPage {
        form: layout.filled_form(FormValues::default(), errors),
        layout,
        forced: signed_in.account.must_change_password,
    }
}

async fn show_password(signed_in: SignedIn, layout: Layout) -> Response {
    Page(password_page(&signed_in, layout, FieldErrors::new())).into_response()
}

async fn change_password(
    signed_in: SignedIn,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let done = ctx
        .change_password(
            values.raw("old"),
            values.raw("new"),
            signed_in.session_hash.as_deref(),
        )
        .await;
    match field_errors(done)? {
        Ok(()) => Ok(redirect("/account", Some(&Flash::success("password-changed")))),
        Err(errors) => {
            let page = password_page(&signed_in, layout, errors);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "second_factor.html")]
struct SecondFactorPage {
    layout: Layout,
    form: Form,
    secret: String,
    url: String,
}

async fn show_second_factor(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let (secret, url) = signed_in.ctx().propose_totp().await?;
    let layout = layout.narrow().titled("second-factor-title");
    Ok(Page(SecondFactorPage {
        form: layout.form(),
        layout,
        secret,
        url,
    })
    .into_response())
}

async fn confirm_second_factor(
    signed_in: SignedIn,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    let secret = values.get("secret").to_owned();
    let session = signed_in.session_hash.as_deref();
    let done = signed_in
        .ctx()
        .confirm_totp(&secret, values.get("code"), session)
        .await;
    match field_errors(done)? {
        Ok(()) => Ok(redirect("/account", Some(&Flash::success("second-factor-on")))),
        Err(errors) => {
            let layout = layout.narrow().titled("second-factor-title").with_errors(&errors);
            let form = layout.filled_form(FormValues::default(), errors);
            let page = SecondFactorPage {
                form,
                layout,
                secret,
                url: String::new(),
            };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

async fn remove_second_factor(signed_in: SignedIn, values: FormValues) -> Result<Response, Failure> {
    match field_errors(signed_in.ctx().remove_totp(values.raw("password")).await)? {
        Ok(()) => Ok(redirect("/account", Some(&Flash::success("second-factor-off")))),
        Err(_) => Ok(redirect(
            "/account",
            Some(&Flash::attention("error-password-wrong")),
        )),
    }
}

async fn end_session(signed_in: SignedIn, values: FormValues) -> Result<Response, Failure> {
    signed_in.ctx().end_own_session(values.get("id")).await?;
    Ok(redirect(
        "/account",
        Some(&Flash::success("account-session-ended")),
    ))
}
