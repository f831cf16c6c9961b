//! Withheld cells that follow from what is shown: by solving all sums, and by the bounds that they set.

use std::collections::BTreeMap;

use super::Sum;

/// A large prime: the coefficients are -1, 0 and 1, and elimination stays exact.
const PRIME: i64 = 2_147_483_629;

/// Withheld cells that sums join, in groups that no sum joins, each with its sums; the group of the first cell first.
pub(super) fn groups<'a>(shown: &[bool], sums: &'a [Sum]) -> Vec<(Vec<usize>, Vec<&'a Sum>)> {
    let mut leads: Vec<usize> = (0..shown.len()).collect();
    let hidden_of = |sum: &Sum| {
        let cells = sum.parts.iter().chain([&sum.total]).copied();
        cells.filter(|at| !shown[*at]).collect::<Vec<usize>>()
    };
    for sum in sums {
        let hidden = hidden_of(sum);
        for pair in hidden.windows(2) {
            let (one, other) = (lead(&mut leads, pair[0]), lead(&mut leads, pair[1]));
            leads[one.max(other)] = one.min(other);
        }
    }
    let mut found: BTreeMap<usize, (Vec<usize>, Vec<&'a Sum>)> = BTreeMap::new();
    for at in (0..shown.len()).filter(|at| !shown[*at]) {
        found.entry(lead(&mut leads, at)).or_default().0.push(at);
    }
    for sum in sums {
        if let Some(first) = hidden_of(sum).first() {
            found.entry(lead(&mut leads, *first)).or_default().1.push(sum);
        }
    }
    found.into_values().collect()
}

/// The cell that leads the group of a cell.
fn lead(leads: &mut [usize], at: usize) -> usize {
    let mut first = at;
    while leads[first] != first {
        leads[first] = leads[leads[first]];
        first = leads[first];
    }
    first
}

/// A withheld cell that follows from the shown ones by all sums together: the sums, solved for what is withheld, leave it alone on its line.
/// Lines hold only what stands in them: of many tables together nearly everything else is nought. Only cells that matter are looked for.
pub(super) fn worked_out(shown: &[bool], sums: &[&Sum], matters: impl Fn(usize) -> bool) -> Option<usize> {
    let mut solved: BTreeMap<usize, BTreeMap<usize, i64>> = BTreeMap::new();
    for sum in sums {
        let mut line: BTreeMap<usize, i64> = BTreeMap::new();
        for at in sum.parts.iter().filter(|at| !shown[**at]) {
            *line.entry(*at).or_default() += 1;
        }
        if !shown[sum.total] {
            *line.entry(sum.total).or_default() += PRIME - 1;
        }
        let known: Vec<usize> = line
            .keys()
            .filter(|at| solved.contains_key(at))
            .copied()
            .collect();
        for at in known {
            if let (Some(times), Some(by)) = (line.get(&at).copied(), solved.get(&at)) {
                take_away(&mut line, by, times);
            }
        }
        line.retain(|_, value| *value % PRIME != 0);
        let Some((first, value)) = line.first_key_value().map(|(at, value)| (*at, *value)) else {
            continue;
        };
        let inverse = power(value % PRIME, PRIME - 2);
        for value in line.values_mut() {
            *value = *value % PRIME * inverse % PRIME;
        }
        for other in solved.values_mut() {
            if let Some(times) = other.get(&first).copied() {
                take_away(other, &line, times);
            }
        }
        solved.insert(first, line);
    }
    solved
        .iter()
        .find(|(cell, line)| line.len() == 1 && matters(**cell))
        .map(|(cell, _)| *cell)
}

/// More people than there are: of a withheld cell it is not known how many they are at most.
const MANY: i64 = 1 << 40;
/// Times that bounds are drawn closer: what they pin down, they do in a few.
const ROUNDS: usize = 16;

/// A withheld cell that can be one number only although the sums do not solve it: nought is shown, so that each is at least one (`least`; nought where
/// that may be withheld, too), and what is left of the sums gives no more. Sums in which a person stands behind several parts say nothing of how many
/// people there are, and are left out. Only cells that matter are looked for.
pub(super) fn pinned(
    people: &[u64],
    shown: &[bool],
    sums: &[&Sum],
    least: i64,
    matters: impl Fn(usize) -> bool,
) -> Option<usize> {
    let count = |at: usize| i64::try_from(people[at]).unwrap_or(MANY);
    let mut bounds: Vec<(i64, i64)> = (0..people.len())
        .map(|at| {
            if shown[at] {
                (count(at), count(at))
            } else {
                (count(at).min(least), MANY)
            }
        })
        .collect();
    let adds_up = |sum: &&&Sum| people[sum.total] == sum.parts.iter().map(|at| people[*at]).sum::<u64>();
    let sums: Vec<&Sum> = sums.iter().filter(adds_up).copied().collect();
    for _ in 0..ROUNDS {
        let mut closer = false;
        for sum in &sums {
            let (low, high) = sum.parts.iter().fold((0, 0), |(low, high), at| {
                let (least, most) = bounds[*at];
                (low + least, high + most)
            });
            let (total_low, total_high) = bounds[sum.total];
            for at in sum.parts.iter().filter(|at| !shown[**at]) {
                let (least, most) = bounds[*at];
                let next = (
                    least.max(total_low - (high - most)),
                    most.min(total_high - (low - least)),
                );
                closer |= next != bounds[*at];
                bounds[*at] = next;
            }
            if !shown[sum.total] {
                let next = (total_low.max(low), total_high.min(high));
                closer |= next != bounds[sum.total];
                bounds[sum.total] = next;
            }
        }
        if !closer {
            break;
        }
    }
    (0..people.len()).find(|at| !shown[*at] && bounds[*at].0 == bounds[*at].1 && matters(*at))
}

/// Takes a line so many times from another.
fn take_away(line: &mut BTreeMap<usize, i64>, by: &BTreeMap<usize, i64>, times: i64) {
    let times = times % PRIME;
    for (at, value) in by {
        let left = line.entry(*at).or_default();
        *left = (*left % PRIME + (PRIME - times) * value) % PRIME;
        if *left == 0 {
            line.remove(at);
        }
    }
}

fn power(mut base: i64, mut exponent: i64) -> i64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent >>= 1;
    }
    result
}
