//! The cooperation group of a demonstration: a meeting that decided, one decision of which is late, and a meeting to come; through the same use
//! cases as real ones, with days counted from today.

use std::collections::HashMap;

use balsts_app::{
    App, AppError, Ctx,
    body::{AddBody, AddMember},
    decision::Decide,
    meeting::{BringCase, PlanMeeting},
};
use balsts_domain::cooperation::{
    Addressee, Basis, BodyKind, Level, MeetingEvent, MemberRight, Reason, due_on_working_day,
};
use balsts_synthetic::demo::{self, Demo, Role};
use jiff::{ToSpan, civil::Date};

use crate::failure::Failure;

/// Cases brought before the group.
const CASES: usize = 3;

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

async fn step(ctx: &Ctx, meeting: i64, event: MeetingEvent) -> Result<(), Failure> {
    let version = ctx.meeting(meeting).await?.row.version;
    ctx.change_meeting(meeting, version, event).await?;
    Ok(())
}

/// Sets the group up and lets it meet, where the demonstration has the people for it.
pub(super) async fn cooperate(
    app: &App,
    operator: &Ctx,
    town: &Demo,
    users: &HashMap<&'static str, i64>,
) -> Result<(), Failure> {
    let people = People {
        app,
        municipality: &town.municipality,
        users,
    };
    let (Some(board), Some(chair), Some(head)) = (
        people.acting(Role::EducationBoard, -90).await?,
        people.acting(Role::ChildRightsSpecialist, -21).await?,
        people.acting(Role::SchoolHead, -40).await?,
    ) else {
        return Ok(());
    };
    let working = board
        .add_body(&body(
            BodyKind::WorkingGroup,
            "PMP programmas darba grupa",
            Level::Management,
            Basis::Order,
            "Izpilddirektora rīkojums par darba grupu",
            None,
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
    let with_accounts = [
        (Role::ChildRightsSpecialist, "Pašvaldība", MemberRight::Chair),
        (
            Role::EducationBoard,
            "Izglītības pārvalde",
            MemberRight::Secretary,
        ),
        (Role::SchoolHead, "Izglītības iestāde", MemberRight::Member),
        (Role::SupportStaff, "Izglītības iestāde", MemberRight::Adviser),
    ];
    for (role, organisation, right) in with_accounts {
        let add = AddMember {
            email: people.email(role).unwrap_or_default().to_owned(),
            name: String::new(),
            organisation: organisation.to_owned(),
            right,
        };
        if !add.email.is_empty() {
            board.add_body_member(group, &add).await?;
            if right.leads() {
                board.add_body_member(working, &add).await?;
            }
        }
    }
    for organisation in ["Sociālais dienests", "Bāriņtiesa", "Pašvaldības policija"] {
        let add = AddMember {
            email: String::new(),
            name: format!("{organisation}: pārstāvis"),
            organisation: organisation.to_owned(),
            right: MemberRight::Member,
        };
        board.add_body_member(group, &add).await?;
    }
    hold(&chair, &people, group).await
}

async fn hold(chair: &Ctx, people: &People<'_>, group: i64) -> Result<(), Failure> {
    let today = people.app.today();
    let plan = |day| PlanMeeting {
        body: group,
        day: Some(day),
        begins: "10:00".to_owned(),
        place: "Pašvaldības sēžu zāle".to_owned(),
        budget: false,
        on_day_off: false,
    };
    let past = chair.plan_meeting(&plan(away(today, -21))).await?;
    let question = chair
        .add_question(
            past,
            "Vakara autobuss pēc interešu pulciņiem",
            "Trīs pagastos bērni pulciņos netiek.",
        )
        .await?;
    let waiting = chair.meeting(past).await?.cases;
    let (first, later) = waiting.split_at(waiting.len().min(1));
    let draw = |cases: &[CaseRow]| DrawItems {
        cases: cases.iter().map(|case| case.id).collect(),
        criterion: Some(Criterion::OneCannot),
        ..DrawItems::default()
    };
    chair.draw_items(past, &draw(first)).await?;
    step(chair, past, MeetingEvent::Call).await?;
    step(chair, past, MeetingEvent::Open).await?;
    let view = chair.meeting(past).await?;
    let first: Vec<i64> = view.agenda.iter().filter(|item| item.case_id.is_some()).map(|item| item.id).collect();
    let present: Vec<i64> = view.participants.iter().map(|one| one.member_id).collect();
    chair.note_present(past, &present).await?;
    for (item, what, due, judge) in first
        .iter()
        .map(|item| (*item, "Apmeklē ģimeni un vienojas par atbalsta plānu", -7, 20))
        .chain([(question, "Sagatavo autobusa maršruta aprēķinu", 14, 40)])
    {
        chair
            .keep_minutes(past, item, 1, "Uzklausīja iestādes; vienojās par turpmāko.")
            .await?;
        let decide = Decide {
            item,
            what: what.to_owned(),
            member: present.first().copied(),
            organisation: String::new(),
            person: String::new(),
            due: Some(away(today, due)),
            judge: Some(away(today, judge)),
        };
        chair.decide(past, &decide).await?;
    }
    let proposal = "Piešķirt līdzekļus vakara autobusam";
    chair.propose(past, proposal, Some(Addressee::Council)).await?;
    step(chair, past, MeetingEvent::Close).await?;
    let coming = chair.plan_meeting(&plan(away(today, 12))).await?;
    chair.draw_items(coming, &draw(later)).await?;
    step(chair, coming, MeetingEvent::Call).await
}
