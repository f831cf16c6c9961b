//! Parts of other institutions in the plans of the demonstration: agreed with hours given, asked to be changed, not answered yet, and declined when the
//! plan was in force already, so that another does it.

use balsts_app::{
    Ctx,
    support_plan::{LogPartHours, PartForm},
};
use balsts_domain::support::{Hours, PartAnswer, Partner, Term};

use super::days_before;
use crate::failure::Failure;

/// Who acts for the institutions.
pub(super) struct Partners {
    pub(super) social: Ctx,
    pub(super) youth: Ctx,
    pub(super) organisation: Ctx,
}

fn part(partner: Partner, task: &str, hours: &str, term: Term) -> PartForm {
    PartForm {
        partner,
        user: None,
        contact: String::new(),
        task: task.to_owned(),
        hours: hours.parse::<Hours>().ok(),
        due: Some(term.period.to()),
        agreed: None,
    }
}

/// The part in a plan that an institution has.
async fn own(institution: &Ctx, plan: i64) -> Result<i64, Failure> {
    let parts = institution.own_plan_parts().await?;
    let found = parts.into_iter().find(|row| row.plan_id == plan);
    found
        .map(|row| row.id)
        .ok_or_else(|| Failure::Failed(format!("no part in plan {plan}")))
}

/// Writes the parts of the social service and the youth worker into a draft; the service agrees.
pub(super) async fn write(staff: &Ctx, partners: &Partners, plan: i64, term: Term) -> Result<(), Failure> {
    for form in [
        part(
            Partner::SocialService,
            "Ģimenes asistents palīdz sakārtot rīta gaitas.",
            "12",
            term,
        ),
        part(
            Partner::YouthWorker,
            "Nodarbības jauniešu centrā otrdienās pēc stundām.",
            "8",
            term,
        ),
    ] {
        staff.put_plan_part(plan, None, &form).await?;
    }
    let part = own(&partners.social, plan).await?;
    partners
        .social
        .answer_plan_part(part, PartAnswer::Agree, "")
        .await?;
    Ok(())
}

/// Writes a part that waits for its answer.
pub(super) async fn ask(staff: &Ctx, plan: i64, term: Term) -> Result<(), Failure> {
    let form = part(
        Partner::SocialService,
        "Sociālais darbinieks apmeklē ģimeni.",
        "4",
        term,
    );
    Ok(staff.put_plan_part(plan, None, &form).await?)
}

/// The youth worker would do it otherwise.
pub(super) async fn propose(partners: &Partners, plan: i64) -> Result<(), Failure> {
    let words = "Otrdienās telpas ir aizņemtas; piedāvājam ceturtdienas.";
    let part = own(&partners.youth, plan).await?;
    Ok(partners
        .youth
        .answer_plan_part(part, PartAnswer::Propose, words)
        .await?)
}

/// The youth worker declines late; somebody of an organisation does it.
pub(super) async fn give_to_another(
    staff: &Ctx,
    partners: &Partners,
    plan: i64,
    term: Term,
) -> Result<(), Failure> {
    let declined = own(&partners.youth, plan).await?;
    partners
        .youth
        .answer_plan_part(
            declined,
            PartAnswer::Decline,
            "Jauniešu centrs līdz pavasarim slēgts.",
        )
        .await?;
    let mentor = PartForm {
        user: partners.organisation.actor.user(),
        ..part(Partner::Ngo, "Mentors reizi nedēļā.", "8", term)
    };
    staff.put_plan_part(plan, Some(declined), &mentor).await?;
    let part = own(&partners.organisation, plan).await?;
    Ok(partners
        .organisation
        .answer_plan_part(part, PartAnswer::Agree, "")
        .await?)
}

/// The social service writes down what it gave in the last two weeks of a plan in force.
pub(super) async fn give(partners: &Partners, plan: i64, term: Term) -> Result<(), Failure> {
    let part = own(&partners.social, plan).await?;
    let today = partners.social.today();
    for (days, note) in [(13, "Pirmā saruna mājās."), (6, "Rīta gaitu plāns ar ģimeni.")] {
        let form = LogPartHours {
            on: Some(days_before(today, days).max(term.period.from())),
            hours: "1,5".parse().ok(),
            note: note.to_owned(),
        };
        partners.social.log_part_hours(part, &form).await?;
    }
    Ok(())
}
