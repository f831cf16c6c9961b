//! The calendar of a school year with its sources, and what the municipality or an institution changes in it.

mod sent;
mod tables;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::settings::PlainGroup;
use balsts_domain::{
    access::Reach,
    calendar::{Exception, Period, SchoolYear, YearTable},
};
use balsts_store::InstitutionName;
use jiff::civil::Date;

use super::{group, may_change};
use crate::{
    error::field_errors,
    kit::{
        Address, Choice, Failure, FieldErrors, Filter, Flash, Form, FormValues, Layout, Notice, Page,
        SummaryList, Table, Tone, redirect,
    },
    signed_in::SignedIn,
    texts::{Message, Texts},
};
use sent::{date, exception};
use tables::{exceptions_table, tables};

#[derive(Template)]
#[template(path = "settings_calendar.html")]
struct CalendarPage {
    layout: Layout,
    form: Form,
    filter: Filter,
    notice: Option<Notice>,
    facts: SummaryList,
    tables: Vec<Table>,
    exceptions: Table,
    changes: Vec<Choice>,
    semesters: Vec<Choice>,
    own: Option<(String, Table)>,
    year: String,
    institution: String,
    version: String,
    may_change: bool,
    may_change_year: bool,
}

/// Which year and whose calendar, as it stands in the address and in the forms.
#[derive(Debug, Clone)]
struct Place {
    year: SchoolYear,
    institution: Option<i64>,
}

impl Place {
    /// Somebody who looks after one institution only looks at that one first.
    fn of(signed_in: &SignedIn, values: &FormValues) -> Self {
        let year = values
            .get("year")
            .parse::<i16>()
            .ok()
            .filter(|year| (2010..2050).contains(year))
            .map_or_else(|| SchoolYear::of(signed_in.actor.on), SchoolYear::new);
        let own = signed_in
            .actor
            .scope(
                balsts_domain::access::Action::Read,
                balsts_domain::access::Resource::Settings,
            )
            .ok()
            .and_then(|scope| match scope.reach() {
                [Reach::Institution(id)] => Some(*id),
                _ => None,
            });
        Self {
            year,
            institution: values.get("institution").parse().ok().or(own),
        }
    }

    fn year(&self) -> String {
        self.year.first_calendar_year().to_string()
    }

    fn institution(&self) -> String {
        self.institution.map(|id| id.to_string()).unwrap_or_default()
    }

    fn address(&self) -> Address {
        let address = Address::new("/settings/calendar").with("year", self.year());
        match self.institution {
            Some(id) => address.with("institution", id),
            None => address,
        }
    }
}

fn year_words(texts: Texts, year: SchoolYear) -> String {
    texts.language.school_year(year.first_calendar_year())
}

/// Exceptions of a place as stored, with the version that they belong to.
async fn stored(
    ctx: &balsts_app::Ctx,
    institution: Option<i64>,
) -> Result<(i64, Vec<Exception>), balsts_app::AppError> {
    if let Some(id) = institution {
        let version = ctx.institution_exceptions(id).await?;
        return Ok((version.number, version.body));
    }
    let version = ctx.calendar_settings().await?;
    Ok((version.number, version.body.exceptions().to_vec()))
}

fn filter(layout: &Layout, place: &Place, years: &[YearTable], places: &[InstitutionName]) -> Filter {
    let texts = layout.texts;
    let values = FormValues::default()
        .with("year", place.year())
        .with("institution", place.institution());
    let form = layout.filled_form(values, FieldErrors::new());
    let mut all: Vec<SchoolYear> = years.iter().map(|table| table.year).collect();
    if !all.contains(&place.year) {
        all.push(place.year);
    }
    let years: Vec<Choice> = all
        .iter()
        .rev()
        .map(|year| Choice::new(year.first_calendar_year().to_string(), year_words(texts, *year)))
        .collect();
    let mut choices = vec![Choice::new("", texts.t("settings-whole-municipality"))];
    choices.extend(
        places
            .iter()
            .map(|one| Choice::new(one.id.to_string(), one.name.as_str())),
    );
    Filter::new(texts, &layout.address)
        .field(form.select("year", "settings-year", &years))
        .field(form.select("institution", "settings-institution", &choices))
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    place: Place,
    sent: Option<(FormValues, FieldErrors)>,
) -> Result<CalendarPage, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let places = ctx.institution_names().await?;
    let chosen = match place.institution {
        Some(id) => Some(
            places
                .iter()
                .find(|one| one.id == id)
                .ok_or_else(Failure::not_found)?,
        ),
        None => None,
    };
    let code = chosen.map(|one| one.code.as_str());
    let overview = ctx.calendar().await?.overview(place.year, code, None);
    let (version, own) = stored(&ctx, place.institution).await?;
    let municipal = ctx.calendar_settings().await?;
    let may = may_change(&signed_in.actor, place.institution);
    let own_values = match (place.institution, PlainGroup::named("institution")) {
        (Some(id), Some(of)) => {
            let settings = ctx.plain_settings(of, Some(id)).await?;
            Some((
                format!("/settings/group/institution?institution={id}"),
                group::table(of, &settings.body, texts),
            ))
        }
        _ => None,
    };
    let facts = SummaryList::new(texts)
        .row(texts.t("settings-year"), year_words(texts, place.year))
        .row(
            texts.t("settings-institution"),
            chosen.map_or_else(|| texts.t("settings-whole-municipality"), |one| one.name.clone()),
        )
        .row(texts.t("settings-source"), texts.rule_source(&overview.source));
    let filter = filter(&layout, &place, &ctx.school_years().await?, &places);
    let (values, errors) = sent.unwrap_or_default();
    let table = municipal.body.table(place.year);
    // What was sent stands first and wins; the other form of the page starts as it is stored.
    let values = values
        .with_date("first_from", table.first.from())
        .with_date("first_to", table.first.to())
        .with_date("second_from", table.second.from())
        .with_date("second_to", table.second.to())
        .with(
            "source",
            if table.provisional {
                String::new()
            } else {
                texts.rule_source(&table.source)
            },
        );
    let layout = layout
        .titled("settings-calendar")
        .with_errors(&errors)
        .back("/settings", "settings-title");
    let changes = [
        "extra_break",
        "extra_school_day",
        "semester_begins",
        "semester_ends",
    ]
    .map(|change| {
        Choice::new(
            change,
            texts.t(&format!("settings-change-{}", change.replace('_', "-"))),
        )
    });
    let semesters =
        ["1", "2"].map(|number| Choice::new(number, texts.t(&format!("settings-semester-{number}"))));
    Ok(CalendarPage {
        notice: overview
            .provisional
            .then(|| Notice::of(texts, Tone::Attention, texts.t("settings-provisional"))),
        tables: tables(&overview, texts),
        exceptions: exceptions_table(&own, version, municipal.body.exceptions(), &place, may, texts),
        form: layout.filled_form(values, errors),
        filter,
        facts,
        changes: changes.to_vec(),
        semesters: semesters.to_vec(),
        own: own_values,
        may_change: may,
        may_change_year: place.institution.is_none() && may,
        year: place.year(),
        institution: place.institution(),
        version: version.to_string(),
        layout,
    })
}

