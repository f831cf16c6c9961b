//! What a file's rows are checked against: codes of pupils, institutions with their other names, enrolments. Read once for a file.

use sea_orm::FromQueryResult;

use balsts_domain::access::Scope;

use crate::{Result, Store, sql::Sql};

/// A code of a pupil. A former one (`current` false) finds the pupil all the same.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct KnownCode {
    /// `personal` or `institution`.
    pub kind: String,
    /// The code.
    pub code: String,
    /// The pupil.
    pub pupil_id: i64,
    /// Whether it is the code in use.
    pub current: bool,
}

/// An institution under one of its names.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct KnownInstitution {
    /// Identifier.
    pub id: i64,
    /// Code.
    pub code: String,
    /// Name today.
    pub name: Option<String>,
    /// Kind today.
    pub kind: Option<String>,
}

/// Another spelling of an institution's name.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct KnownAlias {
    /// The institution.
    pub institution_id: i64,
    /// As written.
    pub alias: String,
}

/// An enrolment, as far as checks need it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct KnownEnrolment {
    /// The pupil.
    pub pupil_id: i64,
    /// The institution.
    pub institution_id: i64,
    /// First day.
    pub from_day: i64,
    /// Last day.
    pub to_day: Option<i64>,
    /// Grade; none in preschool groups without one.
    pub grade: Option<i64>,
    /// Form of study.
    pub study_form: Option<String>,
    /// Class; empty unless asked for, as what follows.
    pub class: String,
    /// Its sorting key.
    pub class_key: String,
    /// Programme.
    pub programme_code: Option<String>,
    /// Repeats the year.
    pub repeats_year: Option<bool>,
    /// Why it ended.
    pub leaving_reason: Option<String>,
}

impl Store {
    /// All codes of a municipality's pupils.
    pub async fn known_codes(&self, scope: &Scope) -> Result<Vec<KnownCode>> {
        Sql::new("SELECT kind, code, pupil_id, current FROM pupil_codes WHERE municipality_id = $1 AND ended_load_id IS NULL")
            .with(scope.municipality())
            .all(self.reading())
            .await
    }

    /// All institutions of a municipality.
    pub async fn known_institutions(&self, scope: &Scope) -> Result<Vec<KnownInstitution>> {
        Sql::new(
            "SELECT i.id, i.code, r.name, r.kind FROM institutions i LEFT JOIN institution_records r ON r.institution_id = i.id \
             AND r.ended_load_id IS NULL AND r.valid_to IS NULL WHERE i.municipality_id = $1 ORDER BY i.code",
        )
        .with(scope.municipality())
        .all(self.reading())
        .await
    }

    /// Other spellings of institutions' names.
    pub async fn known_aliases(&self, scope: &Scope) -> Result<Vec<KnownAlias>> {
        Sql::new(
            "SELECT institution_id, alias FROM institution_aliases WHERE municipality_id = $1 ORDER BY alias",
        )
        .with(scope.municipality())
        .all(self.reading())
        .await
    }

    /// All current enrolment records of a municipality's pupils, by pupil and first day. `whole`: with class, programme and what else only
    /// a file of enrolments needs.
    pub async fn known_enrolments(&self, scope: &Scope, whole: bool) -> Result<Vec<KnownEnrolment>> {
        let rest = if whole {
            "e.class, e.class_key, e.programme_code, e.repeats_year, e.leaving_reason"
        } else {
            "'' AS class, '' AS class_key, NULL AS programme_code, e.repeats_year, NULL AS leaving_reason"
        };
        Sql::new(&format!(
            "SELECT e.pupil_id, e.institution_id, e.from_day, e.to_day, e.grade, e.study_form, {rest} FROM enrolments e \
             JOIN institutions i ON i.id = e.institution_id WHERE i.municipality_id = $1 AND e.ended_load_id IS NULL \
             ORDER BY e.pupil_id, e.from_day"
        ))
        .with(scope.municipality())
        .all(self.reading())
        .await
    }
}
