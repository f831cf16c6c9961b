//! Signing in: password, lock-out, second factor. An unknown e-mail costs as much time as a wrong password and gets the same answer.

use std::{collections::BTreeSet, sync::LazyLock};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use balsts_domain::{
    access::{Actor, ActorKind, Assignment},
    retention::DRAFT_DAYS,
};
use balsts_store::{Account, AuditEvent, Store, instant};
use tokio::sync::Semaphore;
use totp_rs::{Builder, Secret};

use crate::{App, AppError, FieldErrors, Result};

/// Wrong passwords in a row that lock an account, and for how long. Defaults of the product, not of a law.
pub const FAILURES_BEFORE_LOCK: i64 = 5;
/// Length of a lock.
pub const LOCK_MINUTES: i64 = 15;
/// Shortest password taken.
pub const PASSWORD_LENGTH: usize = 12;
/// In microseconds.
const DAY: i64 = 86_400_000_000;
/// A password has at least so many different characters.
const DIFFERENT_CHARACTERS: usize = 5;

/// What came of a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    /// Signed in.
    Done(i64),
    /// The password was right; a one-time code is asked for.
    CodeNeeded(i64),
    /// Wrong e-mail or password.
    Refused,
    /// Too many wrong passwords; locked until this instant (microseconds).
    Locked(i64),
}

/// Hashes a password with argon2id and a salt of its own.
///
/// # Errors
/// Internal when the random generator fails.
pub fn hash_password(password: &str) -> Result<String> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| AppError::Internal(error.to_string()))
}

fn password_fits(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|parsed| {
        Argon2::default()
            .verify_password(password.as_bytes(), &parsed)
            .is_ok()
    })
}

// Verified against when there is no such account, so that the answer takes as long.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| hash_password("nobody signs in with this").unwrap_or_default());

/// A hash takes 19 MiB: many sign-ins at once wait for each other instead of taking all memory.
static HASHING: Semaphore = Semaphore::const_new(4);

pub(crate) async fn verify(password: String, hash: String) -> Result<bool> {
    let _turn = HASHING
        .acquire()
        .await
        .map_err(|error| AppError::Internal(error.to_string()))?;
    // Hashing takes tens of milliseconds on purpose: off the threads that serve pages.
    tokio::task::spawn_blocking(move || password_fits(&password, &hash))
        .await
        .map_err(|error| AppError::Internal(error.to_string()))
}

fn event(account: &Account, action: &str) -> AuditEvent {
    AuditEvent {
        municipality: Some(account.municipality_id),
        user: Some(account.id),
        actor: "user",
        action: action.to_owned(),
        subject: "account",
        subject_id: Some(account.id),
        detail: String::new(),
    }
}

/// The lock that follows from so many wrong passwords in a row.
fn lock_until(failures: i64, now: i64) -> Option<i64> {
    (failures % FAILURES_BEFORE_LOCK == 0).then_some(now + LOCK_MINUTES * 60_000_000)
}

/// Counts a wrong password or code of an account and locks it when there were too many.
pub(crate) async fn failed(store: &Store, account: &Account, now: i64) -> Result<SignIn> {
    let writing = store.write().await?;
    let count = writing.sign_in_failed(account.id).await?;
    let mut events = vec![event(account, "account.sign_in_failed")];
    let until = lock_until(count, now);
    if let Some(until) = until {
        writing.lock_account(account.id, until).await?;
        events.push(event(account, "account.locked"));
    }
    writing.audit(now, &events).await?;
    writing.commit().await?;
    Ok(until.map_or(SignIn::Refused, SignIn::Locked))
}

impl App {
    /// Checks an e-mail and a password.
    pub async fn sign_in(&self, email: &str, password: &str) -> Result<SignIn> {
        let now = instant(self.clock.now());
        let email = email.trim().to_lowercase();
        let found = self.store.account_by_email(&email).await?;
        let Some(account) = found.filter(|account| account.disabled_at.is_none()) else {
            return self.nobody(&email, password, now).await;
        };
        if let Some(until) = account.locked_until.filter(|until| *until > now) {
            return Ok(SignIn::Locked(until));
        }
        if !verify(password.to_owned(), account.password_hash.clone()).await? {
            return failed(&self.store, &account, now).await;
        }
        if account.has_totp {
            return Ok(SignIn::CodeNeeded(account.id));
        }
        self.succeeded(&account, now).await
    }

