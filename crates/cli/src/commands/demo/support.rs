//! The support team and the living plans of the demonstration: one plan in every state, written by the people who would write it.

use std::collections::HashMap;

use balsts_app::{
    App, Ctx,
    consultation::LogConsultation,
    support_plan::{FamilyForm, MeasureForm, NoteForm, StartPlan},
    support_team::{MeetingForm, TeamOrder},
};
use balsts_domain::{
    registry::{ClassLabel, SupportRole},
    risk::{Factor, Level},
    support::{Economic, Hours, MeasureKind, NoteKind, PlanKind, Signer, Term, UnmetReason},
};
use balsts_store::PupilFilter;
use balsts_synthetic::demo;
use jiff::{ToSpan as _, civil::Date};

use crate::failure::Failure;

/// How far each plan of the demonstration has come, for the pupils who need help most.
const STAGES: [Stage; 6] = [
    Stage::InForce,
    Stage::AwaitingHead,
    Stage::Draft,
    Stage::AwaitingCoordinator,
    Stage::InForce,
    Stage::Declined,
];

/// Pupils of the list among whom those with plans are chosen.
const LISTED: usize = 100;

/// The people of the team, and what each is.
const MEMBERS: [(&str, SupportRole); 3] = [
    ("Baiba Strazda", SupportRole::SocialPedagogue),
    ("Ilona Krastiņa", SupportRole::Psychologist),
    ("Dace Ozola", SupportRole::SpecialEducator),
];

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Draft,
    AwaitingHead,
    AwaitingCoordinator,
    InForce,
    Declined,
}

/// Who writes and who approves.
struct People {
    staff: Ctx,
    head: Ctx,
    board: Ctx,
}

/// Fills a municipality in whose demonstration a school has a support team and a head.
pub(super) async fn fill(
    app: &App,
    municipality: &str,
    users: &HashMap<&'static str, i64>,
) -> Result<(), Failure> {
    let of = |role, institution: Option<&str>| {
        demo::accounts().iter().find(|account| {
            account.municipality == municipality
                && account.role == role
                && (institution == account.institution || institution.is_none())
        })
    };
    let Some(staff) = of(demo::Role::SupportStaff, None) else {
        return Ok(());
    };
    let (Some(head), Some(board)) = (
        of(demo::Role::SchoolHead, staff.institution),
        of(demo::Role::EducationBoard, None),
    ) else {
        return Ok(());
    };
    let people = People {
        staff: ctx(app, users, staff.email).await?,
        head: ctx(app, users, head.email).await?,
        board: ctx(app, users, board.email).await?,
    };
    if let Some(code) = staff.institution {
        team(&people, people.head.institution_id(code).await?).await?;
    }
    plans(&people).await
}

async fn ctx(app: &App, users: &HashMap<&'static str, i64>, email: &str) -> Result<Ctx, Failure> {
    let user = users
        .get(email)
        .ok_or_else(|| Failure::Failed(format!("no account {email}")))?;
    Ok(app.ctx(app.actor(*user).await?.0))
}

async fn team(people: &People, institution: i64) -> Result<(), Failure> {
    let today = people.head.today();
    let order = TeamOrder {
        number: "1-8/14".to_owned(),
        on: Some(days_before(today, 60)),
        duties: "Izvērtē ziņojumus par riskiem, plāno atbalstu un seko, kā tas palīdz.".to_owned(),
        keep_members: false,
    };
    people.head.order_support_team(institution, &order).await?;
    for (name, speciality) in MEMBERS {
        people
            .head
            .add_team_member(institution, name, Some(speciality))
            .await?;
    }
    let meeting = MeetingForm {
        on: Some(days_before(today, 7)),
        present: "Baiba Strazda, Ilona Krastiņa, Dace Ozola".to_owned(),
        decisions: "Sagatavot atbalsta plānus skolēniem, kuriem vajag pielāgotu atbalstu.".to_owned(),
        tasks: vec![(
            "Vienoties ar vecākiem par plānu parakstīšanu".to_owned(),
            "Baiba Strazda".to_owned(),
            Some(today.saturating_add(7.days())),
        )],
    };
    people.staff.add_team_meeting(institution, &meeting).await?;
    Ok(())
}

async fn plans(people: &People) -> Result<(), Failure> {
    let pupils = people.staff.pupils(&PupilFilter::default(), LISTED).await?.pupils;
    // Their plans speak of marks in points, which begin in grade 4.
    let older = pupils.iter().filter(|pupil| {
        let class = pupil.class.parse::<ClassLabel>().ok();
        class.and_then(|class| class.grade()) >= Some(4)
    });
    for (pupil, stage) in older.zip(STAGES) {
        let public_id = pupil.public_id.as_str();
        let Some(term) = people.staff.plan_terms(public_id).await?.into_iter().next() else {
            continue;
        };
        let plan = draft(&people.staff, public_id, term).await?;
        advance(people, plan, stage, term).await?;
    }
    Ok(())
}

