//! What a reader is given of the child of a walk, and of all children before it in lists, held against the table.

use std::fmt::Debug;

use balsts_domain::{
    access::{Action, Grant, grant},
    people::NameKey,
};
use balsts_store::{CaseReportRow, DutyState, PupilFilter};

use super::*;

/// What the part on support holds for everybody to whom it is granted.
const SUPPORT: [Resource; 6] = [
    Resource::Assessment,
    Resource::Duty,
    Resource::RiskFactors,
    Resource::SupportPlan,
    Resource::Guardians,
    Resource::Address,
];

/// What a reader was given, as text, with what it is.
struct Given(Vec<(String, String)>);

impl Given {
    fn add(&mut self, what: &str, view: &impl Debug) {
        self.0.push((what.to_owned(), format!("{view:?}")));
    }

    /// Keeps what was given; a refusal gives nothing.
    fn keep<T: Debug>(&mut self, what: &str, result: balsts_app::Result<T>) -> Option<T> {
        match result {
            Ok(view) => {
                self.add(what, &view);
                Some(view)
            }
            Err(AppError::NotFound | AppError::Forbidden) => None,
            Err(error) => panic!("{what}: {error:?}"),
        }
    }
}

/// The marked texts in what was given.
fn marked(given: &str) -> impl Iterator<Item = &str> {
    given.match_indices(MARK).map(move |(begins, _)| {
        let rest = &given[begins..];
        let ends = rest.find(|letter: char| !letter.is_ascii_alphanumeric());
        &rest[..ends.unwrap_or(rest.len())]
    })
}

/// The birth dates in what was given.
fn births(given: &str) -> impl Iterator<Item = i64> {
    given
        .split("birth_day: Some(")
        .skip(1)
        .filter_map(|rest| rest.split(')').next()?.parse().ok())
}

fn kind(text: &str) -> String {
    let letters = text.trim_start_matches(MARK).chars();
    letters.take_while(char::is_ascii_alphabetic).collect()
}

impl World {
    /// Whether a text may be given to a reader outside of a report.
    fn may_be_given(&self, facts: &Facts, reader: &Reader, secret: &Secret) -> bool {
        let pupil = secret.pupil;
        match &secret.place {
            Place::Name => {
                facts.name(reader, pupil) || self.wrote_about(reader, pupil) || facts.worry(reader, pupil)
            }
            Place::Record(resources) => resources
                .iter()
                .any(|resource| facts.child(reader, *resource, pupil)),
            Place::Restricted(resource) => [*resource, Resource::Circumstances]
                .into_iter()
                .all(|resource| facts.child(reader, resource, pupil)),
            Place::Guardian => facts.child(reader, Resource::Guardians, pupil),
            Place::Address => facts.address(reader, pupil),
            Place::Concern(reporter) => {
                facts.child(reader, Resource::Concern, pupil)
                    || *reporter == reader.user
                    || facts.worry(reader, pupil)
            }
            Place::Case(resource, case) => case_granted(reader, *resource, facts.named(case)),
            Place::Report(id) => facts.report(reader, *id),
            Place::Form(id) => facts.form(reader, *id),
            Place::Nowhere => false,
        }
    }

    /// Who has written a concern about a child follows it and so reads the name.
    fn wrote_about(&self, reader: &Reader, pupil: i64) -> bool {
        let mut own = self.secrets.values().filter(|secret| secret.pupil == pupil);
        own.any(|secret| matches!(secret.place, Place::Concern(by) if by == reader.user))
    }

    /// One reader opens everything there is about the child, and every list.
    pub(super) async fn reads(&mut self, person: usize, after: &str) {
        let facts = self.facts().await;
        let reader = self.people[person].reader.clone();
        let ctx = self.town.ctx_of(&self.people[person].ctx);
        let place = format!("{after}, read by {:?}", reader.role);
        let mut given = Given(Vec::new());
        Box::pin(self.opens_child(&ctx, &facts, &reader, &mut given, &place)).await;
        Box::pin(self.opens_cases(&ctx, &facts, &reader, &mut given, &place)).await;
        Box::pin(self.opens_lists(&ctx, &facts, &reader, &mut given, &place)).await;
        let calendar = self.town.app.calendar_feed(&self.people[person].calendar).await;
        let calendar = format!("{:?}", calendar.unwrap());
        assert_eq!(
            marked(&calendar).next(),
            None,
            "{place}: the calendar names nobody"
        );
        for (what, text) in &given.0 {
            for token in marked(text) {
                let Some(secret) = self.secrets.get(token) else {
                    continue;
                };
                assert!(
                    self.may_be_given(&facts, &reader, secret),
                    "{place}: {what} holds {token} of {:?}",
                    secret.place
                );
                self.seen.insert(kind(token));
            }
            for pupil in births(text).filter_map(|born| self.births.get(&born)) {
                assert!(
                    facts.child(&reader, Resource::Address, *pupil),
                    "{place}: {what} holds a birth date"
                );
                self.seen.insert("birth".to_owned());
            }
        }
    }

