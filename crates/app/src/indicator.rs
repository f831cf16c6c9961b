//! Indicators of the adopted programme: computed from records or typed by a person, judged against baselines and targets, with the way they were
//! computed beside each. Computing reads figures without names; values behind which few children stand are withheld from those who may not see each.

mod absent;
mod adopted;
mod behind;
mod beside;
mod kept;
mod line;
mod measure;
mod records;
mod report;
mod support;
mod survey;
mod table;
mod typed;

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::{
    access::{Action, Resource},
    indicators::{Figure, IncreaseReading, Measured, Method, Part, PathRule, Pending, Quantity, Rules, Way},
    programme::{Indicator, Programme},
};
use balsts_store::{IndicatorSnapshotRow, IndicatorValueRow, NewIndicatorSnapshot};

use crate::{AppError, Ctx, Result};

pub use behind::{PupilsBehind, SchoolCounted};
pub use line::{IndicatorComponent, IndicatorLine, IndicatorValue};
pub use report::IndicatorReport;
pub use typed::TypeIndicator;

/// Years that can be asked for.
pub const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// The indicators of a year.
#[derive(Debug, Clone)]
pub struct IndicatorYear {
    /// Code of the municipality.
    pub municipality: String,
    /// The year.
    pub year: i16,
    /// In the order of the programme.
    pub lines: Vec<IndicatorLine>,
    /// Whether the values were computed for this answer; else they are those kept.
    pub fresh: bool,
    /// When the newest file was loaded.
    pub inputs_at: Option<i64>,
}

/// A baseline that the programme promised and that is still to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PendingBaseline {
    /// What tells the indicator from others.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it will be set.
    pub pending: Pending,
}

/// Which indicators of a programme are asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// All, with their values of the year.
    All,
    /// All, with values of the year that are computed now.
    Anew,
    /// Those whose baseline was still to be set: only the value that becomes it.
    Pending,
}

/// Computed values by method, part and year.
type Computed = BTreeMap<(Method, Part, i16), (Measured, Option<IndicatorSnapshotRow>)>;

/// What the lines of a year are made of.
struct Values {
    computed: Computed,
    typed: Vec<IndicatorValueRow>,
    rules: Rules,
    /// Smaller counts are withheld from this reader.
    smallest: u32,
    /// Smaller counts are withheld from everybody where answers are anonymous.
    smallest_cell: u32,
    /// Values withheld because others beside them would give back a small count.
    beside: BTreeSet<(Method, Part, i16)>,
}

/// A year of a programme with its values.
struct Valued {
    municipality: String,
    programme: Programme,
    inputs_at: Option<i64>,
    values: Values,
}

impl Valued {
    fn lines(&self, year: i16) -> Vec<IndicatorLine> {
        let of = self.programme.indicators.iter();
        of.map(|indicator| self.values.line(&self.municipality, indicator, year))
            .collect()
    }
}

impl Ctx {
    /// The programme whose indicators count: the one adopted by the municipality.
    async fn indicator_programme(&self) -> Result<(String, Programme)> {
        let municipality = self.store.municipality_of(self.actor.municipality).await?;
        let programme = self.adopted_programme(&municipality.code).await?;
        Ok((municipality.code, programme))
    }

    /// How the municipality reads its targets.
    async fn indicator_rules(&self) -> Result<Rules> {
        let points = self.plain_switch("indicators", "increase_in_points").await?;
        let straight = self.plain_switch("indicators", "straight_path").await?;
        Ok(Rules {
            increase: if points {
                IncreaseReading::Points
            } else {
                IncreaseReading::Relative
            },
            path: if straight {
                PathRule::Straight
            } else {
                PathRule::Direction
            },
        })
    }

    /// 1, which withholds nothing, for those who may see each child of the municipality.
    async fn smallest_indicator(&self) -> Result<u32> {
        let sees_each = self
            .actor
            .scope(Action::Read, Resource::Assessment)
            .is_ok_and(|scope| {
                scope
                    .reach()
                    .contains(&balsts_domain::access::Reach::Municipality)
            });
        if sees_each {
            Ok(1)
        } else {
            self.smallest_cell().await
        }
    }

    /// The indicators of a year with the values that are kept; those that no one has computed yet are computed.
    ///
    /// # Errors
    /// Forbidden for those who may not read indicators, not found where the municipality has no programme.
    pub async fn indicators(&self, year: i16) -> Result<IndicatorYear> {
        self.indicator_year(year, false).await
    }

    /// Computes the indicators of a year and keeps the values.
    ///
    /// # Errors
    /// Those of [`Ctx::indicators`].
    pub async fn compute_indicators(&self, year: i16) -> Result<IndicatorYear> {
        self.indicator_year(year, true).await
    }

    async fn indicator_year(&self, year: i16, fresh: bool) -> Result<IndicatorYear> {
        let asked = if fresh { Asked::Anew } else { Asked::All };
        let mut found = self.valued(year, asked).await?;
        if found.values.smallest > 1 {
            found.values.beside = self.withheld_beside(&found.values, year, true).await?;
        }
        Ok(IndicatorYear {
            lines: found.lines(year),
            municipality: found.municipality,
            year,
            fresh,
            inputs_at: found.inputs_at,
        })
    }

