//! Asking a support centre for advice: an institution asks for a specialist and an age, the centre names a day, gives the advice or says why not.
//! No request names a child.

use balsts_domain::{
    access::{Action, Resource, Role},
    cooperation::{BodyKind, CentreEvent, CentreState, MemberRight, PupilBand},
    message::MessageKind,
    registry::SupportRole,
};
use balsts_store::{BodyRow, CentreChange, CentreRequestRow, NewCentreRequest, Recipients};
use jiff::civil::Date;

use crate::{AppError, Ctx, FieldErrors, Result, body::check_text, meeting::LIST_LENGTH, message::Notice};

const TEXT_LENGTH: usize = 4_000;

/// What an institution asks.
#[derive(Debug, Clone)]
pub struct AskCentre {
    /// The centre.
    pub body: i64,
    /// The institution that asks; of several at which the actor works.
    pub institution: Option<i64>,
    /// Which specialist.
    pub speciality: Option<SupportRole>,
    /// For what age.
    pub band: Option<PupilBand>,
    /// What is asked.
    pub text: String,
}

/// What becomes of a request.
#[derive(Debug, Clone)]
pub struct CentreStep {
    /// What happens.
    pub event: CentreEvent,
    /// The day, where the centre names one.
    pub day: Option<Date>,
    /// What the centre answers.
    pub answer: String,
}

/// A request with what the reader may do about it.
#[derive(Debug, Clone)]
pub struct CentreRequestView {
    /// The request.
    pub row: CentreRequestRow,
    /// Its state.
    pub state: CentreState,
    /// The reader's institution asks: it may take the request back.
    pub asks: bool,
    /// The reader takes part in the centre: it may answer.
    pub answers: bool,
}

impl CentreRequestView {
    /// What this reader can bring about now.
    pub fn possible(&self) -> Vec<CentreEvent> {
        CentreEvent::ALL
            .iter()
            .copied()
            .filter(|event| {
                let side = if *event == CentreEvent::Withdraw {
                    self.asks
                } else {
                    self.answers
                };
                side && self.state.next(*event).is_ok()
            })
            .collect()
    }
}

impl Ctx {
    /// Support centres of the municipality.
    pub async fn centres(&self) -> Result<Vec<BodyRow>> {
        let mut bodies = self.bodies().await?;
        bodies.retain(|body| body.kind == BodyKind::SupportCentre.code());
        Ok(bodies)
    }

    /// Requests of the actor's institutions and those to the centres in which the actor takes part.
    pub async fn centre_requests(&self) -> Result<Vec<CentreRequestView>> {
        let asking = self.scope(Action::Read, Resource::CentreRequest).ok();
        let answering = self.scope(Action::Read, Resource::Meeting)?;
        let rows = self
            .store
            .centre_requests(asking.as_ref(), &answering, LIST_LENGTH)
            .await?;
        let mut views = Vec::with_capacity(rows.len());
        for row in rows {
            views.push(self.centre_view(row).await?);
        }
        Ok(views)
    }

    /// One request.
    pub async fn centre_request(&self, id: i64) -> Result<CentreRequestView> {
        let asking = self.scope(Action::Read, Resource::CentreRequest).ok();
        let answering = self.scope(Action::Read, Resource::Meeting)?;
        let row = self.store.centre_request(asking.as_ref(), &answering, id).await?;
        self.centre_view(row).await
    }

    async fn centre_view(&self, row: CentreRequestRow) -> Result<CentreRequestView> {
        let state = CentreState::from_code(&row.state)
            .ok_or_else(|| AppError::Internal("unknown state of a request".to_owned()))?;
        let right = match self.actor.user() {
            Some(user) => self.store.right_in_body(user, row.body_id).await?,
            None => None,
        };
        let right = right.as_deref().and_then(MemberRight::from_code);
        Ok(CentreRequestView {
            asks: self.actor.may(Action::Write, Resource::CentreRequest)
                && self.actor.institutions().contains(&row.institution_id),
            answers: right.is_some_and(MemberRight::sees_restricted),
            state,
            row,
        })
    }

