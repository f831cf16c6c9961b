mod closing;

use balsts_app::{
    AppError, Ctx,
    audit::{AuditChoice, AuditMatter},
    body::{AddBody, AddMember},
    case::{AddForm, OpenCase},
    decision::Decide,
    meeting::{DrawItems, Kept, MeetingView, PlanMeeting, ReturnWhat},
    pupil::PupilPart,
};
use balsts_domain::{
    access::{Grant, Role},
    cases::{CaseEvent, CaseKind, Event, FormKind, Outcome, Party, event::Criterion},
    cooperation::{Basis, BodyKind, Judgement, Level, MeetingEvent, MemberRight},
};
use balsts_testkit::{Database, NewPupil, Town, on_both, town};
use jiff::civil::{Date, date};

pub struct Group {
    pub town: Town,
    pub board: Ctx,
    pub chair: Ctx,
    pub secretary: Ctx,
    pub member: Ctx,
    pub adviser: Ctx,
    pub school: Ctx,
    pub body: i64,
}

pub async fn email(ctx: &Ctx) -> String {
    ctx.store.account(ctx.user().unwrap()).await.unwrap().email
}

pub async fn join(board: &Ctx, body: i64, who: &Ctx, right: MemberRight) -> i64 {
    let add = AddMember {
        email: email(who).await,
        name: String::new(),
        organisation: "Sociālais dienests".to_owned(),
        right,
    };
    board.add_body_member(body, &add).await.unwrap()
}

pub async fn group(database: &Database) -> Group {
    let town = town(&database.store, "2026-11-20T09:00:00Z").await;
    let op = town.institution("OP", "basic_school").await;
    let pupils = [
        NewPupil {
            born: Some(date(2012, 1, 1)),
            ..NewPupil::named("010112-21234", "Anna", "Bērziņa")
        },
        NewPupil::named("320000-00001", "Jānis", "Ozols"),
    ];
    let pupils = town.pupils(&pupils).await;
    town.enrol(&pupils, op, "8.b", date(2026, 9, 1), None).await;
    let board = town.as_role(Role::EducationBoard, None, None).await;
    let body = board
        .add_body(&AddBody {
            parent: None,
            kind: BodyKind::CooperationGroup,
            name: "Sadarbības grupa".to_owned(),
            level: Level::Case,
            basis: Basis::Act,
            basis_title: "MK 545/2017".to_owned(),
            basis_day: None,
        })
        .await
        .unwrap();
    let chair = town.as_role(Role::ChildRightsSpecialist, None, None).await;
    // The roles of these say nothing about children: what they see comes from the group alone.
    let secretary = town.as_role(Role::MunicipalLeadership, None, None).await;
    let member = town.as_role(Role::MunicipalLeadership, None, None).await;
    let adviser = town.as_role(Role::MunicipalLeadership, None, None).await;
    join(&board, body, &chair, MemberRight::Chair).await;
    join(&board, body, &secretary, MemberRight::Secretary).await;
    join(&board, body, &member, MemberRight::Member).await;
    join(&board, body, &adviser, MemberRight::Adviser).await;
    let school = town.as_role(Role::SchoolHead, Some(op), None).await;
    Group {
        town,
        board,
        chair,
        secretary,
        member,
        adviser,
        school,
        body,
    }
}

impl Group {
    /// The school's case of a pupil, passed up to the cooperation group. Gives the parts of its address and its number.
    pub async fn refer(&self, pupil: &str) -> (String, i64) {
        let open = OpenCase {
            pupil: format!("p-{pupil}"),
            kind: CaseKind::School,
            words: "Mēnesi nenāk; runāts ar māti.".to_owned(),
            concern: None,
        };
        let case = self.school.open_case(&open).await.unwrap();
        for words in ["Atbalsta komanda jau strādā.", "Vajadzīgas vairākas iestādes."] {
            let version = self.school.case(&case).await.unwrap().line.row.version;
            let event = Event::new(CaseEvent::Override, words);
            self.school.step_case(&case, version, &event).await.unwrap();
        }
        let row = self.school.case(&case).await.unwrap().line.row;
        assert_eq!(row.state, "before_group");
        (case, row.id)
    }

    /// Puts cases on the agenda.
    pub async fn draw(&self, meeting: i64, cases: &[i64]) {
        let draw = DrawItems {
            cases: cases.to_vec(),
            criterion: Some(Criterion::OneCannot),
            ..DrawItems::default()
        };
        let drawn = self.chair.draw_items(meeting, &draw).await.unwrap();
        assert_eq!(drawn, cases.len() as u64);
    }

    /// A case that stands on the agenda as this item.
    pub async fn heard(&self, meeting: i64, pupil: &str) -> i64 {
        let (_, case) = self.refer(pupil).await;
        self.draw(meeting, &[case]).await;
        let agenda = self.chair.meeting(meeting).await.unwrap().agenda;
        agenda.iter().find(|item| item.case_id == Some(case)).unwrap().id
    }

    pub async fn state(&self, case: &str) -> String {
        self.school.case(case).await.unwrap().line.row.state
    }

