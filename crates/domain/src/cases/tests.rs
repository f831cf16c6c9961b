use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::event::{Criterion, Need};
use super::report::{RECIPIENTS, are_told, fields_for, first_tell};
use super::table::{self, By};
use super::threshold::{Facts, Ground, grounds};
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
        next: Some(date(2026, 12, 14)),
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
        (E::Review | E::NameOwner | E::Delegate | E::ProposeLead | E::HandOver, _) if open => {
            school.then_some(from)
        }
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
                By::Deciding | By::Lead | By::Part | By::School | By::Anybody => doer(Role::SchoolHead),
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

// covers: ESC-02
#[test]
fn institutions_are_told_after_a_plan_or_for_a_reason() {
    let settings = CaseSettings::DEFAULT;
    let rules = rules(&settings, TODAY);
    let case = case_in(CaseState::Support, &settings);
    let head = doer(Role::SchoolHead);
    let unsolved = Event::new(CaseEvent::NotSolved, "Kavē tāpat.");
    assert_eq!(
        case.after(&unsolved, head, &rules),
        Err(CaseRefused::Missing(Need::Plan))
    );
    let over = Event::new(CaseEvent::Override, "Ģimene nav sasniedzama.");
    assert_eq!(
        case.after(&over, head, &rules).unwrap().state,
        CaseState::ToReport
    );
    let without = CaseSettings {
        plan_first: false,
        ..settings
    };
    let rules = super::Rules {
        settings: &without,
        ..rules
    };
    assert!(case.after(&unsolved, head, &rules).is_ok());
}

// covers: ESC-12
#[test]
fn terms_are_counted_across_christmas_easter_ligo_and_shifted_days() {
    let settings = CaseSettings::DEFAULT;
    let written = |today, shifted_days| {
        Rules {
            settings: &settings,
            working: WorkingCalendar { shifted_days },
            today,
        }
        .written_due()
    };
    assert_eq!(
        written(date(2026, 12, 22), false),
        date(2026, 12, 28),
        "Christmas"
    );
    assert_eq!(
        written(date(2026, 4, 1), false),
        date(2026, 4, 7),
        "Good Friday to Easter Monday"
    );
    assert_eq!(
        written(date(2026, 6, 19), false),
        date(2026, 6, 25),
        "Līgo and Jāņi"
    );
    assert_eq!(
        written(date(2026, 6, 19), true),
        date(2026, 6, 26),
        "22 June is worked on the 27th"
    );
    assert_eq!(written(date(2026, 11, 20), false), date(2026, 11, 24));
    // Thirty days after 25 November is Christmas: the next worked day.
    let support = Event::new(CaseEvent::DecideSupport, "Konsultācijas");
    let today = date(2026, 11, 25);
    let case = case_in(CaseState::Team, &settings)
        .after(&support, doer(Role::SchoolHead), &rules(&settings, today))
        .unwrap();
    assert_eq!(case.next, Some(date(2026, 12, 28)));
    let chosen = Event {
        next: Some(date(2026, 12, 25)),
        ..support
    };
    let refused =
        case_in(CaseState::Team, &settings).after(&chosen, doer(Role::SchoolHead), &rules(&settings, today));
    assert_eq!(refused, Err(CaseRefused::DayOff(date(2026, 12, 28))));
}

// covers: ESC-04, ESC-15, PRV-12
#[test]
fn recipients_get_their_fields_in_their_order_and_no_more() {
    let settings = CaseSettings::DEFAULT;
    assert_eq!(
        first_tell(&settings, Party::SocialService, &[]),
        Some(Party::EducationBoard)
    );
    assert_eq!(
        first_tell(&settings, Party::SocialService, &[Party::EducationBoard]),
        None
    );
    assert_eq!(first_tell(&settings, Party::StatePolice, &[]), None);
    let free = CaseSettings {
        board_first: false,
        ..settings
    };
    assert_eq!(first_tell(&free, Party::SocialService, &[]), None);
    assert!(!are_told(&[Party::EducationBoard]) && !are_told(&[Party::OrphansCourt]));
    assert!(are_told(&[Party::EducationBoard, Party::OrphansCourt]));
    let board = fields_for(Party::EducationBoard).unwrap();
    for field in [
        ReportField::Address,
        ReportField::Guardians,
        ReportField::Problem,
        ReportField::BirthDate,
    ] {
        assert!(!board.contains(&field), "the board does not need {field:?}");
    }
    assert!(
        !fields_for(Party::StatePolice)
            .unwrap()
            .contains(&ReportField::Absences)
    );
    assert_eq!(fields_for(Party::YouthWorker), None);
    for (party, fields) in RECIPIENTS {
        assert!(
            fields.contains(&ReportField::Name) && fields.contains(&ReportField::Asked),
            "{party:?}"
        );
    }
}

// covers: ESC-16
#[test]
fn thresholds_of_the_social_service_answer_yes_no_or_not_known() {
    let settings = CaseSettings::DEFAULT;
    let ask = |facts: Facts| grounds(&settings, &facts).map(|(_, answer)| answer);
    assert_eq!(ask(Facts::default()), [None, None, None]);
    let facts = Facts {
        unexcused: Some(40),
        social_problem: Some(true),
        substances: Some(false),
        not_enrolled_days: Some(29),
    };
    assert_eq!(ask(facts), [Some(true), Some(false), Some(false)]);
    let few = Facts {
        unexcused: Some(39),
        ..facts
    };
    assert_eq!(ask(few)[0], Some(false));
    let unknown = Facts {
        social_problem: None,
        ..facts
    };
    assert_eq!(ask(unknown)[0], None);
    let off = CaseSettings {
        social_substances: false,
        ..settings
    };
    assert_eq!(
        grounds(&off, &Facts::default())[1],
        (Ground::Substances, Some(false))
    );
}

