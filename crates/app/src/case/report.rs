//! Reports to institutions: told by word of mouth at once, in writing within the term, received, answered. Each holds what its recipient
//! needs and no more.

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Action, Resource, Scope},
    cases::{
        CaseEvent, CaseSettings, CaseState, Event, Party, ReportField,
        form::OUT_OF_ORDER,
        report::{are_told, fields_for, first_tell},
    },
    message::MessageKind,
};
use balsts_reports::format::Language;
use balsts_store::{CaseDuty, CaseReportRow, CaseRow, NewCasePart, NewReport, Recipients, StoreError};
use jiff::civil::Date;

use super::{
    shown,
    step::{check_length, fingerprint},
};
use crate::{AppError, Ctx, FieldErrors, Result, message::Notice};

/// A report as a person writes it.
#[derive(Debug, Clone, Default)]
pub struct SendReport {
    /// What is written, by field.
    pub written: BTreeMap<ReportField, String>,
    /// Why it is sent before those who are told first.
    pub override_reason: String,
}

impl Ctx {
    /// A case in which the actor may write reports: to see where one stands, as the board and those who come to a meeting do, is less.
    async fn case_to_report(&self, public_id: &str) -> Result<CaseRow> {
        let scope = self.scope(Action::Write, Resource::CaseReport)?;
        Ok(self.store.case(&scope, public_id).await?)
    }

    /// An institution was told by word of mouth, now: the written report is due within the term.
    pub async fn tell(&self, public_id: &str, recipient: Party) -> Result<i64> {
        let row = self.case_to_report(public_id).await?;
        if fields_for(recipient).is_none() {
            return Err(FieldErrors::one("recipient", "error-case-party"));
        }
        if row.closed_day.is_some() {
            return Err(AppError::Conflict("error-case-step"));
        }
        let rules = self.case_rules_of(&row).await?;
        let at = self.instant();
        let due = rules.rules().written_due();
        let writing = self.store.write().await?;
        let sending = self.sending("case_told", &[public_id, recipient.code()]);
        if let Some(report) = self.sent_before(&writing, &sending).await? {
            let scope = self.scope(Action::Read, Resource::CaseReport)?;
            // Once it is written, whoever is told again is told something new.
            if let Ok(told) = self.store.case_report(&scope, row.id, report).await
                && told.sent_at.is_none()
            {
                return Ok(report);
            }
        }
        let id = writing
            .add_report(&NewReport {
                case: row.id,
                recipient: recipient.code(),
                author: self.user()?,
                oral_at: Some(at),
                written_due: due,
            })
            .await?;
        writing.sending_gave(&sending, id).await?;
        let party = self.own_party(&row).await?;
        let about = format!("report={id}");
        let duty = CaseDuty {
            case: row.id,
            code: "written_report",
            about: &about,
            party,
            due,
        };
        writing.open_case_duty(&duty, at).await?;
        let detail = format!(
            "pupil={} report={id} recipient={}",
            row.pupil_id,
            recipient.code()
        );
        writing
            .audit(at, &[self.event("case.told", "case", Some(row.id), detail)])
            .await?;
        writing.commit().await?;
        Ok(id)
    }

    /// Whether somebody else has to be told before an institution, and was not: by a report, or by taking part. An institution that takes part
    /// knows already; a child in danger waits for no order.
    pub(super) async fn is_out_of_order(
        &self,
        row: &CaseRow,
        recipient: Party,
        settings: &CaseSettings,
    ) -> Result<bool> {
        if row.danger_at.is_some() {
            return Ok(false);
        }
        let scope = self.program_scope(Resource::Case)?;
        let reports = self.store.case_told(&scope, row.id).await?;
        let parts = self.store.case_parts(&scope, row.id).await?;
        let taking_part = parts
            .iter()
            .filter(|part| part.ended_at.is_none())
            .map(|part| part.party.as_str());
        let told: Vec<Party> = reports
            .iter()
            .map(String::as_str)
            .chain(taking_part)
            .filter_map(Party::from_code)
            .collect();
        Ok(!told.contains(&recipient) && first_tell(settings, recipient, &told).is_some())
    }

