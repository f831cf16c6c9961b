//! The support team: set up by the head's order, with present and missing specialities; meetings with decisions and tasks; supervision and courses.

use balsts_domain::{
    access::{Action, Reach, Resource, Scope},
    calendar::SchoolYear,
    registry::SupportRole,
    support::{Hours, missing_specialities},
};
use balsts_store::{
    NewStaffSession, NewTask, NewTeamMeeting, StaffSessionRow, TeamMeetingRow, TeamMemberRow, TeamRow,
    TeamTaskRow,
};
use jiff::civil::Date;

use crate::{AppError, Ctx, FieldErrors, Result, support_plan::check_text};

/// Meetings and tasks shown.
const LIST_LENGTH: u64 = 100;

/// Kinds of sessions of staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffSession {
    /// Supervision: somebody from outside helps the team to look at its work.
    Supervision,
    /// An event against burn-out.
    BurnoutPrevention,
    /// A course on recognising the risk of early leaving, the one the programmes count.
    IdentificationCourse,
    /// Another course.
    Course,
}

impl StaffSession {
    /// Every kind.
    pub const ALL: [Self; 4] = [
        Self::Supervision,
        Self::BurnoutPrevention,
        Self::IdentificationCourse,
        Self::Course,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Supervision => "supervision",
            Self::BurnoutPrevention => "burnout_prevention",
            Self::IdentificationCourse => "identification_course",
            Self::Course => "course",
        }
    }

    /// The kind by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The team of an institution.
#[derive(Debug, Clone)]
pub struct TeamView {
    /// Institution.
    pub institution: i64,
    /// The order in force, if there is one.
    pub team: Option<TeamRow>,
    /// Members, those who left last.
    pub members: Vec<TeamMemberRow>,
    /// Specialities that no member has.
    pub missing: Vec<SupportRole>,
    /// Meetings, the newest first; for the school's own people alone.
    pub meetings: Vec<TeamMeetingRow>,
    /// Tasks of the meetings, the open ones first.
    pub tasks: Vec<TeamTaskRow>,
    /// Supervision and courses of the school year.
    pub sessions: Vec<StaffSessionRow>,
    /// The actor sets the team up: the head.
    pub may_order: bool,
    /// The actor writes meetings down.
    pub may_write: bool,
}

/// An order of the head.
#[derive(Debug, Clone)]
pub struct TeamOrder {
    /// Number.
    pub number: String,
    /// Date; none where it was not one.
    pub on: Option<Date>,
    /// What the team does.
    pub duties: String,
    /// Whether the members of the order before stay.
    pub keep_members: bool,
}

/// A meeting.
#[derive(Debug, Clone)]
pub struct MeetingForm {
    /// The day; none where it was not a date.
    pub on: Option<Date>,
    /// Who was present.
    pub present: String,
    /// What was decided.
    pub decisions: String,
    /// What, who, by when; those of which nothing was written are left out.
    pub tasks: Vec<(String, String, Option<Date>)>,
}

/// Supervision or a course.
#[derive(Debug, Clone)]
pub struct SessionForm {
    /// Which.
    pub kind: Option<StaffSession>,
    /// The day.
    pub on: Option<Date>,
    /// What.
    pub title: String,
    /// How many took part.
    pub participants: Option<i64>,
    /// How long.
    pub hours: Option<Hours>,
}

pub(crate) fn reaches(scope: &Scope, institution: i64) -> bool {
    scope.reach().iter().any(|part| match part {
        Reach::Municipality => true,
        Reach::Institution(own) => *own == institution,
        _ => false,
    })
}

fn check_day(errors: &mut FieldErrors, field: &str, day: Option<Date>, today: Date) -> Date {
    match day {
        Some(day) if day > today => {
            errors.add(field, "error-plan-future");
            day
        }
        Some(day) => day,
        None => {
            errors.add(field, "error-plan-day");
            today
        }
    }
}

impl Ctx {
    fn may_at(&self, action: Action, resource: Resource, institution: i64) -> bool {
        self.scope(action, resource)
            .is_ok_and(|scope| reaches(&scope, institution))
    }

    fn team_writer(&self, institution: i64) -> Result<i64> {
        if self.may_at(Action::Write, Resource::SupportTeam, institution) {
            self.user()
        } else {
            Err(AppError::NotFound)
        }
    }

