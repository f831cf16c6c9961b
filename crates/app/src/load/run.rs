//! The way of a file: read in a thread of its own, checked row by row, staged in batches, compared, and made true. Batches go through a
//! short queue: what is held in memory does not grow with the file.

use std::{
    io::{Read, Seek},
    ops::ControlFlow,
};

use balsts_domain::{
    access::{Action, Resource, Scope},
    registry::Source,
};
use balsts_intake::{FileError, FileSummary, Kind, Row, RowError};
use balsts_store::{
    StoreError,
    load::{Comparison, LOADS_CHANGED, LoadKind, LoadNote, Rows, Staging},
};
use tokio::sync::mpsc;

use super::{
    LoadBounds, LoadOptions, LoadReport,
    check::Check,
    findings::Findings,
    list::not_stored,
    preview::previewed,
    problem::{LoadProblem, LoadRefusal, LoadRemark},
    register::{Register, stored_kind},
};
use crate::{AppError, Ctx, Result};

/// Rows that go through the queue together.
const BATCH: usize = 2_000;
/// Batches in the queue.
const QUEUE: usize = 4;
/// How often a file is compared anew when another load came in between.
const ATTEMPTS: usize = 3;

/// What a load is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadStep {
    /// Reading and staging rows.
    Reading,
    /// Comparing with what is stored.
    Comparing,
    /// Making it true.
    Storing,
}

/// How far a load is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoadProgress {
    /// What it is at.
    pub step: LoadStep,
    /// Bytes read.
    pub read: u64,
    /// Bytes in all.
    pub total: u64,
}

/// What reading left behind.
struct Reading<S, P> {
    source: S,
    progress: P,
    check: Check,
    summary: std::result::Result<FileSummary, FileError>,
    leave_out: Vec<u64>,
}

impl Ctx {
    /// Loads a file of a kind, or says why not: `LoadReport::refused`. `progress` is told from time to time how far it is.
    ///
    /// # Errors
    /// Forbidden, Invalid with the kinds that are accepted for one that this version does not store or with what is wrong about its source and day,
    /// Internal. What is wrong with the file is in the report.
    pub async fn load<S, P>(
        &self,
        kind: Kind,
        mut source: S,
        file_name: &str,
        options: &LoadOptions,
        mut progress: P,
    ) -> Result<LoadReport>
    where
        S: Read + Seek + Send + 'static,
        P: FnMut(LoadProgress) + Send + 'static,
    {
        let scope = self.scope(Action::Write, Resource::Load)?;
        let stored = stored_kind(kind).ok_or_else(|| not_stored(kind))?;
        if !self.load_kinds()?.contains(&kind) {
            return Err(AppError::Forbidden);
        }
        options.check(self.today())?;
        let mut attempt = 0;
        loop {
            attempt += 1;
            let once = self
                .load_once(kind, stored, &scope, source, file_name, options, progress)
                .await?;
            match once {
                Ok(report) => {
                    if !options.evaluate_later {
                        self.evaluate_after(&report.touched_pupils).await;
                    }
                    return Ok(report);
                }
                Err((back, told)) if attempt < ATTEMPTS => {
                    source = back;
                    progress = told;
                }
                Err(_) => return Err(AppError::Conflict("error-load-busy")),
            }
        }
    }

