//! Reports on the municipality's institutions: sums from records, in the tables of `balsts_reports`. Counts of children pass disclosure control here
//! for readers who may not see each child, and for everybody where the matter itself is restricted.

mod after_school;
mod by_institution;
mod coverage;
mod data_checks;
mod dynamics;
mod effect;
mod graduates;
mod institutions;
mod meetings;
mod money;
mod overview;
mod posts;
mod progress;
mod published;
mod pupils;
mod reached;
mod restricted;
mod signalled;
mod support;
mod support_series;
mod told;
mod two_years;

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Action, Resource, Scope},
    calendar::{Period, SchoolDays, SchoolYear, Semester},
    disclosure::{Shown, withhold},
    registry::{InstitutionKind, InstitutionKinds},
};
use balsts_reports::{
    document::Document,
    format::Language,
    table::{Label, Table},
};
use balsts_store::{DatedName, SourceNoteRow};
use jiff::civil::Date;

use crate::{AppError, Ctx, Result, assessment::SignalDays};

pub(crate) use by_institution::late_duties;
pub use dynamics::DynamicsYear;
pub(crate) use meetings::body_year;
pub use overview::{InstitutionOverview, MunicipalityFigures, Overview, OverviewTotals};
pub(crate) use progress::{grade_nine_destinations, grade_nine_pupils, insufficient_marks};
pub(crate) use pupils::{moving_pupils, spring};
pub(crate) use reached::shows_beside_others;
pub(crate) use support::subject_or_role;
pub(crate) use told::{BESIDE_LESSONS, EXAM_GRADE};
pub use two_years::{DAYS, InstitutionYears, Missed, TwoYears};

/// Marks of a school year: the report behind low achievement.
pub const ANNUAL_MARKS: &str = "annual-marks";

/// The kinds of reports by their names, in the order in which they are offered.
pub const KINDS: [&str; 36] = [
    "absences",
    "over-limit",
    "enrolment",
    "staff",
    "support-plans",
    "risks",
    "risks-by-school",
    "consultations",
    "support-series",
    "effect",
    "support-coverage",
    "economic-support",
    "absence-causes",
    "screenings",
    "staff-training",
    "preschool",
    "intake",
    "mobility",
    "programmes",
    "distance-learning",
    "extracurricular",
    "long-absences",
    "repeaters",
    ANNUAL_MARKS,
    "exams",
    "completion",
    "continuation",
    "graduates",
    "care",
    "incidents",
    "incidents-by-month",
    "authorities",
    "meetings",
    "posts",
    "money",
    "data-checks",
];

/// What a kind of report can be narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Narrowing {
    /// A school year or a semester of it.
    Semester,
    /// All school years together, one of them, or a semester of it.
    Term,
    /// A school year; for a series its last one.
    Year,
    /// A day, or a school year.
    Day,
    /// Nothing: the figures are those of today.
    Today,
}

impl Narrowing {
    /// That of a kind.
    pub fn of(kind: &str) -> Self {
        match kind {
            "absences" | "over-limit" => Self::Semester,
            "support-plans" | "risks" | "risks-by-school" | "consultations" | "effect"
            | "economic-support" => Self::Term,
            "enrolment" | "staff" | "preschool" | "programmes" | "extracurricular" | "care"
            | "long-absences" | "posts" => Self::Day,
            "support-coverage" | "data-checks" => Self::Today,
            _ => Self::Year,
        }
    }
}

/// School years of a series.
const SERIES: usize = 5;

/// What a report is narrowed to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReportPeriod {
    /// School year; the current one when none.
    pub school_year: Option<SchoolYear>,
    /// Semester; the whole year when none.
    pub semester: Option<Semester>,
    /// A day, for reports as of a day.
    pub on: Option<Date>,
    /// To be published: small counts are withheld whoever asks.
    pub published: bool,
}

/// What an institution was called, and of which kinds it was, in the days of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    name: String,
    kinds: Vec<InstitutionKind>,
}

impl Place {
    /// Whether it provides compulsory education; one whose kind is not known does.
    pub(crate) fn is_school(&self) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|kind| kind.provides_compulsory_education())
    }
}

/// Institutions of a time by identifier.
#[derive(Debug)]
pub(crate) struct Places(pub BTreeMap<i64, Place>);

