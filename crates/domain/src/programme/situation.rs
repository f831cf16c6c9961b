//! What the document says of the municipality, and what is odd in the document.

use serde::{Deserialize, Serialize};

use super::Cell;

/// A risk factor as the document lists it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskFactor {
    /// Group, as printed.
    #[serde(default)]
    pub group: Option<String>,
    /// Factor, as printed.
    pub factor: String,
    /// Count or share, as printed.
    #[serde(default)]
    pub count_or_share: Option<Cell>,
}

/// A table of figures.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatisticsTable {
    /// Title.
    pub title: String,
    /// Headers.
    #[serde(default)]
    pub columns: Vec<String>,
    /// Rows, as printed.
    #[serde(default)]
    pub rows: Vec<Vec<Cell>>,
    /// Values that the document has without telling rows apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub raw_values: Vec<String>,
}

/// Something odd in the document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Irregularity {
    /// Table or section.
    #[serde(default, rename = "where")]
    pub place: String,
    /// Code of its kind.
    pub kind: String,
    /// What is odd, in words.
    #[serde(default)]
    pub text: String,
}

impl Irregularity {
    /// What is done about irregularities of its kind: the ending of a text of its own.
    pub fn answer(&self) -> &'static str {
        match self.kind.as_str() {
            "goal_numbering"
            | "duplicate_goal_number"
            | "goal_title_mismatch"
            | "goal_missing_in_strategy"
            | "goal_title_missing"
            | "goal_without_activities"
            | "goal_column_holds_results" => "linked",
            "duplicate_number"
            | "missing_number"
            | "unnumbered_activities"
            | "unnumbered_tasks"
            | "task_number_mismatch"
            | "number_format"
            | "column_numbers" => "keyed",
            "empty_years"
            | "partial_years"
            | "period_mismatch"
            | "target_years_vs_period"
            | "inconsistent_term" => "years",
            "term_as_text" | "school_year_term" | "year_format" | "mark_variants" | "ambiguous_calendar" => {
                "term"
            }
            "institution_spelling"
            | "separator_missing"
            | "trailing_separator"
            | "multi_line_cell"
            | "tasks_in_one_cell"
            | "programme_spelling"
            | "funding_variants" => "joined",
            "empty_institutions"
            | "empty_supervisor"
            | "empty_cells"
            | "empty_activity"
            | "empty_title"
            | "empty_expected_result"
            | "empty_or_dash"
            | "missing_data"
            | "missing_cells"
            | "charts_missing"
            | "missing_section"
            | "no_task_table"
            | "approval_number_blank"
            | "undefined_body" => "missing",
            "target_operator"
            | "relative_target"
            | "text_target"
            | "arrow_targets"
            | "multi_value_indicator"
            | "indicator_subrows"
            | "indicator_without_level" => "target",
            "baseline_pending"
            | "baseline_after_target"
            | "baseline_without_value"
            | "baseline_without_year"
            | "baseline_value_in_text"
            | "baseline_format"
            | "copied_values" => "baseline",
            "target_mismatch" | "contradicting_statistics" | "unclear_unit" => "conflict",
            "activity_only_in_tasks"
            | "activity_title_variants"
            | "duplicate_activity"
            | "resource_only"
            | "resource_order"
            | "merged_resources" => "activity",
            _ => "layout",
        }
    }

    /// The endings that [`Irregularity::answer`] can give.
    pub const ANSWERS: [&'static str; 11] = [
        "linked", "keyed", "years", "term", "joined", "missing", "target", "baseline", "conflict",
        "activity", "layout",
    ];
}
