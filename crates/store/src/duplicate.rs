//! Pupils who may be one child: candidates by name and birth date, two of them side by side, and pairs that somebody found to be two.

use balsts_domain::access::Scope;
use sea_orm::FromQueryResult;

use crate::{Result, Store, Writing, day, reach, sql::Sql};

/// Two pupils who look alike; the smaller id comes first.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct DuplicateRow {
    /// The part of the address of the first.
    pub first_public_id: String,
    /// Given name of the first.
    pub first_given_name: String,
    /// Family name of the first.
    pub first_family_name: String,
    /// Birth date of the first.
    pub first_birth_day: Option<i64>,
    /// The part of the address of the second.
    pub second_public_id: String,
    /// Given name of the second.
    pub second_given_name: String,
    /// Family name of the second.
    pub second_family_name: String,
    /// Birth date of the second.
    pub second_birth_day: Option<i64>,
    /// Both have the same declared address.
    pub same_address: bool,
}

/// One of two pupils who are compared.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ComparedRow {
    /// Identifier.
    pub id: i64,
    /// The part of the address.
    pub public_id: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Birth date.
    pub birth_day: Option<i64>,
    /// Declared address.
    pub address: Option<String>,
    /// Institution of the newest enrolment.
    pub institution: Option<String>,
    /// Class of the newest enrolment.
    pub class: Option<String>,
    /// First day of the newest enrolment.
    pub from_day: Option<i64>,
    /// Last day of the newest enrolment.
    pub to_day: Option<i64>,
    /// Lessons missed on record.
    pub absences: i64,
    /// Marks on record.
    pub marks: i64,
}

/// A code of a pupil.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PupilCodeNote {
    /// Pupil.
    pub pupil_id: i64,
    /// The code.
    pub code: String,
    /// In use, not a former one.
    pub current: bool,
}

const PAIR: &str = "SELECT a.pupil_id AS first_id, b.pupil_id AS second_id FROM pupil_records a JOIN pupil_records b ON b.pupil_id > a.pupil_id \
     AND b.ended_load_id IS NULL AND ";

impl Store {
    /// Pairs that may be one child, by name; `most` at most. The scope reaches the whole municipality.
    pub async fn duplicate_candidates(&self, scope: &Scope, most: u64) -> Result<Vec<DuplicateRow>> {
        let mut sql = Sql::new(
            "SELECT p.public_id AS first_public_id, a.given_name AS first_given_name, a.family_name AS first_family_name, \
             a.birth_date AS first_birth_day, q.public_id AS second_public_id, b.given_name AS second_given_name, \
             b.family_name AS second_family_name, b.birth_date AS second_birth_day, \
             COALESCE(a.declared_address = b.declared_address, FALSE) AS same_address FROM (",
        );
        for (index, alike) in [
            "b.search_key = a.search_key",
            "b.given_name = a.family_name AND b.family_name = a.given_name",
            "b.birth_date = a.birth_date AND b.given_name = a.given_name AND b.declared_address = a.declared_address",
        ]
        .into_iter()
        .enumerate()
        {
            if index > 0 {
                sql.push(" UNION ");
            }
            sql.push(PAIR).push(alike).push(" WHERE a.ended_load_id IS NULL");
        }
        sql.push(
            ") pair JOIN pupils p ON p.id = pair.first_id JOIN pupils q ON q.id = pair.second_id \
             JOIN pupil_records a ON a.pupil_id = p.id AND a.ended_load_id IS NULL \
             JOIN pupil_records b ON b.pupil_id = q.id AND b.ended_load_id IS NULL \
             WHERE (a.birth_date IS NULL OR b.birth_date IS NULL OR a.birth_date = b.birth_date) AND NOT EXISTS \
             (SELECT 1 FROM distinct_pupils d WHERE d.first_id = pair.first_id AND d.second_id = pair.second_id) AND ",
        );
        reach::pupils(&mut sql, scope, "p.id");
        sql.push(" AND ");
        reach::pupils(&mut sql, scope, "q.id");
        sql.push(" ORDER BY a.sort_key, p.id, q.id LIMIT ")
            .bind(most as i64);
        sql.all(self.reading()).await
    }

    /// Pupils with these parts of the address, to be compared; in no order.
    pub async fn compared_pupils(&self, scope: &Scope, public_ids: &[&str]) -> Result<Vec<ComparedRow>> {
        let today = day::number(scope.on());
        let mut sql = Sql::new(
            "SELECT p.id, p.public_id, r.given_name, r.family_name, r.birth_date AS birth_day, CASE WHEN ",
        );
        reach::address_is_open(&mut sql, "p.id", today);
        sql.push(
            " THEN r.declared_address END AS address, \
             n.name AS institution, e.class, e.from_day, e.to_day, \
             (SELECT COUNT(*) FROM absences x WHERE x.pupil_id = p.id AND x.ended_load_id IS NULL) AS absences, \
             (SELECT COUNT(*) FROM marks x WHERE x.pupil_id = p.id AND x.ended_load_id IS NULL) AS marks \
             FROM pupils p JOIN pupil_records r ON r.pupil_id = p.id AND r.ended_load_id IS NULL \
             LEFT JOIN enrolments e ON e.id = (SELECT l.id FROM enrolments l WHERE l.pupil_id = p.id AND l.ended_load_id IS NULL \
             AND l.from_day <= ",
        );
        sql.bind(today).push(
            " ORDER BY l.from_day DESC, l.id DESC LIMIT 1) \
             LEFT JOIN institution_records n ON n.id = (SELECT MAX(m.id) FROM institution_records m \
             WHERE m.institution_id = e.institution_id AND m.ended_load_id IS NULL AND m.valid_to IS NULL) WHERE p.public_id IN ",
        );
        sql.bind_list(public_ids.iter().copied()).push(" AND ");
        reach::pupils(&mut sql, scope, "p.id");
        sql.all(self.reading()).await
    }

    /// Codes of pupils within reach, those in use first.
    pub async fn codes_of(&self, scope: &Scope, pupils: &[i64]) -> Result<Vec<PupilCodeNote>> {
        let mut sql = Sql::new(
            "SELECT c.pupil_id, c.code, c.current FROM pupil_codes c WHERE c.ended_load_id IS NULL AND c.pupil_id IN ",
        );
        sql.bind_list(pupils.iter().copied()).push(" AND ");
        reach::pupils(&mut sql, scope, "c.pupil_id");
        sql.push(" ORDER BY c.pupil_id, c.current DESC, c.id");
        sql.all(self.reading()).await
    }
}

impl Writing {
    /// Notes that two pupils are two children.
    pub async fn add_distinct_pupils(
        &self,
        one: i64,
        other: i64,
        reason: &str,
        user: i64,
        at: i64,
    ) -> Result<()> {
        Sql::new(
            "INSERT INTO distinct_pupils (first_id, second_id, reason, user_id, at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (first_id, second_id) DO UPDATE SET reason = excluded.reason, user_id = excluded.user_id, at = excluded.at",
        )
        .with(one.min(other))
        .with(one.max(other))
        .with(reason)
        .with(user)
        .with(at)
        .run(&self.0)
        .await?;
        Ok(())
    }
}
