//! The yearly report on the programme: put together from reports of work, numbers reached, indicators and the reports of the registry; with what the
//! board writes for it, and where it was presented and published.

mod indicators;
mod interim;
mod money;
mod policies;
mod situation;
mod write;

use std::collections::HashMap;

use balsts_domain::{
    access::{Action, Resource},
    calendar::day_number,
    numbers::Decimal,
    programme::{AnnualEvent, AnnualYear, Measure, Quantity, Table},
};
use balsts_reports::{
    annual::{Activity, Annual, Event, Goal, Number, Overdue, Reported, Texts},
    format::Language,
    table::Label,
};
use balsts_store::{AnnualEventRow, AnnualTextRow};
use jiff::civil::Date;

use crate::{
    AppError, Ctx, Result,
    programme::{
        Which,
        achievement::PromisedNumber,
        work::{ActivityView, ProgrammeView, WorkLine},
    },
};

use situation::Chapter;

pub(crate) use indicators::status_words;
pub use write::{WriteAnnual, WriteAnnualEvent};

/// Most years whose reports are looked through: more than any programme has.
const MOST_YEARS: i16 = 12;

/// The report with what its page needs beside it.
#[derive(Debug, Clone)]
pub struct AnnualView {
    /// Its year.
    pub year: AnnualYear,
    /// The report.
    pub report: Annual,
    /// The programme as it was known on its day.
    pub programme: ProgrammeView,
    /// Texts of the board by key of the activity; of the whole report under the empty key.
    pub texts: HashMap<String, AnnualTextRow>,
    /// Presentations and publications.
    pub events: Vec<AnnualEventRow>,
    /// The reader may write for it.
    pub may_write: bool,
}

pub(crate) fn texts(row: Option<&AnnualTextRow>) -> Texts {
    row.map_or_else(Texts::default, |row| Texts {
        done: row.done.clone(),
        impact: row.impact.clone(),
        helped: row.helped.clone(),
        hindered: row.hindered.clone(),
        changes: row.changes.clone(),
    })
}

fn number_text(language: Language, number: Decimal, measure: Measure) -> String {
    let plain = number.trimmed().to_string();
    match measure {
        Measure::Share => language.per_cent(&plain),
        Measure::Count => language.decimal(&plain),
    }
}

fn promised_text(language: Language, quantity: &Quantity) -> String {
    let mut promised = number_text(language, quantity.least, quantity.measure);
    if let Some(most) = quantity.most {
        promised = format!("{promised}–{}", number_text(language, most, quantity.measure));
    }
    format!("{promised} {}", quantity.of).trim().to_owned()
}

fn reached_text(language: Language, one: &PromisedNumber) -> Option<String> {
    let text = |value| number_text(language, Decimal::new(value, 3), one.quantity.measure);
    match one.value {
        Some(value) if one.is_complete => Some(text(value)),
        // Shares of institutions of which none of the municipality can be formed stand each by itself.
        _ if one.told.is_empty() => None,
        _ => {
            let parts = one.told.iter();
            let parts: Vec<String> = parts
                .map(|part| format!("{}: {}", part.name, text(part.value)))
                .collect();
            Some(parts.join("; "))
        }
    }
}

/// A number promised with what was reached, as each language writes it.
pub(crate) fn number(one: &PromisedNumber) -> Number {
    let reached = |language| reached_text(language, one);
    Number {
        promised: Label::new(
            promised_text(Language::Latvian, &one.quantity),
            promised_text(Language::English, &one.quantity),
        ),
        reached: reached(Language::Latvian)
            .zip(reached(Language::English))
            .map(|(latvian, english)| Label::new(latvian, english)),
        is_enough: one.is_reached,
    }
}

/// What was reported of a line in the days of the report, the oldest first.
fn reported(line: &WorkLine, year: AnnualYear) -> impl Iterator<Item = Reported> {
    let of = if line.table == Table::Tasks {
        line.title.clone()
    } else {
        String::new()
    };
    let first = i64::from(day_number(year.period().from()));
    line.reports
        .iter()
        .rev()
        .filter(move |report| report.day >= first)
        .filter_map(move |report| {
            Some(Reported {
                on: balsts_store::date(report.day),
                by: report.institution_name.clone().or_else(|| report.party.clone()),
                of: of.clone(),
                state: balsts_domain::programme::ProgressState::from_code(&report.state)?,
                note: report.note.clone(),
            })
        })
}

struct Year<'a> {
    year: AnnualYear,
    numbers: &'a [PromisedNumber],
    texts: &'a HashMap<String, AnnualTextRow>,
}

impl Year<'_> {
    fn activity(&self, one: &ActivityView) -> Activity {
        let mut told: Vec<Reported> = one
            .work
            .iter()
            .flat_map(|line| reported(line, self.year))
            .collect();
        told.sort_by_key(|one| one.on);
        Activity {
            nr: one.activity.number().unwrap_or_default().to_owned(),
            title: one.activity.title.clone(),
            promised: one.activity.expected_result.clone(),
            state: one.state,
            timing: one.timing,
            reported: told,
            numbers: self
                .numbers
                .iter()
                .filter(|number| number.activity == one.key)
                .map(number)
                .collect(),
            texts: texts(self.texts.get(&one.key)),
        }
    }
}

