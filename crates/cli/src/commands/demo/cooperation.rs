//! How institutions of a demonstration work together: bodies of several levels, a meeting of the cooperation group that decided on a case, one to
//! come, decisions under control, proposals, rules, talks, a request to the support centre; through the same use cases as real ones, with days
//! counted from today.

use std::collections::HashMap;

use balsts_app::{
    App, Ctx,
    body::{AddBody, AddMember, AddRegulation},
    centre_request::{AskCentre, CentreStep},
    decision::Decide,
    meeting::{DrawItems, PlanMeeting},
    talk::AddTalk,
};
use balsts_domain::{
    cases::event::Criterion,
    cooperation::{
        Addressee, Basis, BodyKind, CentreEvent, Judgement, Level, MeetingEvent, MemberRight, PupilBand,
        TalkWith, due_on_working_day,
    },
    registry::SupportRole,
};
use balsts_store::CaseRow;
use balsts_synthetic::demo::{self, Demo, Role};
use jiff::{
    ToSpan,
    civil::{Date, date},
};

use crate::failure::Failure;

/// When the group met, in days from today.
const MET: i32 = -14;

struct People<'a> {
    app: &'a App,
    municipality: &'a str,
    users: &'a HashMap<&'static str, i64>,
}

impl People<'_> {
    fn email(&self, role: Role) -> Option<&'static str> {
        demo::accounts()
            .iter()
            .find(|one| one.municipality == self.municipality && one.role.code() == role.code())
            .map(|one| one.email)
    }

    /// A person of the municipality who acts some days from today, at ten in the morning.
    async fn acting(&self, role: Role, days: i32) -> Result<Option<Ctx>, Failure> {
        let Some(user) = self.email(role).and_then(|email| self.users.get(email)) else {
            return Ok(None);
        };
        let (actor, _) = self.app.actor(*user).await?;
        let mut ctx = self.app.ctx(actor);
        let day = ctx.today().checked_add(days.days()).unwrap_or(ctx.today());
        if let Ok(then) = day.at(10, 0, 0, 0).to_zoned(balsts_app::clock::riga()) {
            ctx.now = then.timestamp().min(ctx.now);
        }
        Ok(Some(ctx))
    }
}

fn away(today: Date, days: i32) -> Date {
    due_on_working_day(today.checked_add(days.days()).unwrap_or(today))
}

fn body(kind: BodyKind, name: &str, level: Level, basis: Basis, title: &str, parent: Option<i64>) -> AddBody {
    AddBody {
        parent,
        kind,
        name: name.to_owned(),
        level,
        basis,
        basis_title: title.to_owned(),
        basis_day: None,
    }
}

fn meeting(body: i64, day: Date, budget: bool) -> PlanMeeting {
    PlanMeeting {
        body,
        day: Some(day),
        begins: "10:00".to_owned(),
        place: "Pašvaldības sēžu zāle".to_owned(),
        budget,
        on_day_off: false,
    }
}

async fn step(ctx: &Ctx, meeting: i64, event: MeetingEvent) -> Result<(), Failure> {
    let version = ctx.meeting(meeting).await?.row.version;
    ctx.change_meeting(meeting, version, event).await?;
    Ok(())
}

/// Sets the bodies up and lets them work, where the demonstration has the people for it.
pub(super) async fn cooperate(
    app: &App,
    town: &Demo,
    users: &HashMap<&'static str, i64>,
) -> Result<(), Failure> {
    let people = People {
        app,
        municipality: &town.municipality,
        users,
    };
    let (Some(board), Some(then), Some(chair)) = (
        people.acting(Role::EducationBoard, -90).await?,
        people.acting(Role::ChildRightsSpecialist, MET).await?,
        people.acting(Role::ChildRightsSpecialist, 0).await?,
    ) else {
        return Ok(());
    };
    let group = set_up(&board, &people).await?;
    hold(&then, &chair, group).await
}

