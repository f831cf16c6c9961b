//! What is reached through a part in a body: its meetings, and the cases they speak of while they last.

use balsts_domain::{
    access::{Action, Reach, Scope},
    cases::{FormKind, form::FOR_GROUP},
};

use crate::sql::Sql;

/// Appends a condition on `body` (an alias of `bodies`): true for the bodies that the scope leads.
pub(crate) fn bodies(sql: &mut Sql, scope: &Scope, body: &str) {
    with_right(sql, scope, body, "IN ('chair', 'secretary')");
}

/// Appends a condition on `body` (an alias of `bodies`): true for the bodies in which the scope takes part now.
pub(crate) fn bodies_of(sql: &mut Sql, scope: &Scope, body: &str) {
    with_right(sql, scope, body, "<> 'invited'");
}

/// Appends a condition on `body`: true where the scope reaches the municipality, or has a right in the body now that `right` is true of.
fn with_right(sql: &mut Sql, scope: &Scope, body: &str, right: &str) {
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
            sql.push(".id AND reached.to_day IS NULL AND reached.right_code ")
                .push(right);
            sql.push(" AND reached.user_id = ").bind(*user).push(")");
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

/// Appends a condition on `meeting` (an alias of `meetings`) and `item`, an expression for the id of an item of its agenda: true for the items of
/// the meetings that the scope reaches. Who is invited for some items alone reaches these and no others.
pub(crate) fn meeting_items(sql: &mut Sql, scope: &Scope, meeting: &str, item: &str) {
    sql.push("(");
    meetings(sql, scope, meeting);
    sql.push(" AND (");
    if scope.reach().contains(&Reach::Municipality) {
        sql.push("TRUE");
    } else {
        sql.push("FALSE");
    }
    for part in scope.reach() {
        let Reach::Meeting(user) = part else { continue };
        sql.push(" OR EXISTS (SELECT 1 FROM body_members heard WHERE heard.body_id = ")
            .push(meeting);
        sql.push(".body_id AND heard.to_day IS NULL AND heard.user_id = ")
            .bind(*user);
        sql.push(
            " AND (heard.right_code IN ('chair', 'secretary') OR EXISTS (SELECT 1 FROM meeting_participants comes \
             WHERE comes.member_id = heard.id AND comes.meeting_id = ",
        )
        .push(meeting);
        sql.push(
            ".id AND (NOT comes.by_item OR EXISTS (SELECT 1 FROM meeting_invitations asked \
             WHERE asked.member_id = heard.id AND asked.item_id = ",
        )
        .push(item)
        .push(")))))");
    }
    sql.push("))");
}

/// Appends a condition on `case`, an expression for a case's id: it stands on the agenda of a meeting that is called or under way, to which the
/// person comes, with a right that sees what is restricted.
pub(super) fn on_agenda(sql: &mut Sql, case: &str, user: i64) {
    sql.push(
        "EXISTS (SELECT 1 FROM agenda_items heard JOIN meetings held ON held.id = heard.meeting_id AND held.state IN ('called', 'open') \
         JOIN meeting_participants took ON took.meeting_id = held.id JOIN body_members reached ON reached.id = took.member_id \
         AND reached.to_day IS NULL AND reached.right_code IN ('chair', 'secretary', 'member') \
         WHERE COALESCE(heard.reason, '') NOT IN ",
    );
    sql.bind_list(FOR_GROUP.map(FormKind::code));
    sql.push(" AND heard.case_id = ")
        .push(case)
        .push(" AND reached.user_id = ");
    sql.bind(user).push(")");
}
