//! The administrator's part of the home page.

use balsts_app::{
    audit::AuditMatter,
    home::{AdministratorHome, FirstStep},
    load::{Upload, UploadState},
};
use balsts_store::{Account, load::LoadAge};

use super::{EXAMPLES, ONE_BY_ONE, Part, Thing};
use crate::{
    kit::{Failure, Html, Tag, Task, Tone},
    pages::{
        audit,
        loads::{kind_words, moment},
    },
    signed_in::SignedIn,
    texts::Texts,
};

pub(super) async fn part(signed_in: &SignedIn, texts: Texts, since: i64) -> Result<Part, Failure> {
    let home = signed_in.ctx().administrator_home(since).await?;
    Ok(Part {
        things: things(texts, &home),
        changes: changes(texts, &home, since),
        ..Part::saying(texts.t("home-nothing-administrator"))
    })
}

fn things(texts: Texts, home: &AdministratorHome) -> Vec<Thing> {
    let mut things: Vec<Thing> = home.first.iter().map(|step| first(texts, *step)).collect();
    if home.uploads.len() > ONE_BY_ONE {
        things.push(files(texts, &home.uploads));
    } else {
        things.extend(home.uploads.iter().map(|upload| file(texts, upload)));
    }
    things.extend(locked(texts, &home.locked));
    things.extend(home.old.iter().map(|age| old(texts, age)));
    if let Some(kind) = home.never.first() {
        let words: Vec<String> = home
            .never
            .iter()
            .map(|kind| kind_words(texts, kind.code()))
            .collect();
        let title = texts.t1("home-never", "count", words.len());
        let href = format!("/loads/new?kind={}", kind.code());
        things.push(Thing::some_day(
            Task::new(title, href, Html::default()).hint(words.join("; ")),
        ));
    }
    if !home.unused.is_empty() {
        let title = texts.t1("home-unused", "count", home.unused.len());
        let task = Task::new(title, "/accounts", Html::default());
        things.push(Thing::some_day(task.hint(names(texts, &home.unused))));
    }
    things
}

/// What a new installation begins with: before everything else.
fn first(texts: Texts, step: FirstStep) -> Thing {
    let (key, href) = match step {
        FirstStep::Institutions => ("home-first-institutions", "/loads/new?kind=institutions"),
        FirstStep::Accounts => ("home-first-accounts", "/accounts/new"),
    };
    let status = Tag::new(texts.t("home-first"), Tone::Attention);
    let task = Task::new(texts.t(key), href, status).hint(texts.t(&format!("{key}-why")));
    Thing::first(task)
}

fn kept_until(texts: Texts, task: Task, upload: &Upload) -> Thing {
    let until = moment(upload.waits_until());
    Thing {
        due: Some(until.date()),
        task: task.when(texts.t1("home-file-kept", "at", until)),
    }
}

fn file(texts: Texts, upload: &Upload) -> Thing {
    let errors = upload.report.as_ref().map_or(0, |report| report.rejected_total);
    let status: Html = match upload.state {
        UploadState::Checked if errors > 0 => Tag::new(
            texts.t1("home-file-wrong", "count", errors as f64),
            Tone::Attention,
        )
        .into(),
        UploadState::Checked => Html::default(),
        _ => Html::text(&texts.t("home-file-new")),
    };
    let title = texts.t1("home-file", "file", upload.file_name.as_str());
    let href = format!("/loads/uploads/{}", upload.id);
    kept_until(texts, Task::new(title, href, status), upload)
}

/// Several files are one thing; the one to be forgotten first says until when.
fn files(texts: Texts, uploads: &[Upload]) -> Thing {
    let title = texts.t1("home-files", "count", uploads.len());
    let task = Task::new(title, "/loads", Html::default());
    match uploads.iter().min_by_key(|upload| upload.waits_until()) {
        Some(upload) => kept_until(texts, task, upload),
        None => Thing::some_day(task),
    }
}

fn old(texts: Texts, age: &LoadAge) -> Thing {
    let day = balsts_store::date(age.as_of_day);
    let title = texts.t1("home-old", "kind", kind_words(texts, &age.kind));
    let href = format!("/loads/new?kind={}", age.kind);
    let status = Tag::new(texts.t("home-old-state"), Tone::Attention);
    Thing::some_day(Task::new(title, href, status).when(texts.t1("home-old-day", "date", day)))
}

fn locked(texts: Texts, accounts: &[Account]) -> Option<Thing> {
    let last = accounts.iter().filter_map(|account| account.locked_until).max()?;
    let until = moment(last);
    let title = texts.t1("home-locked", "count", accounts.len());
    let href = match accounts {
        [account] => format!("/accounts/{}", account.id),
        _ => "/accounts".to_owned(),
    };
    let task = Task::new(title, href, Html::default())
        .hint(names(texts, accounts))
        .when(texts.t1("home-locked-until", "at", until));
    Some(Thing {
        due: Some(until.date()),
        task,
    })
}

/// The first names, and how many more.
fn names(texts: Texts, accounts: &[Account]) -> String {
    super::examples(
        texts,
        accounts.iter().map(|account| account.name.clone()),
        EXAMPLES,
    )
}

fn changes(texts: Texts, home: &AdministratorHome, since: i64) -> Vec<Html> {
    let mut lines = Vec::new();
    let mut line = |count: i64, href: String, key: &str| {
        if count > 0 {
            lines.push(Html::link(&href, &texts.t1(key, "count", count)));
        }
    };
    let log = |matter: AuditMatter| audit::address(matter, since).to_string();
    line(home.loaded, "/loads".to_owned(), "home-loaded");
    line(home.undone, log(AuditMatter::Undone), "home-watch-undone");
    line(home.settings, log(AuditMatter::Settings), "home-watch-settings");
    line(home.rights, log(AuditMatter::Rights), "home-watch-rights");
    for upload in &home.with_errors {
        let wrong = upload.report.as_ref().map_or(0, |report| report.rejected_total);
        let left_out = texts.t1("home-file-left-out", "count", wrong as f64);
        let link = Html::link(&format!("/loads/uploads/{}", upload.id), &upload.file_name);
        lines.push(link.and(left_out));
    }
    lines
}
