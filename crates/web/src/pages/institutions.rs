//! Institutions: the list, and one with what it was and is, and for those entitled what is found there.

mod aliases;

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::institution::{InstitutionFigures, InstitutionView};
use balsts_domain::{
    access::{Action, Resource},
    attendance::AbsenceTotals,
    registry::{InstitutionKind, InstitutionKinds, SupportRole},
};
use balsts_reports::{
    chart::{BarChart, Bars, Series, Width},
    table::{Cell as Value, Kind, Label},
};
use balsts_store::{InstitutionSummary, LevelCount};

use crate::{
    kit::{
        Button, Cell, Chart, Column, Empty, Explanation, Failure, FieldErrors, Filter, FormValues, Html,
        Layout, Page, Path, Row, SummaryList, SupportLevel, Table,
    },
    pages::programme,
    reason::level_code,
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::{Arg, Texts},
};

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Institution);
    let write = Access::Needs(Action::Write, Resource::Registry);
    Routes::new()
        .get("/institutions", read, list)
        .get("/institutions/{code}", read, show)
        .get("/institutions/{code}/aliases", write, aliases::show)
        .post("/institutions/{code}/aliases", write, aliases::add)
        .post("/institutions/{code}/aliases/{id}/remove", write, aliases::remove)
}

/// The words of a role of support staff.
pub(crate) fn support_role(texts: Texts, role: SupportRole) -> String {
    texts.t(&format!("institutions-role-{}", role.code().replace('_', "-")))
}

/// The words of a kind.
fn kind_words(texts: Texts, kind: InstitutionKind) -> String {
    texts.t(&format!("institutions-kind-{}", kind.code().replace('_', "-")))
}

/// The words of stored kinds.
fn kinds_words(texts: Texts, kinds: &str) -> Vec<String> {
    match InstitutionKinds::parse(kinds) {
        Some(kinds) => kinds.iter().map(|kind| kind_words(texts, kind)).collect(),
        None => vec![kinds.to_owned()],
    }
}

#[derive(Template)]
#[template(path = "institutions.html")]
struct ListPage {
    layout: Layout,
    filter: Filter,
    table: Table,
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let own = signed_in.actor.institutions();
    let ctx = signed_in.ctx();
    let values = FormValues::of(&layout.address);
    let on = values.day("on").unwrap_or_else(|| ctx.today());
    let form = layout.filled_form(values.with_date("on", on), FieldErrors::new());
    let mut rows = ctx.institutions_on(on).await?;
    // Those who work at an institution find their own first.
    rows.sort_by_key(|row| !own.contains(&row.id));
    let shown = rows
        .chunk_by(|a, b| a.id == b.id)
        .map(|kinds| summary(texts, kinds));
    let columns = vec![
        Column::text(texts.t("institutions-name")),
        Column::text(texts.t("institutions-kind")),
        Column::number(texts.t("institutions-pupils")),
    ];
    let page = ListPage {
        filter: Filter::new(texts, &layout.address).field(form.date("on", "institutions-on")),
        table: Table::new(texts, texts.t("institutions-title"), columns)
            .hidden_caption()
            .rows(shown)
            .or_empty(Empty::new(texts.t("institutions-empty"))),
        layout: layout.titled("institutions-title"),
    };
    Ok(Page(page).into_response())
}

fn summary(texts: Texts, kinds: &[InstitutionSummary]) -> Row {
    let first = &kinds[0];
    Row::new()
        .cell(Html::link(&format!("/institutions/{}", first.code), &first.name))
        .cell(Html::lines(
            kinds.iter().flat_map(|row| kinds_words(texts, &row.kind)),
        ))
        .cell(texts.count(first.pupils))
}

#[derive(Template)]
#[template(path = "institution.html")]
struct InstitutionPage {
    layout: Layout,
    facts: SummaryList,
    bands: Table,
    classes: Option<Table>,
    staff: Table,
    history: Table,
    names: Option<Button>,
    figures: Option<Figures>,
    /// Address of the support team's page, for those who may see it.
    team: Option<String>,
    /// Address of the page on help in lessons, for the same people.
    assistants: Option<String>,
    /// Address of what the programme asks of it.
    tasks: String,
    /// Address of how the programme describes its part.
    roles: String,
}

struct Figures {
    work: Option<SummaryList>,
    levels: Option<Table>,
    absences: Option<Chart>,
    inputs: Table,
}

