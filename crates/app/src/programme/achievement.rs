//! Results told by numbers, followed year by year: what was promised, what was reached, what is missing. Counts of institutions add up; shares
//! add up only where each says of how many it is a share.

mod counted;

use balsts_domain::{
    access::{Action, Resource},
    numbers::Decimal,
    programme::{Activity, Measure, Programme, Quantity, quantities},
};
use balsts_store::{AchievementRow, NewAchievement};

use super::{
    Which,
    party::{Parts, PartyView, chosen, joined, kept},
};
use crate::{AppError, Ctx, FieldErrors, Result};
use counted::{all_told, counted, each_enough, enough, share, told, value};

/// Longest remark.
const NOTE_LENGTH: usize = 500;

/// Out of what the number of the whole is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Nothing was written down.
    Nothing,
    /// It was written down for all together.
    Whole,
    /// Numbers of institutions added up.
    Sum,
    /// Shares of institutions put together, each of a number that it names.
    Fractions,
    /// There are shares of institutions, and nothing says of how many: the share of the municipality can't be formed of them.
    NotFormed,
}

/// What one of those who have a part reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartNumber {
    /// Its name.
    pub name: String,
    /// The year.
    pub year: i64,
    /// Thousandths.
    pub value: i64,
}

/// A number promised by an activity, with what was reached.
#[derive(Debug, Clone)]
pub struct PromisedNumber {
    /// Key of the activity.
    pub activity: String,
    /// Its title.
    pub title: String,
    /// The result as printed.
    pub text: String,
    /// Which of its numbers, from 0.
    pub position: usize,
    /// The number.
    pub quantity: Quantity,
    /// Everybody who has a part in the activity.
    pub parties: Vec<PartyView>,
    /// What was written down, the newest first.
    pub reached: Vec<AchievementRow>,
    /// What counts in the year asked for: a share's last value, a count's sum over institutions; of a number for the whole programme or for
    /// several years, everything so far. Thousandths; `None` where nothing was written down of which it could be told.
    pub value: Option<i64>,
    /// Out of what the value is.
    pub basis: Basis,
    /// What counts of each institution by itself, by name.
    pub told: Vec<PartNumber>,
    /// Whether the value is of all: a share put together of some schools is theirs alone while others told nothing.
    pub is_complete: bool,
    /// Whether that is enough, of a number of each institution for each of them; `None` where it can't be told.
    pub is_reached: Option<bool>,
}

/// A number to be written down.
#[derive(Debug, Clone)]
pub struct WriteDown {
    /// Key of the activity.
    pub activity: String,
    /// Which of its numbers.
    pub position: usize,
    /// The year.
    pub year: i16,
    /// The code of whom it is for, of those who have a part; empty: the only one that the writer speaks for, and for the board all together.
    pub party: String,
    /// The number as typed; of a share, may be left out where part and base are there.
    pub value: String,
    /// Of a share, so many of the base, as typed.
    pub part: String,
    /// Of a share, so many there are, as typed.
    pub base: String,
    /// From where it is known.
    pub note: String,
}

/// The text that promises: the result expected of an activity, and of one that only the table of tasks names, its tasks.
fn promise(programme: &Programme, activity: &Activity) -> String {
    let number = activity.number();
    let is_planned = programme.activities.iter().any(|one| one.number() == number);
    if is_planned || !activity.expected_result.is_empty() {
        return activity.expected_result.clone();
    }
    let tasks = programme.tasks.iter();
    tasks
        .filter(|task| Some(task.activity_nr.as_str()) == number)
        .map(|task| task.title.as_str())
        .collect::<Vec<_>>()
        .join("; ")
}

/// Everybody who has a part in an activity: in its own row and in its tasks.
fn parties(programme: &Programme, activity: &Activity, parts: &Parts) -> Vec<PartyView> {
    let mut doing: Vec<String> = [&activity.responsible[..], &activity.involved[..]].concat();
    let mut supervising = activity.supervisor.clone();
    let number = activity.number();
    for task in &programme.tasks {
        if number.is_some_and(|number| number == task.activity_nr) {
            doing.extend_from_slice(&task.executor);
            supervising.extend_from_slice(&task.supervisor);
        }
    }
    parts.of(&joined(programme, &doing), &joined(programme, &supervising), &[])
}

/// The most that a base can be: a guard against a slipped digit.
const LARGEST_BASE: i64 = 1_000_000;

