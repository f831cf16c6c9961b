//! Turns a [`Scope`] into SQL. This is the only place that does, so that no statement can reach further than the access table.

use balsts_domain::access::{Action, Reach, Scope};

use crate::{day, sql::Sql};

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
            // What a person wrote is found by its author, what a meeting speaks of by the meeting, not by its pupil.
            Reach::Own(_) | Reach::Meeting(_) => {
                sql.push("FALSE");
            }
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
            Reach::Own(_) | Reach::Meeting(_) => {
                sql.push("FALSE");
            }
        }
    }
    sql.push(")");
}

/// Appends a condition on `body` (an alias of `bodies`): true for the bodies that the scope leads.
pub(crate) fn bodies(sql: &mut Sql, scope: &Scope, body: &str) {
    sql.push(body)
        .push(".municipality_id = ")
        .bind(scope.municipality());
    sql.push(" AND (");
    if scope.reach().contains(&Reach::Municipality) {
        sql.push("TRUE");
    } else {
        sql.push("FALSE");
    }
    for part in scope.reach() {
        if let Reach::Meeting(user) = part {
            sql.push(" OR EXISTS (SELECT 1 FROM body_members reached WHERE reached.body_id = ")
                .push(body);
            sql.push(".id AND reached.to_day IS NULL AND reached.right_code IN ('chair', 'secretary') AND reached.user_id = ");
            sql.bind(*user).push(")");
        }
    }
    sql.push(")");
}

/// Appends a condition on `body` (an alias of `bodies`): true for the bodies in which the scope takes part now.
pub(crate) fn bodies_of(sql: &mut Sql, scope: &Scope, body: &str) {
    sql.push("(")
        .push(body)
        .push(".municipality_id = ")
        .bind(scope.municipality());
    sql.push(" AND (");
    if scope.reach().contains(&Reach::Municipality) {
        sql.push("TRUE");
    } else {
        sql.push("FALSE");
    }
    for part in scope.reach() {
        if let Reach::Meeting(user) = part {
            sql.push(" OR EXISTS (SELECT 1 FROM body_members reached WHERE reached.body_id = ")
                .push(body);
            sql.push(
                ".id AND reached.to_day IS NULL AND reached.right_code <> 'invited' AND reached.user_id = ",
            );
            sql.bind(*user).push(")");
        }
    }
    sql.push("))");
}

/// Appends a condition on `meeting` (an alias of `meetings`). Who leads the body reaches all its meetings; to change one, only they do. Members
/// read the meetings they take part in from the moment they are called; advisers and the invited until the meeting is over. Who has left the
/// body reaches nothing.
pub(crate) fn meetings(sql: &mut Sql, scope: &Scope, meeting: &str) {
    sql.push(meeting)
        .push(".municipality_id = ")
        .bind(scope.municipality());
    sql.push(" AND (");
    if scope.reach().contains(&Reach::Municipality) {
        sql.push("TRUE");
    } else {
        sql.push("FALSE");
    }
    for part in scope.reach() {
        let Reach::Meeting(user) = part else { continue };
        sql.push(" OR EXISTS (SELECT 1 FROM body_members reached WHERE reached.body_id = ")
            .push(meeting);
        sql.push(".body_id AND reached.to_day IS NULL AND reached.user_id = ")
            .bind(*user);
        sql.push(" AND (reached.right_code IN ('chair', 'secretary')");
        if scope.action() != Action::Write {
            sql.push(" OR (")
                .push(meeting)
                .push(".state <> 'planned' AND (reached.right_code = 'member' OR ");
            sql.push(meeting).push(
                ".state <> 'closed') AND EXISTS (SELECT 1 FROM meeting_participants took \
                 WHERE took.member_id = reached.id AND took.meeting_id = ",
            );
            sql.push(meeting).push(".id))");
        }
        sql.push("))");
    }
    sql.push(")");
}
