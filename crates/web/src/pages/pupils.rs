//! The list of pupils to work with.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::pupil_list::PupilList;
use balsts_domain::{
    access::{Action, Resource},
    people::{NameKey, PersonalCode},
    registry::ClassLabel,
};
use balsts_reports::{
    chart::Sparkline,
    format::Language,
    table::{self as sheet, Label, Table as Sheet},
};
use balsts_store::{PupilFilter, PupilOrder, PupilRow};

use crate::{
    kit::{
        Address, Cell, Choice, Column, Empty, Failure, Filter, FormValues, Html, Layout, Page, Pages, Row,
        SupportLevel, Table, download,
    },
    reason::{Reason, level_code},
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::{Arg, Message, Texts},
};

/// A page is short enough to be read to its end; the next one is a click away.
const ROWS: usize = 20;
/// Days for which a level counts as new.
const NEW_DAYS: i64 = 7;
/// What `show` may ask for; all else is everything.
const SHOWS: [&str; 3] = ["overdue", "new", "not-enough-data"];

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/pupils", Access::Needs(Action::Read, Resource::Assessment), list)
        .get(
            "/pupils.csv",
            Access::Needs(Action::Export, Resource::Assessment),
            csv,
        )
        .get(
            "/pupils.xlsx",
            Access::Needs(Action::Export, Resource::Assessment),
            xlsx,
        )
}

#[derive(Template)]
#[template(path = "pupils.html")]
struct PupilsPage {
    layout: Layout,
    filter: Filter,
    table: Table,
    pages: Pages,
    csv: String,
    xlsx: String,
    may_export: bool,
}

/// What of the filter names nothing that there is: then nobody is shown, rather than everybody. `institutions` are those to choose from, none
/// where there is no choice.
fn unknown(address: &Address, institutions: &[balsts_store::InstitutionName]) -> Option<Message> {
    let values = FormValues::of(address);
    let said = |key: &'static str, value: &str| Message::new(key).with("value", value);
    if let Some(level) = values.all("level").iter().find(|level| level_of(level).is_none()) {
        return Some(said("pupils-unknown-level", level));
    }
    if let Some(class) = values.some("class")
        && class.parse::<ClassLabel>().is_err()
    {
        return Some(said("pupils-unknown-class", class));
    }
    let institution = values.some("institution")?;
    let known = match institution.parse::<i64>() {
        Ok(id) => institutions.is_empty() || institutions.iter().any(|one| one.id == id),
        Err(_) => false,
    };
    (!known).then(|| said("pupils-unknown-institution", institution))
}

/// A level by its number, 1–4.
fn level_of(text: &str) -> Option<i64> {
    text.parse().ok().filter(|level| (1..=4).contains(level))
}

fn filter_of(signed_in: &SignedIn, address: &Address) -> PupilFilter {
    let values = FormValues::of(address);
    // `8` is the whole grade, `8b` and `8.B` are 8.b, `Bitītes` is a group.
    let class = values
        .some("class")
        .and_then(|class| class.parse::<ClassLabel>().ok());
    let grade = class
        .as_ref()
        .filter(|class| class.parallel().is_empty())
        .and_then(ClassLabel::grade);
    let show = values.get("show");
    let code = PersonalCode::parse(values.get("name"))
        .ok()
        .map(|(code, _)| code.to_string());
    PupilFilter {
        institution: values.get("institution").parse().ok(),
        class: class.filter(|_| grade.is_none()).map(String::from),
        grade,
        levels: values
            .all("level")
            .iter()
            .filter_map(|level| level_of(level))
            .collect(),
        everybody: values.get("everybody") == "yes" || !values.get("name").is_empty(),
        kinds: None,
        signal: values
            .some("reason")
            .filter(|code| is_reason(code))
            .map(str::to_owned),
        search: if code.is_some() {
            Vec::new()
        } else {
            NameKey::search_words(values.get("name"))
        },
        code,
        overdue: show == "overdue",
        since: (show == "new").then(|| {
            let today = signed_in.actor.on;
            today
                .checked_sub(jiff::Span::new().days(NEW_DAYS))
                .unwrap_or(today)
        }),
        not_enough_data: show == "not-enough-data",
        order: match values.get("sort") {
            "name" => PupilOrder::Name,
            "class" => PupilOrder::Class,
            _ => PupilOrder::Level,
        },
        after: values.some("after").map(str::to_owned),
    }
}