pub(super) async fn show(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let place = Place::of(&signed_in, &FormValues::of(&layout.address));
    Ok(Page(page(&signed_in, layout, place, None).await?).into_response())
}

async fn again(
    signed_in: &SignedIn,
    layout: Layout,
    place: Place,
    values: FormValues,
    errors: FieldErrors,
) -> Result<Response, Failure> {
    let page = page(signed_in, layout, place, Some((values, errors))).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

pub(super) async fn add(
    signed_in: SignedIn,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    let place = Place::of(&signed_in, &values);
    if !may_change(&signed_in.actor, place.institution) {
        return Err(Failure::not_found());
    }
    let ctx = signed_in.ctx();
    let mut errors = FieldErrors::new();
    let exception = exception(&values, place.year, &mut errors);
    let (version, mut all) = stored(&ctx, place.institution).await?;
    if let Some(exception) = exception.filter(|_| errors.is_empty()) {
        all.push(exception);
        let after = values.get("version").parse().unwrap_or(version);
        let result = ctx
            .change_exceptions(place.institution, after, all, values.get("reason"))
            .await;
        match field_errors(result)? {
            Ok(_) => {
                let flash = Flash::success("settings-exception-added");
                return Ok(redirect(&place.address().to_string(), Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    again(&signed_in, layout, place, values, errors).await
}

/// Taking an exception away needs no other reason than that it does not hold: its own source says what it was.
pub(super) async fn remove(
    signed_in: SignedIn,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    let place = Place::of(&signed_in, &values);
    if !may_change(&signed_in.actor, place.institution) {
        return Err(Failure::not_found());
    }
    let ctx = signed_in.ctx();
    let (version, mut all) = stored(&ctx, place.institution).await?;
    let after = values.get("version").parse().unwrap_or(version);
    let index = values
        .get("index")
        .parse::<usize>()
        .ok()
        .filter(|index| *index < all.len());
    let gone = all.remove(index.ok_or_else(Failure::not_found)?);
    let reason = layout.t1("settings-removed-reason", "source", gone.source);
    ctx.change_exceptions(place.institution, after, all, &reason)
        .await?;
    let flash = Flash::success("settings-exception-removed");
    Ok(redirect(&place.address().to_string(), Some(&flash)))
}

pub(super) async fn change_year(
    signed_in: SignedIn,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    if !may_change(&signed_in.actor, None) {
        return Err(Failure::not_found());
    }
    let mut place = Place::of(&signed_in, &values);
    place.institution = None;
    let ctx = signed_in.ctx();
    let now = ctx.calendar_settings().await?;
    let mut errors = FieldErrors::new();
    let [first_from, first_to, second_from, second_to] =
        ["first_from", "first_to", "second_from", "second_to"].map(|field| date(&values, field, &mut errors));
    let semester = |from: Option<Date>, to: Option<Date>, field: &str, errors: &mut FieldErrors| {
        let period = Period::new(from?, to?).ok();
        if period.is_none() {
            errors.add(field, Message::new("error-to-before-from"));
        }
        period
    };
    let first = semester(first_from, first_to, "first_to", &mut errors);
    let second = semester(second_from, second_to, "second_to", &mut errors);
    if values.get("source").is_empty() {
        errors.add("source", Message::new("error-source-required"));
    }
    if let (Some(first), Some(second), true) = (first, second, errors.is_empty()) {
        let table = YearTable {
            first,
            second,
            source: values.get("source").to_owned(),
            provisional: false,
            ..now.body.table(place.year)
        };
        let after = values.get("version").parse().unwrap_or(now.number);
        match field_errors(ctx.change_school_year(after, table, values.get("source")).await)? {
            Ok(_) => {
                let flash = Flash::success("settings-saved");
                return Ok(redirect(&place.address().to_string(), Some(&flash)));
            }
            Err(found) => {
                // The use case speaks of semesters, the form of their first days.
                errors = found
                    .iter()
                    .map(|error| {
                        let field = match error.field.as_str() {
                            "first" => "first_from",
                            "second" => "second_from",
                            "reason" => "source",
                            other => other,
                        };
                        (field.to_owned(), error.message.clone())
                    })
                    .collect();
            }
        }
    }
    again(&signed_in, layout, place, values, errors).await
}
