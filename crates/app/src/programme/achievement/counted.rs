//! What counts of the numbers that were written down, and whether it is enough.

use std::collections::HashSet;

use balsts_domain::programme::{Measure, Per, Quantity};
use balsts_store::AchievementRow;

use super::{Basis, PartNumber};
use crate::programme::party::PartyView;

/// Whether it was written down for all together.
fn is_whole(row: &AchievementRow) -> bool {
    row.institution_id.is_none() && row.party.is_none()
}

/// What counts in a year of what was written down, the newest first: a later number for the same replaces the earlier one, of a count in the same
/// year; what is for all together stands in place of what it is made of.
pub(super) fn counted<'a>(
    quantity: &Quantity,
    rows: &'a [AchievementRow],
    year: i16,
) -> Vec<&'a AchievementRow> {
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
pub(super) fn share(part: i64, base: i64) -> Option<i64> {
    (base > 0).then(|| (part * 100_000 + base / 2) / base)
}

/// The number of the whole, and out of what it is.
pub(super) fn value(quantity: &Quantity, counted: &[&AchievementRow]) -> (Option<i64>, Basis) {
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
pub(super) fn all_told(parties: &[PartyView], counted: &[&AchievementRow]) -> bool {
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
pub(super) fn told(quantity: &Quantity, rows: &[AchievementRow], year: i16) -> Vec<PartNumber> {
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

/// What has to be there, in thousandths, in the year or in the whole time that is asked.
fn needed(quantity: &Quantity) -> Option<i64> {
    let times = if quantity.per == Per::Month { 12 } else { 1 };
    Some(quantity.least.scaled(3)? * times)
}

/// Whether a value of all together is enough. A number of each institution is not told by that: see [`each_enough`].
pub(super) fn enough(quantity: &Quantity, value: Option<i64>) -> Option<bool> {
    if quantity.each_institution {
        return None;
    }
    Some(value? >= needed(quantity)?)
}

/// Whether a number promised of each institution is enough everywhere: no, where one of those that told falls short; yes, where each told enough;
/// not known while some told nothing, and where the registry has none of those who carry it out.
pub(super) fn each_enough(
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
