//! Names of pupils whom somebody counted: of those whom the reader reaches, and of nobody else; for who may not be told them, how many there are at
//! each institution.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, day, reach, sql::Sql};

/// Pupils asked about in one statement.
const AT_ONCE: usize = 2_000;

/// A pupil by name.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct NamedPupil {
    /// Identifier.
    pub id: i64,
    /// The part of the address.
    pub public_id: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Sort key of the name.
    pub sort_key: String,
}

/// How many of some pupils an institution has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct PupilsThere {
    /// Institution.
    pub institution_id: i64,
    /// Pupils.
    pub pupils: i64,
}

impl Store {
    /// How many of some pupils there are at each institution within reach: each where the list of a grade began last that has them up to a day.
    pub async fn pupils_there(&self, scope: &Scope, on: Date, pupils: &[i64]) -> Result<Vec<PupilsThere>> {
        let mut found: Vec<PupilsThere> = Vec::new();
        for some in pupils.chunks(AT_ONCE) {
            let mut sql = Sql::new(
                "SELECT e.institution_id, CAST(COUNT(*) AS BIGINT) AS pupils FROM enrolments e WHERE e.id = (SELECT l.id FROM enrolments l \
                 WHERE l.pupil_id = e.pupil_id AND l.ended_load_id IS NULL AND l.grade IS NOT NULL AND l.from_day <= ",
            );
            sql.bind(day::number(on));
            sql.push(" ORDER BY l.from_day DESC, l.id DESC LIMIT 1) AND e.pupil_id IN ");
            sql.bind_list(some.iter().copied()).push(" AND ");
            reach::institutions(&mut sql, scope, "e.institution_id");
            sql.push(" GROUP BY e.institution_id ORDER BY e.institution_id");
            for row in sql.all::<PupilsThere>(self.reading()).await? {
                match found
                    .iter_mut()
                    .find(|one| one.institution_id == row.institution_id)
                {
                    Some(known) => known.pupils += row.pupils,
                    None => found.push(row),
                }
            }
        }
        Ok(found)
    }

    /// Those of some pupils whom a scope reaches, by name.
    pub async fn named_pupils(&self, scope: &Scope, pupils: &[i64]) -> Result<Vec<NamedPupil>> {
        let mut found: Vec<NamedPupil> = Vec::new();
        for some in pupils.chunks(AT_ONCE) {
            let mut sql = Sql::new(
                "SELECT p.id, p.public_id, r.given_name, r.family_name, r.sort_key FROM pupils p JOIN pupil_records r \
                 ON r.pupil_id = p.id AND r.ended_load_id IS NULL WHERE p.id IN ",
            );
            sql.bind_list(some.iter().copied()).push(" AND ");
            reach::pupils(&mut sql, scope, "p.id");
            found.extend(sql.all::<NamedPupil>(self.reading()).await?);
        }
        found.sort_by(|a, b| (&a.sort_key, a.id).cmp(&(&b.sort_key, b.id)));
        Ok(found)
    }
}
