//! Other names by which files may call an institution: added and taken away by those who keep its registry.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use crate::{
    error::field_errors,
    kit::{
        Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Layout, Page, Path, Row, RowAction,
        Table, redirect,
    },
    pages::plans::taken_away,
    signed_in::SignedIn,
};

#[derive(Template)]
#[template(path = "institution_aliases.html")]
struct AliasesPage {
    layout: Layout,
    code: String,
    form: Form,
    table: Table,
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    code: String,
    values: FormValues,
    errors: FieldErrors,
) -> Result<AliasesPage, Failure> {
    let view = signed_in.ctx().institution(&code).await?;
    if !view.may_name {
        return Err(Failure::not_found());
    }
    let texts = layout.texts;
    let rows = view.aliases.iter().map(|one| {
        let remove = format!("/institutions/{code}/aliases/{}/remove", one.id);
        Row::new()
            .cell(one.alias.as_str())
            .cell(RowAction::new(texts.t("institutions-alias-remove"), remove))
    });
    let columns = ["institutions-alias", "institutions-alias-remove"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    let layout = layout
        .narrow()
        .titled("institutions-aliases")
        .captioned(view.name.as_str())
        .with_errors(&errors)
        .back(format!("/institutions/{code}"), "institutions-back");
    Ok(AliasesPage {
        form: layout.filled_form(values, errors),
        table: Table::new(texts, texts.t("institutions-aliases"), columns)
            .hidden_caption()
            .rows(rows)
            .or_empty(Empty::new(texts.t("institutions-aliases-empty"))),
        code,
        layout,
    })
}

pub(super) async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let (values, errors) = (FormValues::default(), FieldErrors::new());
    Ok(Page(page(&signed_in, layout, code, values, errors).await?).into_response())
}

pub(super) async fn add(
    signed_in: SignedIn,
    layout: Layout,
    Path(code): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    match field_errors(ctx.add_institution_alias(&code, values.get("alias")).await)? {
        Ok(()) => {
            let flash = Flash::success("institutions-alias-added").draft_done(&format!("aliases-{code}"));
            Ok(redirect(&format!("/institutions/{code}/aliases"), Some(&flash)))
        }
        Err(errors) => {
            let page = page(&signed_in, layout, code, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

pub(super) async fn remove(
    signed_in: SignedIn,
    Path((code, alias)): Path<(String, i64)>,
) -> Result<Response, Failure> {
    let removed = signed_in.ctx().remove_institution_alias(&code, alias).await;
    let flash = Flash::success("institutions-alias-removed");
    taken_away(removed, &format!("/institutions/{code}/aliases"), &flash)
}
