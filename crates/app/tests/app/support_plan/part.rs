//! Parts of other institutions: written by the school, seen by the institution alone, answered, changed, answered anew.

use balsts_app::{
    pupil::PupilPart,
    support_plan::{LogPartHours, own_part_standing, part_standing},
};
use balsts_domain::{
    access::{Grant, Resource},
    retention::RecordKind,
    support::{PartAnswer, PartStanding},
};

use super::*;

fn part(partner: Partner, task: &str) -> PartForm {
    PartForm {
        partner,
        user: None,
        contact: String::new(),
        task: task.to_owned(),
        hours: "12".parse().ok(),
        due: Some(date(2025, 12, 1)),
        agreed: None,
    }
}

async fn kinds(ctx: &Ctx) -> Vec<String> {
    let (messages, _) = ctx.messages(None, 50).await.unwrap();
    messages.into_iter().map(|message| message.kind).collect()
}

/// The only part that an institution sees.
async fn only_part(institution: &Ctx) -> i64 {
    let own = institution.own_plan_part_list().await.unwrap();
    assert_eq!(own.len(), 1, "{own:?}");
    own[0].id
}

// covers: IAP-06
#[test]
fn an_institution_sees_its_own_part_and_answers() {
    on_both(|database| async move {
        let school = school(&database).await;
        let at = |role, institution| school.town.as_role(role, institution, None);
        let staff = at(Role::SupportStaff, Some(school.institution)).await;
        let social = at(Role::SocialService, None).await;
        let police = at(Role::MunicipalPolice, None).await;
        let plan = draft(&staff).await;
        staff
            .put_plan_part(plan, None, &part(Partner::SocialService, "Ģimenes asistents"))
            .await
            .unwrap();
        assert_eq!(kinds(&social).await, ["plan_part_written"]);
        assert!(kinds(&police).await.is_empty());

        let id = only_part(&social).await;
        let seen = social.own_plan_part(id).await.unwrap();
        assert_eq!(
            (
                seen.family_name.as_str(),
                seen.class.as_deref(),
                seen.task.as_str(),
                seen.hours
            ),
            ("Bērziņa", Some("8.b"), "Ģimenes asistents", Some(12_000))
        );
        assert_eq!(own_part_standing(&seen), PartStanding::Waiting);
        let shown = format!("{seen:?}");
        for hidden in ["Nesaprot", "Smēķē", "Matemātika", "Māte palīdz", "Vērtējums"] {
            assert!(!shown.contains(hidden), "{hidden} in {shown}");
        }
        assert!(matches!(social.plan(plan).await, Err(AppError::NotFound)));
        assert!(
            social.pupil(ANNA, None).await.is_err(),
            "the part opens no record"
        );

        let view = staff.pupil(ANNA, Some(PupilPart::Access)).await.unwrap();
        let watchers = view.watchers.unwrap().into_iter();
        let outside: Vec<_> = watchers
            .filter(|one| one.role == Role::SocialService || one.role == Role::MunicipalPolice)
            .map(|one| (one.role, one.grant, one.resources))
            .collect();
        assert_eq!(
            outside,
            [(Role::SocialService, Grant::Part, vec![Resource::PlanPart])],
            "who sees the child, and why"
        );

        assert!(police.own_plan_part_list().await.unwrap().is_empty());
        assert!(matches!(police.own_plan_part(id).await, Err(AppError::NotFound)));
        let foreign = police.answer_plan_part(id, PartAnswer::Agree, "").await;
        assert!(matches!(foreign, Err(AppError::NotFound)), "{foreign:?}");
        assert!(matches!(staff.own_plan_part(id).await, Err(AppError::Forbidden)));

        for answer in [PartAnswer::Decline, PartAnswer::Propose] {
            let wordless = social.answer_plan_part(id, answer, " ").await;
            assert_eq!(fields(wordless), ["words"]);
        }
        assert!(kinds(&staff).await.is_empty(), "nothing was answered");
        social.answer_plan_part(id, PartAnswer::Agree, "").await.unwrap();
        assert_eq!(kinds(&staff).await, ["plan_part_answered"]);
        let view = staff.plan(plan).await.unwrap();
        assert_eq!(part_standing(&view.parts[0]), PartStanding::Agreed);
        assert!(view.parts[0].answered_by.is_some() && view.unsettled_parts().next().is_none());
    });
}

