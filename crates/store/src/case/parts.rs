//! What belongs to a case: who takes part, the steps, the forms, what institutions added.

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Reach, Scope},
    cases::{
        FormKind, Party,
        form::{read_by, read_whole_by},
    },
};
use sea_orm::FromQueryResult;

use crate::{
    Result, Store, reach,
    sealed::{CASE_CIRCUMSTANCE, CASE_FORM, CASE_WORDS},
    sql::Sql,
};

/// Somebody takes or took part.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CasePartRow {
    /// Kind of institution.
    pub party: String,
    /// The school.
    pub institution_id: Option<i64>,
    /// Its name.
    pub institution: Option<String>,
    /// The named person.
    pub user_id: Option<i64>,
    /// Their name.
    pub user_name: Option<String>,
    /// From which day.
    pub from_day: i64,
    /// When the part ended.
    pub ended_at: Option<i64>,
}

/// A step of a case.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CaseEventRow {
    /// Place in the history.
    pub id: i64,
    /// What happened.
    pub event: String,
    /// State before.
    pub from_state: String,
    /// State after.
    pub to_state: String,
    /// Codes given along, as JSON.
    pub detail: String,
    /// What was written; empty for readers who may not read it.
    pub words: String,
    /// In which role.
    pub role: Option<String>,
    /// Who; none for the program.
    pub user_name: Option<String>,
    /// When.
    pub at: i64,
}

/// A short form.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CaseFormRow {
    /// Identifier.
    pub id: i64,
    /// Kind.
    pub kind: String,
    /// Values by field, as JSON.
    pub body: String,
    /// Which institution wrote it.
    pub party: String,
    /// Who.
    pub user_name: String,
    /// When.
    pub at: i64,
}

/// A circumstance that an institution added.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CaseCircumstanceRow {
    /// Identifier.
    pub id: i64,
    /// Factor or status.
    pub kind: String,
    /// What is known.
    pub words: String,
    /// Which institution added it.
    pub party: String,
    /// When.
    pub at: i64,
}

/// Somebody who can answer for a case.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CasePerson {
    /// Account.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Role.
    pub role: String,
}

fn of_case(sql: &mut Sql, scope: &Scope, case: i64) {
    sql.push(" WHERE c.id = ").bind(case).push(" AND ");
    reach::cases(sql, scope, "c");
}

/// Appends a condition on `f` and `c`: the forms that a party of the scope wrote, or that are of one of the `kinds` it reads.
fn forms_of(sql: &mut Sql, scope: &Scope, kinds: impl Fn(Party) -> Vec<&'static str>) {
    reach::cases_by_part(sql, scope, "c", |sql, part| {
        let party = match part {
            Reach::Institution(_) => Some(Party::School),
            Reach::Case { role, .. } => Party::of(*role),
            Reach::Municipality | Reach::Class { .. } | Reach::Danger | Reach::Own(_) | Reach::Meeting(_) => {
                None
            }
        };
        if let Some(party) = party {
            sql.push(" AND (f.party = ")
                .bind(party.code())
                .push(" OR f.kind IN ");
            sql.bind_list(kinds(party));
            sql.push(")");
        }
    });
}

/// A form for those who do not need every field of it. What cannot be read is given to nobody.
fn without_kept(kind: &str, body: &str) -> String {
    let mut values: BTreeMap<String, String> = serde_json::from_str(body).unwrap_or_default();
    if let Some(kind) = FormKind::from_code(kind) {
        values.retain(|field, _| !kind.keeps(field));
    }
    serde_json::to_string(&values).unwrap_or_default()
}

impl Store {
    /// Who takes or took part, in order.
    pub async fn case_parts(&self, scope: &Scope, case: i64) -> Result<Vec<CasePartRow>> {
        let mut sql = Sql::new(
            "SELECT t.party, t.institution_id, (SELECT MAX(n.name) FROM institution_records n \
             WHERE n.institution_id = t.institution_id AND n.ended_load_id IS NULL AND n.valid_to IS NULL) AS institution, \
             t.user_id, u.name AS user_name, t.from_day, t.ended_at FROM case_parts t JOIN cases c ON c.id = t.case_id \
             LEFT JOIN users u ON u.id = t.user_id",
        );
        of_case(&mut sql, scope, case);
        sql.push(" ORDER BY t.id");
        sql.all(self.reading()).await
    }

