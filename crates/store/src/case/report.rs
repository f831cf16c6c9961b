//! Written reports to institutions. A recipient reads those to it; the lead and the school read all of the case.

use balsts_domain::{
    access::{Reach, Scope},
    cases::Party,
};
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{
    Result, Store, StoreError, Writing, day, reach,
    sealed::{CASE_ANSWER, CASE_REPORT, CASE_REPORT_OVERRIDE},
    sql::Sql,
};

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CaseReportRow {
    /// Identifier.
    pub id: i64,
    /// Case.
    pub case_id: i64,
    /// Institution.
    pub recipient: String,
    /// Who wrote it.
    pub author_id: i64,
    /// Their name.
    pub author: String,
    /// When it was told by word of mouth.
    pub oral_at: Option<i64>,
    /// By when it is in writing.
    pub written_due_day: i64,
    /// When it was sent.
    pub sent_at: Option<i64>,
    /// Values by field as sent, as JSON; empty while it is not sent.
    pub body: String,
    /// Why it was sent out of the order.
    pub override_reason: Option<String>,
    /// When the institution opened it.
    pub received_at: Option<i64>,
    /// By when it is answered.
    pub answer_due_day: Option<i64>,
    /// When it was answered.
    pub answered_at: Option<i64>,
    /// By whom.
    pub answered_by: Option<String>,
    /// The answer.
    pub answer: Option<String>,
    /// When it was recorded that no answer came.
    pub unanswered_at: Option<i64>,
}

/// A report to be kept.
#[derive(Debug, Clone)]
pub struct NewReport<'a> {
    /// Case.
    pub case: i64,
    /// Institution.
    pub recipient: &'a str,
    /// Who writes.
    pub author: i64,
    /// When it was told by word of mouth.
    pub oral_at: Option<i64>,
    /// By when it is in writing.
    pub written_due: Date,
}

/// Appends a condition on `r` and `c`: the reports of the case that the scope lets read.
fn readable(sql: &mut Sql, scope: &Scope) {
    reach::cases_by_part(sql, scope, "c", |sql, part| {
        if let Reach::Case { role, user } = part {
            let party = Party::of(*role).map_or("", Party::code);
            sql.push(" AND (r.recipient = ").bind(party);
            sql.push(" OR c.lead = ").bind(party);
            sql.push(" OR r.author_id = ").bind(*user).push(")");
        }
    });
}

const COLUMNS: &str = "SELECT r.id, r.case_id, r.recipient, r.author_id, a.name AS author, r.oral_at, r.written_due_day, r.sent_at, \
    r.body, r.override_reason, r.received_at, r.answer_due_day, r.answered_at, b.name AS answered_by, r.answer, r.unanswered_at \
    FROM case_reports r JOIN cases c ON c.id = r.case_id JOIN users a ON a.id = r.author_id \
    LEFT JOIN users b ON b.id = r.answered_by_id WHERE ";

impl Store {
    /// The reports of a case that the scope lets read, in order.
    pub async fn case_reports(&self, scope: &Scope, case: i64) -> Result<Vec<CaseReportRow>> {
        let mut sql = Sql::new(COLUMNS);
        readable(&mut sql, scope);
        sql.push(" AND c.id = ").bind(case).push(" ORDER BY r.id");
        let mut rows = sql.all(self.reading()).await?;
        for row in &mut rows {
            self.open_report(row)?;
        }
        Ok(rows)
    }

    /// One report of a case.
    pub async fn case_report(&self, scope: &Scope, case: i64, report: i64) -> Result<CaseReportRow> {
        let mut sql = Sql::new(COLUMNS);
        readable(&mut sql, scope);
        sql.push(" AND c.id = ").bind(case);
        sql.push(" AND r.id = ").bind(report);
        let mut row = sql.one(self.reading()).await?.ok_or(StoreError::NotFound)?;
        self.open_report(&mut row)?;
        Ok(row)
    }

    /// The case to which a report of this number belongs: part of its address.
    pub async fn case_of_report(&self, scope: &Scope, report: i64) -> Result<String> {
        #[derive(FromQueryResult)]
        struct Of {
            public_id: String,
        }
        let mut sql =
            Sql::new("SELECT c.public_id FROM case_reports r JOIN cases c ON c.id = r.case_id WHERE ");
        readable(&mut sql, scope);
        sql.push(" AND r.id = ").bind(report);
        let found: Option<Of> = sql.one(self.reading()).await?;
        Ok(found.ok_or(StoreError::NotFound)?.public_id)
    }

    fn open_report(&self, row: &mut CaseReportRow) -> Result<()> {
        let key = self.key()?;
        // A report that is told and not yet written holds nothing.
        if !row.body.is_empty() {
            CASE_REPORT.reveal(key, row.id, &mut row.body)?;
        }
        CASE_REPORT_OVERRIDE.reveal_maybe(key, row.id, &mut row.override_reason)?;
        CASE_ANSWER.reveal_maybe(key, row.id, &mut row.answer)
    }