    /// Whether the actor may see the team of an institution.
    pub async fn reaches_team(&self, code: &str) -> Result<bool> {
        let institution = self.institution_id(code).await?;
        Ok(self.may_at(Action::Read, Resource::SupportTeam, institution))
    }

    /// The team of an institution. The board sees who is in it and who is missing, not what was said.
    pub async fn support_team(&self, institution: i64) -> Result<TeamView> {
        let scope = self.scope(Action::Read, Resource::SupportTeam)?;
        if !reaches(&scope, institution) {
            return Err(AppError::NotFound);
        }
        let may_write = self.may_at(Action::Write, Resource::SupportTeam, institution);
        let store = &self.store;
        let members = store.team_members(&scope, institution).await?;
        let present: Vec<SupportRole> = members
            .iter()
            .filter(|member| member.to_day.is_none())
            .filter_map(|member| SupportRole::parse(&member.speciality))
            .collect();
        let since = SchoolYear::of(self.today()).first_day();
        Ok(TeamView {
            institution,
            team: store.support_team(&scope, institution).await?,
            missing: missing_specialities(&present),
            members,
            meetings: if may_write {
                store.team_meetings(&scope, institution, LIST_LENGTH).await?
            } else {
                Vec::new()
            },
            tasks: if may_write {
                store.team_tasks(&scope, institution, LIST_LENGTH).await?
            } else {
                Vec::new()
            },
            sessions: store.staff_sessions(&scope, institution, since).await?,
            may_order: may_write && self.may_at(Action::Write, Resource::PlanApproval, institution),
            may_write,
        })
    }

