//! For how long records are kept, by kind. The law asks that they are not kept longer than needed and leaves the term to the controller; the
//! terms here are assumptions. No record is removed by itself: one person proposes, another approves. What was typed and never sent is no record yet:
//! it goes when its term is over.

use jiff::{Span, civil::Date};

/// A kind of records with a term of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordKind {
    /// Support plans with all that belongs to them, from the end of their semester.
    SupportPlans,
    /// Reports of staff that are settled or were not confirmed, from their answer.
    Concerns,
    /// Meetings of support teams, from their day.
    TeamMeetings,
    /// Observations, from their day.
    Observations,
    /// Cases with their whole history, from the day on which they were closed.
    Cases,
    /// Meetings of bodies in which institutions work together, held or called off, with minutes and decisions, from their day.
    Meetings,
    /// Calls about a child in danger that belong to no case, from the day of the call; those of a case go with it.
    DangerCalls,
    /// Talks of a body with pupils, parents and institutions, from their day.
    Talks,
    /// What institutions asked a support centre, from the day on which it was settled.
    CentreRequests,
    /// Early screenings, from their day.
    Screenings,
    /// Assistants and second teachers of classes, from the last day of their help.
    ClassAssistants,
    /// Risk factors that a person confirmed, from the day on which they were closed.
    RiskFactors,
    /// Referrals to the pedagogical medical commission, from the day of its assessment.
    CommissionReferrals,
    /// Bars on contact with a person, from the day on which they were lifted.
    ContactBars,
    /// Incidents, from their day.
    Incidents,
    /// What became of young people who left, from the day of which it is known.
    NextSteps,
}

impl RecordKind {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::SupportPlans,
        Self::Concerns,
        Self::TeamMeetings,
        Self::Observations,
        Self::Cases,
        Self::Meetings,
        Self::DangerCalls,
        Self::Talks,
        Self::CentreRequests,
        Self::Screenings,
        Self::ClassAssistants,
        Self::RiskFactors,
        Self::CommissionReferrals,
        Self::ContactBars,
        Self::Incidents,
        Self::NextSteps,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SupportPlans => "support_plans",
            Self::Concerns => "concerns",
            Self::TeamMeetings => "team_meetings",
            Self::Observations => "observations",
            Self::Cases => "cases",
            Self::Meetings => "meetings",
            Self::DangerCalls => "danger_calls",
            Self::Talks => "talks",
            Self::CentreRequests => "centre_requests",
            Self::Screenings => "screenings",
            Self::ClassAssistants => "class_assistants",
            Self::RiskFactors => "risk_factors",
            Self::CommissionReferrals => "commission_referrals",
            Self::ContactBars => "contact_bars",
            Self::Incidents => "incidents",
            Self::NextSteps => "next_steps",
        }
    }

    /// The kind by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Years it is kept where the municipality has set nothing else (assumption).
    pub const fn years(self) -> i64 {
        match self {
            Self::SupportPlans
            | Self::TeamMeetings
            | Self::DangerCalls
            | Self::Screenings
            | Self::RiskFactors
            | Self::CommissionReferrals
            | Self::ContactBars
            | Self::Incidents
            | Self::NextSteps => 5,
            Self::Concerns | Self::Talks | Self::CentreRequests | Self::ClassAssistants => 3,
            Self::Observations => 2,
            Self::Cases | Self::Meetings => 10,
        }
    }
}

/// For how many days what was typed and not sent is kept after its last change, where the municipality has set nothing else (assumption): longer than
/// a summer, so that what was begun in June is still there in September.
pub const DRAFT_DAYS: i64 = 120;

/// The first day that is still kept: what ended before it has outlived its term of whole years.
pub fn kept_since(today: Date, years: i64) -> Date {
    let term = Span::new().try_years(years);
    term.and_then(|term| today.checked_sub(term)).unwrap_or(Date::MIN)
}

/// Why a removal cannot be decided by a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("who proposed a removal does not approve it")]
pub struct SamePerson;

/// Two people remove records: who proposed does not approve. Declining is open to both.
pub fn check_approval(proposer: i64, approver: i64) -> Result<(), SamePerson> {
    if proposer == approver {
        Err(SamePerson)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    // covers: PRV-08
    #[test]
    fn a_term_ends_on_the_same_day_of_the_year() {
        assert_eq!(kept_since(date(2026, 11, 27), 5), date(2021, 11, 27));
        assert_eq!(kept_since(date(2024, 2, 29), 1), date(2023, 2, 28));
        assert_eq!(kept_since(date(2026, 11, 27), 20_000), Date::MIN);
    }

    // covers: PRV-08
    #[test]
    fn nobody_approves_what_they_proposed() {
        assert_eq!(check_approval(1, 1), Err(SamePerson));
        assert_eq!(check_approval(1, 2), Ok(()));
        for kind in RecordKind::ALL {
            assert_eq!(RecordKind::from_code(kind.code()), Some(kind));
        }
    }
}