async fn show(signed_in: SignedIn, layout: Layout, Path(code): Path<String>) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let view = ctx.institution(&code).await?;
    let texts = layout.texts;
    let reaches_team = ctx.reaches_team(&code).await?;
    let page = InstitutionPage {
        facts: facts(texts, &view, ctx.today()),
        bands: bands(texts, &view),
        classes: (!view.classes.is_empty()).then(|| classes(texts, &view)),
        staff: staff(texts, &view),
        history: history(texts, &view),
        names: view.may_name.then(|| {
            let address = format!("/institutions/{}/aliases", view.code);
            Button::link(texts.t("institutions-aliases-change"), address).secondary()
        }),
        figures: view.figures.as_ref().map(|figures| Figures::of(texts, figures)),
        team: reaches_team.then(|| format!("/institutions/{code}/team")),
        assistants: reaches_team.then(|| format!("/institutions/{code}/assistants")),
        tasks: programme::tasks::tasks_href(&code),
        roles: super::programme::roles_href(&view.name),
        layout: layout
            .back("/institutions", "institutions-title")
            .titled_as(view.name.as_str()),
    };
    Ok(Page(page).into_response())
}

fn facts(texts: Texts, view: &InstitutionView, today: jiff::civil::Date) -> SummaryList {
    let kinds = view
        .kinds_on(today)
        .into_iter()
        .map(|kind| kind_words(texts, kind));
    let now = view.history.first();
    let mut facts = SummaryList::new(texts)
        .row(texts.t("institutions-kind"), Html::lines(kinds))
        .maybe(
            texts.t("institutions-address"),
            now.and_then(|row| row.address.as_deref()),
        )
        .maybe(
            texts.t("institutions-email"),
            now.and_then(|row| row.email.as_deref()),
        );
    if let Some(parent) = now.and_then(|row| row.parent.as_deref()) {
        facts = facts.row(texts.t("institutions-parent"), parent);
    }
    if !view.aliases.is_empty() {
        let names: Vec<&str> = view.aliases.iter().map(|one| one.alias.as_str()).collect();
        facts = facts.row(texts.t("institutions-aliases"), names.join("; "));
    }
    facts
}

fn bands(texts: Texts, view: &InstitutionView) -> Table {
    let columns = vec![
        Column::text(texts.t("institutions-band")),
        Column::number(texts.t("institutions-pupils")),
    ];
    let bands = view.bands;
    let row = |key: &str, pupils: String| Row::new().cell(texts.t(key)).cell(pupils);
    let of_band = |pupils: i64| {
        if view.shows_bands {
            texts.count(pupils)
        } else {
            texts.t("municipality-withheld")
        }
    };
    let rows = [
        ("institutions-band-none", bands.without_grade),
        ("institutions-band-1-6", bands.grades_1_6),
        ("institutions-band-7-9", bands.grades_7_9),
        ("institutions-band-10-12", bands.grades_10_12),
    ]
    .into_iter()
    .filter(|(_, pupils)| *pupils > 0)
    .map(|(key, pupils)| row(key, of_band(pupils)));
    let table = Table::new(texts, texts.t("institutions-bands"), columns)
        .rows(rows)
        .or_empty(Empty::new(texts.t("institutions-bands-empty")));
    if bands.total() > 0 {
        table.total(row("institutions-total", texts.count(bands.total())))
    } else {
        table
    }
}

fn classes(texts: Texts, view: &InstitutionView) -> Table {
    let columns = vec![
        Column::text(texts.t("institutions-class")),
        Column::number(texts.t("institutions-pupils")),
        Column::text(texts.t("institutions-teacher")),
    ];
    Table::new(texts, texts.t("institutions-classes"), columns)
        .compact()
        .rows(view.classes.iter().map(|row| {
            Row::new()
                .cell(Html::link(
                    &super::class::address(&view.code, &row.class),
                    &row.class,
                ))
                .cell(texts.count(row.pupils))
                .cell(
                    row.teacher
                        .clone()
                        .map_or_else(|| Cell::no_data(texts), Cell::from),
                )
        }))
}

fn staff(texts: Texts, view: &InstitutionView) -> Table {
    let columns = vec![
        Column::text(texts.t("institutions-role")),
        Column::number(texts.t("institutions-fte")),
    ];
    let role = |code: &str| match SupportRole::parse(code) {
        Some(role) => support_role(texts, role),
        None => code.to_owned(),
    };
    let fte = |thousandths: i64| texts.language.number(thousandths as f64 / 1000.0, 3);
    let table = Table::new(texts, texts.t("institutions-staff"), columns)
        .rows(
            view.staff
                .iter()
                .map(|post| Row::new().cell(role(&post.role)).cell(fte(post.fte))),
        )
        .or_empty(Empty::new(texts.t("institutions-staff-empty")));
    match view.staff.first() {
        Some(first) => table
            .total(
                Row::new().cell(texts.t("institutions-total")).cell(fte(view
                    .staff
                    .iter()
                    .map(|post| post.fte)
                    .sum())),
            )
            .note(texts.t1(
                "institutions-staff-as-of",
                "day",
                balsts_store::date(first.as_of_day),
            )),
        None => table,
    }
}

