//! Who can see a pupil and why: the access table asked for every account, with the same answer that a reading of the record would get.

use balsts_domain::{
    access::{Action, Actor, ActorKind, Grant, Reach, Resource, Role, Scope, grant},
    cases::Party,
    registry::SupportRole,
};
use balsts_store::{CasePartRow, EnrolmentNote, WatcherRow};
use jiff::civil::Date;

use super::RESOURCES;

/// Somebody who can see the pupil.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watcher {
    /// Name.
    pub name: String,
    /// In which role.
    pub role: Role,
    /// What somebody of the support staff is.
    pub speciality: Option<SupportRole>,
    /// Why: how far the role reaches.
    pub grant: Grant,
    /// Name of the institution and the class, where the role is held at one.
    pub institution: Option<String>,
    /// The class, where the role is held for one.
    pub class: Option<String>,
    /// What they can see.
    pub resources: Vec<Resource>,
}

/// Whether a scope reaches a pupil with these enrolments in force.
pub fn reaches(scope: &Scope, enrolments: &[(i64, &str)], danger: bool, parts: &[CasePartRow]) -> bool {
    scope.reach().iter().any(|part| match part {
        Reach::Municipality => true,
        Reach::Institution(id) => enrolments.iter().any(|(institution, _)| institution == id),
        Reach::Class { institution, class } => enrolments.contains(&(*institution, class.as_str())),
        Reach::Danger => danger,
        Reach::Case { role, user } => parts.iter().any(|part| {
            Party::of(*role).is_some_and(|party| party.code() == part.party)
                && part.user_id.is_none_or(|one| one == *user)
        }),
        Reach::Own(_) | Reach::Meeting(_) => false,
    })
}

pub(super) fn watchers(
    rows: Vec<WatcherRow>,
    enrolments: &[EnrolmentNote],
    danger: bool,
    parts: &[CasePartRow],
    municipality: i64,
    today: Date,
) -> Vec<Watcher> {
    let in_force: Vec<&EnrolmentNote> = enrolments
        .iter()
        .filter(|one| {
            balsts_store::date(one.from_day) <= today
                && one.to_day.is_none_or(|to| balsts_store::date(to) >= today)
        })
        .collect();
    let places: Vec<(i64, &str)> = in_force
        .iter()
        .map(|one| (one.institution_id, one.class.as_str()))
        .collect();
    let mut watchers: Vec<Watcher> = Vec::new();
    for row in rows {
        let Some(assignment) = row.assignment.assignment() else {
            continue;
        };
        let role = assignment.role;
        let class = assignment.class.clone().filter(|_| role == Role::ClassTeacher);
        let institution = assignment.institution;
        let actor = Actor {
            kind: ActorKind::User(row.assignment.user_id),
            municipality,
            assignments: vec![assignment],
            on: today,
        };
        let sees = |resource: Resource| {
            actor
                .scope(Action::Read, resource)
                .is_ok_and(|scope| reaches(&scope, &places, danger, parts))
        };
        let Some(grant) = grant(role, Action::Read, Resource::Pupil) else {
            continue;
        };
        if !sees(Resource::Pupil) {
            continue;
        }
        let at = in_force
            .iter()
            .find(|one| Some(one.institution_id) == institution);
        let watcher = Watcher {
            name: row.name,
            role,
            speciality: row.assignment.speciality.as_deref().and_then(SupportRole::parse),
            grant,
            institution: at.map(|one| one.institution.clone()),
            class,
            resources: std::iter::once(Resource::Pupil)
                .chain(RESOURCES)
                .filter(|resource| sees(*resource))
                .collect(),
        };
        // The school's list and the accounts may both name the class teacher.
        if !watchers.contains(&watcher) {
            watchers.push(watcher);
        }
    }
    watchers
}
