//! What follows from shown cells and from sums that are known: exactly, block by block, and then by the bounds of what is left.

use std::collections::{BTreeMap, BTreeSet};

use balsts_reports::table::{Cell, Kind, Table};

use super::{Equation, Place, number};

/// A fraction in lowest terms, the denominator above nought.
type Fraction = (i128, i128);

fn reduced(top: i128, bottom: i128) -> Fraction {
    let (mut a, mut b) = (top.abs(), bottom.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let by = a.max(1) * bottom.signum();
    (top / by, bottom / by)
}

/// What is withheld in an equation, and what that adds up to; no sum where something else in it is not known.
#[derive(Debug, Clone)]
struct Unknowns {
    cells: BTreeMap<Place, i128>,
    sum: Option<i128>,
}

/// Which withheld cells whoever has the published tables works out: by elimination, and by what is left of the bounds of each. A bound that is found
/// counts only where the value is the true one: the reader knows that no nought is withheld, and so do we.
pub(super) fn recovered(equations: &[Equation], internal: &[Table], published: &[Table]) -> BTreeSet<Place> {
    let cell = |(table, line, column): Place| published[table].cell(line, column);
    let unknowns: Vec<Unknowns> = equations
        .iter()
        .filter_map(|equation| {
            let mut cells = BTreeMap::new();
            let mut sum = Some(0);
            for (place, times) in equation {
                if *cell(*place) == Cell::Withheld {
                    *cells.entry(*place).or_default() += *times;
                } else {
                    sum = sum.and_then(|sum: i128| Some(sum - times * number(cell(*place))?));
                }
            }
            cells.retain(|_, times| *times != 0);
            (!cells.is_empty()).then_some(Unknowns { cells, sum })
        })
        .collect();
    let mut found = BTreeSet::new();
    for block in blocks(&unknowns) {
        found.extend(eliminated(&block));
        let whole = |(table, _, column): &Place| internal[*table].columns[*column].kind == Kind::Integer;
        for (place, value) in bounded(&block, whole) {
            let (table, line, column) = place;
            if number(internal[table].cell(line, column)) == Some(value) {
                found.insert(place);
            }
        }
    }
    found
}

/// Equations that share no withheld cell say nothing of each other: each block is solved apart.
fn blocks(equations: &[Unknowns]) -> Vec<Vec<&Unknowns>> {
    // The block that a cell leads to, by way of the first cell of another.
    fn root(leads: &BTreeMap<Place, Place>, of: Place) -> Place {
        let mut at = of;
        while let Some(next) = leads.get(&at).filter(|next| **next != at) {
            at = *next;
        }
        at
    }
    let mut leads: BTreeMap<Place, Place> = BTreeMap::new();
    for equation in equations {
        let mut roots: Vec<Place> = equation.cells.keys().map(|cell| root(&leads, *cell)).collect();
        roots.sort_unstable();
        for one in &roots {
            leads.insert(*one, roots[0]);
        }
        for one in equation.cells.keys() {
            leads.insert(*one, roots[0]);
        }
    }
    let mut found: BTreeMap<Place, Vec<&Unknowns>> = BTreeMap::new();
    for equation in equations {
        if let Some(first) = equation.cells.keys().next() {
            found.entry(root(&leads, *first)).or_default().push(equation);
        }
    }
    found.into_values().collect()
}

/// Takes a line so many times from another.
fn take_away(line: &mut BTreeMap<Place, Fraction>, by: &BTreeMap<Place, Fraction>, times: Fraction) {
    for (place, (c, d)) in by {
        let (a, b) = line.get(place).copied().unwrap_or((0, 1));
        let (c, d) = reduced(c * times.0, d * times.1);
        let left = reduced(a * d - c * b, b * d);
        if left.0 == 0 {
            line.remove(place);
        } else {
            line.insert(*place, left);
        }
    }
}

/// Which of the unknowns have one value: elimination over fractions, whatever the values are.
fn eliminated(block: &[&Unknowns]) -> Vec<Place> {
    let mut solved: BTreeMap<Place, BTreeMap<Place, Fraction>> = BTreeMap::new();
    for equation in block {
        let mut line: BTreeMap<Place, Fraction> = equation
            .cells
            .iter()
            .map(|(place, times)| (*place, (*times, 1)))
            .collect();
        let known: Vec<Place> = line
            .keys()
            .filter(|place| solved.contains_key(place))
            .copied()
            .collect();
        for place in known {
            if let (Some(times), Some(by)) = (line.get(&place).copied(), solved.get(&place)) {
                take_away(&mut line, by, times);
            }
        }
        let Some((first, (top, bottom))) = line.first_key_value().map(|(place, value)| (*place, *value))
        else {
            continue;
        };
        for value in line.values_mut() {
            *value = reduced(value.0 * bottom, value.1 * top);
        }
        for other in solved.values_mut() {
            if let Some(times) = other.get(&first).copied() {
                take_away(other, &line, times);
            }
        }
        solved.insert(first, line);
    }
    let alone = solved.into_iter().filter(|(_, line)| line.len() == 1);
    alone.map(|(place, _)| place).collect()
}

/// Times that bounds are drawn closer at most: what they pin down, they do in a few.
const ROUNDS: usize = 30;

/// Which of the unknowns can have one value only: counts are at least one, for nought is shown, and the rest not below nought.
fn bounded(block: &[&Unknowns], whole: impl Fn(&Place) -> bool) -> Vec<(Place, i128)> {
    let mut bounds: BTreeMap<Place, (i128, Option<i128>)> = block
        .iter()
        .flat_map(|equation| equation.cells.keys())
        .map(|place| (*place, (if whole(place) { 1_000 } else { 0 }, None)))
        .collect();
    for _ in 0..ROUNDS {
        let before = bounds.clone();
        for equation in block {
            let Some(sum) = equation.sum else { continue };
            for (place, times) in &equation.cells {
                // What the others can be together, least and most.
                let (mut least, mut most) = (Some(0), Some(0));
                for (other, by) in equation.cells.iter().filter(|(other, _)| *other != place) {
                    let (low, high) = bounds[other];
                    let (small, large) = if *by > 0 {
                        (Some(low * by), high.map(|high| high * by))
                    } else {
                        (high.map(|high| high * by), Some(low * by))
                    };
                    least = least.zip(small).map(|(a, b): (i128, i128)| a + b);
                    most = most.zip(large).map(|(a, b): (i128, i128)| a + b);
                }
                let (from, to) = (most.map(|most| sum - most), least.map(|least| sum - least));
                // times x value lies between from and to.
                let (low, high) = if *times > 0 {
                    (
                        from.map(|from| -(-from).div_euclid(*times)),
                        to.map(|to| to.div_euclid(*times)),
                    )
                } else {
                    (
                        to.map(|to| -to.div_euclid(-times)),
                        from.map(|from| (-from).div_euclid(-times)),
                    )
                };
                let known = bounds.entry(*place).or_default();
                known.0 = low.map_or(known.0, |low| low.max(known.0));
                known.1 = match (known.1, high) {
                    (Some(one), Some(other)) => Some(one.min(other)),
                    (one, other) => one.or(other),
                };
            }
        }
        if bounds == before {
            break;
        }
    }
    let pinned = bounds.into_iter().filter(|(_, (low, high))| *high == Some(*low));
    pinned.map(|(place, (low, _))| (place, low)).collect()
}
