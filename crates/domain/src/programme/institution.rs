//! Institutions as the document spells them, and the one name that joins the spellings.

use serde::{Deserialize, Serialize};

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
