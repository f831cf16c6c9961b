//! The money of the programme: what each activity is planned to cost and cost, by source and year, beside what it promised. The planned amounts of
//! the coming year are the draft of its budget. Means that are followed one by one stand in `means`, what the State gives for each pupil in
//! `school_bag`.

pub mod means;
pub mod school_bag;

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Action, Resource},
    money::{FundingSource, Need, Purpose, cents, needs},
    programme::{Activity, PreventionLevel, Programme},
};
use balsts_store::{MoneyEntryRow, NewMoneyEntry};

use crate::{
    AppError, Ctx, FieldErrors, Result,
    programme::{Which, achievement::PromisedNumber},
};

/// Longest remark.
const NOTE_LENGTH: usize = 500;
/// The most that one amount can be, in cents: a guard against a slipped digit.
const LARGEST: i64 = 10_000_000_000;

/// Amounts by source, in cents.
pub type BySource = BTreeMap<FundingSource, i64>;

/// An activity with its money.
#[derive(Debug, Clone)]
pub struct MoneyLine {
    /// Its key; of amounts whose activity is no longer in the programme, the old one.
    pub key: String,
    /// Number as people know it.
    pub number: String,
    /// Title; empty where the programme no longer has it.
    pub title: String,
    /// Level of prevention.
    pub level: Option<PreventionLevel>,
    /// The sources that the programme names.
    pub sources: Vec<FundingSource>,
    /// The people that it needs, in the words of the programme.
    pub needs: Vec<Need>,
    /// Whether its years hold the year after the one shown; none where the programme leaves the years open.
    pub goes_on: Option<bool>,
    /// Planned for the year.
    pub planned: BySource,
    /// Spent in it.
    pub spent: BySource,
    /// Planned for the year after it.
    pub next: BySource,
    /// How many numbers the activity promises, and how many of them are reached; none where that can't be told of any.
    pub reached: Option<(usize, usize)>,
}

/// All of it.
#[derive(Debug, Clone)]
pub struct MoneyView {
    /// Calendar year.
    pub year: i16,
    /// In the order of the programme, those that only its table of tasks names last, then what it no longer has.
    pub lines: Vec<MoneyLine>,
}

/// The sum of a line, or of several.
pub fn sum<'a>(amounts: impl IntoIterator<Item = &'a BySource>) -> i64 {
    amounts.into_iter().flat_map(BTreeMap::values).sum()
}

/// An amount to be written down.
#[derive(Debug, Clone, Default)]
pub struct AddMoney {
    /// Key of the activity.
    pub activity: String,
    /// Calendar year as typed.
    pub year: String,
    /// Who pays.
    pub source: Option<FundingSource>,
    /// Planned or spent.
    pub purpose: Option<Purpose>,
    /// Euros as typed.
    pub amount: String,
    /// From where it is known.
    pub note: String,
}

fn line(
    activity: &Activity,
    key: String,
    year: i16,
    resources: &[&balsts_domain::programme::Resource],
) -> MoneyLine {
    let mut sources: Vec<FundingSource> = activity
        .funding
        .iter()
        .flat_map(|cell| FundingSource::read(cell))
        .collect();
    let mut people = Vec::new();
    for resource in resources {
        sources.extend(FundingSource::read(&resource.funding));
        people.extend(needs(&resource.resources_text));
    }
    sources.sort_unstable();
    sources.dedup();
    MoneyLine {
        key,
        number: activity.number().unwrap_or_default().to_owned(),
        title: activity.title.clone(),
        level: Some(activity.level),
        sources,
        needs: people,
        goes_on: (!activity.years.is_empty()).then(|| activity.years.contains(&(year + 1))),
        planned: BySource::new(),
        spent: BySource::new(),
        next: BySource::new(),
        reached: None,
    }
}

fn gone(key: String) -> MoneyLine {
    MoneyLine {
        key,
        number: String::new(),
        title: String::new(),
        level: None,
        sources: Vec::new(),
        needs: Vec::new(),
        goes_on: None,
        planned: BySource::new(),
        spent: BySource::new(),
        next: BySource::new(),
        reached: None,
    }
}

impl Ctx {
    /// The money of a calendar year and the draft of the year after it; none where there is no programme yet.
    pub async fn money(&self, year: i16) -> Result<Option<MoneyView>> {
        let Some(version) = self.programme(Which::Current).await? else {
            return Ok(None);
        };
        let numbers = self.numbers_of(&version.programme, year).await?;
        Ok(Some(self.money_beside(&version.programme, &numbers, year).await?))
    }