// covers: ESC-23
#[test]
fn the_group_takes_cases_on_grounds_that_hold() {
    let settings = CaseSettings::DEFAULT;
    let take = |settings: &CaseSettings, criterion, today| {
        let event = Event {
            criterion: Some(criterion),
            ..Event::new(CaseEvent::GroupTakes, "")
        };
        case_in(CaseState::BeforeGroup, settings).after(
            &event,
            doer(Role::ChildRightsSpecialist),
            &rules(settings, today),
        )
    };
    assert!(take(&settings, Criterion::OneCannot, TODAY).is_ok());
    assert_eq!(
        take(&settings, Criterion::LongUnsolved, TODAY),
        Err(CaseRefused::NotAdmitted)
    );
    assert!(take(&settings, Criterion::LongUnsolved, date(2027, 2, 19)).is_ok());
    let strict = CaseSettings {
        admit_one_cannot: false,
        ..settings
    };
    assert_eq!(
        take(&strict, Criterion::OneCannot, TODAY),
        Err(CaseRefused::NotAdmitted)
    );
}

// covers: ESC-13, ESC-18, ESC-19, ESC-20, ESC-21, ESC-22, ESC-24, ESC-25, ESC-26, ESC-28, ESC-29, ESC-30, ESC-31, ESC-32
#[test]
fn every_form_has_writers_and_fields_with_words() {
    for kind in FormKind::ALL {
        let form = kind.form().unwrap_or_else(|| panic!("{kind:?} has no form"));
        assert!(!form.by.is_empty() && !form.fields.is_empty() && !form.source.is_empty());
        let mut names: Vec<_> = form.fields.iter().map(|field| field.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), form.fields.len(), "{kind:?} names a field twice");
    }
    assert!(
        FormKind::CourtLetter
            .form()
            .unwrap()
            .told
            .contains(&Party::OrphansCourt)
    );
    assert!(
        FormKind::SchoolNotice
            .form()
            .unwrap()
            .told
            .contains(&Party::EducationBoard)
    );
}

// covers: ESC-14
#[test]
fn a_measure_fits_what_was_done_and_the_age() {
    use super::response::{FITTING, Gravity, Measure, fits};
    assert!(fits(Measure::Talk, Gravity::Minor, None));
    assert!(!fits(Measure::Correction, Gravity::Minor, Some(15)));
    for (age, coercive, penalty) in [
        (Some(10), false, false),
        (Some(11), true, false),
        (Some(13), true, false),
        (Some(14), true, true),
        (Some(17), true, true),
        (Some(18), false, false),
        (None, false, false),
    ] {
        assert_eq!(
            fits(Measure::Coercive, Gravity::Offence, age),
            coercive,
            "{age:?}"
        );
        assert_eq!(fits(Measure::Penalty, Gravity::Offence, age), penalty, "{age:?}");
    }
    assert!(!fits(Measure::Penalty, Gravity::Crime, Some(16)));
    for measure in Measure::ALL {
        let rows: Vec<_> = FITTING.iter().filter(|one| one.measure == *measure).collect();
        assert_eq!(rows.len(), 1, "{measure:?}");
        assert!(!rows[0].source.is_empty() && !rows[0].gravity.is_empty());
    }
}

// covers: ESC-14, ESC-24
#[test]
fn fields_of_a_form_fit_each_other() {
    use super::form::{Mismatch, mismatch};
    let of = |values: &'static [(&'static str, &'static str)]| {
        move |name: &str| {
            let found = values.iter().find(|(field, _)| *field == name);
            found.map_or("", |(_, value)| *value)
        }
    };
    let penalty = of(&[("gravity", "offence"), ("measure", "penalty")]);
    assert_eq!(
        mismatch(FormKind::Response, penalty, Some(12)),
        Some(Mismatch::Measure)
    );
    assert_eq!(mismatch(FormKind::Response, penalty, Some(15)), None);
    let without = of(&[("programme", "correction"), ("file", "")]);
    assert_eq!(
        mismatch(FormKind::Correction, without, None),
        Some(Mismatch::File)
    );
    let support = of(&[("programme", "support"), ("file", "")]);
    assert_eq!(mismatch(FormKind::Correction, support, None), None);
}

#[test]
fn the_page_is_that_of_the_table() {
    let page = include_str!("../../../../docs/cases.md");
    assert!(
        page == table::page(),
        "run the ignored test `write_the_page` and look at the difference"
    );
}

#[test]
#[ignore = "writes docs/cases.md anew"]
fn write_the_page() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/cases.md");
    std::fs::write(path, table::page()).unwrap();
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
        steps in prop::collection::vec((any_event(), prop::sample::select(&Role::ALL[..]), any::<bool>(), any::<bool>(), 0_i64..5), 0..60),
    ) {
        let settings = CaseSettings::DEFAULT;
        let mut today = TODAY;
        let mut case = Case::open(kind, 5, &rules(&settings, today));
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
