//! The indicators of a year as programs read them.

use balsts_domain::{
    indicators::{Need, Part, Way},
    numbers::Decimal,
    programme::{PreventionLevel, Trend},
};
use serde::Serialize;
use serde_json::Number;

use super::{IndicatorLine, IndicatorValue, IndicatorYear, adopted};

/// The answer of `balsts indicators`.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorReport {
    /// Code of the municipality.
    pub municipality: String,
    /// The year.
    pub year: i16,
    /// In the order of the programme.
    pub indicators: Vec<ReportedIndicator>,
}

/// One indicator.
#[derive(Debug, Clone, Serialize)]
pub struct ReportedIndicator {
    /// Number, for a sub-row with its part.
    pub id: String,
    /// `universal`, `targeted`, `tailored`; null where the programme gives none.
    pub level: Option<&'static str>,
    /// Title.
    pub title: String,
    /// The sub-row as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dimension: Option<String>,
    /// Where it starts.
    pub baseline: ReportedBaseline,
    /// The value.
    pub value: Option<Number>,
    /// Its unit.
    pub unit: Option<String>,
    /// For what stretch it is.
    pub as_of: Option<String>,
    /// Code of the method.
    pub method: Option<&'static str>,
    /// Code of the part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// What was counted.
    pub numerator: Option<Number>,
    /// Of what.
    pub denominator: Option<Number>,
    /// Targets.
    pub targets: Vec<ReportedTarget>,
    /// How it stands.
    pub status: &'static str,
    /// Why, as a code.
    pub reason: &'static str,
    /// False only where a person typed the value.
    pub computed: bool,
    /// Records that would be needed.
    pub missing: Option<String>,
    /// Institutions whose records are missing.
    #[serde(skip_serializing_if = "is_zero")]
    pub institutions_left_out: u32,
    /// Several values, where the indicator names several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<ReportedComponent>,
    /// What is doubtful, as codes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<&'static str>,
}

/// A baseline.
#[derive(Debug, Clone, Serialize)]
pub struct ReportedBaseline {
    /// The value.
    pub value: Option<Number>,
    /// Its unit.
    pub unit: Option<String>,
    /// As of when.
    pub as_of: Option<String>,
    /// By when it will be set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending: Option<jiff::civil::Date>,
}

/// A target.
#[derive(Debug, Clone, Serialize)]
pub struct ReportedTarget {
    /// The year.
    pub year: i16,
    /// The number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    /// How it is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trend: Option<&'static str>,
    /// As written, where it is neither number nor arrow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// One of several values.
#[derive(Debug, Clone, Serialize)]
pub struct ReportedComponent {
    /// Name.
    pub name: String,
    /// Baseline.
    pub baseline: Option<Number>,
    /// Value.
    pub value: Option<Number>,
    /// How it stands.
    pub status: &'static str,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

fn number(decimal: Decimal) -> Option<Number> {
    serde_json::from_str(&decimal.to_string()).ok()
}

fn shown(value: Option<&IndicatorValue>) -> Option<Number> {
    value?.shown.and_then(number)
}

impl From<&IndicatorLine> for ReportedIndicator {
    fn from(line: &IndicatorLine) -> Self {
        let written = &line.indicator.baseline;
        let decimals = line.method().map_or(9, |method| method.unit().decimals());
        let measured = line
            .measured_baseline
            .map(|(year, value)| (year, value.rounded(decimals)));
        let value = line.value.as_ref();
        let figure = value.and_then(|value| value.figure);
        let missing: Vec<&str> = line.missing.iter().map(|need| Need::code(*need)).collect();
        Self {
            id: line.id.clone(),
            level: line.indicator.level.map(PreventionLevel::code),
            title: line.indicator.title.clone(),
            dimension: line.indicator.dimension.clone(),
            baseline: ReportedBaseline {
                value: written
                    .value
                    .or(measured.map(|(_, value)| value))
                    .and_then(number),
                unit: written
                    .unit
                    .clone()
                    .or_else(|| line.unit.clone().filter(|_| measured.is_some())),
                as_of: adopted::baseline_as_of(written).or(measured.map(|(year, _)| year.to_string())),
                pending: line.pending.map(balsts_domain::indicators::Pending::due),
            },
            value: shown(value),
            unit: line.unit.clone(),
            as_of: value.map(|value| value.as_of.clone()),
            method: line.method().map(balsts_domain::indicators::Method::code),
            part: line.part().filter(|part| *part != Part::All).map(Part::code),
            numerator: figure
                .map(|figure| figure.numerator)
                .and_then(number)
                .or_else(|| {
                    let typed = value?.typed.as_ref()?;
                    super::typed::number(typed.numerator.as_deref()).and_then(number)
                }),
            denominator: figure
                .and_then(|figure| figure.denominator)
                .and_then(number)
                .or_else(|| {
                    let typed = value?.typed.as_ref()?;
                    super::typed::number(typed.denominator.as_deref()).and_then(number)
                }),
            targets: line
                .indicator
                .targets
                .iter()
                .map(|target| ReportedTarget {
                    year: target.year,
                    value: target.value.and_then(number),
                    trend: target.trend.map(Trend::code),
                    text: Some(target.text.clone())
                        .filter(|_| !target.components.is_empty() || target.is_in_words()),
                })
                .collect(),
            status: line.verdict.status.code(),
            reason: line.verdict.reason.code(),
            computed: match value {
                Some(value) => value.typed.is_none(),
                None => matches!(line.way, Some(Way::Computed(..))),
            },
            missing: Some(missing.join(", ")).filter(|missing| !missing.is_empty()),
            institutions_left_out: figure.map_or(0, |figure| figure.left_out),
            components: line
                .components
                .iter()
                .map(|one| ReportedComponent {
                    name: one.name.clone(),
                    baseline: one.baseline.and_then(number),
                    value: shown(one.value.as_ref()),
                    status: one.verdict.status.code(),
                })
                .collect(),
            doubts: line.doubts.iter().map(|doubt| doubt.code()).collect(),
        }
    }
}

impl From<&IndicatorYear> for IndicatorReport {
    fn from(year: &IndicatorYear) -> Self {
        Self {
            municipality: year.municipality.clone(),
            year: year.year,
            indicators: year.lines.iter().map(ReportedIndicator::from).collect(),
        }
    }
}
