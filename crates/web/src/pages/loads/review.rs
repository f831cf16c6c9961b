//! The second, third and fourth step: the check runs, its outcome is looked at row by row, and the file is loaded or put away.

use askama::Template;
use axum::{
    extract::State as AxumState,
    http::{HeaderName, HeaderValue},
    response::{IntoResponse, Response},
};
use balsts_app::{
    Ctx,
    load::{LoadReport, LoadStep, Upload, UploadState},
};
use balsts_intake::Lang;
use balsts_store::load::Fate;

use super::{
    kind_words, lang,
    tables::{SHOWN, errors as errors_table, preview},
    upload::PASTED,
};
use crate::{
    State,
    jobs::Job,
    kit::{
        Choice, Failure, Flash, Form, FormValues, Layout, Notice, Page, Path, SummaryList, Table, Tone,
        download, redirect,
    },
    signed_in::SignedIn,
    source,
    texts::Texts,
};

/// Starts the check of an upload and waits a moment for its end.
pub(super) async fn start_check(state: &State, ctx: Ctx, id: i64, lang: Lang) {
    state
        .jobs
        .start(id, |telling| async move {
            ctx.check_upload(id, None, lang, move |at| telling.tell(at))
                .await
                .map(drop)
        })
        .await;
}

#[derive(Template)]
#[template(path = "load_running.html")]
struct RunningPage {
    layout: Layout,
    file: String,
    step: String,
    /// Read and in all, where that is known.
    bytes: Option<(u64, u64)>,
}

#[derive(Template)]
#[template(path = "load_review.html")]
struct ReviewPage {
    layout: Layout,
    form: Form,
    id: i64,
    notices: Vec<Notice>,
    facts: SummaryList,
    counts: Option<String>,
    errors: Option<Table>,
    errors_said: Option<String>,
    warnings: Vec<String>,
    warnings_more: Option<String>,
    previews: Vec<Table>,
    ask: Option<(&'static str, &'static str, [Choice; 1])>,
    may_load: bool,
    load_key: &'static str,
    may_check: bool,
}

#[derive(Template)]
#[template(path = "load_done.html")]
struct DonePage {
    layout: Layout,
    facts: SummaryList,
    counts: String,
    undo: Option<i64>,
    nothing: bool,
}

fn running(layout: Layout, upload: &Upload, at: Option<balsts_app::load::LoadProgress>) -> Response {
    let step = match at.map(|at| at.step) {
        None | Some(LoadStep::Reading) => "loads-step-reading",
        Some(LoadStep::Comparing) => "loads-step-comparing",
        Some(LoadStep::Storing) => "loads-step-storing",
    };
    let page = RunningPage {
        file: upload.file_name.clone(),
        step: layout.t(step),
        bytes: at.filter(|at| at.total > 0).map(|at| (at.read, at.total)),
        layout: layout
            .narrow()
            .titled("loads-running")
            .back("/loads", "loads-title"),
    };
    let mut response = Page(page).into_response();
    response
        .headers_mut()
        .insert(HeaderName::from_static("refresh"), HeaderValue::from_static("3"));
    response
}

fn facts(upload: &Upload, texts: Texts) -> SummaryList {
    let choices = &upload.choices;
    let mut facts = SummaryList::new(texts)
        .row(texts.t("loads-file"), upload.file_name.as_str())
        .row(texts.t("loads-kind"), kind_words(texts, upload.kind.code()));
    let source = choices.source().map(balsts_domain::registry::Source::code);
    facts = facts
        .row(
            texts.t("loads-source"),
            source::words(texts, source, choices.source_note.as_deref()),
        )
        .row(
            texts.t("loads-as-of"),
            choices
                .as_of
                .map_or_else(|| texts.t("loads-as-of-loading"), |day| texts.date(day)),
        );
    if let Some(profile) = choices.profile_name() {
        let words = match &choices.own_profile {
            None => texts.t(&format!("loads-profile-{profile}")),
            Some(_) if profile == PASTED => texts.t("loads-profile-own"),
            Some(_) => profile.to_owned(),
        };
        facts = facts.row(texts.t("loads-profile"), words);
    }
    if choices.snapshot {
        facts = facts.row(texts.t("loads-snapshot"), texts.t("loads-snapshot-chosen"));
    }
    if choices.skip_bad_rows {
        facts = facts.row(
            texts.t("loads-skip-bad-rows"),
            texts.t("loads-skip-bad-rows-chosen"),
        );
    }
    facts
}

