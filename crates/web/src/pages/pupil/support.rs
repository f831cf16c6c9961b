//! Help on a pupil's page: reports, risk factors, plans, duties, whom to call; and the circumstances for those entitled.

use askama::Template;
use balsts_app::pupil::{GuardianView, PupilView};
use balsts_domain::{
    people::{ContactReason, GuardianRelation},
    risk::{Circumstance, Factor},
};
use balsts_reports::format::Language;
use balsts_store::RiskFactorRow;

use super::{span, when, words};
use crate::{
    kit::{Button, Cell, Column, Empty, Html, Row, SummaryList, Table},
    pages::{concerns, duties, plans},
    texts::{Arg, Texts},
};

/// The part.
#[derive(Template, Clone, Debug)]
#[template(path = "pupil_support.html")]
pub(crate) struct Support {
    report: Option<Button>,
    duties: Option<Table>,
    concerns: Option<Table>,
    factors: Option<Table>,
    close: Option<Button>,
    sheets: Option<Table>,
    before_after: Option<Html>,
    plan: Option<Button>,
    plans: Option<Table>,
    guardians: Option<Table>,
    contact: Option<Button>,
    address: Option<SummaryList>,
}

impl askama::filters::HtmlSafe for Support {}

/// What the reader may write from here.
#[derive(Clone, Copy)]
pub(super) struct Writes {
    /// Reports a risk.
    pub concern: bool,
    /// Closes a risk factor.
    pub factors: bool,
    /// Bars contact with a guardian.
    pub contact: bool,
}

impl Support {
    pub(super) fn of(texts: Texts, view: &PupilView, today: jiff::civil::Date, writes: Writes) -> Self {
        let report = format!("/concerns/new?pupil={}", view.identity.public_id);
        Self {
            report: writes
                .concern
                .then(|| Button::link(texts.t("concerns-new"), report).secondary()),
            duties: view.duties.as_ref().map(|_| duty_table(texts, view, today)),
            concerns: view.concerns.as_ref().map(|_| concern_table(texts, view)),
            factors: view.factors.as_ref().map(|_| factor_table(texts, view)),
            close: view
                .factors
                .iter()
                .flatten()
                .any(|row| writes.factors && row.closed_day.is_none())
                .then(|| {
                    let address = format!("/pupils/{}/factors", view.identity.public_id);
                    Button::link(texts.t("pupil-factor-close"), address).secondary()
                }),
            sheets: view
                .sheets
                .as_deref()
                .map(|sheets| plans::table(texts, "pupil-sheets", "pupil-sheets-empty", sheets, false)),
            before_after: plans::effect::tables(texts, &view.before_after),
            plan: view.may_plan.then(|| {
                let start = format!("/plans/new?pupil={}", view.identity.public_id);
                Button::link(texts.t("plans-start"), start).secondary()
            }),
            plans: view
                .plans
                .as_ref()
                .filter(|plans| !plans.is_empty())
                .map(|_| plan_table(texts, view)),
            guardians: view
                .guardians
                .as_deref()
                .map(|guardians| guardian_table(texts, guardians)),
            contact: writes.contact.then(|| {
                let address = format!("/pupils/{}/contact", view.identity.public_id);
                Button::link(texts.t("contact-title"), address).secondary()
            }),
            address: view
                .address
                .as_ref()
                .map(|address| SummaryList::new(texts).maybe(texts.t("pupil-address"), address.as_deref())),
        }
    }
}

fn columns<const N: usize>(texts: Texts, keys: [&str; N]) -> Vec<Column> {
    keys.map(|key| Column::text(texts.t(key))).to_vec()
}

fn duty_table(texts: Texts, view: &PupilView, today: jiff::civil::Date) -> Table {
    let rows = view.duties.iter().flatten().map(|duty| {
        let done = match duty.done_at {
            Some(at) => {
                let who = duty.done_by.clone().unwrap_or_default();
                let done = words(
                    texts,
                    "duty-done-by",
                    [("who", who.into()), ("at", Arg::Moment(when(at)))],
                );
                let mut done = Html::text(&done);
                if let Some(found) = &duty.done_reason {
                    let found = duties::found_words(texts, found);
                    done = done.and(texts.t1("duty-found-is", "reason", found));
                }
                match duty.done_note.as_deref().filter(|note| !note.is_empty()) {
                    Some(note) => done.and(note),
                    None => done,
                }
            }
            None => Html::text(&texts.t("duty-not-done")),
        };
        Row::new()
            .cell(duties::name(texts, &duty.code))
            .cell(duties::due(texts, duty, today))
            .cell(done)
    });
    Table::new(
        texts,
        texts.t("pupil-duties"),
        columns(texts, ["duty-what", "duty-due", "duty-done"]),
    )
    .rows(rows)
    .or_empty(Empty::new(texts.t("pupil-duties-empty")))
}

fn concern_table(texts: Texts, view: &PupilView) -> Table {
    let rows = view.concerns.iter().flatten().map(|concern| {
        let row = &concern.row;
        Row::new()
            .cell(Html::link(
                &format!("/concerns/{}", row.id),
                &texts.moment(when(row.sent_at)),
            ))
            .cell(row.reporter.as_str())
            .cell(concerns::factor_list(texts, &row.factors))
            .cell(concerns::state(texts, concern))
    });
    let keys = [
        "pupil-concern-sent",
        "concerns-reporter",
        "concerns-what",
        "concerns-state",
    ];
    Table::new(texts, texts.t("pupil-concerns"), columns(texts, keys))
        .rows(rows)
        .or_empty(Empty::new(texts.t("pupil-concerns-empty")))
}