    async fn opens_child(&self, ctx: &Ctx, facts: &Facts, reader: &Reader, given: &mut Given, place: &str) {
        let child = &self.child;
        for part in PupilPart::ALL {
            let result = ctx.pupil(&child.public_id, Some(part)).await;
            let Some(view) = given.keep(&format!("the part {part:?}"), result) else {
                continue;
            };
            let held = [
                (Resource::Pupil, true),
                (Resource::Assessment, view.level.is_some() || view.signs.is_some()),
                (Resource::LevelDecision, view.knows_decisions || view.may_decide),
                (Resource::Duty, view.duties.is_some() || view.danger),
                (
                    Resource::Attendance,
                    view.attendance.is_some() || view.activities.is_some(),
                ),
                (Resource::Marks, view.marks.is_some() || view.exams.is_some()),
                (Resource::Incidents, view.incidents.is_some()),
                (Resource::RiskFactors, view.factors.is_some()),
                (
                    Resource::SupportPlan,
                    view.plans.is_some() || view.sheets.is_some(),
                ),
                (Resource::Screening, view.screening),
                (Resource::Case, view.cases.is_some()),
                (Resource::Circumstances, view.circumstances.is_some()),
                (Resource::Guardians, view.guardians.is_some()),
                (Resource::Address, view.address.is_some()),
                (Resource::AccessList, view.watchers.is_some()),
                (Resource::AccessLog, view.looks.is_some()),
            ];
            for (resource, is_held) in held {
                assert!(
                    !is_held || facts.child(reader, resource, child.id),
                    "{place}: {part:?} holds {resource:?}"
                );
            }
            if part == PupilPart::Support {
                for (resource, is_held) in held.into_iter().filter(|(of, _)| SUPPORT.contains(of)) {
                    let granted = facts.child(reader, resource, child.id);
                    assert_eq!(is_held, granted, "{place}: {resource:?}");
                }
            }
            let own = grant(reader.role, Action::Read, Resource::Concern) == Some(Grant::Own);
            assert!(
                view.concerns.is_none() || own || facts.child(reader, Resource::Concern, child.id),
                "{place}"
            );
            let knows = facts.child(reader, Resource::Circumstances, child.id);
            let text = format!("{view:?}");
            assert!(knows || !text.contains("substance_use"), "{place}: {part:?}");
            for case in view.cases.iter().flatten() {
                let case = facts.named(&case.public_id);
                assert!(case_granted(reader, Resource::Case, case), "{place}: {part:?}");
            }
            for duty in view.duties.iter().flatten() {
                let case = duty.case_public_id.as_deref().map(|case| facts.named(case));
                let reached = case.is_none_or(|case| case_granted(reader, Resource::Case, case));
                assert!(reached, "{place}: {part:?} holds {duty:?}");
            }
        }
        given.keep("screenings", ctx.screenings(&child.public_id).await);
        given.keep("referrals", ctx.referrals(&child.public_id).await);
        given.keep("whom to inform", ctx.contact_of(&child.public_id).await);
        for plan in &child.plans {
            given.keep("a plan", ctx.plan(*plan).await);
        }
    }

