//! Who can see a pupil and why: the access table asked for every account, with the same answer that a reading of the record would get.

use balsts_domain::{
    access::{Action, Actor, ActorKind, Grant, Reach, Resource, Role, Scope, grant},
    cases::Party,
    registry::SupportRole,
    support::Partner,
};
use balsts_store::{CasePartRow, EnrolmentNote, PartAddress, WatcherRow};
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

/// Whether a part of a plan is written for those whom a scope of such parts names.
fn is_for(scope: &Scope, part: &PartAddress) -> bool {
    scope.reach().iter().any(|reach| {
        let Reach::Case { role, user } = reach else {
            return false;
        };
        match part.user_id {
            Some(named) => named == *user,
            None => Partner::of(*role)
                .iter()
                .any(|partner| partner.code() == part.partner),
        }
    })
}

pub(super) fn watchers(
    rows: Vec<WatcherRow>,
    enrolments: &[EnrolmentNote],
    danger: bool,
    (parts, plan_parts, heard_by): (&[CasePartRow], &[PartAddress], &[i64]),
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
        let in_plan = actor
            .scope(Action::Read, Resource::PlanPart)
            .is_ok_and(|scope| plan_parts.iter().any(|part| is_for(&scope, part)));
        let in_meeting =
            heard_by.contains(&row.assignment.user_id) && actor.may(Action::Read, Resource::Meeting);
        let of_pupil = grant(role, Action::Read, Resource::Pupil).filter(|_| sees(Resource::Pupil));
        let of_part = in_plan.then_some(Grant::Part);
        let of_meeting = in_meeting.then_some(Grant::Meeting);
        let Some(grant) = of_pupil.or(of_part).or(of_meeting) else {
            continue;
        };
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
                .chain(in_plan.then_some(Resource::PlanPart))
                .chain(in_meeting.then_some(Resource::Meeting))
                .collect(),
        };
        // The school's list and the accounts may both name the class teacher.
        if !watchers.contains(&watcher) {
            watchers.push(watcher);
        }
    }
    watchers
}
