//! Versions of the programme that wait for the council's decision come first: the board cannot go on before.

use balsts_app::programme::version::is_overtaken;
use balsts_domain::programme::VersionState;

use super::{Part, Thing};
use crate::{
    kit::{Failure, Html, Task},
    signed_in::SignedIn,
    texts::Texts,
};

/// Nothing is said where no version waits: the person's other parts say it.
pub(super) async fn part(signed_in: &SignedIn, texts: Texts) -> Result<Option<Part>, Failure> {
    let versions = signed_in.ctx().programme_versions().await?;
    let things: Vec<Thing> = versions
        .iter()
        .filter(|row| row.state == VersionState::Proposed.code() && !is_overtaken(row, &versions))
        .map(|row| {
            let title = texts.t1("home-programme-decision", "number", row.number);
            let href = format!("/programme/versions/{}", row.number);
            Thing::first(Task::new(title, href, Html::default()).hint(row.title.as_str()))
        })
        .collect();
    Ok((!things.is_empty()).then(|| Part {
        things,
        ..Part::saying(String::new())
    }))
}
