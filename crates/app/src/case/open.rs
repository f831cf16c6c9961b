//! Opening a case: by those who see that the usual support is not enough. Where the child has an open case already, whoever comes with what they
//! know joins it; a second one is never opened, and nobody is told of a case they do not come to take part in.

use balsts_domain::{
    access::{Action, Actor, Reach, Resource, Role, Scope},
    calendar::day_number,
    cases::{Case, CaseEvent, CaseKind, Doer, Event, Party},
    people::NameKey,
};
use balsts_store::{CaseDuty, CaseRow, CaseStep, NewCase, NewCasePart, PupilChoice, Writing};

use super::{
    CaseRules,
    step::{check_length, fingerprint},
};
use crate::{AppError, Ctx, FieldErrors, Result};

/// What opens a case.
#[derive(Debug, Clone)]
pub struct OpenCase {
    /// Part of the pupil's address.
    pub pupil: String,
    /// What it is about.
    pub kind: CaseKind,
    /// What was seen.
    pub words: String,
    /// The report of staff that it takes up.
    pub concern: Option<i64>,
}

/// What a new case is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Pupil.
    pub(super) pupil: i64,
    /// The school it belongs to.
    pub(super) institution: Option<i64>,
    /// The report of staff that it takes up.
    pub(super) concern: Option<i64>,
}

impl Ctx {
    /// Pupils to choose from when a case is opened or a danger told. Whoever looks beyond a school gives the full name.
    pub async fn case_pupils(&self, resource: Resource, name: &str) -> Result<Vec<PupilChoice>> {
        let scope = self.scope(Action::Write, resource)?;
        let words = NameKey::search_words(name);
        let wide = scope.reach().contains(&Reach::Municipality);
        if words.is_empty() || (wide && words.len() < 2) {
            return Ok(Vec::new());
        }
        Ok(self.store.pupil_choices(&scope, &words, None).await?)
    }

    /// The chosen pupil.
    pub async fn case_pupil(&self, resource: Resource, public_id: &str) -> Result<PupilChoice> {
        let scope = self.scope(Action::Write, resource)?;
        let found = self.store.pupil_choices(&scope, &[], Some(public_id)).await?;
        found.into_iter().next().ok_or(AppError::NotFound)
    }

    /// Opens a case; gives its part of the address. An institution around the school that comes about a child who has an open case joins that.
    ///
    /// # Errors
    /// Invalid without words, when the actor takes part in the open case of the child already, or when a school would lead and the child is on
    /// no school's list.
    pub async fn open_case(&self, open: &OpenCase) -> Result<String> {
        let pupil = self.case_pupil(Resource::CaseOpening, &open.pupil).await?;
        let words = open.words.trim();
        if words.is_empty() {
            return Err(FieldErrors::one("words", "error-case-words"));
        }
        check_length("words", words)?;
        let rules = self.case_rules().await?;
        if let Some(concern) = open.concern {
            let scope = self.scope(Action::Read, Resource::Concern)?;
            if self.store.concern(&scope, concern).await?.pupil_id != pupil.id {
                return Err(AppError::NotFound);
            }
        }
        if let Some(case) = self.joined(pupil.id, words).await? {
            return Ok(case);
        }
        if open.kind.lead() == Party::School && pupil.institution_id.is_none() {
            return Err(FieldErrors::one("kind", "error-case-no-school"));
        }
        let case = Case::open(open.kind, self.user()?, &rules.rules());
        let at = self.instant();
        let writing = self.store.write().await?;
        let put = self
            .put_case(
                &writing,
                &rules,
                &case,
                Place {
                    pupil: pupil.id,
                    institution: pupil.institution_id,
                    concern: open.concern,
                },
                words,
            )
            .await;
        let (id, public_id) = match put {
            // Somebody was faster, or the form came twice at once: theirs is the open case.
            Err(AppError::Conflict(_)) => {
                drop(writing);
                let joined = self.joined(pupil.id, words).await?;
                return joined.ok_or_else(|| FieldErrors::one("pupil", "error-case-open"));
            }
            put => put?,
        };
        let detail = format!(
            "pupil={} kind={} words_sha256={}",
            pupil.id,
            open.kind.code(),
            fingerprint(words)
        );
        writing
            .audit(at, &[self.event("case.opened", "case", Some(id), detail)])
            .await?;
        writing.commit().await?;
        Ok(public_id)
    }

    /// The reach of the program itself: what is told of a child joins what is known, whoever tells it.
    pub(crate) fn program_scope(&self, resource: Resource) -> Result<Scope> {
        Actor::program(self.actor.municipality, self.today())
            .scope(Action::Read, resource)
            .map_err(|_| AppError::Forbidden)
    }

