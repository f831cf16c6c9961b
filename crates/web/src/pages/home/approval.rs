//! Plans that wait for this person's approval come first: others cannot go on before.

use balsts_store::PlanLine;

use super::{EXAMPLES, ONE_BY_ONE, Part, Thing, examples};
use crate::{
    kit::{Failure, Html, Task},
    pages::plans,
    signed_in::SignedIn,
    texts::Texts,
};

/// Nothing is said where no plan waits: the person's other parts say it.
pub(super) async fn part(signed_in: &SignedIn, texts: Texts) -> Result<Option<Part>, Failure> {
    let waiting = signed_in.ctx().plans_to_approve().await?;
    let things = if waiting.len() > ONE_BY_ONE {
        vec![many(texts, &waiting)]
    } else {
        waiting.iter().map(|line| one(texts, line)).collect()
    };
    Ok((!things.is_empty()).then(|| Part {
        things,
        ..Part::saying(String::new())
    }))
}

fn who(line: &PlanLine) -> String {
    let name = format!("{} {}", line.given_name, line.family_name);
    match &line.class {
        Some(class) => format!("{name}, {class}"),
        None => name,
    }
}

fn one(texts: Texts, line: &PlanLine) -> Thing {
    let title = texts.t1("home-approve-plan", "who", who(line));
    let state = plans::state_tag(texts, &line.state);
    Thing::first(Task::new(title, format!("/approvals/{}", line.id), &state).hint(line.institution.as_str()))
}

fn many(texts: Texts, waiting: &[PlanLine]) -> Thing {
    let title = texts.t1("home-approve-plans", "count", waiting.len() as f64);
    let names = examples(texts, waiting.iter().map(who), EXAMPLES);
    Thing::first(Task::new(title, "/approvals", Html::default()).hint(names))
}
