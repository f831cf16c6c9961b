//! Accounts: one's own (password, second factor, sessions, language) and those an administrator keeps.

use balsts_domain::{
    access::{Action, Assignment, Resource, Role},
    registry::SupportRole,
};
use balsts_store::{Account, AssignmentRow, NewAccount, SessionRow};
use totp_rs::Secret;

use crate::{App, AppError, Ctx, FieldErrors, Result, sign_in};

/// What an administrator types to add a person.
#[derive(Debug, Clone)]
pub struct AddAccount {
    /// Sign-in name.
    pub email: String,
    /// Name of the person.
    pub name: String,
    /// First password; to be changed at the first sign-in.
    pub password: String,
    /// The first role.
    pub role: Role,
    /// Where it is held.
    pub institution: Option<i64>,
    /// For class teachers.
    pub class: Option<String>,
    /// What somebody of the support staff is there; other roles have none.
    pub speciality: Option<SupportRole>,
}

/// An account with its roles.
#[derive(Debug, Clone)]
pub struct AccountWithRoles {
    /// The account.
    pub account: Account,
    /// Roles held or once held.
    pub roles: Vec<AssignmentRow>,
}

impl App {
    /// Whether the installation has had an administrator: the first one is added from the command line, when there is nobody yet whose
    /// roles could be asked.
    pub async fn has_administrator(&self) -> Result<bool> {
        Ok(self.store.has_role(Role::Administrator).await?)
    }
}

/// Only support staff has a speciality. It says who somebody is, and gives no rights.
fn speciality_of(role: Role, speciality: Option<SupportRole>) -> Option<&'static str> {
    speciality
        .filter(|_| role == Role::SupportStaff)
        .map(SupportRole::code)
}

impl Ctx {
    /// Accounts of the municipality with their roles.
    pub async fn accounts(&self) -> Result<Vec<AccountWithRoles>> {
        let scope = self.scope(Action::Read, Resource::Account)?;
        let mut all = Vec::new();
        for account in self.store.accounts(scope.municipality()).await? {
            let roles = self.store.assignments(account.id).await?;
            all.push(AccountWithRoles { account, roles });
        }
        Ok(all)
    }

    /// One account of the municipality with its roles.
    pub async fn account(&self, id: i64) -> Result<AccountWithRoles> {
        let scope = self.scope(Action::Read, Resource::Account)?;
        let account = self.store.account(id).await?;
        if account.municipality_id != scope.municipality() {
            return Err(AppError::NotFound);
        }
        let roles = self.store.assignments(id).await?;
        Ok(AccountWithRoles { account, roles })
    }