fn history(texts: Texts, view: &InstitutionView) -> Table {
    let columns = [
        "institutions-name",
        "institutions-kind",
        "institutions-from",
        "institutions-to",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    Table::new(texts, texts.t("institutions-history"), columns).rows(view.history.iter().map(|row| {
        Row::new()
            .cell(row.name.as_str())
            .cell(Html::lines(kinds_words(texts, &row.kind)))
            .cell(if row.since_ever() {
                texts.t("institutions-since-ever")
            } else {
                texts.date(balsts_store::date(row.valid_from))
            })
            .cell(row.valid_to.map_or_else(
                || texts.t("institutions-still"),
                |to| texts.date(balsts_store::date(to)),
            ))
    }))
}

impl Figures {
    fn of(texts: Texts, figures: &InstitutionFigures) -> Self {
        Self {
            work: figures.work.as_ref().map(|work| {
                SummaryList::new(texts)
                    .row(texts.t("institutions-concerns"), texts.count(work.concerns))
                    .row(texts.t("institutions-duties"), texts.count(work.duties))
                    .row(texts.t("institutions-overdue"), texts.count(work.overdue))
            }),
            levels: figures.levels.as_deref().map(|rows| levels(texts, rows)),
            absences: absences(texts, figures),
            inputs: inputs(texts, figures),
        }
    }
}

fn levels(texts: Texts, rows: &[LevelCount]) -> Table {
    let columns = vec![
        Column::text(texts.t("support-level-label")),
        Column::number(texts.t("institutions-pupils")),
    ];
    let rows = rows.iter().rev().map(|row| {
        Row::new()
            .cell(SupportLevel::of(texts, level_code(row.level)))
            .cell(texts.count(row.pupils))
    });
    Table::new(texts, texts.t("institutions-levels"), columns)
        .rows(rows)
        .or_empty(Empty::new(texts.t("institutions-levels-empty")))
        .note(texts.t("institutions-levels-note"))
}

/// Absences of the semester by month and reason.
fn absences(texts: Texts, figures: &InstitutionFigures) -> Option<Chart> {
    let semester = figures.semester.filter(|_| !figures.absences.is_empty())?;
    let name = |key: &str| Label::name(texts.t(key));
    let of = |pick: fn(AbsenceTotals) -> u32| {
        figures
            .absences
            .iter()
            .map(|month| Value::Integer(i64::from(pick(month.missed))))
            .collect()
    };
    let chart = BarChart {
        title: name("institutions-absences"),
        category: name("pupil-month"),
        categories: figures
            .absences
            .iter()
            .map(|month| Label::name(format!("{:02}.{}", month.month.1, month.month.0)))
            .collect(),
        series: vec![
            Series::new(
                "unexcused",
                name("pupil-absence-unexcused"),
                of(AbsenceTotals::counted_unexcused),
            ),
            Series::new(
                "illness",
                name("pupil-absence-illness"),
                of(|missed| missed.illness),
            ),
            Series::new(
                "excused",
                name("pupil-absence-excused"),
                of(|missed| missed.excused),
            ),
        ],
        kind: Kind::Integer,
        bars: Bars::Stacked,
    };
    let period = texts.t_args(
        "pupil-span",
        &[
            ("from".to_owned(), Arg::Date(semester.from())),
            ("to".to_owned(), Arg::Date(semester.to())),
        ],
    );
    let explanation = Explanation::new(
        texts,
        texts.t("institutions-absences-formula"),
        period,
        texts.t("institutions-absences-source"),
        Some(semester.to()),
    );
    Some(
        Chart::new(
            texts,
            &chart.svg("absences", texts.language, Width::Fluid),
            &chart.table(),
        )
        .explained(explanation),
    )
}

fn inputs(texts: Texts, figures: &InstitutionFigures) -> Table {
    let columns = ["institutions-input", "institutions-as-of", "institutions-loaded"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    let rows = figures.inputs.iter().map(|input| {
        let at = balsts_store::timestamp(input.loaded_at)
            .to_zoned(balsts_app::clock::riga())
            .datetime();
        let kind = texts
            .find(&format!("institutions-input-{}", input.kind), &[])
            .unwrap_or_else(|| input.kind.clone());
        Row::new()
            .cell(kind)
            .cell(texts.date(balsts_store::date(input.as_of_day)))
            .cell(texts.moment(at))
    });
    Table::new(texts, texts.t("institutions-inputs"), columns)
        .rows(rows)
        .or_empty(Empty::new(texts.t("institutions-inputs-empty")))
}
