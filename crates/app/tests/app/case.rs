//! Cases from the first step to the last, the reports between institutions, a child in danger, and who sees what of it.

mod causes;
mod handover;
mod institutions;
mod journey;
mod on_no_list;
mod owed;
mod recipients;
mod records;
mod roles;
mod together;
mod walk;

use std::collections::BTreeMap;

use balsts_app::{
    AppError, Ctx,
    case::{AddForm, CaseChange, OpenCase, ReportDanger, SendReport},
    concern::SendConcern,
    pupil::PupilPart,
    report::ReportPeriod,
};
use balsts_domain::{
    access::{Resource, Role},
    calendar::SchoolYear,
    cases::{CaseEvent, CaseKind, CaseState, Event, FormKind, Outcome, Party, ReportField, event::Criterion},
    concern::Urgency,
};
use balsts_reports::table::Cell;
use balsts_store::{CaseFilter, DutyFilter};
use balsts_testkit::{Database, NewPupil, Town, on_both, town};
use jiff::civil::{Date, date};

const ANNA: &str = "p-140311-21234";
const ADDRESS: &str = "Liepu iela 4-12, Ogre";

struct School {
    town: Town,
    institution: i64,
    other: i64,
    anna: i64,
}

/// Anna of class 8.b, on Friday 20 November 2026.
async fn school(database: &Database) -> School {
    let town = town(&database.store, "2026-11-20T09:00:00Z").await;
    let institution = town.institution("OGR1", "basic_school").await;
    let other = town.institution("OGR2", "basic_school").await;
    let anna = town
        .pupils(&[NewPupil {
            born: Some(date(2011, 3, 14)),
            address: Some(ADDRESS),
            ..NewPupil::named("140311-21234", "Anna", "Bērziņa")
        }])
        .await[0];
    town.enrol(&[anna], institution, "8.b", date(2026, 9, 1), None)
        .await;
    School {
        town,
        institution,
        other,
        anna,
    }
}

impl School {
    async fn head(&self) -> Ctx {
        self.town
            .as_role(Role::SchoolHead, Some(self.institution), None)
            .await
    }

    /// The program on another day.
    fn program(&self, now: &str) -> Ctx {
        let town = self.town.at(now);
        town.app.program(town.municipality)
    }

    /// The same person on another day.
    async fn on(&self, ctx: &Ctx, now: &str) -> Ctx {
        self.town.at(now).ctx(ctx.actor.user().unwrap()).await
    }
}

async fn open(ctx: &Ctx, kind: CaseKind) -> String {
    let open = OpenCase {
        pupil: ANNA.to_owned(),
        kind,
        words: "Kavē katru pirmdienu.".to_owned(),
        concern: None,
    };
    ctx.open_case(&open).await.unwrap()
}

async fn step(ctx: &Ctx, case: &str, event: Event) -> balsts_app::Result<()> {
    let version = ctx.case(case).await?.line.row.version;
    ctx.step_case(case, version, &event).await
}

async fn state(ctx: &Ctx, case: &str) -> CaseState {
    ctx.case(case).await.unwrap().case.state
}

fn words(event: CaseEvent) -> Event {
    Event::new(event, "Pierakstīts.")
}

fn report() -> SendReport {
    let written = [ReportField::Problem, ReportField::Done, ReportField::Asked]
        .into_iter()
        .map(|field| (field, format!("Teksts: {}", field.code())));
    SendReport {
        written: written.collect(),
        override_reason: String::new(),
    }
}

/// Brings a new case to the step at which institutions are told.
async fn unsolved(head: &Ctx) -> String {
    let case = open(head, CaseKind::School).await;
    for event in [CaseEvent::CallTeam, CaseEvent::DecideSupport, CaseEvent::Override] {
        step(head, &case, words(event)).await.unwrap();
    }
    case
}

fn is_not_there<T: std::fmt::Debug>(result: &balsts_app::Result<T>) -> bool {
    matches!(result, Err(AppError::NotFound | AppError::Forbidden))
}

async fn duty_codes(ctx: &Ctx) -> Vec<(String, Date)> {
    let (rows, _) = ctx.duties(&DutyFilter::default(), 50).await.unwrap();
    rows.into_iter()
        .map(|row| (row.code, balsts_store::date(row.due_day)))
        .collect()
}

