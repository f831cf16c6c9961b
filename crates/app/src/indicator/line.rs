//! One indicator in a year: its value with where it comes from, how it stands and why, what is doubtful about it.

use std::collections::BTreeMap;

use balsts_domain::{
    indicators::{
        Baseline, Better, Doubt, Figure, Method, Need, Part, Pending, Quantity, Question, Reason, Span,
        Status, Topic, Verdict, Way, doubts, judge_shown, worst,
    },
    numbers::Decimal,
    programme::Indicator,
};
use balsts_store::IndicatorValueRow;

use super::{Values, adopted, typed};

/// A value of a year.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorValue {
    /// The year.
    pub year: i16,
    /// For what stretch: `2025/26`, `2026`, a day, or the words that were typed.
    pub as_of: String,
    /// The value as it is shown; `None` where it is withheld.
    pub shown: Option<Decimal>,
    /// From what it was computed; `None` for a typed one and where it is withheld.
    pub figure: Option<Figure>,
    /// Who typed it, with the source.
    pub typed: Option<IndicatorValueRow>,
    /// Only few children stand behind it, and the reader may not see each.
    pub withheld: bool,
    /// Up to when the files were loaded from which it was computed, where it is a kept one.
    pub inputs_at: Option<i64>,
    /// When it was computed, where it is a kept one.
    pub seen_at: Option<i64>,
}

/// One of several values of an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorComponent {
    /// Name as the programme has it.
    pub name: String,
    /// The part that is computed.
    pub part: Part,
    /// Its baseline.
    pub baseline: Option<Decimal>,
    /// Its value.
    pub value: Option<IndicatorValue>,
    /// How it stands.
    pub verdict: Verdict,
}

/// An indicator in a year.
#[derive(Debug, Clone)]
pub struct IndicatorLine {
    /// What tells it from others: its number, for a sub-row with its part.
    pub id: String,
    /// As the programme has it.
    pub indicator: Indicator,
    /// How it gets its value; none where a person types it.
    pub way: Option<Way>,
    /// Unit as written.
    pub unit: Option<String>,
    /// The value of the year.
    pub value: Option<IndicatorValue>,
    /// How it stands, and why.
    pub verdict: Verdict,
    /// Values of all years known, the earliest first.
    pub series: Vec<IndicatorValue>,
    /// Where it starts, as judged: a baseline that was still to be set is here once its value is known.
    pub baseline: Baseline,
    /// The first value from the planned year on, which became the baseline; none where the reader is not shown it.
    pub measured_baseline: Option<(i16, Quantity)>,
    /// When the baseline will be set, while it is not.
    pub pending: Option<Pending>,
    /// Its values, where it has several.
    pub components: Vec<IndicatorComponent>,
    /// What is doubtful.
    pub doubts: Vec<Doubt>,
    /// Records that would be needed for the value.
    pub missing: Vec<Need>,
}

impl IndicatorLine {
    /// The method, where it is computed.
    pub fn method(&self) -> Option<Method> {
        match self.way {
            Some(Way::Computed(method, _)) => Some(method),
            _ => None,
        }
    }

    /// The only part, where it is computed.
    pub fn part(&self) -> Option<Part> {
        match self.way {
            Some(Way::Computed(_, [part])) => Some(*part),
            _ => None,
        }
    }
}

/// Which way is better: by the method; of what a person types, by the baseline and the targets themselves.
fn better(way: Option<Way>, indicator: &Indicator) -> Better {
    match way {
        // How many met with violence is a share of affirmative answers that is to fall.
        Some(Way::Computed(Method::SurveyShare, [Part::About(Topic::Violence)])) => Better::Less,
        Some(Way::Computed(method, _)) => method.better(),
        _ => {
            let targets = indicator.targets.iter().filter_map(|target| target.value);
            let values: Vec<Decimal> = indicator.baseline.value.into_iter().chain(targets).collect();
            match (values.first(), values.last()) {
                (Some(first), Some(last)) if last < first => Better::Less,
                _ => Better::More,
            }
        }
    }
}

/// For what stretch the value of a year is.
fn as_of(method: Method, figure: &Figure, year: i16) -> String {
    match method.span() {
        Span::SchoolYear => balsts_domain::calendar::SchoolYear::new(year - 1).to_string(),
        Span::CalendarYear => year.to_string(),
        Span::Day => figure.until.to_string(),
    }
}

impl Values {
    /// Who answered a survey was promised not to be known, by nobody: no reader sees what few answered (PRV-10).
    const fn smallest_of(&self, method: Method) -> u32 {
        if method.is_anonymous() {
            self.smallest_cell
        } else {
            self.smallest
        }
    }

    fn value(&self, id: &str, way: Option<(Method, Part)>, year: i16) -> Option<IndicatorValue> {
        let typed = self
            .typed
            .iter()
            .find(|row| row.indicator == id && row.year == i64::from(year));
        if let Some(row) = typed
            && let Some(value) = typed::number(row.value.as_deref())
        {
            return Some(IndicatorValue {
                year,
                as_of: row.period.clone(),
                shown: Some(value),
                figure: None,
                typed: Some(row.clone()),
                withheld: false,
                inputs_at: None,
                seen_at: None,
            });
        }
        let (method, part) = way?;
        let (measured, row) = self.computed.get(&(method, part, year))?;
        let figure = measured.figure()?;
        let withheld =
            figure.is_small(self.smallest_of(method)) || self.beside.contains(&(method, part, year));
        Some(IndicatorValue {
            year,
            as_of: as_of(method, figure, year),
            shown: figure.shown().filter(|_| !withheld),
            figure: Some(*figure).filter(|_| !withheld),
            typed: None,
            withheld,
            inputs_at: row.as_ref().and_then(|row| row.inputs_at),
            seen_at: row.as_ref().map(|row| row.seen_at),
        })
    }

