//! The list of pupils to work with: one statement for the rows and their reasons, driven by what the scope reaches. What only shown rows
//! need is read for the rows of the page alone.

use balsts_domain::access::{Reach, Scope};

use crate::{
    Result, Store, day,
    pack::{Fields, Item, RECORD, ROW, records, rows},
    reach,
    sealed::PLACE,
    sql::Sql,
};

/// Orders of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PupilOrder {
    /// Highest level of support first, then class, then name.
    #[default]
    Level,
    /// By class, then name.
    Class,
    /// By name.
    Name,
}

/// Which pupils.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PupilFilter {
    /// Institution.
    pub institution: Option<i64>,
    /// Class as in the enrolments.
    pub class: Option<String>,
    /// All classes of a grade.
    pub grade: Option<u8>,
    /// Levels of support, 1–4; empty: all from 1; with `everybody` also those without.
    pub levels: Vec<i64>,
    /// Also pupils for whom nothing was found.
    pub everybody: bool,
    /// Code of a signal.
    pub signal: Option<String>,
    /// Kinds of circumstances of which one is open, for readers entitled to circumstances; for others that is nobody.
    pub kinds: Option<Vec<&'static str>>,
    /// Folded words, each of which begins a word of the name.
    pub search: Vec<String>,
    /// A personal code as stored, with its hyphen.
    pub code: Option<String>,
    /// Something is overdue.
    pub overdue: bool,
    /// The level is new since this day.
    pub since: Option<jiff::civil::Date>,
    /// Some signals lack data.
    pub not_enough_data: bool,
    /// Order.
    pub order: PupilOrder,
    /// Place after which to go on, as [`Store::pupil_place`] gave it.
    pub after: Option<String>,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PupilRow {
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
    /// Institution.
    pub institution_id: i64,
    /// Its name.
    pub institution: String,
    /// Class.
    pub class: String,
    /// Sort key of the class.
    pub class_key: String,
    /// Level of support that the reader may see: 0 none, 1–4.
    pub level: i64,
    /// Since when.
    pub since_day: Option<i64>,
    /// Signals without enough data; none when never assessed.
    pub unknown_count: Option<i64>,
    /// Lessons missed by week, JSON; none when never assessed.
    pub trend: Option<String>,
    /// Code and day of the next duty that every reader of the pupil sees.
    pub duty: Option<(String, i64)>,
    /// Name of the class teacher who has an account.
    pub responsible: Option<String>,
    /// The reasons that the reader may see, strongest first.
    pub reasons: Vec<ReasonRow>,
}

/// A reason, as stored by the assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonRow {
    /// Code of the signal.
    pub code: String,
    /// Level it proposes.
    pub level: i64,
    /// The reading as JSON.
    pub body: String,
}

impl PupilRow {
    /// Takes a row apart; none for one that is not as [`Store::pupil_rows`] packed it.
    fn unpacked(mut of: Fields<'_>) -> Option<Self> {
        Some(Self {
            id: of.number()?,
            public_id: of.text().to_owned(),
            given_name: of.text().to_owned(),
            family_name: of.text().to_owned(),
            sort_key: of.text().to_owned(),
            institution_id: of.number()?,
            institution: of.text().to_owned(),
            class: of.text().to_owned(),
            class_key: of.text().to_owned(),
            level: -of.number::<i64>()?,
            since_day: of.number(),
            unknown_count: of.number(),
            trend: of.maybe_text().map(str::to_owned),
            duty: records(of.text())
                .next()
                .and_then(|mut of| Some((of.text().to_owned(), of.number()?))),
            responsible: of.maybe_text().map(str::to_owned),
            reasons: reasons_of(of.text()),
        })
    }

    fn place(&self, order: PupilOrder) -> String {
        let parts = match order {
            PupilOrder::Level => vec![
                (-self.level).to_string(),
                self.class_key.clone(),
                self.sort_key.clone(),
            ],
            PupilOrder::Class => vec![self.class_key.clone(), self.sort_key.clone()],
            PupilOrder::Name => vec![self.sort_key.clone()],
        };
        let parts: Vec<String> = parts.into_iter().chain([self.id.to_string()]).collect();
        parts.join("\u{1f}")
    }
}