/// With the kinds of the target group that the address names: read only then, for a list costs four statements.
async fn with_group(
    signed_in: &SignedIn,
    address: &Address,
    mut filter: PupilFilter,
) -> Result<PupilFilter, Failure> {
    if let Some(code) = FormValues::of(address).some("group") {
        filter.kinds = Some(signed_in.ctx().priority_kinds(code).await?);
        filter.everybody = true;
    }
    Ok(filter)
}

/// The name of the priority group the list is narrowed to.
async fn group_name(signed_in: &SignedIn, layout: &Layout) -> Result<String, Failure> {
    let values = FormValues::of(&layout.address);
    let Some(code) = values.some("group") else {
        return Ok(String::new());
    };
    let groups = signed_in.ctx().priority_groups().await?;
    let group = groups.into_iter().find(|group| group.code == code);
    Ok(
        group.map_or_else(String::new, |group| match layout.texts.language {
            Language::Latvian => group.latvian,
            Language::English => group.english,
        }),
    )
}

fn levels(texts: Texts) -> Vec<Choice> {
    (1..=4)
        .rev()
        .map(|level| {
            Choice::new(
                level.to_string(),
                SupportLevel::of(texts, level_code(level)).words(),
            )
        })
        .collect()
}

fn panel(layout: &Layout, institutions: &[balsts_store::InstitutionName], group: &str) -> Filter {
    let texts = layout.texts;
    let address = &layout.address;
    let form = layout.filled_form(FormValues::of(address), crate::kit::FieldErrors::new());
    let mut shows = vec![Choice::new("", texts.t("pupils-show-all"))];
    shows.extend(SHOWS.map(|show| Choice::new(show, texts.t(&format!("pupils-show-{show}")))));
    let mut filter = Filter::new(texts, address)
        .field(form.search("name", "pupils-filter-name"))
        .field(form.text("class", "pupils-filter-class").width(5))
        .field(
            form.checkboxes("level", "pupils-filter-level", &levels(texts))
                .small(),
        )
        .field(form.select("reason", "pupils-filter-reason", &reasons(texts)))
        .field(form.radios("show", "pupils-filter-show", &shows).small())
        .field(
            form.checkboxes(
                "everybody",
                "pupils-filter-everybody",
                &[Choice::new("yes", texts.t("pupils-everybody"))],
            )
            .small(),
        );
    if institutions.len() > 1 {
        let mut choices = vec![Choice::new("", texts.t("pupils-filter-institution-all"))];
        choices.extend(
            institutions
                .iter()
                .map(|one| Choice::new(one.id.to_string(), one.name.as_str())),
        );
        filter = filter.field(form.select("institution", "pupils-filter-institution", &choices));
    }
    for (name, value) in address.pairs() {
        let label = match name.as_str() {
            "level" => level_of(value).map_or_else(
                || value.clone(),
                |level| SupportLevel::of(texts, level_code(level)).words(),
            ),
            "reason" if is_reason(value) => texts.t(&format!("reason-name-{}", value.replace('_', "-"))),
            "show" if SHOWS.contains(&value.as_str()) => texts.t(&format!("pupils-show-{value}")),
            "everybody" => texts.t("pupils-everybody"),
            "institution" => institutions
                .iter()
                .find(|one| one.id.to_string() == *value)
                .map_or_else(|| value.clone(), |one| one.name.clone()),
            "name" | "class" => value.clone(),
            "group" => group.to_owned(),
            _ => continue,
        };
        filter = filter.chosen(
            texts.t(&format!("pupils-filter-{name}")),
            label,
            &address.without_value(name, value),
        );
    }
    filter
}

