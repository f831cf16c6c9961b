//! Sums for the indicators that speak of pupils, each child counted once over all institutions. Where the caller needs to know that two sums
//! speak of the same child, it gets a number of ours and nothing else.

use balsts_domain::{
    access::Scope,
    calendar::{Period, SchoolYear},
};
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use super::pupils::in_force;
use crate::{Result, Store, day, reach, sql::Sql};

/// Pupils on the lists of a period by stage, those who study part time apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct StageSum {
    /// Grades 1–9.
    pub basic: i64,
    /// Grades 1–9, those who study part time among them.
    pub basic_of_all_forms: i64,
    /// Grades 10–12.
    pub secondary: i64,
    /// Those who study part time, of all grades.
    pub part_time: i64,
    /// All in grades.
    pub pupils: i64,
}

/// A child in a stage: only to be counted.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct StagePupil {
    /// The same number for the same pupil, and nothing else.
    pub pupil_id: i64,
    /// Grade.
    pub grade: i64,
    /// Whether the pupil studies part time.
    pub part_time: bool,
}

/// A day of a child's unexcused lessons: only to find who was absent for long.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MissedDay {
    /// The same number for the same pupil, and nothing else.
    pub pupil_id: i64,
    /// The day.
    pub day: i64,
}

/// Some of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct SomeOfAll {
    /// Those counted.
    pub counted: i64,
    /// All.
    pub pupils: i64,
}

/// The form of study by the enrolment `e`, else by the eighth digit of a general programme's code; `balsts_domain::registry::ProgrammeCode::form`.
const PART_TIME: &str = "(e.study_form = 'part_time' OR (e.study_form IS NULL AND SUBSTR(e.programme_code, 8, 1) IN ('2', '3') \
    AND SUBSTR(e.programme_code, 1, 2) IN ('11', '21', '31')))";

/// Appends that the enrolment `e` in a grade touches a period, within reach, at none of the institutions left out.
fn listed(sql: &mut Sql, scope: &Scope, period: Period, without: &[i64]) {
    sql.push("e.ended_load_id IS NULL AND e.grade IS NOT NULL AND e.from_day <= ")
        .bind(day::number(period.to()));
    sql.push(" AND (e.to_day IS NULL OR e.to_day >= ")
        .bind(day::number(period.from()))
        .push(") AND ");
    reach::institutions(sql, scope, "e.institution_id");
    if !without.is_empty() {
        sql.push(" AND e.institution_id NOT IN ")
            .bind_list(without.iter().copied());
    }
}

fn between<'a>(sql: &'a mut Sql, column: &str, period: Period) -> &'a mut Sql {
    sql.push(column)
        .push(" BETWEEN ")
        .bind(day::number(period.from()))
        .push(" AND ")
        .bind(day::number(period.to()))
}

/// What is asked of a statement that counts pupils: how many, or which, so that a figure and the list behind it can't differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ask {
    /// Those counted and all.
    Sums,
    /// The numbers of those counted.
    Pupils,
}

impl Ask {
    /// The statement up to the condition under which a pupil counts.
    fn opened(self) -> Sql {
        Sql::new(match self {
            Self::Sums => "SELECT CAST(COUNT(DISTINCT CASE WHEN ",
            Self::Pupils => "SELECT DISTINCT n.pupil_id FROM (SELECT CASE WHEN ",
        })
    }

    /// From the condition up to what is read; `pupil` is the column of the pupil.
    fn counted(self, sql: &mut Sql, pupil: &str) {
        sql.push(&match self {
            Self::Sums => format!(
                " THEN {pupil} END) AS BIGINT) AS counted, CAST(COUNT(DISTINCT {pupil}) AS BIGINT) AS pupils FROM "
            ),
            Self::Pupils => format!(" THEN {pupil} END AS pupil_id FROM "),
        });
    }

    fn closed(self, sql: &mut Sql) {
        if self == Self::Pupils {
            sql.push(") n WHERE n.pupil_id IS NOT NULL ORDER BY n.pupil_id");
        }
    }
}