/// Reasons taken apart, strongest first.
fn reasons_of(packed: &str) -> Vec<ReasonRow> {
    let mut reasons: Vec<ReasonRow> = records(packed)
        .filter_map(|mut of| {
            Some(ReasonRow {
                level: of.number()?,
                code: of.text().to_owned(),
                body: of.text().to_owned(),
            })
        })
        .collect();
    reasons.sort_by(|a, b| b.level.cmp(&a.level).then_with(|| a.code.cmp(&b.code)));
    reasons
}

/// What the reader sees of the pupils listed: none of their circumstances, all of them, or those of some pupils.
#[derive(Clone, Copy)]
enum Sight<'a> {
    Open,
    Full,
    Mixed(&'a Scope),
}

impl<'a> Sight<'a> {
    fn of(scope: &Scope, circumstances: Option<&'a Scope>) -> Self {
        match circumstances {
            None => Self::Open,
            Some(same) if same.reach() == scope.reach() => Self::Full,
            Some(other) => Self::Mixed(other),
        }
    }

    /// Condition: the reader sees the circumstances of the pupil of enrolment `e`.
    fn full(self, sql: &mut Sql) {
        match self {
            Self::Open => {
                sql.push("FALSE");
            }
            Self::Full => {
                sql.push("TRUE");
            }
            Self::Mixed(scope) => {
                sql.push("(");
                reach::enrolments(sql, scope, "e");
                sql.push(")");
            }
        }
    }

    /// The one of two expressions that the reader sees.
    fn choose(self, sql: &mut Sql, open: &str, full: &str) {
        match self {
            Self::Open => {
                sql.push(open);
            }
            Self::Full => {
                sql.push(full);
            }
            Self::Mixed(_) => {
                sql.push("CASE WHEN ");
                self.full(sql);
                sql.push(" THEN ")
                    .push(full)
                    .push(" ELSE ")
                    .push(open)
                    .push(" END");
            }
        }
    }
}

/// The signals of the pupil `l.id` that the reader may see, in one text: the restricted ones where the circumstances are seen, elsewhere what
/// stands in their place.
fn reasons() -> String {
    let item = Item::default()
        .number("s.level")
        .text("s.code")
        .text("s.body")
        .sql();
    format!(
        "(SELECT string_agg({item}, '{RECORD}') FROM signals s WHERE s.pupil_id = l.id \
         AND (CASE WHEN l.sees_all THEN s.stand_in ELSE s.restricted END) = FALSE)"
    )
}

/// Code and day of the next duty of the pupil `l.id`.
fn next_duty() -> String {
    let item = Item::default().text("d.code").number("d.due_day").sql();
    format!(
        "(SELECT {item} FROM duties d WHERE d.pupil_id = l.id AND d.done_at IS NULL AND d.withdrawn_at IS NULL AND d.restricted = FALSE \
         AND d.case_id IS NULL ORDER BY d.due_day, d.id LIMIT 1)"
    )
}

/// Name of the teacher of the class of `l` who has an account.
fn class_teacher(today: i64) -> String {
    format!(
        "(SELECT MIN(u.name) FROM class_teachers t JOIN users u ON u.email = t.email \
         WHERE t.institution_id = l.institution_id AND t.class = l.class AND t.ended_load_id IS NULL \
         AND (t.to_day IS NULL OR t.to_day >= {today}))"
    )
}

