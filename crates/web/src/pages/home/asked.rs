//! What the programme asks: of schools three times a year, of the board through the year; where it is late or near.

use balsts_app::duty::{CalendarDuty, OwedSubmission};
use jiff::civil::Date;

use super::{EXAMPLES, ONE_BY_ONE, Part, Thing, examples};
use crate::{
    kit::{Failure, Html, Task},
    pages::duties,
    signed_in::SignedIn,
    texts::Texts,
};

fn when(texts: Texts, due: Date, today: Date) -> Html {
    duties::late(texts, Html::text(&texts.date(due)), due, today)
}

/// The things as a part; nothing is said where nothing waits: the person's other parts say it.
fn part_of(things: Vec<Thing>) -> Option<Part> {
    (!things.is_empty()).then(|| Part {
        things,
        ..Part::saying(String::new())
    })
}

/// Many things as one, by the day of the first: they come in the order of their days.
fn many(texts: Texts, key: &str, days: &[Date], today: Date) -> Option<(Date, Task)> {
    let first = *days.first()?;
    let title = texts.t1(key, "count", days.len() as f64);
    Some((first, Task::new(title, "/duties/year", when(texts, first, today))))
}

/// Reports that the person's school has not sent.
pub(super) async fn of_school(signed_in: &SignedIn, texts: Texts) -> Result<Option<Part>, Failure> {
    let ctx = signed_in.ctx();
    let today = ctx.today();
    let owed = ctx.submissions_owed().await?;
    let one = |owed: &OwedSubmission| Thing {
        due: Some(owed.due),
        task: Task::new(
            texts.t("submission-title"),
            format!("/submissions/{}/{}", owed.code, owed.due),
            when(texts, owed.due, today),
        )
        .hint(owed.name.as_str()),
    };
    if owed.len() <= ONE_BY_ONE {
        return Ok(part_of(owed.iter().map(one).collect()));
    }
    let days: Vec<Date> = owed.iter().map(|owed| owed.due).collect();
    let names = examples(texts, owed.iter().map(|owed| owed.name.clone()), EXAMPLES);
    let thing = many(texts, "home-submissions", &days, today).map(|(due, task)| Thing {
        due: Some(due),
        task: task.hint(names),
    });
    Ok(part_of(thing.into_iter().collect()))
}

/// What the programme asks of the board and its working group.
pub(super) async fn of_board(signed_in: &SignedIn, texts: Texts) -> Result<Option<Part>, Failure> {
    let ctx = signed_in.ctx();
    let today = ctx.today();
    let owed = ctx.programme_owed().await?;
    let one = |duty: &CalendarDuty| Thing {
        due: Some(duty.due),
        task: Task::new(
            duties::year::title(texts, duty),
            format!("/duties/year?year={}", duty.due.year()),
            when(texts, duty.due, today),
        ),
    };
    if owed.len() <= ONE_BY_ONE {
        return Ok(part_of(owed.iter().map(one).collect()));
    }
    let days: Vec<Date> = owed.iter().map(|duty| duty.due).collect();
    let names = examples(
        texts,
        owed.iter().map(|duty| duties::year::title(texts, duty)),
        EXAMPLES,
    );
    let thing = many(texts, "home-programme-duties", &days, today).map(|(due, task)| Thing {
        due: Some(due),
        task: task.hint(names),
    });
    Ok(part_of(thing.into_iter().collect()))
}
