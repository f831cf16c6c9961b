mod rules;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::event::{Criterion, Need};
use super::table::{self, By};
use super::*;
use crate::access::Role;
use crate::calendar::WorkingCalendar;

const TODAY: Date = date(2026, 11, 20);

fn rules(settings: &CaseSettings, today: Date) -> Rules<'_> {
    Rules {
        settings,
        working: WorkingCalendar::default(),
        today,
    }
}

fn doer(role: Role) -> Doer {
    Doer {
        role: Some(role),
        user: role as i64 + 1,
        part: true,
    }
}

const PROGRAM: Doer = Doer {
    role: None,
    user: 0,
    part: false,
};

/// An event with everything that any row asks for.
fn full(event: CaseEvent) -> Event {
    Event {
        next: Some(date(2026, 11, 23)),
        outcome: Some(Outcome::MovedAway),
        party: Some(Party::ChildRights),
        person: Some(77),
        until: Some(date(2027, 1, 15)),
        criterion: Some(Criterion::OneCannot),
        plan: true,
        ..Event::new(event, "Vārdi")
    }
}

fn case_in(state: CaseState, settings: &CaseSettings) -> Case {
    Case {
        state,
        next: (state != CaseState::Closed).then_some(TODAY),
        outcome: (state == CaseState::Closed).then_some(Outcome::Solved),
        ..Case::open(CaseKind::School, 5, &rules(settings, TODAY))
    }
}

/// Written anew from the sources, not from the table: who brings what about in which state.
#[expect(
    clippy::match_same_arms,
    reason = "read beside the sources step by step; joined arms would hide which step is which"
)]
fn expected(event: CaseEvent, from: CaseState, role: Option<Role>) -> Option<CaseState> {
    use CaseEvent as E;
    use CaseState as S;
    let school = matches!(role, Some(Role::SchoolHead | Role::SupportStaff));
    let group = role == Some(Role::ChildRightsSpecialist);
    let open = from != S::Closed;
    let part = role.and_then(Party::of).is_some();
    match (event, from) {
        (E::CallTeam, S::Identified) => school.then_some(S::Team),
        (E::DecideSupport, S::Team) => school.then_some(S::Support),
        (E::Solved, S::Support | S::Reported | S::Decided | S::AtCentre) => school.then_some(S::Closed),
        (E::NotSolved, S::Support) => school.then_some(S::ToReport),
        (E::NotSolved, S::Reported) => school.then_some(S::BeforeGroup),
        (E::NotSolved, S::Decided) => (school || group).then_some(S::ToCentre),
        (E::SendReports, S::ToReport) => school.then_some(S::Reported),
        (E::NoAnswer, S::Reported) => (school || role.is_none()).then_some(S::BeforeGroup),
        (E::GroupTakes, S::BeforeGroup) => group.then_some(S::InGroup),
        (E::GroupReturns, S::BeforeGroup | S::InGroup) => group.then_some(S::Reported),
        (E::GroupDecides, S::InGroup) => group.then_some(S::Decided),
        (E::ReportCentre, S::ToCentre) => group.then_some(S::AtCentre),
        (E::Override, S::Identified | S::Team | S::Support) => {
            (group || role == Some(Role::SchoolHead)).then_some(S::ToReport)
        }
        (E::Override, S::ToReport | S::Reported) => {
            (group || role == Some(Role::SchoolHead)).then_some(S::BeforeGroup)
        }
        (E::Close, _) if open => school.then_some(S::Closed),
        (E::Reopen, S::Closed) => school.then_some(S::Team),
        (E::Review | E::NameOwner | E::ProposeLead | E::HandOver, _) if open => school.then_some(from),
        (E::Delegate, _) if open => (role == Some(Role::SchoolHead)).then_some(from),
        (E::Note, _) if open => part.then_some(from),
        (E::Invite, _) if open => school.then_some(from),
        // `full` names the child rights specialist, who may end the own part; the lead may end it, too.
        (E::EndPart, _) if open => (school || group).then_some(from),
        (E::Danger, S::Closed) => Some(S::Reported),
        (E::Danger, _) => Some(from),
        // Nobody is asked to lead in these cases.
        _ => None,
    }
}

