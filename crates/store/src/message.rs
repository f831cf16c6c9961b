//! Messages to people, how each wants them by e-mail, and the secret address of their calendar. Everything here belongs to one person and is
//! asked for by that person's id.

use balsts_domain::access::Role;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Job, Result, Store, StoreError, Writing, day, sql::Sql};

/// A message as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MessageRow {
    /// Identifier.
    pub id: i64,
    /// Code of its kind.
    pub kind: String,
    /// The record it is about.
    pub subject_id: Option<i64>,
    /// How many, where it counts.
    pub number: Option<i64>,
    /// When it came.
    pub at: i64,
    /// When it was read.
    pub read_at: Option<i64>,
}

/// A message as the e-mail about it needs it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MailRow {
    /// Identifier.
    pub id: i64,
    /// Code of its kind.
    pub kind: String,
    /// Address of the person.
    pub email: String,
    /// Language of the person.
    pub language: String,
}

/// Who is told.
#[derive(Debug, Clone, Copy)]
pub enum Recipients<'a> {
    /// These people.
    Users(&'a [i64]),
    /// Everybody who holds one of the roles at the institution.
    Institution {
        /// Institution.
        institution: i64,
        /// Roles.
        roles: &'a [Role],
    },
    /// Everybody who holds one of the roles, wherever.
    Municipality {
        /// Roles.
        roles: &'a [Role],
    },
}

/// A person who is told, with how they want it by e-mail.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Recipient {
    /// Account.
    pub id: i64,
    /// Code of the choice; none: never chosen.
    pub delivery: Option<String>,
}

/// A new message.
#[derive(Debug, Clone)]
pub struct NewMessage<'a> {
    /// To whom.
    pub user: i64,
    /// Code of its kind.
    pub kind: &'static str,
    /// The record it is about.
    pub subject: Option<i64>,
    /// How many.
    pub number: Option<i64>,
    /// Two of a person about the same are one.
    pub about: Option<&'a str>,
    /// How it goes by e-mail.
    pub delivery: &'static str,
    /// The day of its digest.
    pub digest_day: Option<Date>,
}

const COLUMNS: &str = "SELECT id, kind, subject_id, number, at, read_at FROM messages WHERE user_id = $1";
const MAIL: &str = "SELECT m.id, m.kind, u.email, u.language FROM messages m \
    JOIN users u ON u.id = m.user_id AND u.disabled_at IS NULL WHERE m.mailed_at IS NULL AND m.read_at IS NULL";

impl Store {
    /// A person's messages, the newest first, after the place `(at, id)`.
    pub async fn messages(&self, user: i64, after: Option<(i64, i64)>, most: u64) -> Result<Vec<MessageRow>> {
        let (at, id) = after.unwrap_or((i64::MAX, i64::MAX));
        Sql::new(&format!(
            "{COLUMNS} AND (at, id) < ($2, $3) ORDER BY at DESC, id DESC LIMIT $4"
        ))
        .with(user)
        .with(at)
        .with(id)
        .with(most as i64)
        .all(self.reading())
        .await
    }

    /// One message of a person.
    pub async fn message(&self, user: i64, id: i64) -> Result<MessageRow> {
        Sql::new(&format!("{COLUMNS} AND id = $2"))
            .with(user)
            .with(id)
            .one(self.reading())
            .await?
            .ok_or(StoreError::NotFound)
    }

    /// What a mail job is about: messages neither mailed nor read, of people whose accounts are open.
    pub async fn mail_of(&self, job: &Job) -> Result<Vec<MailRow>> {
        match job {
            Job::Mail { message } => {
                Sql::new(&format!("{MAIL} AND m.id = $1"))
                    .with(*message)
                    .all(self.reading())
                    .await
            }
            Job::Digest { user, day } => {
                Sql::new(&format!(
                    "{MAIL} AND m.user_id = $1 AND m.digest_day = $2 ORDER BY m.id"
                ))
                .with(*user)
                .with(*day)
                .all(self.reading())
                .await
            }
            Job::Remind { .. } => Ok(Vec::new()),
        }
    }

    /// How a person wants messages by e-mail; none: never chosen.
    pub async fn message_choice(&self, user: i64) -> Result<Option<String>> {
        let found = Sql::new("SELECT user_id AS id, delivery FROM message_choices WHERE user_id = $1")
            .with(user)
            .one::<Recipient>(self.reading())
            .await?;
        Ok(found.and_then(|choice| choice.delivery))
    }

    /// Whether a person's calendar has an address.
    pub async fn has_calendar_link(&self, user: i64) -> Result<bool> {
        let found = Sql::new("SELECT user_id FROM calendar_links WHERE user_id = $1")
            .with(user)
            .integer(self.reading())
            .await?;
        Ok(found.is_some())
    }