fn errors<T: std::fmt::Debug>(result: balsts_app::Result<T>) -> Vec<(String, &'static str)> {
    match result {
        Err(AppError::Invalid(errors)) => errors.0.into_iter().map(|one| (one.field, one.key)).collect(),
        other => panic!("{other:?}"),
    }
}

fn form(kind: FormKind, values: &[(&str, &str)]) -> AddForm {
    let values = values
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    AddForm {
        kind,
        values: values.collect(),
    }
}

// covers: ESC-01, ESC-02, ESC-03, ESC-04, ESC-05, ESC-06, ESC-07, ESC-12, ESC-15, ESC-23, ESC-34
#[test]
fn a_case_goes_from_the_school_to_the_child_protection_centre() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let board = school.town.as_role(Role::EducationBoard, None, None).await;
        let worker = school.town.as_role(Role::SocialService, None, None).await;
        let specialist = school.town.as_role(Role::ChildRightsSpecialist, None, None).await;
        let case = unsolved(&head).await;
        assert_eq!(state(&head, &case).await, CaseState::ToReport);

        // The social service was told: the written report is due within two working days, the board comes first.
        let to_worker = head.tell(&case, Party::SocialService).await.unwrap();
        let duties = duty_codes(&head).await;
        assert!(
            duties.contains(&("written_report".to_owned(), date(2026, 11, 24))),
            "{duties:?}"
        );
        let refused = head.send_case_report(&case, to_worker, &report()).await;
        assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
        assert!(is_not_there(&worker.case(&case).await), "not yet told in writing");
        let to_board = head.tell(&case, Party::EducationBoard).await.unwrap();
        head.send_case_report(&case, to_board, &report()).await.unwrap();
        assert_eq!(
            state(&head, &case).await,
            CaseState::ToReport,
            "an institution is still to be told"
        );
        head.send_case_report(&case, to_worker, &report()).await.unwrap();
        assert_eq!(state(&head, &case).await, CaseState::Reported);

        // The board reads its own report, without the problem; the social service gets what it needs.
        let seen = board.case(&case).await.unwrap();
        assert_eq!(seen.reports.len(), 1);
        assert!(!seen.reports[0].body.contains("Teksts: problem"));
        assert!(
            seen.events.iter().all(|event| event.words.is_empty())
                && seen.forms.is_some_and(|forms| forms.is_empty())
        );
        let seen = worker.case(&case).await.unwrap();
        assert!(seen.reports.iter().all(|one| one.recipient == "social_service"));
        assert!(seen.reports[0].body.contains("Teksts: problem") && seen.reports[0].received_at.is_some());
        assert!(
            duty_codes(&worker)
                .await
                .iter()
                .any(|(code, _)| code == "answer_report")
        );
        worker
            .answer_report(&case, to_worker, "Apmeklēsim ģimeni.")
            .await
            .unwrap();
        let again = worker.answer_report(&case, to_worker, "Vēlreiz.").await;
        assert!(matches!(again, Err(AppError::Conflict(_))));

        step(&head, &case, words(CaseEvent::NotSolved)).await.unwrap();
        let take = |criterion| Event {
            criterion: Some(criterion),
            ..words(CaseEvent::GroupTakes)
        };
        assert!(is_not_there(
            &step(&head, &case, take(Criterion::OneCannot)).await
        ));
        step(&specialist, &case, take(Criterion::OneCannot))
            .await
            .unwrap();
        step(&specialist, &case, words(CaseEvent::GroupDecides))
            .await
            .unwrap();
        assert!(
            duty_codes(&head)
                .await
                .iter()
                .any(|(code, _)| code == "assess_decision")
        );
        step(&specialist, &case, words(CaseEvent::NotSolved))
            .await
            .unwrap();
        step(&specialist, &case, words(CaseEvent::ReportCentre))
            .await
            .unwrap();
        let without = step(&head, &case, words(CaseEvent::Close)).await;
        assert!(
            matches!(without, Err(AppError::Invalid(_))),
            "closed only with an outcome: {without:?}"
        );
        let close = Event {
            outcome: Some(Outcome::TakenOver),
            ..words(CaseEvent::Close)
        };
        step(&head, &case, close).await.unwrap();
        let view = head.case(&case).await.unwrap();
        assert_eq!(view.case.outcome, Some(Outcome::TakenOver));
        assert!(
            is_not_there(&worker.case(&case).await),
            "its part ended with the case"
        );
        let before = view.events.len();
        step(&head, &case, words(CaseEvent::Reopen)).await.unwrap();
        let view = head.case(&case).await.unwrap();
        assert_eq!(
            (view.case.state, view.events.len()),
            (CaseState::Team, before + 1),
            "with its history"
        );
        assert!(
            school
                .town
                .app
                .store
                .verify_audit()
                .await
                .unwrap()
                .broken_at
                .is_none()
        );
    });
}