fn repeating(ask: Ask, scope: &Scope, year: SchoolYear) -> Sql {
    let (first, before) = (
        day::number(year.first_day()),
        day::number(year.previous().first_day()),
    );
    let mut sql = ask.opened();
    sql.push(
        "e.repeats_year = TRUE OR (e.repeats_year IS NULL AND EXISTS (SELECT 1 FROM enrolments b \
         WHERE b.pupil_id = e.pupil_id AND b.ended_load_id IS NULL AND b.grade = e.grade AND b.to_day < e.from_day AND b.from_day < ",
    );
    sql.bind(first).push(" AND b.to_day >= ").bind(before).push("))");
    ask.counted(&mut sql, "e.pupil_id");
    sql.push("enrolments e WHERE ");
    listed(&mut sql, scope, year.period(), &[]);
    ask.closed(&mut sql);
    sql
}

fn below_threshold(ask: Ask, scope: &Scope, year: SchoolYear, grade: u8, threshold: i64) -> Sql {
    let (from, to) = (day::number(year.first_day()), day::number(year.last_day()));
    let mut sql = ask.opened();
    sql.push("x.percent < ").bind(threshold);
    ask.counted(&mut sql, "x.pupil_id");
    sql.push("exams x WHERE x.ended_load_id IS NULL AND x.grade = ");
    sql.bind(i64::from(grade)).push(" AND ");
    between(&mut sql, "x.day", year.period());
    sql.push(
        " AND NOT EXISTS (SELECT 1 FROM exams l WHERE l.pupil_id = x.pupil_id AND l.subject = x.subject AND l.grade = x.grade \
         AND l.ended_load_id IS NULL AND l.day > x.day AND l.day <= ",
    );
    sql.bind(to).push(
        ") AND EXISTS (SELECT 1 FROM enrolments e WHERE e.pupil_id = x.pupil_id AND e.ended_load_id IS NULL AND e.from_day <= ",
    );
    sql.bind(to)
        .push(" AND (e.to_day IS NULL OR e.to_day >= ")
        .bind(from)
        .push(") AND ");
    reach::institutions(&mut sql, scope, "e.institution_id");
    sql.push(")");
    ask.closed(&mut sql);
    sql
}

fn low_marked(ask: Ask, scope: &Scope, year: SchoolYear, marks: &[String], without: &[i64]) -> Sql {
    let (from, to) = (day::number(year.first_day()), day::number(year.last_day()));
    let mut sql = ask.opened();
    sql.push("m.value IN ")
        .bind_list(marks.iter().map(String::as_str));
    sql.push(
        " AND NOT EXISTS (SELECT 1 FROM marks l WHERE l.pupil_id = m.pupil_id AND l.subject = m.subject AND l.ended_load_id IS NULL \
         AND l.kind = 'annual' AND l.day BETWEEN ",
    );
    sql.bind(from).push(" AND ").bind(to);
    sql.push(" AND (l.day > m.day OR (l.day = m.day AND l.number > m.number)))");
    ask.counted(&mut sql, "m.pupil_id");
    sql.push(
        "marks m JOIN enrolments e ON e.pupil_id = m.pupil_id \
         AND e.institution_id = m.institution_id AND e.ended_load_id IS NULL AND e.grade BETWEEN 1 AND 9 AND e.from_day <= m.day \
         AND (e.to_day IS NULL OR e.to_day >= ",
    );
    sql.bind(from)
        .push(") WHERE m.ended_load_id IS NULL AND m.kind = 'annual' AND ");
    between(&mut sql, "m.day", year.period()).push(" AND ");
    reach::institutions(&mut sql, scope, "m.institution_id");
    if !without.is_empty() {
        sql.push(" AND m.institution_id NOT IN ")
            .bind_list(without.iter().copied());
    }
    ask.closed(&mut sql);
    sql
}