    /// The roles in which the actor comes from an institution around the school.
    fn parties_outside(&self) -> impl Iterator<Item = (Role, Party)> {
        let of = |role: Role| Some((role, Party::of(role)?));
        self.actor
            .roles()
            .into_iter()
            .filter_map(of)
            .filter(|(_, party)| !matches!(party, Party::School | Party::EducationBoard))
    }

    /// The open case of a child, where there is one, with the actor in it.
    async fn joined(&self, pupil: i64, words: &str) -> Result<Option<String>> {
        let open = self
            .store
            .open_case_of(&self.program_scope(Resource::Case)?, pupil)
            .await?;
        let Some(row) = open else {
            return Ok(None);
        };
        let rules = self.case_rules_of(&row).await?;
        self.join_case(row, words, &rules).await.map(Some)
    }

    /// Whether the actor opened a case today in these very words: the form came twice.
    async fn opened_so(&self, row: &CaseRow, words: &str) -> Result<bool> {
        let today = i64::from(day_number(self.today()));
        if row.opened_day != today || self.actor.user() != Some(row.owner_id) {
            return Ok(false);
        }
        let scope = self.scope(Action::Read, Resource::Case)?;
        let readable = self.scope(Action::Read, Resource::CaseWords).ok();
        let steps = self.store.case_events(&scope, readable.as_ref(), row.id).await?;
        Ok(steps
            .first()
            .is_some_and(|first| first.event == "open" && first.words == words))
    }

    /// Takes part in the open case of a child from now on, with what one came to say; its lead is told.
    async fn join_case(&self, row: CaseRow, words: &str, rules: &CaseRules) -> Result<String> {
        let scope = self.scope(Action::Read, Resource::Case)?;
        let known = self.store.case(&scope, &row.public_id).await.is_ok();
        let Some((role, party)) = self.parties_outside().next().filter(|_| !known) else {
            return if self.opened_so(&row, words).await? {
                Ok(row.public_id)
            } else {
                Err(FieldErrors::one("pupil", "error-case-open"))
            };
        };
        let at = self.instant();
        let part = NewCasePart {
            party,
            institution: None,
            user: None,
        };
        let doer = Doer {
            role: Some(role),
            user: self.user()?,
            part: true,
        };
        let writing = self.store.write().await?;
        writing.add_part(row.id, part, rules.today).await?;
        self.apply(&writing, &row, &Event::new(CaseEvent::Note, words), doer, rules)
            .await?;
        let about = format!("case={} joined={}", row.id, party.code());
        let duty = CaseDuty {
            case: row.id,
            code: "case_change",
            about: &about,
            party: Party::from_code(&row.lead).unwrap_or(Party::School),
            due: rules.rules().worked(rules.today),
        };
        writing.open_case_duty(&duty, at).await?;
        let detail = format!("pupil={} party={}", row.pupil_id, party.code());
        writing
            .audit(at, &[self.event("case.joined", "case", Some(row.id), detail)])
            .await?;
        writing.commit().await?;
        Ok(row.public_id)
    }

    /// Writes a new case with its parts, first step and first duty.
    pub(super) async fn put_case(
        &self,
        writing: &Writing,
        rules: &CaseRules,
        case: &Case,
        place: Place,
        words: &str,
    ) -> Result<(i64, String)> {
        let at = self.instant();
        let public_id = format!("c-{}", hex::encode(rand::random::<[u8; 8]>()));
        let new = NewCase {
            public_id: &public_id,
            municipality: self.actor.municipality,
            pupil: place.pupil,
            institution: place.institution,
            concern: place.concern,
            case,
        };
        let institution = place.institution;
        let id = writing.add_case(&new).await?;
        let part = |party, institution| NewCasePart {
            party,
            institution,
            user: None,
        };
        let mut parts = vec![part(
            case.lead,
            institution.filter(|_| case.lead == Party::School),
        )];
        if let Some(school) = institution {
            parts.push(part(Party::School, Some(school)));
        }
        parts.extend(self.parties_outside().map(|(_, party)| part(party, None)));
        for part in parts {
            writing.add_part(id, part, rules.today).await?;
        }
        let roles = self.actor.roles();
        let step = CaseStep {
            case: id,
            event: "open",
            from: "",
            to: case.state.code(),
            detail: "{}".to_owned(),
            words,
            role: roles.first().map(|role| role.code()),
            user: self.actor.user(),
        };
        let step = writing.add_case_step(&step, at).await?;
        self.next_duty(writing, id, step, case).await?;
        Ok((id, public_id))
    }
}