    /// The same of a programme that is known already, with the numbers that it promises in the year.
    pub(crate) async fn money_beside(
        &self,
        programme: &Programme,
        numbers: &[PromisedNumber],
        year: i16,
    ) -> Result<MoneyView> {
        let scope = self.scope(Action::Read, Resource::Programme)?;
        let needed = programme.resources_by_activity();
        let mut lines: Vec<MoneyLine> = programme
            .all_activities()
            .into_iter()
            .map(|(activity, key)| {
                let rows = needed.get(&key).map_or(&[][..], Vec::as_slice);
                line(&activity, key, year, rows)
            })
            .collect();
        for row in self.store.money_sums(&scope, year, year + 1).await? {
            let (Some(source), Some(purpose)) = (
                FundingSource::from_code(&row.source),
                Purpose::from_code(&row.purpose),
            ) else {
                continue;
            };
            let known = lines.iter().position(|line| line.key == row.activity_key);
            let at = known.unwrap_or_else(|| {
                lines.push(gone(row.activity_key));
                lines.len() - 1
            });
            let amounts = match (purpose, row.year == i64::from(year)) {
                (Purpose::Planned, true) => &mut lines[at].planned,
                (Purpose::Spent, true) => &mut lines[at].spent,
                (Purpose::Planned, false) => &mut lines[at].next,
                (Purpose::Spent, false) => continue,
            };
            *amounts.entry(source).or_default() += row.cents;
        }
        for number in numbers {
            let Some(line) = lines.iter_mut().find(|line| line.key == number.activity) else {
                continue;
            };
            if let Some(is_reached) = number.is_reached {
                let (promised, reached) = line.reached.unwrap_or_default();
                line.reached = Some((promised + 1, reached + usize::from(is_reached)));
            }
        }
        Ok(MoneyView { year, lines })
    }

    /// One activity with its money of a year, and every amount ever written down for it.
    pub async fn money_of(&self, activity: &str, year: i16) -> Result<(MoneyLine, Vec<MoneyEntryRow>)> {
        let scope = self.scope(Action::Read, Resource::Programme)?;
        let view = self.money(year).await?.ok_or(AppError::NotFound)?;
        let entries = self.store.money_entries(&scope, activity).await?;
        let line = view.lines.into_iter().find(|line| line.key == activity);
        match line {
            Some(line) => Ok((line, entries)),
            None if entries.is_empty() => Err(AppError::NotFound),
            None => Ok((gone(activity.to_owned()), entries)),
        }
    }

    /// Writes an amount down.
    ///
    /// # Errors
    /// Not found where the programme has no such activity; invalid with what is wrong by field.
    pub async fn add_money(&self, add: &AddMoney) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::Programme)?;
        let version = self.programme(Which::Current).await?.ok_or(AppError::NotFound)?;
        if !version.programme.has_activity(&add.activity) {
            return Err(AppError::NotFound);
        }
        let this = self.today().year();
        let mut errors = FieldErrors::new();
        let year = add.year.trim().parse::<i16>().ok();
        let year = year.filter(|year| (this - 10..=this + 10).contains(year));
        if year.is_none() {
            errors.add("year", "error-money-year");
        }
        if add.source.is_none() {
            errors.add("source", "error-money-source");
        }
        if add.purpose.is_none() {
            errors.add("purpose", "error-money-purpose");
        }
        if add.purpose == Some(Purpose::Spent) && year.is_some_and(|year| year > this) {
            errors.add("year", "error-money-not-yet");
        }
        let amount = cents(&add.amount).filter(|cents| (1..=LARGEST).contains(cents));
        if amount.is_none() {
            errors.add("amount", "error-money-amount");
        }
        if add.note.chars().count() > NOTE_LENGTH {
            errors.add_with("note", "error-too-long", "length", NOTE_LENGTH);
        }
        errors.check()?;
        let (Some(year), Some(source), Some(purpose), Some(cents)) = (year, add.source, add.purpose, amount)
        else {
            return Err(AppError::NotFound);
        };
        let new = NewMoneyEntry {
            activity_key: &add.activity,
            year,
            source: source.code(),
            purpose: purpose.code(),
            cents,
            note: add.note.trim(),
            user: self.actor.user(),
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        let id = writing.add_money(&scope, &new, at).await?;
        let detail = format!("year={year} purpose={} source={}", purpose.code(), source.code());
        let event = self.event("money.added", "money_entry", Some(id), detail);
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// Withdraws an amount that was wrong.
    ///
    /// # Errors
    /// Not found where it is none or no longer counts; invalid without a reason.
    pub async fn withdraw_money(&self, id: i64, reason: &str) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::Programme)?;
        let mut errors = FieldErrors::new();
        let reason = reason.trim();
        if reason.is_empty() {
            errors.add("reason", "error-reason-required");
        } else if reason.chars().count() > NOTE_LENGTH {
            errors.add_with("reason", "error-too-long", "length", NOTE_LENGTH);
        }
        errors.check()?;
        let at = self.instant();
        let writing = self.store.write().await?;
        writing
            .withdraw_money(&scope, id, reason, self.actor.user(), at)
            .await?;
        let event = self.event("money.withdrawn", "money_entry", Some(id), "");
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }
}
