//! Institutions of a municipality. Names, kinds, posts and how many pupils there are is no personal data: these reads take the municipality.
//! What comes from pupils' records takes a scope.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{
    Result, Store, StoreError, Writing, absence_total, day,
    pack::{Fields, Item, RECORD, records},
    reach,
    sql::Sql,
};

/// An institution with its name of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstitutionName {
    /// Identifier.
    pub id: i64,
    /// Code of the files.
    pub code: String,
    /// Name.
    pub name: String,
    /// Kind, as in the files.
    pub kind: String,
}

impl InstitutionName {
    /// Takes a record apart; none for one that is not as [`Store::institution_names`] packed it.
    fn unpacked(mut of: Fields<'_>) -> Option<Self> {
        Some(Self {
            id: of.number()?,
            code: of.text().to_owned(),
            name: of.text().to_owned(),
            kind: of.text().to_owned(),
        })
    }
}

/// Another name of an institution.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct InstitutionAlias {
    /// Identifier.
    pub id: i64,
    /// As documents write it.
    pub alias: String,
}

impl Writing {
    /// Adds another name; `key` is what files are compared by. `Conflict` when it stands for an institution already.
    pub async fn add_institution_alias(
        &self,
        municipality: i64,
        institution: i64,
        alias: &str,
        key: &str,
    ) -> Result<i64> {
        Sql::new(
            "INSERT INTO institution_aliases (municipality_id, institution_id, alias, alias_key) VALUES ($1, $2, $3, $4) \
             RETURNING id",
        )
        .with(municipality)
        .with(institution)
        .with(alias)
        .with(key)
        .one_integer(&self.0)
        .await
    }

    /// Takes another name away. Not found when it is none of this institution's.
    pub async fn remove_institution_alias(&self, institution: i64, alias: i64) -> Result<()> {
        Sql::new("DELETE FROM institution_aliases WHERE institution_id = $1 AND id = $2")
            .with(institution)
            .with(alias)
            .run_one(&self.0)
            .await
    }
}

impl Store {
    /// The institution with this code.
    pub async fn institution_id(&self, municipality: i64, code: &str) -> Result<i64> {
        Sql::new("SELECT id FROM institutions WHERE municipality_id = $1 AND code = $2")
            .with(municipality)
            .with(code)
            .integer(self.reading())
            .await?
            .ok_or(StoreError::NotFound)
    }

    /// All institutions of a municipality with the name valid now, in the order of their names.
    pub async fn institution_names(&self, municipality: i64) -> Result<Vec<InstitutionName>> {
        // Packed, for nearly every page of those who see several institutions asks for them.
        let name = Item::default()
            .number("i.id")
            .text("i.code")
            .text("r.name")
            .text("r.kind")
            .sql();
        let packed = Sql::new(&format!(
            "SELECT string_agg({name}, '{RECORD}' ORDER BY r.sort_key, i.id) FROM institutions i JOIN institution_records r \
             ON r.institution_id = i.id AND r.ended_load_id IS NULL AND r.valid_to IS NULL WHERE i.municipality_id = $1"
        ))
        .with(municipality)
        .packed(self.reading())
        .await?;
        Ok(records(&packed).filter_map(InstitutionName::unpacked).collect())
    }
}

/// A name and kind of an institution with the days for which they hold.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct DatedName {
    /// Identifier of the institution.
    pub id: i64,
    /// Code of the files.
    pub code: String,
    /// Name.
    pub name: String,
    /// Kind, as in the files.
    pub kind: String,
    /// First day.
    pub valid_from: i64,
    /// Last day.
    pub valid_to: Option<i64>,
}

impl Store {
    /// Every name that institutions of a municipality have and had, those closed meanwhile included, by identifier, the latest last.
    pub async fn dated_names(&self, municipality: i64) -> Result<Vec<DatedName>> {
        Sql::new(
            "SELECT i.id, i.code, r.name, r.kind, r.valid_from, r.valid_to FROM institutions i JOIN institution_records r \
             ON r.institution_id = i.id AND r.ended_load_id IS NULL WHERE i.municipality_id = $1 ORDER BY i.id, r.valid_from, r.id",
        )
        .with(municipality)
        .all(self.reading())
        .await
    }
}

/// An institution of the list.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct InstitutionSummary {
    /// Identifier.
    pub id: i64,
    /// Code of the files.
    pub code: String,
    /// Name of today.
    pub name: String,
    /// Kind of today; an institution of several kinds has a row for each.
    pub kind: String,
    /// Pupils on its lists today.
    pub pupils: i64,
}

/// What an institution was called and was, from a day to a day.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct InstitutionRecord {
    /// Identifier of the institution.
    pub institution_id: i64,
    /// Name.
    pub name: String,
    /// Kind, as in the files.
    pub kind: String,
    /// The institution it is a part of.
    pub parent: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// First day.
    pub valid_from: i64,
    /// Last day.
    pub valid_to: Option<i64>,
}