impl Store {
    /// Pupils with their level and reasons, at most `most`, in the filter's order. `circumstances` is the scope on circumstances, if the reader has one.
    pub async fn pupil_rows(
        &self,
        scope: &Scope,
        circumstances: Option<&Scope>,
        filter: &PupilFilter,
        most: u64,
    ) -> Result<Vec<PupilRow>> {
        let today = day::number(scope.on());
        let sight = Sight::of(scope, circumstances);
        let row = Item::row()
            .number("l.id")
            .text("l.public_id")
            .text("l.given_name")
            .text("l.family_name")
            .text("l.sort_key")
            .number("l.institution_id")
            .text("l.institution")
            .text("l.class")
            .text("l.class_key")
            .number("l.level_order")
            .maybe_number("l.since_day")
            .maybe_number("l.unknown_count")
            .maybe_text("l.trend")
            .maybe_text(&next_duty())
            .maybe_text(&class_teacher(today))
            .maybe_text(&reasons())
            .sql();
        let order = match filter.order {
            PupilOrder::Level => "l.level_order, l.class_key, l.sort_key, l.id",
            PupilOrder::Class => "l.class_key, l.sort_key, l.id",
            PupilOrder::Name => "l.sort_key, l.id",
        };
        let mut sql = Sql::new(&format!(
            "SELECT string_agg({row}, '{ROW}' ORDER BY {order}) AS packed FROM ("
        ));
        // Who has a level is walked in the order kept; everybody else is found by the enrolments.
        let kept = !filter.everybody;
        let (id, class_key, sort_key, open, full) = if kept {
            (
                "q.pupil_id",
                "q.class_key",
                "q.sort_key",
                "q.open_order",
                "q.full_order",
            )
        } else {
            let (open, full) = ("-COALESCE(a.shown_open, 0)", "-COALESCE(a.shown_full, 0)");
            ("e.pupil_id", "e.class_key", "r.sort_key", open, full)
        };
        sql.push(&format!(
            "SELECT {id} AS id, p.public_id, r.given_name, r.family_name, \
             {sort_key} AS sort_key, e.institution_id, n.name AS institution, e.class, {class_key} AS class_key, "
        ));
        sight.choose(&mut sql, open, full);
        sql.push(" AS level_order, ");
        sight.full(&mut sql);
        sql.push(" AS sees_all, ");
        sight.choose(&mut sql, "a.open_since_day", "a.full_since_day");
        sql.push(" AS since_day, a.unknown_count, a.trend FROM ");
        // CROSS JOIN keeps SQLite at the order written; PostgreSQL takes it for any other join.
        sql.push(if kept {
            "listed_enrolments q CROSS JOIN enrolments e "
        } else {
            "enrolments e "
        });
        sql.push(
            "CROSS JOIN pupils p JOIN pupil_records r ON r.pupil_id = p.id AND r.ended_load_id IS NULL \
             JOIN institution_records n ON n.institution_id = e.institution_id AND n.ended_load_id IS NULL \
             AND n.valid_to IS NULL LEFT JOIN assessments a ON a.pupil_id = e.pupil_id WHERE p.id = e.pupil_id AND p.merged_into_id IS NULL AND ",
        );
        reach::enrolments(&mut sql, scope, "e");
        if let Some(institution) = filter.institution {
            sql.push(" AND e.institution_id = ").bind(institution);
        }
        if kept {
            sql.push(" AND q.enrolment_id = e.id AND q.pupil_id = e.pupil_id AND ");
            match filter.institution.or_else(|| only_institution(scope)) {
                Some(institution) => sql.push("q.institution_id = ").bind(institution),
                None => sql.push("q.municipality_id = ").bind(scope.municipality()),
            };
        }
        if let Some(class) = &filter.class {
            sql.push(" AND e.class = ").bind(class.as_str());
        }
        if let Some(grade) = filter.grade {
            sql.push(" AND e.grade = ").bind(i64::from(grade));
        }
        for word in &filter.search {
            sql.push(" AND ' ' || r.search_key LIKE ")
                .bind(format!("% {}%", word.replace(['%', '_'], "")));
        }
        if let Some(code) = &filter.code {
            sql.push(
                " AND EXISTS (SELECT 1 FROM pupil_codes c WHERE c.pupil_id = e.pupil_id AND c.ended_load_id IS NULL \
                 AND c.code = ",
            );
            sql.bind(code.as_str()).push(")");
        }
        if let Some(signal) = &filter.signal {
            sql.push(" AND EXISTS (SELECT 1 FROM signals s WHERE s.pupil_id = e.pupil_id AND s.code = ")
                .bind(signal.as_str())
                .push(" AND ");
            sql.push("(");
            sight.choose(&mut sql, "s.restricted", "s.stand_in");
            sql.push(") = FALSE)");
        }
        if let Some(kinds) = &filter.kinds {
            match circumstances {
                Some(scope) if !kinds.is_empty() => {
                    sql.push(" AND ");
                    reach::enrolments(&mut sql, scope, "e");
                    sql.push(
                        " AND EXISTS (SELECT 1 FROM circumstances c WHERE c.pupil_id = e.pupil_id AND c.ended_load_id IS NULL \
                         AND c.from_day <= ",
                    );
                    sql.bind(today)
                        .push(" AND (c.to_day IS NULL OR c.to_day >= ")
                        .bind(today);
                    sql.push(") AND c.kind IN ")
                        .bind_list(kinds.iter().copied())
                        .push(")");
                }
                _ => {
                    sql.push(" AND FALSE");
                }
            }
        }
        if filter.not_enough_data {
            sql.push(" AND a.unknown_count > 0");
        }
        if filter.overdue {
            sql.push(
                " AND EXISTS (SELECT 1 FROM duties d WHERE d.pupil_id = e.pupil_id AND d.done_at IS NULL \
                 AND d.withdrawn_at IS NULL AND d.restricted = FALSE AND d.case_id IS NULL AND d.due_day < ",
            );
            sql.bind(today).push(")");
        }
        if !filter.levels.is_empty() {
            sql.push(" AND ");
            sight.choose(&mut sql, open, full);
            sql.push(" IN ")
                .bind_list(filter.levels.iter().map(|level| -level));
        } else if kept {
            sql.push(" AND ");
            sight.choose(&mut sql, open, full);
            sql.push(" < 0");
        }
        if let Some(since) = filter.since {
            sql.push(" AND ");
            sight.choose(&mut sql, "a.open_since_day", "a.full_since_day");
            sql.push(" >= ").bind(day::number(since));
        }
        let place = match &filter.after {
            // One that does not open begins anew.
            Some(after) => PLACE.open(self.key()?, 0, after).ok(),
            None => None,
        };
        let columns: &[&str] = match filter.order {
            PupilOrder::Level => &["level_order", "class_key", "sort_key", "id"],
            PupilOrder::Class => &["class_key", "sort_key", "id"],
            PupilOrder::Name => &["sort_key", "id"],
        };
        if let Some(place) = place {
            let parts: Vec<&str> = place.split('\u{1f}').collect();
            if parts.len() == columns.len() {
                for (index, column) in columns.iter().enumerate() {
                    sql.push(if index == 0 { " AND (" } else { ", " });
                    match *column {
                        "level_order" => sight.choose(&mut sql, open, full),
                        "class_key" => {
                            sql.push(class_key);
                        }
                        "sort_key" => {
                            sql.push(sort_key);
                        }
                        _ => {
                            sql.push(id);
                        }
                    }
                }
                for (index, (column, part)) in columns.iter().zip(parts).enumerate() {
                    sql.push(if index == 0 { ") > (" } else { ", " });
                    if matches!(*column, "level_order" | "id") {
                        sql.bind(part.parse::<i64>().unwrap_or_default());
                    } else {
                        sql.bind(part);
                    }
                }
                sql.push(")");
            }
        }
        let order = columns.join(", ");
        sql.push(" ORDER BY ").push(&order).push(" LIMIT ");
        sql.bind(most as i64).push(") l");
        let packed = sql.packed(self.reading()).await?;
        Ok(rows(&packed).filter_map(PupilRow::unpacked).collect())
    }

    /// The place of a row in the order, for going on after it.
    pub fn pupil_place(&self, row: &PupilRow, order: PupilOrder) -> Result<String> {
        PLACE.seal(self.key()?, 0, &row.place(order))
    }
}

/// The institution to which all that the scope reaches belongs, if there is one.
fn only_institution(scope: &Scope) -> Option<i64> {
    match scope.reach() {
        [Reach::Institution(institution) | Reach::Class { institution, .. }] => Some(*institution),
        _ => None,
    }
}
