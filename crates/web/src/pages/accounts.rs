//! Accounts that an administrator keeps.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::account::{AccountWithRoles, AddAccount};
use balsts_domain::{
    access::{Action, Assignment, Resource, Role},
    registry::SupportRole,
};
use balsts_store::AssignmentRow;

use crate::{
    error::field_errors,
    kit::{
        Choice, Column, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Path, Row,
        RowAction, Table, redirect,
    },
    pages::institutions,
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::{Message, Texts},
};

const READ: Access = Access::Needs(Action::Read, Resource::Account);
const WRITE: Access = Access::Needs(Action::Write, Resource::Account);

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/accounts", READ, list)
        .get("/accounts/new", WRITE, show_new)
        .post("/accounts/new", WRITE, add)
        .get("/accounts/{id}", READ, show)
        .post("/accounts/{id}/disable", WRITE, disable)
        .post("/accounts/{id}/enable", WRITE, enable)
        .post("/accounts/{id}/reset", WRITE, reset)
        .post("/accounts/{id}/roles", WRITE, add_role)
        .post("/accounts/{id}/roles/{role}/end", WRITE, end_role)
}

fn role_key(code: &str) -> String {
    format!("role-{}", code.replace('_', "-"))
}

fn state_key(account: &balsts_store::Account, now: i64) -> &'static str {
    if account.disabled_at.is_some() {
        "accounts-state-disabled"
    } else if account.locked_until.is_some_and(|until| until > now) {
        "accounts-state-locked"
    } else {
        "accounts-state-active"
    }
}

#[derive(Template)]
#[template(path = "accounts.html")]
struct AccountsPage {
    layout: Layout,
    table: Table,
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let now = ctx.instant();
    let accounts = ctx.accounts().await?;
    let rows = accounts.iter().map(|one| {
        let roles = one
            .roles
            .iter()
            .map(|role| held(texts, role))
            .collect::<Vec<_>>()
            .join(", ");
        let second = if one.account.has_totp {
            "accounts-second-factor-yes"
        } else {
            "accounts-second-factor-no"
        };
        Row::new()
            .cell(Html::link(
                &format!("/accounts/{}", one.account.id),
                &one.account.name,
            ))
            .cell(one.account.email.as_str())
            .cell(roles)
            .cell(texts.t(second))
            .cell(texts.t(state_key(&one.account, now)))
    });
    let columns = [
        "accounts-name",
        "sign-in-email",
        "accounts-roles",
        "accounts-second-factor",
        "accounts-state",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let table = Table::new(texts, texts.t("accounts-title"), columns)
        .hidden_caption()
        .rows(rows);
    Ok(Page(AccountsPage {
        layout: layout.titled("accounts-title"),
        table,
    })
    .into_response())
}

#[derive(Template)]
#[template(path = "account_new.html")]
struct NewPage {
    layout: Layout,
    form: Form,
    roles: Vec<Choice>,
    institutions: Vec<Choice>,
    specialities: Vec<Choice>,
}

fn role_choices(texts: Texts) -> Vec<Choice> {
    Role::ALL
        .iter()
        .map(|role| Choice::new(role.code(), texts.t(&role_key(role.code()))))
        .collect()
}

/// What somebody of the support staff may be.
fn speciality_choices(texts: Texts) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", texts.t("accounts-speciality-none"))];
    choices.extend(
        SupportRole::ALL.map(|role| Choice::new(role.code(), institutions::support_role(texts, role))),
    );
    choices
}

/// A role held, and what somebody of the support staff is.
fn held(texts: Texts, role: &AssignmentRow) -> String {
    let words = texts.t(&role_key(&role.role));
    match role.speciality.as_deref().and_then(SupportRole::parse) {
        Some(speciality) => format!("{words}: {}", institutions::support_role(texts, speciality)),
        None => words,
    }
}

async fn institution_choices(signed_in: &SignedIn, texts: Texts) -> Result<Vec<Choice>, Failure> {
    let mut choices = vec![Choice::new("", texts.t("accounts-institution-none"))];
    let all = signed_in.ctx().institution_names().await?;
    choices.extend(
        all.into_iter()
            .map(|one| Choice::new(one.id.to_string(), one.name)),
    );
    Ok(choices)
}

async fn new_page(
    signed_in: &SignedIn,
    layout: Layout,
    values: FormValues,
    errors: FieldErrors,
) -> Result<NewPage, Failure> {
    let layout = layout
        .narrow()
        .titled("accounts-add")
        .with_errors(&errors)
        .back("/accounts", "accounts-title");
    Ok(NewPage {
        form: layout.filled_form(values, errors),
        roles: role_choices(layout.texts),
        institutions: institution_choices(signed_in, layout.texts).await?,
        specialities: speciality_choices(layout.texts),
        layout,
    })
}

async fn show_new(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    Ok(Page(new_page(&signed_in, layout, FormValues::default(), FieldErrors::new()).await?).into_response())
}

