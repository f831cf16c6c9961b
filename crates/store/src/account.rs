//! Accounts of people and the roles they hold. Knows hashes only, never a password.

use balsts_domain::access::{Assignment, Role};
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, Writing, day, sealed::TOTP_SECRET, sql::Sql};

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Account {
    /// Identifier.
    pub id: i64,
    /// Municipality it belongs to.
    pub municipality_id: i64,
    /// Sign-in name.
    pub email: String,
    /// Name of the person.
    pub name: String,
    /// argon2id hash in PHC form.
    pub password_hash: String,
    /// The second factor is on.
    pub has_totp: bool,
    /// The last time step a code was accepted for: no code is accepted twice.
    pub totp_last_step: Option<i64>,
    /// The password was set by somebody else.
    pub must_change_password: bool,
    /// Wrong passwords in a row.
    pub failed_count: i64,
    /// Locked until this instant.
    pub locked_until: Option<i64>,
    /// Disabled since.
    pub disabled_at: Option<i64>,
    /// Language of the interface.
    pub language: String,
    /// When the person was here before this visit.
    pub previous_visit_at: Option<i64>,
    /// Messages that wait to be read.
    pub unread: i64,
}

/// A role held, as stored.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AssignmentRow {
    /// Identifier.
    pub id: i64,
    /// Account.
    pub user_id: i64,
    /// Code of the role.
    pub role: String,
    /// Speciality of support staff.
    pub speciality: Option<String>,
    /// Institution.
    pub institution_id: Option<i64>,
    /// Class.
    pub class: Option<String>,
    /// First day.
    pub from_day: Option<i64>,
    /// Last day.
    pub to_day: Option<i64>,
}

impl AssignmentRow {
    /// As the access table understands it; `None` when the role is unknown to this version.
    pub fn assignment(&self) -> Option<Assignment> {
        Some(Assignment {
            role: Role::parse(&self.role)?,
            institution: self.institution_id,
            class: self.class.clone(),
            from: self.from_day.map(day::date),
            to: self.to_day.map(day::date),
        })
    }
}

/// A new account.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Municipality.
    pub municipality: i64,
    /// Sign-in name, lower-case.
    pub email: String,
    /// Name of the person.
    pub name: String,
    /// argon2id hash.
    pub password_hash: String,
    /// To be changed at the first sign-in.
    pub must_change_password: bool,
    /// Language.
    pub language: String,
}

const COLUMNS: &str = "SELECT id, municipality_id, email, name, password_hash, totp_secret IS NOT NULL AS has_totp, totp_last_step, \
    must_change_password, failed_count, locked_until, disabled_at, language, previous_visit_at, \
    (SELECT CAST(COUNT(*) AS BIGINT) FROM messages m WHERE m.user_id = users.id AND m.read_at IS NULL) AS unread FROM users";

// Class teachers come from the schools' files as well as from accounts: the e-mail joins them.
const ASSIGNMENTS: &str = "SELECT id, user_id, role, speciality, institution_id, class, from_day, to_day FROM assignments \
    WHERE user_id = $1 UNION ALL \
    SELECT -t.id, u.id, 'class_teacher', NULL, t.institution_id, t.class, t.from_day, t.to_day \
    FROM class_teachers t JOIN users u ON u.email = t.email \
    JOIN institutions i ON i.id = t.institution_id AND i.municipality_id = u.municipality_id \
    WHERE u.id = $1 AND t.ended_load_id IS NULL ORDER BY 1";

#[derive(FromQueryResult)]
struct Secret {
    totp_secret: String,
}

struct WithAssignment(Account, Option<AssignmentRow>);

impl FromQueryResult for WithAssignment {
    fn from_query_result(row: &sea_orm::QueryResult, _: &str) -> std::result::Result<Self, sea_orm::DbErr> {
        let assignment = match row.try_get::<Option<i64>>("a_", "id")? {
            Some(_) => Some(AssignmentRow::from_query_result(row, "a_")?),
            None => None,
        };
        Ok(Self(Account::from_query_result(row, "")?, assignment))
    }
}