/// A draft with a risk, goals and measures.
async fn draft(staff: &Ctx, pupil: &str, term: Term) -> Result<i64, Failure> {
    let start = StartPlan {
        pupil: pupil.to_owned(),
        kind: PlanKind::Individual,
        year: term.year,
        semester: term.semester,
    };
    let plan = staff.start_plan(&start).await?;
    let description = "Kavē pirmās stundas, kopš mainījies autobusa laiks.";
    staff
        .put_plan_risk(plan, Factor::UnexcusedAbsence, Level::High, description)
        .await?;
    let description = "Semestra vērtējums matemātikā ir zem 4 ballēm.";
    staff
        .put_plan_risk(plan, Factor::LowAchievement, Level::Medium, description)
        .await?;
    let goals = "Semestrī ne vairāk kā 10 neattaisnoti kavētu stundu; matemātikā vismaz 4 balles.";
    let version = version(staff, plan).await?;
    staff.set_plan_goals(plan, version, goals).await?;
    for form in measures(term) {
        staff.put_measure(plan, None, &form).await?;
    }
    Ok(plan)
}

fn measures(term: Term) -> [MeasureForm; 3] {
    let due = Some(term.period.to());
    let form = |kind, what: &str, hours: &str, responsible: &str| MeasureForm {
        kind,
        subject_or_role: what.to_owned(),
        detail: String::new(),
        hours: hours.parse::<Hours>().ok(),
        amount_cents: None,
        responsible: responsible.to_owned(),
        from: None,
        due,
    };
    [
        form(MeasureKind::SubjectConsultation, "Matemātika", "12", "Aija Liepa"),
        form(
            MeasureKind::SupportStaff,
            SupportRole::SocialPedagogue.code(),
            "8",
            "Baiba Strazda",
        ),
        MeasureForm {
            amount_cents: Some(4_500),
            ..form(
                MeasureKind::Economic(Economic::Transport),
                "",
                "",
                "Baiba Strazda",
            )
        },
    ]
}

async fn version(ctx: &Ctx, plan: i64) -> Result<i64, Failure> {
    Ok(ctx.plan(plan).await?.sheet.version)
}

async fn advance(people: &People, plan: i64, stage: Stage, term: Term) -> Result<(), Failure> {
    let People { staff, head, board } = people;
    if stage == Stage::Draft {
        return Ok(());
    }
    signed(staff, plan).await?;
    staff.submit_plan(plan, version(staff, plan).await?).await?;
    if stage == Stage::AwaitingHead {
        return Ok(());
    }
    head.approve_plan(plan, version(head, plan).await?).await?;
    if stage == Stage::AwaitingCoordinator {
        return Ok(());
    }
    if stage == Stage::Declined {
        let reason = "Vecāki plāna vietā izvēlējās ģimenes psihologu.";
        let version = version(staff, plan).await?;
        return Ok(staff.decline_plan(plan, version, reason).await?);
    }
    board.approve_plan(plan, version(board, plan).await?).await?;
    if term.check_day(staff.today(), staff.today()).is_ok() {
        support_given(staff, plan, term).await?;
    }
    Ok(())
}

async fn signed(staff: &Ctx, plan: i64) -> Result<(), Failure> {
    let view = staff.plan(plan).await?;
    let today = staff.today();
    let signer = view.signer.unwrap_or(Signer::Guardian);
    let form = FamilyForm {
        family: "Vecāki katru vakaru pārrunā nākamās dienas stundas.".to_owned(),
        application: Some((signer, today)),
        consent: Some((true, signer, today)),
    };
    Ok(staff.set_plan_family(plan, view.sheet.version, &form).await?)
}

/// Some weeks of support: hours given and confirmed, an hour missed, a word in the middle of the term.
async fn support_given(staff: &Ctx, plan: i64, term: Term) -> Result<(), Failure> {
    let today = staff.today();
    let measures = staff.plan(plan).await?.measures;
    let mut given = Vec::new();
    for (measure, weeks) in measures.iter().filter(|row| row.hours.is_some()).zip(1..) {
        for number in 0..3 {
            let on = days_before(today, 7 * number + weeks).max(term.period.from());
            let form = LogConsultation {
                measure: Some(measure.id),
                kind: None,
                subject_or_role: String::new(),
                on: Some(on),
                hours: "1,5".parse().ok(),
                missed: (number == 1 && weeks == 1).then_some(UnmetReason::PupilRefuses),
                note: String::new(),
            };
            given.push(staff.log_consultation(plan, &form).await?);
        }
    }
    if let Some((first, _)) = given.split_first() {
        staff.confirm_by_sheet(plan, &[*first]).await?;
    }
    let note = NoteForm {
        kind: NoteKind::MidTerm,
        on: Some(today),
        text: "Uz konsultācijām nāk, pirmās stundas kavē retāk.".to_owned(),
        result: "Turpinām; pēc mēneša vēlreiz pārrunājam autobusa laiku.".to_owned(),
        reason: None,
    };
    staff.add_plan_note(plan, &note).await?;
    Ok(())
}

fn days_before(day: Date, days: i32) -> Date {
    day.saturating_sub(days.days())
}
