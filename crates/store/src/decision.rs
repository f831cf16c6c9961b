//! Decisions of meetings, each a task of somebody with a day on which its result is judged; and proposals that meetings make to others.

use balsts_domain::access::{Reach, Scope};
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{
    DueCount, Result, Store, StoreError, Writing, day, reach,
    sealed::{MEETING_DECISION, MEETING_DECISION_DONE, MEETING_DECISION_JUDGED},
    sql::Sql,
};

/// A decision as shown.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MeetingDecisionRow {
    /// Identifier.
    pub id: i64,
    /// Item.
    pub item_id: i64,
    /// Meeting.
    pub meeting_id: i64,
    /// Body.
    pub body: String,
    /// Day of the meeting.
    pub meeting_day: i64,
    /// What is to be done.
    pub what: String,
    /// By which institution.
    pub organisation: String,
    /// By whom.
    pub person: String,
    /// Their account.
    pub user_id: Option<i64>,
    /// Until when.
    pub due_day: i64,
    /// When the result is judged.
    pub judge_day: i64,
    /// When it was done.
    pub done_at: Option<i64>,
    /// What was done.
    pub done_note: Option<String>,
    /// Code of the judgement.
    pub judgement: Option<String>,
    /// When the result was judged.
    pub judged_at: Option<i64>,
    /// What was said about the result.
    pub judged_note: Option<String>,
    /// The reader leads the body.
    pub leads: bool,
    /// The reader can open the meeting: advisers and the invited can't once it is over.
    pub opens: bool,
}

/// A new decision.
#[derive(Debug, Clone)]
pub struct NewMeetingDecision {
    /// Item.
    pub item: i64,
    /// Meeting.
    pub meeting: i64,
    /// What is to be done.
    pub what: String,
    /// By which institution.
    pub organisation: String,
    /// By whom.
    pub person: String,
    /// Their account.
    pub user: Option<i64>,
    /// Until when.
    pub due: Date,
    /// When the result is judged.
    pub judge: Date,
}

/// Which decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionsOf {
    /// Of one meeting.
    Meeting(i64),
    /// This one alone, however it stands.
    One(i64),
    /// All that are not judged, by their days: the control list.
    Open,
    /// Those judged, the latest first.
    Judged,
}

/// A proposal as shown.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ProposalRow {
    /// Identifier.
    pub id: i64,
    /// Meeting.
    pub meeting_id: i64,
    /// Body.
    pub body: String,
    /// Day of the meeting.
    pub meeting_day: i64,
    /// What is proposed.
    pub text: String,
    /// Code of the addressee.
    pub addressee: String,
    /// The answer.
    pub answer: Option<String>,
    /// When it came.
    pub answered_at: Option<i64>,
}

/// Reached through the item of the meeting, or because it is one's own task. Who has left the body reaches neither: what was decided tells of a child.
fn reached(sql: &mut Sql, scope: &Scope) {
    sql.push("(");
    reach::meeting_items(sql, scope, "m", "d.item_id");
    for part in scope.reach() {
        if let Reach::Meeting(user) = part {
            sql.push(" OR (d.user_id = ").bind(*user);
            sql.push(
                " AND EXISTS (SELECT 1 FROM body_members tasked WHERE tasked.body_id = m.body_id AND tasked.to_day IS NULL \
                 AND tasked.user_id = d.user_id))",
            );
        }
    }
    sql.push(")");
}

impl MeetingDecisionRow {
    /// The instant of the last word on it, whether it was done or judged; 0 for none.
    pub fn last_word(&self) -> i64 {
        self.done_at.max(self.judged_at).unwrap_or_default()
    }
}

