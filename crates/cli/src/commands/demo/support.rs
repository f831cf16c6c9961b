//! The support team and the living plans of the demonstration: one plan in every state, written by the people who would write it.

mod measures;
mod parts;

use std::collections::HashMap;

use balsts_app::{
    App, AppError, Ctx,
    consultation::LogConsultation,
    support_plan::{EvaluatePlan, FamilyForm, NoteForm, RiskEvaluation, StartPlan},
    support_team::{MeetingForm, TeamOrder},
};
use balsts_domain::{
    registry::{ClassLabel, SupportRole},
    risk::{Factor, Level},
    support::{NoteKind, Outcome, PlanKind, Signer, Term, UnmetReason},
};
use balsts_store::PupilFilter;
use balsts_synthetic::demo;
use jiff::{ToSpan as _, civil::Date};

use crate::failure::Failure;

use parts::Partners;

/// How far each plan of the demonstration has come, for the pupils who need help most.
const STAGES: [Stage; 8] = [
    Stage::InForce,
    Stage::AwaitingHead,
    Stage::Draft,
    Stage::AwaitingCoordinator,
    Stage::InForceWithChanges,
    Stage::Declined,
    Stage::Evaluated,
    Stage::SentBack,
];

/// Pupils of the list among whom those with plans are chosen.
const LISTED: usize = 100;

/// The people of the team, and what each is.
const MEMBERS: [(&str, SupportRole); 3] = [
    ("Baiba Strazda", SupportRole::SocialPedagogue),
    ("Ilona Krastiņa", SupportRole::Psychologist),
    ("Dace Ozola", SupportRole::SpecialEducator),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Draft,
    AwaitingHead,
    AwaitingCoordinator,
    InForce,
    /// In force, and somebody else does what an institution declined late.
    InForceWithChanges,
    Declined,
    /// Evaluated, and the next plan begun from it.
    Evaluated,
    /// Back from the head with a reason.
    SentBack,
}

/// Who writes and who approves.
struct People {
    staff: Ctx,
    head: Ctx,
    board: Ctx,
    /// Who answers for parts of plans, where there is somebody.
    partners: Option<Partners>,
    app: App,
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
    let partners = match (
        of(demo::Role::SocialService, None),
        of(demo::Role::YouthWorker, None),
        of(demo::Role::Ngo, None),
    ) {
        (Some(social), Some(youth), Some(organisation)) => Some(Partners {
            social: ctx(app, users, social.email).await?,
            youth: ctx(app, users, youth.email).await?,
            organisation: ctx(app, users, organisation.email).await?,
        }),
        _ => None,
    };
    let people = People {
        partners,
        app: app.clone(),
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
    let older = pupils.iter().filter_map(|pupil| {
        let grade = pupil.class.parse::<ClassLabel>().ok()?.grade()?;
        (grade >= 4).then_some((pupil, grade))
    });
    for ((pupil, grade), stage) in older.zip(STAGES) {
        let public_id = pupil.public_id.as_str();
        let Some(term) = people.staff.plan_terms(public_id).await?.into_iter().next() else {
            continue;
        };
        let plan = draft(&people.staff, public_id, term).await?;
        for form in measures::more(stage, grade, term) {
            people.staff.put_measure(plan, None, &form).await?;
        }
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
    for form in measures::usual(term) {
        staff.put_measure(plan, None, &form).await?;
    }
    Ok(plan)
}

async fn version(ctx: &Ctx, plan: i64) -> Result<i64, Failure> {
    Ok(ctx.plan(plan).await?.sheet.version)
}

async fn advance(people: &People, plan: i64, stage: Stage, term: Term) -> Result<(), Failure> {
    let People {
        staff, head, board, ..
    } = people;
    if stage == Stage::Draft {
        return Ok(());
    }
    let is_in_force = matches!(stage, Stage::InForce | Stage::InForceWithChanges);
    match &people.partners {
        Some(partners) if is_in_force => parts::write(staff, partners, plan, term).await?,
        Some(_) if stage == Stage::AwaitingHead => parts::ask(staff, plan, term).await?,
        _ => {}
    }
    signed(staff, plan).await?;
    staff.submit_plan(plan, version(staff, plan).await?).await?;
    if stage == Stage::AwaitingHead {
        return Ok(());
    }
    if stage == Stage::SentBack {
        let reason = "Lūdzu, pierakstiet, kurš atbild par konsultācijām matemātikā.";
        return Ok(head
            .send_plan_back(plan, version(head, plan).await?, reason)
            .await?);
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
    let runs = term.check_day(staff.today(), staff.today()).is_ok();
    if runs {
        support_given(people, plan, term).await?;
    }
    if let Some(partners) = people.partners.as_ref().filter(|_| is_in_force) {
        if stage == Stage::InForceWithChanges {
            parts::give_to_another(staff, partners, plan, term).await?;
        } else {
            parts::propose(partners, plan).await?;
            further_notes(staff, plan).await?;
        }
        if runs {
            parts::give(partners, plan, term).await?;
        }
    }
    if stage == Stage::Evaluated {
        evaluated(staff, plan).await?;
    }
    Ok(())
}

/// What became of each risk; support goes on in the next plan.
async fn evaluated(staff: &Ctx, plan: i64) -> Result<(), Failure> {
    let view = staff.plan(plan).await?;
    let outcomes = [Outcome::Reduced, Outcome::Unchanged].into_iter().cycle();
    let form = EvaluatePlan {
        risks: view
            .risks
            .iter()
            .zip(outcomes)
            .map(|(risk, outcome)| RiskEvaluation {
                factor: risk.factor.clone(),
                outcome: Some(outcome),
                note: String::new(),
            })
            .collect(),
        conclusion: "Pirmās stundas kavē retāk; matemātikā vajag turpināt.".to_owned(),
        continues: Some(true),
    };
    staff.evaluate_plan(plan, view.sheet.version, &form).await?;
    match staff.start_next_plan(plan).await {
        // Nobody has written the next semester into the calendar yet.
        Ok(_) | Err(AppError::Conflict(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// A talk with the parents, the dynamics of learning, a colleague's advice, and support that there was nobody to give.
async fn further_notes(staff: &Ctx, plan: i64) -> Result<(), Failure> {
    let note = |kind, text: &str, result: &str| NoteForm {
        kind,
        on: Some(staff.today()),
        text: text.to_owned(),
        result: result.to_owned(),
        reason: (kind == NoteKind::Unmet).then_some(UnmetReason::NoStaff),
    };
    for form in [
        note(
            NoteKind::Contact,
            "Zvans mātei par rīta gaitām.",
            "Māte piekrita modināt agrāk.",
        ),
        note(NoteKind::Dynamics, "Matemātikā no 3 uz 4 ballēm.", ""),
        note(
            NoteKind::Advice,
            "Kā palīdzēt atcerēties reizrēķinu?",
            "Īsi atkārtojumi katras stundas sākumā.",
        ),
        note(NoteKind::Unmet, "Logopēda nodarbības nav bijušas.", ""),
    ] {
        staff.add_plan_note(plan, &form).await?;
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

/// Some weeks of support: hours given and confirmed, on the sheet and by a code, an hour missed, a word in the middle of the term.
async fn support_given(people: &People, plan: i64, term: Term) -> Result<(), Failure> {
    let staff = &people.staff;
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
    if let [_, .., last] = given[..] {
        let key = staff.offer_confirmation(plan, last).await?;
        let code = people.app.confirmation_code(&key).await?;
        staff.confirm_by_code(plan, last, &code).await?;
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
