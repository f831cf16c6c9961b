//! Matters of which a small count would tell of a child: care outside the family, incidents. Small counts are withheld from
//! whoever may not see the matter of each child.

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Action, Resource},
    calendar::{Period, SchoolYear, date_of},
    disclosure::withhold,
    people::GuardianRelation,
    risk::{Factor, signal::Input},
};
use balsts_reports::{
    authorities::Authorities,
    care::Care,
    incidents::{Incidents, IncidentsByMonth},
};
use balsts_store::date;
use jiff::civil::Date;

use super::{ReportPeriod, column, whole};
use crate::{Ctx, Result};

/// Who cares for a child in the place of the family; of several the first counts.
const CARERS: [GuardianRelation; 3] = [
    GuardianRelation::CareInstitution,
    GuardianRelation::FosterParent,
    GuardianRelation::LegalGuardian,
];

impl Ctx {
    /// `care`: children in out-of-family care by kind on a day: today, or the last day of an earlier school year, when none is given.
    pub async fn report_care(&self, wanted: &ReportPeriod) -> Result<Care> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let on = wanted
            .on
            .unwrap_or_else(|| self.year_of(wanted).last_day().min(self.today()));
        let relations = CARERS.map(GuardianRelation::code);
        let sums = self
            .store
            .care_sums(&scope, on, Factor::OutOfFamilyCare.code(), &relations)
            .await?;
        let kinds: Vec<Option<GuardianRelation>> = CARERS.into_iter().map(Some).chain([None]).collect();
        let counts: Vec<u32> = kinds
            .iter()
            .map(|kind| {
                let code = kind.map(GuardianRelation::code);
                let sum = sums.iter().find(|sum| sum.care.as_deref() == code);
                sum.map_or(0, |sum| whole(sum.children))
            })
            .collect();
        let smallest = self
            .smallest_shown(&scope, Resource::Circumstances, wanted)
            .await?;
        let known = self.spoken_for(Input::Circumstances).await?;
        Ok(Care {
            known: counts.iter().any(|count| *count > 0) || known.is_some_and(|known| known.contains(on)),
            on,
            kinds,
            children: withhold(&counts, smallest),
        })
    }

    /// `authorities`: custody cases and decisions on administrative protocols by authority, up to the school year asked for.
    pub async fn report_authorities(&self, wanted: &ReportPeriod) -> Result<Authorities> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self
            .smallest_shown(&scope, Resource::CaseCircumstances, wanted)
            .await?;
        let spans = self.authority_spans(&scope).await?;
        let mut years = Vec::new();
        for year in self.series_of(wanted) {
            years.push(self.authority_year(&scope, year, smallest, &spans).await?);
        }
        Ok(Authorities { years })
    }

    /// From when to when an input speaks: from the school year of its first record to its newest, or to the day as of which its newest file
    /// stands. Before and after nothing is known, which is no zero.
    async fn spoken_for(&self, input: Input) -> Result<Option<Period>> {
        let spans = self.store.load_spans(self.actor.municipality, None).await?;
        let together = spans
            .iter()
            .find(|span| span.input == input && span.institution.is_none());
        Ok(together.map(|span| {
            let as_of = date_of(span.as_of);
            let (first, newest) = span.days.map_or((as_of, as_of), |(first, newest)| {
                (date_of(first), date_of(newest))
            });
            Period::between(SchoolYear::of(first).first_day(), newest.max(as_of))
        }))
    }

    /// `incidents`: the register by institution and kind, beside the year before.
    pub async fn report_incidents(&self, wanted: &ReportPeriod) -> Result<Incidents> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_shown(&scope, Resource::Incidents, wanted).await?;
        let year = self.year_of(wanted);
        let both = Period::between(year.previous().first_day(), year.last_day());
        let places = self.places(both).await?;
        let mut found: BTreeMap<(i64, String), [u32; 3]> = BTreeMap::new();
        for one in self.store.incident_days(&scope, both).await? {
            let counts = found.entry((one.institution_id, one.kind)).or_default();
            if date(one.day) >= year.first_day() {
                counts[0] += 1;
                counts[2] += whole(one.victims);
            } else {
                counts[1] += 1;
            }
        }
        let counts: Vec<[u32; 3]> = found.values().copied().collect();
        let known = self.spoken_for(Input::Incidents).await?;
        let name = |id: &i64| places.get(id).map(|place| place.name.clone()).unwrap_or_default();
        Ok(Incidents {
            school_year: year.to_string(),
            lines: found.keys().map(|(id, kind)| (name(id), kind.clone())).collect(),
            known: [year, year.previous()]
                .map(|year| known.is_some_and(|known| known.overlaps(year.period()))),
            incidents: column(&counts, smallest, |counts| counts[0]),
            before: column(&counts, smallest, |counts| counts[1]),
            victims: column(&counts, smallest, |counts| counts[2]),
        })
    }

    /// `incidents-by-month`: incidents of each month of a school year up to today, beside the same month of the year before.
    pub async fn report_incidents_by_month(&self, wanted: &ReportPeriod) -> Result<IncidentsByMonth> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_shown(&scope, Resource::Incidents, wanted).await?;
        let year = self.year_of(wanted);
        let both = Period::between(year.previous().first_day(), year.last_day());
        let begins = year.first_calendar_year();
        let all = (9..=12)
            .map(|month| (begins, month))
            .chain((1..=8).map(|month| (begins + 1, month)));
        let today = self.today();
        let mut found: BTreeMap<(i16, i8), [u32; 2]> = all.map(|month| (month, [0; 2])).collect();
        for one in self.store.incident_days(&scope, both).await? {
            let day = date(one.day);
            let (before, month) = if day >= year.first_day() {
                (0, (day.year(), day.month()))
            } else {
                (1, (day.year() + 1, day.month()))
            };
            if let Some(counts) = found.get_mut(&month) {
                counts[before] += 1;
            }
        }
        // Of the year before the report of that year shows all months: what it withholds is withheld here, and with it the sum of the months so
        // far, which would give it back where it is not the sum of the whole year.
        let all_before: Vec<[u32; 2]> = found.values().copied().collect();
        let mut before = column(&all_before, smallest, |counts| counts[1]);
        found.retain(|month, _| *month <= (today.year(), today.month()));
        let counts: Vec<[u32; 2]> = found.values().copied().collect();
        before.counts.truncate(counts.len());
        if all_before[counts.len()..].iter().any(|counts| counts[1] > 0) {
            before.total = before.counts.iter().copied().sum();
        }
        let known = self.spoken_for(Input::Incidents).await?;
        let is_known = |year: i16, month: i8| {
            let month = Date::new(year, month, 1).map(|first| Period::between(first, first.last_of_month()));
            month.is_ok_and(|month| known.is_some_and(|known| known.overlaps(month)))
        };
        Ok(IncidentsByMonth {
            known: found
                .keys()
                .map(|(year, month)| [is_known(*year, *month), is_known(year - 1, *month)])
                .collect(),
            school_year: year.to_string(),
            months: found
                .keys()
                .map(|(year, month)| format!("{year}-{month:02}"))
                .collect(),
            incidents: column(&counts, smallest, |counts| counts[0]),
            before,
        })
    }
}
