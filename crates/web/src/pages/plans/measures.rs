//! Measures of a draft, each with a version of its own.

use axum::response::{IntoResponse, Response};
use balsts_app::support_plan::{MeasureForm, PlanView};
use balsts_domain::{
    numbers::Decimal,
    registry::SupportRole,
    support::{Hours, MeasureKind, PlanEvent},
};
use balsts_store::date;

use super::{
    FormPage, Outcome, WRITE, again, conflict_notice,
    draft::{aside, draft, frame, go_on},
    outcome, sections, version, words,
};
use crate::{
    kit::{
        Button, Choice, Failure, FieldErrors, Flash, FormValues, Html, Layout, Page, Path, RowAction,
        redirect,
    },
    routes::Routes,
    signed_in::SignedIn,
    texts::{Message, Texts},
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/plans/{id}/measures", WRITE, show_measures)
        .post("/plans/{id}/measures", WRITE, put_measure)
        .post("/plans/{id}/measures/remove", WRITE, remove_measure)
}

/// A measure as it stands in the form.
fn measure_values(view: &PlanView, measure: i64) -> FormValues {
    let Some(row) = view.measures.iter().find(|row| row.id == measure) else {
        return FormValues::default();
    };
    let mut values = FormValues::default()
        .with("measure", row.id.to_string())
        .with("version", row.version.to_string())
        .with("kind", row.kind.clone())
        .with("detail", row.detail.clone())
        .with("responsible", row.responsible.clone());
    let is_role = SupportRole::ALL
        .iter()
        .any(|role| role.code() == row.subject_or_role);
    values = values.with(
        if is_role { "role" } else { "subject" },
        row.subject_or_role.clone(),
    );
    if let Some(hours) = row.hours.and_then(Hours::from_thousandths) {
        values = values.with("hours", hours.to_string().replace('.', ","));
    }
    if let Some(cents) = row.amount_cents {
        values = values.with("amount", format!("{},{:02}", cents / 100, cents % 100));
    }
    if let Some(from) = row.from_day {
        values = values.with_date("from", date(from));
    }
    if let Some(due) = row.due_day {
        values = values.with_date("due", date(due));
    }
    values
}

fn measure_in_words(texts: Texts, view: &PlanView, measure: i64) -> String {
    view.measures
        .iter()
        .find(|row| row.id == measure)
        .map(|row| {
            let hours = words::hours(texts, row.hours.unwrap_or_default());
            format!(
                "{}; {}; {hours}; {}",
                words::measure(texts, row),
                row.detail,
                row.responsible
            )
        })
        .unwrap_or_default()
}

async fn measures_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    errors: FieldErrors,
    conflict: bool,
) -> Result<FormPage, Failure> {
    let view = draft(signed_in, id, PlanEvent::Change).await?;
    let texts = layout.texts;
    let measure: Option<i64> = values.get("measure").parse().ok();
    let mut kinds = vec![Choice::new("", texts.t("plans-choose"))];
    kinds.extend(
        MeasureKind::ALL
            .into_iter()
            .filter(|kind| view.full || !kind.is_restricted())
            .map(|kind| Choice::new(kind.code(), words::coded(texts, "plans-measure-", kind.code()))),
    );
    let mut roles = vec![Choice::new("", texts.t("plans-no-role"))];
    roles.extend(
        SupportRole::ALL.map(|role| Choice::new(role.code(), words::subject_or_role(texts, role.code()))),
    );
    let table = words::measures(texts, &view, |row| {
        let change = Button::link(
            texts.t("plans-change"),
            format!("/plans/{id}/measures?measure={}", row.id),
        );
        let remove = RowAction::new(texts.t("plans-remove"), format!("/plans/{id}/measures/remove"))
            .with("measure", row.id.to_string())
            .with("version", row.version.to_string());
        Some(Html::of(&change.secondary().small()).and(&remove))
    });
    let mut above = vec![sections(texts, &view, "measures"), Html::of(&table)];
    let mut hidden = Vec::new();
    if let Some(measure) = measure {
        let stored = view.measures.iter().find(|row| row.id == measure);
        if conflict {
            above.push(conflict_notice(texts, &measure_in_words(texts, &view, measure)));
        }
        match stored {
            Some(row) if conflict => {
                hidden.push(("measure", measure.to_string()));
                hidden.push(("version", row.version.to_string()));
            }
            // Removed by somebody else: what was typed becomes a new measure if it is sent again.
            None => {}
            Some(_) => {
                hidden.push(("measure", measure.to_string()));
                hidden.push(("version", values.get("version").to_owned()));
            }
        }
    }
    let changing = measure.is_some();
    let mut below = vec![go_on(&layout, id, "family")];
    if view.full {
        below.push(aside(&layout, id, "parts", "plans-joint"));
    }
    let layout = frame(layout, &view, "plans-measures", &errors);
    let form = layout.filled_form(values, errors);
    Ok(FormPage {
        above,
        action: format!("/plans/{id}/measures"),
        draft: format!("plan-{id}-measure"),
        hidden,
        fields: vec![
            form.select("kind", "plans-measure", &kinds),
            form.text("subject", "plans-subject").optional(),
            form.select("role", "plans-role", &roles),
            form.textarea("detail", "plans-detail").lines(2).optional(),
            form.text("hours", "plans-planned-hours").width(5).optional(),
            form.text("amount", "plans-amount")
                .width(10)
                .suffix("€")
                .optional(),
            form.text("responsible", "plans-responsible"),
            form.date("from", "plans-from").optional(),
            form.date("due", "plans-due").optional(),
        ],
        submit: form
            .submit(if changing {
                "plans-save"
            } else {
                "plans-add-measure"
            })
            .secondary(),
        below,
        form,
        layout,
    })
}

