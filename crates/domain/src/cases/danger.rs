//! A child in danger: the same day, straight to police, orphans' court or social service (Law on the Protection of the Children's Rights, art. 73).
//! It stands outside the table's order and nothing is asked before the call: whom one told can be written down afterwards, and the written
//! report has its own term.

use super::{CaseKind, Party};

/// Who can be told of a danger.
pub const RECIPIENTS: [Party; 4] = [
    Party::StatePolice,
    Party::MunicipalPolice,
    Party::OrphansCourt,
    Party::SocialService,
];

/// What kind of case follows where none is open: the orphans' court leads where it was told, else the social service.
pub fn kind(told: &[Party]) -> CaseKind {
    if told.contains(&Party::OrphansCourt) {
        CaseKind::Separation
    } else {
        CaseKind::Social
    }
}