// covers: ESC-01, ESC-02, ESC-03, ESC-04, ESC-05, ESC-06, ESC-07, ESC-23
#[test]
fn every_transition_is_allowed_or_refused_by_role() {
    let settings = CaseSettings::DEFAULT;
    let rules = rules(&settings, TODAY);
    let mut allowed = 0;
    for event in CaseEvent::ALL {
        for state in CaseState::ALL {
            let case = case_in(*state, &settings);
            for role in Role::ALL.map(Some).into_iter().chain([None]) {
                let who = role.map_or(PROGRAM, doer);
                let after = case.after(&full(*event), who, &rules);
                let place = format!("{event:?} in {state:?} by {role:?}: {after:?}");
                assert_eq!(
                    after.ok().map(|case| case.state),
                    expected(*event, *state, role),
                    "{place}"
                );
                allowed += usize::from(after.is_ok());
            }
        }
    }
    assert!(allowed > 100, "{allowed}");
    let outside = Doer {
        part: false,
        ..doer(Role::SchoolHead)
    };
    let case = case_in(CaseState::Support, &settings);
    assert_eq!(
        case.after(&full(CaseEvent::Solved), outside, &rules),
        Err(CaseRefused::NotYours)
    );
}

// covers: ESC-08, ESC-09, ESC-10, ESC-11, ROL-18
#[test]
fn the_lead_follows_from_the_kind_and_changes_by_agreement() {
    let settings = CaseSettings::DEFAULT;
    let rules = rules(&settings, TODAY);
    assert_eq!(CaseKind::School.lead(), Party::School);
    assert_eq!(CaseKind::Social.lead(), Party::SocialService);
    assert_eq!(CaseKind::Separation.lead(), Party::OrphansCourt);
    let case = case_in(CaseState::Support, &settings);
    let ask = |party| Event {
        party: Some(party),
        ..full(CaseEvent::ProposeLead)
    };
    let head = doer(Role::SchoolHead);
    for party in [Party::School, Party::MunicipalPolice] {
        assert_eq!(
            case.after(&ask(party), head, &rules),
            Err(CaseRefused::CannotLead),
            "{party:?}"
        );
    }
    let asked = case.after(&ask(Party::SocialService), head, &rules).unwrap();
    assert_eq!(asked.lead, Party::School, "until it agrees, the lead stays");
    let court = doer(Role::OrphansCourt);
    assert_eq!(
        asked.after(&full(CaseEvent::AcceptLead), court, &rules),
        Err(CaseRefused::NotYours)
    );
    let worker = doer(Role::SocialService);
    let refused = asked.after(&full(CaseEvent::RefuseLead), worker, &rules).unwrap();
    assert_eq!((refused.lead, refused.asked), (Party::School, None));
    let taken = asked.after(&full(CaseEvent::AcceptLead), worker, &rules).unwrap();
    assert_eq!((taken.lead, taken.owner), (Party::SocialService, worker.user));
    assert_eq!(
        taken.after(&full(CaseEvent::Solved), head, &rules),
        Err(CaseRefused::NotYours)
    );
    let delegate = Event {
        person: Some(head.user),
        until: Some(date(2026, 12, 1)),
        ..full(CaseEvent::Delegate)
    };
    let delegated = taken.after(&delegate, worker, &rules).unwrap();
    assert!(delegated.after(&full(CaseEvent::NotSolved), head, &rules).is_ok());
    let later = Rules {
        today: date(2026, 12, 2),
        ..rules
    };
    // A teacher of the support team decides in the head's place as long as the head has delegated to them.
    let staff = doer(Role::SupportStaff);
    assert_eq!(
        case.after(&full(CaseEvent::Override), staff, &rules),
        Err(CaseRefused::NotYours)
    );
    let to_staff = Event {
        person: Some(staff.user),
        until: Some(date(2026, 12, 1)),
        ..full(CaseEvent::Delegate)
    };
    let in_place = case.after(&to_staff, head, &rules).unwrap();
    assert!(in_place.after(&full(CaseEvent::Override), staff, &rules).is_ok());
    assert_eq!(
        in_place.after(&full(CaseEvent::Override), staff, &later),
        Err(CaseRefused::NotYours)
    );
    assert_eq!(
        delegated.after(&full(CaseEvent::NotSolved), head, &later),
        Err(CaseRefused::NotYours),
        "a delegation ends with its term"
    );
}