    /// Checks the one-time code that follows a right password.
    pub async fn sign_in_code(&self, user: i64, code: &str) -> Result<SignIn> {
        let now = self.clock.now();
        let account = self.store.account(user).await?;
        if account.disabled_at.is_some() {
            return Ok(SignIn::Refused);
        }
        if let Some(until) = account.locked_until.filter(|until| *until > instant(now)) {
            return Ok(SignIn::Locked(until));
        }
        let Some(secret) = self.store.totp_secret(user).await? else {
            return Ok(SignIn::Refused);
        };
        let step = totp(&secret, &account.email)?.check(code.trim(), now.as_second().unsigned_abs());
        if let Some(step) = step {
            let writing = self.store.write().await?;
            let fresh = writing.accept_totp_step(user, step as i64).await?;
            writing.commit().await?;
            if fresh {
                return self.succeeded(&account, instant(now)).await;
            }
        }
        failed(&self.store, &account, instant(now)).await
    }

    /// An address without an account locks as one with an account does: a lock tells nobody which addresses there are.
    async fn nobody(&self, email: &str, password: &str, now: i64) -> Result<SignIn> {
        let locked = self.store.address_locked_until(email).await?;
        if let Some(until) = locked.filter(|until| *until > now) {
            return Ok(SignIn::Locked(until));
        }
        verify(password.to_owned(), NOBODY.clone()).await?;
        let writing = self.store.write().await?;
        let until = lock_until(writing.address_failed(email, now).await?, now);
        if let Some(until) = until {
            writing.lock_address(email, until).await?;
        }
        writing.commit().await?;
        Ok(until.map_or(SignIn::Refused, SignIn::Locked))
    }

    /// Forgets sessions that have ended; from more than a day ago attempts at addresses without an account and what was sent; and what was typed and
    /// not sent, when the term of the municipality is over since its last change.
    pub async fn forget_ended(&self) -> Result<u64> {
        let now = instant(self.clock.now());
        let mut terms = Vec::new();
        for municipality in self.store.municipalities().await? {
            let program = self.ctx(Actor::program(municipality.id, self.today()));
            let days = program.plain_number("retention", None, "days_drafts").await?;
            terms.push((municipality.id, days.unwrap_or(DRAFT_DAYS)));
        }
        let writing = self.store.write().await?;
        for (municipality, days) in terms {
            writing.forget_drafts(municipality, now - days * DAY).await?;
        }
        let sessions = writing.forget_expired_sessions(now).await?;
        writing.forget_attempts(now - DAY).await?;
        writing.forget_sendings(now - DAY).await?;
        writing.commit().await?;
        Ok(sessions)
    }

    async fn succeeded(&self, account: &Account, now: i64) -> Result<SignIn> {
        let writing = self.store.write().await?;
        writing.sign_in_succeeded(account.id, now).await?;
        writing.audit(now, &[event(account, "account.signed_in")]).await?;
        writing.commit().await?;
        Ok(SignIn::Done(account.id))
    }

    /// The actor that an account is today. `NotFound` when it was disabled since.
    pub async fn actor(&self, user: i64) -> Result<(Actor, Account)> {
        let (account, roles) = self.store.account_with_assignments(user).await?;
        if account.disabled_at.is_some() {
            return Err(AppError::NotFound);
        }
        let assignments: Vec<Assignment> = roles
            .iter()
            .filter_map(balsts_store::AssignmentRow::assignment)
            .collect();
        let actor = Actor {
            kind: ActorKind::User(user),
            municipality: account.municipality_id,
            assignments,
            on: self.today(),
        };
        Ok((actor, account))
    }
}

/// The generator of one-time codes of an account.
pub(crate) fn totp(secret: &str, email: &str) -> Result<totp_rs::Totp> {
    let internal = |error: &dyn std::fmt::Debug| AppError::Internal(format!("one-time codes: {error:?}"));
    let secret = Secret::try_from_base32(secret).map_err(|error| internal(&error))?;
    Builder::new()
        .with_secret(secret)
        .with_account_name(email.replace(':', " "))
        .with_issuer(Some("Balsts"))
        .build()
        .map_err(|error| internal(&error))
}

/// Refuses passwords that are too short, have too few different characters or repeat the e-mail.
pub(crate) fn check_password(errors: &mut FieldErrors, field: &str, password: &str, email: &str) {
    if password.chars().count() < PASSWORD_LENGTH {
        errors.add_with(field, "error-password-short", "length", PASSWORD_LENGTH);
    } else if password.chars().collect::<BTreeSet<char>>().len() < DIFFERENT_CHARACTERS {
        errors.add_with(field, "error-password-alike", "count", DIFFERENT_CHARACTERS);
    } else if password.trim().eq_ignore_ascii_case(email)
        || email
            .split('@')
            .next()
            .is_some_and(|name| name.len() > 3 && password.to_lowercase().contains(name))
    {
        errors.add(field, "error-password-like-email");
    }
}
