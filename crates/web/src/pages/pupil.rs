//! One pupil: the bar with the name, the level of support with its reasons, and below them the part that was asked for.

mod access;
mod code;
mod commission;
mod contact;
mod factors;
mod history;
mod learning;
mod level;
mod screening;
mod support;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::{
    assessment::Decide,
    pupil::{PupilPart, PupilView},
};
use balsts_domain::{
    access::{Action, Resource},
    risk::{Level, decision::Verdict},
};
use balsts_store::PupilIdentity;

use crate::{
    error::{conflict_beside, field_errors},
    kit::{
        Button, Choice, Failure, FieldErrors, Flash, Form, FormValues, Html, IdentityBar, Layout, Page, Path,
        Sections, SupportLevel, Table, Urgent, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::{Arg, Texts},
};

use level::LevelBlock;

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Pupil);
    let decide = Access::Needs(Action::Write, Resource::LevelDecision);
    let contact = Access::Needs(Action::Write, Resource::Guardians);
    let commission = Access::Needs(Action::Read, Resource::CommissionReferral);
    let screening = Access::Needs(Action::Read, Resource::Screening);
    let screen = Access::Needs(Action::Write, Resource::Screening);
    let refer = Access::Needs(Action::Write, Resource::CommissionReferral);
    let registry = Access::Needs(Action::Write, Resource::Registry);
    let close = Access::Needs(Action::Write, Resource::RiskFactors);
    Routes::new()
        .get("/pupils/{public_id}/code", registry, code::show)
        .post("/pupils/{public_id}/code", registry, code::change)
        .get("/pupils/{public_id}/contact", contact, contact::show)
        .post("/pupils/{public_id}/contact", contact, contact::bar)
        .post("/pupils/{public_id}/contact/lift", contact, contact::lift)
        .get("/pupils/{public_id}/factors", close, factors::show)
        .post("/pupils/{public_id}/factors", close, factors::close)
        .get("/pupils/{public_id}/screening", screening, screening::show)
        .post("/pupils/{public_id}/screening", screen, screening::add)
        .post(
            "/pupils/{public_id}/screening/hand-over",
            screen,
            screening::hand_over,
        )
        .get("/pupils/{public_id}/commission", commission, commission::show)
        .post("/pupils/{public_id}/commission", refer, commission::refer)
        .get(
            "/pupils/{public_id}/commission/{id}",
            refer,
            commission::show_record,
        )
        .post("/pupils/{public_id}/commission/{id}", refer, commission::record)
        .get("/pupils/{public_id}", read, show)
        .get("/pupils/{public_id}/level", decide, show_level)
        .post("/pupils/{public_id}/level", decide, decide_level)
}

/// The text of `key` with named values.
fn words<const N: usize>(texts: Texts, key: &str, args: [(&str, Arg); N]) -> String {
    texts.t_args(key, &args.map(|(name, value)| (name.to_owned(), value)))
}

/// A moment as people in Riga know it.
fn when(at: i64) -> jiff::civil::DateTime {
    balsts_store::timestamp(at)
        .to_zoned(balsts_app::clock::riga())
        .datetime()
}

/// From a day to a day, or since a day.
pub(crate) fn span(texts: Texts, from: i64, to: Option<i64>) -> String {
    let from = Arg::Date(balsts_store::date(from));
    match to {
        Some(to) => words(
            texts,
            "pupil-span",
            [("from", from), ("to", Arg::Date(balsts_store::date(to)))],
        ),
        None => words(texts, "pupil-since", [("from", from)]),
    }
}

#[derive(Template)]
#[template(path = "pupil.html")]
struct PupilPage {
    layout: Layout,
    identity: IdentityBar,
    urgent: Option<Urgent>,
    next: Option<Html>,
    level: Option<LevelBlock>,
    sections: Sections,
    part: &'static str,
    learning: Option<learning::Learning>,
    support: Option<support::Support>,
    case: Option<Html>,
    danger: Option<Button>,
    circumstances: Option<Table>,
    screening: Option<Button>,
    commission: Option<Button>,
    history: Option<history::History>,
    access: Option<access::AccessBlock>,
}

fn full_name(view: &PupilView) -> String {
    format!("{} {}", view.identity.given_name, view.identity.family_name)
}

