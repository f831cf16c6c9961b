//! Children in out-of-family care, by who cares for them.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, day, reach, sql::Sql};

/// Children in one kind of care.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CareSum {
    /// The relation of the carer, as in files; none where no record says it.
    pub care: Option<String>,
    /// Children.
    pub children: i64,
}

impl Store {
    /// Children in out-of-family care on a day: with the circumstance `care` or a carer of one of these relations. Of several carers the relation
    /// named first counts.
    pub async fn care_sums(
        &self,
        scope: &Scope,
        on: Date,
        care: &str,
        relations: &[&'static str],
    ) -> Result<Vec<CareSum>> {
        let on = day::number(on);
        let in_force = |sql: &mut Sql, alias: &str| {
            sql.push(&format!(
                "{alias}.pupil_id = p.id AND {alias}.ended_load_id IS NULL AND ({alias}.from_day IS NULL OR {alias}.from_day <= "
            ));
            sql.bind(on)
                .push(&format!(") AND ({alias}.to_day IS NULL OR {alias}.to_day >= "));
            sql.bind(on).push(")");
        };
        let mut sql = Sql::new("SELECT s.care, CAST(COUNT(*) AS BIGINT) AS children FROM (SELECT p.id, CASE");
        for relation in relations {
            sql.push(" WHEN EXISTS (SELECT 1 FROM guardians g WHERE ");
            in_force(&mut sql, "g");
            sql.push(" AND g.relation = ")
                .bind(*relation)
                .push(") THEN ")
                .bind(*relation);
        }
        sql.push(" END AS care, CASE WHEN EXISTS (SELECT 1 FROM circumstances c WHERE ");
        in_force(&mut sql, "c");
        sql.push(" AND c.kind = ").bind(care);
        sql.push(") THEN 1 ELSE 0 END AS placed FROM pupils p WHERE ");
        reach::pupils(&mut sql, scope, "p.id");
        sql.push(") s WHERE s.care IS NOT NULL OR s.placed = 1 GROUP BY s.care ORDER BY s.care");
        sql.all(self.reading()).await
    }
}
