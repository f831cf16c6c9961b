//! Parts of support plans that wait for the answer of this person's institution.

use balsts_app::support_plan::own_part_standing;
use balsts_store::OwnPartRow;

use super::{EXAMPLES, ONE_BY_ONE, Part, Thing, examples};
use crate::{
    kit::{Failure, Html, Task},
    pages::plans,
    signed_in::SignedIn,
    texts::Texts,
};

/// Nothing is said where no part waits: the person's other parts say it.
pub(super) async fn part(signed_in: &SignedIn, texts: Texts) -> Result<Option<Part>, Failure> {
    let mut waiting = signed_in.ctx().own_plan_parts().await?;
    waiting.retain(|row| own_part_standing(row).waits());
    let things = if waiting.len() > ONE_BY_ONE {
        vec![many(texts, &waiting)]
    } else {
        waiting.iter().map(|row| one(texts, row)).collect()
    };
    Ok((!things.is_empty()).then(|| Part {
        things,
        ..Part::saying(String::new())
    }))
}

fn one(texts: Texts, row: &OwnPartRow) -> Thing {
    let title = texts.t1("home-answer-part", "who", plans::who_of_part(row));
    let tag = plans::standing_tag(texts, own_part_standing(row));
    Thing {
        due: row.due_day.map(balsts_store::date),
        task: Task::new(title, format!("/plan-parts/{}", row.id), &tag).hint(row.institution.as_str()),
    }
}

fn many(texts: Texts, waiting: &[OwnPartRow]) -> Thing {
    let title = texts.t1("home-answer-parts", "count", waiting.len() as f64);
    let names = examples(texts, waiting.iter().map(plans::who_of_part), EXAMPLES);
    Thing {
        // The list is in the order of the days.
        due: waiting
            .first()
            .and_then(|row| row.due_day)
            .map(balsts_store::date),
        task: Task::new(title, "/plan-parts", Html::default()).hint(names),
    }
}
