//! What bodies speak of: cases and questions of the system, waiting or on an agenda, with the minutes of each in all their versions.

use balsts_domain::{
    access::Scope,
    cases::{FormKind, form::FOR_GROUP},
};
use sea_orm::FromQueryResult;

use crate::{
    Result, Store, StoreError, Writing, day, reach,
    sealed::{ITEM_MINUTES, ITEM_RESTRICTED, ITEM_TEXT, MINUTES_VERSION},
    sql::Sql,
};

/// An item as shown.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ItemRow {
    /// Identifier.
    pub id: i64,
    /// Body.
    pub body_id: i64,
    /// Meeting; none: it waits.
    pub meeting_id: Option<i64>,
    /// Pupil, for a case.
    pub pupil_id: Option<i64>,
    /// The case it speaks of.
    pub case_id: Option<i64>,
    /// Part of the case's address.
    pub case_public_id: Option<String>,
    /// Part of the pupil's address.
    pub public_id: Option<String>,
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Birth date, as a day number.
    pub birth_day: Option<i64>,
    /// Class.
    pub class: Option<String>,
    /// Institution that proposed it.
    pub institution: Option<String>,
    /// Code of the reason.
    pub reason: Option<String>,
    /// Title of a question.
    pub title: String,
    /// What it is about and what was done so far.
    pub text: String,
    /// What only members see.
    pub restricted_text: String,
    /// Code of the state.
    pub state: String,
    /// Minutes.
    pub minutes: String,
    /// Version of the minutes.
    pub version: i64,
    /// Version of what it is about.
    pub brief_version: i64,
    /// The item that it goes on from.
    pub carried_from_id: Option<i64>,
    /// Why it was returned.
    pub returned_reason: Option<String>,
    /// Who proposed it.
    pub proposed_by_id: Option<i64>,
    /// When.
    pub proposed_at: i64,
    /// Decisions made.
    pub decisions: i64,
}

/// A new item.
#[derive(Debug, Clone, Default)]
pub struct NewItem {
    /// Body.
    pub body: i64,
    /// Meeting; none: it waits.
    pub meeting: Option<i64>,
    /// Pupil, for a case.
    pub pupil: Option<i64>,
    /// The case it comes from.
    pub case: Option<i64>,
    /// Institution that proposes it.
    pub institution: Option<i64>,
    /// Code of the reason.
    pub reason: Option<&'static str>,
    /// Title of a question.
    pub title: String,
    /// What it is about.
    pub text: String,
    /// What only members see.
    pub restricted_text: String,
    /// Who proposes it.
    pub by: Option<i64>,
}

/// Columns of [`ItemRow`]. Of a case that is older than an adoption, the item stays without the child: the name of today is part of the secret.
fn select(today: i64) -> Sql {
    let mut sql = Sql::new(
        "SELECT i.id, i.body_id, i.meeting_id, i.pupil_id, i.case_id, c.public_id AS case_public_id, p.public_id, r.given_name, r.family_name, r.birth_date AS birth_day, \
         (SELECT MAX(e.class) FROM enrolments e WHERE e.pupil_id = p.id AND e.ended_load_id IS NULL AND e.to_day IS NULL) AS class, \
         n.name AS institution, i.reason, i.title, i.text, i.restricted_text, i.state, i.minutes, i.version, i.brief_version, i.carried_from_id, \
         i.returned_reason, i.proposed_by_id, i.proposed_at, \
         (SELECT CAST(COUNT(*) AS BIGINT) FROM decisions d WHERE d.item_id = i.id) AS decisions FROM agenda_items i \
         LEFT JOIN cases c ON c.id = i.case_id LEFT JOIN pupils p ON p.id = i.pupil_id AND ",
    );
    reach::not_before_adoption(&mut sql, "c", today);
    sql.push(
        " LEFT JOIN pupil_records r ON r.pupil_id = p.id AND r.ended_load_id IS NULL \
         LEFT JOIN institution_records n ON n.institution_id = i.institution_id AND n.ended_load_id IS NULL AND n.valid_to IS NULL WHERE ",
    );
    sql
}

impl Store {
    async fn open_items(&self, sql: Sql) -> Result<Vec<ItemRow>> {
        let mut rows: Vec<ItemRow> = sql.all(self.reading()).await?;
        for row in &mut rows {
            let key = self.key()?;
            ITEM_TEXT.reveal(key, row.id, &mut row.text)?;
            ITEM_RESTRICTED.reveal(key, row.id, &mut row.restricted_text)?;
            ITEM_MINUTES.reveal(key, row.id, &mut row.minutes)?;
        }
        Ok(rows)
    }

    /// The agenda of a meeting as far as the scope reaches it: cases first, then questions of the system.
    pub async fn agenda(&self, scope: &Scope, meeting: i64) -> Result<Vec<ItemRow>> {
        let mut sql = select(day::number(scope.on()));
        sql.push("i.meeting_id = ").bind(meeting);
        sql.push(" AND EXISTS (SELECT 1 FROM meetings m WHERE m.id = i.meeting_id AND ");
        reach::meeting_items(&mut sql, scope, "m", "i.id");
        sql.push(") ORDER BY CASE WHEN i.pupil_id IS NULL THEN 1 ELSE 0 END, i.id");
        self.open_items(sql).await
    }