    pub async fn plan(&self, day: Date) -> i64 {
        self.chair.plan_meeting(&plan(self.body, day)).await.unwrap()
    }

    pub async fn step(&self, meeting: i64, event: MeetingEvent) -> usize {
        let version = self.chair.meeting(meeting).await.unwrap().row.version;
        self.chair.change_meeting(meeting, version, event).await.unwrap()
    }
}

pub fn plan(body: i64, day: Date) -> PlanMeeting {
    PlanMeeting {
        body,
        day: Some(day),
        begins: "10:00".to_owned(),
        place: "Brīvības iela 33".to_owned(),
        budget: false,
        on_day_off: false,
    }
}

pub fn decision(item: i64, member: i64) -> Decide {
    Decide {
        item,
        what: "Apmeklē ģimeni".to_owned(),
        member: Some(member),
        organisation: String::new(),
        person: String::new(),
        due: Some(date(2026, 12, 24)),
        judge: Some(date(2027, 1, 15)),
    }
}

pub async fn kinds(ctx: &Ctx) -> Vec<String> {
    let (messages, _) = ctx.messages(None, 50).await.unwrap();
    messages.into_iter().map(|message| message.kind).collect()
}

// covers: ESC-05, ROL-06
// covers: ESC-23
// covers: ESC-25
// covers: ESC-27
// covers: COOP-08
#[test]
fn a_case_is_brought_heard_decided_done_and_judged() {
    on_both(|database| async move {
        let group = group(&database).await;
        let (case, number) = group.refer("010112-21234").await;
        assert_eq!(kinds(&group.chair).await, ["case_before_group"]);
        let meeting = group.plan(date(2026, 11, 25)).await;
        let waiting = group.chair.meeting(meeting).await.unwrap().cases;
        assert_eq!(waiting.iter().map(|one| one.id).collect::<Vec<_>>(), [number]);
        group.draw(meeting, &[number]).await;
        assert_eq!(group.state(&case).await, "in_group");
        let view = group.chair.meeting(meeting).await.unwrap();
        assert!(view.cases.is_empty(), "it waits no more");
        let item = view.agenda[0].id;
        assert_eq!(view.agenda[0].restricted_text, "Vajadzīgas vairākas iestādes.");
        group.step(meeting, MeetingEvent::Call).await;
        assert_eq!(kinds(&group.member).await, ["meeting_called"]);
        group.step(meeting, MeetingEvent::Open).await;
        let view = group.secretary.meeting(meeting).await.unwrap();
        assert_eq!(view.agenda[0].family_name.as_deref(), Some("Bērziņa"));
        let member = view
            .participants
            .iter()
            .find(|one| one.user_id == group.member.actor.user())
            .unwrap();
        let made = group
            .secretary
            .decide(meeting, &decision(item, member.member_id))
            .await
            .unwrap();
        assert_eq!(kinds(&group.member).await[0], "decision_assigned");
        let tasks = group.member.decisions(false).await.unwrap();
        assert_eq!(tasks.len(), 1);
        assert_eq!(
            balsts_store::date(tasks[0].due_day),
            date(2026, 12, 28),
            "not on Christmas Eve"
        );
        assert!(!tasks[0].leads);
        assert_eq!(group.step(meeting, MeetingEvent::Close).await, 0);
        let view = group.school.case(&case).await.unwrap();
        assert_eq!(view.line.row.state, "decided");
        let last = view.events.last().unwrap();
        assert_eq!(last.event, "group_decides");
        assert!(last.words.contains("Apmeklē ģimeni"), "{}", last.words);
        assert_eq!(
            view.case.next,
            Some(date(2027, 1, 15)),
            "the day on which the result is judged, not one by the settings"
        );
        // After the meeting the decision is done by whoever it falls on and judged by the chair alone.
        assert!(matches!(
            group.adviser.finish_decision(made, "darīts", 0).await,
            Err(AppError::NotFound)
        ));
        group
            .member
            .finish_decision(made, "Ģimene apmeklēta", 0)
            .await
            .unwrap();
        let judged = Some(Judgement::Partly);
        assert!(matches!(
            group.member.judge_decision(made, judged, "labi", 0).await,
            Err(AppError::NotFound)
        ));
        group
            .chair
            .judge_decision(made, judged, "Nāk, bet ne katru dienu", 0)
            .await
            .unwrap();
        assert!(group.chair.decisions(false).await.unwrap().is_empty());
        assert_eq!(
            group.chair.decisions(true).await.unwrap()[0].judgement.as_deref(),
            Some("partly")
        );
    });
}

