//! From when on the social service is involved. The sources left the thresholds open (Rēzeknes novads), so each is a setting; without a figure
//! the answer is that there is not enough data, never no.

use super::CaseSettings;
use super::code::codes;

codes! {
    /// A ground on which the social service is involved.
    Ground {
        /// Many unexcused lessons together with a social problem.
        Absence = "absence", "Daudz neattaisnotu kavējumu kopā ar sociālām grūtībām", "Many unexcused lessons together with social difficulties";
        /// Use of substances was noticed.
        Substances = "substances", "Pamanīta vielu lietošana", "Use of substances noticed";
        /// On no institution's list.
        NotEnrolled = "not_enrolled", "Nav nevienas iestādes sarakstā", "On no institution’s list";
    }
}

/// What is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// Unexcused lessons this semester.
    pub unexcused: Option<u32>,
    /// A social problem is known.
    pub social_problem: Option<bool>,
    /// Use of substances was noticed.
    pub substances: Option<bool>,
    /// Days on no institution's list.
    pub not_enrolled_days: Option<u32>,
}

/// For each ground yes, no or (`None`) not enough data.
pub fn grounds(settings: &CaseSettings, facts: &Facts) -> [(Ground, Option<bool>); 3] {
    let many = facts.unexcused.map(|lessons| lessons >= settings.social_lessons);
    let absence = match (many, facts.social_problem) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    };
    let substances = if settings.social_substances {
        facts.substances
    } else {
        Some(false)
    };
    let away = facts
        .not_enrolled_days
        .map(|days| days >= settings.social_not_enrolled_days);
    [
        (Ground::Absence, absence),
        (Ground::Substances, substances),
        (Ground::NotEnrolled, away),
    ]
}
