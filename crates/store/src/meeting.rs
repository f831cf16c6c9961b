//! Meetings of bodies: when, where, who was there. Which ones a reader reaches follows from their part in the body.

use balsts_domain::{access::Scope, cooperation::MeetingState};
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, Writing, day, reach, sql::Sql};

/// A meeting as shown.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MeetingRow {
    /// Identifier.
    pub id: i64,
    /// Body.
    pub body_id: i64,
    /// Its name.
    pub body: String,
    /// Code of its kind.
    pub body_kind: String,
    /// Day.
    pub day: i64,
    /// Hour, `10:00`.
    pub begins: String,
    /// Place.
    pub place: String,
    /// It plans next year's budget.
    pub budget: bool,
    /// Code of the state.
    pub state: String,
    /// Grows with every change of state, day or place.
    pub version: i64,
    /// When it was last changed.
    pub changed_at: i64,
    /// Items on its agenda.
    pub items: i64,
    /// Decisions made.
    pub decisions: i64,
}

/// A meeting to be planned.
#[derive(Debug, Clone)]
pub struct NewMeeting {
    /// Body.
    pub body: i64,
    /// Day.
    pub day: Date,
    /// Hour.
    pub begins: String,
    /// Place.
    pub place: String,
    /// It plans next year's budget.
    pub budget: bool,
}

/// Somebody who takes part in a meeting.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ParticipantRow {
    /// Member of the body.
    pub member_id: i64,
    /// Account.
    pub user_id: Option<i64>,
    /// Name.
    pub name: String,
    /// Whom they stand for.
    pub organisation: String,
    /// Code of the right.
    pub right_code: String,
    /// Was there.
    pub present: bool,
    /// Is invited for some items alone.
    pub by_item: bool,
}

/// How often a body met in a calendar year, and how much it decided.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MeetingCount {
    /// Body.
    pub body_id: i64,
    /// Day of the meeting.
    pub day: i64,
    /// It planned the budget.
    pub budget: bool,
    /// Decisions made.
    pub decisions: i64,
}

/// Somebody who is called to a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct CalledRow {
    /// Meeting.
    pub meeting_id: i64,
    /// Its day.
    pub day: i64,
    /// Account.
    pub user_id: i64,
}

/// What a body did in a calendar year.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct BodyWork {
    /// Body.
    pub body_id: i64,
    /// Its name.
    pub name: String,
    /// Meetings that took place.
    pub meetings: i64,
    /// Decisions made in them.
    pub decisions: i64,
    /// Decisions judged as reached.
    pub reached: i64,
    /// In part.
    pub partly: i64,
    /// Not reached.
    pub not_reached: i64,
    /// Proposals made to others.
    pub proposals: i64,
}

const COLUMNS: &str = "SELECT m.id, m.body_id, b.name AS body, b.kind AS body_kind, m.day, m.begins, m.place, m.budget, m.state, \
    m.version, m.changed_at, (SELECT CAST(COUNT(*) AS BIGINT) FROM agenda_items i WHERE i.meeting_id = m.id) AS items, \
    (SELECT CAST(COUNT(*) AS BIGINT) FROM decisions d WHERE d.meeting_id = m.id) AS decisions \
    FROM meetings m JOIN bodies b ON b.id = m.body_id WHERE ";

impl Store {
    /// Meetings that the scope reaches, of a body or of all, the latest first.
    pub async fn meetings(&self, scope: &Scope, body: Option<i64>, most: u64) -> Result<Vec<MeetingRow>> {
        let mut sql = Sql::new(COLUMNS);
        reach::meetings(&mut sql, scope, "m");
        if let Some(body) = body {
            sql.push(" AND m.body_id = ").bind(body);
        }
        sql.push(" ORDER BY m.day DESC, m.id DESC LIMIT ")
            .bind(most as i64);
        sql.all(self.reading()).await
    }

    /// One meeting.
    pub async fn meeting(&self, scope: &Scope, id: i64) -> Result<MeetingRow> {
        let mut sql = Sql::new(COLUMNS);
        reach::meetings(&mut sql, scope, "m");
        sql.push(" AND m.id = ").bind(id);
        sql.one(self.reading()).await?.ok_or(StoreError::NotFound)
    }

    /// Who takes part in a meeting that the scope reaches.
    pub async fn participants(&self, scope: &Scope, meeting: i64) -> Result<Vec<ParticipantRow>> {
        let mut sql = Sql::new(
            "SELECT p.member_id, x.user_id, x.name, x.organisation, x.right_code, p.present, p.by_item FROM meeting_participants p \
             JOIN body_members x ON x.id = p.member_id JOIN meetings m ON m.id = p.meeting_id WHERE m.id = ",
        );
        sql.bind(meeting).push(" AND ");
        reach::meetings(&mut sql, scope, "m");
        sql.push(" ORDER BY CASE x.right_code WHEN 'chair' THEN 1 WHEN 'secretary' THEN 2 WHEN 'member' THEN 3 ELSE 4 END, x.name, x.id");
        sql.all(self.reading()).await
    }

