//! From the programme as it was adopted to what is judged: baselines, targets, and how each indicator gets its value.

use balsts_domain::{
    calendar::SchoolYear,
    indicators::{Aim, Baseline, Method, Operator, Part, Pending, Way, assigned},
    numbers::Decimal,
    programme::{Baseline as Written, Indicator, Programme, Target},
};

use crate::{AppError, Ctx, Result, programme::Which};

impl Ctx {
    /// The programme whose indicators count: the version in force, else the one being written; of a municipality whose programme was not taken in yet
    /// the one that ships.
    pub(super) async fn adopted_programme(&self, municipality: &str) -> Result<Programme> {
        match self.programme(Which::Current).await? {
            Some(version) => Ok(version.programme),
            None => shipped_programme(municipality),
        }
    }
}

fn shipped_programme(municipality: &str) -> Result<Programme> {
    let text = balsts_domain::programme::shipped_text(municipality).ok_or(AppError::NotFound)?;
    Programme::from_toml(text).map_err(|error| AppError::Internal(error.to_string()))
}

const ALL: &[Part] = &[Part::All];

/// How an indicator gets its value: as its programme says, else as the table of the five programmes does for one of this title, whatever its number is by
/// now; `None`: a person types it.
pub(super) fn way(municipality: &str, indicator: &Indicator) -> Option<Way> {
    let Some(method) = indicator.method.as_deref().and_then(Method::from_code) else {
        return assigned(municipality, &indicator.title, indicator.dimension.as_deref());
    };
    let part = indicator
        .part
        .as_deref()
        .and_then(Part::parse)
        .unwrap_or(Part::All);
    // Parts are few: each is one of the table's.
    let known = balsts_domain::indicators::assignments()
        .iter()
        .find_map(|row| match row.way {
            Way::Computed(_, parts) if parts == [part] => Some(parts),
            _ => None,
        });
    Some(Way::Computed(method, known.unwrap_or(ALL)))
}

fn ending(school_years: &str) -> Option<i16> {
    let last = school_years.rsplit(['–', '—']).next()?.trim();
    let year: SchoolYear = last.parse().ok()?;
    Some(year.first_calendar_year() + 1)
}

/// Where it starts.
pub(super) fn baseline(written: &Written) -> Baseline {
    let school_year = written.school_year.as_deref().or(written.school_years.as_deref());
    let month = |text: &str| {
        let (year, month) = text.split_once('-')?;
        Some(Pending::Month(year.parse().ok()?, month.parse().ok()?))
    };
    let pending = written
        .planned_month
        .as_deref()
        .and_then(month)
        .or_else(|| {
            let year = written.planned_school_year.as_deref().and_then(ending)?;
            Some(Pending::SchoolYearEnding(year))
        })
        .or_else(|| written.planned_year.map(Pending::Year));
    Baseline {
        value: written.value,
        year: school_year.and_then(ending).or(written.year),
        pending: pending.filter(|_| !written.is_known()),
    }
}

/// As of when the baseline is, as JSON prints it.
pub(super) fn baseline_as_of(written: &Written) -> Option<String> {
    let short = |year: &str| year.parse::<SchoolYear>().map(|year| year.to_string()).ok();
    written
        .school_year
        .as_deref()
        .and_then(short)
        .or_else(|| written.school_years.clone())
        .or_else(|| written.as_of.clone())
        .or_else(|| written.year.map(|year| year.to_string()))
}

fn aim_of(year: i16, trend: Option<&'static str>, value: Option<Decimal>, unit: Option<&str>) -> Aim {
    Aim {
        year,
        operator: Operator::read(trend, value, unit),
    }
}

/// The targets of an indicator, or those of one of its components.
pub(super) fn aims(targets: &[Target], component: Option<usize>) -> Vec<Aim> {
    let of = |target: &Target| {
        let unit = target.unit.as_deref();
        match component {
            None => Some(aim_of(
                target.year,
                target.trend.map(balsts_domain::programme::Trend::code),
                target.value,
                unit,
            )),
            Some(at) => target.components.get(at).map(|one| {
                let trend = one.trend.map(balsts_domain::programme::Trend::code);
                aim_of(target.year, trend, one.value, unit)
            }),
        }
    };
    targets.iter().filter_map(of).collect()
}
