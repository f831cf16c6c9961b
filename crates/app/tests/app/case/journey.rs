//! The whole way of one case: from what a teacher saw to the Child Protection Centre, each step resting on the one before.

use balsts_app::{
    body::AddBody,
    concern::ConcernStep,
    meeting::DrawItems,
    support_plan::{FamilyForm, MeasureForm, StartPlan},
};
use balsts_domain::{
    calendar::Semester,
    cooperation::{self, Basis, BodyKind, Judgement, MeetingEvent, MemberRight},
    risk::{Factor, Level},
    support::{MeasureKind, PlanKind, PlanState, Signer},
};

use super::*;
use crate::{
    meeting::{decision, join, kinds, plan},
    support_plan::version,
};

/// A plan that the head and the board have approved.
async fn plan_in_force(staff: &Ctx, head: &Ctx, board: &Ctx) -> i64 {
    let start = StartPlan {
        pupil: ANNA.to_owned(),
        kind: PlanKind::Individual,
        year: SchoolYear::new(2026),
        semester: Semester::First,
    };
    let plan = staff.start_plan(&start).await.unwrap();
    let factor = Factor::LearningDifficulties;
    staff
        .put_plan_risk(plan, factor, Level::High, "Nesaprot daļskaitļus")
        .await
        .unwrap();
    staff
        .set_plan_goals(plan, version(staff, plan).await, "Nāk katru dienu")
        .await
        .unwrap();
    let measure = MeasureForm {
        kind: MeasureKind::SubjectConsultation,
        subject_or_role: "Matemātika".to_owned(),
        detail: String::new(),
        hours: "12".parse().ok(),
        amount_cents: None,
        responsible: "Ilze Liepa".to_owned(),
        from: None,
        due: None,
    };
    staff.put_measure(plan, None, &measure).await.unwrap();
    let signed = date(2026, 11, 19);
    let family = FamilyForm {
        family: "Māte palīdz ar mājasdarbiem".to_owned(),
        application: Some((Signer::Guardian, signed)),
        consent: Some((true, Signer::Guardian, signed)),
    };
    staff
        .set_plan_family(plan, version(staff, plan).await, &family)
        .await
        .unwrap();
    staff.submit_plan(plan, version(staff, plan).await).await.unwrap();
    for approves in [head, board] {
        let seen = version(approves, plan).await;
        approves.approve_plan(plan, seen).await.unwrap();
    }
    plan
}

async fn meeting_step(chair: &Ctx, meeting: i64, event: MeetingEvent) {
    let seen = chair.meeting(meeting).await.unwrap().row.version;
    chair.change_meeting(meeting, seen, event).await.unwrap();
}

/// What the group decides about a case falls on a person; gives the decision.
async fn decided(chair: &Ctx, body: i64, case: i64, on: &Ctx) -> i64 {
    let meeting = chair.plan_meeting(&plan(body, date(2026, 11, 25))).await.unwrap();
    let waiting = chair.meeting(meeting).await.unwrap().cases;
    assert_eq!(waiting.iter().map(|one| one.id).collect::<Vec<_>>(), [case]);
    let draw = DrawItems {
        cases: vec![case],
        criterion: Some(Criterion::OneCannot),
        ..DrawItems::default()
    };
    assert_eq!(chair.draw_items(meeting, &draw).await.unwrap(), 1);
    meeting_step(chair, meeting, MeetingEvent::Open).await;
    let view = chair.meeting(meeting).await.unwrap();
    let member = view
        .participants
        .iter()
        .find(|one| one.user_id == on.actor.user())
        .unwrap();
    let made = chair
        .decide(meeting, &decision(view.agenda[0].id, member.member_id))
        .await
        .unwrap();
    meeting_step(chair, meeting, MeetingEvent::Close).await;
    made
}

