//! Short forms and circumstances of a case: one use case for every kind, driven by the table of forms.

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Action, Resource},
    cases::{
        FormKind, Party,
        form::{self, Form, Input, Mismatch},
    },
    message::MessageKind,
    risk::Circumstance,
};
use balsts_reports::format::Language;
use balsts_store::{CasePartRow, CaseRow, NewCasePart, NewItem, Recipients, Writing};
use jiff::civil::Date;

use super::step::{check_length, fingerprint};
use crate::{AppError, Ctx, FieldErrors, Result, message::Notice};

/// A filled-in form.
#[derive(Debug, Clone)]
pub struct AddForm {
    /// Which.
    pub kind: FormKind,
    /// Values by field; days as `2026-11-20`.
    pub values: BTreeMap<String, String>,
}

/// What is filled in, in words, one line a field.
fn in_words(form: &Form, value: impl Fn(&str) -> String) -> String {
    let line = |field: &form::Field| {
        let value = value(field.name);
        let shown = match field.input {
            Input::Day => value
                .parse()
                .map_or(value, |day: Date| Language::Latvian.date(day)),
            Input::Choice(choices) => choices
                .iter()
                .find(|(code, _)| *code == value)
                .map_or(value, |(_, words)| words.latvian.to_owned()),
            Input::Line | Input::Text => value,
        };
        (!shown.is_empty()).then(|| format!("{}: {shown}", field.words.latvian))
    };
    let lines: Vec<String> = form.fields.iter().filter_map(line).collect();
    lines.join("\n")
}

/// Age in whole years.
fn age(born: Date, today: Date) -> Option<u8> {
    let span = born.until((jiff::Unit::Year, today)).ok()?;
    u8::try_from(span.get_years()).ok()
}

impl Ctx {
    /// The party for which the actor takes part in a case, and all parts of it.
    async fn party_in(&self, case: i64) -> Result<(Party, Vec<CasePartRow>)> {
        let scope = self.scope(Action::Read, Resource::Case)?;
        let parts = self.store.case_parts(&scope, case).await?;
        let doer = self.case_doer(&parts);
        let party = doer.role.filter(|_| doer.part).and_then(Party::of);
        Ok((party.ok_or(AppError::Forbidden)?, parts))
    }

    /// Tells of a notice of violence when it is kept already: that nobody can be told must not undo it.
    async fn tell_of_kept(&self, form: &Form, id: i64, by: Party) -> Result<()> {
        let writing = self.store.write().await?;
        self.tell_of_form(&writing, form, id, (by, &[])).await?;
        Ok(writing.commit().await?)
    }

    /// A report about a case waits for the next meeting of the cooperation group, whose leaders are told.
    async fn report_to_groups(
        &self,
        writing: &Writing,
        row: &CaseRow,
        kind: FormKind,
        words: String,
    ) -> Result<()> {
        let item = NewItem {
            pupil: Some(row.pupil_id),
            case: Some(row.id),
            institution: row.institution_id,
            reason: Some(kind.code()),
            // What was written in a case is not for advisers and the invited.
            restricted_text: words,
            by: self.actor.user(),
            ..NewItem::default()
        };
        let municipality = self.actor.municipality;
        let bodies = writing
            .report_to_groups(municipality, &item, self.instant())
            .await?;
        for leader in writing.group_leaders(municipality).await? {
            if bodies.contains(&leader.body_id) {
                let to = [leader.user_id];
                let before = MessageKind::CaseBeforeGroup;
                let notice = Notice::new(before, leader.body_id, Recipients::Users(&to));
                self.notify(writing, &notice).await?;
            }
        }
        Ok(())
    }