impl InstitutionRecord {
    /// It holds as far back as anybody asks: no file says since when.
    pub fn since_ever(&self) -> bool {
        self.valid_from == crate::load::SINCE_EVER
    }
}

/// Posts of a role at an institution on the newest day known.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct StaffPost {
    /// Role, as in the files.
    pub role: String,
    /// Thousandths of a full post.
    pub fte: i64,
    /// The day it stands for.
    pub as_of_day: i64,
}

/// Pupils of a grade.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct BandCount {
    /// Grade; none in preschool groups and courses.
    pub grade: Option<i64>,
    /// Pupils.
    pub pupils: i64,
}

/// Pupils by level of support.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LevelCount {
    /// Level, 0 none.
    pub level: i64,
    /// Pupils.
    pub pupils: i64,
}

/// What waits at an institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, FromQueryResult)]
pub struct OpenWork {
    /// Reports of staff without an answer.
    pub concerns: i64,
    /// Open duties.
    pub duties: i64,
    /// Those whose day has passed.
    pub overdue: i64,
}

/// Lessons missed at an institution on a day, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct AbsenceByDay {
    /// Day; for totals of a period its last day.
    pub day: i64,
    /// Kind, as `AbsenceKind` numbers them.
    pub kind: i64,
    /// Lessons.
    pub lessons: i64,
}

/// Condition that the record `n` holds on a day bound twice.
fn valid_on(sql: &mut Sql, alias: &str, on: i64) {
    sql.push(alias)
        .push(".ended_load_id IS NULL AND ")
        .push(alias)
        .push(".valid_from <= ")
        .bind(on);
    sql.push(" AND (")
        .push(alias)
        .push(".valid_to IS NULL OR ")
        .push(alias)
        .push(".valid_to >= ")
        .bind(on);
    sql.push(")");
}

impl Store {
    /// Institutions with their kinds on the day and how many pupils are on their lists: no personal data.
    pub async fn institution_summaries(
        &self,
        municipality: i64,
        on: Date,
    ) -> Result<Vec<InstitutionSummary>> {
        let on = day::number(on);
        let mut sql = Sql::new(
            "SELECT i.id, i.code, n.name, n.kind, COALESCE(e.pupils, 0) AS pupils FROM institutions i \
             JOIN institution_records n ON n.institution_id = i.id AND ",
        );
        valid_on(&mut sql, "n", on);
        sql.push(
            " LEFT JOIN (SELECT institution_id, CAST(COUNT(DISTINCT pupil_id) AS BIGINT) AS pupils FROM enrolments \
             WHERE ended_load_id IS NULL AND from_day <= ",
        );
        sql.bind(on).push(" AND (to_day IS NULL OR to_day >= ").bind(on);
        sql.push(") GROUP BY institution_id) e ON e.institution_id = i.id WHERE i.municipality_id = ");
        sql.bind(municipality).push(" ORDER BY n.sort_key, i.id, n.id");
        sql.all(self.reading()).await
    }

    /// What an institution was called and was over time, the newest first.
    pub async fn institution_history(&self, municipality: i64, code: &str) -> Result<Vec<InstitutionRecord>> {
        Sql::new(
            "SELECT n.institution_id, n.name, n.kind, (SELECT MAX(m.name) FROM institution_records m WHERE m.institution_id = n.parent_id \
             AND m.ended_load_id IS NULL AND m.valid_to IS NULL) AS parent, n.address, n.email, n.valid_from, n.valid_to \
             FROM institution_records n JOIN institutions i ON i.id = n.institution_id \
             WHERE n.ended_load_id IS NULL AND i.municipality_id = $1 AND i.code = $2 \
             ORDER BY (n.valid_to IS NULL) DESC, n.valid_from DESC, n.id",
        )
        .with(municipality)
        .with(code)
        .all(self.reading())
        .await
    }

    /// Other names under which documents know it.
    pub async fn institution_aliases(&self, institution: i64) -> Result<Vec<InstitutionAlias>> {
        Sql::new("SELECT id, alias FROM institution_aliases WHERE institution_id = $1 ORDER BY alias")
            .with(institution)
            .all(self.reading())
            .await
    }

    /// Support staff on the newest day known up to `on`.
    pub async fn institution_staff(&self, institution: i64, on: Date) -> Result<Vec<StaffPost>> {
        Sql::new(
            "SELECT s.role, s.fte, s.as_of_day FROM staff s WHERE s.ended_load_id IS NULL AND s.institution_id = $1 \
             AND s.as_of_day = (SELECT MAX(t.as_of_day) FROM staff t WHERE t.ended_load_id IS NULL \
             AND t.institution_id = $1 AND t.as_of_day <= $2) ORDER BY s.role",
        )
        .with(institution)
        .with(day::number(on))
        .all(self.reading())
        .await
    }

