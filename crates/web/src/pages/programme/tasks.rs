//! What is to be done: one's own list and everybody's, late and coming first.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::programme::{
    Which,
    work::{ProgrammeView, WorkCounts, WorkLine},
};
use balsts_domain::{
    access::{Action, Resource},
    programme::Timing,
};

use super::{activity, none, parts};
use crate::{
    kit::{Choice, Failure, FieldErrors, Filter, FormValues, Layout, Page, Sections, Table},
    signed_in::SignedIn,
    texts::Texts,
};

#[derive(Template)]
#[template(path = "programme_tasks.html")]
struct TasksPage {
    layout: Layout,
    parts: Sections,
    whose: Sections,
    filter: Filter,
    about: String,
    when: Sections,
    table: Table,
}

/// The address of what an institution has to do: by its code in the registry or its name in the programme.
pub(crate) fn tasks_href(institution: &str) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("institution", institution);
    format!("/programme/tasks?{}", pairs.finish())
}

fn is_shown(line: &WorkLine, when: &str) -> bool {
    match when {
        "overdue" => line.timing == Timing::Overdue,
        "soon" => matches!(line.timing, Timing::BeginsSoon | Timing::EndsSoon),
        "open" => line.timing != Timing::Settled,
        _ => true,
    }
}

/// Everybody who has something to do, by name, with their code; and the institution that was asked for, though it has nothing.
fn institutions(texts: Texts, view: &ProgrammeView, asked: Option<(&str, &str)>) -> Vec<Choice> {
    let parties = view.work().flat_map(|line| &line.parties);
    let mut named: BTreeMap<&str, &str> = parties
        .map(|one| (one.party.name.as_str(), one.party.code.as_str()))
        .collect();
    if let Some((code, name)) = asked
        && !named.values().any(|known| *known == code)
    {
        named.insert(name, code);
    }
    let any = Choice::new("", texts.t("programme-institution-any"));
    let named = named.into_iter().map(|(name, code)| Choice::new(code, name));
    std::iter::once(any).chain(named).collect()
}

pub(super) async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let ctx = signed_in.ctx();
    let Some(view) = ctx.programme_view(Which::Current).await? else {
        return Ok(none(&signed_in, layout, "/programme/tasks"));
    };
    let own = layout.address.get("of") != Some("all");
    let institution = layout.address.get("institution").unwrap_or_default().to_owned();
    let work = match (institution.is_empty(), own) {
        (true, true) => view.own_work(),
        (true, false) => view.all_work(),
        (false, _) => view.work_of_party(&institution),
    };
    let form = layout.filled_form(
        FormValues::default().with("institution", institution.as_str()),
        FieldErrors::new(),
    );
    // The name that the registry gives a code; a name in the programme is its own code.
    let names = if institution.is_empty() || !signed_in.actor.may(Action::Read, Resource::Institution) {
        Vec::new()
    } else {
        ctx.institution_names().await?
    };
    let of_registry = names.iter().find(|one| one.code == institution);
    let name = of_registry.map_or(institution.as_str(), |one| one.name.as_str());
    let asked = (!institution.is_empty()).then_some((institution.as_str(), name));
    let institutions = institutions(texts, &view, asked);
    let counts = WorkCounts::of(&work);
    let when = layout.address.get("when").unwrap_or_default().to_owned();
    let shown: Vec<WorkLine> = work.into_iter().filter(|line| is_shown(line, &when)).collect();
    let when_links = [
        ("", "programme-when-all"),
        ("open", "programme-when-open"),
        ("overdue", "programme-when-overdue"),
        ("soon", "programme-when-soon"),
    ]
    .into_iter()
    .fold(
        Sections::new(texts.t("programme-when"), layout.address.to_string()),
        |sections, (value, key)| {
            let address = layout.address.without("when");
            let address = if value.is_empty() {
                address
            } else {
                address.with("when", value)
            };
            sections.part(address.to_string(), texts.t(key))
        },
    );
    let mine = layout
        .address
        .without("when")
        .without("of")
        .without("institution");
    let all = mine.with("of", "all");
    let current = match (institution.is_empty(), own) {
        (true, true) => mine.to_string(),
        (true, false) => all.to_string(),
        (false, _) => layout.address.without("when").to_string(),
    };
    let whose = Sections::new(texts.t("programme-whose"), current)
        .part(mine.to_string(), texts.t("programme-whose-own"))
        .part(all.to_string(), texts.t("programme-whose-all"));
    let about = texts.t_args(
        "programme-tasks-about",
        &[
            ("all".to_owned(), (counts.all as i64).into()),
            ("overdue".to_owned(), (counts.overdue as i64).into()),
            ("soon".to_owned(), (counts.soon as i64).into()),
        ],
    );
    let table = activity::work_table(texts, &shown, &texts.t("programme-tasks"), |line| {
        ctx.may_report(line)
    });
    let page = TasksPage {
        parts: parts(&signed_in.actor, texts, "/programme/tasks"),
        whose,
        filter: Filter::new(texts, &layout.address).field(form.select(
            "institution",
            "programme-institution",
            &institutions,
        )),
        about,
        when: when_links,
        table,
        layout: layout.titled("programme-tasks"),
    };
    Ok(Page(page).into_response())
}
