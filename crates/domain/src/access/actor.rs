//! The person (or program) who acts, and the scope that their roles give them.

use jiff::civil::Date;

use super::{Action, Grant, Resource, Role, grant};

/// A role that a person holds, where and from when to when (inclusive).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The role.
    pub role: Role,
    /// The institution, for roles held at one.
    pub institution: Option<i64>,
    /// The class, for class teachers.
    pub class: Option<String>,
    /// First day, if bounded.
    pub from: Option<Date>,
    /// Last day, if bounded.
    pub to: Option<Date>,
}

impl Assignment {
    /// Whether it is in force on a day.
    pub fn holds_on(&self, on: Date) -> bool {
        self.from.is_none_or(|from| from <= on) && self.to.is_none_or(|to| on <= to)
    }
}

/// What kind of actor this is; written into the audit log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActorKind {
    /// A signed-in person.
    User(i64),
    /// Whoever runs the command line: has the database file anyway.
    Operator,
    /// The program itself (evaluation after a load, the turn of the day).
    Program,
}

/// Who acts, for which municipality, with which roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Person, operator or program.
    pub kind: ActorKind,
    /// The municipality acted for. No actor reaches into another one.
    pub municipality: i64,
    /// Roles held.
    pub assignments: Vec<Assignment>,
    /// The day on which the roles are looked at.
    pub on: Date,
}

/// Why an actor may not do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no role of this person may {action:?} {resource:?}")]
pub struct Denied {
    /// What was asked for.
    pub resource: Resource,
    /// What should have been done.
    pub action: Action,
}

/// One part of what a scope reaches; the parts add up.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reach {
    /// All records of the municipality.
    Municipality,
    /// Records of the pupils of one institution, from their first to their last day there.
    Institution(i64),
    /// Records of the pupils of one class.
    Class {
        /// Institution.
        institution: i64,
        /// Class as in the enrolments.
        class: String,
    },
    /// Children about whom a danger was reported and is not yet settled.
    Danger,
    /// Cases in which somebody takes part, and the children they are about; of parts of plans, those that are written for them.
    Case {
        /// The role in which they take part.
        role: Role,
        /// The person: a part may be that of one named person.
        user: i64,
    },
    /// What the person wrote themselves.
    Own(i64),
    /// What the meetings speak of in which the person takes part.
    Meeting(i64),
}

/// Permission to read or change records, and how far it reaches. It can only come from [`Actor::scope`]: a store function that
/// takes one cannot be called without the access table having been asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    municipality: i64,
    reach: Vec<Reach>,
    resource: Resource,
    action: Action,
    on: Date,
}

impl Scope {
    /// The municipality it is confined to.
    pub fn municipality(&self) -> i64 {
        self.municipality
    }

    /// The parts that add up; never empty.
    pub fn reach(&self) -> &[Reach] {
        &self.reach
    }

    /// What it was made for.
    pub fn resource(&self) -> Resource {
        self.resource
    }

    /// What may be done.
    pub fn action(&self) -> Action {
        self.action
    }

    /// The day on which enrolments are looked at.
    pub fn on(&self) -> Date {
        self.on
    }
}

impl Actor {
    /// The program itself, acting for a municipality.
    pub fn program(municipality: i64, on: Date) -> Self {
        Self {
            kind: ActorKind::Program,
            municipality,
            assignments: Vec::new(),
            on,
        }
    }

    /// Whoever runs the command line.
    pub fn operator(municipality: i64, on: Date) -> Self {
        Self {
            kind: ActorKind::Operator,
            municipality,
            assignments: Vec::new(),
            on,
        }
    }

    /// The identifier of the signed-in person.
    pub fn user(&self) -> Option<i64> {
        match self.kind {
            ActorKind::User(id) => Some(id),
            ActorKind::Operator | ActorKind::Program => None,
        }
    }