// covers: COOP-02
#[test]
fn each_sees_the_cases_of_their_meeting_from_the_call_on_and_only_what_their_right_gives() {
    on_both(|database| async move {
        let group = group(&database).await;
        let stranger = group.town.as_role(Role::EducationBoard, None, None).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let item = group.heard(meeting, "010112-21234").await;
        let brief = ("Grūtības skolā", "Māte ārstējas.");
        group.secretary.keep_brief(meeting, item, 1, brief).await.unwrap();
        assert!(
            matches!(
                group.chair.keep_brief(meeting, item, 1, ("Cits", "")).await,
                Err(AppError::Invalid(_))
            ),
            "somebody else wrote there"
        );
        assert!(
            matches!(group.member.meeting(meeting).await, Err(AppError::NotFound)),
            "not called yet"
        );
        group.step(meeting, MeetingEvent::Call).await;
        let view = group.member.meeting(meeting).await.unwrap();
        assert_eq!(view.agenda[0].restricted_text, "Māte ārstējas.");
        assert_eq!(view.agenda[0].text, "Grūtības skolā");
        assert!(!view.leads && view.waiting.is_empty());
        let advised = group.adviser.meeting(meeting).await.unwrap().agenda;
        assert_eq!(advised[0].restricted_text, "");
        assert!(advised[0].birth_day.is_none() && view.agenda[0].birth_day.is_some());
        for other in [&stranger, &group.board, &group.school] {
            assert!(matches!(other.meeting(meeting).await, Err(AppError::NotFound)));
            assert!(other.meetings(None).await.unwrap().is_empty());
        }
        // Only who leads changes anything.
        for refused in [
            group
                .member
                .add_question(meeting, "Ceļa karte", "")
                .await
                .map(|_| ()),
            group.member.keep_minutes(meeting, item, 1, "x").await.map(|_| ()),
            group.adviser.note_item(meeting, item).await,
        ] {
            assert!(matches!(refused, Err(AppError::NotFound)));
        }
        group.step(meeting, MeetingEvent::Open).await;
        group.step(meeting, MeetingEvent::Close).await;
        assert!(group.member.meeting(meeting).await.is_ok());
        assert!(
            matches!(group.adviser.meeting(meeting).await, Err(AppError::NotFound)),
            "advisers see it until it is over"
        );
        let looks = database.store.audit_entries(0, 10_000).await.unwrap();
        let seen = looks
            .iter()
            .filter(|entry| entry.action == "pupil.read" && entry.user_id == group.member.actor.user());
        assert_eq!(seen.count(), 2, "every look at a child is noted");
    });
}

// covers: COOP-05
#[test]
fn a_called_meeting_moves_with_its_agenda_and_those_who_come_are_told() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        group.heard(meeting, "010112-21234").await;
        group.step(meeting, MeetingEvent::Call).await;
        let version = group.chair.meeting(meeting).await.unwrap().row.version;
        let moved = PlanMeeting {
            begins: "14:30".to_owned(),
            place: "Skolas iela 1".to_owned(),
            ..plan(group.body, date(2026, 12, 2))
        };
        assert!(matches!(
            group.member.move_meeting(meeting, version, &moved).await,
            Err(AppError::NotFound)
        ));
        let holiday = plan(group.body, date(2026, 12, 25));
        assert!(matches!(
            group.chair.move_meeting(meeting, version, &holiday).await,
            Err(AppError::Invalid(_))
        ));
        group
            .secretary
            .move_meeting(meeting, version, &moved)
            .await
            .unwrap();
        let seen = group.member.meeting(meeting).await.unwrap();
        assert_eq!(balsts_store::date(seen.row.day), date(2026, 12, 2));
        assert_eq!(
            (seen.row.begins.as_str(), seen.row.place.as_str()),
            ("14:30", "Skolas iela 1")
        );
        assert_eq!(seen.agenda.len(), 1);
        assert_eq!(kinds(&group.member).await, ["meeting_moved", "meeting_called"]);
        assert!(
            matches!(
                group.chair.move_meeting(meeting, version, &moved).await,
                Err(AppError::Conflict(_))
            ),
            "somebody else moved it meanwhile"
        );
        group.step(meeting, MeetingEvent::Open).await;
        let version = group.chair.meeting(meeting).await.unwrap().row.version;
        assert!(matches!(
            group.chair.move_meeting(meeting, version, &moved).await,
            Err(AppError::Conflict("error-meeting-step"))
        ));
    });
}

// covers: PRV-03
#[test]
fn who_knows_of_the_case_is_told_who_hears_of_the_child_in_a_meeting() {
    on_both(|database| async move {
        let group = group(&database).await;
        let school = group.school.actor.institutions()[0];
        let teacher = group
            .town
            .as_role(Role::ClassTeacher, Some(school), Some("8.b"))
            .await;
        let hear = async |reader: &Ctx| {
            let view = reader.pupil("p-010112-21234", Some(PupilPart::Access)).await;
            let watchers = view.unwrap().watchers.unwrap();
            let heard = watchers
                .iter()
                .filter(|one| one.role == Role::MunicipalLeadership && one.grant == Grant::Meeting);
            heard.count()
        };
        let meeting = group.plan(date(2026, 11, 25)).await;
        group.heard(meeting, "010112-21234").await;
        assert_eq!(
            hear(&group.school).await,
            1,
            "the secretary alone before the call"
        );
        group.step(meeting, MeetingEvent::Call).await;
        assert_eq!(hear(&group.school).await, 3, "secretary, member and adviser");
        assert_eq!(hear(&teacher).await, 0, "that there is a case is a hint");
        group.step(meeting, MeetingEvent::Open).await;
        group.step(meeting, MeetingEvent::Close).await;
        assert_eq!(hear(&group.school).await, 2, "for the adviser it is over");
    });
}

