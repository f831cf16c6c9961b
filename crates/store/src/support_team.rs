//! The support team of an institution: the head's order, its members, its meetings with their tasks; supervision and courses of staff.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, Writing, day, reach, sql::Sql};

/// A team.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct TeamRow {
    /// Identifier.
    pub id: i64,
    /// Institution.
    pub institution_id: i64,
    /// Number of the order.
    pub order_number: String,
    /// Date of the order.
    pub order_day: i64,
    /// What the order gives the team to do.
    pub duties: String,
    /// The last day of the order.
    pub ended_day: Option<i64>,
}

/// A member.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct TeamMemberRow {
    /// Identifier.
    pub id: i64,
    /// Team.
    pub team_id: i64,
    /// Name.
    pub name: String,
    /// Code of the speciality, or words.
    pub speciality: String,
    /// First day.
    pub from_day: i64,
    /// Last day.
    pub to_day: Option<i64>,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct TeamMeetingRow {
    /// Identifier.
    pub id: i64,
    /// The day.
    pub day: i64,
    /// Who was present.
    pub present: String,
    /// What was decided.
    pub decisions: String,
    /// Who wrote it down.
    pub user_name: String,
}

/// A task of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct TeamTaskRow {
    /// Identifier.
    pub id: i64,
    /// Meeting.
    pub meeting_id: i64,
    /// What.
    pub text: String,
    /// Who.
    pub responsible: String,
    /// By when.
    pub due_day: i64,
    /// When it was done.
    pub done_at: Option<i64>,
    /// What came of it.
    pub result: Option<String>,
}

/// Supervision or a course.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct StaffSessionRow {
    /// Identifier.
    pub id: i64,
    /// Code of the kind.
    pub kind: String,
    /// The day.
    pub day: i64,
    /// What.
    pub title: String,
    /// How many took part.
    pub participants: i64,
    /// Thousandths of an hour.
    pub hours: i64,
}

/// A task to be kept.
#[derive(Debug, Clone)]
pub struct NewTask {
    /// What.
    pub text: String,
    /// Who.
    pub responsible: String,
    /// By when.
    pub due: Date,
}

/// A meeting to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewTeamMeeting<'a> {
    /// Institution.
    pub institution: i64,
    /// The day.
    pub on: Date,
    /// Who was present.
    pub present: &'a str,
    /// What was decided.
    pub decisions: &'a str,
    /// What follows.
    pub tasks: &'a [NewTask],
    /// Who writes.
    pub user: i64,
}

/// Supervision or a course to be kept.
#[derive(Debug, Clone)]
pub struct NewStaffSession {
    /// Institution.
    pub institution: i64,
    /// Code of the kind.
    pub kind: &'static str,
    /// The day.
    pub day: Date,
    /// What.
    pub title: String,
    /// How many took part.
    pub participants: i64,
    /// Thousandths of an hour.
    pub hours: i64,
    /// Who writes.
    pub user: i64,
}

impl Store {
    /// The team in force at an institution.
    pub async fn support_team(&self, scope: &Scope, institution: i64) -> Result<Option<TeamRow>> {
        let mut sql = Sql::new(
            "SELECT t.id, t.institution_id, t.order_number, t.order_day, t.duties, t.ended_day FROM support_teams t \
             WHERE t.ended_day IS NULL AND t.institution_id = ",
        );
        sql.bind(institution).push(" AND ");
        reach::institutions(&mut sql, scope, "t.institution_id");
        sql.one(self.reading()).await
    }

    /// Members of the team in force, those who left last.
    pub async fn team_members(&self, scope: &Scope, institution: i64) -> Result<Vec<TeamMemberRow>> {
        let mut sql = Sql::new(
            "SELECT m.id, m.team_id, m.name, m.speciality, m.from_day, m.to_day FROM support_team_members m \
             JOIN support_teams t ON t.id = m.team_id WHERE t.ended_day IS NULL AND t.institution_id = ",
        );
        sql.bind(institution).push(" AND ");
        reach::institutions(&mut sql, scope, "t.institution_id");
        sql.push(" ORDER BY (m.to_day IS NULL) DESC, m.id");
        sql.all(self.reading()).await
    }

    /// Meetings, the newest first.
    pub async fn team_meetings(
        &self,
        scope: &Scope,
        institution: i64,
        most: u64,
    ) -> Result<Vec<TeamMeetingRow>> {
        let mut sql = Sql::new(
            "SELECT g.id, g.day, g.present, g.decisions, u.name AS user_name FROM team_meetings g JOIN users u ON u.id = g.user_id \
             WHERE g.institution_id = ",
        );
        sql.bind(institution).push(" AND ");
        reach::institutions(&mut sql, scope, "g.institution_id");
        sql.push(" ORDER BY g.day DESC, g.id DESC LIMIT ")
            .bind(most as i64);
        sql.all(self.reading()).await
    }