    /// Those of the values that the reader is shown.
    fn shown_of(
        &self,
        id: &str,
        way: Option<(Method, Part)>,
        values: &BTreeMap<i16, Quantity>,
    ) -> BTreeMap<i16, Quantity> {
        let shown = |year: i16| self.value(id, way, year).is_some_and(|value| !value.withheld);
        values
            .iter()
            .filter(|(year, _)| shown(**year))
            .map(|(year, value)| (*year, *value))
            .collect()
    }

    fn missing(&self, way: Option<Way>, year: i16) -> Vec<Need> {
        let Some(Way::Computed(method, parts)) = way else {
            return vec![Need::TypedValue];
        };
        let mut needs: Vec<Need> = Vec::new();
        for part in parts {
            if let Some((balsts_domain::indicators::Measured::Missing(missing), _)) =
                self.computed.get(&(method, *part, year))
            {
                needs.extend(missing);
            }
        }
        needs.sort_unstable();
        needs.dedup();
        needs
    }

    fn judged(&self, id: &str, year: i16) -> Option<Status> {
        let row = self
            .typed
            .iter()
            .find(|row| row.indicator == id && row.year == i64::from(year))?;
        row.judged.as_deref().and_then(Status::from_code)
    }

    /// The line of an indicator in a year.
    pub(super) fn line(&self, municipality: &str, indicator: &Indicator, year: i16) -> IndicatorLine {
        let id = indicator.id();
        let way = adopted::way(municipality, indicator);
        let better = better(way, indicator);
        let of_part = match way {
            Some(Way::Computed(method, [part])) => Some((method, *part)),
            _ => None,
        };
        let unit = match way {
            Some(Way::Computed(method, _)) => Some(method.unit().written().to_owned()),
            _ => indicator
                .baseline
                .unit
                .clone()
                .or_else(|| indicator.targets.iter().find_map(|target| target.unit.clone())),
        };
        let share = unit.as_deref() == Some("%");
        let written = adopted::baseline(&indicator.baseline);
        let values = self.by_year(&id, of_part);
        let shown = self.shown_of(&id, of_part, &values);
        let measured = written.pending.and_then(|pending| {
            let from = values.range(pending.year()..);
            let mut before = from.filter(|(at, _)| **at < year || **at == pending.year());
            before.next().map(|(year, value)| (*year, *value))
        });
        let aims = adopted::aims(&indicator.targets, None);
        let question = Question {
            better,
            share,
            baseline: written,
            aims: &aims,
            values: &values,
            year,
            rules: self.rules,
            judged: self.judged(&id, year),
        };
        let components = self.components(way, indicator, year, better);
        let verdict = if components.is_empty() || question.judged.is_some() {
            judge_shown(&question, &shown)
        } else {
            let status = worst(components.iter().map(|one| one.verdict.status));
            Verdict {
                status: status.unwrap_or(Status::NoData),
                reason: Reason::OfParts,
            }
        };
        let value = self.value(&id, of_part, year);
        let has_value = value.is_some() || components.iter().any(|one| one.value.is_some());
        IndicatorLine {
            missing: if has_value {
                Vec::new()
            } else {
                self.missing(way, year)
            },
            series: values
                .keys()
                .filter_map(|year| self.value(&id, of_part, *year))
                .collect(),
            doubts: if components.is_empty() {
                doubts(better, share, written, &aims)
            } else {
                Vec::new()
            },
            pending: written.pending.filter(|_| measured.is_none()),
            baseline: written,
            measured_baseline: measured.filter(|(year, _)| shown.contains_key(year)),
            unit,
            value,
            verdict,
            components,
            indicator: indicator.clone(),
            way,
            id,
        }
    }

    /// The components of an indicator that names several values, in its order.
    fn components(
        &self,
        way: Option<Way>,
        indicator: &Indicator,
        year: i16,
        better: Better,
    ) -> Vec<IndicatorComponent> {
        let Some(Way::Computed(method, parts)) = way.filter(|_| !indicator.baseline.components.is_empty())
        else {
            return Vec::new();
        };
        let each = indicator.baseline.components.iter().zip(parts).enumerate();
        each.map(|(at, (component, part))| {
            let id = format!("{}#{}", indicator.id(), part.code());
            let values: BTreeMap<i16, Quantity> = self.by_year(&id, Some((method, *part)));
            let aims = adopted::aims(&indicator.targets, Some(at));
            let question = Question {
                better,
                share: false,
                baseline: Baseline {
                    value: component.value,
                    ..adopted::baseline(&indicator.baseline)
                },
                aims: &aims,
                values: &values,
                year,
                rules: self.rules,
                judged: None,
            };
            let shown = self.shown_of(&id, Some((method, *part)), &values);
            let verdict = judge_shown(&question, &shown);
            IndicatorComponent {
                name: component.name.clone(),
                part: *part,
                baseline: component.value,
                value: self.value(&id, Some((method, *part)), year),
                verdict,
            }
        })
        .collect()
    }
}
