//! Baselines, values, targets and reasons as sentences.

use balsts_app::indicator::{IndicatorLine, IndicatorValue};
use balsts_domain::{
    indicators::{Doubt, Need, Quantity, Reason, Status, Unit},
    numbers::Decimal,
    programme::{Target, Trend},
};
use balsts_reports::format::Language;

use crate::{
    kit::{Html, Tag, Tone},
    texts::{Arg, Texts},
};

/// Whether the reader reads Latvian.
pub(in crate::pages) fn is_latvian(texts: Texts) -> bool {
    texts.language == Language::Latvian
}

/// The title with its sub-row.
pub(in crate::pages) fn title(line: &IndicatorLine) -> String {
    let title = line.indicator.title.trim_end_matches('.');
    match &line.indicator.dimension {
        Some(dimension) => format!("{title} – {dimension}"),
        None => title.to_owned(),
    }
}

/// A number with its unit.
pub(in crate::pages) fn number(texts: Texts, number: Decimal, unit: Option<&str>) -> String {
    let plain = texts.language.decimal(&number.to_string());
    match unit {
        None => plain,
        Some("%") => texts.language.per_cent(&number.to_string()),
        Some(unit) => {
            let english = Unit::parse(unit).map(Unit::english);
            let unit = if is_latvian(texts) {
                unit
            } else {
                english.unwrap_or(unit)
            };
            format!("{plain} {unit}")
        }
    }
}

fn quantity(texts: Texts, line: &IndicatorLine, quantity: Quantity) -> String {
    let decimals = line.method().map_or(2, |method| method.unit().decimals().max(1));
    number(texts, quantity.rounded(decimals), line.unit.as_deref())
}

/// The status as a tag.
pub(in crate::pages) fn status(texts: Texts, status: Status) -> Tag {
    let tone = match status {
        Status::Met | Status::OnTrack => Tone::Good,
        Status::OffTrack => Tone::Attention,
        Status::NoBaseline | Status::NoData | Status::NotShown => Tone::Neutral,
    };
    let code = status.code().replace('_', "-");
    Tag::new(texts.t(&format!("indicator-status-{code}")), tone)
}

/// Why it stands so.
pub(in crate::pages) fn reason(texts: Texts, line: &IndicatorLine) -> String {
    let reason = line.verdict.reason;
    let key = format!("indicator-reason-{}", reason.code().replace('_', "-"));
    let text = |quantity_: Quantity| Arg::Text(quantity(texts, line, quantity_));
    let args = match reason {
        Reason::Reached { year, bound } | Reason::Missed { year, bound } => vec![
            ("year".to_owned(), Arg::Text(year.to_string())),
            ("bound".to_owned(), text(bound)),
        ],
        Reason::AheadOfPath { expected, year } | Reason::BehindPath { expected, year } => vec![
            ("year".to_owned(), Arg::Text(year.to_string())),
            ("expected".to_owned(), text(expected)),
        ],
        Reason::MovedRight { from } | Reason::MovedWrong { from } => {
            vec![("from".to_owned(), text(from))]
        }
        _ => Vec::new(),
    };
    texts.t_args(&key, &args)
}

/// Which records are missing for a value.
pub(in crate::pages) fn missing(texts: Texts, needs: &[Need]) -> String {
    let words: Vec<&str> = needs
        .iter()
        .map(|need| {
            if is_latvian(texts) {
                need.latvian()
            } else {
                need.english()
            }
        })
        .collect();
    if words.is_empty() {
        return texts.t("indicator-no-data");
    }
    texts.t1("indicator-missing", "needs", Arg::Text(words.join(", ")))
}

/// A value with its stretch, or that it is withheld.
pub(in crate::pages) fn value(texts: Texts, line: &IndicatorLine, value: &IndicatorValue) -> Html {
    let shown = match value.shown {
        Some(shown) => number(texts, shown, line.unit.as_deref()),
        None => texts.t("indicator-withheld"),
    };
    let mut html = Html::text(&shown).and(stretch(texts, value));
    if value.typed.is_some() {
        html = html.and(Tag::new(texts.t("indicator-is-typed"), Tone::Neutral));
    }
    html
}

