//! When a total of missed lessons counts, as conditions on rows of `absence_totals`: the rule of
//! [`balsts_domain::risk::records::AbsenceTotal`], for sums that never become records.

use crate::sql::Sql;

/// Whether the institution has absence by lesson of the pupil in the period of the total `t`; rows `b` of absences are those for which `then`
/// holds.
pub(crate) fn by_lesson(t: &str, then: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM absences b WHERE b.pupil_id = {t}.pupil_id AND b.institution_id = {t}.institution_id \
         AND b.day BETWEEN {t}.from_day AND {t}.to_day AND {then})"
    )
}

/// A condition on totals `t`: in force, chosen by `lies` (given the name of the row), without lessons of their own, and the longer one where
/// two of those chosen overlap.
pub(crate) fn counts(sql: &mut Sql, mut lies: impl FnMut(&mut Sql, &str)) {
    const IN_FORCE: &str = "b.ended_load_id IS NULL";
    let mut candidate = |sql: &mut Sql, t: &str| {
        sql.push(&format!(
            "{t}.ended_load_id IS NULL AND NOT {} AND ",
            by_lesson(t, IN_FORCE)
        ));
        lies(sql, t);
    };
    candidate(sql, "t");
    sql.push(
        " AND NOT EXISTS (SELECT 1 FROM absence_totals l WHERE l.pupil_id = t.pupil_id AND l.institution_id = t.institution_id \
         AND l.from_day <= t.to_day AND l.to_day >= t.from_day AND (l.to_day - l.from_day > t.to_day - t.from_day \
         OR (l.to_day - l.from_day = t.to_day - t.from_day AND l.from_day < t.from_day)) AND ",
    );
    candidate(sql, "l");
    sql.push(")");
}
