//! Bodies in which institutions work together, their meetings, agendas and decisions. Who is told and what is stored is not decided here.

mod centre;
mod decision;
mod duty;
mod meeting;

pub use centre::{CentreEvent, CentreState, PupilBand};
pub use decision::{DecisionState, Judgement, due_on_working_day};
pub use duty::{Held, MeetingDuty, meeting_duties};
pub use meeting::{ItemState, MeetingEvent, MeetingState, is_day_off};

/// An enum that is stored, sent and named in texts by its codes.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$of])* $variant),+ }

        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code in the database, in forms and in texts.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Reads a code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}
pub(crate) use codes;

codes! {
    /// What kind of body it is.
    BodyKind {
        /// *Sadarbības grupa*: decides on cases that one institution can't solve (MK 545/2017).
        CooperationGroup = "cooperation_group",
        /// *Darba grupa*: leads the programme.
        WorkingGroup = "working_group",
        /// *Vadības grupa*: strategy.
        SteeringGroup = "steering_group",
        /// *Plāna izstrādes grupa*: drafted the programme.
        PlanGroup = "plan_group",
        /// *Metodiskā apvienība*: social pedagogues, psychologists and others of one profession.
        ProfessionalCircle = "professional_circle",
        /// *Jauniešu dome* and pupils' self-government.
        YouthCouncil = "youth_council",
        /// *Jaunatnes lietu konsultatīvā komisija*.
        YouthCommission = "youth_commission",
        /// *Iestādes padome*, with the founder.
        SchoolCouncil = "school_council",
        /// *Pieredzes apmaiņa*: with other municipalities.
        Exchange = "exchange",
        /// *Atbalsta centrs*: specialists whom institutions ask for advice.
        SupportCentre = "support_centre",
    }
}

codes! {
    /// On what it rests.
    Basis {
        /// *Rīkojums*.
        Order = "order",
        /// *Nolikums*.
        Statute = "statute",
        /// A law or a regulation of the Cabinet.
        Act = "act",
    }
}

codes! {
    /// At which level it works.
    Level {
        /// *Stratēģiskais*: the municipality as a whole.
        Strategic = "strategic",
        /// *Pārvaldības*: heads of institutions.
        Management = "management",
        /// *Gadījuma*: professionals about a child.
        Case = "case",
    }
}

codes! {
    /// With what right somebody takes part.
    MemberRight {
        /// Leads the body and controls its decisions.
        Chair = "chair",
        /// Takes the minutes.
        Secretary = "secretary",
        /// Votes.
        Member = "member",
        /// Advises.
        Adviser = "adviser",
        /// Is invited to single meetings.
        Invited = "invited",
    }
}

impl MemberRight {
    /// May draw up the agenda, take minutes and close meetings.
    pub const fn leads(self) -> bool {
        matches!(self, Self::Chair | Self::Secretary)
    }

    /// Sees what is restricted; advisers and the invited don't.
    pub const fn sees_restricted(self) -> bool {
        matches!(self, Self::Chair | Self::Secretary | Self::Member)
    }
}

codes! {
    /// To whom a proposal goes.
    Addressee {
        /// The council of the municipality.
        Council = "council",
        /// The Ministry of Welfare.
        MinistryOfWelfare = "ministry_of_welfare",
        /// The Ministry of Education and Science.
        MinistryOfEducation = "ministry_of_education",
        /// Somebody else.
        Other = "other",
    }
}

codes! {
    /// With whom a body talked outside its meetings (Ogres novads).
    TalkWith {
        /// Heads of institutions.
        Heads = "heads",
        /// Staff of an institution.
        Staff = "staff",
        /// Parents.
        Parents = "parents",
        /// Children.
        Children = "children",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_back_and_only_leaders_lead() {
        for right in MemberRight::ALL {
            assert_eq!(MemberRight::from_code(right.code()), Some(*right));
            assert!(!right.leads() || right.sees_restricted());
        }
        for kind in BodyKind::ALL {
            assert_eq!(BodyKind::from_code(kind.code()), Some(*kind));
        }
        assert!(!MemberRight::Invited.sees_restricted() && !MemberRight::Adviser.leads());
    }
}