    /// Adds a person with a first role.
    pub async fn add_account(&self, new: &AddAccount) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::Account)?;
        let email = new.email.trim().to_lowercase();
        let mut errors = FieldErrors::new();
        if !is_address(&email) {
            errors.add_with("email", "error-email", "value", &email);
        }
        if new.name.trim().is_empty() {
            errors.add("name", "error-name-required");
        }
        sign_in::check_password(&mut errors, "password", &new.password, &email);
        check_place(&mut errors, new.role, new.institution, new.class.as_deref());
        errors.check()?;
        let account = NewAccount {
            municipality: scope.municipality(),
            email,
            name: new.name.trim().to_owned(),
            password_hash: sign_in::hash_password(&new.password)?,
            must_change_password: true,
            language: "lv".to_owned(),
        };
        let writing = self.store.write().await?;
        let id =
            writing
                .add_account(&account, self.instant())
                .await
                .map_err(|error| match AppError::from(error) {
                    AppError::Conflict(key) => FieldErrors::one_with("email", key, "value", &account.email),
                    other => other,
                })?;
        let role = Assignment {
            role: new.role,
            institution: new.institution,
            class: new.class.clone(),
            from: None,
            to: None,
        };
        writing
            .add_assignment(id, &role, speciality_of(new.role, new.speciality))
            .await?;
        let detail = format!("role={}", new.role.code());
        writing
            .audit(
                self.instant(),
                &[self.event("account.added", "account", Some(id), detail)],
            )
            .await?;
        writing.commit().await?;
        Ok(id)
    }

    /// Gives a person one more role, from today or from the given day to the given day.
    pub async fn add_role(
        &self,
        user: i64,
        assignment: &Assignment,
        speciality: Option<SupportRole>,
    ) -> Result<()> {
        self.scope(Action::Write, Resource::Account)?;
        self.account(user).await?;
        let mut errors = FieldErrors::new();
        check_place(
            &mut errors,
            assignment.role,
            assignment.institution,
            assignment.class.as_deref(),
        );
        if let (Some(from), Some(to)) = (assignment.from, assignment.to)
            && from > to
        {
            errors.add("to", "error-to-before-from");
        }
        errors.check()?;
        let writing = self.store.write().await?;
        let speciality = speciality_of(assignment.role, speciality);
        writing.add_assignment(user, assignment, speciality).await?;
        let detail = format!("role={}", assignment.role.code());
        writing
            .audit(
                self.instant(),
                &[self.event("account.role_added", "account", Some(user), detail)],
            )
            .await?;
        Ok(writing.commit().await?)
    }

    /// Ends a role as of yesterday: it no longer holds today.
    ///
    /// # Errors
    /// Conflict when nobody else administers the municipality.
    pub async fn end_role(&self, user: i64, role: i64) -> Result<()> {
        self.scope(Action::Write, Resource::Account)?;
        let account = self.account(user).await?;
        let yesterday = self.today().yesterday().unwrap_or(self.today());
        let writing = self.store.write().await?;
        writing.hold_municipality(self.actor.municipality).await?;
        let ends = |row: &AssignmentRow| row.id == role;
        if self.administers(&account, |row| !ends(row)) != self.administers(&account, |_| true) {
            self.another_administers(user).await?;
        }
        writing.end_assignment(user, role, yesterday).await?;
        let event = self.event(
            "account.role_ended",
            "account",
            Some(user),
            format!("assignment={role}"),
        );
        writing.audit(self.instant(), &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// Disables an account, ends its sessions and takes the address of its calendar back, or enables it again.
    ///
    /// # Errors
    /// Conflict when nobody else administers the municipality.
    pub async fn set_account_disabled(&self, user: i64, disabled: bool) -> Result<()> {
        self.scope(Action::Write, Resource::Account)?;
        let account = self.account(user).await?;
        let writing = self.store.write().await?;
        writing.hold_municipality(self.actor.municipality).await?;
        if disabled && self.administers(&account, |_| true) {
            self.another_administers(user).await?;
        }
        writing
            .set_disabled(user, disabled.then(|| self.instant()))
            .await?;
        if disabled {
            writing.end_sessions(user, None).await?;
            // Once the account is open again, an address that somebody may have found meanwhile leads nowhere.
            writing.set_calendar_link(user, None, self.instant()).await?;
        }
        let verb = if disabled {
            "account.disabled"
        } else {
            "account.enabled"
        };
        writing
            .audit(self.instant(), &[self.event(verb, "account", Some(user), "")])
            .await?;
        Ok(writing.commit().await?)
    }

    /// Sets a new first password for a person, removes the second factor and ends the sessions.
    pub async fn reset_account(&self, user: i64, password: &str) -> Result<()> {
        self.scope(Action::Write, Resource::Account)?;
        let account = self.account(user).await?.account;
        let mut errors = FieldErrors::new();
        sign_in::check_password(&mut errors, "password", password, &account.email);
        errors.check()?;
        let hash = sign_in::hash_password(password)?;
        let writing = self.store.write().await?;
        writing.set_password(user, &hash, true).await?;
        writing.set_totp(user, None).await?;
        writing.end_sessions(user, None).await?;
        writing
            .audit(
                self.instant(),
                &[self.event("account.reset", "account", Some(user), "")],
            )
            .await?;
        Ok(writing.commit().await?)
    }

    /// Why one's own password is not taken; wrong ones count as they do at signing in, so that an open session is no place to guess.
    async fn refused_password(&self, account: &Account, password: &str) -> Result<Option<&'static str>> {
        if account.locked_until.is_some_and(|until| until > self.instant()) {
            return Ok(Some("error-account-locked"));
        }
        if sign_in::verify(password.to_owned(), account.password_hash.clone()).await? {
            return Ok(None);
        }
        sign_in::failed(&self.store, account, self.instant()).await?;
        Ok(Some("error-password-wrong"))
    }

    /// Changes one's own password and ends all other sessions.
    pub async fn change_password(&self, old: &str, new: &str, session: Option<&str>) -> Result<()> {
        self.scope(Action::Write, Resource::OwnAccount)?;
        let account = self.store.account(self.user()?).await?;
        let mut errors = FieldErrors::new();
        sign_in::check_password(&mut errors, "new", new, &account.email);
        if let Some(key) = self.refused_password(&account, old).await? {
            errors.add("old", key);
        } else if old == new {
            errors.add("new", "error-password-same");
        }
        errors.check()?;
        let hash = sign_in::hash_password(new)?;
        let writing = self.store.write().await?;
        writing.set_password(account.id, &hash, false).await?;
        writing.end_sessions(account.id, session).await?;
        writing
            .audit(
                self.instant(),
                &[self.event("account.password", "account", Some(account.id), "")],
            )
            .await?;
        Ok(writing.commit().await?)
    }

    /// A fresh secret for a second factor with the address that authenticator programs read. Nothing is stored yet.
    pub async fn propose_totp(&self) -> Result<(String, String)> {
        self.scope(Action::Write, Resource::OwnAccount)?;
        let account = self.store.account(self.user()?).await?;
        let secret = Secret::generate().to_base32();
        let url = sign_in::totp(&secret, &account.email)?
            .to_url()
            .map_err(|error| AppError::Internal(format!("{error:?}")))?;
        Ok((secret, url))
    }

    /// Turns the second factor on once the person has shown a right code for the secret, and ends all other sessions: they were opened
    /// without it. One that is on is removed first, which asks for the password.
    pub async fn confirm_totp(&self, secret: &str, code: &str, session: Option<&str>) -> Result<()> {
        self.scope(Action::Write, Resource::OwnAccount)?;
        let account = self.store.account(self.user()?).await?;
        if account.has_totp {
            return Err(AppError::Conflict("error-second-factor-on"));
        }
        // The secret comes back through a form: one that is none is answered like a wrong code.
        let step = sign_in::totp(secret, &account.email)
            .ok()
            .and_then(|totp| totp.check(code.trim(), self.now.as_second().unsigned_abs()))
            .ok_or_else(|| FieldErrors::one("code", "error-code-wrong"))?;
        let writing = self.store.write().await?;
        writing.set_totp(account.id, Some(secret)).await?;
        writing.accept_totp_step(account.id, step as i64).await?;
        writing.end_sessions(account.id, session).await?;
        writing
            .audit(
                self.instant(),
                &[self.event("account.totp_on", "account", Some(account.id), "")],
            )
            .await?;
        Ok(writing.commit().await?)
    }

    /// Turns the second factor off; the password is asked for.
    pub async fn remove_totp(&self, password: &str) -> Result<()> {
        self.scope(Action::Write, Resource::OwnAccount)?;
        let account = self.store.account(self.user()?).await?;
        if let Some(key) = self.refused_password(&account, password).await? {
            return Err(FieldErrors::one("password", key));
        }
        let writing = self.store.write().await?;
        writing.set_totp(account.id, None).await?;
        writing
            .audit(
                self.instant(),
                &[self.event("account.totp_off", "account", Some(account.id), "")],
            )
            .await?;
        Ok(writing.commit().await?)
    }

    /// One's own open sessions.
    pub async fn own_sessions(&self) -> Result<Vec<SessionRow>> {
        self.scope(Action::Read, Resource::OwnAccount)?;
        Ok(self.store.sessions(self.user()?, self.instant()).await?)
    }

    /// Ends one of one's own sessions.
    pub async fn end_own_session(&self, id_hash: &str) -> Result<()> {
        let mine = self.own_sessions().await?;
        if !mine.iter().any(|row| row.id_hash == id_hash) {
            return Err(AppError::NotFound);
        }
        let writing = self.store.write().await?;
        writing.end_session(id_hash).await?;
        writing
            .audit(
                self.instant(),
                &[self.event("account.session_ended", "account", self.actor.user(), "")],
            )
            .await?;
        Ok(writing.commit().await?)
    }
}