    /// The meetings that took place in a calendar year, without a word of what they spoke of: for figures and duties.
    pub async fn meeting_counts(&self, municipality: i64, year: i16) -> Result<Vec<MeetingCount>> {
        Sql::new(
            "SELECT m.body_id, m.day, m.budget, (SELECT CAST(COUNT(*) AS BIGINT) FROM decisions d WHERE d.meeting_id = m.id) \
             AS decisions FROM meetings m WHERE m.municipality_id = $1 AND m.state = 'closed' AND m.day >= $2 AND m.day <= $3 \
             ORDER BY m.body_id, m.day",
        )
        .with(municipality)
        .with(day::number(jiff::civil::date(year, 1, 1)))
        .with(day::number(jiff::civil::date(year, 12, 31)))
        .all(self.reading())
        .await
    }
}

impl Store {
    /// Accounts called to meetings from a day to a day, both included.
    pub async fn called_between(&self, municipality: i64, from: Date, to: Date) -> Result<Vec<CalledRow>> {
        Sql::new(
            "SELECT m.id AS meeting_id, m.day, x.user_id FROM meetings m JOIN meeting_participants p ON p.meeting_id = m.id \
             JOIN body_members x ON x.id = p.member_id AND x.to_day IS NULL AND x.user_id IS NOT NULL \
             WHERE m.municipality_id = $1 AND m.state = 'called' AND m.day BETWEEN $2 AND $3 ORDER BY m.id, x.user_id",
        )
        .with(municipality)
        .with(day::number(from))
        .with(day::number(to))
        .all(self.reading())
        .await
    }

    /// What each body of the municipality did in a calendar year, in numbers.
    pub async fn body_work(&self, scope: &Scope, year: i16) -> Result<Vec<BodyWork>> {
        let held =
            "FROM meetings m WHERE m.body_id = b.id AND m.state = 'closed' AND m.day BETWEEN $2 AND $3";
        let decided = "FROM decisions d JOIN meetings m ON m.id = d.meeting_id WHERE m.body_id = b.id AND m.state = 'closed' \
             AND m.day BETWEEN $2 AND $3";
        let judged = |code: &str| {
            format!("(SELECT CAST(COUNT(*) AS BIGINT) {decided} AND d.judgement = '{code}') AS {code}")
        };
        Sql::new(&format!(
            "SELECT b.id AS body_id, b.name, (SELECT CAST(COUNT(*) AS BIGINT) {held}) AS meetings, \
             (SELECT CAST(COUNT(*) AS BIGINT) {decided}) AS decisions, {}, {}, {}, (SELECT CAST(COUNT(*) AS BIGINT) FROM proposals p \
             JOIN meetings m ON m.id = p.meeting_id WHERE m.body_id = b.id AND m.day BETWEEN $2 AND $3) AS proposals \
             FROM bodies b WHERE b.municipality_id = $1 ORDER BY b.name, b.id",
            judged("reached"),
            judged("partly"),
            judged("not_reached"),
        ))
        .with(scope.municipality())
        .with(day::number(jiff::civil::date(year, 1, 1)))
        .with(day::number(jiff::civil::date(year, 12, 31)))
        .all(self.reading())
        .await
    }
}

impl Writing {
    /// Plans a meeting; members of the body, advisers and secretaries take part, the invited only when they are added.
    pub async fn add_meeting(&self, scope: &Scope, new: &NewMeeting, at: i64) -> Result<i64> {
        let mut sql = Sql::new(
            "INSERT INTO meetings (municipality_id, body_id, day, begins, place, budget, state, changed_at) SELECT b.municipality_id, b.id, CAST(",
        );
        sql.bind(day::number(new.day))
            .push(" AS BIGINT), ")
            .bind(new.begins.as_str());
        sql.push(", ").bind(new.place.as_str());
        sql.push(if new.budget { ", TRUE" } else { ", FALSE" });
        sql.push(", 'planned', CAST(")
            .bind(at)
            .push(" AS BIGINT) FROM bodies b WHERE b.id = ")
            .bind(new.body);
        sql.push(" AND ");
        reach::bodies(&mut sql, scope, "b");
        sql.push(" RETURNING id");
        let id = sql.one_integer(&self.0).await?;
        Sql::new(
            "INSERT INTO meeting_participants (meeting_id, member_id, present) SELECT $1, x.id, FALSE FROM body_members x \
             WHERE x.body_id = $2 AND x.to_day IS NULL AND x.right_code <> 'invited'",
        )
        .with(id)
        .with(new.body)
        .run(&self.0)
        .await?;
        Ok(id)
    }