fn taking_part(
    (ask, takes_part): (Ask, bool),
    scope: &Scope,
    from: Date,
    on: Date,
    kinds: &[&'static str],
) -> Sql {
    let mut sql = ask.opened();
    sql.push(if takes_part {
        "x.pupil_id IS NOT NULL"
    } else {
        "x.pupil_id IS NULL"
    });
    ask.counted(&mut sql, "e.pupil_id");
    sql.push(
        "enrolments e LEFT JOIN extracurricular x ON x.pupil_id = e.pupil_id AND x.ended_load_id IS NULL AND x.from_day <= ",
    );
    sql.bind(day::number(on))
        .push(" AND (x.to_day IS NULL OR x.to_day >= ")
        .bind(day::number(from))
        .push(") AND x.kind IN ")
        .bind_list(kinds.iter().copied())
        .push(" WHERE e.grade IS NOT NULL AND ");
    in_force(&mut sql, scope, on);
    ask.closed(&mut sql);
    sql
}

impl Store {
    async fn some_of_all(&self, sql: Sql) -> Result<SomeOfAll> {
        Ok(sql.one(self.reading()).await?.unwrap_or(SomeOfAll {
            counted: 0,
            pupils: 0,
        }))
    }

    /// Pupils in grades on the lists of a period, by stage.
    pub async fn stage_sums(&self, scope: &Scope, period: Period, without: &[i64]) -> Result<StageSum> {
        let count =
            |when: &str| format!("CAST(COUNT(DISTINCT CASE WHEN {when} THEN e.pupil_id END) AS BIGINT)");
        let mut sql = Sql::new(&format!(
            "SELECT {} AS basic, {} AS basic_of_all_forms, {} AS secondary, {} AS part_time, CAST(COUNT(DISTINCT e.pupil_id) AS BIGINT) AS pupils \
             FROM enrolments e WHERE ",
            count(&format!("e.grade <= 9 AND NOT COALESCE({PART_TIME}, FALSE)")),
            count("e.grade <= 9"),
            count(&format!("e.grade >= 10 AND NOT COALESCE({PART_TIME}, FALSE)")),
            count(PART_TIME),
        ));
        listed(&mut sql, scope, period, without);
        let sum = sql.one(self.reading()).await?;
        Ok(sum.unwrap_or(StageSum {
            basic: 0,
            basic_of_all_forms: 0,
            secondary: 0,
            part_time: 0,
            pupils: 0,
        }))
    }

    /// Institutions with absence by lesson in a period.
    pub async fn institutions_with_absences(&self, scope: &Scope, period: Period) -> Result<Vec<i64>> {
        let mut sql = Sql::new(
            "SELECT DISTINCT a.institution_id FROM absence_day_sums a WHERE a.illness + a.excused + a.unexcused > 0 AND ",
        );
        between(&mut sql, "a.day", period).push(" AND ");
        reach::institutions(&mut sql, scope, "a.institution_id");
        sql.push(" ORDER BY a.institution_id");
        sql.integers(self.reading()).await
    }

    /// The days with unexcused lessons in a period of those pupils who have at least so many of them, by pupil and day.
    pub async fn missed_days(&self, scope: &Scope, period: Period, at_least: u32) -> Result<Vec<MissedDay>> {
        let mut sql = Sql::new(
            "SELECT DISTINCT d.pupil_id, d.day FROM absences d JOIN (SELECT a.pupil_id FROM absences a WHERE a.ended_load_id IS NULL \
             AND a.kind IN (0, 1) AND ",
        );
        between(&mut sql, "a.day", period)
            .push(" GROUP BY a.pupil_id HAVING COUNT(*) >= ")
            .bind(i64::from(at_least));
        sql.push(" AND COUNT(DISTINCT a.day) >= ")
            .bind(i64::from(at_least));
        sql.push(") m ON m.pupil_id = d.pupil_id WHERE d.ended_load_id IS NULL AND d.kind IN (0, 1) AND ");
        between(&mut sql, "d.day", period).push(" AND ");
        reach::pupils(&mut sql, scope, "d.pupil_id");
        sql.push(" ORDER BY d.pupil_id, d.day");
        sql.all(self.reading()).await
    }

    /// Pupils whose enrolment ended in a period and before a day for one of the reasons, and who are on no list since.
    pub async fn struck_off(
        &self,
        scope: &Scope,
        period: Period,
        before: Date,
        reasons: &[&'static str],
        without: &[i64],
    ) -> Result<Vec<StagePupil>> {
        let mut sql = Sql::new(&format!(
            "SELECT DISTINCT e.pupil_id, e.grade, COALESCE({PART_TIME}, FALSE) AS part_time FROM enrolments e \
             WHERE e.ended_load_id IS NULL AND e.grade IS NOT NULL AND "
        ));
        between(&mut sql, "e.to_day", period)
            .push(" AND e.to_day < ")
            .bind(day::number(before));
        sql.push(" AND e.leaving_reason IN ")
            .bind_list(reasons.iter().copied());
        sql.push(
            " AND NOT EXISTS (SELECT 1 FROM enrolments k WHERE k.pupil_id = e.pupil_id AND k.ended_load_id IS NULL AND k.id <> e.id \
             AND (k.to_day IS NULL OR k.to_day > e.to_day)) AND ",
        );
        reach::institutions(&mut sql, scope, "e.institution_id");
        if !without.is_empty() {
            sql.push(" AND e.institution_id NOT IN ")
                .bind_list(without.iter().copied());
        }
        sql.push(" ORDER BY e.pupil_id");
        sql.all(self.reading()).await
    }

    /// Pupils of a school year, and those who repeat the grade: as recorded, else by the grade of the year before.
    pub async fn repeat_sums(&self, scope: &Scope, year: SchoolYear) -> Result<SomeOfAll> {
        self.some_of_all(repeating(Ask::Sums, scope, year)).await
    }

    /// The pupils counted by [`Store::repeat_sums`].
    pub async fn repeat_pupils(&self, scope: &Scope, year: SchoolYear) -> Result<Vec<i64>> {
        repeating(Ask::Pupils, scope, year).integers(self.reading()).await
    }

    /// Pupils of a grade who took a central exam in a school year, and those whose last result in one of them is below a threshold in hundredths.
    pub async fn exam_pupil_sums(
        &self,
        scope: &Scope,
        year: SchoolYear,
        grade: u8,
        threshold: i64,
    ) -> Result<SomeOfAll> {
        self.some_of_all(below_threshold(Ask::Sums, scope, year, grade, threshold))
            .await
    }

    /// The pupils counted by [`Store::exam_pupil_sums`].
    pub async fn exam_pupils(
        &self,
        scope: &Scope,
        year: SchoolYear,
        grade: u8,
        threshold: i64,
    ) -> Result<Vec<i64>> {
        below_threshold(Ask::Pupils, scope, year, grade, threshold)
            .integers(self.reading())
            .await
    }

    /// Pupils of grades 1–9 with annual marks of a school year, and those whose last annual mark in a subject is one of `marks`.
    pub async fn low_mark_sums(
        &self,
        scope: &Scope,
        year: SchoolYear,
        marks: &[String],
        without: &[i64],
    ) -> Result<SomeOfAll> {
        self.some_of_all(low_marked(Ask::Sums, scope, year, marks, without))
            .await
    }

    /// The pupils counted by [`Store::low_mark_sums`].
    pub async fn low_mark_pupils(
        &self,
        scope: &Scope,
        year: SchoolYear,
        marks: &[String],
        without: &[i64],
    ) -> Result<Vec<i64>> {
        low_marked(Ask::Pupils, scope, year, marks, without)
            .integers(self.reading())
            .await
    }

    /// Pupils in grades on a day, and those who took part in a programme of one of the kinds between `from` and the day.
    pub async fn taking_part_sums(
        &self,
        scope: &Scope,
        from: Date,
        on: Date,
        kinds: &[&'static str],
    ) -> Result<SomeOfAll> {
        self.some_of_all(taking_part((Ask::Sums, true), scope, from, on, kinds))
            .await
    }

    /// The pupils counted by [`Store::taking_part_sums`], or without `takes_part` all others in grades.
    pub async fn taking_part_pupils(
        &self,
        scope: &Scope,
        (from, on): (Date, Date),
        kinds: &[&'static str],
        takes_part: bool,
    ) -> Result<Vec<i64>> {
        taking_part((Ask::Pupils, takes_part), scope, from, on, kinds)
            .integers(self.reading())
            .await
    }
}