    /// Gives source and progress back when another load came in between.
    #[expect(
        clippy::too_many_arguments,
        reason = "the inner half of `load`, called from there alone"
    )]
    async fn load_once<S, P>(
        &self,
        kind: Kind,
        stored: LoadKind,
        scope: &Scope,
        source: S,
        file_name: &str,
        options: &LoadOptions,
        progress: P,
    ) -> Result<std::result::Result<LoadReport, (S, P)>>
    where
        S: Read + Seek + Send + 'static,
        P: FnMut(LoadProgress) + Send + 'static,
    {
        let bounds = self.load_bounds().await?;
        let register = Register::read(&self.store, scope, kind, self.calendar().await?).await?;
        let mut staging = self.store.stage(scope, stored).await?;
        let check = Check::new(
            kind,
            register,
            Findings::new(options.lang, bounds.listed),
            Rows::new(stored),
            self.today(),
            new_public_id,
        );
        let Reading {
            source,
            mut progress,
            mut check,
            summary,
            leave_out,
        } = stream(&mut staging, check, kind, source, options, progress).await?;
        let mut report = LoadReport {
            language: options.lang,
            kind: kind.code().to_owned(),
            file: file_name.to_owned(),
            dry_run: options.dry_run,
            ..LoadReport::default()
        };
        let summary = match summary {
            Ok(summary) => summary,
            Err(error) => {
                staging.close().await?;
                return Ok(Ok(refused_file(report, &error, options)));
            }
        };
        let step = |progress: &mut P, step| {
            progress(LoadProgress {
                step,
                read: 0,
                total: 0,
            });
        };
        step(&mut progress, LoadStep::Comparing);
        staging.leave_out(&leave_out).await?;
        find_twice(&staging, &mut check.findings, &bounds).await?;
        let implied = if check.ends_others {
            staging.followers().await?
        } else {
            0
        };
        let comparison = compare(&mut staging, &mut check.findings, options).await?;
        if options.preview > 0 {
            report.preview = previewed(kind, &check.register, staging.preview(options.preview).await?);
        }
        for warning in &summary.warnings {
            check.findings.warn(warning.text(options.lang));
        }
        check.findings.warnings_total += summary.warnings_total;
        check.findings.conclude(kind, &summary.headers);
        report.rows = summary.rows;
        report.counted(comparison);
        // Ends that follow from the rows are neither rows of the file nor a change that somebody made to what is stored.
        let of_rows = Comparison {
            changed: comparison.changed.saturating_sub(implied),
            ..comparison
        };
        report.accepted = of_rows.new + of_rows.changed;
        report.rejected = check.findings.rejected;
        report.rejected_total = check.findings.rejected_total;
        report.warnings = check.findings.warnings;
        report.warnings_total = check.findings.warnings_total;
        if let Some(refusal) = refusal(&report, of_rows, options, &bounds) {
            report.refuse(refusal.key(), refusal.text(options.lang));
        }
        // What is stored alike is confirmed by the load; a file that says nothing at all leaves none.
        let says_nothing = comparison.changes_nothing() && comparison.unchanged == 0;
        if options.dry_run || report.is_refused() || says_nothing {
            staging.close().await?;
            return Ok(Ok(report));
        }
        step(&mut progress, LoadStep::Storing);
        match staging.commit(comparison, self.note(&report, options)).await {
            Ok(loaded) => {
                report.load_id = Some(loaded.load);
                report.touched = loaded.touched.len() as u64;
                report.touched_pupils = loaded.touched;
                if report.accepted >= LARGE {
                    self.store.analyze().await?;
                }
                Ok(Ok(report))
            }
            Err(StoreError::Conflict(name)) if name == LOADS_CHANGED => Ok(Err((source, progress))),
            Err(error) => Err(error.into()),
        }
    }

    fn note(&self, report: &LoadReport, options: &LoadOptions) -> LoadNote {
        let detail = format!(
            "kind={} source={} as_of={} rows={} new={} changed={} gone={} unchanged={} rejected={}",
            report.kind,
            options.source().map_or("-", Source::code),
            options.as_of.unwrap_or(self.today()),
            report.rows,
            report.new,
            report.changed,
            report.gone,
            report.unchanged,
            report.rejected_total
        );
        LoadNote {
            file_name: report.file.clone(),
            profile: options.profile.as_ref().map(|profile| profile.name.clone()),
            snapshot: options.snapshot,
            user: self.actor.user(),
            at: self.instant(),
            source: options.source().map(|source| source.code().to_owned()),
            source_note: options.source_words(),
            as_of: options.as_of.unwrap_or(self.today()),
            rows: report.rows,
            event: self.event("load.commit", "load", None, detail),
        }
    }
}

/// After so many new rows the database looks at its data again, to plan queries well.
const LARGE: u64 = 20_000;