/// Part and base of a share, where they were typed.
fn fraction(number: &WriteDown, errors: &mut FieldErrors) -> Option<(i64, i64)> {
    if number.part.trim().is_empty() && number.base.trim().is_empty() {
        return None;
    }
    let read = |text: &str| text.trim().parse::<i64>().ok().filter(|count| *count >= 0);
    let fraction = read(&number.part)
        .zip(read(&number.base))
        .filter(|(part, base)| *base > 0 && part <= base && *base <= LARGEST_BASE);
    if fraction.is_none() {
        errors.add("base", "error-programme-fraction");
    }
    fraction
}

impl Ctx {
    /// Numbers that the activities of the programme promise, and what was reached by a year.
    pub async fn promised_numbers(&self, year: i16) -> Result<Vec<PromisedNumber>> {
        match self.programme(Which::Current).await? {
            Some(version) => self.numbers_of(&version.programme, year).await,
            None => Ok(Vec::new()),
        }
    }

    /// The same of a programme that is known already.
    pub(crate) async fn numbers_of(&self, programme: &Programme, year: i16) -> Result<Vec<PromisedNumber>> {
        let scope = self.scope(Action::Read, Resource::Programme)?;
        let all = self.store.programme_achievements(&scope).await?;
        let parts = self.parts(self.today()).await?;
        let mut found = Vec::new();
        for (activity, key) in programme.all_activities() {
            let text = promise(programme, &activity);
            let numbers = quantities(&text);
            if numbers.is_empty() {
                continue;
            }
            let parties = parties(programme, &activity, &parts);
            for (position, quantity) in numbers.into_iter().enumerate() {
                let mut reached: Vec<AchievementRow> = all
                    .iter()
                    .filter(|row| row.row_key == key && row.position == position as i64)
                    .filter(|row| row.year <= i64::from(year))
                    .cloned()
                    .collect();
                reached.reverse();
                let of_year = counted(&quantity, &reached, year);
                let (value, basis) = value(&quantity, &of_year);
                let is_complete = basis != Basis::Fractions || all_told(&parties, &of_year);
                let is_reached = if quantity.each_institution {
                    each_enough(&quantity, &parties, &reached, year)
                } else {
                    enough(&quantity, value).filter(|_| is_complete)
                };
                found.push(PromisedNumber {
                    activity: key.clone(),
                    title: activity.title.clone(),
                    text: text.clone(),
                    position,
                    is_reached,
                    told: told(&quantity, &reached, year),
                    parties: parties.clone(),
                    is_complete,
                    basis,
                    quantity,
                    reached,
                    value,
                });
            }
        }
        Ok(found)
    }

    /// Writes a number down. What was written before stays.
    ///
    /// # Errors
    /// Forbidden for those who speak for nobody that has a part in the activity; the board may write for any of them and for all together.
    pub async fn write_down(&self, number: &WriteDown) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::ProgrammeReport)?;
        let year = self.today().year();
        let promised = self.promised_numbers(year).await?;
        let promised = promised
            .iter()
            .find(|one| one.activity == number.activity && one.position == number.position)
            .ok_or(AppError::NotFound)?;
        let for_all = self.scope(Action::Write, Resource::Programme).is_ok();
        let party = chosen(&promised.parties, &number.party, for_all)?;
        let mut errors = FieldErrors::new();
        let is_share = promised.quantity.measure == Measure::Share;
        let fraction = if is_share {
            fraction(number, &mut errors)
        } else {
            None
        };
        let value = match fraction {
            Some((part, base)) => share(part, base),
            None => Decimal::parse(&number.value)
                .and_then(|value| value.scaled(3))
                .filter(|value| *value >= 0),
        };
        if value.is_none() && errors.0.is_empty() {
            errors.add("value", "error-programme-number");
        }
        if is_share && value.is_some_and(|value| value > 100_000) {
            errors.add("value", "error-programme-share");
        }
        if number.year > year || number.year < 2000 {
            errors.add("year", "error-programme-year");
        }
        if number.note.chars().count() > NOTE_LENGTH {
            errors.add_with("note", "error-too-long", "length", NOTE_LENGTH);
        }
        errors.check()?;
        let (institution, named) = kept(party.as_ref(), &scope);
        let new = NewAchievement {
            row_key: number.activity.clone(),
            position: number.position as i64,
            year: number.year,
            institution,
            party: named,
            value: value.unwrap_or_default(),
            part: fraction.map(|(part, _)| part),
            base: fraction.map(|(_, base)| base),
            note: number.note.trim().to_owned(),
            user: self.actor.user(),
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        let id = writing.add_achievement(&scope, &new, at).await?;
        let detail = format!("key={} position={} year={}", new.row_key, new.position, new.year);
        let event = self.event("programme.number", "programme_achievement", Some(id), detail);
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }
}

#[cfg(test)]
mod tests;
