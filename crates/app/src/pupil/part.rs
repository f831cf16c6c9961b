//! The parts of a pupil's page, and which of them a reader has.

use balsts_domain::access::{Resource, Scope};

/// A part of the page, with an address of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PupilPart {
    /// Attendance, marks, what goes well.
    Overview,
    /// Concerns, risk factors, plans, duties, whom to call.
    Support,
    /// Cases: steps, letters, deadlines, decisions.
    Case,
    /// Circumstances of health, means and family.
    Circumstances,
    /// Everything in time order, and the signs of earlier years.
    History,
    /// Who can see the child and why; who has looked.
    Access,
}

impl PupilPart {
    /// All of them in their order.
    pub const ALL: [Self; 6] = [
        Self::Overview,
        Self::Support,
        Self::Case,
        Self::Circumstances,
        Self::History,
        Self::Access,
    ];

    /// The code of addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Support => "support",
            Self::Case => "case",
            Self::Circumstances => "circumstances",
            Self::History => "history",
            Self::Access => "access",
        }
    }

    /// The part with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }

    /// Resources of which one opens the part.
    const fn opened_by(self) -> &'static [Resource] {
        match self {
            Self::Overview => &[Resource::Attendance, Resource::Marks],
            Self::Support => &[
                Resource::Duty,
                Resource::Concern,
                Resource::RiskFactors,
                Resource::SupportPlan,
                Resource::Guardians,
            ],
            Self::Case => &[Resource::Case],
            Self::Circumstances => &[Resource::Circumstances],
            Self::History => &[Resource::Assessment],
            Self::Access => &[Resource::AccessList, Resource::AccessLog],
        }
    }
}

/// The resources a record is made of, beside the pupil's identity.
pub(super) const RESOURCES: [Resource; 18] = [
    Resource::Assessment,
    Resource::Attendance,
    Resource::Marks,
    Resource::Incidents,
    Resource::Circumstances,
    Resource::CommissionReferral,
    Resource::Screening,
    Resource::Guardians,
    Resource::Address,
    Resource::Concern,
    Resource::RiskFactors,
    Resource::LevelDecision,
    Resource::Duty,
    Resource::SupportPlan,
    Resource::Case,
    Resource::Protection,
    Resource::AccessList,
    Resource::AccessLog,
];

/// What a reader may see of this pupil.
#[derive(Debug, Clone)]
pub(super) struct Entitled(pub(super) Vec<(Resource, Scope)>);

impl Entitled {
    pub(super) fn to(&self, resource: Resource) -> Option<&Scope> {
        self.0
            .iter()
            .find(|(of, _)| *of == resource)
            .map(|(_, scope)| scope)
    }

    pub(super) fn parts(&self) -> Vec<PupilPart> {
        let open = |part: &PupilPart| {
            part.opened_by()
                .iter()
                .any(|resource| self.to(*resource).is_some())
        };
        PupilPart::ALL.into_iter().filter(open).collect()
    }
}
