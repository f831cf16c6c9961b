//! What the programme asks this person's role to tell the public: episodes, articles, news.

use balsts_app::duty::CalendarDuty;
use jiff::civil::Date;

use super::{ONE_BY_ONE, Part, Thing};
use crate::{
    kit::{Failure, Html, Task},
    pages::duties,
    signed_in::SignedIn,
    texts::Texts,
};

/// Nothing is said where nothing is owed: the person's other parts say it.
pub(super) async fn part(signed_in: &SignedIn, texts: Texts) -> Result<Option<Part>, Failure> {
    let ctx = signed_in.ctx();
    let today = ctx.today();
    let owed = ctx.owed_to_the_public().await?;
    let things = if owed.len() > ONE_BY_ONE {
        vec![many(texts, &owed, today)]
    } else {
        owed.iter().map(|duty| one(texts, duty, today)).collect()
    };
    Ok((!things.is_empty()).then(|| Part {
        things,
        ..Part::saying(String::new())
    }))
}

fn when(texts: Texts, duty: &CalendarDuty, today: Date) -> Html {
    duties::late(texts, Html::text(&texts.date(duty.due)), duty.due, today)
}

fn one(texts: Texts, duty: &CalendarDuty, today: Date) -> Thing {
    let task = Task::new(
        duties::year::title(texts, duty),
        duties::year::done_href(duty),
        when(texts, duty, today),
    );
    Thing {
        due: Some(duty.due),
        task: match &duty.institution {
            Some((name, _)) => task.hint(name.as_str()),
            None => task,
        },
    }
}

fn many(texts: Texts, owed: &[CalendarDuty], today: Date) -> Thing {
    let title = texts.t1("home-owed-public", "count", owed.len() as f64);
    // The list is in the order of the days.
    let first = owed.first();
    Thing {
        due: first.map(|duty| duty.due),
        task: Task::new(
            title,
            "/duties/year",
            first.map_or_else(Html::default, |duty| when(texts, duty, today)),
        ),
    }
}