async fn show_measures(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
) -> Result<Response, Failure> {
    let values = match layout.address.get("measure").and_then(|text| text.parse().ok()) {
        Some(measure) => measure_values(&draft(&signed_in, id, PlanEvent::Change).await?, measure),
        None => FormValues::default(),
    };
    let page = measures_page(&signed_in, layout, id, values, FieldErrors::new(), false).await?;
    Ok(Page(page).into_response())
}

/// A number of hours or an amount; an error where something else was typed.
pub(super) fn number<T>(
    errors: &mut FieldErrors,
    values: &FormValues,
    field: &'static str,
    key: &'static str,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let text = values.some(field)?;
    let parsed = parse(text);
    if parsed.is_none() {
        errors.add(field, Message::new(key));
    }
    parsed
}

fn measure_form(values: &FormValues) -> Result<MeasureForm, FieldErrors> {
    let mut errors = FieldErrors::new();
    let kind = MeasureKind::from_code(values.get("kind"));
    if kind.is_none() {
        errors.add("kind", Message::new("error-plan-measure"));
    }
    let hours = number(&mut errors, values, "hours", "error-plan-hours", |text| {
        text.parse::<Hours>().ok()
    });
    let amount = number(&mut errors, values, "amount", "error-plan-amount", |text| {
        Decimal::parse(text)
            .and_then(|number| number.scaled(2))
            .filter(|cents| *cents >= 0)
    });
    let from = errors.take("from", values.date("from")).flatten();
    let due = errors.take("due", values.date("due")).flatten();
    let what = match kind {
        Some(MeasureKind::SupportStaff) => values.some("role").unwrap_or(values.get("subject")),
        _ => values.some("subject").unwrap_or(values.get("role")),
    };
    match kind.filter(|_| errors.is_empty()) {
        Some(kind) => Ok(MeasureForm {
            kind,
            subject_or_role: what.to_owned(),
            detail: values.get("detail").to_owned(),
            hours,
            amount_cents: amount,
            responsible: values.get("responsible").to_owned(),
            from,
            due,
        }),
        None => Err(errors),
    }
}

/// The errors of the use case at the fields of this form.
fn at_fields(errors: &FieldErrors, of: &str) -> FieldErrors {
    errors
        .iter()
        .map(|error| {
            let field = if error.field == "subject_or_role" {
                of
            } else {
                &error.field
            };
            (field.to_owned(), error.message.clone())
        })
        .collect()
}

async fn put_measure(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let (errors, conflict) = match measure_form(&values) {
        Err(errors) => (errors, false),
        Ok(form) => {
            let measure = values
                .get("measure")
                .parse()
                .ok()
                .map(|measure: i64| (measure, version(&values)));
            match outcome(signed_in.ctx().put_measure(id, measure, &form).await)? {
                Outcome::Done(()) => {
                    let flash = Flash::success("plans-saved").draft_done(&format!("plan-{id}-measure"));
                    return Ok(redirect(&format!("/plans/{id}/measures"), Some(&flash)));
                }
                Outcome::Wrong(errors) => {
                    let of = if form.kind == MeasureKind::SupportStaff {
                        "role"
                    } else {
                        "subject"
                    };
                    (at_fields(&errors, of), false)
                }
                Outcome::Conflict => (FieldErrors::new(), true),
            }
        }
    };
    let page = measures_page(&signed_in, layout, id, values, errors, conflict).await?;
    Ok(again(page, conflict))
}

async fn remove_measure(
    signed_in: SignedIn,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let measure = values.get("measure").parse().unwrap_or_default();
    signed_in
        .ctx()
        .remove_measure(id, measure, version(&values))
        .await?;
    let flash = Flash::success("plans-removed");
    Ok(redirect(&format!("/plans/{id}/measures"), Some(&flash)))
}
