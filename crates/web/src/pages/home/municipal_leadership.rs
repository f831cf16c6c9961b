//! The part of the home page for the leadership of the municipality: institutions, never children.

use std::cmp::Reverse;

use balsts_app::home::{Late, MunicipalLeadershipHome};
use balsts_domain::risk::silence::Silence;
use balsts_store::InstitutionName;

use super::{EXAMPLES, ONE_BY_ONE, Part, Thing, examples};
use crate::{
    kit::{Failure, Html, Link, Tag, Task, Tone},
    pages::loads::kind_words,
    signed_in::SignedIn,
    texts::{Arg, Texts},
};

pub(super) async fn part(signed_in: &SignedIn, texts: Texts, since: i64) -> Result<Part, Failure> {
    let home = signed_in.ctx().municipal_leadership_home(since).await?;
    let mut things = late(texts, &home.late, home.overdue);
    things.extend(silent(texts, &home, Silence::Silent, "home-silent"));
    things.extend(silent(texts, &home, Silence::Unanswered, "home-unanswered"));
    things.extend(old(texts, &home));
    Ok(Part {
        more: Some(Link {
            href: "/municipality".to_owned(),
            text: texts.t("home-municipality"),
        }),
        things,
        changes: changes(texts, &home),
        ..Part::saying(texts.t("home-nothing-municipal-leadership"))
    })
}

fn page_of(institution: &InstitutionName) -> String {
    format!("/institutions/{}", institution.code)
}

/// A count of late duties in words, or that there are some.
fn overdue(texts: Texts, key: &str, count: Option<u32>, of: (&str, Arg)) -> String {
    let of = (of.0.to_owned(), of.1);
    match count {
        Some(count) => {
            let count = ("count".to_owned(), Arg::Number(f64::from(count)));
            texts.t_args(key, &[of, count])
        }
        None => texts.t_args(&format!("{key}-withheld"), &[of]),
    }
}

fn late(texts: Texts, late: &[Late], all: Option<u32>) -> Vec<Thing> {
    if late.len() <= ONE_BY_ONE {
        return late.iter().map(|one| late_one(texts, one)).collect();
    }
    let mut most: Vec<&Late> = late.iter().collect();
    most.sort_by_key(|one| Reverse(one.overdue));
    let names = most.iter().map(|one| match one.overdue {
        Some(count) => format!("{} ({})", one.institution.name, texts.count(i64::from(count))),
        None => one.institution.name.clone(),
    });
    let institutions = ("institutions", Arg::Number(late.len() as f64));
    let title = overdue(texts, "home-late-many", all, institutions);
    let status = Tag::new(texts.t("home-late-state"), Tone::Late);
    let task = Task::new(title, "/municipality", status).hint(examples(texts, names, EXAMPLES));
    let earliest = late.iter().map(|one| one.earliest).min();
    vec![Thing {
        due: earliest,
        task: match earliest {
            Some(day) => task.when(texts.t1("home-earliest", "date", day)),
            None => task,
        },
    }]
}

fn late_one(texts: Texts, one: &Late) -> Thing {
    let institution = ("institution", Arg::Text(one.institution.name.clone()));
    let title = overdue(texts, "home-late", one.overdue, institution);
    let status = Tag::new(texts.t("home-late-state"), Tone::Late);
    let task = Task::new(title, page_of(&one.institution), status);
    Thing {
        due: Some(one.earliest),
        task: task.when(texts.t1("home-earliest", "date", one.earliest)),
    }
}

/// Institutions in the same state: one by one, or as one thing.
fn alike(texts: Texts, key: &str, institutions: &[&InstitutionName]) -> Vec<Thing> {
    if institutions.len() <= ONE_BY_ONE {
        let one = |institution: &&InstitutionName| {
            let title = texts.t1(key, "institution", institution.name.as_str());
            Thing::some_day(Task::new(title, page_of(institution), Html::default()))
        };
        return institutions.iter().map(one).collect();
    }
    let names = institutions.iter().map(|one| one.name.clone());
    let title = texts.t1(&format!("{key}-many"), "count", institutions.len());
    let task = Task::new(title, "/municipality", Html::default());
    vec![Thing::some_day(task.hint(examples(texts, names, EXAMPLES)))]
}

fn silent(texts: Texts, home: &MunicipalLeadershipHome, wanted: Silence, key: &str) -> Vec<Thing> {
    let institutions: Vec<&InstitutionName> = home
        .silent
        .iter()
        .filter(|(_, silence, _)| *silence == wanted)
        .map(|(institution, ..)| institution)
        .collect();
    alike(texts, key, &institutions)
}

fn old(texts: Texts, home: &MunicipalLeadershipHome) -> Vec<Thing> {
    let of = |delivered: bool| -> Vec<&InstitutionName> {
        home.old
            .iter()
            .filter(|(_, day)| day.is_some() == delivered)
            .map(|(institution, _)| institution)
            .collect()
    };
    let mut things = alike(texts, "home-old-school", &of(true));
    things.extend(alike(texts, "home-no-data-school", &of(false)));
    things
}

/// A count that has changed; none where nothing has.
fn counted(texts: Texts, key: &str, count: Option<u32>, smallest: u32) -> Option<Html> {
    let words = match count {
        Some(0) => return None,
        Some(count) => texts.t1(key, "count", count),
        None => texts.t1(&format!("{key}-few"), "count", smallest),
    };
    Some(Html::link("/municipality", &words))
}

fn changes(texts: Texts, home: &MunicipalLeadershipHome) -> Vec<Html> {
    let counts = [
        counted(texts, "home-newly-late", home.newly_late, home.smallest),
        counted(texts, "home-reported", home.reported, home.smallest),
    ];
    let mut lines: Vec<Html> = counts.into_iter().flatten().collect();
    if !home.loaded.is_empty() {
        let kinds: Vec<String> = home
            .loaded
            .iter()
            .map(|age| kind_words(texts, &age.kind))
            .collect();
        lines.push(texts.t1("home-loaded-kinds", "kinds", kinds.join("; ")).into());
    }
    lines
}
