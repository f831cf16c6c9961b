//! Means that are followed one by one: projects and calls, ideas of young people, providers, premises, camps, support of teachers, money for posts,
//! early measures, projects of school and community.

use balsts_domain::{
    access::{Action, Resource},
    calendar::day_number,
    money::{
        AgeGroup, CallDoubt, MeansKind, MeansState, TeacherSupport, YouthCall, built_in_teacher_support,
        cents, teacher_support,
    },
};
use balsts_store::{MeansRow, MeansStepRow, NewMeans, NewMeansStep, StoreError};
use jiff::civil::Date;

use super::NOTE_LENGTH;
use crate::{AppError, Ctx, FieldErrors, Result, programme::Which};

const TITLE_LENGTH: usize = 300;
/// The largest number that can be typed: children of a camp, posts.
const LARGEST_NUMBER: i64 = 100_000;

/// Means as they were typed.
#[derive(Debug, Clone, Default)]
pub struct AddMeans {
    /// Kind.
    pub kind: Option<MeansKind>,
    /// What it is.
    pub title: String,
    /// State at first.
    pub state: Option<MeansState>,
    /// Key of the activity that it serves; empty for none.
    pub activity: String,
    /// Programme and call, or procurement; may be empty.
    pub call: String,
    /// Who provides, takes part or applies; may be empty.
    pub partner: String,
    /// Until when one applies.
    pub apply_by: Option<Date>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Euros; empty where not known.
    pub amount: String,
    /// How many; empty where it does not matter.
    pub number: String,
    /// Ages of a team of young people, with commas.
    pub ages: String,
    /// In words.
    pub note: String,
}

/// Means with all that is known of them.
#[derive(Debug, Clone)]
pub struct MeansView {
    /// The row.
    pub row: MeansRow,
    /// Its steps, in order.
    pub steps: Vec<MeansStepRow>,
    /// What speaks against it, where it is a project of young people.
    pub doubts: Vec<CallDoubt>,
}

/// Whether one can still apply, and until when; none where nothing is to be applied for any more. The day itself counts.
pub fn applications(row: &MeansRow, today: Date) -> Option<(Date, bool)> {
    let is_idea = MeansState::from_code(&row.state) == Some(MeansState::Idea);
    let last = balsts_store::date(row.apply_day.filter(|_| is_idea)?);
    Some((last, today <= last))
}

impl MeansView {
    /// Its state.
    pub fn state(&self) -> MeansState {
        MeansState::from_code(&self.row.state).unwrap_or(MeansState::Idea)
    }
}

fn ages(text: &str) -> Option<Vec<u8>> {
    text.split([',', ';', ' '])
        .map(str::trim)
        .filter(|age| !age.is_empty())
        .map(|age| age.parse().ok())
        .collect()
}

impl Ctx {
    /// The rules of the municipality's call for projects of young people.
    pub async fn youth_call(&self) -> Result<YouthCall> {
        let mut numbers = [0; 7];
        let keys = [
            "team",
            "youngest",
            "oldest",
            "adult",
            "most_12_14",
            "most_15_17",
            "most_18_25",
        ];
        for (number, key) in numbers.iter_mut().zip(keys) {
            *number = self.plain_number("money", None, key).await?.unwrap_or_default();
        }
        let [team, youngest, oldest, adult, young, middle, old] = numbers;
        let age = |number: i64| u8::try_from(number).unwrap_or(u8::MAX);
        let group = |from, to, euros: i64| AgeGroup {
            from,
            to,
            most: euros * 100,
        };
        Ok(YouthCall {
            team: usize::try_from(team).unwrap_or_default(),
            youngest: age(youngest),
            oldest: age(oldest),
            adult: age(adult),
            groups: vec![
                group(0, 14, young),
                group(15, 17, middle),
                group(18, u8::MAX, old),
            ],
        })
    }

    /// The support of teachers for this year with its limits: as the municipality has set it, else as its programme names it.
    ///
    /// # Errors
    /// Forbidden for those who may not read the programme.
    pub async fn teacher_support(&self) -> Result<Vec<TeacherSupport>> {
        self.scope(Action::Read, Resource::Programme)?;
        let said = self.plain_text("money", "teacher_support").await?;
        let mut named = if let Some(said) = said.as_deref().and_then(teacher_support) {
            said
        } else {
            let code = self.store.municipality_of(self.actor.municipality).await?.code;
            built_in_teacher_support(&code)
        };
        let year = self.today().year();
        named.retain(|one| one.holds_in(year));
        Ok(named)
    }

    /// All means, the newest first.
    pub async fn all_means(&self) -> Result<Vec<MeansRow>> {
        let scope = self.scope(Action::Read, Resource::Programme)?;
        Ok(self.store.means(&scope).await?)
    }

    /// One of them.
    pub async fn one_means(&self, id: i64) -> Result<MeansView> {
        let scope = self.scope(Action::Read, Resource::Programme)?;
        let row = self.store.one_means(&scope, id).await?;
        let steps = self.store.means_steps(&scope, id).await?;
        let doubts = if row.kind == MeansKind::YouthProject.code() {
            let team = ages(&row.ages).unwrap_or_default();
            self.youth_call()
                .await?
                .doubts(&team, row.cents.unwrap_or_default())
        } else {
            Vec::new()
        };
        Ok(MeansView { row, steps, doubts })
    }

