//! Writing of cases. Steps, forms, circumstances and calls are only ever added.

use balsts_domain::cases::{Case, Outcome, Party};
use jiff::civil::Date;

use crate::{
    Result, StoreError, Writing, day,
    sealed::{CASE_CIRCUMSTANCE, CASE_FORM, CASE_WORDS, DANGER_WORDS, PROTECTION_BASIS},
    sql::Sql,
};

/// A case to be opened.
#[derive(Debug, Clone)]
pub struct NewCase<'a> {
    /// Part of its address.
    pub public_id: &'a str,
    /// Municipality.
    pub municipality: i64,
    /// Pupil.
    pub pupil: i64,
    /// The school it belongs to.
    pub institution: Option<i64>,
    /// The report of staff it is opened from.
    pub concern: Option<i64>,
    /// As the table sees it.
    pub case: &'a Case,
}

/// A step to be written down.
#[derive(Debug, Clone)]
pub struct CaseStep<'a> {
    /// Case.
    pub case: i64,
    /// What happened; `open` for the first.
    pub event: &'a str,
    /// State before.
    pub from: &'a str,
    /// State after.
    pub to: &'a str,
    /// Codes given along, as JSON.
    pub detail: String,
    /// What was written.
    pub words: &'a str,
    /// In which role.
    pub role: Option<&'a str>,
    /// Who.
    pub user: Option<i64>,
}

/// A part in a case.
#[derive(Debug, Clone, Copy)]
pub struct NewCasePart {
    /// Kind of institution.
    pub party: Party,
    /// The school.
    pub institution: Option<i64>,
    /// The named person.
    pub user: Option<i64>,
}

impl Writing {
    /// Opens a case. `Conflict` (`cases_open_unique`) when the pupil has an open one.
    pub async fn add_case(&self, new: &NewCase<'_>) -> Result<i64> {
        let case = new.case;
        Sql::new(
            "INSERT INTO cases (public_id, municipality_id, pupil_id, institution_id, kind, state, state_day, lead, owner_id, \
             next_day, opened_day, concern_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
        )
        .with(new.public_id)
        .with(new.municipality)
        .with(new.pupil)
        .with(new.institution)
        .with(case.kind.code())
        .with(case.state.code())
        .with(day::number(case.opened))
        .with(case.lead.code())
        .with(case.owner)
        .with(case.next.map(day::number))
        .with(day::number(case.opened))
        .with(new.concern)
        .one_integer(&self.0)
        .await
    }

    /// Makes what the table says of the case true. `Conflict` when somebody acted on it since `version`.
    pub async fn change_case(
        &self,
        id: i64,
        version: i64,
        case: &Case,
        moved: bool,
        today: Date,
    ) -> Result<()> {
        let mut sql = Sql::new("UPDATE cases SET version = version + 1, state = ");
        sql.bind(case.state.code());
        if moved {
            sql.push(", state_day = ").bind(day::number(today));
        }
        sql.push(", lead = ").bind(case.lead.code());
        sql.push(", owner_id = ").bind(case.owner);
        sql.push(", next_day = ").bind(case.next.map(day::number));
        sql.push(", asked = ").bind(case.asked.map(Party::code));
        sql.push(", delegate_id = ")
            .bind(case.delegate.map(|(user, _)| user));
        sql.push(", delegate_day = ")
            .bind(case.delegate.map(|(_, until)| day::number(until)));
        sql.push(", outcome = ").bind(case.outcome.map(Outcome::code));
        sql.push(", closed_day = ")
            .bind(case.outcome.map(|_| day::number(today)));
        sql.push(" WHERE id = ")
            .bind(id)
            .push(" AND version = ")
            .bind(version);
        if sql.run(&self.0).await? == 1 {
            Ok(())
        } else {
            Err(StoreError::Conflict("cases_version".to_owned()))
        }
    }

    /// Notes when a danger was reported in a case.
    pub async fn mark_case_danger(&self, case: i64, at: i64) -> Result<()> {
        Sql::new("UPDATE cases SET danger_at = $2 WHERE id = $1")
            .with(case)
            .with(at)
            .run(&self.0)
            .await?;
        Ok(())
    }

    /// Gives the case to another school.
    pub async fn move_case(&self, case: i64, institution: i64) -> Result<()> {
        Sql::new("UPDATE cases SET institution_id = $2 WHERE id = $1")
            .with(case)
            .with(institution)
            .run(&self.0)
            .await?;
        Ok(())
    }