    /// Which institutions were sent a report of the case, for the order of reporting.
    pub async fn case_told(&self, scope: &Scope, case: i64) -> Result<Vec<String>> {
        #[derive(FromQueryResult)]
        struct Told {
            recipient: String,
        }
        let mut sql = Sql::new(
            "SELECT DISTINCT r.recipient FROM case_reports r JOIN cases c ON c.id = r.case_id WHERE r.sent_at IS NOT NULL AND c.id = ",
        );
        sql.bind(case).push(" AND ");
        reach::cases(&mut sql, scope, "c");
        sql.push(" ORDER BY r.recipient");
        let rows = sql.all::<Told>(self.reading()).await?;
        Ok(rows.into_iter().map(|row| row.recipient).collect())
    }

    /// Sent reports of open cases whose day of the answer has passed: report and case. For the program, whose scope reaches the municipality.
    pub async fn reports_without_answer(&self, scope: &Scope) -> Result<Vec<(i64, i64)>> {
        #[derive(FromQueryResult)]
        struct Late {
            id: i64,
            case_id: i64,
        }
        let mut sql =
            Sql::new("SELECT r.id, r.case_id FROM case_reports r JOIN cases c ON c.id = r.case_id WHERE ");
        super::whole_municipality(&mut sql, scope);
        sql.push(
            " AND c.state <> 'closed' AND r.answered_at IS NULL AND r.unanswered_at IS NULL AND r.answer_due_day < ",
        )
        .bind(day::number(scope.on()));
        sql.push(" ORDER BY r.id");
        let rows = sql.all::<Late>(self.reading()).await?;
        Ok(rows.into_iter().map(|row| (row.id, row.case_id)).collect())
    }
}

impl Writing {
    /// Keeps a report that is told, not yet written.
    pub async fn add_report(&self, new: &NewReport<'_>) -> Result<i64> {
        Sql::new(
            "INSERT INTO case_reports (case_id, recipient, author_id, oral_at, written_due_day, body) \
             VALUES ($1, $2, $3, $4, $5, '') RETURNING id",
        )
        .with(new.case)
        .with(new.recipient)
        .with(new.author)
        .with(new.oral_at)
        .with(day::number(new.written_due))
        .one_integer(&self.0)
        .await
    }

    /// Sends a report. `Conflict` when it was sent already.
    pub async fn send_report(
        &self,
        report: i64,
        body: &str,
        override_reason: Option<&str>,
        answer_due: Date,
        at: i64,
    ) -> Result<()> {
        let sent = Sql::new(
            "UPDATE case_reports SET sent_at = $2, body = $3, override_reason = $4, answer_due_day = $5 \
             WHERE id = $1 AND sent_at IS NULL",
        )
        .with(report)
        .with(at)
        .with(CASE_REPORT.seal(self.key()?, report, body)?)
        .with(
            override_reason
                .map(|reason| CASE_REPORT_OVERRIDE.seal(self.key()?, report, reason))
                .transpose()?,
        )
        .with(day::number(answer_due))
        .run(&self.0)
        .await?;
        if sent == 1 {
            Ok(())
        } else {
            Err(StoreError::Conflict("case_reports_sent".to_owned()))
        }
    }

    /// Notes that the institution has opened the report.
    pub async fn receive_report(&self, report: i64, user: i64, at: i64) -> Result<()> {
        Sql::new(
            "UPDATE case_reports SET received_at = $2, received_by_id = $3 WHERE id = $1 AND received_at IS NULL \
             AND sent_at IS NOT NULL",
        )
        .with(report)
        .with(at)
        .with(user)
        .run(&self.0)
        .await?;
        Ok(())
    }

    /// Answers a report. `Conflict` when it was answered already.
    pub async fn answer_report(&self, report: i64, answer: &str, user: i64, at: i64) -> Result<()> {
        let answered = Sql::new(
            "UPDATE case_reports SET answered_at = $2, answered_by_id = $3, answer = $4 WHERE id = $1 AND answered_at IS NULL \
             AND sent_at IS NOT NULL",
        )
        .with(report)
        .with(at)
        .with(user)
        .with(CASE_ANSWER.seal(self.key()?, report, answer)?)
        .run(&self.0)
        .await?;
        if answered == 1 {
            Ok(())
        } else {
            Err(StoreError::Conflict("case_reports_answered".to_owned()))
        }
    }

    /// Notes that no answer came by its day. False when it was noted or answered before.
    pub async fn report_unanswered(&self, report: i64, at: i64) -> Result<bool> {
        let done = Sql::new(
            "UPDATE case_reports SET unanswered_at = $2 WHERE id = $1 AND answered_at IS NULL AND unanswered_at IS NULL",
        )
        .with(report)
        .with(at)
        .run(&self.0)
        .await?;
        Ok(done == 1)
    }
}