impl Store {
    /// An account and all its roles in one statement: every page begins with it.
    pub async fn account_with_assignments(&self, user: i64) -> Result<(Account, Vec<AssignmentRow>)> {
        let rows = Sql::new(&format!(
            "SELECT u.*, a.id AS a_id, a.user_id AS a_user_id, a.role AS a_role, a.speciality AS a_speciality, \
             a.institution_id AS a_institution_id, a.class AS a_class, a.from_day AS a_from_day, a.to_day AS a_to_day \
             FROM ({COLUMNS} WHERE id = $1) u LEFT JOIN ({ASSIGNMENTS}) a ON a.user_id = u.id"
        ))
        .with(user)
        .all::<WithAssignment>(self.reading())
        .await?;
        let mut account = None;
        let mut assignments = Vec::new();
        for WithAssignment(found, assignment) in rows {
            account = Some(found);
            assignments.extend(assignment);
        }
        Ok((account.ok_or(StoreError::NotFound)?, assignments))
    }

    /// The account with this sign-in name. For signing in only: it takes no scope because nobody is signed in yet.
    pub async fn account_by_email(&self, email: &str) -> Result<Option<Account>> {
        Sql::new(&format!("{COLUMNS} WHERE email = $1"))
            .with(email)
            .one(self.reading())
            .await
    }

    /// One account.
    pub async fn account(&self, id: i64) -> Result<Account> {
        Sql::new(&format!("{COLUMNS} WHERE id = $1"))
            .with(id)
            .one(self.reading())
            .await?
            .ok_or(StoreError::NotFound)
    }

    /// The base32 secret of a person's second factor, when it is on.
    pub async fn totp_secret(&self, user: i64) -> Result<Option<String>> {
        let found = Sql::new("SELECT totp_secret FROM users WHERE id = $1 AND totp_secret IS NOT NULL")
            .with(user)
            .one::<Secret>(self.reading())
            .await?;
        found
            .map(|row| TOTP_SECRET.open(self.key()?, user, &row.totp_secret))
            .transpose()
    }

    /// All accounts of a municipality, by name.
    pub async fn accounts(&self, municipality: i64) -> Result<Vec<Account>> {
        Sql::new(&format!("{COLUMNS} WHERE municipality_id = $1 ORDER BY name, id"))
            .with(municipality)
            .all(self.reading())
            .await
    }

    /// Whether anybody of the installation holds or held a role. For setting it up: it takes no scope and names nobody.
    pub async fn has_role(&self, role: Role) -> Result<bool> {
        let found = Sql::new("SELECT id FROM assignments WHERE role = $1 LIMIT 1").with(role.code());
        Ok(found.integer(self.reading()).await?.is_some())
    }

    /// Roles that a person holds or held, those from the schools' lists of class teachers included (negative ids).
    pub async fn assignments(&self, user: i64) -> Result<Vec<AssignmentRow>> {
        Sql::new(ASSIGNMENTS).with(user).all(self.reading()).await
    }
}

