//! The data protection officer's part of the home page.

use balsts_app::home::DataProtectionOfficerHome;
use jiff::civil::Date;

use super::{Part, Thing};
use crate::{
    kit::{Failure, Html, Tag, Task, Tone},
    pages::audit,
    signed_in::SignedIn,
    texts::Texts,
};

pub(super) async fn part(signed_in: &SignedIn, texts: Texts, since: i64) -> Result<Part, Failure> {
    let ctx = signed_in.ctx();
    let home = ctx.data_protection_officer_home(since).await?;
    Ok(Part {
        things: broken(texts, &home, ctx.today()).into_iter().collect(),
        note: home.proof.broken_at.is_none().then(|| whole(texts, &home)),
        changes: changes(texts, &home, since),
        ..Part::saying(texts.t("home-nothing-data-protection-officer"))
    })
}

/// Somebody has changed what had happened.
fn broken(texts: Texts, home: &DataProtectionOfficerHome, today: Date) -> Option<Thing> {
    let place = home.proof.broken_at?;
    let status = Tag::new(texts.t("duty-today"), Tone::Late);
    Some(Thing {
        due: Some(today),
        task: Task::new(texts.t1("home-broken", "place", place as f64), "/audit", status)
            .hint(texts.t("home-broken-why")),
    })
}

fn whole(texts: Texts, home: &DataProtectionOfficerHome) -> Html {
    Html::text(&texts.t1("home-whole", "count", home.proof.entries as f64))
        .and(Html::link("/audit", &texts.t("home-whole-all")))
}

fn changes(texts: Texts, home: &DataProtectionOfficerHome, since: i64) -> Vec<Html> {
    let line = |(matter, entries): &(balsts_app::audit::AuditMatter, i64)| {
        let words = texts.t1(&format!("home-watch-{}", matter.code()), "count", *entries);
        Html::link(&audit::address(*matter, since).to_string(), &words)
    };
    home.matters.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use balsts_reports::format::Language;
    use balsts_store::AuditProof;
    use jiff::civil::date;

    // covers: PRV-07
    #[test]
    fn a_broken_log_is_a_thing_of_today() {
        let home = |broken_at| DataProtectionOfficerHome {
            matters: Vec::new(),
            proof: AuditProof {
                entries: 9,
                broken_at,
                head: String::new(),
            },
        };
        let (texts, today) = (Texts::of(Language::Latvian), date(2026, 11, 20));
        assert!(broken(texts, &home(None), today).is_none());
        let thing = broken(texts, &home(Some(3)), today);
        assert_eq!(thing.and_then(|thing| thing.due), Some(today));
    }
}
