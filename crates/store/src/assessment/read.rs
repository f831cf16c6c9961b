//! Reads what the signals need, a row a pupil: the database passes once over a pupil's records and packs them.

use std::collections::HashMap;

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::QueryResult;

use super::records::{DAY_SHIFT, KIND_BITS, StoredPupil};
use super::select::{Known, MOST_IDS};
use crate::pack::{Item, RECORD};
use crate::{Result, Store, absence_total, day, sql::Sql};

/// What is read of each pupil.
#[derive(Debug, Clone)]
pub struct ReadPlan {
    /// The last day of records.
    pub on: Date,
    /// Until when people's own records count, microseconds: the end of that day or of what was known, whichever comes first.
    pub until: i64,
    /// The first day of absences.
    pub absences_since: Date,
    /// The first day of marks.
    pub marks_since: Date,
    /// Beginnings of the names of the subject whose current marks rules look at, lower case.
    pub subjects: Vec<String>,
    /// As it was known at a time; as it is known now otherwise.
    pub known: Option<Known>,
    /// Whether the results of the last evaluation and the decisions in force come along.
    pub results: bool,
    /// Whether only lists and absences are read: all that is asked of the signals of absence.
    pub attendance_only: bool,
}

/// The sources that lists and absences are in.
const ATTENDANCE: [&str; 4] = ["pupil_records", "enrolments", "absences", "absence_totals"];

/// Where records of a pupil are.
struct Source {
    /// What they are called in [`StoredPupil::add`].
    name: &'static str,
    table: &'static str,
    item: String,
    /// The last day or instant of a record, bounded by the plan.
    bound: Bound,
    shape: Shape,
    /// Whether rows came with loads; otherwise people wrote them.
    loaded: bool,
}

