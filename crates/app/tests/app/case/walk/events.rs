//! What happens to the child of a walk. Whoever may do it does; where nobody may, nothing happens.

use balsts_app::support_plan::StartPlan;
use balsts_domain::{
    calendar::Semester,
    cases::danger,
    risk::{Factor, Level},
    support::PlanKind,
};
use proptest::{prelude::*, sample::select};

use super::*;

const FORMS: [FormKind; 8] = [
    FormKind::Message,
    FormKind::CaseMeeting,
    FormKind::ThreeParty,
    FormKind::CourtLetter,
    FormKind::CourtStep,
    FormKind::CrisisSupport,
    FormKind::Violence,
    FormKind::Administrative,
];

/// A step of the walk.
#[derive(Debug, Clone, Copy)]
pub(super) enum Happening {
    Open(CaseKind),
    Invite(Party),
    EndPart(Party),
    Note,
    Concern { danger: bool },
    Danger(Party),
    Plan,
    Report(Party),
    Form(FormKind),
    Circumstance,
    Protect { adoption: bool },
    Move,
    Leave,
    Close,
    Reopen,
    Turn,
}

/// What needs nothing said besides.
const ALONE: [Happening; 10] = [
    Happening::Note,
    Happening::Plan,
    Happening::Plan,
    Happening::Circumstance,
    Happening::Circumstance,
    Happening::Move,
    Happening::Leave,
    Happening::Close,
    Happening::Reopen,
    Happening::Turn,
];

/// What happens, and who looks afterwards.
pub(super) type Step = (Happening, [usize; 3]);

fn happening() -> impl Strategy<Value = Happening> {
    let parties = || select(Party::ALL);
    prop_oneof![
        4 => parties().prop_map(Happening::Invite),
        2 => parties().prop_map(Happening::EndPart),
        3 => parties().prop_map(Happening::Report),
        3 => select(&FORMS[..]).prop_map(Happening::Form),
        2 => select(CaseKind::ALL).prop_map(Happening::Open),
        1 => select(&danger::RECIPIENTS[..]).prop_map(Happening::Danger),
        2 => any::<bool>().prop_map(|danger| Happening::Concern { danger }),
        2 => any::<bool>().prop_map(|adoption| Happening::Protect { adoption }),
        9 => select(&ALONE[..]),
    ]
}

/// A walk: how its case is opened, then seven days with three readers each.
pub(super) fn walk(people: usize) -> impl Strategy<Value = (CaseKind, Vec<Step>)> {
    let readers = [0..people, 0..people, 0..people];
    (
        select(CaseKind::ALL),
        prop::collection::vec((happening(), readers), 7),
    )
}

/// Refused is no failure; broken is.
fn done<T: std::fmt::Debug>(result: balsts_app::Result<T>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(AppError::Internal(error)) => panic!("{error}"),
        Err(_) => None,
    }
}

impl World {
    /// Those of whom one leads a case.
    fn leaders(&self) -> [Ctx; 5] {
        [
            self.acting(Role::SchoolHead, 0),
            self.acting(Role::SchoolHead, 1),
            self.acting(Role::SocialService, 0),
            self.acting(Role::OrphansCourt, 0),
            self.acting(Role::ChildRightsSpecialist, 0),
        ]
    }

    async fn open_case(&self) -> Option<String> {
        let facts = self.facts().await;
        facts.open_case(self.child.id).map(|case| case.public_id.clone())
    }

    pub(super) async fn happens(&mut self, happening: Happening) {
        match happening {
            Happening::Open(kind) => self.opens(kind).await,
            Happening::Invite(party) => self.steps(CaseEvent::Invite, Some(party)).await,
            Happening::EndPart(party) => self.steps(CaseEvent::EndPart, Some(party)).await,
            Happening::Note => self.steps(CaseEvent::Note, None).await,
            Happening::Close => self.steps(CaseEvent::Close, None).await,
            Happening::Reopen => self.steps(CaseEvent::Reopen, None).await,
            Happening::Concern { danger } => self.is_worried_about(danger).await,
            Happening::Danger(party) => self.is_in_danger(party).await,
            Happening::Plan => self.is_planned_for().await,
            Happening::Report(party) => self.is_reported_to(party).await,
            Happening::Form(kind) => self.is_written(kind).await,
            Happening::Circumstance => self.becomes_known().await,
            Happening::Protect { adoption } => self.is_protected(adoption).await,
            Happening::Move => self.leaves(true).await,
            Happening::Leave => self.leaves(false).await,
            Happening::Turn => {
                let program = self.town.app.program(self.town.municipality);
                program.turn_cases().await.unwrap();
            }
        }
    }

    async fn opens(&mut self, kind: CaseKind) {
        let words = self.text("words");
        let open = OpenCase {
            pupil: self.child.public_id.clone(),
            kind,
            words: words.clone(),
            concern: None,
        };
        let by = match kind {
            CaseKind::School => self.acting(
                Role::SchoolHead,
                self.child.school.map_or(0, |(school, _)| school),
            ),
            CaseKind::Social => self.acting(Role::SocialService, 0),
            CaseKind::Separation => self.acting(Role::OrphansCourt, 0),
        };
        if let Some(case) = done(by.open_case(&open).await) {
            self.stands(&words, Place::Case(Resource::CaseWords, case));
        }
    }