    /// The party for which the actor acts on a case; the lead, where they act for none.
    async fn own_party(&self, row: &CaseRow) -> Result<Party> {
        let scope = self.scope(Action::Read, Resource::Case)?;
        let parts = self.store.case_parts(&scope, row.id).await?;
        let doer = self.case_doer(&parts);
        let own = doer.role.filter(|_| doer.part).and_then(Party::of);
        Ok(own
            .or_else(|| Party::from_code(&row.lead))
            .unwrap_or(Party::School))
    }

    /// What the records give for the fields that a recipient needs; `None` where there is no data or it is protected.
    pub async fn report_records(
        &self,
        public_id: &str,
        recipient: Party,
    ) -> Result<Vec<(ReportField, Option<String>)>> {
        let row = self.case_to_report(public_id).await?;
        let fields = fields_for(recipient).ok_or(AppError::NotFound)?;
        self.records_of(&row, fields).await
    }

    /// What the records give for fields of a report; `None` where there is no data, it is protected, or the actor may not know it.
    pub(super) async fn records_of(
        &self,
        row: &CaseRow,
        fields: &[ReportField],
    ) -> Result<Vec<(ReportField, Option<String>)>> {
        let mut values = Vec::new();
        for field in fields.iter().copied().filter(|field| !field.is_written()) {
            let value = match field {
                ReportField::Name => Some(format!("{} {}", row.given_name, row.family_name)),
                // What whoever writes may not know, the recipient does not learn from them.
                ReportField::BirthDate => match self.scope(Action::Read, Resource::Address) {
                    Ok(scope) => {
                        let known = self.reaches_child(&scope, row).await?;
                        let day = row.birth_day.filter(|_| known);
                        day.map(|day| Language::Latvian.date(balsts_store::date(day)))
                    }
                    Err(_) => None,
                },
                ReportField::Class => row
                    .institution
                    .clone()
                    .map(|name| format!("{name} {}", row.class.clone().unwrap_or_default())),
                ReportField::Address => match self.scope(Action::Read, Resource::Address) {
                    // A protected address is in no report: those entitled to it have it.
                    Ok(scope) => self.store.pupil_address(&scope, None, row.pupil_id).await?,
                    Err(_) => None,
                },
                ReportField::Guardians => match self.scope(Action::Read, Resource::Guardians) {
                    Ok(scope) => {
                        let all = self.store.pupil_guardians(&scope, row.pupil_id).await?;
                        let lines: Vec<String> = all
                            .into_iter()
                            .map(|one| {
                                let phone = one.phone.unwrap_or_default();
                                format!("{} {} {phone}", one.given_name, one.family_name)
                                    .trim()
                                    .to_owned()
                            })
                            .collect();
                        (!lines.is_empty()).then(|| lines.join("; "))
                    }
                    Err(_) => None,
                },
                ReportField::Absences => match self.scope(Action::Read, Resource::Attendance) {
                    Ok(scope) => {
                        let from = self.semester_start().await?;
                        let missed = self.store.pupil_absences(&scope, row.pupil_id, from).await?;
                        Some(missed.len().to_string())
                    }
                    Err(_) => None,
                },
                ReportField::Problem | ReportField::Done | ReportField::Asked => None,
            };
            values.push((field, value));
        }
        Ok(values)
    }

    pub(super) async fn semester_start(&self) -> Result<Date> {
        let today = self.today();
        let calendar = self.calendar().await?;
        let days = calendar.school_days(None, None);
        let start = days
            .semester_or_last(today)
            .map(|semester| semester.period.from());
        Ok(start.unwrap_or_else(|| balsts_domain::calendar::SchoolYear::of(today).first_day()))
    }