// covers: COOP-02, PRV-03
#[test]
fn an_expert_invited_for_a_case_learns_nothing_of_the_others() {
    on_both(|database| async move {
        let group = group(&database).await;
        let expert = group.town.as_role(Role::Medical, None, None).await;
        let guest = join(&group.board, group.body, &expert, MemberRight::Invited).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let first = group.heard(meeting, "010112-21234").await;
        let second = group.heard(meeting, "320000-00001").await;
        group.step(meeting, MeetingEvent::Call).await;
        assert!(
            matches!(expert.meeting(meeting).await, Err(AppError::NotFound)),
            "not invited"
        );
        group.chair.invite(meeting, guest, Some(first)).await.unwrap();
        assert_eq!(kinds(&expert).await, ["meeting_called"]);
        let view = group.chair.meeting(meeting).await.unwrap();
        let chair = view
            .participants
            .iter()
            .find(|one| one.user_id == group.chair.actor.user())
            .unwrap();
        for item in [first, second] {
            let made = decision(item, chair.member_id);
            group.chair.decide(meeting, &made).await.unwrap();
        }
        let seen = |view: &MeetingView| -> Vec<i64> { view.agenda.iter().map(|item| item.id).collect() };
        let of_one = expert.meeting(meeting).await.unwrap();
        assert_eq!(seen(&of_one), [first]);
        assert_eq!(
            of_one.decisions.len(),
            1,
            "what was decided of another tells of that child"
        );
        assert_eq!(expert.decisions(false).await.unwrap().len(), 1);
        assert_eq!(seen(&expert.export_minutes(meeting).await.unwrap()), [first]);
        assert_eq!(
            seen(&group.member.meeting(meeting).await.unwrap()),
            [first, second]
        );
        // Another case, and in the end the whole meeting; nobody is called twice.
        group.chair.invite(meeting, guest, Some(second)).await.unwrap();
        assert_eq!(seen(&expert.meeting(meeting).await.unwrap()), [first, second]);
        group.chair.invite(meeting, guest, None).await.unwrap();
        group
            .chair
            .add_question(meeting, "Autobusu laiki", "")
            .await
            .unwrap();
        assert_eq!(expert.meeting(meeting).await.unwrap().agenda.len(), 3);
        assert_eq!(kinds(&expert).await.len(), 1);
        // An item of another meeting is none of this one.
        let other = group.plan(date(2026, 12, 9)).await;
        assert!(matches!(
            group.chair.invite(other, guest, Some(first)).await,
            Err(AppError::NotFound)
        ));
    });
}

#[test]
fn what_was_not_decided_is_carried_over_and_comes_back_when_the_meeting_goes_on() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let first = group.heard(meeting, "010112-21234").await;
        group.heard(meeting, "320000-00001").await;
        let question = group
            .chair
            .add_question(meeting, "Autobusu laiki", "")
            .await
            .unwrap();
        group.step(meeting, MeetingEvent::Open).await;
        group
            .secretary
            .keep_minutes(meeting, first, 1, "Vēl jānoskaidro.")
            .await
            .unwrap();
        group.secretary.note_item(meeting, question).await.unwrap();
        assert_eq!(group.step(meeting, MeetingEvent::Close).await, 2);
        let old = group.chair.meeting(meeting).await.unwrap();
        assert_eq!(old.agenda[0].minutes, "Vēl jānoskaidro.", "what was said stays");
        assert_eq!(old.waiting.len(), 2, "there is no next meeting yet: they wait");
        assert!(matches!(
            group.secretary.keep_minutes(meeting, first, 2, "vēlāk").await,
            Err(AppError::Conflict("error-meeting-over"))
        ));
        group.step(meeting, MeetingEvent::Reopen).await;
        let again = group.chair.meeting(meeting).await.unwrap();
        assert!(again.waiting.is_empty());
        assert_eq!(
            again
                .agenda
                .iter()
                .filter(|item| item.state == "on_agenda")
                .count(),
            2
        );
        let next = group.plan(date(2026, 12, 9)).await;
        assert_eq!(group.step(meeting, MeetingEvent::Close).await, 2);
        let agenda = group.chair.meeting(next).await.unwrap().agenda;
        assert_eq!(agenda.len(), 2, "now they stand on the agenda of the next");
        assert_eq!(agenda[0].carried_from_id, Some(first));
        // Called off, it hands them on as well.
        assert_eq!(group.step(next, MeetingEvent::Cancel).await, 2);
        assert_eq!(group.chair.meeting(next).await.unwrap().waiting.len(), 2);
    });
}

