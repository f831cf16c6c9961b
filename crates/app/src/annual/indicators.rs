//! Indicators of the report with their values of the year: as they may be published, whoever asks.

use balsts_domain::{
    access::{Action, Resource},
    indicators::Status,
    programme::AnnualYear,
};
use balsts_reports::{annual::IndicatorRow, table::Label};

use crate::{
    AppError, Ctx, Result,
    indicator::{IndicatorLine, IndicatorValue},
    programme::work::ProgrammeView,
};

/// How an indicator stands, in words.
pub(crate) fn status_words(status: Status) -> Label {
    match status {
        Status::Met => Label::new("sasniegts", "met"),
        Status::OnTrack => Label::new("ceļā uz mērķi", "on track"),
        Status::OffTrack => Label::new("atpaliek", "off track"),
        Status::NoBaseline => Label::new("nav bāzes vērtības", "no baseline"),
        Status::NoData => Label::new("nav datu", "no data"),
    }
}

fn row(line: &IndicatorLine, smallest: u32) -> IndicatorRow {
    let is_small = |value: &IndicatorValue| {
        value.withheld || value.figure.is_some_and(|figure| figure.is_small(smallest))
    };
    let shown = |value: &IndicatorValue| value.shown.filter(|_| !is_small(value));
    IndicatorRow {
        indicator: line.indicator.clone(),
        value: line.value.as_ref().and_then(shown),
        is_withheld: line.value.as_ref().is_some_and(is_small),
        values: line
            .series
            .iter()
            .filter_map(|value| Some((value.year, shown(value)?)))
            .collect(),
        status: status_words(line.verdict.status),
    }
}

impl Ctx {
    /// The indicators of a year; without values for those who may not read indicators.
    pub(super) async fn annual_indicators(
        &self,
        year: AnnualYear,
        programme: &ProgrammeView,
    ) -> Result<Vec<IndicatorRow>> {
        if self.scope(Action::Read, Resource::Indicator).is_ok() {
            match self.indicators(year.year()).await {
                Ok(found) => {
                    let smallest = self.smallest_cell().await?;
                    return Ok(found.lines.iter().map(|line| row(line, smallest)).collect());
                }
                Err(AppError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        let of = programme.programme.indicators.iter();
        Ok(of
            .map(|indicator| IndicatorRow {
                indicator: indicator.clone(),
                value: None,
                is_withheld: false,
                values: Vec::new(),
                status: status_words(Status::NoData),
            })
            .collect())
    }
}
