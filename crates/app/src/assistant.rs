//! Who helps in the lessons of a school: assistants and second teachers by class, beside how many pupils of the class need help, and the pupils
//! who have an assistant of their own or take part in support in reading or the language.

use balsts_domain::{
    access::{Action, Resource},
    calendar::SchoolYear,
    support::{AssistantKind, Hours, MeasureKind},
};
use balsts_store::{AssistantRow, HelpedPupil, NewAssistant};
use jiff::civil::Date;

use crate::{AppError, Ctx, FieldErrors, Result, support_plan::check_text, support_team::reaches};

/// Most hours a week that a person can be given: a full post.
const MOST_HOURS: i64 = 40_000;

/// A class with the help it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpedClass {
    /// Class as in the enrolments.
    pub class: String,
    /// Its pupils.
    pub pupils: i64,
    /// Those of them at risk, as the municipality counts them.
    pub at_risk: i64,
    /// Hours a week of its assistants and second teachers today.
    pub hours: Hours,
}

/// The help in the lessons of an institution.
#[derive(Debug, Clone)]
pub struct AssistantList {
    /// Its classes: those with most pupils at risk first.
    pub classes: Vec<HelpedClass>,
    /// Assistants and second teachers of the school year, by class.
    pub assistants: Vec<AssistantRow>,
    /// Pupils with an assistant of their own; none for those who may not see plans.
    pub own: Option<Vec<HelpedPupil>>,
    /// Pupils who take part in support in reading or the language; none for those who may not see plans.
    pub participants: Option<Vec<HelpedPupil>>,
    /// The day of the list.
    pub on: Date,
    /// The actor gives classes help.
    pub may_write: bool,
}

/// An assistant or second teacher as typed.
#[derive(Debug, Clone)]
pub struct AddAssistant {
    /// Class as in the enrolments.
    pub class: String,
    /// Which; none where nothing was chosen.
    pub kind: Option<AssistantKind>,
    /// Name of the person.
    pub person: String,
    /// Hours a week.
    pub hours: Option<Hours>,
    /// First day; none where it was not a date.
    pub from: Option<Date>,
    /// Last day, where it is known.
    pub to: Option<Date>,
}

impl AssistantList {
    /// Whether somebody helps on the day of the list.
    pub fn helps(&self, row: &AssistantRow) -> bool {
        let day = i64::from(balsts_domain::calendar::day_number(self.on));
        row.from_day <= day && row.to_day.is_none_or(|to| to >= day)
    }
}

impl Ctx {
    /// The help in the lessons of an institution. The board sees classes and hours; the pupils of plans are for the school.
    pub async fn assistants(&self, institution: i64) -> Result<AssistantList> {
        let scope = self.scope(Action::Read, Resource::SupportTeam)?;
        if !reaches(&scope, institution) {
            return Err(AppError::NotFound);
        }
        let store = &self.store;
        let since = SchoolYear::of(self.today()).first_day();
        let (own, participants) = match self.scope(Action::Read, Resource::SupportPlan) {
            Ok(plans) => {
                let kinds = |kinds: &[MeasureKind]| kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>();
                let own = kinds(&[MeasureKind::TeacherAssistant]);
                let taught = kinds(&[MeasureKind::ReadingSupport, MeasureKind::LanguageSupport]);
                (
                    Some(store.helped_pupils(&plans, institution, &own).await?),
                    Some(store.helped_pupils(&plans, institution, &taught).await?),
                )
            }
            Err(_) => (None, None),
        };
        let mut list = AssistantList {
            classes: Vec::new(),
            assistants: store.assistants(&scope, institution, since).await?,
            own,
            participants,
            on: self.today(),
            may_write: self
                .scope(Action::Write, Resource::SupportTeam)
                .is_ok_and(|scope| reaches(&scope, institution)),
        };
        let pupils = self.scope(Action::Read, Resource::Assessment)?;
        let rank = self
            .plain_number("reports", None, "at_risk_level")
            .await?
            .unwrap_or(3);
        let at_risk = store.classes_at_risk(&pupils, institution, rank).await?;
        for row in store.classes(&pupils, institution).await? {
            let found = at_risk.iter().find(|one| one.class == row.class);
            let helping = list.assistants.iter().filter(|one| one.class == row.class);
            let hours: i64 = helping.filter(|one| list.helps(one)).map(|one| one.hours).sum();
            list.classes.push(HelpedClass {
                at_risk: found.map_or(0, |one| one.pupils),
                hours: Hours::from_thousandths(hours).unwrap_or_default(),
                class: row.class,
                pupils: row.pupils,
            });
        }
        // The order of the classes stays among those that need as much.
        list.classes.sort_by_key(|one| std::cmp::Reverse(one.at_risk));
        let named = list.own.as_ref().map_or(0, Vec::len) + list.participants.as_ref().map_or(0, Vec::len);
        let filter = format!(" institution={institution}");
        self.list_opened("assistants", &filter, named).await?;
        Ok(list)
    }

    /// Gives a class an assistant or second teacher.
    ///
    /// # Errors
    /// Not found for those who keep no support team of the institution; invalid without a class of the institution, a person, hours and a day.
    pub async fn add_assistant(&self, institution: i64, add: &AddAssistant) -> Result<i64> {
        let user = self.assistant_writer(institution)?;
        let pupils = self.scope(Action::Read, Resource::Assessment)?;
        let classes = self.store.classes(&pupils, institution).await?;
        let mut errors = FieldErrors::new();
        if !classes.iter().any(|row| row.class == add.class) {
            errors.add("class", "error-assistant-class");
        }
        check_text(&mut errors, "person", &add.person, Some("error-team-name"));
        let hours = add.hours.map(Hours::thousandths);
        let hours = hours.filter(|hours| (1..=MOST_HOURS).contains(hours));
        if hours.is_none() {
            errors.add("hours", "error-assistant-hours");
        }
        if add.from.is_none() {
            errors.add("from", "error-plan-day");
        }
        if let (Some(from), Some(to)) = (add.from, add.to)
            && to < from
        {
            errors.add("to", "error-plan-due");
        }
        if add.kind.is_none() {
            errors.add("kind", "error-assistant-kind");
        }
        let (Some(kind), Some(hours), Some(from)) = (add.kind, hours, add.from) else {
            return Err(AppError::Invalid(errors));
        };
        errors.check()?;
        let new = NewAssistant {
            institution,
            class: &add.class,
            kind: kind.code(),
            person: add.person.trim(),
            hours,
            from,
            to: add.to,
            user,
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        let id = writing.add_assistant(&new, at).await?;
        let detail = format!("assistant={id} class={}", add.class);
        let event = self.event("assistant.added", "institution", Some(institution), detail);
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// The help of an assistant or second teacher ends today.
    ///
    /// # Errors
    /// Not found for those who keep no support team of the institution, and where it is over or has not begun.
    pub async fn end_assistant(&self, institution: i64, id: i64) -> Result<()> {
        self.assistant_writer(institution)?;
        let at = self.instant();
        let writing = self.store.write().await?;
        writing.end_assistant(institution, id, self.today()).await?;
        let detail = format!("assistant={id}");
        let event = self.event("assistant.ended", "institution", Some(institution), detail);
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }

    fn assistant_writer(&self, institution: i64) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::SupportTeam);
        if scope.is_ok_and(|scope| reaches(&scope, institution)) {
            self.user()
        } else {
            Err(AppError::NotFound)
        }
    }
}