    /// Tasks of the meetings, the open ones first.
    pub async fn team_tasks(&self, scope: &Scope, institution: i64, most: u64) -> Result<Vec<TeamTaskRow>> {
        let mut sql = Sql::new(
            "SELECT k.id, k.meeting_id, k.text, k.responsible, k.due_day, k.done_at, k.result FROM team_tasks k \
             JOIN team_meetings g ON g.id = k.meeting_id WHERE g.institution_id = ",
        );
        sql.bind(institution).push(" AND ");
        reach::institutions(&mut sql, scope, "g.institution_id");
        sql.push(" ORDER BY (k.done_at IS NULL) DESC, k.due_day, k.id LIMIT ")
            .bind(most as i64);
        sql.all(self.reading()).await
    }

    /// Supervision and courses since a day, the newest first.
    pub async fn staff_sessions(
        &self,
        scope: &Scope,
        institution: i64,
        since: Date,
    ) -> Result<Vec<StaffSessionRow>> {
        let mut sql = Sql::new(
            "SELECT x.id, x.kind, x.day, x.title, x.participants, x.hours FROM staff_sessions x WHERE x.day >= ",
        );
        sql.bind(day::number(since))
            .push(" AND x.institution_id = ")
            .bind(institution)
            .push(" AND ");
        reach::institutions(&mut sql, scope, "x.institution_id");
        sql.push(" ORDER BY x.day DESC, x.id DESC");
        sql.all(self.reading()).await
    }
}

impl Writing {
    /// Sets the team up by an order; the order before ends on the day before.
    pub async fn add_support_team(
        &self,
        institution: i64,
        number: &str,
        on: Date,
        duties: &str,
        user: i64,
        at: i64,
    ) -> Result<i64> {
        Sql::new("UPDATE support_teams SET ended_day = $2 WHERE institution_id = $1 AND ended_day IS NULL")
            .with(institution)
            .with(day::number(on))
            .run(&self.0)
            .await?;
        Sql::new(
            "INSERT INTO support_teams (institution_id, order_number, order_day, duties, user_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        )
        .with(institution)
        .with(number)
        .with(day::number(on))
        .with(duties)
        .with(user)
        .with(at)
        .one_integer(&self.0)
        .await
    }

    /// Adds a member.
    pub async fn add_team_member(&self, team: i64, name: &str, speciality: &str, from: Date) -> Result<()> {
        Sql::new(
            "INSERT INTO support_team_members (team_id, name, speciality, from_day) VALUES ($1, $2, $3, $4)",
        )
        .with(team)
        .with(name)
        .with(speciality)
        .with(day::number(from))
        .run(&self.0)
        .await?;
        Ok(())
    }

    /// A member leaves; the row stays.
    pub async fn end_team_member(&self, team: i64, member: i64, on: Date) -> Result<()> {
        Sql::new(
            "UPDATE support_team_members SET to_day = $3 WHERE team_id = $1 AND id = $2 AND to_day IS NULL",
        )
        .with(team)
        .with(member)
        .with(day::number(on))
        .run_one(&self.0)
        .await
    }

    /// Keeps a meeting with its tasks.
    pub async fn add_team_meeting(&self, new: &NewTeamMeeting<'_>, at: i64) -> Result<i64> {
        let meeting = Sql::new(
            "INSERT INTO team_meetings (institution_id, day, present, decisions, user_id, at) VALUES ($1, $2, $3, $4, $5, $6) \
             RETURNING id",
        )
        .with(new.institution)
        .with(day::number(new.on))
        .with(new.present)
        .with(new.decisions)
        .with(new.user)
        .with(at)
        .one_integer(&self.0)
        .await?;
        for task in new.tasks {
            Sql::new(
                "INSERT INTO team_tasks (meeting_id, text, responsible, due_day) VALUES ($1, $2, $3, $4)",
            )
            .with(meeting)
            .with(task.text.as_str())
            .with(task.responsible.as_str())
            .with(day::number(task.due))
            .run(&self.0)
            .await?;
        }
        Ok(meeting)
    }

    /// Marks a task of an institution's meeting as done.
    pub async fn finish_team_task(
        &self,
        institution: i64,
        task: i64,
        result: &str,
        user: i64,
        at: i64,
    ) -> Result<()> {
        Sql::new(
            "UPDATE team_tasks SET done_at = $4, done_by_id = $5, result = $3 WHERE id = $2 AND done_at IS NULL \
             AND meeting_id IN (SELECT id FROM team_meetings WHERE institution_id = $1)",
        )
        .with(institution)
        .with(task)
        .with(result)
        .with(at)
        .with(user)
        .run_one(&self.0)
        .await
    }

    /// Keeps supervision or a course.
    pub async fn add_staff_session(&self, new: &NewStaffSession, at: i64) -> Result<i64> {
        Sql::new(
            "INSERT INTO staff_sessions (institution_id, kind, day, title, participants, hours, user_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        )
        .with(new.institution)
        .with(new.kind)
        .with(day::number(new.day))
        .with(new.title.as_str())
        .with(new.participants)
        .with(new.hours)
        .with(new.user)
        .with(at)
        .one_integer(&self.0)
        .await
    }
}