    /// Whose calendar has an address with this hash.
    pub async fn calendar_owner(&self, secret_hash: &str) -> Result<Option<i64>> {
        Sql::new("SELECT user_id FROM calendar_links WHERE secret_hash = $1")
            .with(secret_hash)
            .integer(self.reading())
            .await
    }
}

impl Writing {
    /// The people meant, each once, whose accounts are open and whose roles are in force.
    pub async fn recipients(
        &self,
        municipality: i64,
        to: Recipients<'_>,
        on: Date,
    ) -> Result<Vec<Recipient>> {
        let mut sql = Sql::new(
            "SELECT u.id, c.delivery FROM users u LEFT JOIN message_choices c ON c.user_id = u.id \
             WHERE u.disabled_at IS NULL AND u.municipality_id = ",
        );
        sql.bind(municipality);
        let roles = match to {
            Recipients::Users(users) => {
                sql.push(" AND u.id IN ").bind_list(users.iter().copied());
                None
            }
            Recipients::Institution { institution, roles } => Some((roles, Some(institution))),
            Recipients::Municipality { roles } => Some((roles, None)),
        };
        if let Some((roles, institution)) = roles {
            let on = day::number(on);
            sql.push(" AND EXISTS (SELECT 1 FROM assignments a WHERE a.user_id = u.id AND a.role IN ");
            sql.bind_list(roles.iter().map(|role| role.code()));
            if let Some(institution) = institution {
                sql.push(" AND a.institution_id = ").bind(institution);
            }
            sql.push(" AND (a.from_day IS NULL OR a.from_day <= ").bind(on);
            sql.push(") AND (a.to_day IS NULL OR a.to_day >= ")
                .bind(on)
                .push("))");
        }
        sql.push(" ORDER BY u.id");
        sql.all(&self.0).await
    }

    /// Adds a message; none where the person has one about the same already.
    pub async fn add_message(&self, municipality: i64, new: &NewMessage<'_>, at: i64) -> Result<Option<i64>> {
        Sql::new(
            "INSERT INTO messages (municipality_id, user_id, kind, subject_id, number, about, at, delivery, digest_day) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (user_id, about) DO NOTHING RETURNING id",
        )
        .with(municipality)
        .with(new.user)
        .with(new.kind)
        .with(new.subject)
        .with(new.number)
        .with(new.about)
        .with(at)
        .with(new.delivery)
        .with(new.digest_day.map(day::number))
        .integer(&self.0)
        .await
    }

    /// The e-mail about these messages was taken by the mail server.
    pub async fn mark_mailed(&self, messages: &[i64], at: i64) -> Result<()> {
        let mut sql = Sql::new("UPDATE messages SET mailed_at = ");
        sql.bind(at)
            .push(" WHERE id IN ")
            .bind_list(messages.iter().copied());
        sql.run(&self.0).await?;
        Ok(())
    }

    /// A person has read one of their messages, or (`None`) all of them.
    pub async fn mark_messages_read(&self, user: i64, id: Option<i64>, at: i64) -> Result<()> {
        let mut sql = Sql::new("UPDATE messages SET read_at = ");
        sql.bind(at)
            .push(" WHERE read_at IS NULL AND user_id = ")
            .bind(user);
        if let Some(id) = id {
            sql.push(" AND id = ").bind(id);
        }
        sql.run(&self.0).await?;
        Ok(())
    }

    /// Keeps how a person wants messages by e-mail.
    pub async fn choose_delivery(&self, user: i64, delivery: &str, at: i64) -> Result<()> {
        Sql::new(
            "INSERT INTO message_choices (user_id, delivery, at) VALUES ($1, $2, $3) \
             ON CONFLICT (user_id) DO UPDATE SET delivery = excluded.delivery, at = excluded.at",
        )
        .with(user)
        .with(delivery)
        .with(at)
        .run(&self.0)
        .await?;
        Ok(())
    }

    /// Gives a person's calendar an address in place of an earlier one; without a hash it has none any more.
    pub async fn set_calendar_link(&self, user: i64, secret_hash: Option<&str>, at: i64) -> Result<()> {
        Sql::new("DELETE FROM calendar_links WHERE user_id = $1")
            .with(user)
            .run(&self.0)
            .await?;
        if let Some(hash) = secret_hash {
            Sql::new("INSERT INTO calendar_links (secret_hash, user_id, at) VALUES ($1, $2, $3)")
                .with(hash)
                .with(user)
                .with(at)
                .run(&self.0)
                .await?;
        }
        Ok(())
    }
}