    /// What waits for a meeting of a body that the scope leads, the oldest first.
    pub async fn waiting_items(&self, scope: &Scope, body: i64) -> Result<Vec<ItemRow>> {
        let mut sql = select(day::number(scope.on()));
        sql.push("i.meeting_id IS NULL AND i.state = 'waiting' AND i.body_id = ")
            .bind(body);
        sql.push(" AND EXISTS (SELECT 1 FROM bodies b WHERE b.id = i.body_id AND ");
        reach::bodies(&mut sql, scope, "b");
        sql.push(") ORDER BY CASE WHEN i.pupil_id IS NULL THEN 1 ELSE 0 END, i.proposed_at, i.id");
        self.open_items(sql).await
    }
}

impl ItemRow {
    /// It is a report about a case, not the case itself, which goes its own way.
    pub fn is_report(&self) -> bool {
        let kind = self.reason.as_deref().and_then(FormKind::from_code);
        kind.is_some_and(|kind| FOR_GROUP.contains(&kind))
    }
}

impl Writing {
    /// Lets a report about a case wait for every cooperation group of the municipality, unless one waits there or stands on an agenda already.
    /// Gives the bodies.
    pub async fn report_to_groups(&self, municipality: i64, new: &NewItem, at: i64) -> Result<Vec<i64>> {
        let bodies = Sql::new(
            "SELECT b.id FROM bodies b WHERE b.kind = 'cooperation_group' AND b.municipality_id = $1 AND NOT EXISTS (\
             SELECT 1 FROM agenda_items i WHERE i.body_id = b.id AND i.case_id = $2 AND i.reason = $3 \
             AND i.state IN ('waiting', 'on_agenda')) ORDER BY b.id",
        )
        .with(municipality)
        .with(new.case)
        .with(new.reason)
        .integers(&self.0)
        .await?;
        for body in &bodies {
            let item = NewItem {
                body: *body,
                ..new.clone()
            };
            self.add_item(municipality, &item, at).await?;
        }
        Ok(bodies)
    }

    /// Reports about a closed case wait for no group any more.
    pub async fn withdraw_reports_of(&self, case: i64) -> Result<()> {
        let mut sql =
            Sql::new("UPDATE agenda_items SET state = 'returned' WHERE state = 'waiting' AND case_id = ");
        sql.bind(case).push(" AND reason IN ");
        sql.bind_list(FOR_GROUP.map(FormKind::code));
        sql.run(&self.0).await?;
        Ok(())
    }

    async fn seal_item(&self, id: i64, text: &str, restricted: &str) -> Result<()> {
        ITEM_TEXT.put(self, id, text).await?;
        ITEM_RESTRICTED.put(self, id, restricted).await?;
        ITEM_MINUTES.put(self, id, "").await
    }

    /// Adds an item.
    pub async fn add_item(&self, municipality: i64, new: &NewItem, at: i64) -> Result<i64> {
        let id = Sql::new(
            "INSERT INTO agenda_items (municipality_id, body_id, meeting_id, pupil_id, case_id, institution_id, reason, title, text, \
             restricted_text, state, proposed_by_id, proposed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', '', $9, $10, $11) \
             RETURNING id",
        )
        .with(municipality)
        .with(new.body)
        .with(new.meeting)
        .with(new.pupil)
        .with(new.case)
        .with(new.institution)
        .with(new.reason)
        .with(new.title.as_str())
        .with(if new.meeting.is_some() {
            "on_agenda"
        } else {
            "waiting"
        })
        .with(new.by)
        .with(at)
        .one_integer(&self.0)
        .await?;
        self.seal_item(id, &new.text, &new.restricted_text).await?;
        Ok(id)
    }

    /// Puts waiting items of the meeting's body on its agenda. Gives how many.
    pub async fn draw_items(&self, meeting: i64, items: &[i64]) -> Result<u64> {
        let mut sql = Sql::new("UPDATE agenda_items SET state = 'on_agenda', meeting_id = ");
        sql.bind(meeting);
        sql.push(" WHERE meeting_id IS NULL AND state = 'waiting' AND body_id = (SELECT body_id FROM meetings WHERE id = ");
        sql.bind(meeting)
            .push(") AND id IN ")
            .bind_list(items.iter().copied());
        sql.run(&self.0).await
    }