    /// A step of the case, by the first who may take it. One that is closed is opened again, every other step is of an open one.
    async fn steps(&mut self, event: CaseEvent, party: Option<Party>) {
        let facts = self.facts().await;
        let mut own = facts.cases.iter().filter(|case| case.pupil == self.child.id);
        let Some(case) = own.find(|case| case.open == (event != CaseEvent::Reopen)) else {
            return;
        };
        let words = self.text("words");
        let event = Event {
            party,
            outcome: Some(Outcome::TakenOver),
            ..Event::new(event, &words)
        };
        for by in self.leaders() {
            let Some(view) = done(by.case(&case.public_id).await) else {
                continue;
            };
            let version = view.line.row.version;
            if done(by.step_case(&case.public_id, version, &event).await).is_some() {
                let place = Place::Case(Resource::CaseWords, case.public_id.clone());
                self.stands(&words, place);
                return;
            }
        }
    }

    async fn is_worried_about(&mut self, danger: bool) {
        let text = self.text("concern");
        let concern = SendConcern {
            pupil: self.child.public_id.clone(),
            factors: Vec::new(),
            text: text.clone(),
            urgency: Urgency::Normal,
            danger,
        };
        let Some((school, _)) = self.child.school else {
            return;
        };
        let teacher = self.acting(Role::ClassTeacher, school);
        if done(teacher.send_concern(&concern).await).is_some() {
            let reporter = teacher.actor.user().unwrap();
            self.stands(&text, Place::Concern(reporter));
        }
    }

    async fn is_in_danger(&mut self, party: Party) {
        let words = self.text("words");
        let report = ReportDanger {
            pupil: self.child.public_id.clone(),
            told: vec![party],
            words: words.clone(),
        };
        let worker = self.acting(Role::SocialService, 0);
        if done(worker.report_danger(&report).await).is_some() {
            let case = self.open_case().await.unwrap();
            self.stands(&words, Place::Case(Resource::CaseWords, case));
        }
    }

    async fn is_planned_for(&mut self) {
        let Some((school, _)) = self.child.school else {
            return;
        };
        let staff = self.acting(Role::SupportStaff, school);
        let start = StartPlan {
            pupil: self.child.public_id.clone(),
            kind: PlanKind::Individual,
            year: SchoolYear::new(2026),
            semester: Semester::First,
        };
        let Some(plan) = done(staff.start_plan(&start).await) else {
            return;
        };
        self.child.plans.push(plan);
        let risk = self.text("risk");
        self.stands(&risk, Place::Restricted(Resource::SupportPlan));
        staff
            .put_plan_risk(plan, Factor::Addiction, Level::Medium, &risk)
            .await
            .unwrap();
        let goals = self.record("goals", &[Resource::SupportPlan]);
        let version = staff.plan(plan).await.unwrap().sheet.version;
        staff.set_plan_goals(plan, version, &goals).await.unwrap();
    }

    async fn is_reported_to(&mut self, party: Party) {
        let Some(case) = self.open_case().await else {
            return;
        };
        let text = self.text("report");
        let written = [ReportField::Problem, ReportField::Done, ReportField::Asked];
        let send = SendReport {
            written: written.map(|field| (field, text.clone())).into(),
            override_reason: "Steidzami.".to_owned(),
        };
        for by in self.leaders() {
            let Some(report) = done(by.tell(&case, party).await) else {
                continue;
            };
            if done(by.send_case_report(&case, report, &send).await).is_some() {
                self.stands(&text, Place::Report(report));
            }
            return;
        }
    }

    async fn is_written(&mut self, kind: FormKind) {
        let Some(case) = self.open_case().await else {
            return;
        };
        let text = self.text("form");
        let day = self.today().to_string();
        let values = [
            ("day", day.as_str()),
            ("present", text.as_str()),
            ("agreed", text.as_str()),
            ("ground", "neglect"),
            ("facts", text.as_str()),
            ("done", text.as_str()),
            ("decision", text.as_str()),
            ("result", text.as_str()),
            ("text", text.as_str()),
            ("sort", "family"),
            ("service", "psychologist"),
            ("step", "talk"),
        ];
        let police = [self.acting(Role::MunicipalPolice, 0)];
        for by in self.leaders().into_iter().chain(police) {
            if let Some(id) = done(by.add_case_form(&case, &form(kind, &values)).await) {
                self.stands(&text, Place::Form(id));
                return;
            }
        }
    }

    async fn becomes_known(&mut self) {
        let Some(case) = self.open_case().await else {
            return;
        };
        let words = self.text("known");
        for role in [Role::OrphansCourt, Role::SocialService, Role::StatePolice] {
            let by = self.acting(role, 0);
            let added = by.add_case_circumstance(&case, "low_functioning_family", &words);
            if done(added.await).is_some() {
                self.stands(&words, Place::Case(Resource::CaseCircumstances, case));
                return;
            }
        }
    }

    async fn is_protected(&mut self, adoption: bool) {
        let Some(case) = self.open_case().await else {
            return;
        };
        let basis = self.text("basis");
        for role in [Role::OrphansCourt, Role::SocialService] {
            let by = self.acting(role, 0);
            if done(by.protect(&case, adoption, self.today(), &basis).await).is_some() {
                self.stands(&basis, Place::Nowhere);
                return;
            }
        }
    }

    /// Leaves the school, perhaps for the other one.
    async fn leaves(&mut self, for_another: bool) {
        let Some((school, since)) = self.child.school else {
            return;
        };
        let (id, today) = (self.child.id, self.today());
        let last = Some(today.yesterday().unwrap());
        self.town
            .enrol(&[id], self.schools[school], CLASSES[school], since, last)
            .await;
        self.child.school = None;
        if for_another {
            let to = 1 - school;
            self.town
                .enrol(&[id], self.schools[to], CLASSES[to], today, None)
                .await;
            self.child.school = Some((to, today));
        }
    }
}
