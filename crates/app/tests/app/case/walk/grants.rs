//! What a reader may see, reckoned from the access table and from plain facts of the record. It must not ask the statements that are under test
//! here for anything.

use balsts_domain::{
    access::{Action, Grant, Resource, Role, grant},
    calendar::day_number,
    cases::{Party, ReportField, form, report},
};
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, DatabaseConnection, QueryResult, Statement, TryGetable};

/// Somebody who reads.
#[derive(Debug, Clone)]
pub struct Reader {
    pub role: Role,
    pub institution: Option<i64>,
    pub class: Option<&'static str>,
    pub user: i64,
}

/// A case, and the institutions that take part in it on the day.
#[derive(Debug, Clone)]
pub struct CaseFacts {
    pub id: i64,
    pub public_id: String,
    pub pupil: i64,
    pub open: bool,
    lead: String,
    /// It is older than an adoption.
    secret: bool,
    parts: Vec<(String, Option<i64>)>,
}

/// A written report: case, recipient, author.
#[derive(Debug, Clone)]
pub struct ReportFacts {
    pub id: i64,
    pub case: i64,
    pub recipient: Party,
    author: i64,
}

/// A form: case, kind and the institution that wrote it.
#[derive(Debug, Clone)]
struct FormFacts {
    id: i64,
    case: i64,
    kind: String,
    party: String,
}

/// What is so on a day.
#[derive(Debug, Clone)]
pub struct Facts {
    pub cases: Vec<CaseFacts>,
    pub reports: Vec<ReportFacts>,
    forms: Vec<FormFacts>,
    enrolled: Vec<(i64, i64, String)>,
    /// Pupil and institution of the concerns that are not settled.
    worries: Vec<(i64, i64)>,
    in_danger: Vec<i64>,
    protected: Vec<i64>,
}

pub async fn rows(raw: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    let statement = Statement::from_string(raw.get_database_backend(), sql);
    raw.query_all_raw(statement).await.unwrap()
}

pub fn at<T: TryGetable>(row: &QueryResult, column: usize) -> T {
    row.try_get_by_index(column).unwrap()
}

async fn pupils(raw: &DatabaseConnection, sql: &str) -> Vec<i64> {
    rows(raw, sql).await.iter().map(|row| at(row, 0)).collect()
}

impl Facts {
    pub async fn on(raw: &DatabaseConnection, today: Date) -> Self {
        let day = day_number(today);
        let parts = format!(
            "SELECT case_id, party, institution_id FROM case_parts \
             WHERE ended_at IS NULL AND user_id IS NULL AND from_day <= {day}"
        );
        let parts: Vec<(i64, String, Option<i64>)> = rows(raw, &parts)
            .await
            .iter()
            .map(|row| (at(row, 0), at(row, 1), at(row, 2)))
            .collect();
        let cases = format!(
            "SELECT c.id, c.public_id, c.pupil_id, c.lead, c.state, (SELECT COUNT(*) FROM protections x \
             WHERE x.pupil_id = c.pupil_id AND x.kind = 'adoption' AND x.from_day > c.opened_day AND x.from_day <= {day}) \
             FROM cases c ORDER BY c.id"
        );
        let cases = rows(raw, &cases)
            .await
            .iter()
            .map(|row| {
                let id: i64 = at(row, 0);
                let own = parts.iter().filter(|(case, ..)| *case == id);
                CaseFacts {
                    id,
                    public_id: at(row, 1),
                    pupil: at(row, 2),
                    lead: at(row, 3),
                    open: at::<String>(row, 4) != "closed",
                    secret: at::<i64>(row, 5) > 0,
                    parts: own
                        .map(|(_, party, institution)| (party.clone(), *institution))
                        .collect(),
                }
            })
            .collect();
        let reports = rows(raw, "SELECT id, case_id, recipient, author_id FROM case_reports").await;
        let forms = rows(raw, "SELECT id, case_id, kind, party FROM case_forms").await;
        let worries =
            "SELECT pupil_id, institution_id FROM concerns WHERE state NOT IN ('not_confirmed', 'settled')";
        let worries = rows(raw, worries).await;
        let enrolled = format!(
            "SELECT pupil_id, institution_id, class FROM enrolments \
             WHERE ended_load_id IS NULL AND from_day <= {day} AND (to_day IS NULL OR to_day >= {day})"
        );
        let protected = format!(
            "SELECT pupil_id FROM protections \
             WHERE kind = 'address' AND from_day <= {day} AND (to_day IS NULL OR to_day >= {day})"
        );
        Self {
            cases,
            reports: reports
                .iter()
                .map(|row| ReportFacts {
                    id: at(row, 0),
                    case: at(row, 1),
                    recipient: Party::from_code(&at::<String>(row, 2)).unwrap(),
                    author: at(row, 3),
                })
                .collect(),
            forms: forms
                .iter()
                .map(|row| FormFacts {
                    id: at(row, 0),
                    case: at(row, 1),
                    kind: at(row, 2),
                    party: at(row, 3),
                })
                .collect(),
            enrolled: rows(raw, &enrolled)
                .await
                .iter()
                .map(|row| (at(row, 0), at(row, 1), at(row, 2)))
                .collect(),
            worries: worries.iter().map(|row| (at(row, 0), at(row, 1))).collect(),
            in_danger: pupils(
                raw,
                "SELECT pupil_id FROM duties WHERE code = 'protect_child' AND pupil_id IS NOT NULL \
                 AND done_at IS NULL AND withdrawn_at IS NULL",
            )
            .await,
            protected: pupils(raw, &protected).await,
        }
    }

