//! Records that may be one child: the list, two side by side, and the verdict with its reason.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::duplicate::{Compared, DuplicatePair, DuplicateVerdict};
use balsts_domain::access::{Action, Resource};

use crate::{
    error::field_errors,
    kit::{
        Cell, Choice, Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Path,
        Row, Table, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

pub(crate) fn routes() -> Routes {
    let write = Access::Needs(Action::Write, Resource::Registry);
    Routes::new()
        .get("/duplicates", write, list)
        .get("/duplicates/{one}/{other}", write, show)
        .post("/duplicates/{one}/{other}", write, settle)
}

#[derive(Template)]
#[template(path = "duplicates.html")]
struct ListPage {
    layout: Layout,
    pairs: Table,
}

fn date(texts: Texts, day: Option<i64>) -> Cell {
    day.map_or_else(
        || Cell::no_data(texts),
        |day| Cell::from(texts.date(balsts_store::date(day))),
    )
}

fn row(pair: &DuplicatePair, texts: Texts) -> Row {
    let it = &pair.row;
    let address = format!("/duplicates/{}/{}", it.first_public_id, it.second_public_id);
    let first = format!("{} {}", it.first_family_name, it.first_given_name);
    Row::new()
        .cell(Html::link(&address, &first))
        .cell(date(texts, it.first_birth_day))
        .cell(format!("{} {}", it.second_family_name, it.second_given_name))
        .cell(date(texts, it.second_birth_day))
        .cell(texts.t(&format!("duplicate-{}", pair.likeness.code().replace('_', "-"))))
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let pairs = signed_in.ctx().duplicates().await?;
    let columns = ["first", "born", "second", "born", "why"]
        .map(|key| Column::text(texts.t(&format!("duplicate-{key}"))))
        .to_vec();
    let page = ListPage {
        pairs: Table::new(texts, texts.t("duplicate-title"), columns)
            .hidden_caption()
            .rows(pairs.iter().map(|pair| row(pair, texts)))
            .or_empty(Empty::new(texts.t("duplicate-empty"))),
        layout: layout
            .titled("duplicate-title")
            .back("/registry", "registry-title"),
    };
    Ok(Page(page).into_response())
}

#[derive(Template)]
#[template(path = "duplicate.html")]
struct PairPage {
    layout: Layout,
    action: String,
    draft: String,
    form: Form,
    compared: Table,
    verdicts: Vec<Choice>,
}

fn full_name(one: &Compared) -> String {
    format!("{} {}", one.row.given_name, one.row.family_name)
}

/// One line of the comparison for both.
fn line(texts: Texts, key: &str, pair: &[Compared; 2], value: impl Fn(&Compared) -> Option<Html>) -> Row {
    let cell = |one: &Compared| value(one).map_or_else(|| Cell::no_data(texts), Cell::from);
    Row::new()
        .cell(texts.t(&format!("duplicate-{key}")))
        .cell(cell(&pair[0]))
        .cell(cell(&pair[1]))
}

fn compared(texts: Texts, pair: &[Compared; 2]) -> Table {
    let text = |words: String| Some(Html::text(&words));
    let rows = [
        line(texts, "name", pair, |one| {
            Some(Html::link(
                &format!("/pupils/{}", one.row.public_id),
                &full_name(one),
            ))
        }),
        line(texts, "born", pair, |one| {
            one.row
                .birth_day
                .map(|day| Html::text(&texts.date(balsts_store::date(day))))
        }),
        line(texts, "codes", pair, |one| {
            let codes: Vec<String> = one
                .codes
                .iter()
                .map(|code| {
                    if code.current {
                        code.code.clone()
                    } else {
                        texts.t1("duplicate-former-code", "code", code.code.as_str())
                    }
                })
                .collect();
            (!codes.is_empty()).then(|| Html::lines(codes))
        }),
        line(texts, "address", pair, |one| {
            one.row.address.as_deref().map(Html::text)
        }),
        line(texts, "institution", pair, |one| {
            let institution = one.row.institution.as_deref()?;
            let class = one.row.class.as_deref().unwrap_or_default();
            Some(Html::lines([institution, class]))
        }),
        line(texts, "enrolled", pair, |one| {
            Some(Html::text(&super::pupil::span(
                texts,
                one.row.from_day?,
                one.row.to_day,
            )))
        }),
        line(texts, "absences", pair, |one| text(texts.count(one.row.absences))),
        line(texts, "marks", pair, |one| text(texts.count(one.row.marks))),
    ];
    let columns = ["what", "first", "second"]
        .map(|key| Column::text(texts.t(&format!("duplicate-{key}"))))
        .to_vec();
    Table::new(texts, texts.t("duplicate-compared"), columns).rows(rows)
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    (one, other): (&str, &str),
    values: FormValues,
    errors: FieldErrors,
) -> Result<PairPage, Failure> {
    let texts = layout.texts;
    let pair = signed_in.ctx().compare_pupils(one, other).await?;
    let mut verdicts: Vec<Choice> = pair
        .iter()
        .zip(["duplicate-keep-first", "duplicate-keep-second"])
        .map(|(one, key)| Choice::new(&one.row.public_id, texts.t1(key, "name", full_name(one))))
        .collect();
    verdicts.push(Choice::new("two", texts.t("duplicate-two")));
    let layout = layout
        .titled("duplicate-compare")
        .with_errors(&errors)
        .back("/duplicates", "duplicate-title");
    Ok(PairPage {
        action: format!("/duplicates/{one}/{other}"),
        draft: format!("duplicate-{one}-{other}"),
        form: layout.filled_form(values, errors),
        compared: compared(texts, &pair),
        verdicts,
        layout,
    })
}

async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path((one, other)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let page = page(
        &signed_in,
        layout,
        (&one, &other),
        FormValues::default(),
        FieldErrors::new(),
    )
    .await?;
    Ok(Page(page).into_response())
}

async fn settle(
    signed_in: SignedIn,
    layout: Layout,
    Path((one, other)): Path<(String, String)>,
    values: FormValues,
) -> Result<Response, Failure> {
    let verdict = match values.get("verdict") {
        "two" => Some(DuplicateVerdict::TwoChildren),
        kept if kept == one || kept == other => Some(DuplicateVerdict::OneChild(kept.to_owned())),
        _ => None,
    };
    let result = signed_in
        .ctx()
        .settle_duplicate(&one, &other, verdict, values.get("reason"))
        .await;
    match field_errors(result)? {
        Ok(load) => {
            let done = if load.is_some() {
                "duplicate-merged"
            } else {
                "duplicate-told-apart"
            };
            let flash = Flash::success(done).draft_done(&format!("duplicate-{one}-{other}"));
            Ok(redirect("/duplicates", Some(&flash)))
        }
        Err(errors) => {
            let page = page(&signed_in, layout, (&one, &other), values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}
