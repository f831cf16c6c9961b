//! Results told by numbers, followed year by year: what was promised, what was reached, what is missing.

use balsts_domain::{
    access::{Action, Reach, Resource},
    numbers::Decimal,
    programme::{Measure, Per, Quantity, quantities},
};
use balsts_store::{AchievementRow, NewAchievement};

use super::Which;
use crate::{AppError, Ctx, FieldErrors, Result};

/// Longest remark.
const NOTE_LENGTH: usize = 500;

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
    /// What was written down, the newest first.
    pub reached: Vec<AchievementRow>,
    /// What counts in the year asked for: a share's last value, a count's sum over institutions; of a number for the whole programme or for
    /// several years, everything so far. Thousandths; `None` where nothing was written down.
    pub value: Option<i64>,
    /// Whether that is enough; `None` where it can't be told.
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
    /// The number as typed.
    pub value: String,
    /// From where it is known.
    pub note: String,
}

fn value(quantity: &Quantity, rows: &[AchievementRow], year: i16) -> Option<i64> {
    let yearly = matches!(quantity.per, Per::Year | Per::SchoolYear | Per::Month);
    let of_time = |row: &&AchievementRow| !yearly || row.year == i64::from(year);
    let mut counted: Vec<&AchievementRow> = rows.iter().filter(of_time).collect();
    // Newest first: a later number of the same year and institution replaces the earlier one.
    let mut seen = std::collections::HashSet::new();
    counted.retain(|row| seen.insert((row.year, row.institution_id)));
    match quantity.measure {
        Measure::Share => counted.first().map(|row| row.value),
        Measure::Count if counted.is_empty() => None,
        Measure::Count => Some(counted.iter().map(|row| row.value).sum()),
    }
}

/// Whether a value is enough. A number of each institution asks how many there are, which is not known here.
fn enough(quantity: &Quantity, value: Option<i64>) -> Option<bool> {
    if quantity.each_institution {
        return None;
    }
    let needed = quantity.least.scaled(3)?;
    let times = if quantity.per == Per::Month { 12 } else { 1 };
    Some(value? >= needed * times)
}

impl Ctx {
    /// Numbers that the activities of the programme promise, and what was reached by a year.
    pub async fn promised_numbers(&self, year: i16) -> Result<Vec<PromisedNumber>> {
        let scope = self.scope(Action::Read, Resource::Programme)?;
        let Some(version) = self.programme(Which::Current).await? else {
            return Ok(Vec::new());
        };
        let all = self.store.programme_achievements(&scope).await?;
        let programme = &version.programme;
        let mut found = Vec::new();
        for (activity, key) in programme.activities.iter().zip(programme.activity_keys()) {
            for (position, quantity) in quantities(&activity.expected_result).into_iter().enumerate() {
                let mut reached: Vec<AchievementRow> = all
                    .iter()
                    .filter(|row| row.row_key == key && row.position == position as i64)
                    .filter(|row| row.year <= i64::from(year))
                    .cloned()
                    .collect();
                reached.reverse();
                let value = value(&quantity, &reached, year);
                found.push(PromisedNumber {
                    activity: key.clone(),
                    title: activity.title.clone(),
                    text: activity.expected_result.clone(),
                    position,
                    is_reached: enough(&quantity, value),
                    quantity,
                    reached,
                    value,
                });
            }
        }
        Ok(found)
    }

    /// Writes a number down. What was written before stays.
    pub async fn write_down(&self, number: &WriteDown) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::ProgrammeReport)?;
        let year = self.today().year();
        let promised = self.promised_numbers(year).await?;
        let promised = promised
            .iter()
            .find(|one| one.activity == number.activity && one.position == number.position)
            .ok_or(AppError::NotFound)?;
        let mut errors = FieldErrors::new();
        let value = Decimal::parse(&number.value)
            .and_then(|value| value.scaled(3))
            .filter(|value| *value >= 0);
        if value.is_none() {
            errors.add("value", "error-programme-number");
        }
        if promised.quantity.measure == Measure::Share && value.is_some_and(|value| value > 100_000) {
            errors.add("value", "error-programme-share");
        }
        if number.year > year || number.year < 2000 {
            errors.add("year", "error-programme-year");
        }
        if number.note.chars().count() > NOTE_LENGTH {
            errors.add_with("note", "error-too-long", "length", NOTE_LENGTH);
        }
        errors.check()?;
        let institution = scope.reach().iter().find_map(|reach| match reach {
            Reach::Institution(id) => Some(*id),
            _ => None,
        });
        let new = NewAchievement {
            row_key: number.activity.clone(),
            position: number.position as i64,
            year: number.year,
            institution,
            value: value.unwrap_or_default(),
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
            institution_name: None,
            value,
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
        assert_eq!(value(&yearly, &rows, 2026), Some(20_000));
        assert_eq!(enough(&yearly, Some(20_000)), Some(true));
        assert_eq!(enough(&yearly, Some(19_000)), Some(false));
        assert_eq!(value(&yearly, &rows, 2024), None);
        assert_eq!(enough(&yearly, None), None);
        let once = of("3 objekti");
        assert_eq!(value(&once, &rows, 2026), Some(119_000));
        let monthly = of("Katru mēnesi 1 pasākums");
        assert_eq!(enough(&monthly, Some(11_000)), Some(false));
        let each = of("Vismaz 1 pasākums katrā izglītības iestādē gadā.");
        assert_eq!(enough(&each, Some(50_000)), None);
    }
}