    /// The steps in order. What was written at them is for those whom `words` reaches.
    pub async fn case_events(
        &self,
        scope: &Scope,
        words: Option<&Scope>,
        case: i64,
    ) -> Result<Vec<CaseEventRow>> {
        let mut sql = Sql::new("SELECT v.id, v.event, v.from_state, v.to_state, v.detail, ");
        match words {
            Some(words) => {
                sql.push("CASE WHEN ");
                reach::cases(&mut sql, words, "c");
                sql.push(" THEN v.words ELSE '' END AS words");
            }
            None => {
                sql.push("'' AS words");
            }
        }
        sql.push(
            ", v.role, u.name AS user_name, v.at FROM case_events v JOIN cases c ON c.id = v.case_id \
             LEFT JOIN users u ON u.id = v.user_id",
        );
        of_case(&mut sql, scope, case);
        sql.push(" ORDER BY v.id");
        let mut rows = sql.all::<CaseEventRow>(self.reading()).await?;
        // Empty for those who may not read it.
        for row in rows.iter_mut().filter(|row| !row.words.is_empty()) {
            CASE_WORDS.reveal(self.key()?, row.id, &mut row.words)?;
        }
        Ok(rows)
    }

    /// The short forms in order: of each party those that are for it, without the fields that it does not need, and those it wrote itself.
    pub async fn case_forms(&self, scope: &Scope, case: i64) -> Result<Vec<CaseFormRow>> {
        #[derive(FromQueryResult)]
        struct Read {
            id: i64,
            kind: String,
            body: String,
            party: String,
            user_name: String,
            at: i64,
            whole: bool,
        }
        let mut sql = Sql::new("SELECT f.id, f.kind, f.body, f.party, u.name AS user_name, f.at, (");
        forms_of(&mut sql, scope, |party| {
            read_whole_by(party).map(FormKind::code).collect()
        });
        sql.push(
            ") AS whole FROM case_forms f JOIN cases c ON c.id = f.case_id JOIN users u ON u.id = f.user_id WHERE c.id = ",
        )
        .bind(case)
        .push(" AND ");
        forms_of(&mut sql, scope, |party| {
            read_by(party).map(FormKind::code).collect()
        });
        sql.push(" ORDER BY f.id");
        let mut forms = Vec::new();
        for mut row in sql.all::<Read>(self.reading()).await? {
            CASE_FORM.reveal(self.key()?, row.id, &mut row.body)?;
            if !row.whole {
                row.body = without_kept(&row.kind, &row.body);
            }
            forms.push(CaseFormRow {
                id: row.id,
                kind: row.kind,
                body: row.body,
                party: row.party,
                user_name: row.user_name,
                at: row.at,
            });
        }
        Ok(forms)
    }

    /// Circumstances that institutions added.
    pub async fn case_circumstances(&self, scope: &Scope, case: i64) -> Result<Vec<CaseCircumstanceRow>> {
        let mut sql = Sql::new(
            "SELECT x.id, x.kind, x.words, x.party, x.at FROM case_circumstances x JOIN cases c ON c.id = x.case_id",
        );
        of_case(&mut sql, scope, case);
        sql.push(" ORDER BY x.id");
        let mut rows = sql.all::<CaseCircumstanceRow>(self.reading()).await?;
        for row in &mut rows {
            CASE_CIRCUMSTANCE.reveal(self.key()?, row.id, &mut row.words)?;
        }
        Ok(rows)
    }

    /// The names of people of the municipality by their accounts.
    pub async fn names_of(&self, scope: &Scope, people: &[i64]) -> Result<BTreeMap<i64, String>> {
        #[derive(FromQueryResult)]
        struct Person {
            id: i64,
            name: String,
        }
        let mut sql = Sql::new("SELECT u.id, u.name FROM users u WHERE u.municipality_id = ");
        sql.bind(scope.municipality())
            .push(" AND u.id IN ")
            .bind_list(people.iter().copied());
        let rows = sql.all::<Person>(self.reading()).await?;
        Ok(rows.into_iter().map(|one| (one.id, one.name)).collect())
    }

    /// People of the municipality who hold one of the roles today; those of schools at the given one only.
    pub async fn case_people(
        &self,
        scope: &Scope,
        roles: &[&str],
        institution: Option<i64>,
    ) -> Result<Vec<CasePerson>> {
        let today = crate::day::number(scope.on());
        let mut sql = Sql::new(
            "SELECT u.id, MIN(u.name) AS name, MIN(a.role) AS role FROM users u JOIN assignments a ON a.user_id = u.id \
             WHERE u.disabled_at IS NULL AND u.municipality_id = ",
        );
        sql.bind(scope.municipality()).push(" AND a.role IN ");
        sql.bind_list(roles.iter().copied());
        sql.push(" AND (a.from_day IS NULL OR a.from_day <= ").bind(today);
        sql.push(") AND (a.to_day IS NULL OR a.to_day >= ").bind(today);
        sql.push(") AND (a.institution_id IS NULL OR a.institution_id = ")
            .bind(institution);
        sql.push(") GROUP BY u.id ORDER BY MIN(u.name), u.id");
        sql.all(self.reading()).await
    }
}
