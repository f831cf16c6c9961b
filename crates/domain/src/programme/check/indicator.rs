//! What is wrong or doubtful in indicators and their targets.

use std::cmp::Ordering;

use super::numbering::{duplicates, gap_findings};
use crate::numbers::Decimal;
use crate::programme::{Finding, FindingCode as C, Indicator, Operator, Programme, Table, Target};

pub(super) fn indicators(programme: &Programme, found: &mut Vec<Finding>) {
    let ids: Vec<String> = programme.indicators.iter().map(Indicator::id).collect();
    duplicates(
        Table::Indicators,
        (1..).zip(ids.iter().map(String::as_str)),
        found,
    );
    gap_findings(
        Table::Indicators,
        programme.indicators.iter().map(|indicator| indicator.nr.as_str()),
        found,
    );
    // Targets are rows of a sheet of their own, one indicator after the other.
    let mut before = 0;
    for (at, indicator) in programme.indicators.iter().enumerate() {
        let row = at + 1;
        let table = Table::Indicators;
        if indicator.targets.is_empty() {
            found.push(Finding::new(C::NoTargets, table, row, "nr", &indicator.nr));
        }
        let baseline = &indicator.baseline;
        if !baseline.is_known() && baseline.promised_by().is_none() {
            found.push(Finding::new(
                C::NoBaseline,
                table,
                row,
                "baseline.text",
                &baseline.text,
            ));
        }
        let is_share = |unit: &Option<String>| unit.as_deref() == Some("%");
        let hundred = Decimal::from(100);
        if is_share(&baseline.unit) && baseline.value.is_some_and(|value| value > hundred) {
            found.push(Finding::new(
                C::ShareOver,
                table,
                row,
                "baseline.value",
                &baseline.text,
            ));
        }
        let mut first = true;
        for (target_row, target) in (before + 1..).zip(&indicator.targets) {
            let table = Table::Targets;
            let over = is_share(&target.unit) && target.value.is_some_and(|value| value > hundred);
            if over && target.operator() != Operator::IncreaseBy {
                found.push(Finding::new(
                    C::ShareOver,
                    table,
                    target_row,
                    "value",
                    &target.text,
                ));
            }
            if target.operator() == Operator::IncreaseBy && !baseline.is_known() && first {
                first = false;
                found.push(Finding::new(
                    C::RelativeWithoutBaseline,
                    table,
                    target_row,
                    "trend",
                    &target.text,
                ));
            }
            let promised = baseline.promised_by().filter(|_| !baseline.is_known());
            if promised.is_some_and(|day| day.year() > target.year) {
                found.push(
                    Finding::new(C::TargetBeforeBaseline, table, target_row, "year", &target.text)
                        .with("year", target.year.to_string())
                        .with("promised", baseline.text.clone()),
                );
            }
        }
        plausibility(indicator, before, found);
        before += indicator.targets.len();
    }
}

/// Targets against the baseline and against each other (IND-09). The direction meant is down where any target stays below a value, else
/// that from the baseline to the last target. So many rows of targets stand before those of the indicator.
fn plausibility(indicator: &Indicator, before: usize, found: &mut Vec<Finding>) {
    let baseline = &indicator.baseline;
    let values: Vec<(&Target, Decimal, usize)> = (before + 1..)
        .zip(&indicator.targets)
        .filter(|(_, target)| matches!(target.operator(), Operator::Reach | Operator::Below))
        .filter_map(|(row, target)| Some((target, target.value?, row)))
        .collect();
    let (Some(first), Some(last)) = (values.first(), values.last()) else {
        return;
    };
    let is_below = indicator
        .targets
        .iter()
        .any(|target| target.operator() == Operator::Below);
    let start = baseline.value.unwrap_or(first.1);
    let direction = if is_below {
        Ordering::Less
    } else {
        last.1.cmp(&start)
    };
    let looser = |value: Decimal, than: Decimal| {
        direction != Ordering::Equal && value.cmp(&than) == direction.reverse()
    };
    let table = Table::Targets;
    if let Some(from) = baseline.value {
        for (target, value, row) in &values {
            let code = match value.cmp(&from) {
                _ if looser(*value, from) => C::TargetLooser,
                // At nought there is nothing to gain: the target is to stay there.
                Ordering::Equal if from != Decimal::from(0) => C::TargetEqual,
                _ => continue,
            };
            found.push(
                Finding::new(code, table, *row, "value", &target.text)
                    .with("baseline", baseline.text.clone()),
            );
        }
    }
    for pair in values.windows(2) {
        if looser(pair[1].1, pair[0].1) {
            found.push(
                Finding::new(C::TargetsReversed, table, pair[1].2, "value", &pair[1].0.text)
                    .with("year", pair[1].0.year.to_string()),
            );
        }
    }
}
