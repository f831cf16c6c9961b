//! The level of support as one reader sees it: proposed by signals, decided by a person.

use balsts_store::{AssessmentRow, ReasonRow};
use jiff::civil::Date;
use serde_json::Value;

/// Level of support with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelView {
    /// The level that holds: decided while the decision stands, else proposed; 0 none. `None`: never looked at.
    pub level: Option<i64>,
    /// The level that the signals propose.
    pub proposed: i64,
    /// Since when.
    pub since: Option<Date>,
    /// The day for which it was worked out.
    pub on: Option<Date>,
    /// Reasons, the gravest first.
    pub reasons: Vec<ReasonRow>,
    /// Readings as JSON that the records do not answer.
    pub unanswered: Vec<String>,
}

impl LevelView {
    pub(super) fn new(row: Option<AssessmentRow>, reasons: Vec<ReasonRow>, full: bool) -> Self {
        let Some(row) = row else {
            return Self { level: None, proposed: 0, since: None, on: None, reasons, unanswered: Vec::new() };
        };
        let (level, proposed, since) = if full {
            (row.shown_full, row.level_full, row.full_since_day)
        } else {
            (row.shown_open, row.level_open, row.open_since_day)
        };
        Self {
            level: Some(level),
            proposed,
            since: since.map(balsts_store::date),
            on: Some(balsts_store::date(row.on_day)),
            reasons,
            unanswered: unanswered(&row.body, full),
        }
    }
}

/// The readings of a stored body that say «not enough data» and are for this reader.
fn unanswered(body: &str, full: bool) -> Vec<String> {
    fn walk(value: &Value, full: bool, found: &mut Vec<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| walk(item, full, found)),
            Value::Object(fields) => {
                let is = |name: &str| fields.get(name).and_then(Value::as_bool).unwrap_or(false);
                if fields.get("state").and_then(Value::as_str) == Some("not_enough_data") {
                    let hidden = if full { is("stand_in") } else { is("restricted") || fields.get("code") == Some(&"circumstance".into()) };
                    if !hidden {
                        found.push(value.to_string());
                    }
                } else {
                    fields.values().for_each(|item| walk(item, full, found));
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    match serde_json::from_str(body) {
        Ok(value) => walk(&value, full, &mut found),
        Err(error) => tracing::error!(%error, "a stored assessment cannot be read"),
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: RSK-06
    #[test]
    fn what_is_not_known_is_listed_for_those_who_may_see_it() {
        let body = r#"{"readings": [{"code": "exam", "state": "does_not_fire"}, {"code": "marks", "state": "not_enough_data"},
            {"code": "circumstance", "state": "not_enough_data", "restricted": true}]}"#;
        assert_eq!(unanswered(body, false).len(), 1);
        assert_eq!(unanswered(body, true).len(), 2);
        assert!(unanswered("[]", true).is_empty());
    }
}