fn counts(report: &LoadReport, texts: Texts) -> String {
    texts.t_args(
        "loads-counts",
        &[
            ("new".to_owned(), (report.new as f64).into()),
            ("changed".to_owned(), (report.changed as f64).into()),
            ("gone".to_owned(), (report.gone as f64).into()),
            ("unchanged".to_owned(), (report.unchanged as f64).into()),
        ],
    )
}

/// Why nothing would be stored, where the reason is not the file itself: in the words of a page, not of the command line.
fn refusal(report: Option<&LoadReport>, key: &str, texts: Texts) -> Option<String> {
    let report = report?;
    let count = |name: &str, count: u64| (name.to_owned(), (count as f64).into());
    match key {
        "load-bad-rows" => Some(texts.t1("loads-refused-bad-rows", "count", report.rejected_total as f64)),
        "load-large-change" => Some(texts.t_args(
            "loads-refused-large-change",
            &[
                count("changed", report.changed),
                count("gone", report.gone),
                count("stored", report.stored),
            ],
        )),
        _ => None,
    }
}

/// What the person has to agree to before a refused file can be loaded: field, label, box.
fn ask(report: &LoadReport, texts: Texts) -> Option<(&'static str, &'static str, [Choice; 1])> {
    let one = |field, label, words: String| Some((field, label, [Choice::new("yes", words)]));
    match report.refused.as_ref()?.key.as_str() {
        "load-bad-rows" if report.accepted_if_skipped() => one(
            "skip_bad_rows",
            "loads-skip-bad-rows",
            texts.t1("loads-skip-bad-rows-now", "count", report.rejected_total as f64),
        ),
        "load-large-change" => one(
            "accept_large_change",
            "loads-brake",
            texts.t("loads-brake-accept"),
        ),
        _ => None,
    }
}

fn review(layout: Layout, upload: &Upload, failed: Option<&'static str>) -> ReviewPage {
    let texts = layout.texts;
    let kind = upload.kind;
    let report = upload.report.as_ref();
    let mut notices = Vec::new();
    if let Some(key) = failed {
        notices.push(Notice::of(texts, Tone::Attention, texts.t(key)).named("stopped"));
    }
    if let Some(refused) = report.and_then(|report| report.refused.as_ref()) {
        let words = refusal(report, &refused.key, texts).unwrap_or_else(|| refused.text.clone());
        notices.push(Notice::of(texts, Tone::Attention, words).named("refused"));
    }
    let read = report.filter(|report| {
        report
            .refused
            .as_ref()
            .is_none_or(|refused| refused.key.starts_with("load-"))
    });
    let nothing = read
        .is_some_and(|report| report.rejected_total == 0 && report.new + report.changed + report.gone == 0);
    if nothing {
        notices.push(Notice::of(texts, Tone::Neutral, texts.t("loads-nothing-to-do")).named("nothing"));
    }
    let ask = report.and_then(|report| ask(report, texts));
    let may_load = read.is_some_and(|report| !report.is_refused() || ask.is_some());
    let listed = report.map_or(0, |report| report.warnings.len().min(SHOWN));
    let title = if report.is_some() {
        "loads-review"
    } else {
        "loads-unchecked"
    };
    ReviewPage {
        id: upload.id,
        notices,
        facts: facts(upload, texts),
        counts: read.map(|report| counts(report, texts)),
        errors: report.and_then(|report| errors_table(report, texts)),
        errors_said: report
            .filter(|report| report.rejected_total > 0 && read.is_some())
            .map(|report| texts.t1("loads-errors-all", "count", report.rejected_total as f64)),
        warnings: report
            .map(|report| report.warnings.iter().take(SHOWN).cloned().collect())
            .unwrap_or_default(),
        warnings_more: report
            .map(|report| report.warnings_total.saturating_sub(listed as u64))
            .filter(|more| *more > 0)
            .map(|more| texts.t1("loads-warnings-more", "count", more as f64)),
        previews: read
            .map(|report| {
                [
                    (Fate::Changed, report.changed),
                    (Fate::Gone, report.gone),
                    (Fate::New, report.new),
                ]
                .into_iter()
                .filter_map(|(fate, all)| preview(kind, fate, &report.preview, all, texts))
                .collect()
            })
            .unwrap_or_default(),
        ask,
        may_load,
        load_key: if nothing { "loads-confirm" } else { "loads-load" },
        may_check: report.is_none(),
        form: layout.form(),
        layout: layout.titled(title).back("/loads", "loads-title"),
    }
}