    /// Holds a living meeting for whoever writes into it: until this transaction ends, nobody closes it or calls it off. Where it is over already,
    /// or is closed while this waits, gives false.
    pub async fn hold_meeting(&self, id: i64) -> Result<bool> {
        // A change of nothing: on PostgreSQL the row is locked, on SQLite one writes at a time.
        let mut sql = Sql::new("UPDATE meetings SET version = version WHERE id = ");
        sql.bind(id).push(" AND state IN ");
        let states = MeetingState::ALL.iter().copied();
        sql.bind_list(states.filter(|state| state.is_alive()).map(MeetingState::code));
        Ok(sql.run(&self.0).await? == 1)
    }

    /// Changes the state of a meeting; `Conflict` when somebody changed it since `version`.
    pub async fn change_meeting(&self, id: i64, version: i64, state: &str, at: i64) -> Result<()> {
        let changed = Sql::new(
            "UPDATE meetings SET version = version + 1, state = $3, changed_at = $4, \
             closed_at = CASE WHEN $3 = 'closed' THEN CAST($4 AS BIGINT) ELSE closed_at END WHERE id = $1 AND version = $2",
        )
        .with(id)
        .with(version)
        .with(state)
        .with(at)
        .run(&self.0)
        .await?;
        if changed == 1 {
            Ok(())
        } else {
            Err(StoreError::Conflict("meetings_version".to_owned()))
        }
    }

    /// Gives a meeting that has not begun another day, hour or place; `Conflict` when somebody changed it since `version`.
    pub async fn move_meeting(&self, id: i64, version: i64, new: &NewMeeting, at: i64) -> Result<()> {
        let budget = if new.budget { "TRUE" } else { "FALSE" };
        let changed = Sql::new(&format!(
            "UPDATE meetings SET version = version + 1, day = $3, begins = $4, place = $5, budget = {budget}, changed_at = $6 \
             WHERE id = $1 AND version = $2 AND state IN ('planned', 'called')"
        ))
        .with(id)
        .with(version)
        .with(day::number(new.day))
        .with(new.begins.as_str())
        .with(new.place.as_str())
        .with(at)
        .run(&self.0)
        .await?;
        if changed == 1 {
            Ok(())
        } else {
            Err(StoreError::Conflict("meetings_version".to_owned()))
        }
    }

    /// The next meeting of the same body that is still to come, not before this one.
    pub async fn next_meeting(&self, meeting: i64) -> Result<Option<i64>> {
        Sql::new(
            "SELECT n.id FROM meetings m JOIN meetings n ON n.body_id = m.body_id AND n.id <> m.id AND n.day >= m.day \
             AND n.state IN ('planned', 'called') WHERE m.id = $1 ORDER BY n.day, n.id LIMIT 1",
        )
        .with(meeting)
        .integer(&self.0)
        .await
    }

    /// Says who is there: exactly these members.
    pub async fn set_present(&self, meeting: i64, members: &[i64]) -> Result<()> {
        let mut sql = Sql::new("UPDATE meeting_participants SET present = CASE WHEN member_id IN ");
        sql.bind_list(members.iter().copied());
        sql.push(" THEN TRUE ELSE FALSE END WHERE meeting_id = ")
            .bind(meeting);
        sql.run(&self.0).await?;
        Ok(())
    }

    /// Invites somebody of the body to one meeting, for an item of its agenda alone or for all of it. Gives whether they were not invited yet.
    pub async fn invite(&self, meeting: i64, member: i64, item: Option<i64>) -> Result<bool> {
        let added = Sql::new(
            "INSERT INTO meeting_participants (meeting_id, member_id, present) SELECT m.id, x.id, FALSE FROM meetings m \
             JOIN body_members x ON x.body_id = m.body_id AND x.to_day IS NULL WHERE m.id = $1 AND x.id = $2 \
             ON CONFLICT (meeting_id, member_id) DO NOTHING",
        )
        .with(meeting)
        .with(member)
        .run(&self.0)
        .await?;
        if let Some(item) = item {
            Sql::new("SELECT id FROM agenda_items WHERE id = $1 AND meeting_id = $2")
                .with(item)
                .with(meeting)
                .one_integer(&self.0)
                .await?;
            Sql::new(
                "INSERT INTO meeting_invitations (member_id, item_id) VALUES ($1, $2) ON CONFLICT (member_id, item_id) DO NOTHING",
            )
            .with(member)
            .with(item)
            .run(&self.0)
            .await?;
        }
        let by_item = if item.is_some() { "TRUE" } else { "FALSE" };
        Sql::new(&format!(
            "UPDATE meeting_participants SET by_item = {by_item} WHERE meeting_id = $1 AND member_id = $2"
        ))
        .with(meeting)
        .with(member)
        .run(&self.0)
        .await?;
        Ok(added == 1)
    }
}
