//! The pages of the showcase; what a real page's module looks like, with invented contents.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use balsts_web::kit::{
    Cell, Choice, Column, Empty, Event, Explanation, FieldErrors, Figure, Filter, Flash, Form, FormValues,
    Html, IdentityBar, Layout, Page, Pages, Panel, Progress, Row, Sections, SummaryList, SupportLevel, Table,
    Tag, Task, TaskList, Timeline, Tone, Urgent, redirect,
};
use balsts_web::texts::Message;
use jiff::civil::date;

#[derive(Template)]
#[template(path = "showcase/components.html")]
struct ComponentsPage {
    layout: Layout,
    urgent: Urgent,
    identity: IdentityBar,
    sections: Sections,
    level: SupportLevel,
    figures: Vec<Figure>,
    tasks: TaskList,
    progress: Progress,
    filter: Filter,
    table: Table,
    pages: Pages,
    empty: Empty,
    facts: SummaryList,
    timeline: Timeline,
    levels: Vec<SupportLevel>,
    tags: Vec<Tag>,
}

pub async fn components(layout: Layout) -> impl IntoResponse {
    let layout = layout.titled("showcase-title");
    let t = layout.texts;
    let form = Form::filled(t, FormValues::of(&layout.address), FieldErrors::new());
    let levels = ["low", "medium", "high", "very_high"];
    let filter = Filter::new(t, &layout.address)
        .field(form.search("name", "showcase-name"))
        .field(
            form.checkboxes(
                "level",
                "showcase-level",
                &levels.map(|code| Choice::new(code, SupportLevel::of(t, code).words())),
            )
            .small(),
        )
        .field(form.select("class", "showcase-class", &classes()).empty("Visas"))
        .chosen(t.t("showcase-class"), "8.b", &layout.address.without("class"));
    let explanation = Explanation::new(
        t,
        "Neattaisnoti kavēto stundu skaits, dalīts ar notikušo stundu skaitu.",
        "01.09.2026.–20.11.2026.",
        "Skolas žurnāls, ielādēts 20.11.2026.",
        Some(date(2026, 11, 20)),
    );
    Page(ComponentsPage {
        urgent: Urgent::new(t),
        identity: IdentityBar::new("Jānis Ozoliņš")
            .fact(t.t("showcase-class"), "8.b")
            .fact("Iestāde", "Ogres 1. vidusskola")
            .fact("Dzimis", t.date(date(2012, 3, 4)))
            .action(layout.button_link("kit-change", "#")),
        sections: Sections::new("Skolēna lapas daļas", "/")
            .part("/", "Pārskats")
            .part("/form", "Atbalsts")
            .part("/case", "Gadījums")
            .part("/history", "Vēsture")
            .part("/access", "Piekļuve"),
        level: SupportLevel::of(t, "high"),
        figures: vec![
            Figure::new(t, "Neattaisnoti kavētās stundas", t.language.percent(1.94, 2))
                .explained(explanation),
            Figure::new(t, "Skolēni ar atbalsta plānu", t.count(1234)).note("par 12 vairāk nekā pirms gada"),
            Figure::missing(t, "Apmierinātība ar skolu", Some(date(2026, 9, 1))),
        ],
        tasks: TaskList::new(
            "today",
            vec![
                Task::new(
                    "Atbildēt uz klases audzinātājas bažām par Jāni Ozoliņu",
                    "#",
                    Tag::new("jauns", Tone::Attention),
                )
                .when("līdz 23.11.2026."),
                Task::new(
                    "Ziņot VIIS par 23 neattaisnoti kavētām stundām",
                    "#",
                    Tag::new("termiņš pagājis", Tone::Late),
                )
                .hint("Anna Kalniņa, 7.a klase")
                .when("bija 20.11.2026."),
                Task::new("Novērtēt atbalsta plānu", "#", Tag::new("iesākts", Tone::Neutral))
                    .when("līdz 18.12.2026."),
                Task::new("Sagatavot sanāksmi", "#", Tag::new("izdarīts", Tone::Good)),
            ],
        ),
        progress: Progress::new(t, "Konsultācijas pēc plāna", 7, 12),
        filter,
        table: pupils(&layout),
        pages: Pages::new(t, &layout.address, Some("a"), Some("z")).shown(t.t1("kit-rows", "count", 1232)),
        empty: Empty::new("Šeit būs skolēni, kuriem atbalsta plāns beidzas šomēnes. Pašlaik tādu nav.")
            .action(layout.button_link("kit-filter-clear", "#")),
        facts: SummaryList::new(t)
            .changeable("Atbildīgais", "Ilze Bērziņa, sociālā pedagoģe", "#")
            .changeable("Nākamais solis", "Saruna ar vecākiem 25.11.2026.", "#")
            .maybe("Mājas valoda", None::<&str>),
        timeline: Timeline::new(vec![
            Event::at(
                t,
                date(2026, 11, 20).at(14, 5, 0, 0),
                "Saņemtas bažas",
                "Trešo dienu nav matemātikas stundās.",
            )
            .by("Klases audzinātāja Līga Liepa"),
            Event::on(
                t,
                date(2026, 11, 16),
                "Saruna ar skolēnu",
                "Vienojās par konsultācijām otrdienās.",
            ),
            Event::on(t, date(2026, 9, 1), "Mācību gada sākums", ""),
        ]),
        levels: ["none", "low", "medium", "high", "very_high", "unknown"]
            .map(|code| SupportLevel::of(t, code))
            .to_vec(),
        tags: vec![
            Tag::new("pagaidu", Tone::Neutral),
            Tag::new("izdarīts", Tone::Good),
            Tag::new("termiņš tuvojas", Tone::Attention),
            Tag::new("termiņš pagājis", Tone::Late),
        ],
        layout,
    })
}

