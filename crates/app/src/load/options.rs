//! How a file is to be loaded.

use balsts_domain::registry::Source;
use balsts_intake::{Encoding, Lang, Limits, Options, Profile, Separator};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Ctx, FieldErrors, Result};

/// What the sender says about a file. The default finds out what it can, stores all or nothing, and adds to what is stored.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line and a box of the form"
)]
pub struct LoadOptions {
    /// Mapping profile.
    pub profile: Option<Profile>,
    /// Encoding of a text file; found out when none.
    pub encoding: Option<Encoding>,
    /// Separator of a text file; found out when none.
    pub separator: Option<Separator>,
    /// Sheet of a workbook; the only one with data when none.
    pub sheet: Option<String>,
    /// How large a file may be.
    pub limits: Limits,
    /// The file is the whole truth for its kind, institutions and period.
    pub snapshot: bool,
    /// Do everything except storing.
    pub dry_run: bool,
    /// Store the good rows where some are bad.
    pub skip_bad_rows: bool,
    /// Store although much of what is stored would change or go.
    pub accept_large_change: bool,
    /// Leave the evaluation of the pupils touched to the caller, who loads more files and evaluates once.
    pub evaluate_later: bool,
    /// The system or paper that the file came from; that of the profile when none.
    pub source: Option<Source>,
    /// The source in words: needed where it is another one, a remark else.
    pub source_note: Option<String>,
    /// The day as of which the file stands, and from which institutions are what it says; today when none.
    pub as_of: Option<Date>,
    /// How many rows of each fate the report shows.
    pub preview: u64,
    /// Language of the report.
    pub lang: Lang,
}

/// Longest source in words, in letters.
const NOTE_LENGTH: usize = 200;

impl LoadOptions {
    /// The source said, or that of the profile.
    pub fn source(&self) -> Option<Source> {
        self.source
            .or_else(|| self.profile.as_ref().and_then(|profile| profile.source))
    }

    /// The source in words, without what says nothing.
    pub(super) fn source_words(&self) -> Option<String> {
        let words = self.source_note.as_deref().map(str::trim);
        words.filter(|words| !words.is_empty()).map(str::to_owned)
    }

    /// Whether where the file comes from, and as of when, makes sense on the day it is loaded.
    pub(super) fn check(&self, today: Date) -> Result<()> {
        let mut errors = FieldErrors::new();
        let words = self.source_words();
        match (self.source(), &words) {
            (Some(source), None) if source.needs_words() => {
                errors.add("source_note", "error-load-source-words");
            }
            (None, Some(_)) => {
                errors.add("source", "error-load-source");
            }
            _ => {}
        }
        if words.is_some_and(|words| words.chars().count() > NOTE_LENGTH) {
            errors.add_with("source_note", "error-too-long", "length", NOTE_LENGTH);
        }
        if self.as_of.is_some_and(|day| day > today) {
            errors.add("as_of", "error-date-future");
        }
        errors.check()
    }

    pub(super) fn reading(&self) -> Options {
        Options {
            encoding: self.encoding,
            separator: self.separator,
            sheet: self.sheet.clone(),
            profile: self.profile.clone(),
            limits: self.limits,
        }
    }
}

/// The bounds of loading; settings of the municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LoadBounds {
    /// The most of what is stored that may change or go without being asked for, per cent.
    pub brake_percent: u64,
    /// How long a load can be undone, hours.
    pub undo_hours: i64,
    /// Errors and warnings listed; further ones are counted.
    pub listed: usize,
    /// School days after which what a school delivers all the time counts as old.
    pub old_school_days: u32,
}

impl Default for LoadBounds {
    fn default() -> Self {
        Self {
            brake_percent: 30,
            undo_hours: 24,
            listed: 1_000,
            old_school_days: 10,
        }
    }
}

/// Name under which the bounds are kept.
const LOAD: &str = "load";

impl Ctx {
    /// The bounds of loading in force.
    pub async fn load_bounds(&self) -> Result<LoadBounds> {
        self.setting_or_default(LOAD).await
    }
}
