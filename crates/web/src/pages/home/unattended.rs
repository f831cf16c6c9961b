//! Institutions that are asked for something and have nobody in the program who could do it: the board sees to it that somebody does.

use balsts_store::UnattendedRow;

use super::{EXAMPLES, ONE_BY_ONE, Part, Thing, examples};
use crate::{
    kit::{Failure, Html, Task},
    signed_in::SignedIn,
    texts::{Arg, Texts},
};

/// Nothing is said where everybody is looked after: the person's other parts say it.
pub(super) async fn part(signed_in: &SignedIn, texts: Texts) -> Result<Option<Part>, Failure> {
    let found = signed_in.ctx().unattended().await?;
    let things = if found.len() > ONE_BY_ONE {
        vec![many(texts, &found)]
    } else {
        found.iter().map(|row| one(texts, row)).collect()
    };
    Ok((!things.is_empty()).then(|| Part {
        things,
        ..Part::saying(String::new())
    }))
}

fn one(texts: Texts, row: &UnattendedRow) -> Thing {
    let title = texts.t1("home-unattended", "institution", row.name.as_str());
    let work = [("duties", row.duties), ("cases", row.cases)]
        .map(|(name, count)| (name.to_owned(), Arg::Number(count as f64)));
    let task = Task::new(title, format!("/institutions/{}", row.code), Html::default());
    Thing {
        due: row.earliest_day.map(balsts_store::date),
        task: task.hint(texts.t_args("home-unattended-work", &work)),
    }
}

fn many(texts: Texts, found: &[UnattendedRow]) -> Thing {
    let title = texts.t1("home-unattended-many", "count", found.len());
    let names = examples(texts, found.iter().map(|row| row.name.clone()), EXAMPLES);
    Thing {
        // Those whose work is due first come first.
        due: found
            .first()
            .and_then(|row| row.earliest_day)
            .map(balsts_store::date),
        task: Task::new(title, "/institutions", Html::default()).hint(names),
    }
}
