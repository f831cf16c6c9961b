//! Where a case stands: the boxes of Ogre's chart "PMP situāciju risināšana".

use super::code::codes;

codes! {
    /// Where a case stands.
    CaseState {
        /// The school has seen a risk and opened the case.
        Identified = "identified", "Risks pamanīts", "Risk identified";
        /// The support team meets and decides.
        Team = "team", "Atbalsta komandas lēmums", "Support team decides";
        /// Support is given.
        Support = "support", "Sniedz atbalstu", "Support is given";
        /// Not solved: institutions and the education board are to be told.
        ToReport = "to_report", "Jāziņo institūcijām", "Institutions to be told";
        /// They know and act; an answer is awaited.
        Reported = "reported", "Institūcijas rīkojas", "Institutions act";
        /// Waits for the cooperation group to take it.
        BeforeGroup = "before_group", "Gaida sadarbības grupu", "Waits for the cooperation group";
        /// On the agenda of the cooperation group.
        InGroup = "in_group", "Sadarbības grupā", "In the cooperation group";
        /// The group has decided; its decision is carried out until its result is judged.
        Decided = "decided", "Izpilda grupas lēmumu", "The group’s decision is carried out";
        /// Not solved: the Child Protection Centre is to be told.
        ToCentre = "to_centre", "Jāziņo Bērnu aizsardzības centram", "Child Protection Centre to be told";
        /// The Centre knows.
        AtCentre = "at_centre", "Ziņots Bērnu aizsardzības centram", "Child Protection Centre told";
        /// Closed with an outcome.
        Closed = "closed", "Slēgta", "Closed";
    }
}

impl CaseState {
    /// Every state in which somebody still has to act.
    pub fn open() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|state| *state != Self::Closed)
    }
}
