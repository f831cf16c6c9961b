//! Numbers that a table leaves out or has twice.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::programme::{Finding, FindingCode as C, PreventionLevel, Table};

/// Numbers left out of a list, from 1 to the highest of each beginning (`2.1`, `2.3` leave out `2.2`).
fn gaps<'a>(numbers: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut groups: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for number in numbers {
        let (start, last) = number.rsplit_once('.').unwrap_or(("", number));
        if let Ok(last) = last.parse() {
            groups.entry(start.to_owned()).or_default().insert(last);
        }
    }
    let mut missing = Vec::new();
    for (start, present) in groups {
        let highest = present.last().copied().unwrap_or(0);
        let dot = if start.is_empty() { "" } else { "." };
        missing.extend(
            (1..highest)
                .filter(|number| !present.contains(number))
                .map(|number| format!("{start}{dot}{number}")),
        );
    }
    missing
}

pub(super) fn gap_findings<'a>(
    table: Table,
    numbers: impl Iterator<Item = &'a str>,
    found: &mut Vec<Finding>,
) {
    let missing = gaps(numbers);
    if !missing.is_empty() {
        found.push(Finding::new(C::NumberGap, table, 0, "nr", "").with("missing", missing.join(", ")));
    }
}

pub(super) fn duplicates<'a>(
    table: Table,
    numbers: impl Iterator<Item = (usize, &'a str)>,
    found: &mut Vec<Finding>,
) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (row, number) in numbers {
        if let Some(first) = seen.get(number) {
            found.push(
                Finding::new(C::DuplicateNumber, table, row, "nr", number).with("first", first.to_string()),
            );
        } else {
            seen.insert(number, row);
        }
    }
}

/// Goals of a table, other than the strategic one, that a level has twice under one number.
pub(super) fn numbered_twice<'a>(
    table: Table,
    goals: impl Iterator<Item = (PreventionLevel, &'a str)>,
    found: &mut Vec<Finding>,
) {
    let mut seen: HashMap<(PreventionLevel, &str), usize> = HashMap::new();
    for (row, goal) in (1..).zip(goals) {
        if let Some(first) = seen.get(&goal) {
            found.push(
                Finding::new(C::DuplicateGoal, table, row, "nr", goal.1).with("first", first.to_string()),
            );
        } else {
            seen.insert(goal, row);
        }
    }
}
