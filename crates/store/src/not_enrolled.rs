//! Children declared in the municipality who are on no school's list, and what people found out about them.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Known, Result, Store, Writing, day, reach, sealed::FINDING_NOTE, sql::Sql};

/// A declared child on no list.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct NotEnrolledRow {
    /// Pupil.
    pub pupil_id: i64,
    /// Part of the address.
    pub public_id: String,
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Order of names.
    pub sort_key: Option<String>,
    /// Birth date as a day.
    pub birth_day: Option<i64>,
    /// Declared address; none where the reader may not see it.
    pub address: Option<String>,
    /// Status as the file says.
    pub file_status: Option<String>,
    /// Basic education is completed.
    pub completed: Option<bool>,
    /// Status that a person found out; outranks the file's.
    pub found_status: Option<String>,
    /// Number of the finding, under which its note is sealed.
    pub found_id: Option<i64>,
    /// What the person noted.
    pub found_note: Option<String>,
    /// When.
    pub found_at: Option<i64>,
    /// When the child was first declared in a file.
    pub declared_at: Option<i64>,
    /// Last day on a school's list.
    pub left_day: Option<i64>,
    /// Grade of that enrolment.
    pub left_grade: Option<i64>,
    /// Code of the reason for which it ended.
    pub left_reason: Option<String>,
}

/// What somebody found out about a child.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct DeclaredFinding {
    /// Identifier.
    pub id: i64,
    /// Code of the status.
    pub status: String,
    /// In the person's words.
    pub note: Option<String>,
    /// Who.
    pub user_name: Option<String>,
    /// When.
    pub at: i64,
}

#[derive(FromQueryResult)]
struct Place {
    place: String,
}

/// Rows of a table that were current when `known` was the last load; the current ones without it.
fn current(sql: &mut Sql, alias: &str, known: Option<Known>) {
    sql.push(" AND ");
    match known {
        None => {
            sql.push(alias).push(".ended_load_id IS NULL");
        }
        Some(known) => {
            sql.push(alias).push(".load_id <= ").bind(known.load);
            sql.push(" AND (")
                .push(alias)
                .push(".ended_load_id IS NULL OR ")
                .push(alias)
                .push(".ended_load_id > ");
            sql.bind(known.load).push(")");
        }
    }
}

/// An enrolment of `pupil` holds on `on`, at an institution that is none of `besides`.
fn enrolled(sql: &mut Sql, pupil: &str, on: Date, besides: &[i64]) {
    sql.push("SELECT 1 FROM enrolments e WHERE e.pupil_id = ")
        .push(pupil);
    sql.push(" AND e.ended_load_id IS NULL AND e.from_day <= ")
        .bind(day::number(on));
    sql.push(" AND (e.to_day IS NULL OR e.to_day >= ")
        .bind(day::number(on));
    sql.push(")");
    if !besides.is_empty() {
        sql.push(" AND e.institution_id NOT IN ")
            .bind_list(besides.iter().copied());
    }
}

/// Where declared children are looked for.
#[derive(Debug, Clone, Copy)]
pub struct DeclaredPlaces<'a> {
    /// Institutions whose lists do not count.
    pub besides: &'a [i64],
    /// The places whose name in a pupil's own record says that the pupil is declared here.
    pub here: &'a [String],
}

impl Store {
    /// Children declared by a load until `known` (now without it) whom no institution that counts has on its list on `on`; `one`: this
    /// child alone, enrolled or not. Declared is who is in the register of declared children, and whose own record names one of the
    /// `places`. `address` is the scope on addresses, if the reader has one.
    pub async fn not_enrolled(
        &self,
        scope: &Scope,
        address: Option<&Scope>,
        on: Date,
        known: Option<Known>,
        places: DeclaredPlaces<'_>,
        one: Option<&str>,
    ) -> Result<Vec<NotEnrolledRow>> {
        let DeclaredPlaces { besides, here } = places;
        let mut sql = Sql::new(
            "SELECT p.id AS pupil_id, p.public_id, r.given_name, r.family_name, r.sort_key, r.birth_date AS birth_day, ",
        );
        match address {
            None => {
                sql.push("CAST(NULL AS TEXT)");
            }
            Some(scope) => {
                sql.push("CASE WHEN ");
                reach::pupils(&mut sql, scope, "p.id");
                sql.push(" AND ");
                reach::address_is_open(&mut sql, "p.id", day::number(scope.on()));
                sql.push(" THEN COALESCE(d.declared_address, r.declared_address) END");
            }
        }
        sql.push(
            " AS address, d.status AS file_status, d.basic_education_completed AS completed, f.status AS found_status, \
             f.id AS found_id, f.note AS found_note, f.at AS found_at, \
             (SELECT MIN(l.loaded_at) FROM declared_children o JOIN loads l ON l.id = o.load_id WHERE o.pupil_id = p.id) AS declared_at, \
             q.to_day AS left_day, q.grade AS left_grade, q.leaving_reason AS left_reason \
             FROM pupils p LEFT JOIN declared_children d ON d.pupil_id = p.id",
        );
        current(&mut sql, "d", known);
        sql.push(
            " LEFT JOIN enrolments q ON q.id = (SELECT o.id FROM enrolments o WHERE o.pupil_id = p.id \
             AND o.ended_load_id IS NULL AND o.to_day < ",
        );
        sql.bind(day::number(on));
        if !besides.is_empty() {
            sql.push(" AND o.institution_id NOT IN ")
                .bind_list(besides.iter().copied());
        }
        sql.push(
            " ORDER BY o.to_day DESC, o.id DESC LIMIT 1) \
             LEFT JOIN pupil_records r ON r.pupil_id = p.id AND r.ended_load_id IS NULL \
             LEFT JOIN declared_findings f ON f.id = (SELECT x.id FROM declared_findings x WHERE x.pupil_id = p.id",
        );
        if let Some(known) = known {
            sql.push(" AND x.at <= ").bind(known.until);
        }
        sql.push(" ORDER BY x.at DESC, x.id DESC LIMIT 1) WHERE ");
        reach::pupils(&mut sql, scope, "p.id");
        sql.push(" AND p.merged_into_id IS NULL AND (d.id IS NOT NULL");
        if !here.is_empty() {
            sql.push(" OR (r.declared_municipality IN ")
                .bind_list(here.iter().map(String::as_str));
            if let Some(known) = known {
                sql.push(" AND r.load_id <= ").bind(known.load);
            }
            sql.push(")");
        }
        sql.push(")");
        if let Some(one) = one {
            sql.push(" AND p.public_id = ").bind(one);
        } else {
            sql.push(" AND NOT EXISTS (");
            enrolled(&mut sql, "p.id", on, besides);
            sql.push(")");
        }
        sql.push(" ORDER BY r.sort_key, p.id");
        let mut rows: Vec<NotEnrolledRow> = sql.all(self.reading()).await?;
        for row in &mut rows {
            if let Some(finding) = row.found_id {
                FINDING_NOTE.reveal_maybe(self.key()?, finding, &mut row.found_note)?;
            }
        }
        Ok(rows)
    }

