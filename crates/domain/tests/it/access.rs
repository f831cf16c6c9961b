//! The access table as it stands: whoever changes a grant sees here what it means.

use balsts_domain::access::{Action, Resource, Role, grants};

/// Resources as rows, roles as columns; `R` reads, `W` writes, `E` exports, each with how far it reaches.
fn table() -> String {
    let grants = grants();
    let mut out = String::new();
    for resource in Resource::ALL {
        out.push_str(resource.code());
        out.push('\n');
        for role in Role::ALL {
            let of: Vec<String> = Action::ALL
                .into_iter()
                .filter_map(|action| {
                    let (.., grant) = grants
                        .iter()
                        .find(|(r, s, a, _)| (*r, *s, *a) == (role, resource, action))?;
                    Some(format!("{action:?} {grant:?}").to_lowercase())
                })
                .collect();
            if !of.is_empty() {
                out.push_str(&format!("  {}: {}\n", role.code(), of.join(", ")));
            }
        }
    }
    out
}

// covers: PRV-03, PRV-05, ROL-01, ROL-02, ROL-03, ROL-04
#[test]
fn the_table_is_the_one_that_was_agreed() {
    insta::assert_snapshot!(table());
}

/// Figures are for all who steer, children only for those who work with them.
#[test]
fn who_steers_sees_no_child() {
    let of_children = [
        Resource::Pupil,
        Resource::Assessment,
        Resource::Attendance,
        Resource::Marks,
        Resource::Incidents,
        Resource::Circumstances,
        Resource::Guardians,
        Resource::Concern,
    ];
    for (role, resource, action, grant) in grants() {
        if matches!(role, Role::MunicipalLeadership | Role::Administrator) {
            assert!(
                !of_children.contains(&resource),
                "{role:?} {action:?} {resource:?} {grant:?}"
            );
        }
    }
}
