//! Messages to people: what kinds there are, where each leads, how each goes by e-mail and when a failed e-mail is tried again. A message says
//! that something happened, never to whom: the page it leads to asks the access table.

use jiff::{Span, civil::DateTime};

/// What a message tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MessageKind {
    /// A child may be in danger: the same day, outside every sequence.
    ChildInDanger,
    /// A colleague sent a report to the support team.
    ConcernSent,
    /// A report was answered.
    ConcernAnswered,
    /// Duties fall due soon.
    DutiesNear,
    /// Duties are overdue.
    DutiesOverdue,
    /// A meeting is called.
    MeetingCalled,
    /// A meeting to which one is called takes place at another time or place.
    MeetingMoved,
    /// A meeting is called off.
    MeetingCancelled,
    /// A meeting decided that one does something.
    DecisionAssigned,
    /// Decisions are overdue, to be done or to be judged.
    DecisionsOverdue,
    /// The cooperation group returned a case for which one answers.
    CaseReturned,
    /// A case waits for the cooperation group that one leads.
    CaseBeforeGroup,
    /// An institution was sent a report.
    CaseReported,
    /// An institution is asked to lead a case.
    LeadProposed,
    /// Something was written in a case for one's institution: a letter, a notice, a decision, a message.
    CaseWritten,
    /// An institution is invited to take part in a case.
    CaseInvited,
    /// A report that one wrote to an institution was answered.
    ReportAnswered,
    /// A meeting to which one is called is near.
    MeetingNear,
    /// A body that one leads has to meet, and no meeting took place yet.
    MeetingDue,
    /// Decisions fall due soon, to be done or to be judged.
    DecisionsNear,
    /// An institution asked a support centre for advice.
    CentreAsked,
    /// A support centre answered.
    CentreAnswered,
    /// A support plan waits for one's approval.
    PlanToApprove,
    /// A support plan that one wrote is in force.
    PlanInForce,
    /// A support plan that one wrote was sent back.
    PlanSentBack,
    /// A part of a support plan is written for one's institution, or changed.
    PlanPartWritten,
    /// An institution answered to its part of a support plan that one wrote.
    PlanPartAnswered,
    /// In a support plan in force that one approves for one's school, a part of an institution was written anew.
    PlanPartRearranged,
    /// Tasks of the programme on one's own list end soon.
    ProgrammeTasksNear,
    /// Tasks of the programme on one's own list are overdue.
    ProgrammeTasksOverdue,
    /// Tasks of the programme for which nobody has an account end soon.
    UnclaimedTasksNear,
    /// Tasks of the programme for which nobody has an account are overdue.
    UnclaimedTasksOverdue,
    /// What one's school sends in is due soon.
    SubmissionsNear,
    /// What one's school sends in is overdue.
    SubmissionsOverdue,
    /// Duties of the programme that the board sees to are due soon.
    ProgrammeDutiesNear,
    /// Duties of the programme that the board sees to are overdue.
    ProgrammeDutiesOverdue,
}

impl MessageKind {
    /// Every kind.
    pub const ALL: [Self; 36] = [
        Self::ChildInDanger,
        Self::ConcernSent,
        Self::ConcernAnswered,
        Self::DutiesNear,
        Self::DutiesOverdue,
        Self::MeetingCalled,
        Self::MeetingMoved,
        Self::MeetingCancelled,
        Self::DecisionAssigned,
        Self::DecisionsOverdue,
        Self::CaseReturned,
        Self::CaseBeforeGroup,
        Self::CaseReported,
        Self::LeadProposed,
        Self::CaseWritten,
        Self::CaseInvited,
        Self::ReportAnswered,
        Self::MeetingNear,
        Self::MeetingDue,
        Self::DecisionsNear,
        Self::CentreAsked,
        Self::CentreAnswered,
        Self::PlanToApprove,
        Self::PlanInForce,
        Self::PlanSentBack,
        Self::PlanPartWritten,
        Self::PlanPartAnswered,
        Self::PlanPartRearranged,
        Self::ProgrammeTasksNear,
        Self::ProgrammeTasksOverdue,
        Self::UnclaimedTasksNear,
        Self::UnclaimedTasksOverdue,
        Self::SubmissionsNear,
        Self::SubmissionsOverdue,
        Self::ProgrammeDutiesNear,
        Self::ProgrammeDutiesOverdue,
    ];