// covers: ROL-18
#[test]
fn the_right_to_decide_is_delegated_by_whoever_holds_it_and_not_passed_on() {
    let settings = CaseSettings::DEFAULT;
    let rules = rules(&settings, TODAY);
    let case = case_in(CaseState::Support, &settings);
    let (head, staff) = (doer(Role::SchoolHead), doer(Role::SupportStaff));
    let to = |user| Event {
        person: Some(user),
        ..full(CaseEvent::Delegate)
    };
    for role in [
        Role::SupportStaff,
        Role::ClassTeacher,
        Role::ChildRightsSpecialist,
    ] {
        let who = doer(role);
        assert_eq!(
            case.after(&to(who.user), who, &rules),
            Err(CaseRefused::NotYours),
            "{role:?} takes the head's right"
        );
    }
    let delegated = case.after(&to(staff.user), head, &rules).unwrap();
    assert!(delegated.after(&full(CaseEvent::Override), staff, &rules).is_ok());
    assert_eq!(
        delegated.after(&to(staff.user + 100), staff, &rules),
        Err(CaseRefused::NotYours),
        "a delegate passes nothing on"
    );
    let possible = |who| {
        let rows = delegated.possible(who, TODAY);
        rows.iter().any(|row| row.event == CaseEvent::Delegate)
    };
    assert!(possible(head) && !possible(staff));
    // With the school goes what its head delegated, and nothing that another lead did.
    let handed_over = delegated.after(&full(CaseEvent::HandOver), head, &rules).unwrap();
    assert_eq!(handed_over.delegate, None);
    // Where another institution leads, the right is its own: a head to whom it was delegated cannot give it away either.
    let social = Case {
        lead: Party::SocialService,
        ..case
    };
    let worker = doer(Role::SocialService);
    let delegated = social.after(&to(head.user), worker, &rules).unwrap();
    let handed_over = delegated
        .after(&full(CaseEvent::HandOver), worker, &rules)
        .unwrap();
    assert_eq!(handed_over.delegate, delegated.delegate);
    assert_eq!(
        delegated.after(&to(staff.user), head, &rules),
        Err(CaseRefused::NotYours)
    );
}

// covers: ESC-13
#[test]
fn an_institution_ends_its_own_part_and_the_lead_any_but_those_that_stay() {
    let settings = CaseSettings::DEFAULT;
    let rules = rules(&settings, TODAY);
    let mut case = case_in(CaseState::Reported, &settings);
    case.asked = Some(Party::OrphansCourt);
    let end = |party| Event {
        party: Some(party),
        ..full(CaseEvent::EndPart)
    };
    let (head, police) = (doer(Role::SchoolHead), doer(Role::MunicipalPolice));
    assert_eq!(
        case.after(&end(Party::SocialService), police, &rules),
        Err(CaseRefused::NotYours)
    );
    assert!(case.after(&end(Party::MunicipalPolice), police, &rules).is_ok());
    assert_eq!(
        case.after(&end(Party::School), head, &rules),
        Err(CaseRefused::Stays)
    );
    let left = case.after(&end(Party::OrphansCourt), head, &rules).unwrap();
    assert_eq!(
        (left.asked, left.lead),
        (None, Party::School),
        "nobody is asked any more"
    );
}