    /// Returns an item that waits, or stands on the agenda of the meeting without a decision, to whoever proposed it. Gives that account.
    pub async fn return_item(&self, body: i64, meeting: i64, id: i64, reason: &str) -> Result<Option<i64>> {
        let by = Sql::new(
            "UPDATE agenda_items SET state = 'returned', returned_reason = $3 WHERE id = $1 AND body_id = $2 \
             AND (state = 'waiting' OR (state = 'on_agenda' AND meeting_id = $4 \
             AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.item_id = agenda_items.id))) RETURNING COALESCE(proposed_by_id, 0)",
        )
        .with(id)
        .with(body)
        .with(reason)
        .with(meeting)
        .one_integer(&self.0)
        .await?;
        Ok(Some(by).filter(|by| *by != 0))
    }

    /// Keeps the minutes of an item; `Conflict` when somebody wrote there since `version`: their text stays, and the caller still has this one.
    pub async fn keep_minutes(
        &self,
        meeting: i64,
        item: i64,
        version: i64,
        text: &str,
        user: Option<i64>,
        at: i64,
    ) -> Result<()> {
        let changed = Sql::new(
            "UPDATE agenda_items SET minutes = $4, version = version + 1 WHERE id = $1 AND meeting_id = $2 AND version = $3",
        )
        .with(item)
        .with(meeting)
        .with(version)
        .with(ITEM_MINUTES.seal(self.key()?, item, text)?)
        .run(&self.0)
        .await?;
        if changed != 1 {
            return Err(StoreError::Conflict("agenda_items_version".to_owned()));
        }
        let sealed = MINUTES_VERSION.seal(self.key()?, format!("{item}/{}", version + 1), text)?;
        Sql::new(
            "INSERT INTO minutes_versions (item_id, version, text, user_id, at) VALUES ($1, $2, $3, $4, $5)",
        )
        .with(item)
        .with(version + 1)
        .with(sealed)
        .with(user)
        .with(at)
        .run(&self.0)
        .await?;
        Ok(())
    }

    /// Keeps what an item is about; `Conflict` when somebody wrote there since `version`.
    pub async fn keep_brief(
        &self,
        meeting: i64,
        item: i64,
        version: i64,
        (text, restricted): (&str, &str),
    ) -> Result<()> {
        let changed = Sql::new(
            "UPDATE agenda_items SET text = $4, restricted_text = $5, brief_version = brief_version + 1 \
             WHERE id = $1 AND meeting_id = $2 AND brief_version = $3",
        )
        .with(item)
        .with(meeting)
        .with(version)
        .with(ITEM_TEXT.seal(self.key()?, item, text)?)
        .with(ITEM_RESTRICTED.seal(self.key()?, item, restricted)?)
        .run(&self.0)
        .await?;
        if changed == 1 {
            Ok(())
        } else {
            Err(StoreError::Conflict("agenda_items_brief".to_owned()))
        }
    }

    /// Sets the state of an item of a meeting.
    pub async fn set_item_state(&self, meeting: i64, item: i64, state: &str) -> Result<()> {
        Sql::new("UPDATE agenda_items SET state = $3 WHERE id = $1 AND meeting_id = $2")
            .with(item)
            .with(meeting)
            .with(state)
            .run_one(&self.0)
            .await
    }

    /// An undecided item goes on: a new one waits for a meeting, or stands on the agenda of the next. The minutes stay with the old one.
    pub async fn carry_over(&self, item: &ItemRow, next: Option<i64>) -> Result<()> {
        let id = Sql::new(
            "INSERT INTO agenda_items (municipality_id, body_id, meeting_id, pupil_id, case_id, institution_id, reason, title, text, \
             restricted_text, state, carried_from_id, proposed_by_id, proposed_at) SELECT municipality_id, body_id, CAST($2 AS BIGINT), \
             pupil_id, case_id, institution_id, reason, title, '', '', $3, id, proposed_by_id, proposed_at \
             FROM agenda_items WHERE id = $1 RETURNING id",
        )
        .with(item.id)
        .with(next)
        .with(if next.is_some() { "on_agenda" } else { "waiting" })
        .one_integer(&self.0)
        .await?;
        self.seal_item(id, &item.text, &item.restricted_text).await
    }

    /// Items that were carried over from a meeting and have not been touched since are taken back: the meeting goes on. What was written at one of
    /// them, what it was returned for and what goes on from it stays.
    pub async fn take_back_carried(&self, meeting: i64) -> Result<()> {
        Sql::new(
            "DELETE FROM agenda_items WHERE carried_from_id IN (SELECT id FROM agenda_items WHERE meeting_id = $1) \
             AND state IN ('waiting', 'on_agenda') AND version = 1 AND brief_version = 1 \
             AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.item_id = agenda_items.id) \
             AND NOT EXISTS (SELECT 1 FROM agenda_items c WHERE c.carried_from_id = agenda_items.id)",
        )
        .with(meeting)
        .run(&self.0)
        .await?;
        Sql::new(
            "UPDATE agenda_items SET state = 'on_agenda' WHERE meeting_id = $1 AND state IN ('carried_over', 'decided') \
             AND NOT EXISTS (SELECT 1 FROM agenda_items c WHERE c.carried_from_id = agenda_items.id)",
        )
        .with(meeting)
        .run(&self.0)
        .await?;
        Ok(())
    }
}
