//! Who acts, when, and on what.

use balsts_domain::access::{Action, Actor, ActorKind, Resource, Scope};
use balsts_store::{AuditEvent, Store};
use jiff::{Timestamp, civil::Date};

use crate::{AppError, Clock, Result, clock};

/// The application: what lives as long as the program.
#[derive(Debug, Clone)]
pub struct App {
    /// Records.
    pub store: Store,
    /// Time.
    pub clock: Clock,
}

/// One request: every use case takes one.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// Who acts.
    pub actor: Actor,
    /// When.
    pub now: Timestamp,
    /// Records.
    pub store: Store,
}

impl App {
    /// An application on a store.
    pub fn new(store: Store, clock: Clock) -> Self {
        Self { store, clock }
    }

    /// The context in which an actor acts now.
    pub fn ctx(&self, actor: Actor) -> Ctx {
        Ctx {
            actor,
            now: self.clock.now(),
            store: self.store.clone(),
        }
    }

    /// The day in Riga.
    pub fn today(&self) -> Date {
        clock::day_in_riga(self.clock.now())
    }

    /// The operator of the command line, acting for a municipality.
    ///
    /// # Errors
    /// Not found when there is no municipality of this code.
    pub async fn operator(&self, municipality: &str) -> Result<Ctx> {
        let municipality = self.store.municipality(municipality).await?;
        Ok(self.ctx(Actor::operator(municipality.id, self.today())))
    }

    /// The program itself, acting for a municipality.
    pub fn program(&self, municipality: i64) -> Ctx {
        self.ctx(Actor::program(municipality, self.today()))
    }
}

impl Ctx {
    /// The day in Riga.
    pub fn today(&self) -> Date {
        clock::day_in_riga(self.now)
    }

    /// Now, as stored.
    pub fn instant(&self) -> i64 {
        balsts_store::instant(self.now)
    }

    /// Asks the access table.
    ///
    /// # Errors
    /// Forbidden when no role of the actor grants it.
    pub fn scope(&self, action: Action, resource: Resource) -> Result<Scope> {
        self.actor
            .scope(action, resource)
            .map_err(|_| AppError::Forbidden)
    }

    /// The signed-in person.
    ///
    /// # Errors
    /// Forbidden for the command line and the program: what a person must decide, only a person can.
    pub fn user(&self) -> Result<i64> {
        self.actor.user().ok_or(AppError::Forbidden)
    }

    /// An audit entry of this actor. `detail` holds identifiers, codes, counts and hashes only.
    pub fn event(
        &self,
        action: &str,
        subject: &'static str,
        subject_id: Option<i64>,
        detail: impl Into<String>,
    ) -> AuditEvent {
        AuditEvent {
            municipality: Some(self.actor.municipality),
            user: self.actor.user(),
            actor: match self.actor.kind {
                ActorKind::User(_) => "user",
                ActorKind::Operator => "operator",
                ActorKind::Program => "program",
            },
            action: action.to_owned(),
            subject,
            subject_id,
            detail: detail.into(),
        }
    }
}