    /// The places that current records of pupils name as declared, each once.
    pub async fn declared_places(&self, municipality: i64) -> Result<Vec<String>> {
        let rows = Sql::new(
            "SELECT DISTINCT r.declared_municipality AS place FROM pupil_records r JOIN pupils p ON p.id = r.pupil_id \
             WHERE p.municipality_id = $1 AND r.ended_load_id IS NULL AND r.declared_municipality IS NOT NULL ORDER BY 1",
        )
        .with(municipality)
        .all::<Place>(self.reading())
        .await?;
        Ok(rows.into_iter().map(|row| row.place).collect())
    }

    /// Whether a register of declared children had been loaded by then.
    pub async fn knew_declared(&self, municipality: i64, known: Known) -> Result<bool> {
        let loaded = Sql::new(
            "SELECT MAX(id) FROM loads WHERE municipality_id = $1 AND kind = 'declared-children' AND undone_at IS NULL AND id <= $2",
        )
        .with(municipality)
        .with(known.load)
        .integer(self.reading())
        .await?;
        Ok(loaded.is_some())
    }

    /// Children declared by a load until `known` who learn at a distance on `on`; none where no declared children had been loaded by then.
    pub async fn distance_learners(&self, scope: &Scope, on: Date, known: Known) -> Result<Option<i64>> {
        if !self.knew_declared(scope.municipality(), known).await? {
            return Ok(None);
        }
        let mut sql = Sql::new(
            "SELECT COUNT(DISTINCT p.id) FROM declared_children d JOIN pupils p ON p.id = d.pupil_id WHERE ",
        );
        reach::pupils(&mut sql, scope, "p.id");
        current(&mut sql, "d", Some(known));
        sql.push(" AND EXISTS (");
        enrolled(&mut sql, "p.id", on, &[]);
        sql.push(" AND e.study_form = 'distance')");
        sql.integer(self.reading()).await
    }

    /// What was found out about a child, newest first.
    pub async fn declared_findings(&self, scope: &Scope, pupil: i64) -> Result<Vec<DeclaredFinding>> {
        let mut sql = Sql::new(
            "SELECT f.id, f.status, f.note, u.name AS user_name, f.at FROM declared_findings f LEFT JOIN users u ON u.id = f.user_id \
             WHERE f.pupil_id = ",
        );
        sql.bind(pupil).push(" AND ");
        reach::pupils(&mut sql, scope, "f.pupil_id");
        sql.push(" ORDER BY f.at DESC, f.id DESC");
        let mut rows = sql.all::<DeclaredFinding>(self.reading()).await?;
        for row in &mut rows {
            FINDING_NOTE.reveal_maybe(self.key()?, row.id, &mut row.note)?;
        }
        Ok(rows)
    }
}

impl Writing {
    /// Adds what somebody found out about a declared child; gives the child.
    pub async fn add_declared_finding(
        &self,
        scope: &Scope,
        public_id: &str,
        status: &str,
        note: Option<&str>,
        user: i64,
        at: i64,
    ) -> Result<i64> {
        let mut sql = Sql::new(
            "SELECT p.id FROM pupils p WHERE (EXISTS (SELECT 1 FROM declared_children d WHERE d.pupil_id = p.id AND d.ended_load_id IS NULL) \
             OR EXISTS (SELECT 1 FROM pupil_records r WHERE r.pupil_id = p.id AND r.ended_load_id IS NULL \
             AND r.declared_municipality IS NOT NULL)) AND p.public_id = ",
        );
        sql.bind(public_id).push(" AND ");
        reach::pupils(&mut sql, scope, "p.id");
        let pupil = sql.one_integer(&self.0).await?;
        let id = Sql::new(
            "INSERT INTO declared_findings (pupil_id, status, user_id, at) VALUES ($1, $2, $3, $4) RETURNING id",
        )
        .with(pupil)
        .with(status)
        .with(user)
        .with(at)
        .one_integer(&self.0)
        .await?;
        if let Some(note) = note {
            FINDING_NOTE.put(self, id, note).await?;
        }
        Ok(pupil)
    }
}