    /// Sends a report in writing. The recipient takes part from now on; once the board and one institution have theirs, the case moves on.
    pub async fn send_case_report(&self, public_id: &str, report: i64, send: &SendReport) -> Result<()> {
        let row = self.case_to_report(public_id).await?;
        let scope = self.scope(Action::Read, Resource::CaseReport)?;
        let told = self.store.case_report(&scope, row.id, report).await?;
        let recipient = Party::from_code(&told.recipient)
            .ok_or_else(|| AppError::Internal("unknown recipient".into()))?;
        let fields = fields_for(recipient).ok_or(AppError::NotFound)?;
        let rules = self.case_rules_of(&row).await?;
        let reason = send.override_reason.trim();
        let mut errors = FieldErrors::new();
        let mut body: BTreeMap<&str, String> = BTreeMap::new();
        for field in fields.iter().filter(|field| field.is_written()) {
            let text = send.written.get(field).map_or("", |text| text.trim());
            if text.is_empty() {
                errors.add(field.code(), "error-case-words");
            }
            check_length(field.code(), text)?;
            body.insert(field.code(), text.to_owned());
        }
        let sent: Vec<Party> = self
            .store
            .case_told(&self.scope(Action::Read, Resource::Case)?, row.id)
            .await?
            .iter()
            .filter_map(|code| Party::from_code(code))
            .collect();
        let cases = self.scope(Action::Read, Resource::Case)?;
        let parts = self.store.case_parts(&cases, row.id).await?;
        let doer = self.case_doer(&parts);
        // The order is one for schools (Rēzeknes novads): a court, the police or the specialist write to whom they need.
        let is_school = doer.role.and_then(Party::of) == Some(Party::School);
        if is_school && reason.is_empty() && self.is_out_of_order(&row, recipient, &rules.settings).await? {
            errors.add(OUT_OF_ORDER, "error-case-board-first");
        }
        errors.check()?;
        for (field, value) in self.report_records(public_id, recipient).await? {
            body.insert(field.code(), value.unwrap_or_default());
        }
        let body = serde_json::to_string(&body).map_err(|error| AppError::Internal(error.to_string()))?;
        let at = self.instant();
        let answer_due = rules.rules().answer_due();
        let writing = self.store.write().await?;
        let number = report.to_string();
        let sending = self.sending("case_report", &[number.as_str(), format!("{send:?}").as_str()]);
        if self.sent_before(&writing, &sending).await?.is_some() {
            return Ok(());
        }
        writing
            .send_report(
                report,
                &body,
                (!reason.is_empty()).then_some(reason),
                answer_due,
                at,
            )
            .await?;
        let about = format!("report={report}");
        writing
            .finish_case_duties(row.id, &["written_report"], Some(&about), self.actor.user(), at)
            .await?;
        let duty = CaseDuty {
            case: row.id,
            code: "answer_report",
            about: &about,
            party: recipient,
            due: answer_due,
        };
        writing.open_case_duty(&duty, at).await?;
        let part = NewCasePart {
            party: recipient,
            institution: None,
            user: None,
        };
        writing.add_part(row.id, part, rules.today).await?;
        self.tell_party(&writing, MessageKind::CaseReported, recipient, None)
            .await?;
        let detail = format!(
            "pupil={} report={report} recipient={} body_sha256={} override={}",
            row.pupil_id,
            recipient.code(),
            fingerprint(&body),
            !reason.is_empty()
        );
        writing
            .audit(
                at,
                &[self.event("case.report_sent", "case", Some(row.id), detail)],
            )
            .await?;
        let mut told_now = sent;
        told_now.push(recipient);
        if row.state == CaseState::ToReport.code() && are_told(&told_now) {
            let event = Event::new(CaseEvent::SendReports, "");
            self.apply(&writing, &row, &event, doer, &rules).await?;
        }
        Ok(writing.commit().await?)
    }

    /// One report that the actor may read.
    pub async fn case_report(&self, public_id: &str, report: i64) -> Result<(CaseRow, CaseReportRow)> {
        let scope = self.scope(Action::Read, Resource::CaseReport)?;
        self.report_reached(&scope, "case.report_read", public_id, report)
            .await
    }

    /// One report as a paper to take away: not for everybody who may read it.
    pub async fn export_case_report(&self, public_id: &str, report: i64) -> Result<(CaseRow, CaseReportRow)> {
        let scope = self.scope(Action::Export, Resource::CaseReport)?;
        self.report_reached(&scope, "case.report_exported", public_id, report)
            .await
    }

