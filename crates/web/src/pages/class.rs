//! One class: its pupils with level and reasons, as in the list of pupils.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_domain::access::{Action, Resource};

use crate::{
    kit::{Column, Empty, Failure, Html, Layout, Page, Path, SummaryList, Table},
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Arg,
};

pub(crate) fn routes() -> Routes {
    Routes::new().get(
        "/institutions/{code}/classes/{class}",
        Access::Needs(Action::Read, Resource::Assessment),
        show,
    )
}

/// A class as a part of an address: its name may hold anything.
pub(crate) fn encoded(class: &str) -> String {
    let mut part = String::new();
    for byte in class.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            part.push(char::from(byte));
        } else {
            part.push_str(&format!("%{byte:02X}"));
        }
    }
    part
}

/// The address of a class.
pub(crate) fn address(institution: &str, class: &str) -> String {
    format!("/institutions/{institution}/classes/{}", encoded(class))
}

#[derive(Template)]
#[template(path = "class.html")]
struct ClassPage {
    layout: Layout,
    facts: SummaryList,
    pupils: Table,
}

async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path((code, class)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let view = ctx.class(&code, &class).await?;
    let texts = layout.texts;
    let institution = Html::link(&format!("/institutions/{code}"), &view.institution);
    let missed = view.missed.zip(view.semester).map(|(missed, semester)| {
        texts.t_args(
            "class-missed",
            &[
                ("unexcused".to_owned(), missed.counted_unexcused().into()),
                ("illness".to_owned(), missed.illness.into()),
                ("excused".to_owned(), missed.excused.into()),
                ("from".to_owned(), Arg::Date(semester.from())),
                ("to".to_owned(), Arg::Date(semester.to())),
            ],
        )
    });
    let columns = super::pupils::columns(texts).map(Column::text).to_vec();
    let page = ClassPage {
        facts: SummaryList::new(texts)
            .row(texts.t("pupil-institution"), institution)
            .maybe(texts.t("pupil-teacher"), view.row.teacher.as_deref())
            .row(texts.t("institutions-pupils"), texts.count(view.row.pupils))
            .maybe(texts.t("class-absences"), missed),
        pupils: Table::new(texts, texts.t("class-pupils"), columns)
            .cards()
            .rows(
                view.pupils
                    .iter()
                    .map(|pupil| super::pupils::row(pupil, texts, false, ctx.today())),
            )
            .or_empty(Empty::new(texts.t("class-pupils-empty"))),
        layout: layout
            .back(format!("/institutions/{code}"), "class-back")
            .titled_as(texts.t1("class-title", "class", view.row.class.as_str())),
    };
    Ok(Page(page).into_response())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_class_of_any_name_has_an_address() {
        assert_eq!(super::address("A", "8.b"), "/institutions/A/classes/8.b");
        assert_eq!(
            super::address("A", "2./3. ā"),
            "/institutions/A/classes/2.%2F3.%20%C4%81"
        );
    }
}
