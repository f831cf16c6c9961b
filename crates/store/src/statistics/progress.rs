//! How pupils move through the grades: who repeats, who ends, who goes on.

use balsts_domain::{access::Scope, calendar::SchoolYear};
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, day, next_step::elsewhere, reach, sql::Sql};

/// Pupils of a grade in a school year.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct RepeaterSum {
    /// Grade.
    pub grade: i64,
    /// Pupils.
    pub pupils: i64,
    /// Those who repeat it.
    pub repeaters: i64,
    /// Those promoted to it with an insufficient annual mark.
    pub promoted_insufficient: i64,
}

/// Pupils of an institution who ended grade 9 or 12 on a day.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CompletionSum {
    /// Institution.
    pub institution_id: i64,
    /// Grade.
    pub grade: i64,
    /// Last day.
    pub to_day: i64,
    /// Ended without a certificate.
    pub without: i64,
    /// Ended at all.
    pub pupils: i64,
}

/// Pupils who ended grade 9, by where they are in the school year after.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ContinuationSum {
    /// Institution of the next enrolment; none where there is none.
    pub institution_id: Option<i64>,
    /// Its grade; none in vocational courses.
    pub grade: Option<i64>,
    /// Pupils.
    pub pupils: i64,
    /// Those who left education within that year.
    pub left_year: i64,
}

/// Pupils who ended grade 9 or 12 in a school year, by what is known of them since.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct GraduateSum {
    /// Where they ended it.
    pub institution_id: i64,
    /// Grade.
    pub grade: i64,
    /// Code of the reason: with a document or with a transcript alone; none where the year ended without one.
    pub reason: Option<String>,
    /// The institution on whose list they are in the school year after.
    pub next_institution_id: Option<i64>,
    /// Its grade; none in vocational courses.
    pub next_grade: Option<i64>,
    /// Code of the newest next step; none where nothing was written down.
    pub step: Option<String>,
    /// 1 where the register says that they learn elsewhere or live abroad.
    pub elsewhere: i64,
    /// Pupils.
    pub pupils: i64,
}

/// Appends the number of the first enrolment of the year after that follows on the enrolment `e`.
fn next_enrolment(sql: &mut Sql, (from, to): (i64, i64), beside: &[i64]) {
    sql.push(
        "(SELECT f.id FROM enrolments f WHERE f.pupil_id = e.pupil_id AND f.ended_load_id IS NULL AND f.id <> e.id \
         AND f.from_day > e.to_day AND f.from_day BETWEEN ",
    );
    sql.bind(from).push(" AND ").bind(to);
    sql.push(" AND f.institution_id NOT IN ")
        .bind_list(beside.iter().copied().chain([0]));
    sql.push(" ORDER BY f.from_day, f.id LIMIT 1)");
}

/// Appends that the enrolment `e` ended a grade in a school year: with a document, or in its summer without a reason.
fn ended_in(sql: &mut Sql, year: SchoolYear) {
    let (first, last) = (day::number(year.first_day()), day::number(year.last_day()));
    sql.push(" AND e.to_day BETWEEN ").bind(first);
    sql.push(" AND ").bind(last);
    sql.push(
        " AND (e.leaving_reason IN ('completed', 'without_certificate') OR (e.leaving_reason IS NULL AND e.to_day >= ",
    );
    sql.bind(last - SUMMER).push("))");
}

/// Days before the end of a school year from which on an end counts as the year's end.
const SUMMER: i64 = 108;

/// The days on which what follows a school year begins: the year after begins in August for some.
fn year_after(year: SchoolYear) -> (i64, i64) {
    (
        day::number(year.last_day()) - 30,
        day::number(year.next().last_day()),
    )
}

/// Appends that the mark `m` is the last annual one of its subject in the school year before, and one of those given.
fn insufficient(sql: &mut Sql, year: SchoolYear, values: &[String]) {
    let (from, to) = (day::number(year.first_day()), day::number(year.last_day()));
    sql.push("m.ended_load_id IS NULL AND m.kind = 'annual' AND m.day BETWEEN ")
        .bind(from);
    sql.push(" AND ")
        .bind(to)
        .push(" AND m.value IN ")
        .bind_list(values.iter().map(String::as_str));
    sql.push(
        " AND NOT EXISTS (SELECT 1 FROM marks l WHERE l.pupil_id = m.pupil_id AND l.subject = m.subject AND l.ended_load_id IS NULL \
         AND l.kind = 'annual' AND l.day BETWEEN ",
    );
    sql.bind(from).push(" AND ").bind(to);
    sql.push(" AND (l.day > m.day OR (l.day = m.day AND l.number > m.number)))");
}