    /// The code in the database and in texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ChildInDanger => "child_in_danger",
            Self::ConcernSent => "concern_sent",
            Self::ConcernAnswered => "concern_answered",
            Self::DutiesNear => "duties_near",
            Self::DutiesOverdue => "duties_overdue",
            Self::MeetingCalled => "meeting_called",
            Self::MeetingMoved => "meeting_moved",
            Self::MeetingCancelled => "meeting_cancelled",
            Self::DecisionAssigned => "decision_assigned",
            Self::DecisionsOverdue => "decisions_overdue",
            Self::CaseReturned => "case_returned",
            Self::CaseBeforeGroup => "case_before_group",
            Self::CaseReported => "case_reported",
            Self::LeadProposed => "lead_proposed",
            Self::CaseWritten => "case_written",
            Self::CaseInvited => "case_invited",
            Self::ReportAnswered => "report_answered",
            Self::MeetingNear => "meeting_near",
            Self::MeetingDue => "meeting_due",
            Self::DecisionsNear => "decisions_near",
            Self::CentreAsked => "centre_asked",
            Self::CentreAnswered => "centre_answered",
            Self::PlanToApprove => "plan_to_approve",
            Self::PlanInForce => "plan_in_force",
            Self::PlanSentBack => "plan_sent_back",
            Self::PlanPartWritten => "plan_part_written",
            Self::PlanPartAnswered => "plan_part_answered",
            Self::PlanPartRearranged => "plan_part_rearranged",
            Self::ProgrammeTasksNear => "programme_tasks_near",
            Self::ProgrammeTasksOverdue => "programme_tasks_overdue",
            Self::UnclaimedTasksNear => "unclaimed_tasks_near",
            Self::UnclaimedTasksOverdue => "unclaimed_tasks_overdue",
            Self::SubmissionsNear => "submissions_near",
            Self::SubmissionsOverdue => "submissions_overdue",
            Self::ProgrammeDutiesNear => "programme_duties_near",
            Self::ProgrammeDutiesOverdue => "programme_duties_overdue",
        }
    }

    /// The kind by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The page it leads to.
    pub fn link(self, subject: Option<i64>) -> String {
        let of = |pages: &str| subject.map_or_else(|| pages.to_owned(), |id| format!("{pages}/{id}"));
        match self {
            Self::ChildInDanger | Self::ConcernSent | Self::ConcernAnswered => of("/concerns"),
            Self::MeetingCalled | Self::MeetingMoved | Self::MeetingNear => of("/meetings"),
            Self::MeetingDue | Self::CaseBeforeGroup => of("/bodies"),
            Self::CentreAsked | Self::CentreAnswered => of("/centre-requests"),
            Self::MeetingCancelled => "/meetings".to_owned(),
            Self::DecisionAssigned | Self::DecisionsNear | Self::DecisionsOverdue => "/decisions".to_owned(),
            Self::CaseReturned
            | Self::CaseReported
            | Self::LeadProposed
            | Self::CaseWritten
            | Self::CaseInvited
            | Self::ReportAnswered => "/cases".to_owned(),
            // A coordinator sees a plan only while it waits: the list opens whatever became of it.
            Self::PlanToApprove => "/approvals".to_owned(),
            // A part may be changed again before it is opened: the list shows what stands now.
            Self::PlanPartWritten => "/plan-parts".to_owned(),
            Self::PlanInForce | Self::PlanSentBack | Self::PlanPartAnswered | Self::PlanPartRearranged => {
                of("/plans")
            }
            Self::DutiesNear => "/duties".to_owned(),
            Self::DutiesOverdue => "/duties?state=overdue".to_owned(),
            Self::ProgrammeTasksNear => "/programme/tasks?when=soon".to_owned(),
            Self::ProgrammeTasksOverdue => "/programme/tasks?when=overdue".to_owned(),
            Self::UnclaimedTasksNear => "/programme/tasks?of=all&when=soon".to_owned(),
            Self::UnclaimedTasksOverdue => "/programme/tasks?of=all&when=overdue".to_owned(),
            Self::SubmissionsNear
            | Self::SubmissionsOverdue
            | Self::ProgrammeDutiesNear
            | Self::ProgrammeDutiesOverdue => "/duties/year".to_owned(),
        }
    }

    /// Whether it can't wait for a digest, whatever the person chose (Law on the Protection of the Children's Rights, art. 73: the same day).
    pub const fn is_urgent(self) -> bool {
        matches!(self, Self::ChildInDanger)
    }
}

