//! Results told by numbers, followed year by year: what was promised, what was reached, what is missing. Counts of institutions add up; shares
//! add up only where each says of how many it is a share.

use std::collections::HashSet;

use balsts_domain::{
    access::{Action, Resource},
    numbers::Decimal,
    programme::{Activity, Measure, Per, Programme, Quantity, quantities},
};
use balsts_store::{AchievementRow, NewAchievement};

use super::{
    Which,
    party::{Parts, PartyView, chosen, joined, kept},
};
use crate::{AppError, Ctx, FieldErrors, Result};

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

/// Whether it was written down for all together.
fn is_whole(row: &AchievementRow) -> bool {
    row.institution_id.is_none() && row.party.is_none()
}

/// What counts in a year of what was written down, the newest first: a later number for the same replaces the earlier one, of a count in the same
/// year; what is for all together stands in place of what it is made of.
fn counted<'a>(quantity: &Quantity, rows: &'a [AchievementRow], year: i16) -> Vec<&'a AchievementRow> {
    let yearly = matches!(quantity.per, Per::Year | Per::SchoolYear | Per::Month);
    let mut counted: Vec<&AchievementRow> = rows
        .iter()
        .filter(|row| !yearly || row.year == i64::from(year))
        .collect();
    counted.sort_by_key(|row| std::cmp::Reverse(row.year));
    let is_share = quantity.measure == Measure::Share;
    let time = |row: &AchievementRow| if is_share { 0 } else { row.year };
    let mut seen = HashSet::new();
    counted.retain(|row| seen.insert((time(row), row.institution_id, row.party.clone())));
    let whole: HashSet<i64> = counted
        .iter()
        .filter(|row| is_whole(row))
        .map(|row| time(row))
        .collect();
    counted.retain(|row| is_whole(row) || !whole.contains(&time(row)));
    counted
}

/// So many of so many as a share, in thousandths of a per cent.
fn share(part: i64, base: i64) -> Option<i64> {
    (base > 0).then(|| (part * 100_000 + base / 2) / base)
}

/// The number of the whole, and out of what it is.
fn value(quantity: &Quantity, counted: &[&AchievementRow]) -> (Option<i64>, Basis) {
    let Some(first) = counted.first() else {
        return (None, Basis::Nothing);
    };
    match quantity.measure {
        Measure::Count => {
            let basis = if counted.iter().all(|row| is_whole(row)) {
                Basis::Whole
            } else {
                Basis::Sum
            };
            (Some(counted.iter().map(|row| row.value).sum()), basis)
        }
        Measure::Share if is_whole(first) => (Some(first.value), Basis::Whole),
        Measure::Share => {
            let told: Option<Vec<(i64, i64)>> = counted.iter().map(|row| row.part.zip(row.base)).collect();
            let formed = told.and_then(|told| {
                let part = told.iter().map(|(part, _)| part).sum();
                share(part, told.iter().map(|(_, base)| base).sum())
            });
            match formed {
                Some(share) => (Some(share), Basis::Fractions),
                None => (None, Basis::NotFormed),
            }
        }
    }
}

/// Whether each institution of the registry that carries something out is among those who wrote a number down.
fn all_told(parties: &[PartyView], counted: &[&AchievementRow]) -> bool {
    let told = |id: i64| {
        counted
            .iter()
            .any(|row| row.party.is_none() && row.institution_id == Some(id))
    };
    parties
        .iter()
        .filter(|view| view.party.counts)
        .filter_map(|view| view.party.institution)
        .all(told)
}

