//! Turns a [`Scope`] into SQL. This is the only place that does, so that no statement can reach further than the access table.

mod cooperation;
mod plan_part;

use balsts_domain::{
    access::{Reach, Role, Scope},
    cases::Party,
};

use crate::{day, sql::Sql};

pub(crate) use cooperation::{bodies, bodies_of, meeting_items, meetings};
pub(crate) use plan_part::{current_plan_parts, plan_parts};

/// Appends a condition on `pupil`, an expression for a pupil's id (`p.id`): true for the pupils the scope reaches. A pupil belongs to an
/// institution or class from the first to the last day of the enrolment; a former pupil is no longer reached.
pub(crate) fn pupils(sql: &mut Sql, scope: &Scope, pupil: &str) {
    sql.push("(EXISTS (SELECT 1 FROM pupils scoped WHERE scoped.id = ")
        .push(pupil);
    sql.push(" AND scoped.merged_into_id IS NULL AND scoped.municipality_id = ");
    sql.bind(scope.municipality());
    sql.push(") AND (");
    let day = day::number(scope.on());
    for (index, part) in scope.reach().iter().enumerate() {
        if index > 0 {
            sql.push(" OR ");
        }
        match part {
            Reach::Municipality => {
                sql.push("TRUE");
            }
            Reach::Institution(institution) => {
                enrolled(sql, pupil, day, *institution);
                sql.push(")");
            }
            Reach::Class { institution, class } => {
                enrolled(sql, pupil, day, *institution);
                sql.push(" AND reached.class = ");
                sql.bind(class.as_str());
                sql.push(")");
            }
            Reach::Danger => {
                sql.push(
                    "EXISTS (SELECT 1 FROM duties danger WHERE danger.code = 'protect_child' AND danger.done_at IS NULL \
                     AND danger.withdrawn_at IS NULL AND danger.pupil_id = ",
                );
                sql.push(pupil).push(")");
            }
            Reach::Case { role, user } => {
                sql.push("EXISTS (SELECT 1 FROM cases taken WHERE taken.pupil_id = ")
                    .push(pupil);
                sql.push(" AND ");
                taking_part(sql, "taken", *role, *user, day);
                sql.push(")");
            }
            // What a person wrote is found by its author, what a meeting speaks of by the meeting, not by its pupil.
            Reach::Own(_) | Reach::Meeting(_) => {
                sql.push("FALSE");
            }
        }
    }
    sql.push("))");
}

/// Appends a condition on `pupil` for those who have left: an institution reaches whom it had on its list last. `last` is an alias of the
/// pupil's last enrolment.
pub(crate) fn leavers(sql: &mut Sql, scope: &Scope, pupil: &str, last: &str) {
    sql.push("(EXISTS (SELECT 1 FROM pupils scoped WHERE scoped.id = ")
        .push(pupil);
    sql.push(" AND scoped.merged_into_id IS NULL AND scoped.municipality_id = ");
    sql.bind(scope.municipality()).push(") AND (FALSE");
    for part in scope.reach() {
        match part {
            Reach::Municipality => {
                sql.push(" OR TRUE");
            }
            Reach::Institution(institution) => {
                sql.push(" OR ")
                    .push(last)
                    .push(".institution_id = ")
                    .bind(*institution);
            }
            // A class, a case or a meeting reaches nobody who has left.
            Reach::Class { .. } | Reach::Danger | Reach::Case { .. } | Reach::Own(_) | Reach::Meeting(_) => {}
        }
    }
    sql.push("))");
}

fn enrolled(sql: &mut Sql, pupil: &str, day: i64, institution: i64) {
    sql.push("EXISTS (SELECT 1 FROM enrolments reached WHERE reached.pupil_id = ")
        .push(pupil);
    sql.push(" AND reached.ended_load_id IS NULL AND reached.institution_id = ")
        .bind(institution);
    sql.push(" AND reached.from_day <= ").bind(day);
    sql.push(" AND (reached.to_day IS NULL OR reached.to_day >= ")
        .bind(day);
    sql.push(")");
}

/// Appends a condition on `institution`, an expression for an institution's id (`d.institution_id`): true for the institutions the scope reaches.
/// A scope that reaches only a class or children in danger reaches no institution as a whole.
pub(crate) fn institutions(sql: &mut Sql, scope: &Scope, institution: &str) {
    if scope.reach().contains(&Reach::Municipality) {
        sql.push(institution)
            .push(" IN (SELECT id FROM institutions WHERE municipality_id = ");
        sql.bind(scope.municipality());
        sql.push(")");
        return;
    }
    sql.push(institution).push(" IN ");
    sql.bind_list(scope.reach().iter().filter_map(|part| match part {
        Reach::Institution(id) => Some(*id),
        _ => None,
    }));
}