/// Whether a signal has this code.
fn is_reason(code: &str) -> bool {
    balsts_domain::risk::signal::DEFINITIONS
        .iter()
        .any(|definition| definition.code == code)
}

fn reasons(texts: Texts) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", texts.t("pupils-filter-reason-all"))];
    choices.extend(balsts_domain::risk::signal::DEFINITIONS.iter().map(|definition| {
        Choice::new(
            definition.code,
            texts.t(&format!("reason-name-{}", definition.code.replace('_', "-"))),
        )
    }));
    choices
}

/// The two strongest reasons in words, and how many more there are.
fn strongest(pupil: &PupilRow, texts: Texts) -> Vec<String> {
    let mut lines: Vec<String> = pupil
        .reasons
        .iter()
        .take(2)
        .filter_map(|row| Reason::stored_sentence(&row.body, texts))
        .collect();
    if pupil.reasons.len() > 2 {
        lines.push(texts.t1("pupils-more-reasons", "count", (pupil.reasons.len() - 2) as f64));
    }
    lines
}

/// Titles of the columns of [`row`].
pub(super) fn columns(texts: Texts) -> [String; 7] {
    [
        "pupils-name",
        "pupils-class",
        "support-level-label",
        "pupils-reasons",
        "pupils-trend",
        "pupils-next",
        "pupils-responsible",
    ]
    .map(|key| texts.t(key))
}

/// Lessons missed in the last weeks.
fn trend(row: &PupilRow, texts: Texts) -> Cell {
    let weeks = row.trend.as_deref().map(balsts_app::assessment::missed_by_week);
    let weeks = weeks.filter(|weeks| weeks.iter().any(Option::is_some));
    weeks.map_or_else(
        || Cell::no_data(texts),
        |weeks| {
            let trend = Sparkline {
                values: weeks
                    .into_iter()
                    .map(|week| week.map_or(sheet::Cell::Missing, |all| sheet::Cell::Integer(all.into())))
                    .collect(),
                kind: sheet::Kind::Integer,
            };
            Cell::from(Html::of_trend(&trend, texts.language))
        },
    )
}

