//! The money of the programme as a report. Nothing of a child.

use balsts_domain::money::FundingSource;
use balsts_reports::{
    money::{Money, MoneyRow},
    table::Label,
};

use super::ReportPeriod;
use crate::{
    Ctx, Result,
    money::{BySource, MoneyLine, sum},
};

fn sources(sources: &[FundingSource]) -> Label {
    let join = |of: fn(&FundingSource) -> &'static str| {
        let words: Vec<&str> = sources.iter().map(of).collect();
        words.join(", ")
    };
    Label::new(
        join(|source| source.words().latvian),
        join(|source| source.words().english),
    )
}

fn row(line: &MoneyLine) -> MoneyRow {
    let known = |amounts: &BySource| (!amounts.is_empty()).then(|| sum([amounts]));
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let level = line.level.map_or("", |level| level.code());
    MoneyRow {
        number: format!("{level} {}", line.number).trim().to_owned(),
        activity: if line.title.is_empty() {
            line.key.clone()
        } else {
            line.title.clone()
        },
        sources: sources(&line.sources),
        planned: known(&line.planned),
        spent: known(&line.spent),
        next: known(&line.next),
        reached: line
            .reached
            .map(|(promised, reached)| (small(promised), small(reached))),
    }
}

impl Ctx {
    /// `money`: what activities are planned to cost and cost in a calendar year, with the draft of the year after it. No rows where there is no
    /// programme.
    pub async fn report_money(&self, wanted: &ReportPeriod) -> Result<Money> {
        let year = match (wanted.on, wanted.school_year) {
            (Some(on), _) => on.year(),
            (None, Some(year)) => year.first_day().year(),
            (None, None) => self.today().year(),
        };
        let view = self.money(year).await?;
        let lines = view.map(|view| view.lines).unwrap_or_default();
        Ok(Money {
            year,
            rows: lines.iter().map(row).collect(),
        })
    }
}