impl Store {
    /// Decisions that the scope reaches; `leading` is the scope of those who control them.
    pub async fn decisions(
        &self,
        scope: &Scope,
        leading: Option<&Scope>,
        of: DecisionsOf,
        most: u64,
    ) -> Result<Vec<MeetingDecisionRow>> {
        let mut sql = Sql::new(
            "SELECT d.id, d.item_id, d.meeting_id, b.name AS body, m.day AS meeting_day, d.what, d.organisation, d.person, d.user_id, \
             d.due_day, d.judge_day, d.done_at, d.done_note, d.judgement, d.judged_at, d.judged_note, (CASE WHEN ",
        );
        match leading {
            Some(leading) => reach::meetings(&mut sql, leading, "m"),
            None => {
                sql.push("FALSE");
            }
        }
        sql.push(" THEN TRUE ELSE FALSE END) AS leads, (CASE WHEN ");
        reach::meetings(&mut sql, scope, "m");
        sql.push(
            " THEN TRUE ELSE FALSE END) AS opens FROM decisions d JOIN meetings m ON m.id = d.meeting_id \
             JOIN bodies b ON b.id = m.body_id WHERE d.municipality_id = ",
        );
        sql.bind(scope.municipality()).push(" AND ");
        reached(&mut sql, scope);
        sql.push(match of {
            DecisionsOf::Meeting(_) => " AND d.meeting_id = ",
            DecisionsOf::One(_) => " AND d.id = ",
            DecisionsOf::Open => {
                " AND d.judged_at IS NULL ORDER BY CASE WHEN d.done_at IS NULL THEN d.due_day ELSE d.judge_day END, d.id LIMIT "
            }
            DecisionsOf::Judged => " AND d.judged_at IS NOT NULL ORDER BY d.judged_at DESC, d.id DESC LIMIT ",
        });
        if let DecisionsOf::Meeting(number) | DecisionsOf::One(number) = of {
            sql.bind(number).push(" ORDER BY d.id LIMIT ");
        }
        sql.bind(most as i64);
        let mut rows: Vec<MeetingDecisionRow> = sql.all(self.reading()).await?;
        for row in &mut rows {
            let key = self.key()?;
            MEETING_DECISION.reveal(key, row.id, &mut row.what)?;
            MEETING_DECISION_DONE.reveal_maybe(key, row.id, &mut row.done_note)?;
            MEETING_DECISION_JUDGED.reveal_maybe(key, row.id, &mut row.judged_note)?;
        }
        Ok(rows)
    }

    /// Decisions that fall due from a day to a day, both included, to be done or to be judged, counted by whoever they fall on and by who leads
    /// the body: the chair controls.
    pub async fn decision_counts(
        &self,
        scope: &Scope,
        from: Option<Date>,
        to: Date,
    ) -> Result<Vec<DueCount>> {
        let mut sql = Sql::new(
            "SELECT u.id AS user_id, CAST(COUNT(DISTINCT d.id) AS BIGINT) AS number FROM decisions d \
             JOIN meetings m ON m.id = d.meeting_id JOIN users u ON u.disabled_at IS NULL AND (u.id = d.user_id OR EXISTS ( \
             SELECT 1 FROM body_members x WHERE x.body_id = m.body_id AND x.user_id = u.id AND x.to_day IS NULL \
             AND x.right_code = 'chair')) WHERE d.judged_at IS NULL AND d.municipality_id = ",
        );
        sql.bind(scope.municipality());
        let between = |column: &str, sql: &mut Sql| {
            sql.push(column).push(" <= ").bind(day::number(to));
            if let Some(from) = from {
                sql.push(" AND ")
                    .push(column)
                    .push(" >= ")
                    .bind(day::number(from));
            }
        };
        sql.push(" AND ((d.done_at IS NULL AND ");
        between("d.due_day", &mut sql);
        sql.push(") OR (");
        between("d.judge_day", &mut sql);
        sql.push(")) GROUP BY u.id ORDER BY u.id");
        sql.all(self.reading()).await
    }

    /// Proposals of the municipality's bodies, the latest first. They speak of no child.
    pub async fn proposals(
        &self,
        scope: &Scope,
        meeting: Option<i64>,
        most: u64,
    ) -> Result<Vec<ProposalRow>> {
        let mut sql = Sql::new(
            "SELECT p.id, p.meeting_id, b.name AS body, m.day AS meeting_day, p.text, p.addressee, p.answer, p.answered_at \
             FROM proposals p JOIN meetings m ON m.id = p.meeting_id JOIN bodies b ON b.id = m.body_id WHERE p.municipality_id = ",
        );
        sql.bind(scope.municipality());
        if let Some(meeting) = meeting {
            sql.push(" AND p.meeting_id = ").bind(meeting);
        }
        sql.push(" ORDER BY p.at DESC, p.id DESC LIMIT ")
            .bind(most as i64);
        sql.all(self.reading()).await
    }
}

