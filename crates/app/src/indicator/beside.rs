//! What indicators say of the same children, and the tables published beside them: decided together, so that none gives back a count of few.

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::{
    access::{Action, Actor, Resource},
    calendar::SchoolYear,
    disclosure::{Linked, Sum},
    indicators::{Method, Part},
};

use super::{Computed, Values};
use crate::{Ctx, Result};

/// Values that count some of the same whole: those of different programmes are never together, and of one programme none twice.
const SUPPORTED: [(Method, Part); 2] = [
    (Method::SupportedShare, Part::Basic),
    (Method::SupportedShare, Part::Secondary),
];
/// Values that count the whole of those who have a plan.
const ALL_SUPPORTED: [(Method, Part); 2] = [
    (Method::SupportedShare, Part::All),
    (Method::SupportedPupils, Part::All),
];
/// Pupils in interest education, and pupils in nothing at all: the rest is in other programmes alone.
const TAKING_PART: [(Method, Part); 2] = [
    (Method::ExtracurricularShare, Part::Interest),
    (Method::NoExtracurricularShare, Part::All),
];

/// A whole with its named parts; what no part names is a part, too, which a reader can work out.
struct Whole {
    total: u64,
    /// The values that tell the total.
    told_by: Vec<(Method, Part)>,
    /// Whether the total is shown beside.
    is_told: bool,
    parts: Vec<((Method, Part), u64)>,
}

impl Whole {
    /// Values that give back a small count.
    fn withheld(&self, smallest: u32) -> Vec<(Method, Part)> {
        let named: u64 = self.parts.iter().map(|(_, people)| people).sum();
        let mut people = vec![self.total];
        people.extend(self.parts.iter().map(|(_, people)| *people));
        people.push(self.total.saturating_sub(named));
        let sum = Sum {
            total: 0,
            parts: (1..people.len()).collect(),
        };
        let mut linked = Linked::new();
        let table = linked.table(&people, &[sum]);
        if !self.is_told {
            linked.hide((table, 0));
        }
        let shown = linked.withhold(smallest.into()).concat();
        let parts = self.parts.iter().zip(&shown[1..]);
        let mut withheld: Vec<(Method, Part)> = parts
            .filter(|(_, shown)| !**shown)
            .map(|((value, _), _)| *value)
            .collect();
        if !shown[0] {
            withheld.extend(&self.told_by);
        }
        withheld
    }
}

/// Numerator and denominator of a value of a year.
fn counted(computed: &Computed, (method, part): (Method, Part), year: i16) -> Option<(u64, u64)> {
    let (measured, _) = computed.get(&(method, part, year))?;
    let figure = measured.figure()?;
    let whole = |number: balsts_domain::numbers::Decimal| number.whole().map(i64::unsigned_abs);
    let some = whole(figure.numerator)?;
    let all = figure.denominator.map_or(Some(0), whole)?;
    Some((some, all))
}

fn parts(computed: &Computed, values: &[(Method, Part)], year: i16) -> Vec<((Method, Part), u64)> {
    let counted = |value: &(Method, Part)| Some((*value, counted(computed, *value, year)?.0));
    values.iter().filter_map(counted).collect()
}

impl Ctx {
    /// Values that would give back a small count together with others or with the table of support plans. That of the year asked about shows its
    /// total where `plans_told`; those of other years are taken to do so.
    pub(super) async fn withheld_beside(
        &self,
        values: &Values,
        year: i16,
        plans_told: bool,
    ) -> Result<BTreeSet<(Method, Part, i16)>> {
        let program = Self {
            actor: Actor::program(self.actor.municipality, self.today()),
            now: self.now,
            store: self.store.clone(),
        };
        let scope = program.scope(Action::Read, Resource::Statistics)?;
        let computed = &values.computed;
        let years: BTreeSet<i16> = computed.keys().map(|(_, _, year)| *year).collect();
        let mut wholes: BTreeMap<i16, Vec<Whole>> = BTreeMap::new();
        for of in years {
            let supported = parts(computed, &SUPPORTED, of);
            let all = parts(computed, &ALL_SUPPORTED, of);
            if !supported.is_empty() || !all.is_empty() {
                let sum = self.store.supported_sums(&scope, SchoolYear::new(of - 1)).await?;
                wholes.entry(of).or_default().push(Whole {
                    total: sum.pupils.unsigned_abs(),
                    told_by: all.into_iter().map(|(value, _)| value).collect(),
                    is_told: of != year || plans_told,
                    parts: supported,
                });
            }
            let taking_part = parts(computed, &TAKING_PART, of);
            let all: BTreeSet<u64> = TAKING_PART
                .iter()
                .filter_map(|value| Some(counted(computed, *value, of)?.1))
                .collect();
            if let (2, Some(total), 1) = (taking_part.len(), all.first(), all.len()) {
                wholes.entry(of).or_default().push(Whole {
                    total: *total,
                    told_by: Vec::new(),
                    is_told: true,
                    parts: taking_part,
                });
            }
        }
        let mut withheld = BTreeSet::new();
        for (of, wholes) in &wholes {
            for whole in wholes {
                let those = whole.withheld(values.smallest);
                withheld.extend(those.into_iter().map(|(method, part)| (method, part, *of)));
            }
        }
        Ok(withheld)
    }
}