    /// Asks a centre; its people are told.
    pub async fn ask_centre(&self, ask: &AskCentre) -> Result<i64> {
        self.scope(Action::Write, Resource::CentreRequest)?;
        let mut errors = FieldErrors::new();
        if !self.centres().await?.iter().any(|body| body.id == ask.body) {
            errors.add("body", "error-choose");
        }
        let own = self.actor.institutions();
        let institution = ask
            .institution
            .or_else(|| own.first().copied().filter(|_| own.len() == 1))
            .filter(|one| own.contains(one));
        if institution.is_none() {
            errors.add("institution", "error-choose");
        }
        if ask.speciality.is_none() {
            errors.add("speciality", "error-team-speciality");
        }
        if ask.band.is_none() {
            errors.add("band", "error-choose");
        }
        check_text(&mut errors, "text", &ask.text, TEXT_LENGTH);
        errors.check()?;
        let new = NewCentreRequest {
            body: ask.body,
            institution: institution.ok_or(AppError::NotFound)?,
            speciality: ask.speciality.map_or("", SupportRole::code),
            band: ask.band.map_or("", PupilBand::code),
            text: ask.text.trim().to_owned(),
            user: self.actor.user(),
        };
        let scope = self.scope(Action::Read, Resource::Body)?;
        let people = self.store.body_members(&scope, ask.body).await?;
        let to: Vec<i64> = people
            .iter()
            .filter(|one| one.to_day.is_none())
            .filter_map(|one| one.user_id)
            .collect();
        let writing = self.store.write().await?;
        let id = writing
            .add_centre_request(self.actor.municipality, &new, self.instant())
            .await?;
        let notice = Notice::new(MessageKind::CentreAsked, id, Recipients::Users(&to));
        self.notify(&writing, &notice).await?;
        let event = self.event("centre_request.asked", "centre_request", Some(id), "");
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// The centre answers, or whoever asked takes the request back. `version` is the one the person saw.
    pub async fn step_centre_request(&self, id: i64, version: i64, step: &CentreStep) -> Result<()> {
        let asking = self.scope(Action::Write, Resource::CentreRequest).ok();
        let answering = self.scope(Action::Read, Resource::Meeting)?;
        let row = self.store.centre_request(asking.as_ref(), &answering, id).await?;
        let view = self.centre_view(row).await?;
        let state = view
            .state
            .next(step.event)
            .map_err(|_| AppError::Conflict("error-centre-step"))?;
        if !view.possible().contains(&step.event) {
            return Err(AppError::Forbidden);
        }
        let by_centre = step.event != CentreEvent::Withdraw;
        let mut errors = FieldErrors::new();
        if by_centre {
            check_text(&mut errors, "answer", &step.answer, TEXT_LENGTH);
        }
        if step.event == CentreEvent::Agree {
            match step.day {
                None => {
                    errors.add("day", "error-date-required");
                }
                Some(day) if day < self.today() => {
                    errors.add("day", "error-centre-day-passed");
                }
                Some(_) => {}
            }
        }
        errors.check()?;
        let change = CentreChange {
            id,
            version,
            state: state.code(),
            day: step.day.filter(|_| step.event == CentreEvent::Agree),
            answer: by_centre.then_some(step.answer.trim()),
        };
        let writing = self.store.write().await?;
        writing.change_centre_request(&change, self.instant()).await?;
        if by_centre {
            // Who asked may have left: then the head learns of the answer.
            let asked: Vec<i64> = view.row.asked_by_id.into_iter().collect();
            let notice = Notice::new(MessageKind::CentreAnswered, id, Recipients::Users(&asked));
            let told = self.notify(&writing, &notice).await?;
            if told == 0 {
                let head = Recipients::Institution {
                    institution: view.row.institution_id,
                    roles: &[Role::SchoolHead],
                };
                self.notify(&writing, &Notice::new(MessageKind::CentreAnswered, id, head))
                    .await?;
            }
        }
        let verb = format!("centre_request.{}", state.code());
        let event = self.event(&verb, "centre_request", Some(id), "");
        writing.audit(self.instant(), &[event]).await?;
        Ok(writing.commit().await?)
    }
}