fn pupils(layout: &Layout) -> Table {
    let t = layout.texts;
    let row = |name: &str, class: &str, level: &str, reasons: [&str; 2], lessons: i64, next: &str| {
        Row::new()
            .cell(Cell::link("/", name))
            .cell(class)
            .cell(SupportLevel::of(t, level))
            .cell(Html::lines(
                reasons.into_iter().filter(|reason| !reason.is_empty()),
            ))
            .cell(t.count(lessons))
            .cell(next)
    };
    Table::new(
        t,
        "Skolēni, kuriem vajadzīgs atbalsts",
        vec![
            Column::text("Vārds, uzvārds").sorted(&layout.address, "name"),
            Column::text("Klase").sorted(&layout.address, "class"),
            Column::text("Atbalsta līmenis").sorted(&layout.address, "level"),
            Column::text("Galvenie iemesli"),
            Column::number("Neattaisnotas stundas").sorted(&layout.address, "lessons"),
            Column::text("Nākamais solis"),
        ],
    )
    .rows([
        row(
            "Anna Kalniņa",
            "7.a",
            "very_high",
            ["31 neattaisnota stunda šajā semestrī", "Divi notikumi 60 dienās"],
            31,
            "Ziņot VIIS 20.11.",
        ),
        row(
            "Jānis Ozoliņš",
            "8.b",
            "high",
            [
                "23 neattaisnotas stundas šajā semestrī",
                "Vājš vērtējums 2 priekšmetos",
            ],
            23,
            "Saruna 25.11.",
        ),
        row(
            "Žanete Ķirse",
            "9.c",
            "medium",
            ["Kavējumi pieaug", ""],
            12,
            "Konsultācijas otrdienās",
        ),
        row("Ēriks Šmits", "5.a", "low", ["Mācās tālmācībā", ""], 0, ""),
    ])
    .cards()
    .hidden_caption()
}

fn classes() -> Vec<Choice> {
    ["7.a", "8.a", "8.b", "9.c"]
        .map(|class| Choice::new(class, class))
        .to_vec()
}

#[derive(Template)]
#[template(path = "showcase/form.html")]
struct FormPage {
    layout: Layout,
    form: Form,
    factors: Vec<Choice>,
    urgencies: Vec<Choice>,
    classes: Vec<Choice>,
}

impl FormPage {
    fn new(layout: Layout, values: FormValues, errors: FieldErrors) -> Self {
        let layout = layout
            .titled("showcase-seen")
            .narrow()
            .back("/", "layout-back")
            .with_errors(&errors);
        Self {
            form: layout
                .filled_form(values, errors)
                .checked_at("/form/check")
                .anchor("seen_on", "seen_on-day"),
            factors: [
                "Kavē stundas",
                "Grūtības mācībās",
                "Konflikti ar klasesbiedriem",
                "Verbāla vai fiziska agresija",
            ]
            .map(|factor| Choice::new(factor, factor))
            .to_vec(),
            urgencies: vec![
                Choice::new("today", "Šodien").hint("Bērns cieš vai var ciest"),
                Choice::new("week", "Šonedēļ"),
                Choice::new("later", "Var pagaidīt"),
            ],
            classes: classes(),
            layout,
        }
    }
}

fn judged(values: &FormValues) -> FieldErrors {
    let mut errors = FieldErrors::new();
    if values.some("given_name").is_none() {
        errors.add("given_name", "showcase-error-name");
    }
    if values.all("factors").is_empty() {
        errors.add("factors", "showcase-error-factors");
    }
    errors.take(
        "seen_on",
        values
            .date("seen_on")
            .and_then(|day| day.ok_or_else(|| Message::new("showcase-error-when"))),
    );
    errors
}

pub async fn form(layout: Layout) -> impl IntoResponse {
    Page(FormPage::new(layout, FormValues::default(), FieldErrors::new()))
}

pub async fn form_with_errors(layout: Layout) -> impl IntoResponse {
    let values = FormValues::default()
        .with("factors", "Kavē stundas")
        .with("seen_on-day", "31")
        .with("seen_on-month", "2");
    let errors = judged(&values);
    Page(FormPage::new(layout, values, errors))
}

pub async fn send(layout: Layout, values: FormValues) -> Response {
    let errors = judged(&values);
    if errors.is_empty() {
        return redirect(
            "/done",
            Some(&Flash::success("showcase-saved").draft_done("showcase_form")),
        );
    }
    (
        StatusCode::UNPROCESSABLE_ENTITY,
        Page(FormPage::new(layout, values, errors)),
    )
        .into_response()
}

pub async fn check(layout: Layout, values: FormValues) -> impl IntoResponse {
    let field = layout.address.get("field").unwrap_or_default().to_owned();
    let errors = judged(&values).only(&field);
    Page(FormPage::new(layout, values, errors))
}

#[derive(Template)]
#[template(path = "showcase/done.html")]
struct DonePage {
    layout: Layout,
    panel: Panel,
}

pub async fn done(layout: Layout) -> impl IntoResponse {
    let layout = layout.titled("showcase-send").narrow();
    Page(DonePage {
        panel: Panel::new(
            "Paldies, ziņojums ir nosūtīts",
            "Atbalsta komanda to izskatīs divu darba dienu laikā.",
        ),
        layout,
    })
}