// covers: IAP-06
#[test]
fn what_was_changed_since_is_to_be_agreed_anew_and_holds_no_plan_up() {
    on_both(|database| async move {
        let school = school(&database).await;
        let at = |role, institution| school.town.as_role(role, institution, None);
        let staff = at(Role::SupportStaff, Some(school.institution)).await;
        let head = at(Role::SchoolHead, Some(school.institution)).await;
        let social = at(Role::SocialService, None).await;
        let plan = draft(&staff).await;
        let first = part(Partner::SocialService, "Ģimenes asistents");
        staff.put_plan_part(plan, None, &first).await.unwrap();
        let old = only_part(&social).await;
        social
            .answer_plan_part(old, PartAnswer::Agree, "No pirmdienas")
            .await
            .unwrap();

        staff.put_plan_part(plan, Some(old), &first).await.unwrap();
        assert_eq!(only_part(&social).await, old, "what says the same stays agreed");
        let more = PartForm {
            hours: "20".parse().ok(),
            ..first
        };
        staff.put_plan_part(plan, Some(old), &more).await.unwrap();
        let late = staff.put_plan_part(plan, Some(old), &more).await;
        assert!(
            matches!(late, Err(AppError::Conflict("error-conflict"))),
            "{late:?}"
        );
        assert!(matches!(social.own_plan_part(old).await, Err(AppError::NotFound)));
        let new = only_part(&social).await;
        let seen = social.own_plan_part(new).await.unwrap();
        assert_eq!(own_part_standing(&seen), PartStanding::Changed);
        assert_eq!(kinds(&social).await, ["plan_part_written", "plan_part_written"]);

        social
            .answer_plan_part(new, PartAnswer::Decline, "Nav tik daudz asistentu")
            .await
            .unwrap();
        let view = staff.plan(plan).await.unwrap();
        assert_eq!(part_standing(&view.parts[0]), PartStanding::Declined);
        assert_eq!(
            view.parts[0].answer_words.as_deref(),
            Some("Nav tik daudz asistentu")
        );
        let said: Vec<_> = view.part_answers.iter().map(|one| one.answer.as_str()).collect();
        assert_eq!(said, ["decline", "agree"], "the earlier agreement is kept");
        assert_eq!(view.unsettled_parts().count(), 1);

        staff
            .submit_plan(plan, version(&staff, plan).await)
            .await
            .unwrap();
        head.approve_plan(plan, version(&head, plan).await).await.unwrap();
    });
}

// covers: IAP-06
#[test]
fn an_organisation_sees_only_what_is_addressed_to_it_by_name() {
    on_both(|database| async move {
        let school = school(&database).await;
        let at = |role, institution| school.town.as_role(role, institution, None);
        let staff = at(Role::SupportStaff, Some(school.institution)).await;
        let mentors = at(Role::Ngo, None).await;
        let others = at(Role::Ngo, None).await;
        let police = at(Role::MunicipalPolice, None).await;
        let plan = draft(&staff).await;
        let nameless = part(Partner::Ngo, "Mentors");
        staff.put_plan_part(plan, None, &nameless).await.unwrap();
        for ngo in [&mentors, &others] {
            assert!(ngo.own_plan_part_list().await.unwrap().is_empty());
            assert!(kinds(ngo).await.is_empty());
        }
        let named = PartForm {
            user: mentors.actor.user(),
            ..nameless
        };
        staff.put_plan_part(plan, None, &named).await.unwrap();
        let id = only_part(&mentors).await;
        assert_eq!(kinds(&mentors).await, ["plan_part_written"]);
        assert!(matches!(others.own_plan_part(id).await, Err(AppError::NotFound)));

        for (partner, user) in [
            (Partner::Ngo, staff.actor.user()),
            (Partner::SocialService, police.actor.user()),
        ] {
            let wrong = PartForm {
                user,
                ..part(partner, "Mentors")
            };
            let refused = staff.put_plan_part(plan, None, &wrong).await;
            assert_eq!(fields(refused), ["user"], "{partner:?}");
        }
    });
}