#[test]
fn an_event_without_what_it_asks_for_is_refused() {
    let settings = CaseSettings::DEFAULT;
    let rules = rules(&settings, TODAY);
    for row in table::ROWS {
        for need in row.needs {
            let mut event = full(row.event);
            match need {
                Need::Words | Need::Reason => event.words = "  ".to_owned(),
                Need::Outcome => event.outcome = None,
                Need::Next => event.next = None,
                Need::Party => event.party = None,
                Need::Person => event.person = None,
                Need::Until => event.until = None,
                Need::Criterion => event.criterion = None,
                Need::Plan => event.plan = false,
            }
            let mut case = case_in(row.from[0], &settings);
            case.asked = Some(Party::SocialService);
            let who = match row.by[0] {
                By::Group => doer(Role::ChildRightsSpecialist),
                By::Asked => doer(Role::SocialService),
                By::Program => PROGRAM,
                By::Deciding | By::Head | By::Lead | By::Part | By::School | By::Anybody => {
                    doer(Role::SchoolHead)
                }
            };
            assert_eq!(
                case.after(&event, who, &rules),
                Err(CaseRefused::Missing(*need)),
                "{:?}",
                row.event
            );
        }
    }
}

fn any_event() -> impl Strategy<Value = Event> {
    let of = |some: bool| some;
    (
        prop::sample::select(CaseEvent::ALL),
        any::<[bool; 7]>(),
        1_i64..60,
        prop::sample::select(Party::ALL),
        1_i64..9,
    )
        .prop_map(move |(event, some, days, party, person)| {
            let day = TODAY.saturating_add(jiff::Span::new().days(days));
            Event {
                next: of(some[0]).then_some(day),
                outcome: of(some[1]).then_some(Outcome::CameOfAge),
                party: of(some[2]).then_some(party),
                person: of(some[3]).then_some(person),
                until: of(some[4]).then_some(day),
                criterion: Some(Criterion::QuickAction),
                plan: some[6],
                ..Event::new(event, if some[5] { "Vārdi" } else { "" })
            }
        })
}

proptest! {
    // covers: ESC-07, ESC-33
    #[test]
    fn no_sequence_of_events_leaves_a_case_without_lead_next_date_and_owner(
        kind in prop::sample::select(CaseKind::ALL),
        state in prop::sample::select(CaseState::ALL),
        steps in prop::collection::vec((any_event(), prop::sample::select(&Role::ALL[..]), any::<bool>(), any::<bool>(), 0_i64..5), 0..60),
    ) {
        let settings = CaseSettings::DEFAULT;
        let mut today = TODAY;
        // From every state: the late ones are steps of few people, which a short way from the beginning seldom finds.
        let opened = Case::open(kind, 5, &rules(&settings, today));
        let mut case = if state == opened.state {
            opened
        } else {
            Case { kind, lead: opened.lead, ..case_in(state, &settings) }
        };
        for (event, role, part, program, days) in steps {
            today = today.saturating_add(jiff::Span::new().days(days));
            let who = if program { PROGRAM } else { Doer { part, ..doer(role) } };
            let before = case;
            if let Ok(after) = case.after(&event, who, &rules(&settings, today)) {
                case = after;
                // A date that the step itself sets is not in the past.
                if case.next != before.next {
                    prop_assert!(case.next.is_none_or(|next| next >= today), "{event:?}");
                }
            }
            let closed = case.state == CaseState::Closed;
            prop_assert_eq!(case.next.is_some(), !closed);
            prop_assert_eq!(case.outcome.is_some(), closed);
            prop_assert!(case.lead.can_lead());
            prop_assert!(case.owner > 0, "the program owns no case");
            prop_assert!(closed || CaseEvent::ALL.iter().any(|event| table::find(*event, case.state).is_some_and(|row| row.to.is_some())), "a dead end");
        }
    }

    #[test]
    fn a_danger_is_reported_in_every_state_by_everybody(state in prop::sample::select(CaseState::ALL), role in prop::sample::select(&Role::ALL[..])) {
        let settings = CaseSettings::DEFAULT;
        let case = case_in(state, &settings);
        let who = Doer { part: false, ..doer(role) };
        let after = case.after(&Event::new(CaseEvent::Danger, ""), who, &rules(&settings, TODAY)).unwrap();
        prop_assert!(after.state != CaseState::Closed && after.next <= Some(date(2026, 11, 24)));
    }
}