    /// Writes a step down.
    pub async fn add_case_step(&self, step: &CaseStep<'_>, at: i64) -> Result<i64> {
        let id = Sql::new(
            "INSERT INTO case_events (case_id, event, from_state, to_state, detail, words, role, user_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        )
        .with(step.case)
        .with(step.event)
        .with(step.from)
        .with(step.to)
        .with(step.detail.as_str())
        .with("")
        .with(step.role)
        .with(step.user)
        .with(at)
        .one_integer(&self.0)
        .await?;
        CASE_WORDS.put(self, id, step.words).await?;
        Ok(id)
    }

    /// Lets somebody take part from a day, unless they do already.
    pub async fn add_part(&self, case: i64, part: NewCasePart, from: Date) -> Result<()> {
        let mut sql = Sql::new(
            "INSERT INTO case_parts (case_id, party, institution_id, user_id, from_day) SELECT k.id, ",
        );
        sql.push("CAST(").bind(part.party.code()).push(" AS TEXT), CAST(");
        sql.bind(part.institution).push(" AS BIGINT), CAST(");
        sql.bind(part.user).push(" AS BIGINT), CAST(");
        sql.bind(day::number(from))
            .push(" AS BIGINT) FROM cases k WHERE k.id = ");
        sql.bind(case);
        sql.push(
            " AND NOT EXISTS (SELECT 1 FROM case_parts t WHERE t.case_id = k.id AND t.ended_at IS NULL AND t.party = ",
        )
        .bind(part.party.code());
        sql.push(" AND COALESCE(t.institution_id, 0) = ")
            .bind(part.institution.unwrap_or(0));
        sql.push(" AND (t.user_id IS NULL OR t.user_id = ")
            .bind(part.user)
            .push("))");
        sql.run(&self.0).await?;
        Ok(())
    }

    /// Ends parts: of one kind of institution, or of all but the given ones.
    pub async fn end_parts(&self, case: i64, only: Option<Party>, but: &[Party], at: i64) -> Result<()> {
        let mut sql = Sql::new("UPDATE case_parts SET ended_at = ");
        sql.bind(at)
            .push(" WHERE ended_at IS NULL AND case_id = ")
            .bind(case);
        if let Some(only) = only {
            sql.push(" AND party = ").bind(only.code());
        }
        if !but.is_empty() {
            sql.push(" AND party NOT IN ")
                .bind_list(but.iter().map(|party| party.code()));
        }
        sql.run(&self.0).await?;
        Ok(())
    }

    /// Adds to a case something of a kind whose words follow sealed.
    async fn add_of_kind(
        &self,
        insert: &str,
        case: i64,
        kind: &str,
        party: Party,
        user: i64,
        at: i64,
    ) -> Result<i64> {
        Sql::new(insert)
            .with(case)
            .with(kind)
            .with("")
            .with(party.code())
            .with(user)
            .with(at)
            .one_integer(&self.0)
            .await
    }

    /// Adds a short form.
    pub async fn add_case_form(
        &self,
        case: i64,
        kind: &str,
        body: &str,
        party: Party,
        user: i64,
        at: i64,
    ) -> Result<i64> {
        let insert = "INSERT INTO case_forms (case_id, kind, body, party, user_id, at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";
        let id = self.add_of_kind(insert, case, kind, party, user, at).await?;
        CASE_FORM.put(self, id, body).await?;
        Ok(id)
    }

    /// Adds a circumstance.
    pub async fn add_case_circumstance(
        &self,
        case: i64,
        kind: &str,
        words: &str,
        party: Party,
        user: i64,
        at: i64,
    ) -> Result<i64> {
        let insert = "INSERT INTO case_circumstances (case_id, kind, words, party, user_id, at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";
        let id = self.add_of_kind(insert, case, kind, party, user, at).await?;
        CASE_CIRCUMSTANCE.put(self, id, words).await?;
        Ok(id)
    }

    /// Writes down that somebody was told of a danger, and settles the duties that asked for it.
    #[expect(clippy::too_many_arguments, reason = "one row, one value a column")]
    pub async fn add_danger_call(
        &self,
        municipality: i64,
        pupil: i64,
        case: Option<i64>,
        told: &str,
        words: &str,
        user: i64,
        at: i64,
    ) -> Result<i64> {
        let id = Sql::new(
            "INSERT INTO danger_calls (municipality_id, pupil_id, case_id, told, words, user_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        )
        .with(municipality)
        .with(pupil)
        .with(case)
        .with(told)
        .with("")
        .with(user)
        .with(at)
        .one_integer(&self.0)
        .await?;
        DANGER_WORDS.put(self, id, words).await?;
        if !told.is_empty() {
            Sql::new(
                "UPDATE duties SET done_at = $2, done_by_id = $3 WHERE pupil_id = $1 AND code = 'protect_child' \
                 AND done_at IS NULL AND withdrawn_at IS NULL",
            )
            .with(pupil)
            .with(at)
            .with(user)
            .run(&self.0)
            .await?;
        }
        Ok(id)
    }

    /// Protects an address, or keeps an adoption secret, from a day.
    pub async fn add_protection(
        &self,
        pupil: i64,
        kind: &str,
        from: Date,
        basis: &str,
        user: i64,
        at: i64,
    ) -> Result<i64> {
        let id = Sql::new(
            "INSERT INTO protections (pupil_id, kind, from_day, basis, user_id, at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        )
        .with(pupil)
        .with(kind)
        .with(day::number(from))
        .with("")
        .with(user)
        .with(at)
        .one_integer(&self.0)
        .await?;
        PROTECTION_BASIS.put(self, id, basis).await?;
        Ok(id)
    }
}
