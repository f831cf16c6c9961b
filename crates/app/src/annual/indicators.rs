//! Indicators of the report with their values of the year: as they may be published, whoever asks.

use balsts_domain::{
    access::{Action, Resource},
    indicators::Status,
    programme::AnnualYear,
};
use balsts_reports::{
    annual::{IndicatorRow, Situation},
    table::Label,
};

use super::situation::tells_supported;
use crate::{AppError, Ctx, Result, indicator::IndicatorLine, programme::work::ProgrammeView};

/// How an indicator stands, in words.
pub(crate) fn status_words(status: Status) -> Label {
    match status {
        Status::Met => Label::new("sasniegts", "met"),
        Status::OnTrack => Label::new("ceļā uz mērķi", "on track"),
        Status::OffTrack => Label::new("atpaliek", "off track"),
        Status::NoBaseline => Label::new("nav bāzes vērtības", "no baseline"),
        Status::NoData => Label::new("nav datu", "no data"),
        Status::NotShown => Label::new("nerāda", "not shown"),
    }
}

fn row(line: &IndicatorLine) -> IndicatorRow {
    IndicatorRow {
        indicator: line.indicator.clone(),
        value: line.value.as_ref().and_then(|value| value.shown),
        is_withheld: line.value.as_ref().is_some_and(|value| value.withheld),
        values: line
            .series
            .iter()
            .filter_map(|value| Some((value.year, value.shown?)))
            .collect(),
        status: status_words(line.verdict.status),
    }
}

impl Ctx {
    /// The indicators of a year beside the tables of the report; without values for those who may not read indicators.
    pub(super) async fn annual_indicators(
        &self,
        year: AnnualYear,
        programme: &ProgrammeView,
        chapter: &[Situation],
    ) -> Result<Vec<IndicatorRow>> {
        if self.scope(Action::Read, Resource::Indicator).is_ok() {
            let plans_told = tells_supported(chapter);
            match self.published_indicators(year.year(), plans_told).await {
                Ok(found) => return Ok(found.iter().map(row).collect()),
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