pub(super) fn factor_words(texts: Texts, code: &str) -> String {
    Factor::from_code(code).map_or_else(
        || code.to_owned(),
        |factor| concerns::factor_words(texts, factor).to_owned(),
    )
}

fn group_words(texts: Texts, code: &str) -> &'static str {
    Factor::from_code(code).map_or("–", |factor| concerns::group_words(texts, factor.group()))
}

/// Since when a factor is open; of a closed one also who closed it.
fn factor_span(texts: Texts, row: &RiskFactorRow) -> Html {
    let span = Html::text(&span(texts, row.opened_day, row.closed_day));
    match row.closed_by.as_deref() {
        Some(who) => span.and(texts.t1("pupil-factor-closed-by", "who", who)),
        None => span,
    }
}

fn factor_table(texts: Texts, view: &PupilView) -> Table {
    let rows = view.factors.iter().flatten().map(|row| {
        let mut what = Html::text(&factor_words(texts, &row.factor));
        for note in [&row.note, &row.closed_reason].into_iter().flatten() {
            what = what.and(note.as_str());
        }
        Row::new()
            .cell(what)
            .cell(group_words(texts, &row.factor))
            .cell(factor_span(texts, row))
            .cell(row.opened_by.clone().unwrap_or_else(|| "–".to_owned()))
    });
    let keys = [
        "pupil-factor",
        "pupil-group",
        "pupil-period",
        "pupil-confirmed-by",
    ];
    Table::new(texts, texts.t("pupil-factors"), columns(texts, keys))
        .rows(rows)
        .or_empty(Empty::new(texts.t("pupil-factors-empty")))
}

/// «2025./2026. m. g., 1. semestris».
pub(super) fn plan_term(texts: Texts, year: i64, semester: i64) -> String {
    let year = texts
        .language
        .school_year(i16::try_from(year).unwrap_or_default());
    words(
        texts,
        "pupil-plan-term",
        [("year", year.into()), ("semester", semester.into())],
    )
}

fn plan_table(texts: Texts, view: &PupilView) -> Table {
    let rows = view.plans.iter().flatten().map(|row| {
        let risks: Vec<String> = row
            .risks
            .split(';')
            .map(str::trim)
            .filter(|code| !code.is_empty())
            .map(|code| factor_words(texts, code))
            .collect();
        Row::new()
            .cell(plan_term(texts, row.school_year, row.semester))
            .cell(row.institution.as_str())
            .cell(Html::lines(risks))
            .cell(
                row.evaluation
                    .clone()
                    .map_or_else(|| Cell::no_data(texts), Cell::from),
            )
    });
    let keys = [
        "pupil-plan",
        "pupil-institution",
        "pupil-plan-risks",
        "pupil-plan-evaluation",
    ];
    Table::new(texts, texts.t("pupil-plans"), columns(texts, keys))
        .rows(rows)
        .or_empty(Empty::new(texts.t("pupil-plans-empty")))
}

pub(super) fn guardian_table(texts: Texts, guardians: &[GuardianView]) -> Table {
    let rows = guardians.iter().map(|guardian| {
        let row = &guardian.row;
        let relation = GuardianRelation::parse(&row.relation).unwrap_or(GuardianRelation::Other);
        let phone = row.phone.as_deref().map(|phone| {
            let number: String = phone
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == '+')
                .collect();
            Html::link(&format!("tel:{number}"), phone)
        });
        let contact = match (phone, row.email.as_deref()) {
            (None, None) => Html::text(&texts.t("kit-no-data")),
            (phone, email) => Html::lines(
                phone
                    .into_iter()
                    .chain(email.map(|email| Html::link(&format!("mailto:{email}"), email))),
            ),
        };
        let informed = match guardian.withheld {
            None => "pupil-guardian-inform",
            Some(ContactReason::SafetyForbids) => "pupil-guardian-safety",
            Some(ContactReason::CarerInstead) => "pupil-guardian-carer",
            Some(ContactReason::NotARepresentative) => "pupil-guardian-other",
        };
        Row::new()
            .cell(format!("{} {}", row.given_name, row.family_name))
            .cell(texts.t(&format!("pupil-relation-{}", relation.code().replace('_', "-"))))
            .cell(contact)
            .cell(texts.t(informed))
    });
    let keys = [
        "pupil-guardian",
        "pupil-relation",
        "pupil-contact",
        "pupil-guardian-rule",
    ];
    Table::new(texts, texts.t("pupil-guardians"), columns(texts, keys))
        .rows(rows)
        .or_empty(Empty::new(texts.t("pupil-guardians-empty")))
}

pub(super) fn circumstance_words(texts: Texts, code: &str) -> String {
    code.parse::<Circumstance>().map_or_else(
        |_| code.to_owned(),
        |kind| match texts.language {
            Language::Latvian => kind.latvian().to_owned(),
            Language::English => kind.english().to_owned(),
        },
    )
}

/// The circumstances of a child; made only for those entitled.
pub(super) fn circumstances(texts: Texts, view: &PupilView) -> Table {
    let rows = view.circumstances.iter().flatten().map(|row| {
        Row::new()
            .cell(circumstance_words(texts, &row.kind))
            .cell(span(texts, row.from_day, row.to_day))
            .cell(row.source_institution.as_str())
    });
    Table::new(
        texts,
        texts.t("pupil-circumstances"),
        columns(texts, ["pupil-circumstance", "pupil-period", "pupil-source"]),
    )
    .rows(rows)
    .or_empty(Empty::new(texts.t("pupil-circumstances-empty")))
    .note(texts.t("pupil-circumstances-note"))
}
