//! The prevention plans of schools, their yearly assessments of themselves, and their policies. No records of children.

use balsts_domain::access::Scope;
use sea_orm::FromQueryResult;

use crate::{Result, Store, Writing, reach, sql::Sql};

/// A measure of a school's plan.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SchoolMeasureRow {
    /// Identifier.
    pub id: i64,
    /// Institution.
    pub institution_id: i64,
    /// First calendar year of the school year.
    pub school_year: i64,
    /// Key of the activity of the municipality's programme that it serves; empty where it serves none.
    pub activity_key: String,
    /// What is done.
    pub title: String,
    /// Codes of whose part it is, with commas.
    pub parts: String,
    /// Until when.
    pub due_day: Option<i64>,
    /// Code of how far it is.
    pub state: String,
    /// In words.
    pub note: String,
    /// When it was written.
    pub at: i64,
}

/// A new measure.
#[derive(Debug, Clone)]
pub struct NewSchoolMeasure {
    /// Institution.
    pub institution: i64,
    /// First calendar year of the school year.
    pub school_year: i16,
    /// Key of the activity that it serves.
    pub activity_key: String,
    /// What is done.
    pub title: String,
    /// Codes of whose part it is, with commas.
    pub parts: String,
    /// Until when.
    pub due_day: Option<i64>,
    /// Code of how far it is.
    pub state: &'static str,
    /// Who wrote it.
    pub user: Option<i64>,
}

/// An answer of a school about itself.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SelfAnswerRow {
    /// Institution.
    pub institution_id: i64,
    /// First calendar year of the school year.
    pub school_year: i64,
    /// Code of the question.
    pub question: String,
    /// Code of the answer.
    pub answer: String,
    /// In words.
    pub note: String,
    /// When.
    pub at: i64,
}

/// An answer to be kept.
#[derive(Debug, Clone)]
pub struct NewSelfAnswer {
    /// Code of the question.
    pub question: &'static str,
    /// Code of the answer.
    pub answer: &'static str,
    /// In words.
    pub note: String,
}

/// A policy of a school.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SchoolPolicyRow {
    /// Identifier.
    pub id: i64,
    /// Institution.
    pub institution_id: i64,
    /// Title.
    pub title: String,
    /// Since when it is in force.
    pub adopted_day: i64,
    /// When it is to be revised.
    pub revise_day: i64,
    /// A later one replaces it.
    pub replaced: i64,
}

/// A policy to be kept.
#[derive(Debug, Clone)]
pub struct NewSchoolPolicy {
    /// Institution.
    pub institution: i64,
    /// Title.
    pub title: String,
    /// Since when it is in force.
    pub adopted_day: i64,
    /// When it is to be revised.
    pub revise_day: i64,
    /// The one that it replaces.
    pub replaces: Option<i64>,
    /// Who wrote it down.
    pub user: Option<i64>,
}

impl Store {
    /// Measures of the schools that the scope reaches, of a school year.
    pub async fn school_measures(&self, scope: &Scope, school_year: i16) -> Result<Vec<SchoolMeasureRow>> {
        let mut sql = Sql::new(
            "SELECT m.id, m.institution_id, m.school_year, m.activity_key, m.title, m.parts, m.due_day, m.state, m.note, m.at \
             FROM school_measures m WHERE m.school_year = ",
        );
        sql.bind(i64::from(school_year)).push(" AND ");
        reach::institutions(&mut sql, scope, "m.institution_id");
        sql.push(" ORDER BY m.institution_id, m.id");
        sql.all(self.reading()).await
    }

    /// Answers of the schools that the scope reaches, of a school year, the last to each question.
    pub async fn self_answers(&self, scope: &Scope, school_year: i16) -> Result<Vec<SelfAnswerRow>> {
        let mut sql = Sql::new(
            "SELECT s.institution_id, s.school_year, s.question, s.answer, s.note, s.at FROM self_assessments s \
             WHERE NOT EXISTS (SELECT 1 FROM self_assessments l WHERE l.institution_id = s.institution_id \
             AND l.school_year = s.school_year AND l.question = s.question AND l.id > s.id) AND s.school_year = ",
        );
        sql.bind(i64::from(school_year)).push(" AND ");
        reach::institutions(&mut sql, scope, "s.institution_id");
        sql.push(" ORDER BY s.institution_id, s.id");
        sql.all(self.reading()).await
    }

    /// Policies of the schools that the scope reaches, those in force first.
    pub async fn school_policies(&self, scope: &Scope) -> Result<Vec<SchoolPolicyRow>> {
        let mut sql = Sql::new(
            "SELECT p.id, p.institution_id, p.title, p.adopted_day, p.revise_day, \
             (SELECT CAST(COUNT(*) AS BIGINT) FROM school_policies l WHERE l.replaces_id = p.id) AS replaced \
             FROM school_policies p WHERE ",
        );
        reach::institutions(&mut sql, scope, "p.institution_id");
        sql.push(" ORDER BY replaced, p.adopted_day DESC, p.id DESC");
        sql.all(self.reading()).await
    }
}

impl Writing {
    /// Adds a measure.
    pub async fn add_school_measure(&self, new: &NewSchoolMeasure, at: i64) -> Result<i64> {
        Sql::new(
            "INSERT INTO school_measures (institution_id, school_year, activity_key, title, parts, due_day, state, note, user_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8, $9) RETURNING id",
        )
        .with(new.institution)
        .with(i64::from(new.school_year))
        .with(new.activity_key.as_str())
        .with(new.title.as_str())
        .with(new.parts.as_str())
        .with(new.due_day)
        .with(new.state)
        .with(new.user)
        .with(at)
        .one_integer(&self.0)
        .await
    }

    /// Says how far a measure is; what was said before stays among its steps.
    pub async fn step_school_measure(
        &self,
        scope: &Scope,
        id: i64,
        state: &str,
        note: &str,
        user: Option<i64>,
        at: i64,
    ) -> Result<()> {
        let mut sql = Sql::new("UPDATE school_measures SET state = $1, note = $2 WHERE id = $3 AND ")
            .with(state)
            .with(note)
            .with(id);
        reach::institutions(&mut sql, scope, "institution_id");
        sql.run_one(&self.0).await?;
        Sql::new("INSERT INTO school_measure_steps (measure_id, state, note, user_id, at) VALUES ($1, $2, $3, $4, $5)")
            .with(id)
            .with(state)
            .with(note)
            .with(user)
            .with(at)
            .run(&self.0)
            .await?;
        Ok(())
    }

    /// Keeps answers of a school about itself.
    pub async fn add_self_answers(
        &self,
        institution: i64,
        school_year: i16,
        answers: &[NewSelfAnswer],
        user: Option<i64>,
        at: i64,
    ) -> Result<()> {
        for answer in answers {
            Sql::new(
                "INSERT INTO self_assessments (institution_id, school_year, question, answer, note, user_id, at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .with(institution)
            .with(i64::from(school_year))
            .with(answer.question)
            .with(answer.answer)
            .with(answer.note.as_str())
            .with(user)
            .with(at)
            .run(&self.0)
            .await?;
        }
        Ok(())
    }

    /// Adds a policy, or the revision of one.
    pub async fn add_school_policy(&self, new: &NewSchoolPolicy, at: i64) -> Result<i64> {
        Sql::new(
            "INSERT INTO school_policies (institution_id, title, adopted_day, revise_day, replaces_id, user_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        )
        .with(new.institution)
        .with(new.title.as_str())
        .with(new.adopted_day)
        .with(new.revise_day)
        .with(new.replaces)
        .with(new.user)
        .with(at)
        .one_integer(&self.0)
        .await
    }
}
