//! Which pupils are looked at, and with whose eyes.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, day, reach, sql::Sql};

/// Which pupils of the scope.
#[derive(Debug, Clone, Copy, Default)]
pub struct Selection<'a> {
    /// Those once enrolled here by the day.
    pub institution: Option<i64>,
    /// These.
    pub pupils: Option<&'a [i64]>,
}

/// What was known at a time: the last load by then, and the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The last load; 0 before the first.
    pub load: i64,
    /// The end of the day, microseconds.
    pub until: i64,
}

/// How a pupil is named in a list.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Listed {
    /// Identifier.
    pub id: i64,
    /// Identifier in addresses.
    pub public_id: String,
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Order of names.
    pub sort_key: Option<String>,
    /// Personal code.
    pub personal_code: Option<String>,
    /// Code given by an institution.
    pub pupil_code: Option<String>,
}

/// How many ids one statement is given.
pub(super) const MOST_IDS: usize = 2_000;

impl Store {
    /// Pupils of a selection within the scope, by id. Who was merged into another is not among them.
    pub async fn selected_pupils(
        &self,
        scope: &Scope,
        selection: Selection<'_>,
        on: Date,
        known: Option<Known>,
    ) -> Result<Vec<i64>> {
        let Some(ids) = selection.pupils else {
            return self.select(scope, selection, None, on, known).await;
        };
        let mut sorted = ids.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        let mut found = Vec::with_capacity(sorted.len());
        for part in sorted.chunks(MOST_IDS) {
            found.extend(self.select(scope, selection, Some(part), on, known).await?);
        }
        Ok(found)
    }

    async fn select(
        &self,
        scope: &Scope,
        selection: Selection<'_>,
        ids: Option<&[i64]>,
        on: Date,
        known: Option<Known>,
    ) -> Result<Vec<i64>> {
        let mut sql = Sql::new("SELECT p.id FROM pupils p WHERE p.municipality_id = ");
        sql.bind(scope.municipality())
            .push(" AND p.merged_into_id IS NULL AND ");
        reach::pupils(&mut sql, scope, "p.id");
        if let Some(ids) = ids {
            sql.push(" AND p.id IN ").bind_list(ids.iter().copied());
        }
        if let Some(known) = known {
            sql.push(" AND (p.created_load_id IS NULL OR p.created_load_id <= ")
                .bind(known.load)
                .push(")");
        }
        if let Some(institution) = selection.institution {
            sql.push(
                " AND EXISTS (SELECT 1 FROM enrolments e WHERE e.pupil_id = p.id AND e.institution_id = ",
            )
            .bind(institution);
            match known {
                None => sql.push(" AND e.ended_load_id IS NULL"),
                Some(known) => sql.push(" AND e.load_id <= ").bind(known.load),
            };
            sql.push(" AND e.from_day <= ").bind(day::number(on)).push(")");
        }
        sql.push(" ORDER BY p.id");
        sql.integers(self.reading()).await
    }

    /// A pupil of the scope by the identifier in addresses.
    pub async fn pupil_id(&self, scope: &Scope, public_id: &str) -> Result<i64> {
        let mut sql = Sql::new("SELECT p.id FROM pupils p WHERE p.public_id = ");
        sql.bind(public_id).push(" AND ");
        reach::pupils(&mut sql, scope, "p.id");
        sql.integer(self.reading()).await?.ok_or(StoreError::NotFound)
    }

    /// A pupil of the scope by personal code, former code or the code of an institution, in any of these spellings.
    pub async fn pupil_of_code(&self, scope: &Scope, spellings: &[String]) -> Result<i64> {
        let mut sql =
            Sql::new("SELECT p.id FROM pupils p JOIN pupil_codes c ON c.pupil_id = p.id WHERE c.code IN ");
        sql.bind_list(spellings.iter().map(String::as_str))
            .push(" AND c.municipality_id = ")
            .bind(scope.municipality());
        sql.push(" AND c.ended_load_id IS NULL AND ");
        reach::pupils(&mut sql, scope, "p.id");
        sql.push(" ORDER BY CASE WHEN c.kind = 'personal' THEN 0 ELSE 1 END LIMIT 1");
        sql.integer(self.reading()).await?.ok_or(StoreError::NotFound)
    }

    /// The names of pupils within the scope, by id.
    pub async fn listed_pupils(&self, scope: &Scope, ids: &[i64]) -> Result<Vec<Listed>> {
        let mut found = Vec::with_capacity(ids.len());
        for part in ids.chunks(MOST_IDS) {
            let mut sql = Sql::new(
                "SELECT p.id, p.public_id, r.given_name, r.family_name, r.sort_key, \
                 (SELECT MAX(c.code) FROM pupil_codes c WHERE c.pupil_id = p.id AND c.ended_load_id IS NULL AND c.current \
                 AND c.kind = 'personal') AS personal_code, \
                 (SELECT MAX(c.code) FROM pupil_codes c WHERE c.pupil_id = p.id AND c.ended_load_id IS NULL AND c.current \
                 AND c.kind = 'institution') AS pupil_code \
                 FROM pupils p LEFT JOIN pupil_records r ON r.pupil_id = p.id AND r.ended_load_id IS NULL WHERE p.id IN ",
            );
            sql.bind_list(part.iter().copied()).push(" AND ");
            reach::pupils(&mut sql, scope, "p.id");
            sql.push(" ORDER BY p.id");
            found.extend(sql.all::<Listed>(self.reading()).await?);
        }
        Ok(found)
    }

    /// The last load of the municipality by a time, for what was known then.
    pub async fn known_until(&self, municipality: i64, until: i64) -> Result<Known> {
        let load = Sql::new("SELECT MAX(id) FROM loads WHERE municipality_id = $1 AND loaded_at <= $2")
            .with(municipality)
            .with(until)
            .integer(self.reading())
            .await?;
        Ok(Known {
            load: load.unwrap_or(0),
            until,
        })
    }
}
