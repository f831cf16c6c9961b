//! How a file is to be loaded.

use balsts_intake::{Encoding, Lang, Limits, Options, Profile, Separator};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Ctx, Result};

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
    /// The day from which institutions are what the file says; today when none.
    pub as_of: Option<Date>,
    /// How many rows of each fate the report shows.
    pub preview: u64,
    /// Language of the report.
    pub lang: Lang,
}

impl LoadOptions {
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
}

impl Default for LoadBounds {
    fn default() -> Self {
        Self {
            brake_percent: 30,
            undo_hours: 24,
            listed: 1_000,
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