    /// Roles in force on the actor's day, without repetition.
    pub fn roles(&self) -> Vec<Role> {
        let mut roles: Vec<Role> = self
            .assignments
            .iter()
            .filter(|a| a.holds_on(self.on))
            .map(|a| a.role)
            .collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    }

    /// Whether the actor holds the role on its day.
    pub fn has(&self, role: Role) -> bool {
        self.assignments
            .iter()
            .any(|a| a.role == role && a.holds_on(self.on))
    }

    /// Whether the actor holds the role on its day at an institution; at any, or of the municipality, where none is named.
    pub fn has_at(&self, role: Role, institution: Option<i64>) -> bool {
        self.assignments.iter().any(|a| {
            a.role == role && a.holds_on(self.on) && (institution.is_none() || a.institution == institution)
        })
    }

    /// Institutions at which the actor holds a role.
    pub fn institutions(&self) -> Vec<i64> {
        let mut ids: Vec<i64> = self
            .assignments
            .iter()
            .filter(|a| a.holds_on(self.on))
            .filter_map(|a| a.institution)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Whether [`Actor::scope`] would give a scope.
    pub fn may(&self, action: Action, resource: Resource) -> bool {
        self.scope(action, resource).is_ok()
    }

    /// Asks the access table.
    ///
    /// # Errors
    /// [`Denied`] when none of the roles in force grants the action on the resource.
    pub fn scope(&self, action: Action, resource: Resource) -> Result<Scope, Denied> {
        let mut reach = Vec::new();
        // Who takes part in cases sees where those stand, too, that a meeting to which they come speaks of, while it lasts.
        let is_read = resource == Resource::Case && action == Action::Read;
        let heard = |user| is_read.then_some(Reach::Meeting(user));
        if self.kind == ActorKind::Operator || self.kind == ActorKind::Program {
            reach.push(Reach::Municipality);
        }
        // The account is one's own whatever roles one holds: who holds none any more can still change the password.
        if resource == Resource::OwnAccount
            && action != Action::Export
            && let Some(user) = self.user()
        {
            reach.push(Reach::Own(user));
        }
        for assignment in self.assignments.iter().filter(|a| a.holds_on(self.on)) {
            let Some(grant) = grant(assignment.role, action, resource) else {
                continue;
            };
            match (grant, assignment.institution, &assignment.class, self.user()) {
                (Grant::Municipality, ..) => reach.push(Reach::Municipality),
                (Grant::Institution, Some(institution), ..) => reach.push(Reach::Institution(institution)),
                (Grant::Class, Some(institution), Some(class), _) => {
                    reach.push(Reach::Class {
                        institution,
                        class: class.clone(),
                    });
                }
                (Grant::Danger, _, _, Some(user)) => {
                    let role = assignment.role;
                    reach.extend([Reach::Danger, Reach::Case { role, user }]);
                    reach.extend(heard(user));
                }
                (Grant::Danger, ..) => reach.push(Reach::Danger),
                (Grant::Case | Grant::Part, _, _, Some(user)) => {
                    let role = assignment.role;
                    reach.push(Reach::Case { role, user });
                    reach.extend(heard(user));
                }
                (Grant::Own, _, _, Some(user)) => reach.push(Reach::Own(user)),
                (Grant::Meeting, _, _, Some(user)) => reach.push(Reach::Meeting(user)),
                // A role that is held nowhere in particular reaches nothing.
                (
                    Grant::Institution
                    | Grant::Class
                    | Grant::Case
                    | Grant::Part
                    | Grant::Own
                    | Grant::Meeting,
                    ..,
                ) => {}
            }
        }
        reach.sort();
        reach.dedup();
        if reach.contains(&Reach::Municipality) {
            reach = vec![Reach::Municipality];
        }
        if reach.is_empty() {
            return Err(Denied { resource, action });
        }
        Ok(Scope {
            municipality: self.municipality,
            reach,
            resource,
            action,
            on: self.on,
        })
    }
}
