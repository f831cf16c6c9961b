//! What can happen to a case.

use jiff::civil::Date;

use super::Party;
use super::code::codes;

codes! {
    /// What can happen to a case.
    CaseEvent {
        /// The school calls its support team.
        CallTeam = "call_team", "Sasaukt atbalsta komandu", "Call the support team";
        /// The team decides on support.
        DecideSupport = "decide_support", "Komanda nolemj par atbalstu", "The team decides on support";
        /// It helped.
        Solved = "solved", "Atrisināts", "Solved";
        /// It did not help; the case moves up.
        NotSolved = "not_solved", "Nav atrisināts", "Not solved";
        /// The reports to the institutions and the board are sent.
        SendReports = "send_reports", "Ziņojumi nosūtīti", "Reports sent";
        /// No answer came by the day it was due: an outcome of its own.
        NoAnswer = "no_answer", "Atbildes nav", "No answer";
        /// The cooperation group takes the case.
        GroupTakes = "group_takes", "Grupa pieņem lietu", "The group takes the case";
        /// The group returns it to those who can solve it.
        GroupReturns = "group_returns", "Grupa atdod lietu", "The group returns the case";
        /// The group decides who does what by when.
        GroupDecides = "group_decides", "Grupa nolemj", "The group decides";
        /// The Child Protection Centre is told.
        ReportCentre = "report_centre", "Ziņot Bērnu aizsardzības centram", "Tell the Child Protection Centre";
        /// A step is passed over, with a reason.
        Override = "override", "Izlaist soli", "Pass over a step";
        /// Closed for another reason than being solved.
        Close = "close", "Slēgt ar citu iznākumu", "Close with another outcome";
        /// Opened again, with its history.
        Reopen = "reopen", "Atvērt no jauna", "Open again";
        /// Looked at, and looked at again on another day.
        Review = "review", "Pārskatīt un noteikt nākamo datumu", "Review and set the next date";
        /// Something to remember.
        Note = "note", "Piezīme", "Note";
        /// Another person answers for the case in the lead institution.
        NameOwner = "name_owner", "Nosaukt atbildīgo", "Name who answers for it";
        /// A named person acts for the lead until a day.
        Delegate = "delegate", "Pilnvarot", "Delegate";
        /// Another institution is asked to lead.
        ProposeLead = "propose_lead", "Lūgt citu institūciju vadīt", "Ask another institution to lead";
        /// It agrees.
        AcceptLead = "accept_lead", "Piekrist vadīt", "Agree to lead";
        /// It does not.
        RefuseLead = "refuse_lead", "Atteikties vadīt", "Decline to lead";
        /// Another institution takes part from now on.
        Invite = "invite", "Pieaicināt institūciju", "Ask an institution to take part";
        /// The part of an institution ends: from then on it does not see the case.
        EndPart = "end_part", "Beigt institūcijas dalību", "End an institution’s part";
        /// The pupil's new school takes the place of the old one.
        HandOver = "hand_over", "Nodot jaunajai iestādei", "Hand over to the new school";
        /// A danger was reported: outside every step, in every state.
        Danger = "danger", "Ziņots par briesmām", "Danger reported";
    }
}

codes! {
    /// How a case ended.
    Outcome {
        /// The risk is gone or small enough.
        Solved = "solved", "Atrisināts", "Solved";
        /// Basic education is completed.
        Completed = "completed", "Ieguvis izglītību", "Education completed";
        /// The pupil has moved to another municipality, which has been told.
        MovedAway = "moved_away", "Pārcēlies uz citu pašvaldību", "Moved to another municipality";
        /// Came of age and does not want help.
        CameOfAge = "came_of_age", "Sasniedzis pilngadību", "Came of age";
        /// Another institution goes on with a procedure of its own.
        TakenOver = "taken_over", "Turpina cita institūcija savā kārtībā", "Another institution goes on";
        /// There was no risk.
        Unfounded = "unfounded", "Risks nav apstiprinājies", "No risk found";
    }
}

codes! {
    /// Why the cooperation group takes a case (Tukums, Ogre).
    Criterion {
        /// Quick action by several institutions is needed.
        QuickAction = "quick_action", "Vajadzīga ātra vairāku institūciju rīcība", "Quick action of several institutions is needed";
        /// One institution alone cannot solve it.
        OneCannot = "one_cannot", "Viena institūcija nevar atrisināt", "One institution cannot solve it";
        /// It is unsolved for long.
        LongUnsolved = "long_unsolved", "Ilgstoši nav atrisināts", "Unsolved for a long time";
    }
}

codes! {
    /// What an event asks for. An event without it is refused.
    Need {
        /// What was found, decided or done, in words.
        Words = "words", "apraksts", "what happened, in words";
        /// Why a step is passed over, returned or opened again.
        Reason = "reason", "pamatojums", "a reason";
        /// The outcome.
        Outcome = "outcome", "iznākums", "an outcome";
        /// The date of the next look.
        Next = "next", "nākamais datums", "the next date";
        /// The institution.
        Party = "party", "institūcija", "an institution";
        /// The person.
        Person = "person", "persona", "a named person";
        /// The last day of a delegation.
        Until = "until", "termiņš", "a term";
        /// Why the group takes it.
        Criterion = "criterion", "uzņemšanas pamats", "a ground for admission";
        /// An approved support plan, or that the family declined it.
        Plan = "plan", "apstiprināts vai ģimenes noraidīts atbalsta plāns", "a support plan, approved or declined by the family";
    }
}

/// Something that happens to a case, with what was given along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub event: CaseEvent,
    /// Words or reason.
    pub words: String,
    /// The date of the next look, where a person chose one.
    pub next: Option<Date>,
    /// The outcome.
    pub outcome: Option<Outcome>,
    /// The institution asked.
    pub party: Option<Party>,
    /// The person named.
    pub person: Option<i64>,
    /// The last day of a delegation.
    pub until: Option<Date>,
    /// Why the group takes it.
    pub criterion: Option<Criterion>,
    /// Why an institution is let in before those who are told first.
    pub out_of_order: String,
    /// Whether a support plan was approved, or declined by the family, since the case was opened or is still in force; read from the records.
    pub plan: bool,
}

impl Event {
    /// An event with words and nothing else.
    pub fn new(event: CaseEvent, words: impl Into<String>) -> Self {
        Self {
            event,
            words: words.into(),
            next: None,
            outcome: None,
            party: None,
            person: None,
            until: None,
            criterion: None,
            out_of_order: String::new(),
            plan: false,
        }
    }

    pub(super) fn has(&self, need: Need) -> bool {
        match need {
            Need::Words | Need::Reason => !self.words.trim().is_empty(),
            Need::Outcome => self.outcome.is_some(),
            Need::Next => self.next.is_some(),
            Need::Party => self.party.is_some(),
            Need::Person => self.person.is_some(),
            Need::Until => self.until.is_some(),
            Need::Criterion => self.criterion.is_some(),
            Need::Plan => self.plan,
        }
    }
}
