//! Whom the school informs about a child, and the bar on contact that a person sets or lifts with a reason.

use balsts_domain::{
    access::{Action, Resource},
    people::{ContactDecision, ContactReason, ContactRule, GuardianRelation, folded},
};
use balsts_store::{ContactBarRow, GuardianNote, PupilIdentity};

use super::GuardianView;
use crate::{AppError, Ctx, FieldErrors, Result};

/// Longest reason.
const LONGEST: usize = 2_000;

/// Whom to inform about a pupil, and why not the others.
#[derive(Debug, Clone)]
pub struct ContactView {
    /// Who.
    pub identity: PupilIdentity,
    /// Every guardian with the decision.
    pub guardians: Vec<GuardianView>,
    /// Bars, the newest first, lifted ones too.
    pub bars: Vec<ContactBarRow>,
}

impl Ctx {
    /// Whom to inform, for those who may set a bar. Opening it is a read of the child's record.
    pub async fn contact_of(&self, public_id: &str) -> Result<ContactView> {
        let view = self.contact(public_id).await?;
        let writing = self.store.write().await?;
        let event = self.event("pupil.read", "pupil", Some(view.identity.id), "part=contact");
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(view)
    }

    /// Bars contact with a guardian, because the child's safety forbids it.
    ///
    /// # Errors
    /// Not found when the scope does not reach the pupil; invalid without a guardian of this pupil or a reason, or when the bar stands already.
    pub async fn bar_contact(&self, public_id: &str, guardian: Option<i64>, reason: &str) -> Result<()> {
        let view = self.contact(public_id).await?;
        let mut errors = reason_errors("reason", reason);
        let chosen = view
            .guardians
            .iter()
            .find(|one| Some(one.row.id) == guardian)
            .map(|one| &one.row);
        match chosen {
            None => {
                errors.add("guardian", "error-contact-guardian");
            }
            Some(row) if barred(row, &view.bars) => {
                errors.add("guardian", "error-contact-barred");
            }
            Some(_) => {}
        }
        errors.check()?;
        let Some(row) = chosen else {
            return Err(AppError::NotFound);
        };
        let (user, at) = (self.user()?, self.instant());
        let writing = self.store.write().await?;
        let person = (row.given_name.as_str(), row.family_name.as_str());
        writing
            .bar_contact(view.identity.id, person, reason.trim(), user, at)
            .await?;
        let event = self.event("contact.barred", "pupil", Some(view.identity.id), "");
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(())
    }

    /// Lifts a bar; it stays in the history.
    ///
    /// # Errors
    /// Not found when it is none of this pupil's or lifted already; invalid without a reason.
    pub async fn lift_contact_bar(&self, public_id: &str, bar: i64, reason: &str) -> Result<()> {
        let view = self.contact(public_id).await?;
        reason_errors("lift_reason", reason).check()?;
        let (user, at) = (self.user()?, self.instant());
        let pupil = view.identity.id;
        let writing = self.store.write().await?;
        writing
            .lift_contact_bar(pupil, bar, reason.trim(), user, at)
            .await?;
        let event = self.event("contact.bar_lifted", "pupil", Some(pupil), format!("bar={bar}"));
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(())
    }

    async fn contact(&self, public_id: &str) -> Result<ContactView> {
        let scope = self.scope(Action::Write, Resource::Guardians)?;
        let (identity, _) = self.store.pupil_reach(&scope, public_id, &[]).await?;
        let bars = self.store.contact_bars(&scope, identity.id).await?;
        let rows = self.store.pupil_guardians(&scope, identity.id).await?;
        Ok(ContactView {
            guardians: guardians(rows, &bars, true),
            identity,
            bars,
        })
    }
}

fn reason_errors(field: &str, reason: &str) -> FieldErrors {
    let mut errors = FieldErrors::new();
    if reason.trim().is_empty() {
        errors.add(field, "error-reason-required");
    } else if reason.chars().count() > LONGEST {
        errors.add_with(field, "error-too-long", "length", LONGEST);
    }
    errors
}

fn barred(row: &GuardianNote, bars: &[ContactBarRow]) -> bool {
    let name = |given: &str, family: &str| folded(&format!("{given} {family}"));
    bars.iter().any(|bar| {
        bar.lifted_at.is_none()
            && name(&bar.given_name, &bar.family_name) == name(&row.given_name, &row.family_name)
    })
}

/// Whom the school informs. A person whom it must not inform is shown, with the reason, only to readers who know the child's circumstances: to
/// others the reason would tell of them.
pub(super) fn guardians(rows: Vec<GuardianNote>, bars: &[ContactBarRow], full: bool) -> Vec<GuardianView> {
    let relation =
        |row: &GuardianNote| GuardianRelation::parse(&row.relation).unwrap_or(GuardianRelation::Other);
    let replaced = rows.iter().any(|row| {
        row.in_care
            || matches!(
                relation(row),
                GuardianRelation::FosterParent | GuardianRelation::CareInstitution
            )
    });
    let rule = ContactRule {
        out_of_family_care: replaced,
    };
    rows.into_iter()
        .map(|row| {
            let withheld: Option<ContactReason> = match rule.decide(relation(&row), barred(&row, bars)) {
                ContactDecision::Inform => None,
                ContactDecision::Withhold(reason) => Some(reason),
            };
            GuardianView { row, withheld }
        })
        .filter(|guardian| full || guardian.withheld.is_none())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guardian(relation: &str, in_care: bool) -> GuardianNote {
        GuardianNote {
            id: 1,
            given_name: "Ilze".to_owned(),
            family_name: "Ozola".to_owned(),
            relation: relation.to_owned(),
            phone: None,
            email: None,
            in_care,
        }
    }

    fn bar(lifted_at: Option<i64>) -> ContactBarRow {
        ContactBarRow {
            id: 1,
            given_name: "ILZE".to_owned(),
            family_name: "Ozola".to_owned(),
            reason: "tiesas lēmums".to_owned(),
            set_by: None,
            set_at: 0,
            lifted_by: None,
            lifted_at,
            lifted_reason: None,
        }
    }

    // covers: PRV-11
    #[test]
    fn the_carer_is_informed_and_only_those_entitled_see_who_is_not() {
        let rows = || {
            vec![
                guardian("parent", true),
                guardian("foster_parent", true),
                guardian("other", true),
            ]
        };
        let seen = |full| -> Vec<(String, Option<ContactReason>)> {
            guardians(rows(), &[], full)
                .into_iter()
                .map(|one| (one.row.relation, one.withheld))
                .collect()
        };
        assert_eq!(seen(false), [("foster_parent".to_owned(), None)]);
        assert_eq!(
            seen(true),
            [
                ("parent".to_owned(), Some(ContactReason::CarerInstead)),
                ("foster_parent".to_owned(), None),
                ("other".to_owned(), Some(ContactReason::NotARepresentative)),
            ]
        );
        assert_eq!(guardians(vec![guardian("parent", false)], &[], false).len(), 1);
    }

    // covers: PRV-11
    #[test]
    fn a_bar_in_force_outweighs_everything_and_a_lifted_one_nothing() {
        let of = |lifted| guardians(vec![guardian("foster_parent", true)], &[bar(lifted)], true)[0].withheld;
        assert_eq!(of(None), Some(ContactReason::SafetyForbids));
        assert_eq!(of(Some(1)), None);
        assert!(guardians(vec![guardian("parent", false)], &[bar(None)], false).is_empty());
    }
}
