//! Institutions as the document spells them, and the one name that joins the spellings.

use serde::{Deserialize, Serialize};

use crate::access::Role;
use crate::cooperation::codes;
use crate::people::folded;

/// One spelling of an institution.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Institution {
    /// The spelling.
    pub name: String,
    /// The name that joins spellings.
    pub canonical: String,
    /// Codes of what it does in the programme, see [`InstitutionRole`].
    #[serde(default)]
    pub roles: Vec<String>,
    /// What the document asks of it.
    #[serde(default)]
    pub duties: Vec<String>,
    /// How often the spelling occurs.
    #[serde(default)]
    pub mentions: i64,
}

codes! {
    /// What an institution does in a programme.
    InstitutionRole {
        /// Answers for activities.
        Responsible = "responsible",
        /// Takes part in activities.
        Involved = "involved",
        /// Carries out activities or tasks.
        Executor = "executor",
        /// Supervises activities or tasks.
        Supervisor = "supervisor",
        /// Answers for resources.
        ResourceResponsible = "resource_responsible",
        /// The document describes its duties.
        DescribedDuties = "described_duties",
        /// Sits in a body of institutions.
        CooperationMember = "cooperation_member",
        /// Is a body of institutions.
        CooperationBody = "cooperation_body",
        /// Advises.
        Adviser = "adviser",
        /// Partner.
        Partner = "partner",
        /// Gives services.
        ServiceProvider = "service_provider",
        /// A place for young people.
        YouthPlace = "youth_place",
        /// Receives what could not be solved in the municipality.
        FinalEscalationRecipient = "final_escalation_recipient",
        /// Owner of a project.
        ProjectOwner = "project_owner",
        /// Owner of a programme of prevention.
        ProgrammeOwner = "programme_owner",
        /// Support centre.
        SupportCentre = "support_centre",
        /// Appoints the working group.
        AppointsWorkingGroup = "appoints_working_group",
        /// Receives the annual review.
        ReceivesAnnualReview = "receives_annual_review",
        /// Approves changes of the programme.
        ApprovesChanges = "approves_changes",
        /// Assesses children.
        AssessesChildren = "assesses_children",
        /// Source of data.
        DataSource = "data_source",
        /// Mentioned.
        Mentioned = "mentioned",
    }
}

/// Whether two spellings differ in capitals, diacritics, quotes and spaces only.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one == other || folded(one) == folded(other)
}

/// Beginnings of words, without diacritics, by which a role knows the institutions of a programme that it works for. A part with several words
/// asks for all of them.
const OF_ROLE: &[(Role, &[&str])] = &[
    (
        Role::EducationBoard,
        &[
            "izglitibas parvald",
            "sporta parvald",
            "vip",
            "izglitibas atbalsta centr",
        ],
    ),
    (Role::SocialService, &["socialais dienest", "sociala dienest"]),
    (Role::OrphansCourt, &["barinties"]),
    (Role::MunicipalPolice, &["pasvaldibas polic"]),
    (Role::StatePolice, &["valsts polic"]),
    (Role::YouthWorker, &["jaunies", "jaunatn"]),
    (Role::ChildRightsSpecialist, &["bernu tiesib", "sadarbibas grup"]),
    (Role::Pmk, &["mediciniska komisij"]),
    (Role::Medical, &["arst", "veselib"]),
    (Role::Ngo, &["nvo", "biedrib"]),
    (Role::MunicipalLeadership, &["pasvaldib", "dome"]),
];

/// What schools and preschools are called, with their staff.
const SCHOOLS: &[&str] = &[
    "izglitibas iestad",
    "vispar izglitoj",
    "skol",
    "pirmsskol",
    "pii",
    "atbalsta person",
    "pedagog",
    "klas",
];

fn begins(name: &str, with: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let parts: Vec<&str> = with.split(' ').collect();
    words.windows(parts.len()).any(|window| {
        window.iter().zip(&parts).all(|(word, part)| {
            if part.len() < 4 {
                word == part
            } else {
                word.starts_with(part)
            }
        })
    })
}

/// Roles that know an institution as their own.
pub(super) fn known_to(institution: &str) -> impl Iterator<Item = Role> {
    let name = folded(institution);
    OF_ROLE
        .iter()
        .filter(move |(_, words)| words.iter().any(|word| begins(&name, word)))
        .map(|(role, _)| *role)
}

/// Whether it is what schools or preschools are called, or their staff.
pub(super) fn names_schools(institution: &str) -> bool {
    let name = folded(institution);
    SCHOOLS.iter().any(|word| begins(&name, word))
        && known_to(institution).all(|role| role != Role::EducationBoard)
}

/// Whether a role works for an institution of a programme: its tasks are those people's own list. An institution that no role is known for is on
/// the board's list alone.
pub fn works_for(role: Role, institution: &str) -> bool {
    let name = folded(institution);
    let of = |words: &[&str]| words.iter().any(|word| begins(&name, word));
    let known = |role: Role| {
        OF_ROLE
            .iter()
            .find(|(one, _)| *one == role)
            .is_some_and(|(_, words)| of(words))
    };
    match role {
        Role::ClassTeacher | Role::SupportStaff | Role::SchoolHead => {
            of(SCHOOLS) && !known(Role::EducationBoard)
        }
        // The council itself, not whatever has the municipality in its name.
        Role::MunicipalLeadership => {
            known(role) && !OF_ROLE.iter().any(|(other, words)| *other != role && of(words)) && !of(SCHOOLS)
        }
        Role::EducationBoard => known(role) || (!of(SCHOOLS) && !OF_ROLE.iter().any(|(_, words)| of(words))),
        other => known(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: PLN-11
    #[test]
    fn a_role_knows_the_institutions_it_works_for() {
        for (role, name) in [
            (Role::EducationBoard, "Izglītības pārvalde"),
            (
                Role::EducationBoard,
                "Rēzeknes novada Izglītības un sporta pārvalde",
            ),
            (Role::EducationBoard, "Uzņēmēji"),
            (Role::Ngo, "NVO"),
            (Role::Ngo, "Biedrība \"Tavi draugi\""),
            (Role::SchoolHead, "Izglītības iestādes"),
            (Role::SupportStaff, "Izglītības iestāžu atbalsta personāls"),
            (Role::SchoolHead, "PII"),
            (Role::SocialService, "Sociālais dienests"),
            (Role::OrphansCourt, "Bāriņtiesa"),
            (Role::MunicipalPolice, "Pašvaldības policija"),
            (Role::StatePolice, "Valsts Policija"),
            (Role::YouthWorker, "Jauniešu māja"),
            (Role::MunicipalLeadership, "Pašvaldība"),
        ] {
            assert!(works_for(role, name), "{role:?} {name}");
        }
        for (role, name) in [
            (Role::SchoolHead, "Izglītības pārvalde"),
            (Role::SchoolHead, "Sociālais dienests"),
            (Role::MunicipalPolice, "Valsts policija"),
            (Role::MunicipalLeadership, "Pašvaldības policija"),
            (Role::EducationBoard, "Izglītības iestādes"),
            (Role::EducationBoard, "NVO"),
            (Role::Ngo, "Sociālais dienests"),
        ] {
            assert!(!works_for(role, name), "{role:?} {name}");
        }
    }
}