// covers: ESC-33
#[test]
fn no_answer_by_the_day_moves_a_case_up() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let case = unsolved(&head).await;
        for party in [Party::EducationBoard, Party::OrphansCourt] {
            let told = head.tell(&case, party).await.unwrap();
            head.send_case_report(&case, told, &report()).await.unwrap();
        }
        // Ten working days after 20 November: 4 December is the last.
        let last = school.town.at("2026-12-04T09:00:00Z");
        assert_eq!(last.app.program(last.municipality).turn_cases().await.unwrap(), 0);
        let after = school.town.at("2026-12-05T09:00:00Z");
        assert_eq!(
            after.app.program(after.municipality).turn_cases().await.unwrap(),
            1
        );
        assert_eq!(
            after.app.program(after.municipality).turn_cases().await.unwrap(),
            0,
            "once"
        );
        let head = school.on(&head, "2026-12-07T09:00:00Z").await;
        let view = head.case(&case).await.unwrap();
        assert_eq!(view.case.state, CaseState::BeforeGroup);
        assert!(view.reports.iter().any(|one| one.unanswered_at.is_some()));
        let overdue = CaseFilter {
            overdue: true,
            ..CaseFilter::default()
        };
        assert!(head.cases(&overdue, 10).await.unwrap().0.is_empty());
        let late = school.on(&head, "2027-01-20T09:00:00Z").await;
        let (lines, _) = late.cases(&overdue, 10).await.unwrap();
        assert!(lines[0].overdue && lines[0].age == 61, "{lines:?}");
    });
}

#[test]
fn two_people_on_one_case_lose_nothing() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let staff = school
            .town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let case = open(&head, CaseKind::School).await;
        let twice = OpenCase {
            pupil: ANNA.to_owned(),
            kind: CaseKind::School,
            words: "Vēlreiz.".to_owned(),
            concern: None,
        };
        assert!(matches!(staff.open_case(&twice).await, Err(AppError::Invalid(_))));
        let version = head.case(&case).await.unwrap().line.row.version;
        staff
            .step_case(&case, version, &words(CaseEvent::CallTeam))
            .await
            .unwrap();
        let late = head.step_case(&case, version, &words(CaseEvent::Note)).await;
        assert!(matches!(late, Err(AppError::Conflict(_))));
        let holiday = Event {
            next: Some(date(2026, 12, 25)),
            ..words(CaseEvent::Review)
        };
        let off = step(&head, &case, holiday).await;
        assert!(
            format!("{off:?}").contains("2026-12-28"),
            "the next working day is named: {off:?}"
        );
    });
}