enum Bound {
    None,
    /// Rows with this day from then until the day of the plan.
    Days(&'static str, Date),
    /// Rows with this day until the day of the plan.
    Until(&'static str),
    /// Rows written until then: see [`ReadPlan::until`].
    Written(&'static str),
}

enum Shape {
    /// One record a row.
    Rows,
    /// One record for the rows of a day.
    ByDay,
    /// A single value of all rows.
    Value,
}

impl Source {
    fn rows(table: &'static str, item: Item, bound: Bound) -> Self {
        Self {
            name: table,
            table,
            item: item.sql(),
            bound,
            shape: Shape::Rows,
            loaded: true,
        }
    }

    fn written(table: &'static str, item: Item, bound: Bound) -> Self {
        Self {
            loaded: false,
            ..Self::rows(table, item, bound)
        }
    }

    /// The condition on rows of `t`, after the one on the pupil.
    fn condition(&self, sql: &mut Sql, plan: &ReadPlan, then: Then) {
        if self.loaded {
            match then {
                Then::Current => {
                    sql.push(" AND t.ended_load_id IS NULL");
                }
                Then::StillCurrent(known) => {
                    sql.push(" AND t.ended_load_id IS NULL AND t.load_id <= ")
                        .bind(known.load);
                }
                Then::EndedSince(known) => {
                    sql.push(" AND t.ended_load_id > ").bind(known.load);
                    sql.push(" AND t.load_id <= ").bind(known.load);
                }
            }
        }
        match self.bound {
            Bound::None => {}
            Bound::Days(column, since) => {
                sql.push(&format!(" AND t.{column} >= ")).bind(day::number(since));
                sql.push(&format!(" AND t.{column} <= "))
                    .bind(day::number(plan.on));
            }
            Bound::Until(column) => {
                sql.push(&format!(" AND t.{column} <= "))
                    .bind(day::number(plan.on));
            }
            Bound::Written(column) => {
                sql.push(&format!(" AND t.{column} <= ")).bind(plan.until);
            }
        }
    }

    /// All records of the pupil `p.id` as one text.
    fn of_pupil(&self, sql: &mut Sql, plan: &ReadPlan, then: Then) {
        let (item, table) = (&self.item, self.table);
        match self.shape {
            Shape::Rows => sql.push(&format!("(SELECT string_agg({item}, '{RECORD}') FROM {table} t WHERE t.pupil_id = p.id")),
            Shape::Value => sql.push(&format!("(SELECT {item} FROM {table} t WHERE t.pupil_id = p.id")),
            Shape::ByDay => sql.push(&format!(
                "(SELECT string_agg(q.x, '{RECORD}') FROM (SELECT {item} AS x FROM {table} t WHERE t.pupil_id = p.id"
            )),
        };
        self.condition(sql, plan, then);
        sql.push(match self.shape {
            Shape::Rows | Shape::Value => ")",
            Shape::ByDay => " GROUP BY t.day) q)",
        });
    }
}

/// With whose eyes a row is looked at.
#[derive(Clone, Copy)]
enum Then {
    /// Rows in force.
    Current,
    /// Rows in force that were already known.
    StillCurrent(Known),
    /// Rows then in force that a later load ended.
    EndedSince(Known),
}

/// Whether a total has lessons of its own, as they were known.
fn by_lesson(plan: &ReadPlan) -> String {
    let then = match plan.known {
        None => "b.ended_load_id IS NULL".to_owned(),
        Some(Known { load, .. }) => {
            format!("b.load_id <= {load} AND (b.ended_load_id IS NULL OR b.ended_load_id > {load})")
        }
    };
    absence_total::by_lesson("t", &then)
}

fn sources(plan: &ReadPlan) -> Vec<Source> {
    let lessons = format!(
        "t.day * {} + SUM(CASE t.kind WHEN 0 THEN 1 WHEN 1 THEN {} WHEN 2 THEN {} ELSE {} END)",
        1_i64 << DAY_SHIFT,
        1_i64 << KIND_BITS,
        1_i64 << (2 * KIND_BITS),
        1_i64 << (3 * KIND_BITS)
    );
    let mark = Item::default()
        .number("t.day")
        .text("t.kind")
        .text("t.value")
        .text("t.subject")
        .sql();
    // Current marks are many; rules look at those of one subject and at work not assessed. First letters narrow enough, the rule itself
    // compares the names.
    let letters = plan.subjects.iter().filter_map(|subject| subject.chars().next());
    let letters = letters.filter(|letter| letter.is_alphabetic());
    let mut letters: Vec<String> = letters
        .flat_map(|letter| {
            [
                letter.to_lowercase().to_string(),
                letter.to_uppercase().to_string(),
            ]
        })
        .map(|letter| format!("'{letter}'"))
        .collect();
    letters.push("' '".to_owned());
    let told = format!(
        "CASE WHEN t.kind <> 'current' OR SUBSTR(t.subject, 1, 1) IN ({}) OR t.value = 'nv' THEN {mark} END",
        letters.join(", ")
    );
    let item = Item::default;
    let mut all = vec![
        Source::rows(
            "pupil_records",
            item()
                .maybe_number("t.birth_date")
                .maybe_text("t.declared_municipality")
                .maybe_text("t.home_language"),
            Bound::None,
        ),
        Source::rows(
            "enrolments",
            item()
                .number("t.institution_id")
                .number("t.from_day")
                .maybe_number("t.to_day")
                .maybe_number("t.grade")
                .maybe_text("t.programme_code")
                .maybe_text("t.study_form")
                .flag("t.repeats_year")
                .maybe_text("t.leaving_reason")
                .text("t.class"),
            Bound::Until("from_day"),
        ),
        Source {
            name: "absences",
            table: "absences",
            item: item().number(&lessons).sql(),
            bound: Bound::Days("day", plan.absences_since),
            shape: Shape::ByDay,
            loaded: true,
        },
        Source::rows(
            "absence_totals",
            item()
                .number("t.institution_id")
                .number("t.from_day")
                .number("t.to_day")
                .number("t.unexcused")
                .number("t.illness")
                .number("t.excused")
                .number(&format!("CASE WHEN {} THEN 1 ELSE 0 END", by_lesson(plan))),
            Bound::Days("to_day", plan.absences_since),
        ),
        Source {
            name: "marks",
            table: "marks",
            item: told,
            bound: Bound::Days("day", plan.marks_since),
            shape: Shape::Rows,
            loaded: true,
        },
        Source {
            name: "newest_mark",
            table: "marks",
            item: "CAST(MAX(t.day) AS TEXT)".to_owned(),
            bound: Bound::Days("day", plan.marks_since),
            shape: Shape::Value,
            loaded: true,
        },
        Source::rows(
            "exams",
            item()
                .number("t.day")
                .number("t.grade")
                .number("t.percent")
                .text("t.subject"),
            Bound::Until("day"),
        ),
        Source::rows(
            "incidents",
            item()
                .number("t.id")
                .number("t.day")
                .number("t.institution_id")
                .text("t.role")
                .text("t.kind"),
            Bound::Until("day"),
        ),
        Source::rows(
            "extracurricular",
            item().number("t.from_day").maybe_number("t.to_day"),
            Bound::Until("from_day"),
        ),
        Source::rows(
            "circumstances",
            item()
                .number("t.from_day")
                .maybe_number("t.to_day")
                .text("t.kind"),
            Bound::Until("from_day"),
        ),
        Source::rows(
            "declared_children",
            item().flag("t.basic_education_completed").maybe_text("t.status"),
            Bound::None,
        ),
        Source::written(
            "risk_factors",
            item()
                .number("t.opened_day")
                .maybe_number("t.closed_day")
                .text("t.factor"),
            Bound::Until("opened_day"),
        ),
        Source {
            shape: Shape::Value,
            // The newest finding: its time stands before it, so that the greatest text is the newest.
            item: "SUBSTR(MAX(CAST(1000000000000000000 + t.at AS TEXT) || t.status), 20)".to_owned(),
            ..Source::written("declared_findings", item(), Bound::Written("at"))
        },
        Source::written(
            "concerns",
            item()
                .number("t.id")
                .number("t.sent_at")
                .maybe_number("t.answered_at")
                .maybe_number("t.settled_at")
                .flag("t.danger")
                .text("t.state")
                .text("t.factors"),
            Bound::Written("sent_at"),
        ),
        Source::written(
            "duties",
            item()
                .number("t.id")
                .number("t.due_day")
                .maybe_number("t.done_at")
                .flag("t.withdrawn_at IS NOT NULL")
                .maybe_number("t.institution_id")
                .text("t.code")
                .text("t.about"),
            Bound::None,
        ),
    ];
    if plan.results {
        all.push(Source::written(
            "signals",
            item()
                .number("t.since_day")
                .flag("t.restricted")
                .flag("t.stand_in")
                .text("t.code"),
            Bound::None,
        ));
        all.push(Source {
            item: format!(
                "CASE WHEN t.superseded_at IS NULL THEN {} END",
                item()
                    .number("t.id")
                    .number("t.proposed_level")
                    .maybe_number("t.level")
                    .flag("t.restricted")
                    .number("t.at")
                    .text("t.action")
                    .text("t.basis")
                    .sql()
            ),
            ..Source::written("level_decisions", item(), Bound::None)
        });
    }
    if plan.attendance_only {
        all.retain(|source| ATTENDANCE.contains(&source.name));
    }
    all
}

impl Store {
    /// What is stored of these pupils, in the order of their ids. The scope has chosen them: see [`Store::selected_pupils`].
    pub async fn stored_pupils(
        &self,
        scope: &Scope,
        plan: &ReadPlan,
        ids: &[i64],
    ) -> Result<Vec<StoredPupil>> {
        let sources = sources(plan);
        let mut pupils: Vec<StoredPupil> = Vec::with_capacity(ids.len());
        for part in ids.chunks(MOST_IDS) {
            let start = pupils.len();
            let mut sql = Sql::new("SELECT p.id");
            for source in &sources {
                sql.push(", ");
                source.of_pupil(
                    &mut sql,
                    plan,
                    plan.known.map_or(Then::Current, Then::StillCurrent),
                );
            }
            sql.push(" FROM pupils p WHERE p.municipality_id = ")
                .bind(scope.municipality());
            choose(&mut sql, "p.id", part);
            sql.push(" ORDER BY p.id");
            for row in sql.rows(self.reading()).await? {
                let pupil = unpack(&row, &sources)?;
                // A stretch of ids may hold pupils who were not chosen.
                if part.binary_search(&pupil.id).is_ok() {
                    pupils.push(pupil);
                }
            }
            if let Some(known) = plan.known {
                self.add_ended(&sources, plan, known, part, &mut pupils[start..])
                    .await?;
            }
        }
        for pupil in &mut pupils {
            pupil.settle();
        }
        Ok(pupils)
    }

    /// Adds the rows that were in force at that time and were ended since.
    async fn add_ended(
        &self,
        sources: &[Source],
        plan: &ReadPlan,
        known: Known,
        ids: &[i64],
        pupils: &mut [StoredPupil],
    ) -> Result<()> {
        let places: HashMap<i64, usize> = pupils
            .iter()
            .enumerate()
            .map(|(at, pupil)| (pupil.id, at))
            .collect();
        for source in sources.iter().filter(|source| source.loaded) {
            let (item, table) = (&source.item, source.table);
            let (select, group) = match source.shape {
                Shape::Rows => (
                    format!("SELECT t.pupil_id, {item} AS x FROM {table} t WHERE TRUE"),
                    "",
                ),
                Shape::ByDay => (
                    format!("SELECT t.pupil_id, {item} AS x FROM {table} t WHERE TRUE"),
                    " GROUP BY t.pupil_id, t.day",
                ),
                Shape::Value => (
                    format!("SELECT t.pupil_id, {item} AS x FROM {table} t WHERE TRUE"),
                    " GROUP BY t.pupil_id",
                ),
            };
            let mut sql = Sql::new(&select);
            source.condition(&mut sql, plan, Then::EndedSince(known));
            choose(&mut sql, "t.pupil_id", ids);
            sql.push(group);
            for row in sql.rows(self.reading()).await? {
                let id: i64 = row.try_get_by_index(0)?;
                let text: Option<String> = row.try_get_by_index(1)?;
                if let (Some(at), Some(text)) = (places.get(&id), text) {
                    pupils[*at].add(source.name, &text);
                }
            }
        }
        Ok(())
    }
}

/// Bounds ids: as a stretch where most of it is wanted, else one by one.
fn choose(sql: &mut Sql, column: &str, ids: &[i64]) {
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else {
        sql.push(" AND FALSE");
        return;
    };
    if last - first < 2 * ids.len() as i64 {
        sql.push(&format!(" AND {column} >= ")).bind(*first);
        sql.push(&format!(" AND {column} <= ")).bind(*last);
    } else {
        sql.push(&format!(" AND {column} IN "))
            .bind_list(ids.iter().copied());
    }
}

fn unpack(row: &QueryResult, sources: &[Source]) -> Result<StoredPupil> {
    let mut pupil = StoredPupil {
        id: row.try_get_by_index(0)?,
        ..StoredPupil::default()
    };
    for (at, source) in sources.iter().enumerate() {
        if let Some(text) = row.try_get_by_index::<Option<String>>(at + 1)? {
            pupil.add(source.name, &text);
        }
    }
    Ok(pupil)
}
