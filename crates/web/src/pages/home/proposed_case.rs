//! Pupils for whom grounds hold to involve the social service and about whom there is no case: somebody of the school decides.

use super::{EXAMPLES, Part, Thing, examples};
use crate::{
    kit::{Failure, Html, Task},
    signed_in::SignedIn,
    texts::Texts,
};

/// Nothing is said where nobody is proposed: the person's other parts say it. It has no day of its own, so it stands behind what has one.
pub(super) async fn part(signed_in: &SignedIn, texts: Texts) -> Result<Option<Part>, Failure> {
    let proposed = signed_in.ctx().proposed_cases().await?;
    if proposed.is_empty() {
        return Ok(None);
    }
    let title = texts.t1("home-proposed-cases", "count", proposed.len() as f64);
    let names = proposed
        .iter()
        .map(|one| format!("{} {}", one.row.given_name, one.row.family_name));
    let task = Task::new(title, "/cases", Html::default()).hint(examples(texts, names, EXAMPLES));
    Ok(Some(Part {
        things: vec![Thing::some_day(task)],
        ..Part::saying(String::new())
    }))
}