// covers: IAP-06, PRV-08
#[test]
fn a_part_is_seen_until_its_plan_ends_and_goes_with_the_plan() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        let staff = town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let court = town.as_role(Role::OrphansCourt, None, None).await;
        let plan = draft(&staff).await;
        let form = part(Partner::OrphansCourt, "Saruna ar vecākiem");
        staff.put_plan_part(plan, None, &form).await.unwrap();
        let id = only_part(&court).await;
        court.answer_plan_part(id, PartAnswer::Agree, "").await.unwrap();
        let changed = PartForm { due: None, ..form };
        staff.put_plan_part(plan, Some(id), &changed).await.unwrap();
        only_part(&court).await;

        // The semester ends on 19.12.2025.
        let after = town.at("2025-12-20T09:00:00Z").ctx_of(&court);
        assert!(after.own_plan_part_list().await.unwrap().is_empty());
        staff
            .withdraw_plan(plan, version(&staff, plan).await, "Sākts otrs plāns")
            .await
            .unwrap();
        assert!(
            court.own_plan_part_list().await.unwrap().is_empty(),
            "withdrawn: nobody's task any more"
        );

        let then = town.at("2030-12-20T09:00:00Z");
        let administrator = then.as_role(Role::Administrator, None, None).await;
        let officer = then.as_role(Role::DataProtectionOfficer, None, None).await;
        let removal = administrator
            .propose_removal(RecordKind::SupportPlans)
            .await
            .unwrap();
        assert_eq!(officer.approve_removal(removal).await.unwrap(), 1);
    });
}

// covers: IAP-06
#[test]
fn what_an_institution_declines_late_is_given_to_another_in_a_plan_in_force() {
    on_both(|database| async move {
        let school = school(&database).await;
        let at = |role, institution| school.town.as_role(role, institution, None);
        let staff = at(Role::SupportStaff, Some(school.institution)).await;
        let head = at(Role::SchoolHead, Some(school.institution)).await;
        let social = at(Role::SocialService, None).await;
        let youth = at(Role::YouthWorker, None).await;
        let plan = draft(&staff).await;
        let first = part(Partner::SocialService, "Ģimenes asistents");
        staff.put_plan_part(plan, None, &first).await.unwrap();
        let old = only_part(&social).await;
        social.answer_plan_part(old, PartAnswer::Agree, "").await.unwrap();
        approved(&school, &staff, plan).await;
        let other = part(Partner::YouthWorker, "Mentors");
        for (which, why) in [(Some(old), "agreed"), (None, "new")] {
            let refused = staff.put_plan_part(plan, which, &other).await;
            assert!(
                matches!(refused, Err(AppError::Conflict("error-plan-step"))),
                "{why}: {refused:?}"
            );
        }

        social
            .answer_plan_part(old, PartAnswer::Decline, "Asistents aizgājis")
            .await
            .unwrap();
        let told = |kinds: Vec<String>| {
            kinds
                .iter()
                .filter(|kind| *kind == "plan_part_rearranged")
                .count()
        };
        assert_eq!(told(kinds(&head).await), 0, "it stands as it was approved");
        staff.put_plan_part(plan, Some(old), &other).await.unwrap();
        assert_eq!(told(kinds(&head).await), 1, "who approved it learns of it");
        let (messages, _) = head.messages(None, 50).await.unwrap();
        let message = messages.iter().find(|one| one.kind == "plan_part_rearranged");
        let opened = head.open_message(message.unwrap().id).await.unwrap();
        assert_eq!(opened, format!("/plans/{plan}"));
        assert!(social.own_plan_part_list().await.unwrap().is_empty());
        let new = only_part(&youth).await;
        assert_eq!(kinds(&youth).await, ["plan_part_written"]);
        let view = staff.plan(plan).await.unwrap();
        assert_eq!(view.state, PlanState::InForce);
        assert_eq!(view.parts.len(), 1);
        assert_eq!(
            (view.parts[0].id, part_standing(&view.parts[0])),
            (new, PartStanding::Waiting),
            "what another agreed to is no agreement of this one"
        );
        let said: Vec<_> = view.part_answers.iter().map(|one| one.answer.as_str()).collect();
        assert_eq!(said, ["decline", "agree"], "the history is kept");
        assert_eq!(view.steps[0].event, "rearrange");
        assert!(matches!(
            staff.remove_plan_part(plan, new).await,
            Err(AppError::Conflict("error-plan-step"))
        ));
        let over = school.town.at("2025-12-20T09:00:00Z").ctx_of(&staff);
        let late = over.put_plan_part(plan, Some(new), &first).await;
        assert!(
            matches!(late, Err(AppError::Conflict("error-plan-closed"))),
            "{late:?}"
        );
    });
}