    /// The indicators of a year as they may be published, whoever asks; `plans_told` says whether a table beside them shows how many pupils had a
    /// support plan in the year.
    ///
    /// # Errors
    /// Those of [`Ctx::indicators`].
    pub(crate) async fn published_indicators(
        &self,
        year: i16,
        plans_told: bool,
    ) -> Result<Vec<IndicatorLine>> {
        let mut found = self.valued(year, Asked::All).await?;
        found.values.smallest = found.values.smallest_cell;
        found.values.beside = self.withheld_beside(&found.values, year, plans_told).await?;
        Ok(found.lines(year))
    }

    /// The baselines that are still to be set in a year. Nothing is computed but what may have become one.
    ///
    /// # Errors
    /// Those of [`Ctx::indicators`].
    pub(crate) async fn pending_baselines(&self, year: i16) -> Result<Vec<PendingBaseline>> {
        let found = self.valued(year, Asked::Pending).await?;
        let pending = found.lines(year).into_iter().filter_map(|line| {
            Some(PendingBaseline {
                pending: line.pending?,
                title: line.indicator.title,
                id: line.id,
            })
        });
        Ok(pending.collect())
    }

    async fn valued(&self, year: i16, asked: Asked) -> Result<Valued> {
        let scope = self.scope(Action::Read, Resource::Indicator)?;
        if !YEARS.contains(&year) {
            return Err(AppError::NotFound);
        }
        let (municipality, mut programme) = self.indicator_programme().await?;
        let promised = |indicator: &Indicator| adopted::baseline(&indicator.baseline).pending;
        if asked == Asked::Pending {
            programme.indicators.retain(|one| promised(one).is_some());
        }
        let fresh = asked == Asked::Anew;
        let inputs_at = self.store.newest_load_at(&scope).await?;
        let mut computed: Computed = BTreeMap::new();
        for row in self.store.indicator_snapshots(&scope).await? {
            if let Some((key, measured)) = kept::read(&row) {
                computed.insert(key, (measured, Some(row)));
            }
        }
        let mut wanted: BTreeMap<i16, BTreeSet<(Method, Part)>> = BTreeMap::new();
        for indicator in &programme.indicators {
            let Some(Way::Computed(method, parts)) = adopted::way(&municipality, indicator) else {
                continue;
            };
            let planned = promised(indicator).map(Pending::year);
            let of_year = asked != Asked::Pending || planned == Some(year);
            let years = of_year.then_some((year, fresh)).into_iter().chain(
                // The value that becomes the baseline, once its year has come.
                planned
                    .filter(|planned| *planned < year)
                    .map(|planned| (planned, false)),
            );
            for (year, anew) in years {
                for part in parts {
                    if anew || !computed.contains_key(&(method, *part, year)) {
                        wanted.entry(year).or_default().insert((method, *part));
                    }
                }
            }
        }
        let mut made = Vec::new();
        for (year, methods) in wanted {
            let measuring = self.measuring(year).await?;
            for (method, part) in methods {
                let measured = measuring.measure(method, part).await?;
                made.push(NewIndicatorSnapshot {
                    method: method.code(),
                    part: part.code(),
                    year,
                    body: kept::body(&measured),
                });
                computed.insert((method, part, year), (measured, None));
            }
        }
        if fresh {
            self.keep_indicators(year, &made, inputs_at).await?;
        }
        let values = Values {
            computed,
            typed: self.store.indicator_values(&scope).await?,
            rules: self.indicator_rules().await?,
            smallest: self.smallest_indicator().await?,
            smallest_cell: self.smallest_cell().await?,
            beside: BTreeSet::new(),
        };
        Ok(Valued {
            municipality,
            programme,
            inputs_at,
            values,
        })
    }

    /// Computes the indicators of the school year that runs and keeps them, at the turn of the day. A municipality without a programme has none;
    /// whatever else goes wrong is tried again the next day.
    pub(crate) async fn indicators_of_today(&self) {
        let year = balsts_domain::calendar::SchoolYear::of(self.today()).first_calendar_year() + 1;
        match self.compute_indicators(year).await {
            Ok(_) | Err(AppError::NotFound) => {}
            Err(error) => tracing::error!(%error, year, "the indicators were not computed"),
        }
    }

    async fn keep_indicators(
        &self,
        year: i16,
        made: &[NewIndicatorSnapshot],
        inputs_at: Option<i64>,
    ) -> Result<()> {
        let scope = self.scope(Action::Read, Resource::Indicator)?;
        let at = self.instant();
        let writing = self.store.write().await?;
        let changed = writing
            .keep_indicator_snapshots(&scope, made, inputs_at, at)
            .await?;
        let detail = format!("year={year} values={} changed={changed}", made.len());
        let event = self.event(
            "indicator.computed",
            "municipality",
            Some(self.actor.municipality),
            detail,
        );
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }
}

impl Values {
    /// Values of a part by year: typed ones before computed ones, exact.
    fn by_year(&self, id: &str, way: Option<(Method, Part)>) -> BTreeMap<i16, Quantity> {
        let mut found = BTreeMap::new();
        if let Some(way) = way {
            let (method, part) = way;
            let of = self
                .computed
                .range((method, part, i16::MIN)..=(method, part, i16::MAX));
            for ((_, _, year), (measured, _)) in of {
                if let Some(value) = measured.figure().and_then(Figure::value) {
                    found.insert(*year, value);
                }
            }
        }
        for row in self.typed.iter().filter(|row| row.indicator == id) {
            if let (Some(value), Ok(year)) = (typed::number(row.value.as_deref()), i16::try_from(row.year)) {
                found.insert(year, value.into());
            }
        }
        found
    }
}
