//! What stands in the navigation: the pages that the access table opens to a person, in the order of daily work.

use balsts_domain::access::{Action, Actor, Resource};

use crate::kit::NavItem;

/// Entry: address, text key, and what it needs.
const ENTRIES: &[(&str, &str, Action, Resource)] = &[
    ("/", "nav-home", Action::Read, Resource::OwnAccount),
    ("/pupils", "nav-pupils", Action::Read, Resource::Assessment),
    ("/concerns", "nav-concerns", Action::Read, Resource::Concern),
    ("/plans", "nav-plans", Action::Read, Resource::SupportPlan),
    (
        "/approvals",
        "nav-approvals",
        Action::Read,
        Resource::PlanApproval,
    ),
    ("/plan-parts", "nav-plan-parts", Action::Read, Resource::PlanPart),
    ("/cases", "nav-cases", Action::Read, Resource::Case),
    ("/duties", "nav-duties", Action::Read, Resource::Duty),
    (
        "/municipality",
        "nav-municipality",
        Action::Read,
        Resource::Statistics,
    ),
    ("/programme", "nav-programme", Action::Read, Resource::Programme),
    ("/indicators", "nav-indicators", Action::Read, Resource::Indicator),
    (
        "/school-plans",
        "nav-school-plans",
        Action::Read,
        Resource::SchoolPlan,
    ),
    (
        "/institutions",
        "nav-institutions",
        Action::Read,
        Resource::Institution,
    ),
    (
        "/not-enrolled",
        "nav-not-enrolled",
        Action::Read,
        Resource::NotEnrolled,
    ),
    (
        "/young-people",
        "nav-young-people",
        Action::Read,
        Resource::NextStep,
    ),
    (
        "/observations",
        "nav-observations",
        Action::Read,
        Resource::Observation,
    ),
    ("/registry", "nav-registry", Action::Read, Resource::Registry),
    ("/bodies", "nav-bodies", Action::Read, Resource::Body),
    ("/loads", "nav-loads", Action::Read, Resource::Load),
    ("/settings", "nav-settings", Action::Read, Resource::Settings),
    ("/accounts", "nav-accounts", Action::Read, Resource::Account),
    ("/retention", "nav-retention", Action::Read, Resource::Retention),
    ("/audit", "nav-audit", Action::Read, Resource::Audit),
];

/// The navigation of a person.
pub(crate) fn of(actor: &Actor) -> Vec<NavItem> {
    ENTRIES
        .iter()
        .filter(|(_, _, action, resource)| actor.may(*action, *resource))
        .map(|(href, key, _, _)| NavItem::new(*href, *key))
        .collect()
}
