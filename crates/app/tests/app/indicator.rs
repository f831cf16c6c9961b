//! Indicators from records stored by hand, with answers counted by hand.

mod beside;
mod help;
mod known;
mod pupils;
mod recounted;
mod typed;

use balsts_app::{
    Ctx,
    indicator::{IndicatorReport, IndicatorYear},
};
use jiff::civil::Date;
use serde_json::Value;

/// The indicators of a year as programs read them, by id.
async fn computed(ctx: &Ctx, year: i16) -> Value {
    let year = ctx.compute_indicators(year).await.unwrap();
    by_id(&year)
}

fn by_id(year: &IndicatorYear) -> Value {
    let report = serde_json::to_value(IndicatorReport::from(year)).unwrap();
    let lines = report["indicators"].as_array().unwrap().clone();
    lines
        .into_iter()
        .map(|line| (line["id"].as_str().unwrap().to_owned(), line))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// Numerator, denominator and value of an indicator.
fn figures(of: &Value, id: &str) -> [Value; 3] {
    ["numerator", "denominator", "value"].map(|key| of[id][key].clone())
}

/// What is missing for an indicator.
fn missing<'a>(of: &'a Value, id: &str) -> Option<&'a str> {
    assert_eq!(of[id]["status"], "no_data");
    assert!(of[id]["value"].is_null(), "no data is no zero");
    of[id]["missing"].as_str()
}

/// Mondays to Fridays from a day to a day.
fn weekdays(from: Date, to: Date) -> Vec<Date> {
    let days = from.series(jiff::ToSpan::days(1)).take_while(|day| *day <= to);
    days.filter(|day| day.weekday().to_monday_zero_offset() < 5)
        .collect()
}