fn identity(texts: Texts, view: &PupilView, opens_class: bool, changes_code: bool) -> IdentityBar {
    let of = &view.identity;
    let mut bar = IdentityBar::new(full_name(view));
    match (&of.institution, &of.institution_code, &of.class) {
        (Some(name), Some(code), Some(class)) => {
            let class_html = if opens_class {
                Html::link(&super::class::address(code, class), class)
            } else {
                Html::text(class)
            };
            bar = bar
                .fact(
                    texts.t("pupil-institution"),
                    Html::link(&format!("/institutions/{code}"), name),
                )
                .fact(texts.t("pupil-class"), class_html);
            if !of.enrolled {
                bar = bar.fact(texts.t("pupil-enrolment"), texts.t("pupil-not-enrolled-now"));
            }
        }
        _ => bar = bar.fact(texts.t("pupil-enrolment"), texts.t("pupil-never-enrolled")),
    }
    if let Some(birth) = of.birth_day {
        bar = bar.fact(texts.t("pupil-birth-date"), texts.date(balsts_store::date(birth)));
    }
    if let Some(teacher) = &of.teacher {
        bar = bar.fact(texts.t("pupil-teacher"), teacher.as_str());
    }
    if changes_code {
        let address = format!("/pupils/{}/code", of.public_id);
        bar = bar.action(Button::link(texts.t("pupil-code-title"), address).secondary());
    }
    bar.action(Button::print(
        texts.t("pupil-print"),
        format!("/pupils/{}", of.public_id),
    ))
}

fn sections(texts: Texts, view: &PupilView) -> Sections {
    let address = |part: PupilPart| format!("/pupils/{}?part={}", view.identity.public_id, part.code());
    view.parts.iter().fold(
        Sections::new(texts.t("pupil-parts"), address(view.part)),
        |sections, part| sections.part(address(*part), texts.t(&format!("pupil-part-{}", part.code()))),
    )
}

/// The earliest open duty with its day.
fn next_step(texts: Texts, view: &PupilView, today: jiff::civil::Date, may_write: bool) -> Option<Html> {
    view.duties.as_ref()?;
    Some(match view.next_step() {
        None => Html::text(&texts.t("pupil-no-next")),
        Some(duty) => {
            let name = super::duties::name(texts, &duty.code);
            let step = if let Some(case) = &duty.case_public_id {
                Html::link(&format!("/cases/{case}"), &name)
            } else if may_write {
                Html::link(&format!("/duties/{}/done", duty.id), &name)
            } else {
                Html::text(&name)
            };
            step.and(texts.t("pupil-next-until"))
                .and(super::duties::due(texts, duty, today))
        }
    })
}

async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
) -> Result<Response, Failure> {
    let part = match layout.address.get("part") {
        None => None,
        Some(code) => Some(PupilPart::from_code(code).ok_or_else(Failure::not_found)?),
    };
    let ctx = signed_in.ctx();
    let view = ctx.pupil(&public_id, part).await?;
    let texts = layout.texts;
    let today = ctx.today();
    let may = |action, resource| signed_in.actor.may(action, resource);
    let page = PupilPage {
        identity: identity(texts, &view, view.level.is_some(), ctx.keeps_registry()),
        urgent: view.danger.then(|| Urgent::new(texts)),
        next: next_step(texts, &view, today, may(Action::Write, Resource::Duty)),
        level: LevelBlock::of(texts, &view),
        sections: sections(texts, &view),
        part: view.part.code(),
        learning: (view.part == PupilPart::Overview).then(|| learning::Learning::of(texts, &view)),
        support: (view.part == PupilPart::Support).then(|| {
            let writes = support::Writes {
                concern: may(Action::Write, Resource::Concern),
                factors: may(Action::Write, Resource::RiskFactors),
                contact: may(Action::Write, Resource::Guardians),
            };
            support::Support::of(texts, &view, today, writes)
        }),
        case: view.cases.as_ref().map(|cases| {
            let may_open = may(Action::Write, Resource::CaseOpening);
            let table = super::case::of_pupil(texts, cases, &view.identity.public_id, may_open);
            let grounds = view.grounds.iter().flatten().copied().collect::<Vec<_>>();
            match super::case::holding(texts, &grounds) {
                Some(notice) => notice.and(table),
                None => table,
            }
        }),
        danger: super::case::danger_button(texts, &signed_in, Some(&view.identity.public_id)),
        circumstances: (view.part == PupilPart::Circumstances).then(|| support::circumstances(texts, &view)),
        screening: (view.part == PupilPart::Overview && view.screening).then(|| {
            let address = format!("/pupils/{public_id}/screening");
            Button::link(texts.t("screening-title"), address).secondary()
        }),
        commission: (view.part == PupilPart::Circumstances
            && may(Action::Read, Resource::CommissionReferral))
        .then(|| {
            let address = format!("/pupils/{public_id}/commission");
            Button::link(texts.t("commission-title"), address).secondary()
        }),
        history: (view.part == PupilPart::History).then(|| history::History::of(texts, &view)),
        access: (view.part == PupilPart::Access).then(|| access::AccessBlock::of(texts, &view)),
        layout: if may(Action::Read, Resource::Assessment) {
            layout.back("/pupils", "pupils-title")
        } else {
            layout
        }
        .titled_as(full_name(&view)),
    };
    Ok(Page(page).into_response())
}