    /// Pupils on the lists by grade.
    pub async fn institution_grades(&self, institution: i64, on: Date) -> Result<Vec<BandCount>> {
        Sql::new(
            "SELECT e.grade, CAST(COUNT(DISTINCT e.pupil_id) AS BIGINT) AS pupils FROM enrolments e \
             WHERE e.ended_load_id IS NULL AND e.institution_id = $1 AND e.from_day <= $2 \
             AND (e.to_day IS NULL OR e.to_day >= $2) GROUP BY e.grade ORDER BY e.grade",
        )
        .with(institution)
        .with(day::number(on))
        .all(self.reading())
        .await
    }

    /// Pupils of an institution by level of support; `full` where the reader is entitled to circumstances.
    pub async fn institution_levels(
        &self,
        scope: &Scope,
        institution: i64,
        full: bool,
    ) -> Result<Vec<LevelCount>> {
        let level = if full { "a.shown_full" } else { "a.shown_open" };
        let mut sql = Sql::new(&format!(
            "SELECT {level} AS level, CAST(COUNT(DISTINCT e.pupil_id) AS BIGINT) AS pupils FROM enrolments e \
             JOIN assessments a ON a.pupil_id = e.pupil_id WHERE e.institution_id = "
        ));
        sql.bind(institution).push(" AND ");
        reach::enrolments(&mut sql, scope, "e");
        sql.push(&format!(" GROUP BY {level} ORDER BY {level}"));
        sql.all(self.reading()).await
    }

    /// Reports without an answer, open duties and overdue ones; what follows from circumstances only where `full`.
    pub async fn institution_open_work(
        &self,
        scope: &Scope,
        institution: i64,
        full: bool,
    ) -> Result<OpenWork> {
        // What an institution around the school owes in a case is not open work of the school.
        let of_school = " AND COALESCE(d.party, 'school') = 'school'";
        let seen = if full {
            of_school.to_owned()
        } else {
            format!("{of_school} AND d.restricted = FALSE")
        };
        let mut sql = Sql::new(&format!(
            "SELECT (SELECT CAST(COUNT(*) AS BIGINT) FROM concerns c WHERE c.institution_id = i.id AND c.answered_at IS NULL) AS concerns, \
             (SELECT CAST(COUNT(*) AS BIGINT) FROM duties d WHERE d.institution_id = i.id AND d.done_at IS NULL \
             AND d.withdrawn_at IS NULL{seen}) AS duties, (SELECT CAST(COUNT(*) AS BIGINT) FROM duties d WHERE d.institution_id = i.id \
             AND d.done_at IS NULL AND d.withdrawn_at IS NULL{seen} AND d.due_day < ",
        ));
        sql.bind(day::number(scope.on()))
            .push(") AS overdue FROM institutions i WHERE i.id = ")
            .bind(institution);
        sql.push(" AND ");
        reach::institutions(&mut sql, scope, "i.id");
        sql.one(self.reading()).await?.ok_or(StoreError::NotFound)
    }

    /// Lessons missed from a day on, by day and kind; totals of periods count where no lessons of the pupil are known in the period, if they
    /// end on that day or later and begin on `totals_from` or later: the day after the last school day before.
    pub async fn institution_absences(
        &self,
        scope: &Scope,
        institution: i64,
        from: Date,
        totals_from: Date,
    ) -> Result<Vec<AbsenceByDay>> {
        let (from, totals_from) = (day::number(from), day::number(totals_from));
        let mut sql = Sql::new(
            "SELECT a.day, a.kind, CAST(COUNT(*) AS BIGINT) AS lessons FROM absences a WHERE a.ended_load_id IS NULL AND a.institution_id = ",
        );
        sql.bind(institution)
            .push(" AND a.day >= ")
            .bind(from)
            .push(" AND ");
        reach::institutions(&mut sql, scope, "a.institution_id");
        sql.push(" GROUP BY a.day, a.kind");
        for (kind, column) in [(0, "unexcused"), (2, "illness"), (3, "excused")] {
            sql.push(&format!(
                " UNION ALL SELECT t.to_day, CAST({kind} AS BIGINT), CAST(SUM(t.{column}) AS BIGINT) FROM absence_totals t \
                 WHERE t.institution_id = "
            ));
            sql.bind(institution).push(" AND ");
            absence_total::counts(&mut sql, |sql, t| {
                sql.push(&format!("{t}.from_day >= ")).bind(totals_from);
                sql.push(&format!(" AND {t}.to_day >= ")).bind(from);
            });
            sql.push(" AND ");
            reach::institutions(&mut sql, scope, "t.institution_id");
            sql.push(" GROUP BY t.to_day");
        }
        sql.all(self.reading()).await
    }
}
