//! «Latvijas skolas soma»: what the State gives for each semester by the number of pupils, and how many of them took part.

use std::collections::BTreeSet;

use balsts_domain::{
    access::{Action, Resource},
    calendar::{Period, SchoolYear, Semester},
    indicators::{Figure, is_about},
    numbers::Decimal,
};
use jiff::civil::Date;

use crate::{Ctx, Result, report::ReportPeriod};

/// How lists of participants name the programme, in whatever case.
const NAMED: &str = "skolas som";
/// The money of a year comes in halves.
const SEMESTERS: [Semester; 2] = [Semester::First, Semester::Second];

/// What the State gives for a semester.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BagSemester {
    /// Which.
    pub semester: Semester,
    /// The day whose lists count: the first of the semester; today, while it has not begun.
    pub on: Date,
    /// Pupils of grades 1 to 12 on that day, each once.
    pub pupils: i64,
    /// What is given for them.
    pub cents: i64,
}

/// Who took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BagShare {
    /// No list of participants names a pupil.
    NoData,
    /// So few took part, or did not, that it is not shown.
    Withheld,
    /// Per cent of the pupils who are on lists today.
    Share(Decimal),
}

/// The programme in a school year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolBag {
    /// The year.
    pub year: SchoolYear,
    /// Its semesters.
    pub semesters: Vec<BagSemester>,
    /// Who took part since the year began.
    pub share: BagShare,
    /// Some lists tell a number alone: at least the share took part.
    pub by_number: bool,
}

impl Ctx {
    /// What the State gives for «Latvijas skolas soma» in this school year, and the share of pupils who took part. None to whoever reads no counts
    /// of the municipality.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub async fn school_bag(&self) -> Result<Option<SchoolBag>> {
        let Ok(scope) = self.scope(Action::Read, Resource::Statistics) else {
            return Ok(None);
        };
        let today = self.today();
        let year = SchoolYear::of(today);
        let first = year.first_day();
        let euros = self.plain_number("money", None, "school_bag").await?;
        let for_each = euros.unwrap_or_default() * 100 / SEMESTERS.len() as i64;
        let days = self.calendar().await?.school_days(None, None);
        let mut semesters = Vec::new();
        for semester in SEMESTERS {
            let Some(span) = days.semester(year, semester) else {
                continue;
            };
            let on = span.period.from().min(today);
            let listed = self
                .store
                .listed_participants(&scope, (first, on), &BTreeSet::new())
                .await?;
            semesters.push(BagSemester {
                semester,
                on,
                pupils: listed.pupils,
                cents: listed.pupils * for_each,
            });
        }
        let passed = Period::between(first, today);
        let mut lists = self
            .store
            .participation_sums(&scope, Some("pupils"), passed)
            .await?;
        lists.retain(|list| is_about(&list.programme, NAMED));
        let programmes: BTreeSet<String> = lists.iter().map(|list| list.programme.clone()).collect();
        let share = if lists.iter().any(|list| list.named > 0) {
            let sum = self
                .store
                .listed_participants(&scope, (first, today), &programmes)
                .await?;
            let smallest = self
                .smallest_shown(&scope, Resource::Pupil, &ReportPeriod::default())
                .await?;
            let figure = Figure::share(sum.counted, sum.pupils, today);
            match figure.shown() {
                Some(_) if figure.is_small(smallest) => BagShare::Withheld,
                Some(share) => BagShare::Share(share),
                None => BagShare::NoData,
            }
        } else {
            BagShare::NoData
        };
        Ok(Some(SchoolBag {
            year,
            semesters,
            share,
            by_number: lists.iter().any(|list| list.counted > 0),
        }))
    }
}