/// Appends a condition on the current enrolment `enrolment` (an alias of `enrolments`): for lists, which must be driven by what the scope
/// reaches, so that pupils outside it cost nothing.
pub(crate) fn enrolments(sql: &mut Sql, scope: &Scope, enrolment: &str) {
    let day = day::number(scope.on());
    sql.push(enrolment)
        .push(".ended_load_id IS NULL AND ")
        .push(enrolment)
        .push(".from_day <= ");
    sql.bind(day);
    sql.push(" AND (")
        .push(enrolment)
        .push(".to_day IS NULL OR ")
        .push(enrolment)
        .push(".to_day >= ");
    sql.bind(day);
    sql.push(") AND (");
    for (index, part) in scope.reach().iter().enumerate() {
        if index > 0 {
            sql.push(" OR ");
        }
        match part {
            Reach::Municipality => {
                sql.push(enrolment)
                    .push(".institution_id IN (SELECT id FROM institutions WHERE municipality_id = ");
                sql.bind(scope.municipality());
                sql.push(")");
            }
            Reach::Institution(institution) => {
                sql.push(enrolment).push(".institution_id = ").bind(*institution);
            }
            Reach::Class { institution, class } => {
                sql.push("(")
                    .push(enrolment)
                    .push(".institution_id = ")
                    .bind(*institution);
                sql.push(" AND ")
                    .push(enrolment)
                    .push(".class = ")
                    .bind(class.as_str());
                sql.push(")");
            }
            Reach::Danger => {
                sql.push(enrolment).push(
                    ".pupil_id IN (SELECT danger.pupil_id FROM duties danger WHERE danger.code = 'protect_child' \
                     AND danger.done_at IS NULL AND danger.withdrawn_at IS NULL AND danger.municipality_id = ",
                );
                sql.bind(scope.municipality());
                sql.push(")");
            }
            Reach::Case { role, user } => {
                sql.push(enrolment)
                    .push(".pupil_id IN (SELECT taken.pupil_id FROM cases taken WHERE ");
                taking_part(sql, "taken", *role, *user, day);
                sql.push(")");
            }
            Reach::Own(_) | Reach::Meeting(_) => {
                sql.push("FALSE");
            }
        }
    }
    sql.push(")");
}

/// Appends a condition on `case`, an alias of `cases`: the person takes part in it in the role, from the day the part begins until it is ended,
/// and no adoption keeps it secret from them. Who is kept from the case is kept from its child, too: the child's new name is the secret.
fn taking_part(sql: &mut Sql, case: &str, role: Role, user: i64, day: i64) {
    sql.push("EXISTS (SELECT 1 FROM case_parts part WHERE part.case_id = ")
        .push(case);
    sql.push(".id AND part.party = ")
        .bind(Party::of(role).map_or("", Party::code));
    sql.push(" AND (part.user_id IS NULL OR part.user_id = ")
        .bind(user);
    sql.push(") AND part.ended_at IS NULL AND part.from_day <= ")
        .bind(day);
    sql.push(")");
    if role != Role::OrphansCourt {
        sql.push(" AND ");
        not_before_adoption(sql, case, day);
    }
}

/// Appends a condition on `case`, an alias of `cases`: true for the cases the scope reaches. A school is reached through its own part, not
/// through the pupil's enrolment: a case goes to another school only when it is handed over. A case that is older than an adoption is part of
/// its secret and reached by the orphans' court alone.
pub(crate) fn cases(sql: &mut Sql, scope: &Scope, case: &str) {
    cases_by_part(sql, scope, case, |_, _| {});
}

/// The same with what `further` asks for besides of each part of the reach, beginning with ` AND `.
pub(crate) fn cases_by_part(sql: &mut Sql, scope: &Scope, case: &str, further: impl Fn(&mut Sql, &Reach)) {
    let day = day::number(scope.on());
    sql.push("(").push(case).push(".municipality_id = ");
    sql.bind(scope.municipality()).push(" AND (");
    for (index, part) in scope.reach().iter().enumerate() {
        if index > 0 {
            sql.push(" OR ");
        }
        sql.push("(");
        match part {
            Reach::Municipality => {
                not_before_adoption(sql, case, day);
            }
            Reach::Institution(institution) => {
                sql.push("(EXISTS (SELECT 1 FROM case_parts part WHERE part.case_id = ")
                    .push(case);
                sql.push(".id AND part.institution_id = ").bind(*institution);
                sql.push(" AND part.ended_at IS NULL) AND ");
                not_before_adoption(sql, case, day);
                sql.push(")");
            }
            Reach::Case { role, user } => {
                sql.push("(");
                taking_part(sql, case, *role, *user, day);
                sql.push(")");
            }
            Reach::Meeting(user) => {
                sql.push("(");
                cooperation::on_agenda(sql, &format!("{case}.id"), *user);
                sql.push(" AND ");
                not_before_adoption(sql, case, day);
                sql.push(")");
            }
            Reach::Class { .. } | Reach::Danger | Reach::Own(_) => {
                sql.push("FALSE");
            }
        }
        further(sql, part);
        sql.push(")");
    }
    sql.push("))");
}

/// Appends a condition on `case`, an alias of `cases`: true unless it is older than an adoption, while its secret is kept, and so part
/// of that.
pub(crate) fn not_before_adoption(sql: &mut Sql, case: &str, day: i64) {
    let (pupil, begun) = (format!("{case}.pupil_id"), format!("{case}.opened_day"));
    not_adopted_since(sql, &pupil, &begun, day);
}