fn overdue(view: &ProgrammeView) -> Vec<Overdue> {
    view.work()
        .filter(|line| line.timing == balsts_domain::programme::Timing::Overdue)
        .map(|line| Overdue {
            nr: line.number.clone(),
            title: line.title.clone(),
            activity: line.activity.clone(),
            who: line.executors.join(", "),
            due: line.end,
        })
        .collect()
}

fn event(row: &AnnualEventRow) -> Event {
    Event {
        what: match AnnualEvent::from_code(&row.kind) {
            Some(AnnualEvent::Published) => Label::new("publicēts", "published"),
            _ => Label::new("iesniegts un izskatīts", "presented"),
        },
        on: balsts_store::date(row.day),
        place: row.place.clone(),
        note: row.note.clone(),
    }
}

impl Ctx {
    /// The year of the report that is being written, or was written last.
    pub fn annual_year(&self) -> AnnualYear {
        AnnualYear::on(self.today())
    }

    /// The report of a year; `None` where there is no programme. Figures of the registry stand in it as they may be published, for the
    /// report goes to the council and onto the web page.
    ///
    /// # Errors
    /// Forbidden for those who may not read the programme.
    pub async fn annual(&self, year: AnnualYear) -> Result<Option<AnnualView>> {
        self.annual_as_of(year, year.as_of(self.today()), Chapter::Whole)
            .await
    }

    /// The report of a year without its chapter on the situation: for the page on which it is written, which shows none.
    ///
    /// # Errors
    /// Those of [`Ctx::annual`].
    pub async fn annual_outline(&self, year: AnnualYear) -> Result<Option<AnnualView>> {
        self.annual_as_of(year, year.as_of(self.today()), Chapter::Unshown)
            .await
    }

    /// The report of a year with the work as it was known on a day.
    async fn annual_as_of(&self, year: AnnualYear, as_of: Date, much: Chapter) -> Result<Option<AnnualView>> {
        let scope = self.scope(Action::Read, Resource::Programme)?;
        let Some(programme) = self.programme_view_on(Which::Current, as_of).await? else {
            return Ok(None);
        };
        let numbers = self.numbers_of(&programme.programme, year.year()).await?;
        let rows = self.store.annual_texts(&scope, year.year()).await?;
        let by_key: HashMap<String, AnnualTextRow> =
            rows.into_iter().map(|row| (row.row_key.clone(), row)).collect();
        let events = self.store.annual_events(&scope, year.year()).await?;
        let municipality = self.store.municipality_of(self.actor.municipality).await?;
        let of = Year {
            year,
            numbers: &numbers,
            texts: &by_key,
        };
        let goals = programme.goals.iter().map(|goal| Goal {
            level: goal.goal.level,
            nr: goal.goal.nr.clone(),
            title: goal.goal.title.clone(),
            expected: goal.goal.expected_results.clone(),
            activities: goal.activities.iter().map(|one| of.activity(one)).collect(),
        });
        let mut situation = self.annual_situation(year, much).await?;
        let indicators = self.annual_indicators(year, &programme, &situation).await?;
        if much == Chapter::Unshown {
            situation.clear();
        }
        let report = Annual {
            municipality: municipality.name,
            programme: programme.programme.document.title.clone(),
            version: programme.version.number,
            year: year.year(),
            school_year: year.school_year().first_calendar_year(),
            as_of,
            on: self.today(),
            goals: goals.collect(),
            overdue: overdue(&programme),
            indicators,
            money: self.annual_money(year, &programme.programme, &numbers).await?,
            policies: self.annual_policies(year, as_of, &programme.programme).await?,
            situation,
            whole: texts(by_key.get("")),
            events: events.iter().map(event).collect(),
        };
        Ok(Some(AnnualView {
            year,
            report,
            programme,
            texts: by_key,
            events,
            may_write: self.scope(Action::Write, Resource::Programme).is_ok(),
        }))
    }

    /// What the board wrote for the reports of some years, the newest report first.
    pub(crate) async fn texts_of_years(&self, from: i16, to: i16) -> Result<Vec<(i16, AnnualTextRow)>> {
        let scope = self.scope(Action::Read, Resource::Programme)?;
        let mut found = Vec::new();
        for year in (from.max(to - MOST_YEARS)..=to).rev() {
            let rows = self.store.annual_texts(&scope, year).await?;
            found.extend(rows.into_iter().map(|row| (year, row)));
        }
        Ok(found)
    }

    /// The report to take away: who may do so is asked, and it is written down that it was taken.
    ///
    /// # Errors
    /// Not found where there is no programme.
    pub async fn export_annual(&self, year: AnnualYear) -> Result<AnnualView> {
        self.scope(Action::Export, Resource::Programme)?;
        let view = self.annual(year).await?.ok_or(AppError::NotFound)?;
        let at = self.instant();
        let writing = self.store.write().await?;
        let detail = format!("year={}", year.year());
        let event = self.event(
            "annual.exported",
            "municipality",
            Some(self.actor.municipality),
            detail,
        );
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(view)
    }
}