#[test]
fn what_was_written_of_a_carried_item_stays_when_the_meeting_goes_on() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        group.heard(meeting, "010112-21234").await;
        group.heard(meeting, "320000-00001").await;
        let next = group.plan(date(2026, 12, 9)).await;
        group.step(meeting, MeetingEvent::Open).await;
        assert_eq!(group.step(meeting, MeetingEvent::Close).await, 2);
        let carried = group.chair.meeting(next).await.unwrap().agenda[0].id;
        let brief = ("Skola sagatavo pārskatu", "");
        group.secretary.keep_brief(next, carried, 1, brief).await.unwrap();
        group.step(meeting, MeetingEvent::Reopen).await;
        let states = |agenda: &[balsts_store::ItemRow]| -> Vec<String> {
            agenda.iter().map(|item| item.state.clone()).collect()
        };
        let kept = group.chair.meeting(next).await.unwrap().agenda;
        assert_eq!(kept.len(), 1, "only the untouched one is taken back");
        assert_eq!(kept[0].text, "Skola sagatavo pārskatu");
        let again = group.chair.meeting(meeting).await.unwrap().agenda;
        assert_eq!(states(&again), ["carried_over", "on_agenda"]);
        // What went on from the next meeting goes on, whatever becomes of the first.
        assert_eq!(group.step(meeting, MeetingEvent::Close).await, 1);
        group.step(next, MeetingEvent::Open).await;
        assert_eq!(group.step(next, MeetingEvent::Close).await, 2);
        group.step(meeting, MeetingEvent::Reopen).await;
        let last = group.chair.meeting(meeting).await.unwrap();
        assert_eq!(states(&last.agenda), ["carried_over", "carried_over"]);
        assert_eq!(last.waiting.len(), 2);
    });
}

// covers: PRV-07, PRV-09
#[test]
fn who_watches_over_data_finds_minutes_taken_out_and_who_joined_the_group() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        group.heard(meeting, "010112-21234").await;
        group.chair.export_minutes(meeting).await.unwrap();
        let officer = group.town.as_role(Role::DataProtectionOfficer, None, None).await;
        for (matter, action, times) in [
            (AuditMatter::Exports, "meeting.minutes_exported", 1),
            (AuditMatter::Rights, "body.member_added", 4),
        ] {
            let choice = AuditChoice {
                matter: Some(matter),
                ..AuditChoice::default()
            };
            let (lines, _) = officer.audit_page(&choice, 50).await.unwrap();
            let found = lines.iter().filter(|line| line.action == action).count();
            assert_eq!(found, times, "{action}");
        }
    });
}

#[test]
fn two_minute_takers_at_once_lose_nothing() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let item = group.heard(meeting, "010112-21234").await;
        let one = group
            .secretary
            .keep_minutes(meeting, item, 1, "Raksta protokolists")
            .await
            .unwrap();
        assert_eq!(one, Kept::As(2));
        let two = group
            .chair
            .keep_minutes(meeting, item, 1, "Raksta vadītājs")
            .await
            .unwrap();
        let theirs = Kept::Theirs {
            version: 2,
            text: "Raksta protokolists".to_owned(),
        };
        assert_eq!(two, theirs);
        let joined = "Raksta protokolists. Raksta vadītājs";
        assert_eq!(
            group.chair.keep_minutes(meeting, item, 2, joined).await.unwrap(),
            Kept::As(3)
        );
        // The same text sent twice is no quarrel.
        assert_eq!(
            group
                .secretary
                .keep_minutes(meeting, item, 2, joined)
                .await
                .unwrap(),
            Kept::As(3)
        );
        // Two who end the meeting at once: the second is told.
        let version = group.chair.meeting(meeting).await.unwrap().row.version;
        group
            .chair
            .change_meeting(meeting, version, MeetingEvent::Open)
            .await
            .unwrap();
        assert!(matches!(
            group
                .secretary
                .change_meeting(meeting, version, MeetingEvent::Close)
                .await,
            Err(AppError::Conflict(_))
        ));
    });
}

// covers: COOP-01
#[test]
fn who_leaves_the_group_sees_no_case_any_more_and_their_tasks_go_to_the_chair() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let item = group.heard(meeting, "010112-21234").await;
        group.step(meeting, MeetingEvent::Call).await;
        let members = group.board.body(group.body).await.unwrap().members;
        let leaving = members
            .iter()
            .find(|one| one.user_id == group.member.actor.user())
            .unwrap();
        group
            .chair
            .decide(meeting, &decision(item, leaving.id))
            .await
            .unwrap();
        let handed_over = group
            .board
            .remove_body_member(group.body, leaving.id, "Maina darbu")
            .await
            .unwrap();
        assert_eq!(handed_over, 1);
        assert!(matches!(
            group.member.meeting(meeting).await,
            Err(AppError::NotFound)
        ));
        assert!(group.member.decisions(false).await.unwrap().is_empty());
        let controlled = group.chair.decisions(false).await.unwrap();
        assert_eq!(controlled[0].user_id, group.chair.actor.user());
        let kept = group.board.body(group.body).await.unwrap();
        let left = kept.members.iter().find(|one| one.id == leaving.id).unwrap();
        assert_eq!(left.left_reason.as_deref(), Some("Maina darbu"));
        let seen = group.adviser.body(group.body).await.unwrap().members;
        let left = seen.iter().find(|one| one.id == leaving.id).unwrap();
        assert!(left.to_day.is_some() && left.left_reason.is_none(), "{left:?}");
        assert!(matches!(
            group
                .board
                .remove_body_member(group.body, leaving.id, "vēlreiz")
                .await,
            Err(AppError::NotFound)
        ));
    });
}

