//! Settings of the signals that are tables: thresholds of exams, levels of circumstances, target groups. Each has a page with what is in force,
//! the default and where it comes from, and a form that makes a new version of the settings.

mod circumstances;
mod exams;
mod groups;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_domain::risk::Settings;

use super::{READ, WRITE, may_change};
use crate::{
    error::{conflict_beside, field_errors},
    kit::{Failure, Field, FieldErrors, Flash, Form, FormValues, Layout, Page, Table, redirect},
    routes::Routes,
    signed_in::SignedIn,
    texts::Texts,
};

/// Empty rows after those in force.
const SPARE: usize = 2;

/// Each with the key of its setting.
static SHEETS: [(&str, &Sheet); 3] = [
    ("exam_thresholds", &exams::SHEET),
    ("circumstance_levels", &circumstances::SHEET),
    ("priority_groups", &groups::SHEET),
];

pub(super) fn routes() -> Routes {
    SHEETS.iter().fold(Routes::new(), |routes, (_, sheet)| {
        routes
            .get(sheet.address, READ, |signed_in, layout| {
                sheet.show(signed_in, layout)
            })
            .post(sheet.address, WRITE, |signed_in, layout, values| {
                sheet.change(signed_in, layout, values)
            })
    })
}

/// The page on which a setting that is a table is shown and changed.
pub(super) fn address(key: &str) -> Option<&'static str> {
    let (_, sheet) = SHEETS.iter().find(|(setting, _)| *setting == key)?;
    Some(sheet.address)
}

/// Fields that belong together, under a heading.
struct Fields {
    legend: String,
    fields: Vec<Field>,
    folded: Option<Folded>,
}

/// Fields too many to stand open, behind a line that says what is chosen.
struct Folded {
    summary: String,
    open: bool,
    fields: Vec<Field>,
}

/// One of the tables.
struct Sheet {
    address: &'static str,
    title: &'static str,
    lead: &'static str,
    draft: &'static str,
    /// What is in force, with its default and its source.
    now: fn(Texts, &Settings) -> Table,
    /// The form's values from settings.
    values: fn(Texts, &Settings) -> FormValues,
    /// The fields, for as many rows as the values have and some more.
    fields: fn(&mut Form, Texts) -> Vec<Fields>,
    /// Puts what was sent into settings.
    read: fn(&FormValues, &mut Settings, &mut FieldErrors),
}

#[derive(Template)]
#[template(path = "settings_table.html")]
struct SheetPage {
    layout: Layout,
    form: Form,
    lead: String,
    now: Table,
    groups: Vec<Fields>,
    address: &'static str,
    draft: &'static str,
    version: String,
    may_change: bool,
}

/// No table has more rows.
const MOST_ROWS: usize = 200;

/// How many rows there are. Rows are numbered from 0 and `name` is in each; an emptied one may stand between filled ones.
fn rows(values: &FormValues, name: &str) -> usize {
    values
        .grouped()
        .keys()
        .filter_map(|key| key.strip_prefix(name)?.strip_prefix('-')?.parse::<usize>().ok())
        .max()
        .map_or(0, |last| last.saturating_add(1).min(MOST_ROWS))
}

/// How many rows the form shows: what came back to be mended has its spare rows among the others.
fn rows_shown(form: &Form, name: &str) -> usize {
    rows(form.values(), name) + if form.has_errors() { 0 } else { SPARE }
}

impl Sheet {
    async fn page(
        &self,
        signed_in: &SignedIn,
        layout: Layout,
        sent: Option<(FormValues, FieldErrors)>,
    ) -> Result<SheetPage, Failure> {
        let now = signed_in.ctx().risk_settings_in_force().await?;
        let texts = layout.texts;
        let may_change = may_change(&signed_in.actor, None);
        // What came back to be mended still stands on the version that its author saw.
        let seen = sent
            .as_ref()
            .and_then(|(values, _)| Some(values.some("version")?.to_owned()));
        let version = seen.unwrap_or_else(|| now.number.to_string());
        let (values, errors) =
            sent.unwrap_or_else(|| ((self.values)(layout.texts, &now.body), FieldErrors::new()));
        let layout = layout
            .titled(self.title)
            .with_errors(&errors)
            .back("/settings", "settings-title");
        let mut form = layout.filled_form(values, errors);
        Ok(SheetPage {
            lead: texts.t(self.lead),
            now: (self.now)(texts, &now.body),
            groups: if may_change {
                (self.fields)(&mut form, texts)
            } else {
                Vec::new()
            },
            address: self.address,
            draft: self.draft,
            version,
            may_change,
            form,
            layout,
        })
    }

    async fn show(&self, signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
        Ok(Page(self.page(&signed_in, layout, None).await?).into_response())
    }

    async fn change(
        &self,
        signed_in: SignedIn,
        layout: Layout,
        mut values: FormValues,
    ) -> Result<Response, Failure> {
        if !may_change(&signed_in.actor, None) {
            return Err(Failure::not_found());
        }
        let ctx = signed_in.ctx();
        let now = ctx.risk_settings_in_force().await?;
        let after = values.get("version").parse().unwrap_or(now.number);
        let (mut settings, mut errors) = (now.body, FieldErrors::new());
        (self.read)(&values, &mut settings, &mut errors);
        if errors.is_empty() {
            let changed = ctx
                .change_risk_settings(after, &settings, values.get("reason"))
                .await;
            if matches!(changed, Err(balsts_app::AppError::Conflict(_))) {
                // The page shows what is in force by now: sent again, the change is made to that.
                values = values.without("version");
            }
            match field_errors(conflict_beside("reason", changed))? {
                Ok(_) => {
                    let flash = Flash::success("settings-saved").draft_done(self.draft);
                    return Ok(redirect(self.address, Some(&flash)));
                }
                Err(found) => errors = found,
            }
        }
        let page = self.page(&signed_in, layout, Some((values, errors))).await?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
    }
}