/// A row of pupils with level, reasons and next step.
pub(super) fn row(row: &PupilRow, texts: Texts, many: bool, today: jiff::civil::Date) -> Row {
    let name = format!("{} {}", row.family_name, row.given_name);
    let class = if many {
        format!("{}, {}", row.class, row.institution)
    } else {
        row.class.clone()
    };
    let level = match (row.level, row.unknown_count) {
        (0, Some(unknown)) if unknown > 0 => SupportLevel::of(texts, "unknown"),
        (0, None) => SupportLevel::of(texts, "unknown"),
        (level, _) => SupportLevel::of(texts, level_code(level)),
    };
    let reasons = strongest(row, texts);
    let reasons = if reasons.is_empty() {
        Html::text("–")
    } else {
        Html::lines(reasons.iter().map(String::as_str))
    };
    let next = match &row.duty {
        Some((code, day)) => {
            let due = balsts_store::date(*day);
            let words = Html::text(&texts.t_args(
                "pupils-next-step",
                &[
                    ("step".to_owned(), Arg::Text(super::duties::name(texts, code))),
                    ("due".to_owned(), Arg::Date(due)),
                ],
            ));
            Cell::from(super::duties::late(texts, words, due, today))
        }
        None => Cell::from("–"),
    };
    Row::new()
        .cell(Html::link(&format!("/pupils/{}", row.public_id), &name))
        .cell(class)
        .cell(level)
        .cell(reasons)
        .cell(trend(row, texts))
        .cell(next)
        .cell(row.responsible.clone().unwrap_or_else(|| "–".to_owned()))
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let filter = with_group(
        &signed_in,
        &layout.address,
        filter_of(&signed_in, &layout.address),
    )
    .await?;
    // Only those who see more than their own institution choose among institutions.
    let wide = signed_in.actor.institutions().len() != 1;
    let institutions = if wide {
        ctx.institution_names().await?
    } else {
        Vec::new()
    };
    let unknown = unknown(&layout.address, &institutions);
    let list = if unknown.is_some() {
        PupilList::default()
    } else {
        ctx.pupils(&filter, ROWS).await?
    };
    let empty = unknown.map_or_else(|| texts.t("pupils-empty"), |unknown| texts.message(&unknown));
    let [name, class, level, reasons, trend, next, responsible] = columns(texts);
    let columns = vec![
        Column::text(name).sorted(&layout.address, "name"),
        Column::text(class).sorted(&layout.address, "class"),
        Column::text(level).sorted(&layout.address, "level"),
        Column::text(reasons),
        Column::text(trend),
        Column::text(next),
        Column::text(responsible),
    ];
    let shown = texts.t1("pupils-shown", "count", list.pupils.len() as f64);
    let table = Table::new(texts, texts.t("pupils-title"), columns)
        .hidden_caption()
        .cards()
        .rows(
            list.pupils
                .iter()
                .map(|pupil| row(pupil, texts, wide, ctx.today())),
        )
        .or_empty(Empty::new(empty));
    let export = layout.address.without("after");
    let page = PupilsPage {
        filter: panel(&layout, &institutions, &group_name(&signed_in, &layout).await?),
        table,
        pages: Pages::new(texts, &layout.address, None, list.next.as_deref()).shown(shown),
        csv: export.to_string().replacen("/pupils", "/pupils.csv", 1),
        xlsx: export.to_string().replacen("/pupils", "/pupils.xlsx", 1),
        may_export: signed_in.actor.may(Action::Export, Resource::Assessment),
        layout: layout.titled("pupils-title"),
    };
    Ok(Page(page).into_response())
}

async fn sheet(signed_in: &SignedIn, layout: &Layout) -> Result<Sheet, Failure> {
    if unknown(&layout.address, &[]).is_some() {
        return Err(Failure::not_found());
    }
    let filter = PupilFilter {
        after: None,
        ..with_group(signed_in, &layout.address, filter_of(signed_in, &layout.address)).await?
    };
    let list = signed_in.ctx().export_pupils(&filter).await?;
    let texts = layout.texts;
    let columns = [
        ("name", "pupils-name"),
        ("institution", "pupils-filter-institution"),
        ("class", "pupils-class"),
        ("level", "support-level-label"),
        ("reasons", "pupils-reasons"),
    ]
    .map(|(key, title)| sheet::Column {
        key,
        heading: Label::name(texts.t(title)),
        kind: sheet::Kind::Text,
    });
    let mut sheet = Sheet::new(Label::name(texts.t("pupils-title")), columns.to_vec());
    sheet.as_of = Some(signed_in.actor.on);
    for pupil in &list.pupils {
        let all: Vec<String> = pupil
            .reasons
            .iter()
            .filter_map(|row| Reason::stored_sentence(&row.body, texts))
            .collect();
        sheet.rows.push(vec![
            sheet::Cell::text(format!("{} {}", pupil.family_name, pupil.given_name)),
            sheet::Cell::text(pupil.institution.as_str()),
            sheet::Cell::text(pupil.class.as_str()),
            sheet::Cell::text(SupportLevel::of(texts, level_code(pupil.level)).words()),
            sheet::Cell::text(all.join(" ")),
        ]);
    }
    Ok(sheet)
}

async fn csv(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    download::csv("pupils", &sheet(&signed_in, &layout).await?)
}

async fn xlsx(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    download::xlsx(
        "pupils",
        &sheet(&signed_in, &layout).await?,
        layout.texts.language,
    )
}