fn check_place(errors: &mut FieldErrors, role: Role, institution: Option<i64>, class: Option<&str>) {
    if role.at_institution() && institution.is_none() {
        errors.add("institution", "error-institution-required");
    }
    if role == Role::ClassTeacher && class.is_none_or(|class| class.trim().is_empty()) {
        errors.add("class", "error-class-required");
    }
}

/// Whether mail could be sent there: one name, one host with a point inside, nothing that a mail program would take apart.
fn is_address(text: &str) -> bool {
    let taken_apart =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '<' | '>' | '"');
    text.split_once('@').is_some_and(|(name, host)| {
        let inside = host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty());
        !name.is_empty() && !host.contains('@') && inside && !text.contains(taken_apart)
    })
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn an_address_is_one_name_at_one_host() {
        for good in ["zane.kalnina@skola.lv", "a@b.example", "jānis@skola.ogre.lv"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "zane",
            "@skola.lv",
            "zane@",
            "zane@skola",
            "zane@skola.",
            "zane@.lv",
            "a@b@c.lv",
            "zane@skola.lv pārvalde",
            "zane@skola.lv,ivars@skola.lv",
            "Zane <zane@skola.lv>",
            "zane@skola.lv\n",
        ] {
            assert!(!is_address(bad), "{bad:?}");
        }
    }
}