/// The frame of a form about one child: whose it is stands above the heading, and the way back leads to the part of the page it came from.
fn form_layout(layout: Layout, identity: &PupilIdentity, title: &str, part: &str) -> Layout {
    let name = format!("{} {}", identity.given_name, identity.family_name);
    let caption = match &identity.class {
        Some(class) => format!("{name}, {class}"),
        None => name,
    };
    let back = format!("/pupils/{}?part={part}", identity.public_id);
    layout
        .narrow()
        .titled(title)
        .captioned(caption)
        .back(back, "pupil-back")
}

#[derive(Template)]
#[template(path = "pupil_level.html")]
struct DecidePage {
    layout: Layout,
    form: Form,
    public_id: String,
    level: LevelBlock,
    proposed: Option<&'static str>,
    after: String,
    verdicts: Vec<Choice>,
    levels: Vec<Choice>,
}

async fn level_page(
    signed_in: &SignedIn,
    layout: Layout,
    public_id: String,
    values: FormValues,
    errors: FieldErrors,
) -> Result<DecidePage, Failure> {
    let (identity, support) = signed_in.ctx().assessment(&public_id).await?;
    let texts = layout.texts;
    let proposed = support.shown.proposed.map(Level::code);
    let verdicts = ["confirm", "change", "dismiss"]
        .map(|verdict| Choice::new(verdict, texts.t(&format!("pupil-verdict-{verdict}"))))
        .to_vec();
    let levels = Level::ALL
        .into_iter()
        .filter(|level| Some(level.code()) != proposed)
        .map(|level| Choice::new(level.code(), SupportLevel::of(texts, level.code()).words()))
        .collect();
    let layout = form_layout(layout, &identity, "pupil-decide-title", "overview").with_errors(&errors);
    // What came back to be mended still stands on the decision that its author saw.
    let newest = support
        .newest_decision()
        .map(|id| id.to_string())
        .unwrap_or_default();
    let after = values.some("after").map_or(newest, str::to_owned);
    Ok(DecidePage {
        after,
        level: LevelBlock::of_support(texts, &support, true),
        form: layout.filled_form(values, errors),
        proposed,
        verdicts,
        levels,
        public_id,
        layout,
    })
}

async fn show_level(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
) -> Result<Response, Failure> {
    let page = level_page(
        &signed_in,
        layout,
        public_id,
        FormValues::default(),
        FieldErrors::new(),
    )
    .await?;
    Ok(Page(page).into_response())
}

fn decision(values: &FormValues) -> Result<Decide, FieldErrors> {
    let mut errors = FieldErrors::new();
    let verdict = match (values.get("verdict"), values.get("level").parse::<Level>()) {
        ("confirm", _) => Some(Verdict::Confirmed),
        ("dismiss", _) => Some(Verdict::Dismissed),
        ("change", Ok(level)) => Some(Verdict::Changed(level)),
        ("change", Err(_)) => {
            errors.add("level", "error-level-choose");
            None
        }
        _ => {
            errors.add("verdict", "error-verdict");
            None
        }
    };
    if values.get("reason").is_empty() {
        errors.add("reason", "error-reason-required");
    }
    let proposed = values.get("proposed").parse::<Level>().ok();
    match (verdict, proposed, errors.is_empty()) {
        (Some(verdict), Some(proposed), true) => Ok(Decide {
            verdict,
            reason: values.get("reason").to_owned(),
            proposed,
            after: values.get("after").parse().ok(),
        }),
        (_, None, true) => {
            errors.add("verdict", "error-level-not-proposed");
            Err(errors)
        }
        _ => Err(errors),
    }
}

async fn decide_level(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
    mut values: FormValues,
) -> Result<Response, Failure> {
    let result = match decision(&values) {
        Ok(decide) => {
            let decided = signed_in.ctx().decide_level(&public_id, &decide).await;
            if matches!(decided, Err(balsts_app::AppError::Conflict(_))) {
                // The page shows the newer decision: sent again, this one differs from it knowingly.
                values = values.without("after");
            }
            field_errors(conflict_beside("verdict", decided))?
        }
        Err(errors) => Err(errors),
    };
    match result {
        Ok(_) => {
            let flash = Flash::success("pupil-is-decided").draft_done(&format!("level-{public_id}"));
            Ok(redirect(&format!("/pupils/{public_id}"), Some(&flash)))
        }
        Err(errors) => {
            let page = level_page(&signed_in, layout, public_id, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}