impl Writing {
    /// Adds an account; `Conflict` when the e-mail is taken.
    pub async fn add_account(&self, new: &NewAccount, at: i64) -> Result<i64> {
        Sql::new(
            "INSERT INTO users (municipality_id, email, name, password_hash, must_change_password, language, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        )
        .with(new.municipality)
        .with(new.email.as_str())
        .with(new.name.as_str())
        .with(new.password_hash.as_str())
        .with(new.must_change_password)
        .with(new.language.as_str())
        .with(at)
        .one_integer(&self.0)
        .await
    }

    /// Gives a person a role.
    pub async fn add_assignment(
        &self,
        user: i64,
        assignment: &Assignment,
        speciality: Option<&str>,
    ) -> Result<i64> {
        Sql::new(
            "INSERT INTO assignments (user_id, role, speciality, institution_id, class, from_day, to_day) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        )
        .with(user)
        .with(assignment.role.code())
        .with(speciality.map(str::to_owned))
        .with(assignment.institution)
        .with(assignment.class.clone())
        .with(assignment.from.map(day::number))
        .with(assignment.to.map(day::number))
        .one_integer(&self.0)
        .await
    }

    /// Ends a role with the given last day; the row stays, so that past access can be explained.
    pub async fn end_assignment(&self, user: i64, id: i64, last_day: Date) -> Result<()> {
        Sql::new("UPDATE assignments SET to_day = $3 WHERE id = $2 AND user_id = $1")
            .with(user)
            .with(id)
            .with(day::number(last_day))
            .run_one(&self.0)
            .await
    }

    /// A right password: the counter starts anew, the visit is noted.
    pub async fn sign_in_succeeded(&self, user: i64, at: i64) -> Result<()> {
        Sql::new("UPDATE users SET failed_count = 0, locked_until = NULL, previous_visit_at = visit_at, visit_at = $2 WHERE id = $1")
            .with(user)
            .with(at)
            .run(&self.0)
            .await?;
        Ok(())
    }

    /// A wrong password or code; gives the new count of failures in a row.
    pub async fn sign_in_failed(&self, user: i64) -> Result<i64> {
        Sql::new("UPDATE users SET failed_count = failed_count + 1 WHERE id = $1 RETURNING failed_count")
            .with(user)
            .one_integer(&self.0)
            .await
    }

    /// Locks an account until an instant.
    pub async fn lock_account(&self, user: i64, until: i64) -> Result<()> {
        Sql::new("UPDATE users SET locked_until = $2 WHERE id = $1")
            .with(user)
            .with(until)
            .run(&self.0)
            .await?;
        Ok(())
    }

    /// Accepts a one-time code's time step unless it or a later one was accepted before.
    pub async fn accept_totp_step(&self, user: i64, step: i64) -> Result<bool> {
        let touched = Sql::new(
            "UPDATE users SET totp_last_step = $2 WHERE id = $1 AND (totp_last_step IS NULL OR totp_last_step < $2)",
        )
        .with(user)
        .with(step)
        .run(&self.0)
        .await?;
        Ok(touched == 1)
    }

    /// Sets or removes the second factor.
    pub async fn set_totp(&self, user: i64, secret: Option<&str>) -> Result<()> {
        Sql::new("UPDATE users SET totp_secret = $2, totp_last_step = NULL WHERE id = $1")
            .with(user)
            .with(
                secret
                    .map(|secret| TOTP_SECRET.seal(self.key()?, user, secret))
                    .transpose()?,
            )
            .run(&self.0)
            .await?;
        Ok(())
    }

    /// Sets a password and unlocks.
    pub async fn set_password(&self, user: i64, hash: &str, must_change: bool) -> Result<()> {
        Sql::new(
            "UPDATE users SET password_hash = $2, must_change_password = $3, failed_count = 0, locked_until = NULL \
             WHERE id = $1",
        )
        .with(user)
        .with(hash)
        .with(must_change)
        .run(&self.0)
        .await?;
        Ok(())
    }

    /// Disables or enables an account.
    pub async fn set_disabled(&self, user: i64, at: Option<i64>) -> Result<()> {
        Sql::new("UPDATE users SET disabled_at = $2 WHERE id = $1")
            .with(user)
            .with(at)
            .run(&self.0)
            .await?;
        Ok(())
    }

    /// Sets the language of the interface.
    pub async fn set_language(&self, user: i64, language: &str) -> Result<()> {
        Sql::new("UPDATE users SET language = $2 WHERE id = $1")
            .with(user)
            .with(language)
            .run(&self.0)
            .await?;
        Ok(())
    }
}