async fn add(signed_in: SignedIn, layout: Layout, values: FormValues) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let role = Role::parse(values.get("role"));
    if let Some(role) = role {
        let new = AddAccount {
            email: values.get("email").to_owned(),
            name: values.get("name").to_owned(),
            password: values.raw("password").to_owned(),
            role,
            institution: values.get("institution").parse().ok(),
            class: values.some("class").map(str::to_owned),
            speciality: SupportRole::parse(values.get("speciality")),
        };
        match field_errors(signed_in.ctx().add_account(&new).await)? {
            Ok(id) => {
                return Ok(redirect(
                    &format!("/accounts/{id}"),
                    Some(&Flash::success("accounts-added")),
                ));
            }
            Err(found) => errors = found,
        }
    } else {
        errors.add("role", Message::new("error-role-required"));
    }
    let page = new_page(&signed_in, layout, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

#[derive(Template)]
#[template(path = "account_of.html")]
struct AccountPage {
    layout: Layout,
    form: Form,
    account: balsts_store::Account,
    state: String,
    roles: Table,
    role_choices: Vec<Choice>,
    institutions: Vec<Choice>,
    specialities: Vec<Choice>,
}

async fn account_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    errors: FieldErrors,
) -> Result<AccountPage, Failure> {
    let ctx = signed_in.ctx();
    let AccountWithRoles { account, roles } = ctx.account(id).await?;
    let texts = layout.texts;
    let institutions = institution_choices(signed_in, texts).await?;
    let names = ctx.institution_names().await?;
    let rows = roles.iter().map(|role| {
        let place = role
            .institution_id
            .and_then(|id| names.iter().find(|one| one.id == id))
            .map_or_else(|| texts.t("accounts-institution-none"), |one| one.name.clone());
        let class = role.class.as_deref().unwrap_or_default();
        let term = match (role.from_day, role.to_day) {
            (None, None) => texts.t("accounts-role-always"),
            (from, to) => {
                let show = |day: Option<i64>| {
                    day.map_or_else(|| "…".to_owned(), |day| texts.date(balsts_store::date(day)))
                };
                format!("{} – {}", show(from), show(to))
            }
        };
        let end = if role.id < 0 {
            Html::text(&texts.t("accounts-role-from-list"))
        } else if role.to_day.is_none() {
            RowAction::new(
                texts.t("accounts-role-end"),
                format!("/accounts/{id}/roles/{}/end", role.id),
            )
            .into()
        } else {
            Html::text("")
        };
        Row::new()
            .cell(held(texts, role))
            .cell(format!("{place} {class}"))
            .cell(term)
            .cell(end)
    });
    let columns = vec![
        Column::text(texts.t("accounts-role")),
        Column::text(texts.t("accounts-institution")),
        Column::text(texts.t("accounts-role-term")),
        Column::text(texts.t("accounts-role-end")).hidden(),
    ];
    let table = Table::new(texts, texts.t("accounts-roles"), columns)
        .rows(rows)
        .or_empty(crate::kit::Empty::new(texts.t("accounts-roles-none")));
    let layout = layout
        .titled_as(account.name.as_str())
        .with_errors(&errors)
        .back("/accounts", "accounts-title");
    Ok(AccountPage {
        state: texts.t(state_key(&account, ctx.instant())),
        form: layout.filled_form(values, errors),
        account,
        roles: table,
        role_choices: role_choices(texts),
        institutions,
        specialities: speciality_choices(texts),
        layout,
    })
}

async fn show(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let page = account_page(&signed_in, layout, id, FormValues::default(), FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn disable(signed_in: SignedIn, Path(id): Path<i64>) -> Result<Response, Failure> {
    signed_in.ctx().set_account_disabled(id, true).await?;
    Ok(redirect(
        &format!("/accounts/{id}"),
        Some(&Flash::success("accounts-disabled")),
    ))
}

async fn enable(signed_in: SignedIn, Path(id): Path<i64>) -> Result<Response, Failure> {
    signed_in.ctx().set_account_disabled(id, false).await?;
    Ok(redirect(
        &format!("/accounts/{id}"),
        Some(&Flash::success("accounts-enabled")),
    ))
}

async fn reset(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    match field_errors(signed_in.ctx().reset_account(id, values.raw("password")).await)? {
        Ok(()) => Ok(redirect(
            &format!("/accounts/{id}"),
            Some(&Flash::success("accounts-reset-done")),
        )),
        Err(errors) => {
            let page = account_page(&signed_in, layout, id, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

async fn add_role(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let from = errors.take("from", values.date("from")).flatten();
    let to = errors.take("to", values.date("to")).flatten();
    let role = Role::parse(values.get("role"));
    if role.is_none() {
        errors.add("role", Message::new("error-role-required"));
    }
    if let Some(role) = role
        && errors.is_empty()
    {
        let assignment = Assignment {
            role,
            institution: values.get("institution").parse().ok(),
            class: values.some("class").map(str::to_owned),
            from,
            to,
        };
        let speciality = SupportRole::parse(values.get("speciality"));
        match field_errors(signed_in.ctx().add_role(id, &assignment, speciality).await)? {
            Ok(()) => {
                return Ok(redirect(
                    &format!("/accounts/{id}"),
                    Some(&Flash::success("accounts-role-added")),
                ));
            }
            Err(found) => errors = found,
        }
    }
    let page = account_page(&signed_in, layout, id, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

async fn end_role(signed_in: SignedIn, Path((id, role)): Path<(i64, i64)>) -> Result<Response, Failure> {
    signed_in.ctx().end_role(id, role).await?;
    Ok(redirect(
        &format!("/accounts/{id}"),
        Some(&Flash::success("accounts-role-ended")),
    ))
}