/// Appends whether the pupil of the enrolment `e` left education for one of the reasons between two days, and came on no list again between them.
fn left_within(sql: &mut Sql, (from, last): (i64, i64), leaving: &[&'static str]) {
    sql.push("EXISTS (SELECT 1 FROM enrolments l WHERE l.pupil_id = e.pupil_id AND l.ended_load_id IS NULL AND l.from_day >= ")
        .bind(from)
        .push(" AND l.leaving_reason IN ")
        .bind_list(leaving.iter().copied())
        .push(" AND l.to_day <= ")
        .bind(last);
    sql.push(
        " AND NOT EXISTS (SELECT 1 FROM enrolments k WHERE k.pupil_id = l.pupil_id AND k.ended_load_id IS NULL AND k.from_day > l.to_day \
         AND k.from_day <= ",
    );
    sql.bind(last).push("))");
}

impl Store {
    /// Pupils on the lists of a school year by grade: those who repeat it, as recorded, else by the grade of the year before; and those promoted to
    /// it although one of these `marks` was their last annual mark in a subject.
    pub async fn repeater_sums(
        &self,
        scope: &Scope,
        year: SchoolYear,
        marks: &[String],
    ) -> Result<Vec<RepeaterSum>> {
        let before = year.previous();
        let (first, last) = (day::number(year.first_day()), day::number(year.last_day()));
        let was_in = |sql: &mut Sql, grade: &str| {
            sql.push("EXISTS (SELECT 1 FROM enrolments b WHERE b.pupil_id = e.pupil_id AND b.ended_load_id IS NULL AND b.grade = ");
            sql.push(grade).push(" AND b.from_day < ").bind(first);
            sql.push(" AND b.to_day >= ")
                .bind(day::number(before.first_day()));
            sql.push(" AND b.to_day < e.from_day)");
        };
        let mut sql = Sql::new(
            "SELECT e.grade, CAST(COUNT(DISTINCT e.pupil_id) AS BIGINT) AS pupils, CAST(COUNT(DISTINCT CASE WHEN e.repeats_year = TRUE \
             OR (e.repeats_year IS NULL AND ",
        );
        was_in(&mut sql, "e.grade");
        sql.push(") THEN e.pupil_id END) AS BIGINT) AS repeaters, CAST(COUNT(DISTINCT CASE WHEN ");
        was_in(&mut sql, "e.grade - 1");
        sql.push(" AND EXISTS (SELECT 1 FROM marks m WHERE m.pupil_id = e.pupil_id AND ");
        insufficient(&mut sql, before, marks);
        sql.push(
            ") THEN e.pupil_id END) AS BIGINT) AS promoted_insufficient FROM enrolments e WHERE e.ended_load_id IS NULL \
             AND e.grade IS NOT NULL AND e.from_day <= ",
        );
        sql.bind(last)
            .push(" AND (e.to_day IS NULL OR e.to_day >= ")
            .bind(first)
            .push(") AND ");
        reach::institutions(&mut sql, scope, "e.institution_id");
        sql.push(" GROUP BY e.grade ORDER BY e.grade");
        sql.all(self.reading()).await
    }

    /// Pupils who ended grade 9 or 12 from a day to a day, by institution and day.
    pub async fn completion_sums(&self, scope: &Scope, from: Date, to: Date) -> Result<Vec<CompletionSum>> {
        let mut sql = Sql::new(
            "SELECT e.institution_id, e.grade, e.to_day, \
             CAST(COUNT(DISTINCT CASE WHEN e.leaving_reason = 'without_certificate' THEN e.pupil_id END) AS BIGINT) AS without, CAST(COUNT(DISTINCT e.pupil_id) AS BIGINT) AS pupils FROM enrolments e WHERE e.ended_load_id IS NULL \
             AND e.grade IN (9, 12) AND e.leaving_reason IN ('completed', 'without_certificate') AND e.to_day BETWEEN ",
        );
        sql.bind(day::number(from))
            .push(" AND ")
            .bind(day::number(to))
            .push(" AND ");
        reach::institutions(&mut sql, scope, "e.institution_id");
        sql.push(
            " GROUP BY e.institution_id, e.grade, e.to_day ORDER BY e.institution_id, e.grade, e.to_day",
        );
        sql.all(self.reading()).await
    }

    /// Pupils who ended grade 9 in a school year (with a document, or in its summer without a reason), by their first enrolment in the year after at
    /// an institution that is not one of `beside`: those that provide no compulsory education.
    pub async fn continuation_sums(
        &self,
        scope: &Scope,
        year: SchoolYear,
        beside: &[i64],
        leaving: &[&'static str],
    ) -> Result<Vec<ContinuationSum>> {
        let (next_from, next_last) = year_after(year);
        let mut sql = Sql::new(
            "SELECT n.institution_id, n.grade, CAST(COUNT(DISTINCT e.pupil_id) AS BIGINT) AS pupils, CAST(COUNT(DISTINCT CASE WHEN ",
        );
        left_within(&mut sql, (next_from, next_last), leaving);
        sql.push(
            " THEN e.pupil_id END) AS BIGINT) AS left_year FROM enrolments e LEFT JOIN enrolments n ON n.id = ",
        );
        next_enrolment(&mut sql, (next_from, next_last), beside);
        sql.push(" WHERE e.ended_load_id IS NULL AND e.grade = 9");
        ended_in(&mut sql, year);
        sql.push(" AND ");
        reach::institutions(&mut sql, scope, "e.institution_id");
        sql.push(" GROUP BY n.institution_id, n.grade ORDER BY n.institution_id, n.grade");
        sql.all(self.reading()).await
    }

    /// The pupils counted by [`Store::continuation_sums`]: those on no list in the year after, or with `left` those who left within it.
    pub async fn continuation_pupils(
        &self,
        scope: &Scope,
        year: SchoolYear,
        beside: &[i64],
        leaving: &[&'static str],
        left: bool,
    ) -> Result<Vec<i64>> {
        let (next_from, next_last) = year_after(year);
        let mut sql =
            Sql::new("SELECT DISTINCT q.pupil_id FROM (SELECT e.pupil_id, n.institution_id, CASE WHEN ");
        left_within(&mut sql, (next_from, next_last), leaving);
        sql.push(" THEN 1 ELSE 0 END AS left_year FROM enrolments e LEFT JOIN enrolments n ON n.id = ");
        next_enrolment(&mut sql, (next_from, next_last), beside);
        sql.push(" WHERE e.ended_load_id IS NULL AND e.grade = 9");
        ended_in(&mut sql, year);
        sql.push(" AND ");
        reach::institutions(&mut sql, scope, "e.institution_id");
        sql.push(if left {
            ") q WHERE q.institution_id IS NOT NULL AND q.left_year = 1"
        } else {
            ") q WHERE q.institution_id IS NULL"
        });
        sql.push(" ORDER BY q.pupil_id");
        sql.integers(self.reading()).await
    }

    /// Pupils who ended grade 9 or 12 in a school year, by their first enrolment in the year after at an institution that is not one of `beside`, by
    /// the newest next step that somebody wrote down, and by what the register says of them.
    pub async fn graduate_sums(
        &self,
        scope: &Scope,
        year: SchoolYear,
        beside: &[i64],
    ) -> Result<Vec<GraduateSum>> {
        let mut sql = Sql::new(
            "SELECT x.institution_id, x.grade, x.reason, x.next_institution_id, x.next_grade, x.step, x.elsewhere, \
             CAST(COUNT(DISTINCT x.pupil_id) AS BIGINT) AS pupils FROM (SELECT e.pupil_id, e.institution_id, e.grade, \
             e.leaving_reason AS reason, n.institution_id AS next_institution_id, n.grade AS next_grade, s.step, CAST(CASE WHEN ",
        );
        elsewhere(&mut sql);
        sql.push(
            " THEN 1 ELSE 0 END AS BIGINT) AS elsewhere FROM enrolments e LEFT JOIN enrolments n ON n.id = ",
        );
        next_enrolment(&mut sql, year_after(year), beside);
        sql.push(
            " LEFT JOIN enrolments q ON q.id = (SELECT o.id FROM enrolments o WHERE o.pupil_id = e.pupil_id AND o.ended_load_id IS NULL \
             ORDER BY o.from_day DESC, o.id DESC LIMIT 1) LEFT JOIN next_steps s ON s.id = (SELECT w.id FROM next_steps w \
             WHERE w.pupil_id = e.pupil_id ORDER BY w.day DESC, w.id DESC LIMIT 1) \
             LEFT JOIN declared_children d ON d.pupil_id = e.pupil_id AND d.ended_load_id IS NULL \
             LEFT JOIN declared_findings f ON f.id = (SELECT y.id FROM declared_findings y WHERE y.pupil_id = e.pupil_id \
             ORDER BY y.at DESC, y.id DESC LIMIT 1) WHERE e.ended_load_id IS NULL AND e.grade IN (9, 12)",
        );
        ended_in(&mut sql, year);
        sql.push(" AND ");
        reach::institutions(&mut sql, scope, "e.institution_id");
        sql.push(
            ") x GROUP BY x.institution_id, x.grade, x.reason, x.next_institution_id, x.next_grade, x.step, x.elsewhere \
             ORDER BY x.institution_id, x.grade",
        );
        sql.all(self.reading()).await
    }
}