async fn done(ctx: &Ctx, layout: Layout, upload: &Upload) -> Result<Response, Failure> {
    let texts = layout.texts;
    let report = upload.report.clone().unwrap_or_default();
    // It can be undone from here as long as it can from the list.
    let undo = match upload.load {
        Some(id) => ctx
            .loads(100)
            .await?
            .into_iter()
            .find(|one| one.load.id == id && one.undoable)
            .map(|one| one.load.id),
        None => None,
    };
    let changed = report.new + report.changed + report.gone > 0;
    let title = match upload.state {
        UploadState::Discarded => "loads-discarded-title",
        // All its rows were refused.
        _ if upload.load.is_none() => "loads-discarded-title",
        _ if !changed => "loads-nothing-title",
        _ => "loads-done-title",
    };
    Ok(Page(DonePage {
        facts: facts(upload, texts),
        counts: counts(&report, texts),
        undo,
        nothing: upload.state == UploadState::Discarded,
        layout: layout.titled(title).back("/loads", "loads-title"),
    })
    .into_response())
}

pub(super) async fn show(
    signed_in: SignedIn,
    AxumState(state): AxumState<State>,
    layout: Layout,
    Path(id): Path<i64>,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    // Whose upload it is is asked before anything is said about its work.
    let mut upload = ctx.upload_of(id).await?;
    // The sentences of a check are those of its language: a reader of the other one has the file checked again.
    let language = lang(layout.texts);
    let told_otherwise = upload.state == UploadState::Checked
        && state.jobs.of(id).is_none()
        && upload
            .report
            .as_ref()
            .is_some_and(|report| report.language != language);
    if told_otherwise {
        start_check(&state, ctx.clone(), id, language).await;
        upload = ctx.upload_of(id).await?;
    }
    let failed = match state.jobs.of(id) {
        Some(Job::Running(at)) => return Ok(running(layout, &upload, at)),
        Some(Job::Failed(key)) => Some(key),
        None => None,
    };
    match upload.state {
        UploadState::New | UploadState::Checked => Ok(Page(review(layout, &upload, failed)).into_response()),
        UploadState::Loaded | UploadState::Discarded => done(&ctx, layout, &upload).await,
    }
}

pub(super) async fn check(
    signed_in: SignedIn,
    AxumState(state): AxumState<State>,
    layout: Layout,
    Path(id): Path<i64>,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    ctx.upload_of(id).await?;
    start_check(&state, ctx, id, lang(layout.texts)).await;
    Ok(redirect(&format!("/loads/uploads/{id}"), None))
}

pub(super) async fn load(
    signed_in: SignedIn,
    AxumState(state): AxumState<State>,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    ctx.upload_of(id).await?;
    let skip = values.get("skip_bad_rows") == "yes";
    let large = values.get("accept_large_change") == "yes";
    if skip || large {
        ctx.accept_upload(id, skip, large).await?;
    }
    let lang = lang(layout.texts);
    state
        .jobs
        .start(id, |telling| async move {
            ctx.load_upload(id, lang, move |at| telling.tell(at)).await?;
            Ok(())
        })
        .await;
    Ok(redirect(&format!("/loads/uploads/{id}"), None))
}

pub(super) async fn discard(
    signed_in: SignedIn,
    AxumState(state): AxumState<State>,
    Path(id): Path<i64>,
) -> Result<Response, Failure> {
    signed_in.ctx().discard_upload(id).await?;
    state.jobs.forget(id);
    Ok(redirect("/loads", Some(&Flash::success("loads-discarded"))))
}

pub(super) async fn errors(signed_in: SignedIn, Path(id): Path<i64>) -> Result<Response, Failure> {
    let table = signed_in.ctx().upload_errors(id).await?;
    Ok(download::file("kludas", "csv", "text/csv; charset=utf-8", table))
}