// covers: COOP-01, COOP-08
#[test]
fn who_leaves_the_group_keeps_no_task_of_theirs_and_an_adviser_keeps_theirs_after_the_meeting() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let item = group.heard(meeting, "010112-21234").await;
        group.step(meeting, MeetingEvent::Open).await;
        let members = group.board.body(group.body).await.unwrap().members;
        let of = |ctx: &Ctx| {
            members
                .iter()
                .find(|one| one.user_id == ctx.user().ok())
                .unwrap()
                .id
        };
        let leaving = of(&group.member);
        let done = decision(item, leaving);
        let done = group.chair.decide(meeting, &done).await.unwrap();
        let advised = decision(item, of(&group.adviser));
        group.chair.decide(meeting, &advised).await.unwrap();
        assert!(group.member.open_decision(done, false).await.is_ok());
        for (ctx, judging) in [(&group.member, true), (&group.adviser, false)] {
            assert!(
                matches!(ctx.open_decision(done, judging).await, Err(AppError::NotFound)),
                "a form is for those who can send it"
            );
        }
        group.member.finish_decision(done, "Apmeklēta", 0).await.unwrap();
        assert!(group.chair.open_decision(done, true).await.is_ok());
        group.step(meeting, MeetingEvent::Close).await;
        let (seen, judged) = group.member.control_list().await.unwrap();
        let looks = database.store.audit_entries(0, 10_000).await.unwrap();
        let last = looks.last().unwrap();
        assert_eq!(
            (last.action.as_str(), last.detail.as_str(), judged.len()),
            ("list.read", "list=decisions rows=2", 0)
        );
        assert_eq!(seen.len(), 2, "members see what their meeting decided");
        assert!(seen.iter().all(|one| one.opens));
        // The meeting is over for an adviser, the task is not.
        let task = group.adviser.decisions(false).await.unwrap();
        assert_eq!(task.iter().map(|one| one.opens).collect::<Vec<_>>(), [false]);
        group
            .board
            .remove_body_member(group.body, leaving, "Maina darbu")
            .await
            .unwrap();
        assert!(
            group.member.decisions(false).await.unwrap().is_empty(),
            "what was decided tells of a child, whether or not it is done"
        );
        let controlled = group.chair.decisions(false).await.unwrap();
        assert_eq!(controlled.len(), 2, "the chair still controls it");
    });
}

// covers: ESC-23
#[test]
fn a_case_that_is_not_for_the_group_goes_back_with_the_reason() {
    on_both(|database| async move {
        let group = group(&database).await;
        let (waiting, one) = group.refer("010112-21234").await;
        let (heard, two) = group.refer("320000-00001").await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        group.draw(meeting, &[two]).await;
        let item = group.chair.meeting(meeting).await.unwrap().agenda[0].id;
        assert!(
            matches!(
                group.chair.return_item(meeting, ReturnWhat::Case(one), " ").await,
                Err(AppError::Invalid(_))
            ),
            "a reason is asked for"
        );
        for what in [ReturnWhat::Case(one), ReturnWhat::Item(item)] {
            group
                .chair
                .return_item(meeting, what, "Vispirms atbalsta komanda")
                .await
                .unwrap();
            assert!(matches!(
                group.chair.return_item(meeting, what, "vēlreiz").await,
                Err(AppError::NotFound)
            ));
        }
        assert_eq!(kinds(&group.school).await, ["case_returned", "case_returned"]);
        for case in [waiting, heard] {
            assert_eq!(group.state(&case).await, "reported");
            let last = group.school.case(&case).await.unwrap().events.pop().unwrap();
            assert_eq!(last.words, "Vispirms atbalsta komanda");
        }
        let view = group.chair.meeting(meeting).await.unwrap();
        assert!(view.cases.is_empty() && view.waiting.is_empty());
        assert_eq!(view.agenda[0].state, "returned");
        assert_eq!(
            group.step(meeting, MeetingEvent::Cancel).await,
            0,
            "nothing is carried over"
        );
    });
}

// covers: ESC-23
#[test]
fn the_group_takes_a_case_on_a_ground_and_only_who_leads_its_body_takes_it() {
    on_both(|database| async move {
        let group = group(&database).await;
        let (case, number) = group.refer("010112-21234").await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let groundless = DrawItems {
            cases: vec![number],
            ..DrawItems::default()
        };
        assert!(matches!(
            group.chair.draw_items(meeting, &groundless).await,
            Err(AppError::Invalid(_))
        ));
        assert_eq!(
            group.state(&case).await,
            "before_group",
            "and nothing was half done"
        );
        let draw = DrawItems {
            criterion: Some(Criterion::QuickAction),
            ..groundless
        };
        // A body of another kind hears no cases.
        let working = super::body::body(BodyKind::WorkingGroup, "Darba grupa");
        let working = group.board.add_body(&working).await.unwrap();
        join(&group.board, working, &group.chair, MemberRight::Chair).await;
        let other = group
            .chair
            .plan_meeting(&plan(working, date(2026, 11, 26)))
            .await
            .unwrap();
        assert!(group.chair.meeting(other).await.unwrap().cases.is_empty());
        for (ctx, place) in [
            (&group.chair, other),
            (&group.member, meeting),
            (&group.board, meeting),
        ] {
            assert!(matches!(
                ctx.draw_items(place, &draw).await,
                Err(AppError::NotFound)
            ));
        }
        group.secretary.draw_items(meeting, &draw).await.unwrap();
        assert_eq!(group.state(&case).await, "in_group");
    });
}

