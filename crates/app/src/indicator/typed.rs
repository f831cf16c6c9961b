//! Values typed by a person: of what no record may hold, and of years whose records are elsewhere; with period, source and reason. What a person
//! decides where words are the target is kept the same way.

use balsts_domain::{
    access::{Action, Resource},
    indicators::Status,
    numbers::Decimal,
};
use balsts_store::{IndicatorValueRow, NewIndicatorValue};

use super::YEARS;
use crate::{AppError, Ctx, FieldErrors, Result, support_plan::check_text};

/// What a person types.
#[derive(Debug, Clone, Default)]
pub struct TypeIndicator {
    /// Number of the indicator, with its sub-row.
    pub indicator: String,
    /// Year.
    pub year: i16,
    /// Value as written; empty where only the status is decided.
    pub value: String,
    /// Numerator as written.
    pub numerator: String,
    /// Denominator as written.
    pub denominator: String,
    /// What stretch it stands for.
    pub period: String,
    /// Where it comes from.
    pub source: String,
    /// Why it is typed.
    pub reason: String,
    /// The status, where words are the target.
    pub judged: Option<Status>,
}

/// A stored number.
pub(super) fn number(text: Option<&str>) -> Option<Decimal> {
    text.and_then(Decimal::parse)
}

fn read(errors: &mut FieldErrors, field: &str, text: &str) -> Option<Decimal> {
    let text = text.trim().trim_end_matches('%').trim_end();
    if text.is_empty() {
        return None;
    }
    let read = Decimal::parse(text).filter(|number| *number >= Decimal::from(0));
    if read.is_none() {
        errors.add(field, "error-indicator-number");
    }
    read
}

impl Ctx {
    /// Keeps a typed value or decision; what was typed before stays in the history.
    ///
    /// # Errors
    /// Not found for a number that the programme does not have; what is wrong, by field.
    pub async fn type_indicator(&self, form: &TypeIndicator) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::Indicator)?;
        let user = self.user()?;
        let (_, programme) = self.indicator_programme().await?;
        let indicator = programme
            .indicators
            .iter()
            .find(|one| one.id() == form.indicator)
            .ok_or(AppError::NotFound)?;
        let mut errors = FieldErrors::new();
        if !YEARS.contains(&form.year) || form.year > self.today().year() + 1 {
            errors.add("year", "error-indicator-year");
        }
        let value = read(&mut errors, "value", &form.value);
        let numerator = read(&mut errors, "numerator", &form.numerator);
        let denominator = read(&mut errors, "denominator", &form.denominator);
        if denominator == Some(Decimal::from(0)) {
            errors.add("denominator", "error-indicator-denominator");
        }
        // A person decides how an indicator stands, not who may know it.
        let judged = form.judged.filter(|status| *status != Status::NotShown);
        let share = indicator.baseline.unit.as_deref() == Some("%")
            || indicator
                .targets
                .iter()
                .any(|target| target.unit.as_deref() == Some("%"));
        let value = value.or_else(|| {
            let figure = balsts_domain::indicators::Figure::share(
                numerator?.whole()?,
                denominator?.whole()?,
                self.today(),
            );
            figure.shown().filter(|_| share)
        });
        if value.is_none() && judged.is_none() && errors.0.is_empty() {
            errors.add("value", "error-indicator-value");
        }
        if share && value.is_some_and(|value| value > Decimal::from(100)) {
            errors.add("value", "error-indicator-over-hundred");
        }
        check_text(
            &mut errors,
            "period",
            &form.period,
            Some("error-indicator-period"),
        );
        check_text(
            &mut errors,
            "source",
            &form.source,
            Some("error-indicator-source"),
        );
        check_text(
            &mut errors,
            "reason",
            &form.reason,
            Some("error-indicator-reason"),
        );
        errors.check()?;
        let at = self.instant();
        let text = |number: Option<Decimal>| number.map(|number| number.to_string());
        let writing = self.store.write().await?;
        let id = writing
            .add_indicator_value(
                &scope,
                NewIndicatorValue {
                    indicator: &form.indicator,
                    year: form.year,
                    value: text(value),
                    numerator: text(numerator),
                    denominator: text(denominator),
                    period: form.period.trim(),
                    source: form.source.trim(),
                    reason: form.reason.trim(),
                    judged: judged.map(Status::code),
                    user,
                },
                at,
            )
            .await?;
        let detail = format!("indicator={} year={}", form.indicator, form.year);
        let event = self.event("indicator.typed", "indicator", id, detail);
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// Everything typed for an indicator, the newest first.
    pub async fn typed_indicators(&self, indicator: &str) -> Result<Vec<IndicatorValueRow>> {
        let scope = self.scope(Action::Read, Resource::Indicator)?;
        Ok(self.store.indicator_value_history(&scope, indicator).await?)
    }
}