/// Appends a condition on `pupil` and `begun`, expressions for a pupil's id and a day: true unless the child was adopted after that day, while
/// the secret of the adoption is kept.
fn not_adopted_since(sql: &mut Sql, pupil: &str, begun: &str, day: i64) {
    sql.push(
        "NOT EXISTS (SELECT 1 FROM protections secret WHERE secret.kind = 'adoption' AND secret.pupil_id = ",
    )
    .push(pupil)
    .push(" AND secret.from_day > ")
    .push(begun)
    .push(" AND secret.from_day <= ");
    sql.bind(day)
        .push(" AND (secret.to_day IS NULL OR secret.to_day >= ")
        .bind(day)
        .push("))");
}

/// Appends a condition on `duty`, an alias of `duties`: true for those that the scope of duties reaches. A duty of a case exists for those who
/// reach the case, and for an institution around the school only if it falls on it. What a school owes in its own case it owes until the case is
/// handed over or closed, whether or not the child is still on its list; and so a worry about a child that no list has, until it is settled.
pub(crate) fn duties(sql: &mut Sql, scope: &Scope, of_cases: Option<&Scope>, duty: &str) {
    let pupil = format!("{duty}.pupil_id");
    let outside: Vec<Role> = scope
        .reach()
        .iter()
        .filter_map(|part| match part {
            Reach::Case { role, .. } => Some(*role),
            _ => None,
        })
        .collect();
    sql.push("((");
    pupils(sql, scope, &pupil);
    if outside.len() == scope.reach().len() {
        sql.push(" AND ").push(duty).push(".party IN ");
        sql.bind_list(outside.into_iter().filter_map(Party::of).map(Party::code));
    }
    of_own_cases(sql, scope, duty);
    or_of_left(sql, scope, duty);
    sql.push(") AND (").push(duty).push(".case_id IS NULL");
    if let Some(of_cases) = of_cases {
        sql.push(" OR EXISTS (SELECT 1 FROM cases behind WHERE behind.id = ")
            .push(duty)
            .push(".case_id AND ");
        cases(sql, of_cases, "behind");
        sql.push(")");
    }
    sql.push("))");
}

/// The institutions that the scope reaches as a whole.
fn schools(scope: &Scope) -> Vec<i64> {
    let parts = scope.reach().iter();
    parts
        .filter_map(|part| match part {
            Reach::Institution(id) => Some(*id),
            _ => None,
        })
        .collect()
}

/// Appends ` OR …` for `concern`, an alias of `concerns`: an institution that was told of a worry has it until it is settled, though the child has
/// left, unless another institution has the child now: then the worry is with that one.
pub(crate) fn or_left_with(sql: &mut Sql, scope: &Scope, concern: &str) {
    let schools = schools(scope);
    if schools.is_empty() {
        return;
    }
    let day = day::number(scope.on());
    sql.push(" OR (").push(concern).push(".institution_id IN ");
    sql.bind_list(schools)
        .push(" AND ")
        .push(concern)
        .push(".state NOT IN ('not_confirmed', 'settled') AND NOT EXISTS (SELECT 1 FROM enrolments listed WHERE listed.pupil_id = ")
        .push(concern)
        .push(".pupil_id AND listed.ended_load_id IS NULL AND listed.from_day <= ")
        .bind(day);
    sql.push(" AND (listed.to_day IS NULL OR listed.to_day >= ")
        .bind(day);
    sql.push(")))");
}

/// Appends ` OR …` for the duties of such concerns.
pub(crate) fn or_of_left(sql: &mut Sql, scope: &Scope, duty: &str) {
    if schools(scope).is_empty() {
        return;
    }
    sql.push(" OR EXISTS (SELECT 1 FROM concerns worry WHERE worry.id = ")
        .push(duty)
        .push(".concern_id AND (FALSE");
    or_left_with(sql, scope, "worry");
    sql.push("))");
}

/// Appends ` OR …` for the duties of schools that fall on those of the scope in cases that are theirs.
fn of_own_cases(sql: &mut Sql, scope: &Scope, duty: &str) {
    let schools = schools(scope);
    if schools.is_empty() {
        return;
    }
    sql.push(" OR (").push(duty).push(".party = ");
    sql.bind(Party::School.code());
    sql.push(" AND EXISTS (SELECT 1 FROM cases owed WHERE owed.id = ")
        .push(duty)
        .push(".case_id AND owed.institution_id IN ");
    sql.bind_list(schools);
    sql.push("))");
}

/// Appends a condition on `pupil`, an expression for a pupil's id: true where the address is not protected on the day.
pub(crate) fn address_is_open(sql: &mut Sql, pupil: &str, day: i64) {
    sql.push(
        "NOT EXISTS (SELECT 1 FROM protections hidden WHERE hidden.kind = 'address' AND hidden.pupil_id = ",
    )
    .push(pupil)
    .push(" AND hidden.from_day <= ")
    .bind(day);
    sql.push(" AND (hidden.to_day IS NULL OR hidden.to_day >= ")
        .bind(day)
        .push("))");
}
