//! The money and the means of a prevention programme: who pays, what an activity needs, what is planned and spent, calls and projects, and the
//! norms of posts. An amount is in cents. Whether something is paid for is decided by people.

mod need;
mod norm;
mod source;
mod teacher_support;
mod youth_call;

pub use need::{Need, needs};
pub use norm::{CareerNorm, PostNorm};
pub use source::FundingSource;
pub use teacher_support::{
    SupportLimit, TEACHER_SUPPORT, TeacherSupport, built_in_teacher_support, teacher_support,
};
pub use youth_call::{AgeGroup, CallDoubt, YouthCall};

use crate::cases::code::codes;

codes! {
    /// What an amount of an activity is.
    Purpose {
        /// Planned for a year: before the year, the draft of its budget.
        Planned = "planned", "Plānots", "Planned";
        /// Spent in it.
        Spent = "spent", "Izlietots", "Spent";
    }
}

codes! {
    /// What is followed beside the amounts of activities.
    MeansKind {
        /// A project or a call of a European or national programme.
        Project = "project", "Projekts vai projektu konkurss", "Project or call for projects";
        /// An idea of young people in the municipality's call.
        YouthProject = "youth_project", "Jauniešu iniciatīvas projekts", "Project of young people";
        /// Somebody who provides a service, chosen by procurement.
        Provider = "provider", "Pakalpojuma sniedzējs", "Provider of a service";
        /// Premises, transport or the licence of a method.
        Booking = "booking", "Telpas, transports vai licence", "Premises, transport or licence";
        /// A camp.
        Camp = "camp", "Nometne", "Camp";
        /// Support of teachers: training, study fee, stipend, award.
        TeacherSupport = "teacher_support", "Atbalsts pedagogam", "Support of teachers";
        /// Money for posts.
        Posts = "posts", "Amatu finansējums", "Funding of posts";
        /// An early measure in preschool or the first grades: reading, screening of development, support staff in preschools.
        EarlyMeasure = "early_measure", "Agrīnais pasākums pirmsskolā", "Early measure in preschool";
        /// A project of a school and its community against exclusion (Tukums 9.1; the European programme 4.2.3.1 asks for the plan).
        SchoolCommunity = "school_community", "Skolas un kopienas projekts", "Project of school and community";
    }
}

impl MeansKind {
    /// Whether it brings money of others in, which counts as attracted once it is granted.
    pub const fn attracts(self) -> bool {
        matches!(self, Self::Project | Self::SchoolCommunity)
    }
}

codes! {
    /// How far something is that costs money.
    MeansState {
        /// Thought of.
        Idea = "idea", "Iecerēts", "Thought of";
        /// Applied for, or procurement announced.
        Applied = "applied", "Pieteikts", "Applied for";
        /// Granted, or a contract signed.
        Approved = "approved", "Apstiprināts", "Approved";
        /// Not granted.
        Declined = "declined", "Noraidīts", "Declined";
        /// Going on.
        UnderWay = "under_way", "Notiek", "Under way";
        /// Ended, report handed in.
        Done = "done", "Pabeigts", "Done";
    }
}

impl MeansState {
    /// Whether money stands behind it: from here on its amount counts as attracted.
    pub const fn is_granted(self) -> bool {
        matches!(self, Self::Approved | Self::UnderWay | Self::Done)
    }

    /// Which states may follow.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Idea => &[Self::Applied, Self::Approved, Self::Declined],
            Self::Applied => &[Self::Approved, Self::Declined],
            Self::Approved => &[Self::UnderWay, Self::Done, Self::Declined],
            Self::UnderWay => &[Self::Done],
            // An application may be made anew, and what ended may go on.
            Self::Declined => &[Self::Applied],
            Self::Done => &[Self::UnderWay],
        }
    }
}

/// Reads an amount of euros as typed, `1 234,50`: cents, none where it is no amount or finer than a cent.
pub fn cents(text: &str) -> Option<i64> {
    crate::numbers::Decimal::parse(text.trim())
        .and_then(|amount| amount.scaled(2))
        .filter(|cents| *cents >= 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: RES-06
    #[test]
    fn money_counts_as_attracted_once_it_is_granted() {
        let granted: Vec<&str> = MeansState::ALL
            .iter()
            .filter(|state| state.is_granted())
            .map(|state| state.code())
            .collect();
        assert_eq!(granted, ["approved", "under_way", "done"]);
        for state in MeansState::ALL {
            assert!(!state.next().is_empty() && !state.next().contains(state));
        }
        assert!(!MeansState::Applied.next().contains(&MeansState::Done));
    }

    // covers: PLN-23, RES-06
    #[test]
    fn projects_of_school_and_community_attract_money_as_other_projects_do() {
        let attract: Vec<&str> = MeansKind::ALL
            .iter()
            .filter(|kind| kind.attracts())
            .map(|kind| kind.code())
            .collect();
        assert_eq!(attract, ["project", "school_community"]);
    }

    #[test]
    fn amounts_have_cents_and_no_more() {
        assert_eq!(cents("1 234,5"), Some(123_450));
        assert_eq!(cents(" 0 "), Some(0));
        assert_eq!(cents("12.345"), None);
        assert_eq!(cents("-3"), None);
        assert_eq!(cents("daudz"), None);
    }
}