impl Writing {
    /// Keeps a decision of a meeting.
    pub async fn add_meeting_decision(&self, municipality: i64, new: &NewMeetingDecision) -> Result<i64> {
        let id = Sql::new(
            "INSERT INTO decisions (municipality_id, item_id, meeting_id, what, organisation, person, user_id, due_day, judge_day) \
             SELECT CAST($1 AS BIGINT), i.id, i.meeting_id, '', $4, $5, CAST($6 AS BIGINT), CAST($7 AS BIGINT), CAST($8 AS BIGINT) \
             FROM agenda_items i WHERE i.id = $2 AND i.meeting_id = $3 RETURNING id",
        )
        .with(municipality)
        .with(new.item)
        .with(new.meeting)
        .with(new.organisation.as_str())
        .with(new.person.as_str())
        .with(new.user)
        .with(day::number(new.due))
        .with(day::number(new.judge))
        .integer(&self.0)
        .await?
        .ok_or(StoreError::NotFound)?;
        MEETING_DECISION.put(self, id, &new.what).await?;
        Ok(id)
    }

    /// A decision is done, says whoever it falls on or leads the body. `seen` is the instant of the last word on it that they know, 0 for none;
    /// `NotFound` where somebody has said more since.
    pub async fn finish_decision(
        &self,
        leading: &Scope,
        id: i64,
        user: i64,
        note: &str,
        seen: i64,
        at: i64,
    ) -> Result<()> {
        let mut sql = Sql::new("UPDATE decisions SET done_at = ");
        sql.bind(at)
            .push(", done_note = ")
            .bind(MEETING_DECISION_DONE.seal(self.key()?, id, note)?);
        sql.push(" WHERE id = ").bind(id);
        sql.push(
            " AND CASE WHEN COALESCE(judged_at, 0) > COALESCE(done_at, 0) THEN judged_at ELSE COALESCE(done_at, 0) END = ",
        )
        .bind(seen);
        sql.push(" AND (user_id = ").bind(user);
        sql.push(" OR EXISTS (SELECT 1 FROM meetings m WHERE m.id = decisions.meeting_id AND ");
        reach::meetings(&mut sql, leading, "m");
        sql.push("))");
        if sql.run(&self.0).await? == 1 {
            Ok(())
        } else {
            Err(StoreError::NotFound)
        }
    }

    /// The result of a decision is judged by whoever leads the body. `seen` is the instant of the judgement that they know, 0 for none; `NotFound`
    /// where another stands by now.
    pub async fn judge_decision(
        &self,
        leading: &Scope,
        id: i64,
        judgement: &str,
        note: &str,
        seen: i64,
        at: i64,
    ) -> Result<()> {
        let mut sql = Sql::new("UPDATE decisions SET judgement = ");
        sql.bind(judgement)
            .push(", judged_note = ")
            .bind(MEETING_DECISION_JUDGED.seal(self.key()?, id, note)?)
            .push(", judged_at = ")
            .bind(at);
        sql.push(" WHERE COALESCE(judged_at, 0) = ").bind(seen);
        sql.push(" AND id = ").bind(id);
        sql.push(" AND EXISTS (SELECT 1 FROM meetings m WHERE m.id = decisions.meeting_id AND ");
        reach::meetings(&mut sql, leading, "m");
        sql.push(")");
        if sql.run(&self.0).await? == 1 {
            Ok(())
        } else {
            Err(StoreError::NotFound)
        }
    }

    /// Keeps a proposal of a meeting.
    pub async fn add_proposal(
        &self,
        municipality: i64,
        meeting: i64,
        text: &str,
        addressee: &str,
        at: i64,
    ) -> Result<i64> {
        Sql::new(
            "INSERT INTO proposals (municipality_id, meeting_id, text, addressee, at) VALUES ($1, $2, $3, $4, $5) RETURNING id",
        )
        .with(municipality)
        .with(meeting)
        .with(text)
        .with(addressee)
        .with(at)
        .integer(&self.0)
        .await?
        .ok_or(StoreError::NotFound)
    }

    /// Keeps the answer to a proposal. `seen` is the instant of the answer that is known, 0 for none; `NotFound` where another stands by now.
    pub async fn answer_proposal(
        &self,
        scope: &Scope,
        id: i64,
        answer: &str,
        seen: i64,
        at: i64,
    ) -> Result<()> {
        let kept = Sql::new(
            "UPDATE proposals SET answer = $3, answered_at = $4 WHERE id = $1 AND municipality_id = $2 \
             AND COALESCE(answered_at, 0) = $5",
        )
        .with(id)
        .with(scope.municipality())
        .with(answer)
        .with(at)
        .with(seen)
        .run(&self.0)
        .await?;
        if kept == 1 {
            Ok(())
        } else {
            Err(StoreError::NotFound)
        }
    }
}