impl Places {
    /// The kinds of an institution; `None` for one that is not known.
    pub fn kinds(&self, id: i64) -> Option<&[InstitutionKind]> {
        self.0.get(&id).map(|place| place.kinds.as_slice())
    }

    /// The name of an institution; its number for one that is not known.
    pub fn name(&self, id: i64) -> String {
        let place = self.0.get(&id);
        place.map_or_else(|| id.to_string(), |place| place.name.clone())
    }

    /// Whether it provides compulsory education.
    pub fn is_school(&self, id: i64) -> bool {
        self.0.get(&id).is_some_and(Place::is_school)
    }

    /// Those of some kinds.
    pub fn those(&self, of: impl Fn(&[InstitutionKind]) -> bool) -> Vec<i64> {
        let some = self.0.iter().filter(|(_, place)| of(&place.kinds));
        some.map(|(id, _)| *id).collect()
    }
}

fn places_of(names: &[DatedName], within: Period) -> BTreeMap<i64, Place> {
    let mut places: BTreeMap<i64, Place> = BTreeMap::new();
    for records in names.chunk_by(|a, b| a.id == b.id) {
        let valid = |at: Date| {
            let day = i64::from(balsts_domain::calendar::day_number(at));
            records
                .iter()
                .filter(move |one| one.valid_from <= day && one.valid_to.is_none_or(|to| to >= day))
                .collect::<Vec<_>>()
        };
        let from = i64::from(balsts_domain::calendar::day_number(within.from()));
        let mut named = valid(within.to());
        if named.is_empty() {
            let until = |to: i64| balsts_store::date(to);
            let ended = records
                .iter()
                .filter_map(|one| one.valid_to.filter(|to| *to >= from));
            named = ended.max().map(|to| valid(until(to))).unwrap_or_default();
        }
        if named.is_empty() {
            named.extend(records.last());
        }
        let Some(last) = named.last() else { continue };
        let place = Place {
            name: last.name.clone(),
            kinds: named
                .iter()
                .filter_map(|one| InstitutionKinds::parse(&one.kind))
                .flat_map(InstitutionKinds::iter)
                .collect(),
        };
        places.insert(last.id, place);
    }
    places
}

/// The first day of lessons of a school year; of one that the calendar does not know, 1 September.
fn first_lessons(days: &SchoolDays, year: SchoolYear) -> Date {
    days.lessons_of(year).map_or(year.first_day(), Period::from)
}

fn whole(count: i64) -> u32 {
    u32::try_from(count).unwrap_or_default()
}

impl Ctx {
    /// Institutions by identifier, which follows the order in which a source named them: with the name valid last within the days, that of the
    /// nearest time for one that was closed before or opened later, so that no record is without its row.
    pub(crate) async fn places(&self, within: Period) -> Result<BTreeMap<i64, Place>> {
        let names = self.store.dated_names(self.actor.municipality).await?;
        Ok(places_of(&names, within))
    }

    /// The days of a school year or of one semester of it.
    pub async fn period_of(&self, wanted: &ReportPeriod) -> Result<Period> {
        let year = self.year_of(wanted);
        if wanted.semester.is_none() {
            return Ok(year.period());
        }
        let days = self.calendar().await?.school_days(None, None);
        self.period_in(&days, wanted)
    }

    /// The same in a calendar that is known already.
    fn period_in(&self, days: &SchoolDays, wanted: &ReportPeriod) -> Result<Period> {
        let year = self.year_of(wanted);
        match wanted.semester {
            None => Ok(year.period()),
            Some(semester) => days
                .semester(year, semester)
                .map(|span| span.period)
                .ok_or(AppError::NotFound),
        }
    }

    fn year_of(&self, wanted: &ReportPeriod) -> SchoolYear {
        let day = wanted.on.unwrap_or_else(|| self.today());
        wanted.school_year.unwrap_or_else(|| SchoolYear::of(day))
    }

    /// The day of a report as of a day: 1 September of the school year when none is given.
    fn day_of(&self, wanted: &ReportPeriod) -> Date {
        wanted.on.unwrap_or_else(|| self.year_of(wanted).first_day())
    }