// covers: ESC-01, ESC-02, ESC-03, ESC-04, ESC-05, ESC-06, ESC-07, ESC-15, ESC-23, COOP-08
#[test]
fn what_a_teacher_saw_goes_by_plan_report_and_group_to_the_child_protection_centre() {
    on_both(|database| async move {
        let school = school(&database).await;
        let (town, institution) = (&school.town, school.institution);
        let teacher = town
            .as_role(Role::ClassTeacher, Some(institution), Some("8.b"))
            .await;
        let staff = town.as_role(Role::SupportStaff, Some(institution), None).await;
        let head = school.head().await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let worker = town.as_role(Role::SocialService, None, None).await;
        let chair = town.as_role(Role::ChildRightsSpecialist, None, None).await;
        let body = AddBody {
            parent: None,
            kind: BodyKind::CooperationGroup,
            name: "Sadarbības grupa".to_owned(),
            level: cooperation::Level::Case,
            basis: Basis::Act,
            basis_title: "MK 545/2017".to_owned(),
            basis_day: None,
        };
        let body = board.add_body(&body).await.unwrap();
        join(&board, body, &chair, MemberRight::Chair).await;
        join(&board, body, &worker, MemberRight::Member).await;

        // The teacher sees it, the support team confirms it and the head opens a case from it.
        let seen = SendConcern {
            pupil: ANNA.to_owned(),
            factors: vec![Factor::LearningDifficulties],
            text: "Kavē katru pirmdienu.".to_owned(),
            urgency: Urgency::Normal,
            danger: false,
        };
        let concern = teacher.send_concern(&seen).await.unwrap();
        let read = staff.concern(concern).await.unwrap().row.version;
        let examine = ConcernStep::Examine("Runāju ar ģimeni.".to_owned());
        staff.step_concern(concern, read, examine).await.unwrap();
        let read = staff.concern(concern).await.unwrap().row.version;
        let confirm = ConcernStep::Confirm(
            vec![Factor::LearningDifficulties.into()],
            "Sasaucam atbalsta komandu.".to_owned(),
        );
        staff.step_concern(concern, read, confirm).await.unwrap();
        let answered = teacher.concern(concern).await.unwrap().row;
        assert_eq!(answered.answer.as_deref(), Some("Sasaucam atbalsta komandu."));
        let opened = OpenCase {
            pupil: ANNA.to_owned(),
            kind: CaseKind::School,
            words: "Pēc pedagoga ziņojuma.".to_owned(),
            concern: Some(concern),
        };
        let case = head.open_case(&opened).await.unwrap();
        step(&staff, &case, words(CaseEvent::CallTeam)).await.unwrap();

        // Without a plan nothing can be called unsolved.
        step(&staff, &case, words(CaseEvent::DecideSupport))
            .await
            .unwrap();
        assert_eq!(
            errors(step(&head, &case, words(CaseEvent::NotSolved)).await),
            [("words".to_owned(), "error-case-no-plan")]
        );
        let plan = plan_in_force(&staff, &head, &board).await;
        assert_eq!(staff.plan(plan).await.unwrap().state, PlanState::InForce);
        step(&head, &case, words(CaseEvent::NotSolved)).await.unwrap();
        let view = head.case(&case).await.unwrap();
        assert_eq!(
            (view.case.state, view.line.row.concern_id),
            (CaseState::ToReport, Some(concern))
        );
        let last = view.events.last().unwrap();
        assert!(
            last.detail.contains(&format!("\"plans\":[{plan}]")),
            "it rests on the plan: {}",
            last.detail
        );
        assert_eq!(view.plans.map(|plans| plans.len()), Some(1));

        // The board is told first, then the social service, which answers.
        let to_board = head.tell(&case, Party::EducationBoard).await.unwrap();
        let to_worker = head.tell(&case, Party::SocialService).await.unwrap();
        for (told, reads) in [(to_board, &board), (to_worker, &worker)] {
            assert_eq!(state(&head, &case).await, CaseState::ToReport);
            head.send_case_report(&case, told, &report()).await.unwrap();
            assert!(reads.case_report(&case, told).await.is_ok());
        }
        worker
            .answer_report(&case, to_worker, "Ģimene durvis neatver.")
            .await
            .unwrap();
        assert_eq!(state(&head, &case).await, CaseState::Reported);
        step(&head, &case, words(CaseEvent::NotSolved)).await.unwrap();
        assert!(kinds(&chair).await.contains(&"case_before_group".to_owned()));

        // The group decides; the decision is done and judged; that is the control of it.
        let number = head.case(&case).await.unwrap().line.row.id;
        let made = decided(&chair, body, number, &worker).await;
        let view = head.case(&case).await.unwrap();
        assert_eq!(
            (view.case.state, view.case.next),
            (CaseState::Decided, Some(date(2027, 1, 15)))
        );
        assert!(
            duty_codes(&head)
                .await
                .contains(&("assess_decision".to_owned(), date(2027, 1, 15)))
        );
        worker
            .finish_decision(made, "Ģimene apmeklēta.", 0)
            .await
            .unwrap();
        chair
            .judge_decision(made, Some(Judgement::NotReached), "Bērns joprojām nenāk.", 0)
            .await
            .unwrap();
        assert!(chair.decisions(false).await.unwrap().is_empty());

        step(&chair, &case, words(CaseEvent::NotSolved)).await.unwrap();
        assert_eq!(state(&head, &case).await, CaseState::ToCentre);
        assert!(
            is_not_there(&chair.export_centre_report(&case).await),
            "nothing was written to the Centre yet"
        );
        step(&chair, &case, words(CaseEvent::ReportCentre)).await.unwrap();
        assert_eq!(state(&head, &case).await, CaseState::AtCentre);
        let paper = chair.export_centre_report(&case).await.unwrap();
        assert_eq!(paper.told.words, "Pierakstīts.");
        assert_eq!(
            paper.records[0],
            (ReportField::Name, Some("Anna Bērziņa".to_owned()))
        );
        let steps: Vec<&str> = paper.way.iter().map(|one| one.event.as_str()).collect();
        assert_eq!((steps[0], steps.last()), ("open", Some(&"not_solved")));
        for nobody in [&teacher, &board] {
            assert!(is_not_there(&nobody.export_centre_report(&case).await));
        }
        let close = Event {
            outcome: Some(Outcome::TakenOver),
            ..words(CaseEvent::Close)
        };
        step(&head, &case, close).await.unwrap();
        let view = head.case(&case).await.unwrap();
        let way: Vec<&str> = view
            .events
            .iter()
            .map(|event| event.event.as_str())
            .filter(|event| *event != "send_reports" && *event != "note")
            .collect();
        assert_eq!(
            way,
            [
                "open",
                "call_team",
                "decide_support",
                "not_solved",
                "not_solved",
                "group_takes",
                "group_decides",
                "not_solved",
                "report_centre",
                "close"
            ],
            "the history tells the whole way"
        );
        assert!(town.app.store.verify_audit().await.unwrap().broken_at.is_none());
    });
}
