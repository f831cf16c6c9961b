//! Names of pupils whom somebody counted: of those whom the reader reaches, and of nobody else.

use balsts_domain::access::Scope;
use sea_orm::FromQueryResult;

use crate::{Result, Store, reach, sql::Sql};

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

impl Store {
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
