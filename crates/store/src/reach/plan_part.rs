//! What is reached of a support plan through a part in it.

use balsts_domain::{
    access::{Reach, Role, Scope},
    support::{Partner, PlanState},
};

use crate::{day, sql::Sql};

/// Appends a condition on the part `t` of the plan `s`: true from the moment it is written to the last day of the plan's semester. A plan that was
/// declined or withdrawn, or whose pupil left, is nobody's task any more.
pub(crate) fn current_plan_parts(sql: &mut Sql, scope: &Scope) {
    sql.push("(t.removed_at IS NULL AND s.to_day >= ")
        .bind(day::number(scope.on()))
        .push(" AND s.state IN ");
    sql.bind_list(
        PlanState::ALL
            .into_iter()
            .filter(|state| !state.has_ended() || *state == PlanState::Evaluated)
            .map(PlanState::code),
    );
    sql.push(")");
}

/// Appends a condition on the part `t` of the plan `s`: true for the parts that are written for those whom the scope names, while they are current. A
/// part addressed to a person is that person's alone. A plan that is older than an adoption is part of its secret, as a case is: the child's name of
/// today is known to the orphans' court alone.
pub(crate) fn plan_parts(sql: &mut Sql, scope: &Scope) {
    sql.push(
        "(EXISTS (SELECT 1 FROM pupils scoped WHERE scoped.id = s.pupil_id AND scoped.merged_into_id IS NULL \
         AND scoped.municipality_id = ",
    );
    sql.bind(scope.municipality()).push(") AND ");
    current_plan_parts(sql, scope);
    sql.push(" AND (FALSE");
    for part in scope.reach() {
        match part {
            Reach::Municipality => {
                sql.push(" OR TRUE");
            }
            Reach::Case { role, user } => {
                sql.push(" OR ((t.user_id = ").bind(*user);
                sql.push(" OR (t.user_id IS NULL AND t.partner IN ");
                sql.bind_list(Partner::of(*role).iter().map(|partner| partner.code()));
                sql.push("))");
                if *role != Role::OrphansCourt {
                    sql.push(" AND ");
                    let begun = "s.created_at / 86400000000";
                    super::not_adopted_since(sql, "s.pupil_id", begun, day::number(scope.on()));
                }
                sql.push(")");
            }
            Reach::Institution(_)
            | Reach::Class { .. }
            | Reach::Danger
            | Reach::Own(_)
            | Reach::Meeting(_) => {}
        }
    }
    sql.push("))");
}