// covers: ROL-06
#[test]
fn who_takes_part_in_cases_sees_where_a_case_of_their_meeting_stands_while_it_lasts() {
    on_both(|database| async move {
        let group = group(&database).await;
        let police = group.town.as_role(Role::MunicipalPolice, None, None).await;
        join(&group.board, group.body, &police, MemberRight::Member).await;
        let (case, number) = group.refer("010112-21234").await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        group.draw(meeting, &[number]).await;
        assert!(
            matches!(police.case(&case).await, Err(AppError::NotFound)),
            "not called yet"
        );
        group.step(meeting, MeetingEvent::Call).await;
        let seen = police.case(&case).await.unwrap();
        assert!(seen.possible.is_empty() && seen.reports.is_empty() && !seen.opens_pupil);
        assert!(
            seen.events.iter().all(|step| step.words.is_empty()),
            "where it stands, not what was said"
        );
        for ctx in [&police, &group.board] {
            assert!(
                matches!(
                    ctx.tell(&case, Party::SocialService).await,
                    Err(AppError::NotFound)
                ),
                "who sees where a case stands does not act in it"
            );
        }
        let worker = group.town.as_role(Role::SocialService, None, None).await;
        let joined = join(&group.board, group.body, &worker, MemberRight::Member).await;
        assert!(matches!(worker.case(&case).await, Err(AppError::NotFound)));
        group.chair.invite(meeting, joined, None).await.unwrap();
        assert!(
            worker.case(&case).await.unwrap().grounds.is_none(),
            "records that one may not read are no zero"
        );
        let outside = group.town.as_role(Role::StatePolice, None, None).await;
        assert!(matches!(outside.case(&case).await, Err(AppError::NotFound)));
        group.step(meeting, MeetingEvent::Open).await;
        assert!(police.case(&case).await.is_ok());
        group.step(meeting, MeetingEvent::Close).await;
        assert!(
            matches!(police.case(&case).await, Err(AppError::NotFound)),
            "the meeting is over"
        );
    });
}

// covers: PRV-12
#[test]
fn a_case_older_than_an_adoption_is_heard_without_the_name_of_today() {
    on_both(|database| async move {
        let group = group(&database).await;
        let (case, older) = group.refer("010112-21234").await;
        let (_, other) = group.refer("320000-00001").await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        group.draw(meeting, &[older, other]).await;
        group.step(meeting, MeetingEvent::Call).await;
        let names = |agenda: Vec<balsts_store::ItemRow>| {
            agenda
                .into_iter()
                .map(|item| {
                    (
                        item.case_id,
                        item.family_name,
                        item.class,
                        item.public_id.is_some(),
                    )
                })
                .collect::<Vec<_>>()
        };
        let named = |case, name: &str| (Some(case), Some(name.to_owned()), Some("8.b".to_owned()), true);
        let before = group.member.meeting(meeting).await.unwrap();
        assert_eq!(
            names(before.agenda),
            [named(older, "Bērziņa"), named(other, "Ozols")]
        );

        let child = group.school.case(&case).await.unwrap().line.row.pupil_id;
        let writing = group.town.app.store.write().await.unwrap();
        let (from, by) = (date(2026, 11, 23), group.board.user().unwrap());
        writing
            .add_protection(child, "adoption", from, "Tiesas spriedums", by, 1)
            .await
            .unwrap();
        writing.commit().await.unwrap();
        let then = group.town.at("2026-11-23T09:00:00Z");
        for ctx in [&group.member, &group.chair] {
            let after = then.ctx_of(ctx).meeting(meeting).await.unwrap();
            assert_eq!(
                names(after.agenda),
                [(Some(older), None, None, false), named(other, "Ozols")]
            );
        }
    });
}

#[test]
fn a_case_closed_before_its_meeting_ends_stays_closed_and_one_not_decided_is_not_forgotten() {
    on_both(|database| async move {
        let group = group(&database).await;
        let (gone, one) = group.refer("010112-21234").await;
        let (left, two) = group.refer("320000-00001").await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        group.draw(meeting, &[one, two]).await;
        group.step(meeting, MeetingEvent::Open).await;
        let agenda = group.chair.meeting(meeting).await.unwrap().agenda;
        let member = group.chair.meeting(meeting).await.unwrap().participants[0].member_id;
        group
            .chair
            .decide(meeting, &decision(agenda[0].id, member))
            .await
            .unwrap();
        group.chair.note_item(meeting, agenda[1].id).await.unwrap();
        let version = group.school.case(&gone).await.unwrap().line.row.version;
        let close = Event {
            outcome: Some(Outcome::MovedAway),
            ..Event::new(CaseEvent::Close, "Pārcēlās uz Rīgu")
        };
        group.school.step_case(&gone, version, &close).await.unwrap();
        group.step(meeting, MeetingEvent::Close).await;
        assert_eq!(group.state(&gone).await, "closed");
        assert_eq!(group.state(&left).await, "in_group");
        // Heard without a decision: it waits for the next meeting.
        let next = group.plan(date(2026, 12, 9)).await;
        let waiting = group.chair.meeting(next).await.unwrap().cases;
        assert_eq!(waiting.iter().map(|case| case.id).collect::<Vec<_>>(), [two]);
        group.draw(next, &[two]).await;
        assert_eq!(group.state(&left).await, "in_group");
    });
}