/// The bodies with their people and rules. Gives the cooperation group.
async fn set_up(board: &Ctx, people: &People<'_>) -> Result<i64, Failure> {
    let steering = board
        .add_body(&body(
            BodyKind::SteeringGroup,
            "PMP vadības grupa",
            Level::Strategic,
            Basis::Order,
            "Izpilddirektora rīkojums par vadības grupu",
            None,
        ))
        .await?;
    let working = board
        .add_body(&body(
            BodyKind::WorkingGroup,
            "PMP programmas darba grupa",
            Level::Management,
            Basis::Order,
            "Izpilddirektora rīkojums par darba grupu",
            Some(steering),
        ))
        .await?;
    let group = board
        .add_body(&body(
            BodyKind::CooperationGroup,
            "Bērnu tiesību aizsardzības sadarbības grupa",
            Level::Case,
            Basis::Act,
            "Ministru kabineta noteikumi Nr. 545 (2017)",
            Some(working),
        ))
        .await?;
    board
        .add_body(&body(
            BodyKind::ProfessionalCircle,
            "Sociālo pedagogu metodiskā apvienība",
            Level::Case,
            Basis::Statute,
            "Metodisko apvienību nolikums",
            Some(working),
        ))
        .await?;
    let centre = board
        .add_body(&body(
            BodyKind::SupportCentre,
            "Iekļaujošas izglītības atbalsta centrs",
            Level::Case,
            Basis::Statute,
            "Atbalsta centra nolikums",
            None,
        ))
        .await?;
    join(board, people, [steering, working, group]).await?;
    for (number, from, replaces) in [
        ("Nr. 8", date(2012, 2, 1), false),
        ("Nr. 21", date(2023, 10, 1), true),
    ] {
        let before = board.regulations().await?;
        board
            .add_regulation(&AddRegulation {
                title: "Sadarbības grupas nolikums".to_owned(),
                number: number.to_owned(),
                from: Some(from),
                link: String::new(),
                replaces: before.first().map(|rule| rule.id).filter(|_| replaces),
            })
            .await?;
    }
    ask(board, people, centre).await?;
    Ok(group)
}

async fn join(board: &Ctx, people: &People<'_>, bodies: [i64; 3]) -> Result<(), Failure> {
    let [steering, working, group] = bodies;
    let member = |role, organisation: &str, right| AddMember {
        email: people.email(role).unwrap_or_default().to_owned(),
        name: String::new(),
        organisation: organisation.to_owned(),
        right,
    };
    for (body, role, organisation, right) in [
        (
            steering,
            Role::MunicipalLeadership,
            "Pašvaldība",
            MemberRight::Chair,
        ),
        (
            steering,
            Role::EducationBoard,
            "Izglītības pārvalde",
            MemberRight::Secretary,
        ),
        (
            working,
            Role::EducationBoard,
            "Izglītības pārvalde",
            MemberRight::Chair,
        ),
        (
            working,
            Role::ChildRightsSpecialist,
            "Pašvaldība",
            MemberRight::Member,
        ),
        (
            group,
            Role::ChildRightsSpecialist,
            "Pašvaldība",
            MemberRight::Chair,
        ),
        (
            group,
            Role::EducationBoard,
            "Izglītības pārvalde",
            MemberRight::Secretary,
        ),
        (group, Role::SchoolHead, "Izglītības iestāde", MemberRight::Member),
        (
            group,
            Role::SocialService,
            "Sociālais dienests",
            MemberRight::Member,
        ),
        (group, Role::OrphansCourt, "Bāriņtiesa", MemberRight::Member),
        (
            group,
            Role::MunicipalPolice,
            "Pašvaldības policija",
            MemberRight::Member,
        ),
        (
            group,
            Role::SupportStaff,
            "Izglītības iestāde",
            MemberRight::Adviser,
        ),
    ] {
        let mut add = member(role, organisation, right);
        if add.email.is_empty() {
            if right.leads() {
                continue;
            }
            add.name = format!("{organisation}: pārstāvis");
        }
        board.add_body_member(body, &add).await?;
    }
    Ok(())
}