    /// Sets the team up by the head's order; a new order ends the one before.
    pub async fn order_support_team(&self, institution: i64, order: &TeamOrder) -> Result<()> {
        let user = self.team_writer(institution)?;
        if !self.may_at(Action::Write, Resource::PlanApproval, institution) {
            return Err(AppError::Forbidden);
        }
        let mut errors = FieldErrors::new();
        check_text(&mut errors, "number", &order.number, Some("error-team-number"));
        check_text(&mut errors, "duties", &order.duties, None);
        let on = check_day(&mut errors, "on", order.on, self.today());
        errors.check()?;
        let before = self.support_team(institution).await?;
        let at = self.instant();
        let writing = self.store.write().await?;
        let team = writing
            .add_support_team(
                institution,
                order.number.trim(),
                on,
                order.duties.trim(),
                user,
                at,
            )
            .await?;
        if order.keep_members {
            for member in before.members.iter().filter(|member| member.to_day.is_none()) {
                writing
                    .add_team_member(team, &member.name, &member.speciality, on)
                    .await?;
            }
        }
        let event = self.event(
            "team.ordered",
            "institution",
            Some(institution),
            format!("team={team}"),
        );
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// Adds a member with a speciality.
    pub async fn add_team_member(
        &self,
        institution: i64,
        name: &str,
        speciality: Option<SupportRole>,
    ) -> Result<()> {
        self.team_writer(institution)?;
        let view = self.support_team(institution).await?;
        let Some(team) = view.team.filter(|_| view.may_order) else {
            return Err(AppError::Conflict("error-team-none"));
        };
        let mut errors = FieldErrors::new();
        check_text(&mut errors, "name", name, Some("error-team-name"));
        let Some(speciality) = speciality else {
            errors.add("speciality", "error-team-speciality");
            return Err(AppError::Invalid(errors));
        };
        errors.check()?;
        let at = self.instant();
        let writing = self.store.write().await?;
        writing
            .add_team_member(team.id, name.trim(), speciality.code(), self.today())
            .await?;
        let event = self.event(
            "team.member_added",
            "institution",
            Some(institution),
            format!("team={}", team.id),
        );
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// A member leaves the team.
    pub async fn end_team_member(&self, institution: i64, member: i64) -> Result<()> {
        self.team_writer(institution)?;
        let view = self.support_team(institution).await?;
        let Some(team) = view.team.filter(|_| view.may_order) else {
            return Err(AppError::NotFound);
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        writing.end_team_member(team.id, member, self.today()).await?;
        let event = self.event(
            "team.member_left",
            "institution",
            Some(institution),
            format!("team={}", team.id),
        );
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// Keeps a meeting with its decisions and tasks.
    pub async fn add_team_meeting(&self, institution: i64, form: &MeetingForm) -> Result<i64> {
        let user = self.team_writer(institution)?;
        let mut errors = FieldErrors::new();
        let on = check_day(&mut errors, "met", form.on, self.today());
        check_text(&mut errors, "present", &form.present, Some("error-team-present"));
        check_text(
            &mut errors,
            "decisions",
            &form.decisions,
            Some("error-team-decisions"),
        );
        let mut tasks = Vec::new();
        for (index, (text, responsible, due)) in form.tasks.iter().enumerate() {
            if text.trim().is_empty() && responsible.trim().is_empty() && due.is_none() {
                continue;
            }
            let number = index + 1;
            let task = format!("task-{number}");
            check_text(&mut errors, &task, text, Some("error-team-task"));
            let who = format!("responsible-{number}");
            check_text(&mut errors, &who, responsible, Some("error-plan-responsible"));
            match due {
                Some(due) => tasks.push(NewTask {
                    text: text.trim().to_owned(),
                    responsible: responsible.trim().to_owned(),
                    due: *due,
                }),
                None => {
                    errors.add(&format!("due-{number}"), "error-team-due");
                }
            }
        }
        errors.check()?;
        let at = self.instant();
        let writing = self.store.write().await?;
        let (number, whole) = (institution.to_string(), format!("{form:?}"));
        let sending = self.sending("team_meeting", &[number.as_str(), whole.as_str()]);
        if let Some(id) = self.sent_before(&writing, &sending).await? {
            return Ok(id);
        }
        let meeting = NewTeamMeeting {
            institution,
            on,
            present: form.present.trim(),
            decisions: form.decisions.trim(),
            tasks: &tasks,
            user,
        };
        let id = writing.add_team_meeting(&meeting, at).await?;
        writing.sending_gave(&sending, id).await?;
        let detail = format!("meeting={id} tasks={}", tasks.len());
        writing
            .audit(
                at,
                &[self.event("team.met", "institution", Some(institution), detail)],
            )
            .await?;
        writing.commit().await?;
        Ok(id)
    }

    /// Marks a task of a meeting as done, with what came of it.
    pub async fn finish_team_task(&self, institution: i64, task: i64, result: &str) -> Result<()> {
        let user = self.team_writer(institution)?;
        let mut errors = FieldErrors::new();
        check_text(
            &mut errors,
            &format!("result-{task}"),
            result,
            Some("error-plan-result"),
        );
        errors.check()?;
        let scope = self.scope(Action::Read, Resource::SupportTeam)?;
        let tasks = self.store.team_tasks(&scope, institution, LIST_LENGTH).await?;
        if tasks
            .iter()
            .any(|row| row.id == task && row.result.as_deref() == Some(result.trim()))
        {
            // The same words came twice.
            return Ok(());
        }
        let at = self.instant();
        let writing = self.store.write().await?;
        writing
            .finish_team_task(institution, task, result.trim(), user, at)
            .await?;
        let event = self.event(
            "team.task_done",
            "institution",
            Some(institution),
            format!("task={task}"),
        );
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// Keeps supervision, an event against burn-out, or a course of staff.
    pub async fn add_staff_session(&self, institution: i64, form: &SessionForm) -> Result<i64> {
        let user = self.team_writer(institution)?;
        let mut errors = FieldErrors::new();
        let day = check_day(&mut errors, "held", form.on, self.today());
        check_text(&mut errors, "title", &form.title, Some("error-team-title"));
        let participants = form.participants.filter(|count| (1..=1_000).contains(count));
        if participants.is_none() {
            errors.add("participants", "error-team-participants");
        }
        let hours = form.hours.filter(|hours| *hours > Hours::ZERO);
        if hours.is_none() {
            errors.add("hours", "error-consultation-hours");
        }
        let Some(kind) = form.kind else {
            errors.add("kind", "error-team-session");
            return Err(AppError::Invalid(errors));
        };
        errors.check()?;
        let new = NewStaffSession {
            institution,
            kind: kind.code(),
            day,
            title: form.title.trim().to_owned(),
            participants: participants.unwrap_or_default(),
            hours: hours.unwrap_or_default().thousandths(),
            user,
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        let (number, whole) = (institution.to_string(), format!("{form:?}"));
        let sending = self.sending("staff_session", &[number.as_str(), whole.as_str()]);
        if let Some(id) = self.sent_before(&writing, &sending).await? {
            return Ok(id);
        }
        let id = writing.add_staff_session(&new, at).await?;
        writing.sending_gave(&sending, id).await?;
        let event = self.event(
            "team.session",
            "institution",
            Some(institution),
            format!("session={id}"),
        );
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }
}