// covers: ROL-18
#[test]
fn a_pupil_who_moves_comes_of_age_or_loses_the_owner_of_the_case_is_not_forgotten() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let case = open(&head, CaseKind::School).await;
        let other = school
            .town
            .as_role(Role::SchoolHead, Some(school.other), None)
            .await;
        school
            .town
            .enrol(
                &[school.anna],
                school.institution,
                "8.b",
                date(2026, 9, 1),
                Some(date(2026, 11, 19)),
            )
            .await;
        school
            .town
            .enrol(&[school.anna], school.other, "8.a", date(2026, 11, 20), None)
            .await;
        assert!(
            is_not_there(&other.case(&case).await),
            "not before it is handed over"
        );
        let view = head.case(&case).await.unwrap();
        assert_eq!(view.changes, [CaseChange::School(school.other)]);
        let program = school.town.app.program(school.town.municipality);
        program.turn_cases().await.unwrap();
        program.turn_cases().await.unwrap();
        step(&head, &case, words(CaseEvent::HandOver)).await.unwrap();
        assert!(is_not_there(&head.case(&case).await));
        assert_eq!(
            other.case(&case).await.unwrap().changes,
            [CaseChange::Owner],
            "who answered for it at the old school does so no more"
        );
        let owes = |codes: Vec<(String, Date)>| codes.iter().any(|(code, _)| code == "case_change");
        assert!(
            owes(duty_codes(&other).await),
            "somebody has to be named today, not once the day has turned"
        );
        assert!(
            crate::meeting::kinds(&other)
                .await
                .contains(&"case_invited".to_owned())
        );

        let successor = school
            .town
            .as_role(Role::SupportStaff, Some(school.other), None)
            .await;
        let operator = school.town.operator();
        operator
            .set_account_disabled(head.actor.user().unwrap(), true)
            .await
            .unwrap();
        assert_eq!(other.case(&case).await.unwrap().changes, [CaseChange::Owner]);
        program.turn_cases().await.unwrap();
        assert!(
            duty_codes(&other)
                .await
                .iter()
                .any(|(code, _)| code == "case_change")
        );
        let named = Event {
            person: successor.actor.user(),
            ..words(CaseEvent::NameOwner)
        };
        let outsider = Event {
            person: head.actor.user(),
            ..named.clone()
        };
        assert!(
            step(&other, &case, outsider).await.is_err(),
            "only people of the lead institution"
        );
        step(&other, &case, named).await.unwrap();
        program.turn_cases().await.unwrap();
        assert!(!owes(duty_codes(&other).await), "somebody answers for it");

        // The successor is lost, too: the duty opens once more, and once.
        operator
            .set_account_disabled(successor.actor.user().unwrap(), true)
            .await
            .unwrap();
        for _ in 0..2 {
            program.turn_cases().await.unwrap();
        }
        assert!(owes(duty_codes(&other).await));
        let named = Event {
            person: other.actor.user(),
            ..words(CaseEvent::NameOwner)
        };
        step(&other, &case, named).await.unwrap();
        let view = other.case(&case).await.unwrap();
        let head_of_other = other.actor.user().unwrap();
        assert!(view.people.contains_key(&head_of_other), "{:?}", view.people);
        assert!(!owes(duty_codes(&other).await));
        let grown = school.on(&other, "2029-03-14T09:00:00Z").await;
        assert_eq!(grown.case(&case).await.unwrap().changes, [CaseChange::Age]);
    });
}

// covers: ESC-33
#[test]
fn a_look_at_the_case_answers_that_a_pupil_left_or_came_of_age() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let case = open(&head, CaseKind::School).await;
        let owes = |codes: Vec<(String, Date)>| codes.iter().any(|(code, _)| code == "case_change");
        let review = |next| Event {
            next: Some(next),
            ..words(CaseEvent::Review)
        };

        // Of age while still at the school.
        let grown = school.on(&head, "2029-03-14T09:00:00Z").await;
        let program = school.program("2029-03-14T09:00:00Z");
        program.turn_cases().await.unwrap();
        assert_eq!(grown.case(&case).await.unwrap().changes, [CaseChange::Age]);
        assert!(owes(duty_codes(&grown).await));
        step(&grown, &case, words(CaseEvent::Note)).await.unwrap();
        assert!(owes(duty_codes(&grown).await), "a note answers nothing");
        step(&grown, &case, review(date(2029, 3, 21))).await.unwrap();
        program.turn_cases().await.unwrap();
        assert!(!owes(duty_codes(&grown).await), "asked once and answered");

        // Then at no school.
        let enrolled = (date(2026, 9, 1), Some(date(2029, 3, 14)));
        school
            .town
            .enrol(&[school.anna], school.institution, "8.b", enrolled.0, enrolled.1)
            .await;
        let later = school.on(&head, "2029-03-15T09:00:00Z").await;
        let program = school.program("2029-03-15T09:00:00Z");
        program.turn_cases().await.unwrap();
        assert_eq!(
            later.case(&case).await.unwrap().changes,
            [CaseChange::Left, CaseChange::Age]
        );
        let operator = school.town.at("2029-03-15T09:00:00Z").operator();
        assert!(owes(duty_codes(&operator).await));
        assert!(
            owes(duty_codes(&later).await),
            "the school that leads owes it still"
        );
        step(&later, &case, review(date(2029, 3, 22))).await.unwrap();
        program.turn_cases().await.unwrap();
        assert!(!owes(duty_codes(&operator).await));
    });
}