    /// The day on which a school year's lists are counted: that of its first lessons, for where 1 September is no school day lists begin after it.
    pub(crate) async fn first_school_day(&self, year: SchoolYear) -> Result<Date> {
        let days = self.calendar().await?.school_days(None, None);
        Ok(first_lessons(&days, year))
    }

    /// The day of a report on lists: the first day of lessons of the school year when none is given.
    async fn lists_day(&self, wanted: &ReportPeriod) -> Result<Date> {
        match wanted.on {
            Some(on) => Ok(on),
            None => self.first_school_day(self.year_of(wanted)).await,
        }
    }

    /// School years of a series up to the one asked for, the earliest first.
    fn series_of(&self, wanted: &ReportPeriod) -> Vec<SchoolYear> {
        let years = std::iter::successors(Some(self.year_of(wanted)), |year| Some(year.previous()));
        let mut years: Vec<SchoolYear> = years.take(SERIES).collect();
        years.reverse();
        years
    }

    /// Whether the reader may see of each child within a scope of figures what the figures are about. Holding a role that sees some children is
    /// not enough: whoever leads the municipality and teaches a class sees the children of the class.
    pub(crate) fn sees_each(&self, scope: &Scope, matter: Resource) -> bool {
        self.actor
            .scope(Action::Read, matter)
            .is_ok_and(|children| scope.reach().iter().all(|part| children.reach().contains(part)))
    }

    /// The smallest count shown: 1, which withholds nothing, for those who may see of each child what the figures are about, and on the command
    /// line, where a report is internal.
    pub(crate) async fn smallest_shown(
        &self,
        scope: &Scope,
        matter: Resource,
        wanted: &ReportPeriod,
    ) -> Result<u32> {
        if self.sees_each(scope, matter) && !wanted.published {
            Ok(1)
        } else {
            self.smallest_cell().await
        }
    }

    /// A report's table as a document of the municipality, of today: to be read, printed and filed.
    pub async fn report_paper(&self, table: &Table, language: Language) -> Result<Document> {
        let municipality = self.store.municipality_of(self.actor.municipality).await?;
        Ok(Document::of_table(
            table,
            language,
            municipality.name,
            self.today(),
        ))
    }

    /// A report by its name.
    ///
    /// # Errors
    /// Not found for a name that is none of [`KINDS`], or a semester that the calendar does not know.
    pub async fn report(&self, kind: &str, wanted: &ReportPeriod) -> Result<Table> {
        self.report_beside(kind, wanted, &mut SignalDays::default()).await
    }