// covers: COOP-05
#[test]
fn a_meeting_on_a_holiday_is_kept_only_when_it_is_meant() {
    on_both(|database| async move {
        let group = group(&database).await;
        let holiday = plan(group.body, date(2026, 12, 25));
        assert!(matches!(
            group.chair.plan_meeting(&holiday).await,
            Err(AppError::Invalid(_))
        ));
        let meant = PlanMeeting {
            on_day_off: true,
            ..holiday
        };
        assert!(group.chair.plan_meeting(&meant).await.is_ok());
        assert!(matches!(
            group
                .member
                .plan_meeting(&plan(group.body, date(2026, 12, 10)))
                .await,
            Err(AppError::NotFound)
        ));
    });
}

// covers: ESC-25
#[test]
fn a_report_of_non_attendance_waits_for_the_group_beside_the_case() {
    on_both(|database| async move {
        let group = group(&database).await;
        let clinic = group.town.as_role(Role::Medical, None, None).await;
        let open = OpenCase {
            pupil: "p-010112-21234".to_owned(),
            kind: CaseKind::School,
            words: "Mēnesi nenāk; runāts ar māti.".to_owned(),
            concern: None,
        };
        let case = group.school.open_case(&open).await.unwrap();
        let joins = OpenCase {
            kind: CaseKind::Social,
            words: "Trīs reizes nav ieradusies.".to_owned(),
            ..open
        };
        clinic.open_case(&joins).await.unwrap();
        let values = [
            ("place", "clinic"),
            ("since", "2026-10-01"),
            ("facts", "Neierodas uz vizītēm."),
        ];
        let notice = AddForm {
            kind: FormKind::NonAttendance,
            values: values
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
        };
        clinic.add_case_form(&case, &notice).await.unwrap();
        group.school.add_case_form(&case, &notice).await.unwrap();
        assert!(
            kinds(&group.chair)
                .await
                .contains(&"case_before_group".to_owned())
        );
        let meeting = group.plan(date(2026, 11, 25)).await;
        let view = group.chair.meeting(meeting).await.unwrap();
        assert_eq!(
            (view.waiting.len(), view.cases.len()),
            (1, 0),
            "two reports, one item"
        );
        let item = view.waiting[0].id;
        let said = &view.waiting[0].restricted_text;
        assert!(
            said.contains("Neierodas uz vizītēm.") && said.contains("01.10.2026."),
            "{said}"
        );
        let draw = DrawItems {
            items: vec![item],
            ..DrawItems::default()
        };
        assert_eq!(group.chair.draw_items(meeting, &draw).await.unwrap(), 1);
        assert_eq!(
            group.state(&case).await,
            "identified",
            "the case goes its own way"
        );
        let back = ReturnWhat::Item(item);
        group
            .chair
            .return_item(meeting, back, "Skola jau strādā.")
            .await
            .unwrap();
        assert!(kinds(&clinic).await.contains(&"report_answered".to_owned()));

        // Reported again, it waits again; with the case it is over.
        group.school.add_case_form(&case, &notice).await.unwrap();
        assert_eq!(group.chair.meeting(meeting).await.unwrap().waiting.len(), 1);
        let version = group.school.case(&case).await.unwrap().line.row.version;
        let close = Event {
            outcome: Some(Outcome::Unfounded),
            ..Event::new(CaseEvent::Close, "Bērns atkal nāk")
        };
        group.school.step_case(&case, version, &close).await.unwrap();
        assert!(group.chair.meeting(meeting).await.unwrap().waiting.is_empty());
    });
}

// covers: ESC-25, ESC-05
#[test]
fn a_case_is_heard_though_a_report_about_it_waits() {
    on_both(|database| async move {
        let group = group(&database).await;
        let (case, number) = group.refer("010112-21234").await;
        let values = [("place", "school"), ("since", "2026-10-01"), ("facts", "Nenāk.")];
        let notice = AddForm {
            kind: FormKind::NonAttendance,
            values: values
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
        };
        group.school.add_case_form(&case, &notice).await.unwrap();
        let meeting = group.plan(date(2026, 11, 25)).await;
        let view = group.chair.meeting(meeting).await.unwrap();
        assert_eq!((view.waiting.len(), view.cases.len()), (1, 1));
        group.draw(meeting, &[number]).await;
        assert_eq!(group.state(&case).await, "in_group");
    });
}
