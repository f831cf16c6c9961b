mod cases;
mod closing;
mod left;
mod minutes;
mod planned;
mod reports;
mod seen;

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