/// How a person wants messages by e-mail; in the application they always are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Delivery {
    /// Each at once.
    #[default]
    AtOnce,
    /// Once a day, all together.
    Daily,
    /// Not by e-mail.
    None,
}

impl Delivery {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::AtOnce, Self::Daily, Self::None];

    /// The code in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::Daily => "daily",
            Self::None => "none",
        }
    }

    /// The choice by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|delivery| delivery.code() == code)
    }

    /// How a message of a kind goes to a person who chose this.
    pub const fn of(self, kind: MessageKind) -> Self {
        if kind.is_urgent() { Self::AtOnce } else { self }
    }
}

/// Shortest time between a message and the digest that takes it along: no transaction that tells of it lasts as long, so none is missed.
const DIGEST_LEAD_MINUTES: i64 = 60;

/// When the digest begins that takes a message of this moment along: at the hour, at least an hour later.
pub fn digest_after(now: DateTime, hour: i8) -> DateTime {
    let earliest = now
        .checked_add(Span::new().minutes(DIGEST_LEAD_MINUTES))
        .unwrap_or(now);
    let today = earliest
        .with()
        .hour(hour.clamp(0, 23))
        .minute(0)
        .second(0)
        .subsec_nanosecond(0)
        .build()
        .unwrap_or(earliest);
    if today >= earliest {
        today
    } else {
        today.checked_add(Span::new().days(1)).unwrap_or(today)
    }
}

/// The first wait after a failure, and the longest.
const FIRST_WAIT_SECONDS: i64 = 60;
const LONGEST_WAIT_SECONDS: i64 = 3_600;
/// After so many refusals of the person's address by the mail server it is not asked again; the message stays in the application.
const REFUSALS: i64 = 8;

/// How many seconds after its `attempts`-th failure an e-mail is tried again; none when the mail server has `refused` it often enough. A server
/// that does not answer is asked for ever: nothing is lost while it is down.
pub fn retry_in_seconds(attempts: i64, refused: bool) -> Option<i64> {
    if refused && attempts >= REFUSALS {
        return None;
    }
    let doublings = u32::try_from((attempts - 1).clamp(0, 10)).unwrap_or(0);
    Some((FIRST_WAIT_SECONDS << doublings).min(LONGEST_WAIT_SECONDS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn kinds_and_choices_are_read_back() {
        for kind in MessageKind::ALL {
            assert_eq!(MessageKind::from_code(kind.code()), Some(kind));
            assert!(kind.link(Some(7)).starts_with('/'));
        }
        for delivery in Delivery::ALL {
            assert_eq!(Delivery::from_code(delivery.code()), Some(delivery));
        }
    }

    #[test]
    fn danger_goes_at_once_whatever_was_chosen() {
        for delivery in Delivery::ALL {
            assert_eq!(delivery.of(MessageKind::ChildInDanger), Delivery::AtOnce);
            assert_eq!(delivery.of(MessageKind::ConcernSent), delivery);
        }
    }

    #[test]
    fn waits_grow_and_only_refusals_end() {
        let waits: Vec<_> = (1..=8).filter_map(|n| retry_in_seconds(n, false)).collect();
        assert_eq!(waits, [60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
        assert_eq!(retry_in_seconds(1_000, false), Some(3_600));
        assert_eq!(
            (retry_in_seconds(7, true), retry_in_seconds(8, true)),
            (Some(3_600), None)
        );
    }

    proptest! {
        #[test]
        fn a_digest_is_at_its_hour_an_hour_to_twenty_five_hours_away(minutes in 0_i64..500_000, hour in 0_i8..24) {
            let now = date(2026, 1, 1).at(0, 0, 0, 0).checked_add(Span::new().minutes(minutes)).unwrap();
            let digest = digest_after(now, hour);
            prop_assert_eq!((digest.hour(), digest.minute()), (hour, 0));
            let away = digest.duration_since(now).as_mins();
            prop_assert!((60..25 * 60).contains(&away), "{} to {}", now, digest);
        }
    }
}