/// A request to the support centre, which has agreed on a day.
async fn ask(board: &Ctx, people: &People<'_>, centre: i64) -> Result<(), Failure> {
    let Some(head) = people.acting(Role::SchoolHead, -6).await? else {
        return Ok(());
    };
    let member = AddMember {
        email: people.email(Role::EducationBoard).unwrap_or_default().to_owned(),
        name: String::new(),
        organisation: "Atbalsta centrs".to_owned(),
        right: MemberRight::Chair,
    };
    board.add_body_member(centre, &member).await?;
    let request = head
        .ask_centre(&AskCentre {
            body: centre,
            institution: None,
            speciality: Some(SupportRole::SpeechTherapist),
            band: Some(PupilBand::FirstGrades),
            text: "Lūdzam padomu, kā pirmajās klasēs strādāt ar bērniem, kuri sāk mācīties latviešu valodā."
                .to_owned(),
        })
        .await?;
    let today = people.app.today();
    let agreed = CentreStep {
        event: CentreEvent::Agree,
        day: Some(away(today, 5)),
        answer: "Logopēde atbrauks uz divām stundām un vēros nodarbību.".to_owned(),
    };
    let board = people.acting(Role::EducationBoard, 0).await?;
    if let Some(board) = board {
        board.step_centre_request(request, 1, &agreed).await?;
    }
    Ok(())
}

fn draw(cases: &[CaseRow]) -> DrawItems {
    DrawItems {
        cases: cases.iter().map(|case| case.id).collect(),
        criterion: Some(Criterion::OneCannot),
        ..DrawItems::default()
    }
}

/// The meeting that took place and the one to come. `then` is the chair on the day of the first.
async fn hold(then: &Ctx, chair: &Ctx, group: i64) -> Result<(), Failure> {
    let today = chair.today();
    let past = then
        .plan_meeting(&meeting(group, away(today, MET), false))
        .await?;
    let met = i64::from(balsts_domain::calendar::day_number(then.today()));
    let waiting = then.meeting(past).await?.cases;
    let (first, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|case| case.state_day < met);
    then.draw_items(past, &draw(&first)).await?;
    let question = then
        .add_question(
            past,
            "Vakara autobuss pēc interešu pulciņiem",
            "Trīs pagastos bērni pulciņos netiek.",
        )
        .await?;
    step(then, past, MeetingEvent::Call).await?;
    step(then, past, MeetingEvent::Open).await?;
    let view = then.meeting(past).await?;
    let present: Vec<i64> = view.participants.iter().map(|one| one.member_id).collect();
    then.note_present(past, &present).await?;
    let cases = view.agenda.iter().filter(|item| item.case_id.is_some());
    let mut decided = Vec::new();
    for (item, what, due, judge) in cases
        .flat_map(|item| {
            [
                (item.id, "Apmeklē ģimeni un vienojas par nedēļas kārtību", -7, 6),
                (item.id, "Nodrošina mentoru divas reizes nedēļā", -9, -3),
            ]
        })
        .chain([(question, "Sagatavo autobusa maršruta aprēķinu", 14, 40)])
    {
        let decide = Decide {
            item,
            what: what.to_owned(),
            member: present.first().copied(),
            organisation: String::new(),
            person: String::new(),
            due: Some(away(today, due)),
            judge: Some(away(today, judge)),
        };
        decided.push(then.decide(past, &decide).await?);
    }
    for item in &view.agenda {
        then.keep_minutes(past, item.id, 1, "Uzklausīja iestādes; vienojās par turpmāko.")
            .await?;
    }
    let proposal = "Piešķirt līdzekļus vakara autobusam";
    then.propose(past, proposal, Some(Addressee::Council)).await?;
    step(then, past, MeetingEvent::Close).await?;
    if let [_, mentor, _, ..] = decided.as_slice() {
        chair
            .finish_decision(*mentor, "Mentors ar bērnu tiekas otrdienās un ceturtdienās.", 0)
            .await?;
        chair
            .judge_decision(
                *mentor,
                Some(Judgement::Partly),
                "Bērns nāk biežāk, bet ne katru dienu.",
                0,
            )
            .await?;
    }
    chair
        .add_talk(&AddTalk {
            body: group,
            day: Some(away(today, -10).min(today)),
            with: vec![TalkWith::Heads, TalkWith::Parents],
            about: "Kavējumi pēc brīvdienām".to_owned(),
            conclusions: "Vecāki lūdz agrāku autobusu pirmdienās.".to_owned(),
        })
        .await?;
    let coming = chair
        .plan_meeting(&meeting(group, away(today, 12), false))
        .await?;
    chair.draw_items(coming, &draw(&later)).await?;
    step(chair, coming, MeetingEvent::Call).await
}