    /// The report of this number as a paper, of whichever case the actor may read.
    pub async fn export_case_report_by_number(&self, report: i64) -> Result<(CaseRow, CaseReportRow)> {
        let scope = self.scope(Action::Export, Resource::CaseReport)?;
        let case = self.store.case_of_report(&scope, report).await?;
        self.export_case_report(&case, report).await
    }

    async fn report_reached(
        &self,
        scope: &Scope,
        verb: &str,
        public_id: &str,
        report: i64,
    ) -> Result<(CaseRow, CaseReportRow)> {
        let cases = self.scope(Action::Read, Resource::Case)?;
        let row = self.store.case(&cases, public_id).await?;
        let mut found = self.store.case_report(scope, row.id, report).await?;
        self.leave_out_protected(&row, std::slice::from_mut(&mut found))
            .await?;
        let writing = self.store.write().await?;
        let detail = format!("pupil={} report={report}", row.pupil_id);
        let event = self.event(verb, "case", Some(row.id), detail);
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok((shown(row), found))
    }

    /// Whether a scope reaches the child of a case.
    async fn reaches_child(&self, scope: &Scope, row: &CaseRow) -> Result<bool> {
        match self.store.pupil_reach(scope, &row.pupil_public_id, &[]).await {
            Ok(_) => Ok(true),
            Err(StoreError::NotFound) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// An address that was written into a report before it was protected is left out of it for those who may not know it any more.
    pub(super) async fn leave_out_protected(
        &self,
        row: &CaseRow,
        reports: &mut [CaseReportRow],
    ) -> Result<()> {
        let all = self.program_scope(Resource::Address)?;
        if !self.store.address_is_protected(&all, row.pupil_id).await? {
            return Ok(());
        }
        if let Ok(scope) = self.scope(Action::Read, Resource::Protection)
            && self.reaches_child(&scope, row).await?
        {
            return Ok(());
        }
        for report in reports.iter_mut().filter(|one| !one.body.is_empty()) {
            let unreadable = |error: serde_json::Error| AppError::Internal(error.to_string());
            let mut body: BTreeMap<String, String> =
                serde_json::from_str(&report.body).map_err(unreadable)?;
            if let Some(address) = body.get_mut(ReportField::Address.code()) {
                address.clear();
                report.body = serde_json::to_string(&body).map_err(unreadable)?;
            }
        }
        Ok(())
    }

    /// The recipient answers.
    pub async fn answer_report(&self, public_id: &str, report: i64, answer: &str) -> Result<()> {
        let row = self.case_to_report(public_id).await?;
        let scope = self.scope(Action::Write, Resource::CaseReport)?;
        let found = self.store.case_report(&scope, row.id, report).await?;
        if self.own_party(&row).await?.code() != found.recipient {
            return Err(AppError::Forbidden);
        }
        let answer = answer.trim();
        if answer.is_empty() {
            return Err(FieldErrors::one("answer", "error-case-words"));
        }
        check_length("answer", answer)?;
        let at = self.instant();
        let writing = self.store.write().await?;
        let sending = self.sending("case_answer", &[report.to_string().as_str(), answer]);
        if self.sent_before(&writing, &sending).await?.is_some() {
            return Ok(());
        }
        writing.answer_report(report, answer, self.user()?, at).await?;
        let about = format!("report={report}");
        writing
            .finish_case_duties(row.id, &["answer_report"], Some(&about), self.actor.user(), at)
            .await?;
        let author = [found.author_id];
        let notice = Notice {
            kind: MessageKind::ReportAnswered,
            subject: None,
            number: None,
            about: None,
            to: Recipients::Users(&author),
        };
        self.notify(&writing, &notice).await?;
        let detail = format!(
            "pupil={} report={report} answer_sha256={}",
            row.pupil_id,
            fingerprint(answer)
        );
        writing
            .audit(
                at,
                &[self.event("case.report_answered", "case", Some(row.id), detail)],
            )
            .await?;
        Ok(writing.commit().await?)
    }
}