/// For what stretch a value is.
pub(in crate::pages) fn stretch(texts: Texts, value: &IndicatorValue) -> String {
    if let Ok(year) = value.as_of.parse::<balsts_domain::calendar::SchoolYear>() {
        return format!("({})", texts.language.school_year(year.first_calendar_year()));
    }
    match value.as_of.parse::<jiff::civil::Date>() {
        Ok(day) => format!("({})", texts.date(day)),
        Err(_) => format!("({})", value.as_of),
    }
}

/// Where it starts, in words.
pub(in crate::pages) fn baseline(texts: Texts, line: &IndicatorLine) -> Html {
    let written = &line.indicator.baseline;
    if let Some((year, value)) = line.measured_baseline {
        let args = [
            ("value".to_owned(), Arg::Text(quantity(texts, line, value))),
            ("year".to_owned(), Arg::Text(year.to_string())),
        ];
        return Html::text(&texts.t_args("indicator-baseline-measured", &args));
    }
    if let Some(pending) = line.pending {
        return Html::text(&texts.t1("indicator-baseline-pending", "date", Arg::Date(pending.due())));
    }
    if written.text.is_empty() {
        Html::text(&texts.t("indicator-baseline-none"))
    } else {
        Html::text(&written.text)
    }
}

/// What a target asks.
pub(in crate::pages) fn target(texts: Texts, target: &Target) -> String {
    let with_unit = |value: Decimal| number(texts, value, target.unit.as_deref());
    match (target.trend, target.value) {
        _ if !target.components.is_empty() => target.text.clone(),
        (Some(Trend::Up), _) => texts.t("indicator-target-up"),
        (Some(Trend::Down), _) => texts.t("indicator-target-down"),
        (Some(Trend::Below), Some(value)) => format!("< {}", with_unit(value)),
        (Some(Trend::IncreaseBy), Some(value)) => format!("+ {}", with_unit(value)),
        (_, Some(value)) => with_unit(value),
        (_, None) => target.text.clone(),
    }
}

/// The values of an indicator that names several.
pub(in crate::pages) fn components(texts: Texts, line: &IndicatorLine) -> Html {
    Html::lines(line.components.iter().map(|one| {
        let shown = match &one.value {
            Some(value) if value.withheld => texts.t("indicator-withheld"),
            value => value.as_ref().and_then(|value| value.shown).map_or_else(
                || texts.t("indicator-no-data"),
                |shown| number(texts, shown, line.unit.as_deref()),
            ),
        };
        Html::text(&format!("{}: {shown}", one.name)).and(status(texts, one.verdict.status))
    }))
}

/// A doubt about the targets.
pub(in crate::pages) fn doubt(texts: Texts, line: &IndicatorLine, doubt: Doubt) -> String {
    let key = format!("indicator-doubt-{}", doubt.code().replace('_', "-"));
    let unit = line.unit.as_deref();
    let year = |name: &str, year: i16| (name.to_owned(), Arg::Text(year.to_string()));
    let shown = |name: &str, value: Decimal| (name.to_owned(), Arg::Text(number(texts, value, unit)));
    let args = match doubt {
        Doubt::LooserThanBaseline {
            year: at,
            target,
            baseline,
        } => vec![
            year("year", at),
            shown("target", target),
            shown("baseline", baseline),
        ],
        Doubt::SameAsBaseline { year: at, value } => vec![year("year", at), shown("value", value)],
        Doubt::Loosens { from, to } | Doubt::TurnsAround { from, to } => {
            vec![year("from", from), year("to", to)]
        }
        Doubt::OverHundred { value, .. } => vec![shown("value", value)],
        Doubt::BaselineAfterTarget { planned, first } => {
            vec![year("planned", planned), year("first", first)]
        }
        Doubt::NoTarget => Vec::new(),
    };
    texts.t_args(&key, &args)
}
