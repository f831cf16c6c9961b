//! Who can see this child and why, in words a parent understands; who has looked, for those who watch over access.

use askama::Template;
use balsts_app::pupil::{PupilView, Watcher};
use balsts_domain::access::Grant;

use super::{when, words};
use crate::{
    kit::{Column, Empty, Row, Table},
    pages::institutions,
    texts::Texts,
};

/// The part.
#[derive(Template, Clone, Debug)]
#[template(path = "pupil_access.html")]
pub(crate) struct AccessBlock {
    texts: Texts,
    watchers: Option<Table>,
    looks: Option<Table>,
}

impl askama::filters::HtmlSafe for AccessBlock {}

impl AccessBlock {
    pub(super) fn of(texts: Texts, view: &PupilView) -> Self {
        Self {
            texts,
            watchers: view.watchers.as_deref().map(|watchers| table(texts, watchers)),
            looks: view.looks.as_ref().map(|_| looks(texts, view)),
        }
    }
}

/// Why somebody sees the child, as a sentence.
fn why(texts: Texts, watcher: &Watcher) -> String {
    let institution = watcher.institution.clone().unwrap_or_default();
    match (watcher.grant, &watcher.class) {
        (Grant::Class, Some(class)) => words(
            texts,
            "pupil-why-class",
            [("class", class.into()), ("institution", institution.into())],
        ),
        (Grant::Institution | Grant::Class, _) => {
            texts.t1("pupil-why-institution", "institution", institution)
        }
        (Grant::Municipality, _) => texts.t("pupil-why-municipality"),
        (Grant::Danger, _) => texts.t("pupil-why-danger"),
        (Grant::Case, _) => texts.t("pupil-why-case"),
        (Grant::Part, _) => texts.t("pupil-why-part"),
        (Grant::Own, _) => texts.t("pupil-why-own"),
        (Grant::Meeting, _) => texts.t("pupil-why-meeting"),
    }
}

/// The role, and what somebody of the support staff is.
fn role(texts: Texts, watcher: &Watcher) -> String {
    let role = texts.t(&format!("role-{}", watcher.role.code().replace('_', "-")));
    match watcher.speciality {
        Some(speciality) => format!("{role}: {}", institutions::support_role(texts, speciality)),
        None => role,
    }
}

fn table(texts: Texts, watchers: &[Watcher]) -> Table {
    let columns = [
        "pupil-watcher",
        "pupil-watcher-role",
        "pupil-watcher-why",
        "pupil-watcher-what",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let rows = watchers.iter().map(|watcher| {
        let what: Vec<String> = watcher
            .resources
            .iter()
            .map(|resource| texts.t(&format!("access-resource-{}", resource.code().replace('_', "-"))))
            .collect();
        Row::new()
            .cell(watcher.name.as_str())
            .cell(role(texts, watcher))
            .cell(why(texts, watcher))
            .cell(what.join("; "))
    });
    Table::new(texts, texts.t("pupil-watchers"), columns)
        .cards()
        .rows(rows)
        .or_empty(Empty::new(texts.t("pupil-watchers-empty")))
        .note(texts.t("pupil-watchers-note"))
}

fn looks(texts: Texts, view: &PupilView) -> Table {
    let columns = ["pupil-look-at", "pupil-look-who", "pupil-look-what"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    let rows = view.looks.iter().flatten().map(|look| {
        let who = look.user_name.clone().unwrap_or_else(|| {
            texts
                .find(&format!("pupil-look-{}", look.actor), &[])
                .unwrap_or_else(|| look.actor.clone())
        });
        let part = look
            .detail
            .strip_prefix("part=")
            .and_then(|rest| rest.split(' ').next())
            .unwrap_or_default();
        let what = match look.action.as_str() {
            "pupil.read" => texts.find(&format!("pupil-part-{part}"), &[]).map_or_else(
                || texts.t("pupil-look-read"),
                |part| texts.t1("pupil-look-read-part", "part", part),
            ),
            "level.decided" => texts.t("pupil-look-decided"),
            "pupil.case_read" => texts.t("pupil-look-case"),
            "pupil.plan_part_read" => texts.t("pupil-look-plan-part"),
            "pupil.danger" => texts.t("pupil-look-danger"),
            other => other.to_owned(),
        };
        Row::new().cell(texts.moment(when(look.at))).cell(who).cell(what)
    });
    Table::new(texts, texts.t("pupil-looks"), columns)
        .rows(rows)
        .or_empty(Empty::new(texts.t("pupil-looks-empty")))
        .note(texts.t("pupil-looks-note"))
}