    async fn opens_cases(&self, ctx: &Ctx, facts: &Facts, reader: &Reader, given: &mut Given, place: &str) {
        for case in facts.cases.iter().filter(|case| case.pupil == self.child.id) {
            let result = ctx.case(&case.public_id).await;
            let reached = case_granted(reader, Resource::Case, case);
            assert_eq!(result.is_ok(), reached, "{place}: {result:?}");
            let Ok(mut view) = result else {
                continue;
            };
            let words = view.events.iter().any(|event| !event.words.is_empty());
            assert_eq!(words, case_granted(reader, Resource::CaseWords, case), "{place}");
            let granted = |resource| grant(reader.role, Action::Read, resource).is_some();
            assert_eq!(view.forms.is_some(), granted(Resource::CaseForm), "{place}");
            let known = view.circumstances.as_ref().is_some_and(|all| !all.is_empty());
            assert!(
                !known || case_granted(reader, Resource::CaseCircumstances, case),
                "{place}"
            );
            let plans = view.plans.as_ref().is_some_and(|all| !all.is_empty());
            assert!(
                !plans || facts.child(reader, Resource::SupportPlan, case.pupil),
                "{place}"
            );
            for report in std::mem::take(&mut view.reports) {
                self.reads_report(facts, reader, &report, place);
            }
            given.add("the case", &view);
            for report in facts.reports.iter().filter(|report| report.case == case.id) {
                let readable = facts.report(reader, report.id);
                let one = ctx.case_report(&case.public_id, report.id).await;
                assert!(readable || is_not_there(&one), "{place}: {one:?}");
                if let Ok((row, one)) = one {
                    given.add("the case of a report", &row);
                    self.reads_report(facts, reader, &one, place);
                }
                let paper = ctx.export_case_report(&case.public_id, report.id).await;
                let taken = grant(reader.role, Action::Export, Resource::CaseReport).is_some();
                assert!(
                    (readable && taken) || is_not_there(&paper),
                    "{place}: takes a report away"
                );
            }
        }
    }

    /// A report holds what its recipient needs, whoever of those entitled reads it.
    fn reads_report(&self, facts: &Facts, reader: &Reader, report: &CaseReportRow, place: &str) {
        assert!(facts.report(reader, report.id), "{place}: {report:?}");
        for token in marked(&report.body) {
            let holds = |field| facts.in_report(reader, report.id, field);
            let Some(secret) = self.secrets.get(token) else {
                continue;
            };
            let may = match &secret.place {
                Place::Name => holds(ReportField::Name),
                Place::Guardian => holds(ReportField::Guardians),
                Place::Address => holds(ReportField::Address),
                Place::Report(id) => *id == report.id,
                _ => false,
            };
            assert!(may, "{place}: a report holds {token}");
        }
    }

    async fn opens_lists(&self, ctx: &Ctx, facts: &Facts, reader: &Reader, given: &mut Given, place: &str) {
        for closed in [false, true] {
            let filter = CaseFilter {
                closed,
                ..CaseFilter::default()
            };
            let cases = given.keep("the register of cases", ctx.cases(&filter, 100).await);
            for line in cases.iter().flat_map(|(lines, _)| lines) {
                let case = facts.named(&line.row.public_id);
                assert!(case_granted(reader, Resource::Case, case), "{place}: {line:?}");
            }
        }
        for state in [DutyState::Open, DutyState::Done] {
            let filter = DutyFilter {
                state,
                ..DutyFilter::default()
            };
            let duties = given.keep("duties", ctx.duties(&filter, 1_000).await);
            for duty in duties.iter().flat_map(|(rows, _)| rows) {
                let case = duty.case_public_id.as_deref().map(|case| facts.named(case));
                let reached = case.is_none_or(|case| case_granted(reader, Resource::Case, case));
                assert!(reached, "{place}: {duty:?}");
            }
        }
        given.keep("what waits", ctx.waiting_duties(20).await);
        let everybody = PupilFilter {
            everybody: true,
            ..PupilFilter::default()
        };
        let found = PupilFilter {
            search: NameKey::search_words(&self.child.family_name),
            ..everybody.clone()
        };
        for filter in [everybody, found] {
            let list = given.keep("pupils", ctx.pupils(&filter, 100).await);
            for row in list.iter().flat_map(|list| &list.pupils) {
                assert!(facts.child(reader, Resource::Assessment, row.id), "{place}");
            }
        }
        for waiting in [true, false] {
            given.keep("concerns", ctx.concerns(waiting).await);
        }
        given.keep("plans", ctx.plan_list().await);
        given.keep("messages", ctx.messages(None, 200).await);
    }
}