    /// The same beside other reports: days on which everybody was judged for one of them are not judged again.
    pub(crate) async fn report_beside(
        &self,
        kind: &str,
        wanted: &ReportPeriod,
        days: &mut SignalDays,
    ) -> Result<Table> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_shown(&scope, Resource::Assessment, wanted).await?;
        let mut table = self.table_of(kind, wanted, smallest, days).await?;
        // That none of the pupils is in a special programme is known where there are pupils, and that nothing contradicts itself is an answer.
        if table.rows.is_empty() && !["programmes", "data-checks"].contains(&kind) {
            table.no_data();
        }
        Ok(table)
    }

    async fn table_of(
        &self,
        kind: &str,
        wanted: &ReportPeriod,
        smallest: u32,
        days: &mut SignalDays,
    ) -> Result<Table> {
        let mut table = match kind {
            "absences" if smallest > 1 => return self.published_absences(wanted, smallest).await,
            "absences" => self.report_absences(wanted).await?.table(),
            "over-limit" => self.report_over_limit(wanted, days).await?.table(),
            "enrolment" => {
                let mut table = self.report_enrolment(wanted).await?.table();
                if smallest > 1 {
                    published::enrolment(&mut table, smallest);
                    return Ok(table);
                }
                table
            }
            "staff" => {
                let mut table = self.report_staff(wanted).await?.table();
                if wanted.published {
                    table.notes.push(Label::new(
                        "Publicējams: likmes rāda visas, jo aiz tām nav bērnu.",
                        "For publication: all posts are shown, because no children stand behind them.",
                    ));
                }
                table
            }
            "support-plans" | "risks" | "consultations" if smallest > 1 => {
                return self.published_terms(kind, wanted, smallest).await;
            }
            "support-plans" => self.report_support_plans(wanted).await?.table(),
            "risks" => self.report_risks(wanted).await?.table(),
            "risks-by-school" => self.report_risks_by_school(wanted, smallest > 1).await?.table(),
            "consultations" => self.report_consultations(wanted).await?.table(),
            "support-series" => self.report_support_series(wanted).await?.table(),
            "effect" => self.report_effect(wanted).await?.table(),
            "support-coverage" => self.report_support_coverage(wanted).await?.table(),
            "economic-support" => return self.economic_support_shown(wanted).await,
            "absence-causes" => self.report_absence_causes(wanted).await?.table(),
            "screenings" => self.report_screenings(wanted).await?.table(),
            "staff-training" => self.report_staff_training(wanted).await?.table(),
            "preschool" => {
                let mut table = self.report_preschool(wanted).await?.table();
                if smallest > 1 {
                    published::preschool(&mut table, smallest);
                    return Ok(table);
                }
                table
            }
            "intake" => self.report_intake(wanted).await?.table(),
            "mobility" => self.report_mobility(wanted).await?.table(),
            "programmes" => self.report_programmes(wanted).await?.table(),
            "distance-learning" => self.report_distance_learning(wanted).await?.table(),
            "extracurricular" => self.report_extracurricular(wanted).await?.table(),
            "long-absences" => self.report_long_absences(wanted, days).await?.table(),
            "repeaters" => self.report_repeaters(wanted).await?.table(),
            ANNUAL_MARKS => self.report_annual_marks(wanted).await?.table(),
            "exams" => self.report_exams(wanted).await?.table(),
            "completion" => self.report_completion(wanted).await?.table(),
            "continuation" => self.report_continuation(wanted).await?.table(),
            "graduates" => self.report_graduates(wanted).await?.table(),
            "care" => self.report_care(wanted).await?.table(),
            "incidents" => self.report_incidents(wanted).await?.table(),
            "incidents-by-month" => self.report_incidents_by_month(wanted).await?.table(),
            "authorities" => self.report_authorities(wanted).await?.table(),
            "meetings" => self.report_meetings(wanted).await?.table(),
            "posts" => self.report_posts(wanted).await?.table(),
            "money" => self.report_money(wanted).await?.table(),
            "data-checks" => self.report_data_checks().await?.table(),
            _ => return Err(AppError::NotFound),
        };
        if table.withholds() {
            let smallest = self.smallest_cell().await?;
            table.notes.push(Label::new(
                format!(
                    "Skaitu, kas mazāks par {smallest}, nerāda; nerāda arī to, no kā to varētu aprēķināt."
                ),
                format!(
                    "Counts below {smallest} are withheld, and so is what they could be worked out from."
                ),
            ));
        }
        Ok(table)
    }

    /// Where the published sources of what a report is about contradict themselves or say too little. Beside the figures of all years, for those who
    /// see all of them, also what is printed and follows from the rows.
    ///
    /// # Errors
    /// Those of [`Ctx::report`].
    pub async fn source_notes_of(&self, kind: &str, wanted: &ReportPeriod) -> Result<Vec<SourceNoteRow>> {
        let topics: &[&str] = match kind {
            "absences" => &["absences"],
            "over-limit" => &["over_limit"],
            "enrolment" => &["pupils"],
            "staff" => &["posts"],
            "support-plans" => &["supported"],
            "risks" => &["risks"],
            "consultations" => &["consultations"],
            "preschool" => &["preschools"],
            "programmes" => &["special"],
            "repeaters" => &["repeaters"],
            _ => return Ok(Vec::new()),
        };
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_shown(&scope, Resource::Assessment, wanted).await?;
        let shows_printed = smallest <= 1 && wanted.school_year.is_none();
        let mut notes = self.printed_figures().await?;
        notes.retain(|note| topics.contains(&note.topic.as_str()) && (shows_printed || !note.agrees()));
        Ok(notes)
    }
}

/// One column as it may be shown.
fn column<T>(rows: &[T], smallest: u32, of: impl Fn(&T) -> u32) -> Shown {
    withhold(&rows.iter().map(of).collect::<Vec<u32>>(), smallest)
}
