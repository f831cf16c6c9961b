//! Duties of cases: opened by their steps and reports, done by what is done in them.

use balsts_domain::cases::Party;
use jiff::civil::Date;

use crate::{Result, Writing, day, sql::Sql};

/// A duty of a case.
#[derive(Debug, Clone, Copy)]
pub struct CaseDuty<'a> {
    /// Case.
    pub case: i64,
    /// Code.
    pub code: &'a str,
    /// What tells two of a kind apart.
    pub about: &'a str,
    /// On whom it falls.
    pub party: Party,
    /// By when.
    pub due: Date,
}

impl Writing {
    /// Opens the same-day duty to protect a child about whom nobody was told yet.
    pub async fn open_protect_duty(
        &self,
        municipality: i64,
        pupil: i64,
        call: i64,
        today: Date,
        at: i64,
    ) -> Result<()> {
        Sql::new(
            "INSERT INTO duties (municipality_id, pupil_id, code, about, detail, due_day, opened_at) \
             VALUES ($1, $2, 'protect_child', $3, '{}', $4, $5) ON CONFLICT (municipality_id, code, about) DO NOTHING",
        )
        .with(municipality)
        .with(pupil)
        .with(format!("call={call}"))
        .with(day::number(today))
        .with(at)
        .run(&self.0)
        .await?;
        Ok(())
    }

    /// Opens a duty of a case; of a duty that is open already only the day and the institution change.
    pub async fn open_case_duty(&self, duty: &CaseDuty<'_>, at: i64) -> Result<()> {
        Sql::new(
            "INSERT INTO duties (municipality_id, institution_id, pupil_id, case_id, party, code, about, detail, due_day, opened_at) \
             SELECT k.municipality_id, k.institution_id, k.pupil_id, k.id, $2, $3, $4, '{}', $5, $6 FROM cases k WHERE k.id = $1 \
             ON CONFLICT (municipality_id, code, about) DO UPDATE SET due_day = excluded.due_day, party = excluded.party",
        )
        .with(duty.case)
        .with(duty.party.code())
        .with(duty.code)
        .with(duty.about)
        .with(day::number(duty.due))
        .with(at)
        .run(&self.0)
        .await?;
        Ok(())
    }

    /// Whether there was no such duty yet, open or done.
    pub async fn is_new_duty(&self, municipality: i64, code: &str, about: &str) -> Result<bool> {
        let found = Sql::new("SELECT id FROM duties WHERE municipality_id = $1 AND code = $2 AND about = $3")
            .with(municipality)
            .with(code)
            .with(about)
            .integer(&self.0)
            .await?;
        Ok(found.is_none())
    }

    /// Whether a duty of a case is open of which what tells it apart begins so.
    pub async fn owes(&self, case: i64, code: &str, about: &str) -> Result<bool> {
        let found = Sql::new(
            "SELECT MIN(id) FROM duties WHERE case_id = $1 AND code = $2 AND about LIKE $3 AND done_at IS NULL AND withdrawn_at IS NULL",
        )
        .with(case)
        .with(code)
        .with(format!("{about}%"))
        .integer(&self.0)
        .await?;
        Ok(found.is_some())
    }

    /// What was just done settles open duties of a case: of one code, or of one thing.
    pub async fn finish_case_duties(
        &self,
        case: i64,
        codes: &[&str],
        about: Option<&str>,
        user: Option<i64>,
        at: i64,
    ) -> Result<()> {
        let mut sql = Sql::new("UPDATE duties SET done_at = ");
        sql.bind(at).push(", done_by_id = ").bind(user);
        sql.push(" WHERE done_at IS NULL AND withdrawn_at IS NULL AND case_id = ")
            .bind(case);
        sql.push(" AND code IN ").bind_list(codes.iter().copied());
        if let Some(about) = about {
            sql.push(" AND about = ").bind(about);
        }
        sql.run(&self.0).await?;
        Ok(())
    }

    /// Whoever does not take part any more owes nothing more in a case.
    pub async fn withdraw_duties_of(&self, case: i64, party: Party, at: i64) -> Result<()> {
        Sql::new(
            "UPDATE duties SET withdrawn_at = $3 WHERE case_id = $1 AND party = $2 AND done_at IS NULL AND withdrawn_at IS NULL",
        )
        .with(case)
        .with(party.code())
        .with(at)
        .run(&self.0)
        .await?;
        Ok(())
    }

    /// A closed case asks for nothing more.
    pub async fn withdraw_case_duties(&self, case: i64, at: i64) -> Result<()> {
        Sql::new("UPDATE duties SET withdrawn_at = $2 WHERE case_id = $1 AND done_at IS NULL AND withdrawn_at IS NULL")
            .with(case)
            .with(at)
            .run(&self.0)
            .await?;
        Ok(())
    }
}