    /// Writes means down. What speaks against a project of young people is shown and keeps nobody from writing it down: people decide.
    pub async fn add_means(&self, add: &AddMeans) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::Programme)?;
        let mut errors = FieldErrors::new();
        let title = add.title.trim();
        if title.is_empty() {
            errors.add("title", "error-means-title");
        } else if title.chars().count() > TITLE_LENGTH {
            errors.add_with("title", "error-too-long", "length", TITLE_LENGTH);
        }
        if add.kind.is_none() {
            errors.add("kind", "error-means-kind");
        }
        let amount = cents(&add.amount);
        if !add.amount.trim().is_empty() && amount.is_none() {
            errors.add("amount", "error-money-amount");
        }
        let number = add.number.trim().parse::<i64>().ok();
        let number = number.filter(|number| (0..=LARGEST_NUMBER).contains(number));
        if !add.number.trim().is_empty() && number.is_none() {
            errors.add_with("number", "error-means-number", "most", LARGEST_NUMBER);
        }
        let team = ages(&add.ages);
        if add.kind == Some(MeansKind::YouthProject) && team.as_ref().is_none_or(Vec::is_empty) {
            errors.add("ages", "error-means-ages");
        }
        if let (Some(from), Some(to)) = (add.from, add.to)
            && to < from
        {
            errors.add("to", "error-means-reversed");
        }
        if add.note.chars().count() > NOTE_LENGTH {
            errors.add_with("note", "error-too-long", "length", NOTE_LENGTH);
        }
        for (field, text) in [("call", &add.call), ("partner", &add.partner)] {
            if text.trim().chars().count() > TITLE_LENGTH {
                errors.add_with(field, "error-too-long", "length", TITLE_LENGTH);
            }
        }
        if let (Some(last), Some(to)) = (add.apply_by, add.to)
            && to < last
        {
            errors.add("apply_by", "error-means-apply");
        }
        let activity = Some(add.activity.as_str()).filter(|key| !key.is_empty());
        if let Some(key) = activity {
            let version = self.programme(Which::Current).await?.ok_or(AppError::NotFound)?;
            if !version.programme.has_activity(key) {
                errors.add("activity", "error-means-activity");
            }
        }
        errors.check()?;
        let kind = add.kind.ok_or(AppError::NotFound)?;
        let day = |day: Option<Date>| day.map(|day| i64::from(day_number(day)));
        let ages = match (kind, team) {
            (MeansKind::YouthProject, Some(team)) => {
                let team: Vec<String> = team.iter().map(u8::to_string).collect();
                team.join(",")
            }
            _ => String::new(),
        };
        let new = NewMeans {
            kind: kind.code(),
            title,
            state: add.state.unwrap_or(MeansState::Idea).code(),
            activity_key: activity,
            call_name: add.call.trim(),
            partner: add.partner.trim(),
            apply_day: day(add.apply_by),
            from_day: day(add.from),
            to_day: day(add.to),
            cents: amount,
            number,
            ages: &ages,
            note: add.note.trim(),
            user: self.actor.user(),
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        let id = writing.add_means(&scope, &new, at).await?;
        let event = self.event("means.added", "means", Some(id), format!("kind={}", kind.code()));
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// Takes means a step further, with the amount where it changes.
    ///
    /// # Errors
    /// Conflict where the step does not follow on the state, or somebody else took it meanwhile; invalid with what is wrong.
    pub async fn step_means(&self, id: i64, to: Option<MeansState>, amount: &str, note: &str) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::Programme)?;
        let row = self.store.one_means(&scope, id).await?;
        let from = MeansState::from_code(&row.state).ok_or(AppError::NotFound)?;
        let mut errors = FieldErrors::new();
        let cents = cents(amount);
        if !amount.trim().is_empty() && cents.is_none() {
            errors.add("amount", "error-money-amount");
        }
        if to.is_none() {
            errors.add("state", "error-means-state");
        }
        if to == Some(MeansState::Declined) && note.trim().is_empty() {
            errors.add("note", "error-reason-required");
        } else if note.chars().count() > NOTE_LENGTH {
            errors.add_with("note", "error-too-long", "length", NOTE_LENGTH);
        }
        errors.check()?;
        let to = to
            .filter(|to| from.next().contains(to))
            .ok_or(AppError::Conflict("error-means-changed"))?;
        let step = NewMeansStep {
            from: from.code(),
            to: to.code(),
            cents,
            note: note.trim(),
            user: self.actor.user(),
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        writing
            .step_means(&scope, id, &step, at)
            .await
            .map_err(|error| match error {
                StoreError::NotFound => AppError::Conflict("error-means-changed"),
                other => other.into(),
            })?;
        let event = self.event("means.step", "means", Some(id), format!("state={}", to.code()));
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }
}