/// What counts of each institution by itself: its last number.
fn told(quantity: &Quantity, rows: &[AchievementRow], year: i16) -> Vec<PartNumber> {
    let of_institutions: Vec<AchievementRow> = rows.iter().filter(|row| !is_whole(row)).cloned().collect();
    let mut found: Vec<PartNumber> = counted(quantity, &of_institutions, year)
        .into_iter()
        .filter_map(|row| {
            let name = row.party.as_ref().or(row.institution_name.as_ref())?;
            Some(PartNumber {
                name: name.clone(),
                year: row.year,
                value: row.value,
            })
        })
        .collect();
    found.sort_by(|one, other| (&one.name, one.year).cmp(&(&other.name, other.year)));
    found
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

/// What has to be there, in thousandths, in the year or in the whole time that is asked.
fn needed(quantity: &Quantity) -> Option<i64> {
    let times = if quantity.per == Per::Month { 12 } else { 1 };
    Some(quantity.least.scaled(3)? * times)
}

/// Whether a value of all together is enough. A number of each institution is not told by that: see [`each_enough`].
fn enough(quantity: &Quantity, value: Option<i64>) -> Option<bool> {
    if quantity.each_institution {
        return None;
    }
    Some(value? >= needed(quantity)?)
}

/// Whether a number promised of each institution is enough everywhere: no, where one of those that told falls short; yes, where each told enough;
/// not known while some told nothing, and where the registry has none of those who carry it out.
fn each_enough(
    quantity: &Quantity,
    parties: &[PartyView],
    rows: &[AchievementRow],
    year: i16,
) -> Option<bool> {
    let needed = needed(quantity)?;
    let own: Vec<AchievementRow> = rows
        .iter()
        .filter(|row| row.party.is_none() && row.institution_id.is_some())
        .cloned()
        .collect();
    let counting = counted(quantity, &own, year);
    let asked: HashSet<i64> = parties
        .iter()
        .filter(|view| view.party.counts)
        .filter_map(|view| view.party.institution)
        .collect();
    let mut all = !asked.is_empty();
    for id in asked {
        let mut told = counting
            .iter()
            .filter(|row| row.institution_id == Some(id))
            .map(|row| row.value)
            .peekable();
        if told.peek().is_none() {
            all = false;
        } else if told.sum::<i64>() < needed {
            return Some(false);
        }
    }
    all.then_some(true)
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
mod tests {
    use super::*;

    fn row(year: i64, institution: Option<i64>, value: i64) -> AchievementRow {
        AchievementRow {
            id: 0,
            row_key: "1.1".to_owned(),
            position: 0,
            year,
            institution_id: institution,
            institution_name: institution.map(|id| format!("Skola {id}")),
            party: None,
            value,
            part: None,
            base: None,
            note: String::new(),
            user_name: None,
            at: 0,
        }
    }

    // covers: PLN-12
    #[test]
    fn counts_add_up_over_institutions_and_a_later_number_replaces() {
        let of = |text: &str| quantities(text).remove(0);
        let yearly = of("20 pasākumi gadā");
        let rows = [
            row(2026, Some(1), 8_000),
            row(2026, Some(2), 12_000),
            row(2026, Some(1), 3_000),
            row(2025, None, 99_000),
        ];
        let of_year = |quantity: &Quantity, rows: &[AchievementRow], year| {
            value(quantity, &counted(quantity, rows, year))
        };
        assert_eq!(of_year(&yearly, &rows, 2026), (Some(20_000), Basis::Sum));
        assert_eq!(enough(&yearly, Some(20_000)), Some(true));
        assert_eq!(enough(&yearly, Some(19_000)), Some(false));
        assert_eq!(of_year(&yearly, &rows, 2025), (Some(99_000), Basis::Whole));
        assert_eq!(of_year(&yearly, &rows, 2024), (None, Basis::Nothing));
        assert_eq!(enough(&yearly, None), None);
        let once = of("3 objekti");
        assert_eq!(of_year(&once, &rows, 2026), (Some(119_000), Basis::Sum));
        // What is for all together stands in place of what it is made of.
        let whole = [row(2026, None, 25_000), row(2026, Some(1), 8_000)];
        assert_eq!(of_year(&yearly, &whole, 2026), (Some(25_000), Basis::Whole));
        let names: Vec<String> = told(&yearly, &rows, 2026)
            .into_iter()
            .map(|one| one.name)
            .collect();
        assert_eq!(names, ["Skola 1", "Skola 2"]);
        let monthly = of("Katru mēnesi 1 pasākums");
        assert_eq!(enough(&monthly, Some(11_000)), Some(false));
        let each = of("Vismaz 1 pasākums katrā izglītības iestādē gadā.");
        assert_eq!(enough(&each, Some(50_000)), None);
    }

    // covers: PLN-12
    #[test]
    fn a_number_of_each_institution_is_reached_when_each_of_them_reached_it() {
        let each = quantities("2-3 pasākumi gadā katrā izglītības iestādē").remove(0);
        let party = |id: Option<i64>, counts| PartyView {
            party: balsts_domain::programme::Party {
                code: format!("{id:?}"),
                name: String::new(),
                institution: id,
                counts,
            },
            state: None,
            day: None,
            own: false,
        };
        // A supervisor, and one that no registry has, are not asked.
        let parties = [
            party(Some(1), true),
            party(Some(2), true),
            party(Some(3), false),
            party(None, true),
        ];
        let of = |rows: &[AchievementRow]| each_enough(&each, &parties, rows, 2026);
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[row(2026, Some(1), 2_000)]), None, "the other told nothing");
        assert_eq!(
            of(&[row(2026, Some(2), 2_000), row(2026, Some(1), 2_000)]),
            Some(true)
        );
        assert_eq!(of(&[row(2026, Some(1), 1_999)]), Some(false));
        // Many events at one school are none at another, and what is told of all together is told of none.
        assert_eq!(
            of(&[row(2026, Some(2), 1_000), row(2026, Some(1), 90_000)]),
            Some(false)
        );
        assert_eq!(of(&[row(2026, None, 90_000)]), None);
        assert_eq!(
            of(&[row(2025, Some(2), 5_000), row(2026, Some(1), 2_000)]),
            None,
            "every year anew"
        );
        assert_eq!(each_enough(&each, &parties[2..], &[], 2026), None);
    }

    // covers: PLN-12
    #[test]
    fn a_share_of_the_municipality_needs_the_numbers_it_is_made_of() {
        let parents = quantities("Iesaistīti vismaz 30% vecāku").remove(0);
        let of = |rows: &[AchievementRow]| value(&parents, &counted(&parents, rows, 2026));
        let share_of = |institution, part, base| AchievementRow {
            part: Some(part),
            base: Some(base),
            ..row(2026, Some(institution), share(part, base).unwrap())
        };
        // One school's share is not the municipality's.
        assert_eq!(of(&[row(2026, Some(1), 90_000)]), (None, Basis::NotFormed));
        assert_eq!(
            of(&[row(2026, Some(2), 90_000), share_of(1, 10, 100)]),
            (None, Basis::NotFormed)
        );
        // 10 of 100 and 90 of 100 are 100 of 200; a large school weighs more.
        assert_eq!(
            of(&[share_of(2, 90, 100), share_of(1, 10, 100)]),
            (Some(50_000), Basis::Fractions)
        );
        assert_eq!(
            of(&[share_of(2, 90, 100), share_of(1, 10, 300)]),
            (Some(25_000), Basis::Fractions)
        );
        // A later share of the same school replaces its earlier one, one of all together stands for all.
        assert_eq!(
            of(&[share_of(1, 30, 100), share_of(1, 10, 100)]),
            (Some(30_000), Basis::Fractions)
        );
        assert_eq!(
            of(&[row(2026, Some(1), 90_000), row(2025, None, 12_000)]),
            (Some(12_000), Basis::Whole)
        );
        assert_eq!(share(1, 3), Some(33_333));
        assert_eq!(share(0, 5), Some(0));
        assert_eq!(share(5, 5), Some(100_000));
        assert_eq!(share(0, 0), None);
    }
}