    pub fn open_case(&self, pupil: i64) -> Option<&CaseFacts> {
        self.cases.iter().find(|case| case.pupil == pupil && case.open)
    }

    pub fn named(&self, public_id: &str) -> &CaseFacts {
        self.cases
            .iter()
            .find(|case| case.public_id == public_id)
            .unwrap()
    }

    fn numbered(&self, id: i64) -> &CaseFacts {
        self.cases.iter().find(|case| case.id == id).unwrap()
    }

    /// What the table grants of a child's record.
    pub fn child(&self, reader: &Reader, resource: Resource, pupil: i64) -> bool {
        let enrolled = |class: Option<&str>| {
            self.enrolled.iter().any(|(of, institution, in_class)| {
                *of == pupil
                    && Some(*institution) == reader.institution
                    && class.is_none_or(|class| class == in_class.as_str())
            })
        };
        let in_case = || {
            let mut own = self.cases.iter().filter(|case| case.pupil == pupil);
            own.any(|case| takes_part(reader, case))
        };
        match grant(reader.role, Action::Read, resource) {
            Some(Grant::Municipality) => true,
            Some(Grant::Institution) => enrolled(None),
            Some(Grant::Class) => reader.class.is_some() && enrolled(reader.class),
            Some(Grant::Danger) => self.in_danger.contains(&pupil) || in_case(),
            Some(Grant::Case) => in_case(),
            Some(Grant::Own | Grant::Meeting | Grant::Part) | None => false,
        }
    }

    /// A school that was told of a worry about a child has it until it is settled, while no list has the child.
    pub fn worry(&self, reader: &Reader, pupil: i64) -> bool {
        grant(reader.role, Action::Read, Resource::Concern) == Some(Grant::Institution)
            && self.enrolled.iter().all(|(of, ..)| *of != pupil)
            && self
                .worries
                .iter()
                .any(|(of, institution)| *of == pupil && Some(*institution) == reader.institution)
    }

    /// A child's name stands in its own record and in its cases.
    pub fn name(&self, reader: &Reader, pupil: i64) -> bool {
        let mut own = self.cases.iter().filter(|case| case.pupil == pupil);
        self.child(reader, Resource::Pupil, pupil)
            || own.any(|case| case_granted(reader, Resource::Case, case))
    }

    /// An address that is protected is for those alone who may know what is protected.
    pub fn address(&self, reader: &Reader, pupil: i64) -> bool {
        self.child(reader, Resource::Address, pupil) && self.unprotected(reader, pupil)
    }

    fn unprotected(&self, reader: &Reader, pupil: i64) -> bool {
        !self.protected.contains(&pupil) || self.child(reader, Resource::Protection, pupil)
    }

    /// A school reads all reports of its case; an institution those to it, those it wrote, and all where it leads.
    pub fn report(&self, reader: &Reader, id: i64) -> bool {
        let report = self.reported(id);
        let case = self.numbered(report.case);
        let own = Party::of(reader.role);
        case_granted(reader, Resource::CaseReport, case)
            && (grant(reader.role, Action::Read, Resource::CaseReport) == Some(Grant::Institution)
                || own == Some(report.recipient)
                || own.is_some_and(|own| own.code() == case.lead)
                || report.author == reader.user)
    }

    pub fn reported(&self, id: i64) -> &ReportFacts {
        self.reports.iter().find(|report| report.id == id).unwrap()
    }

    /// Whether a report that the reader may read may hold a field for them.
    pub fn in_report(&self, reader: &Reader, id: i64, field: ReportField) -> bool {
        let report = self.reported(id);
        let held = report::fields_for(report.recipient).is_some_and(|fields| fields.contains(&field));
        let pupil = self.numbered(report.case).pupil;
        held && (field != ReportField::Address || self.unprotected(reader, pupil))
    }

    /// A form is read by the institution that wrote it and by those for which its kind is.
    pub fn form(&self, reader: &Reader, id: i64) -> bool {
        let found = self.forms.iter().find(|form| form.id == id).unwrap();
        let is_for = Party::of(reader.role).is_some_and(|own| {
            own.code() == found.party || form::read_by(own).any(|kind| kind.code() == found.kind)
        });
        is_for && case_granted(reader, Resource::CaseForm, self.numbered(found.case))
    }
}

/// What the table grants of a case.
pub fn case_granted(reader: &Reader, resource: Resource, case: &CaseFacts) -> bool {
    match grant(reader.role, Action::Read, resource) {
        Some(Grant::Municipality) => !case.secret,
        Some(Grant::Institution) => {
            let school = (Party::School.code().to_owned(), reader.institution);
            !case.secret && case.parts.contains(&school)
        }
        Some(Grant::Danger | Grant::Case) => takes_part(reader, case),
        Some(Grant::Class | Grant::Own | Grant::Meeting | Grant::Part) | None => false,
    }
}

/// The institution takes part; a case that is older than an adoption is the orphans' court's alone.
fn takes_part(reader: &Reader, case: &CaseFacts) -> bool {
    let of = Party::of(reader.role);
    of.is_some_and(|of| case.parts.iter().any(|(party, _)| party == of.code()))
        && (!case.secret || reader.role == Role::OrphansCourt)
}