// covers: IAP-06
#[test]
fn an_institution_writes_down_the_hours_it_gave() {
    on_both(|database| async move {
        let school = school(&database).await;
        let at = |role, institution| school.town.as_role(role, institution, None);
        let staff = at(Role::SupportStaff, Some(school.institution)).await;
        let social = at(Role::SocialService, None).await;
        let police = at(Role::MunicipalPolice, None).await;
        let plan = draft(&staff).await;
        let form = part(Partner::SocialService, "Ģimenes asistents");
        staff.put_plan_part(plan, None, &form).await.unwrap();
        let id = only_part(&social).await;
        social.answer_plan_part(id, PartAnswer::Agree, "").await.unwrap();
        let today = social.today();
        let gave = |on, hours: &str| LogPartHours {
            on,
            hours: hours.parse().ok(),
            note: "Mājas apmeklējums".to_owned(),
        };
        let early = social.log_part_hours(id, &gave(Some(today), "2")).await;
        assert!(
            matches!(early, Err(AppError::Conflict("error-plan-part-hours"))),
            "not in force yet: {early:?}"
        );
        approved(&school, &staff, plan).await;
        for (on, hours, field) in [
            (None, "2", "on"),
            (Some(today.tomorrow().unwrap()), "2", "on"),
            (Some(date(2025, 8, 31)), "2", "on"),
            (Some(today), "0", "hours"),
            (Some(today), "24,5", "hours"),
        ] {
            let refused = social.log_part_hours(id, &gave(on, hours)).await;
            assert_eq!(fields(refused), [field], "{on:?} {hours}");
        }
        for _ in 0..2 {
            social
                .log_part_hours(id, &gave(Some(today), "2,5"))
                .await
                .unwrap();
        }
        social.log_part_hours(id, &gave(Some(today), "24")).await.unwrap();
        let (row, given) = social.own_part_hours(id).await.unwrap();
        assert_eq!(
            (row.given, given.len()),
            (26_500, 2),
            "a second press adds nothing"
        );
        let foreign = police.take_part_hours_back(id, given[0].id).await;
        assert!(matches!(foreign, Err(AppError::NotFound)), "{foreign:?}");
        social.take_part_hours_back(id, given[0].id).await.unwrap();
        let again = social.take_part_hours_back(id, given[0].id).await;
        assert!(matches!(again, Err(AppError::NotFound)), "{again:?}");

        let view = staff.plan(plan).await.unwrap();
        assert_eq!((view.parts[0].hours, view.parts[0].given), (Some(12_000), 2_500));
        assert_eq!(view.part_hours.len(), 1);
        assert_eq!(view.part_hours[0].note, "Mājas apmeklējums");
        let paper = staff.plan_document(plan).await.unwrap();
        assert_eq!(paper.parts[0].given_hours_thousandths, 2_500);
        assert_eq!(paper.parts[0].standing.lv, "saskaņots");
        assert_eq!(paper.parts[0].answered_on, Some(today));

        // Somebody else goes on: what was given is not lost.
        social
            .answer_plan_part(id, PartAnswer::Decline, "Vairs nevaram")
            .await
            .unwrap();
        let stopped = social.log_part_hours(id, &gave(Some(today), "1")).await;
        assert!(matches!(stopped, Err(AppError::Conflict(_))), "{stopped:?}");
        staff
            .put_plan_part(plan, Some(id), &part(Partner::YouthWorker, "Mentors"))
            .await
            .unwrap();
        let view = staff.plan(plan).await.unwrap();
        assert_eq!((view.parts[0].given, view.part_hours.len()), (0, 1));
    });
}
