//! What came of a file: the figures of the contract, errors and warnings in sentences, and rows to look at before loading.

use balsts_intake::{Lang, Rejected};
use balsts_store::load::{Comparison, Fate};
use serde::{Deserialize, Serialize};

/// The report of a load or of a check. Serialises as the contract says (section 2).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LoadReport {
    /// Code of the kind.
    pub kind: String,
    /// Name of the file.
    pub file: String,
    /// Language of its sentences.
    #[serde(default)]
    pub language: Lang,
    /// Rows of the file.
    pub rows: u64,
    /// Rows stored as new or changed; 0 when the file is refused. Of a check: those that would be.
    pub accepted: u64,
    /// Rows already stored alike.
    pub unchanged: u64,
    /// The first errors.
    pub rejected: Vec<Rejected>,
    /// All errors.
    pub rejected_total: u64,
    /// The first warnings.
    pub warnings: Vec<String>,
    /// All warnings.
    pub warnings_total: u64,
    /// Rows that are or would be new.
    pub new: u64,
    /// Records that are or would be changed, those among them that end because of a row of the file.
    pub changed: u64,
    /// Records that are or would be gone.
    pub gone: u64,
    /// Records stored in the scope of the file; counted where something changes or goes.
    pub stored: u64,
    /// Nothing was stored because nothing was to be.
    pub dry_run: bool,
    /// Why nothing was stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Refused>,
    /// The load, for undoing it; none when the file was not loaded. A file that changed nothing is a load, too: it says that what is stored
    /// still holds.
    pub load_id: Option<i64>,
    /// How many pupils' records changed.
    pub touched: u64,
    /// Rows to look at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub preview: Vec<Previewed>,
    /// Pupils whose records changed: to be evaluated again.
    #[serde(skip)]
    pub touched_pupils: Vec<i64>,
}

/// Why nothing was stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// A stable key: `load-bad-rows`, `load-large-change`, or a file's own `file-…`.
    pub key: String,
    /// The sentence.
    pub text: String,
}

/// A row to look at before loading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Previewed {
    /// New, changed or gone.
    pub fate: Fate,
    /// Row of the file.
    pub row: Option<i64>,
    /// Its values by the contract's columns.
    pub cells: Vec<PreviewedCell>,
}

/// A value of a previewed row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PreviewedCell {
    /// Column of the contract.
    pub column: String,
    /// What is stored; empty where nothing is.
    pub old: String,
    /// What the file says; empty where the record would go.
    pub new: String,
}

impl PreviewedCell {
    /// Whether the file says something else than what is stored.
    pub fn differs(&self) -> bool {
        self.old != self.new
    }
}

impl LoadReport {
    /// Whether the file is refused: exit code 1.
    pub fn is_refused(&self) -> bool {
        self.refused.is_some()
    }

    /// Whether some rows are good, so that the file could be loaded without the bad ones.
    pub fn accepted_if_skipped(&self) -> bool {
        self.new + self.changed + self.gone + self.unchanged > 0
    }

    pub(super) fn counted(&mut self, comparison: Comparison) {
        self.new = comparison.new;
        self.changed = comparison.changed;
        self.gone = comparison.gone;
        self.unchanged = comparison.unchanged;
        self.stored = comparison.stored;
    }

    pub(super) fn refuse(&mut self, key: &str, text: String) {
        self.accepted = 0;
        self.refused = Some(Refused {
            key: key.to_owned(),
            text,
        });
    }
}