/// Reads the file in a thread of its own while rows that are ready are staged.
async fn stream<S, P>(
    staging: &mut Staging,
    mut check: Check,
    kind: Kind,
    mut source: S,
    options: &LoadOptions,
    mut progress: P,
) -> Result<Reading<S, P>>
where
    S: Read + Seek + Send + 'static,
    P: FnMut(LoadProgress) + Send + 'static,
{
    let (send, mut receive) = mpsc::channel::<Rows>(QUEUE);
    let (reading, snapshot) = (options.reading(), options.snapshot);
    let stored = staging.kind();
    let reader = tokio::task::spawn_blocking(move || {
        let mut told = |at: balsts_intake::Progress| {
            progress(LoadProgress {
                step: LoadStep::Reading,
                read: at.read,
                total: at.total,
            });
        };
        let mut sink = |row: u64, read: std::result::Result<Row<'_>, Vec<RowError>>| {
            check.take(row, read);
            if check.rows.len() >= BATCH {
                let batch = std::mem::replace(&mut check.rows, Rows::new(stored));
                if send.blocking_send(batch).is_err() {
                    return ControlFlow::Break(());
                }
            }
            ControlFlow::Continue(())
        };
        let summary = balsts_intake::read_with_progress(kind, &mut source, &reading, &mut told, &mut sink);
        let leave_out = check.finish(snapshot);
        let last = std::mem::replace(&mut check.rows, Rows::new(stored));
        // Nobody listens any more when staging failed; that error is told then.
        _ = send.blocking_send(last);
        Reading {
            source,
            progress,
            check,
            summary,
            leave_out,
        }
    });
    let mut staged = Ok(());
    while let Some(batch) = receive.recv().await {
        staged = staging.add(batch).await;
        if staged.is_err() {
            break;
        }
    }
    drop(receive);
    let read = reader
        .await
        .map_err(|error| AppError::Internal(format!("reading the file stopped: {error}")))?;
    staged?;
    Ok(read)
}

/// Takes out what the file says twice and compares the rest with what is stored.
/// Finds what the file holds twice.
async fn find_twice(staging: &Staging, findings: &mut Findings, bounds: &LoadBounds) -> Result<()> {
    let twice = staging.seal(bounds.listed as u64).await?;
    for it in &twice.contradicting_rows {
        let problem = LoadProblem::Contradiction {
            row: it.other.unsigned_abs(),
        };
        findings.refuse(it.row.unsigned_abs(), "", "", &problem);
    }
    findings.rejected_total += twice.contradicting - twice.contradicting_rows.len() as u64;
    for it in &twice.repeated_rows {
        findings.remark(&LoadRemark::Repeated {
            row: it.row.unsigned_abs(),
            other: it.other.unsigned_abs(),
        });
    }
    findings.warnings_total += twice.repeated - twice.repeated_rows.len() as u64;
    Ok(())
}

async fn compare(
    staging: &mut Staging,
    findings: &mut Findings,
    options: &LoadOptions,
) -> Result<Comparison> {
    let snapshot = options.snapshot && findings.rejected_total == 0;
    if options.snapshot && !snapshot && options.skip_bad_rows {
        findings.remark(&LoadRemark::NothingGone);
    }
    Ok(staging.compare(snapshot).await?)
}

fn refusal(
    report: &LoadReport,
    comparison: Comparison,
    options: &LoadOptions,
    bounds: &LoadBounds,
) -> Option<LoadRefusal> {
    if report.rejected_total > 0 && !options.skip_bad_rows {
        return Some(LoadRefusal::BadRows {
            errors: report.rejected_total,
        });
    }
    let Comparison {
        changed,
        gone,
        stored,
        ..
    } = comparison;
    let large = (changed + gone) * 100 > stored * bounds.brake_percent;
    (large && changed + gone > 0 && !options.accept_large_change).then_some(LoadRefusal::LargeChange {
        changed,
        gone,
        stored,
        percent: bounds.brake_percent,
    })
}

/// A file that cannot be read has one error, with the row where there is one.
fn refused_file(mut report: LoadReport, error: &FileError, options: &LoadOptions) -> LoadReport {
    let text = error.text(options.lang);
    let (column, value) = error.column().unwrap_or_default();
    report.language = options.lang;
    report.rejected.push(balsts_intake::Rejected {
        row: error.row().unwrap_or(0),
        column: column.to_owned(),
        value: balsts_intake::shown(value),
        error: text.clone(),
    });
    report.rejected_total = 1;
    report.refuse(error.key(), text);
    report
}

/// 128 random bits, safe in an address.
fn new_public_id() -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>())
}
