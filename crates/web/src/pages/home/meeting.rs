//! Meetings to which this person comes, and decisions of meetings that fall on them.

use balsts_domain::cooperation::MeetingState;
use balsts_store::{MeetingDecisionRow, MeetingRow};
use jiff::{ToSpan, civil::Date};

use super::{ONE_BY_ONE, Part, Thing};
use crate::{
    kit::{Failure, Html, Tag, Task, Tone},
    signed_in::SignedIn,
    texts::Texts,
};

/// Meetings so many days ahead are told.
const DAYS_AHEAD: i32 = 14;

/// Nothing is said where there is none: the person's other parts say it.
pub(super) async fn part(signed_in: &SignedIn, texts: Texts) -> Result<Option<Part>, Failure> {
    let ctx = signed_in.ctx();
    let today = ctx.today();
    let until = today.checked_add(DAYS_AHEAD.days()).unwrap_or(today);
    let mut things: Vec<Thing> = ctx
        .meetings(None)
        .await?
        .iter()
        .filter(|row| comes(row, today, until))
        .map(|row| meeting(texts, row))
        .collect();
    let decisions = ctx.decisions(false).await?;
    let user = signed_in.actor.user();
    let own: Vec<_> = decisions
        .iter()
        .filter(|row| row.done_at.is_none() && row.user_id == user)
        .collect();
    let to_judge: Vec<_> = decisions
        .iter()
        .filter(|row| row.leads && balsts_store::date(row.judge_day) <= until)
        .collect();
    things.extend(decided(
        texts,
        "home-decisions",
        &own,
        today,
        |row| row.due_day,
        "done",
    ));
    things.extend(decided(
        texts,
        "home-decisions-judge",
        &to_judge,
        today,
        |row| row.judge_day,
        "judge",
    ));
    Ok((!things.is_empty()).then(|| Part {
        things,
        ..Part::saying(String::new())
    }))
}

fn comes(row: &MeetingRow, today: Date, until: Date) -> bool {
    let day = balsts_store::date(row.day);
    let alive = MeetingState::from_code(&row.state).is_some_and(MeetingState::is_alive);
    alive && (today..=until).contains(&day)
}

fn meeting(texts: Texts, row: &MeetingRow) -> Thing {
    let day = balsts_store::date(row.day);
    let title = texts.t1("home-meeting", "body", &row.body);
    let when = format!("{}, {}, {}", texts.date(day), row.begins, row.place);
    Thing {
        due: Some(day),
        task: Task::new(title, format!("/meetings/{}", row.id), Html::default()).when(when),
    }
}

/// Decisions one by one, or together where there are many.
fn decided(
    texts: Texts,
    many: &str,
    rows: &[&MeetingDecisionRow],
    today: Date,
    day: fn(&MeetingDecisionRow) -> i64,
    step: &str,
) -> Vec<Thing> {
    let due = |row: &&MeetingDecisionRow| balsts_store::date(day(row));
    let status = |at: Date| -> Html {
        if at < today {
            Tag::new(texts.t("duty-overdue"), Tone::Late).into()
        } else {
            Html::default()
        }
    };
    let Some(earliest) = rows.iter().map(due).min() else {
        return Vec::new();
    };
    if rows.len() > ONE_BY_ONE {
        let title = texts.t1(many, "count", rows.len() as f64);
        let task = Task::new(title, "/decisions", status(earliest));
        return vec![Thing {
            due: Some(earliest),
            task: task.when(texts.t1("home-earliest", "date", earliest)),
        }];
    }
    rows.iter()
        .map(|row| {
            let at = due(row);
            // What is decided may name a child: it stands on the page of the decision.
            let title = texts.t1(many, "count", 1.0);
            let task = Task::new(title, format!("/decisions/{}/{step}", row.id), status(at));
            Thing {
                due: Some(at),
                task: task.hint(row.body.as_str()).when(texts.date(at)),
            }
        })
        .collect()
}