    /// Adds a short form. Those whom it is for take part in the case from now on, and get a message.
    pub async fn add_case_form(&self, public_id: &str, add: &AddForm) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::CaseForm)?;
        let row = self.store.case(&scope, public_id).await?;
        let (party, parts) = self.party_in(row.id).await?;
        let of = add.kind.form().ok_or(AppError::NotFound)?;
        if !of.by.contains(&party) {
            return Err(AppError::Forbidden);
        }
        if row.closed_day.is_some() {
            return Err(AppError::Conflict("error-case-step"));
        }
        let mut errors = FieldErrors::new();
        let mut body = BTreeMap::new();
        for field in of.fields {
            let value = add.values.get(field.name).map_or("", |value| value.trim());
            let readable = match field.input {
                Input::Day => value.is_empty() || value.parse::<Date>().is_ok(),
                Input::Choice(choices) => value.is_empty() || choices.iter().any(|(code, _)| *code == value),
                Input::Line | Input::Text => true,
            };
            if field.required && value.is_empty() {
                errors.add(field.name, "error-case-field");
            } else if !readable {
                errors.add(field.name, "error-setting");
            }
            check_length(field.name, value)?;
            body.insert(field.name, value);
        }
        let value = |name: &str| body.get(name).copied().unwrap_or_default();
        let ordered = of.fields.iter().any(|field| field.name == form::OUT_OF_ORDER);
        let reasoned = !value(form::OUT_OF_ORDER).is_empty();
        if ordered && !reasoned {
            let rules = self.case_rules_of(&row).await?;
            for told in of.told {
                if self.is_out_of_order(&row, *told, &rules.settings).await? {
                    errors.add(form::OUT_OF_ORDER, "error-case-board-first");
                    break;
                }
            }
        }
        if errors.0.is_empty() {
            let age = row
                .birth_day
                .map(balsts_store::date)
                .and_then(|born| age(born, self.today()));
            if let Some(wrong) = form::mismatch(add.kind, value, age) {
                let key = match wrong {
                    Mismatch::Measure => "error-case-measure",
                    Mismatch::File => "error-case-file",
                };
                errors.add(wrong.field(), key);
            }
        }
        errors.check()?;
        let for_group = form::FOR_GROUP
            .contains(&add.kind)
            .then(|| in_words(of, |name| body.get(name).copied().unwrap_or_default().to_owned()));
        let body = serde_json::to_string(&body).map_err(|error| AppError::Internal(error.to_string()))?;
        let at = self.instant();
        let writing = self.store.write().await?;
        let sending = self.sending("case_form", &[public_id, add.kind.code(), body.as_str()]);
        if let Some(id) = self.sent_before(&writing, &sending).await? {
            // What the group has given back since waits for it again.
            if let Some(words) = for_group {
                self.report_to_groups(&writing, &row, add.kind, words).await?;
                writing.commit().await?;
            }
            return Ok(id);
        }
        let id = writing
            .add_case_form(row.id, add.kind.code(), &body, party, self.user()?, at)
            .await?;
        writing.sending_gave(&sending, id).await?;
        for told in of.told.iter().filter(|told| **told != party) {
            let part = NewCasePart {
                party: *told,
                institution: None,
                user: None,
            };
            writing.add_part(row.id, part, self.today()).await?;
        }
        let detail = format!(
            "pupil={} form={id} kind={} body_sha256={} override={}",
            row.pupil_id,
            add.kind.code(),
            fingerprint(&body),
            ordered && reasoned
        );
        writing
            .audit(at, &[self.event("case.form", "case", Some(row.id), detail)])
            .await?;
        if let Some(words) = for_group {
            self.report_to_groups(&writing, &row, add.kind, words).await?;
        }
        let is_danger = add.kind == FormKind::Violence;
        if !is_danger {
            self.tell_of_form(&writing, of, id, (party, &parts)).await?;
        }
        writing.commit().await?;
        if is_danger && let Err(error) = self.tell_of_kept(of, id, party).await {
            tracing::error!(%error, form = id, "nobody could be told of a notice of violence");
        }
        Ok(id)
    }

    /// An institution adds a circumstance; it exists for the readers of case circumstances alone.
    ///
    /// # Errors
    /// Invalid in a closed case: it has to be opened again first.
    pub async fn add_case_circumstance(&self, public_id: &str, kind: &str, words: &str) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::CaseCircumstances)?;
        let row = self.store.case(&scope, public_id).await?;
        let (party, _) = self.party_in(row.id).await?;
        if row.closed_day.is_some() {
            return Err(FieldErrors::one("words", "error-case-closed"));
        }
        let kind = Circumstance::all()
            .find(|one| one.code() == kind)
            .ok_or_else(|| FieldErrors::one("kind", "error-case-field"))?;
        let words = words.trim();
        check_length("words", words)?;
        let at = self.instant();
        let writing = self.store.write().await?;
        let sending = self.sending("case_circumstance", &[public_id, kind.code(), words]);
        if let Some(id) = self.sent_before(&writing, &sending).await? {
            return Ok(id);
        }
        let id = writing
            .add_case_circumstance(row.id, kind.code(), words, party, self.user()?, at)
            .await?;
        writing.sending_gave(&sending, id).await?;
        let detail = format!("circumstance={id} words_sha256={}", fingerprint(words));
        writing
            .audit(
                at,
                &[self.event("case.circumstance", "case", Some(row.id), detail)],
            )
            .await?;
        writing.commit().await?;
        Ok(id)
    }

    /// Protects the address of a child of a case, or keeps its adoption secret, from a day.
    ///
    /// # Errors
    /// Invalid in a closed case: it has to be opened again first.
    pub async fn protect(&self, public_id: &str, adoption: bool, from: Date, basis: &str) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::Protection)?;
        let row = self.store.case(&scope, public_id).await?;
        if row.closed_day.is_some() {
            return Err(FieldErrors::one("basis", "error-case-closed"));
        }
        let basis = basis.trim();
        if basis.is_empty() {
            return Err(FieldErrors::one("basis", "error-reason-required"));
        }
        check_length("basis", basis)?;
        let at = self.instant();
        let kind = if adoption { "adoption" } else { "address" };
        let writing = self.store.write().await?;
        let since = from.to_string();
        let sending = self.sending("protection", &[public_id, kind, since.as_str(), basis]);
        if let Some(id) = self.sent_before(&writing, &sending).await? {
            let known = self.scope(Action::Read, Resource::Protection)?;
            // One that was lifted since protects nobody: then it is meant.
            if let Ok(found) = self.store.protection(&known, id).await
                && found.lifted_at.is_none()
            {
                return Ok(());
            }
        }
        let id = writing
            .add_protection(row.pupil_id, kind, from, basis, self.user()?, at)
            .await?;
        writing.sending_gave(&sending, id).await?;
        // The log is read by many: it does not say what is protected.
        let detail = format!("protection={id} basis_sha256={}", fingerprint(basis));
        writing
            .audit(at, &[self.event("case.protected", "case", Some(row.id), detail)])
            .await?;
        Ok(writing.commit().await?)
    }
}
