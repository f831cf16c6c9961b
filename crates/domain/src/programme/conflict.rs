//! Numbers that different tables give for the result of one activity. Which of them holds is for people to say.

use super::{
    Finding, FindingCode, Programme, Quantity, Table, quantities,
    titles::{Titles, stems},
};

/// One place that tells a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The table.
    pub table: Table,
    /// Row of the table, from 1.
    pub row: usize,
    /// The column.
    pub column: &'static str,
    /// What it says.
    pub text: String,
}

/// Two places that do not say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Key of the activity.
    pub activity: String,
    /// Its title.
    pub title: String,
    /// The table of activities, or the place that comes first.
    pub first: Place,
    /// The other place.
    pub second: Place,
}

fn places(programme: &Programme) -> Vec<(String, Place)> {
    let titles = Titles::of(programme);
    let mut found = Vec::new();
    let place = |table, row, column, text: &str| Place {
        table,
        row,
        column,
        text: text.to_owned(),
    };
    for ((row, activity), key) in (1..).zip(&programme.activities).zip(programme.activity_keys()) {
        let place = place(
            Table::Activities,
            row,
            "expected_result",
            &activity.expected_result,
        );
        found.push((key, place));
    }
    for (row, task) in (1..).zip(&programme.tasks) {
        found.push((
            task.activity_nr.clone(),
            place(Table::Tasks, row, "title", &task.title),
        ));
    }
    for (row, resource) in (1..).zip(&programme.resources) {
        if let Some(key) = titles.of_resource(resource) {
            found.push((
                key,
                place(Table::Resources, row, "planned_result", &resource.planned_result),
            ));
        }
    }
    for (row, result) in (1..).zip(&programme.results_method) {
        if let Some(key) = titles.like(&result.activity) {
            found.push((
                key,
                place(Table::Results, row, "planned_result", &result.planned_result),
            ));
        }
    }
    found
}

fn is_alone(one: &Quantity, all: &[Quantity]) -> bool {
    all.iter().filter(|other| other.measure == one.measure).count() == 1
}

/// Whether two texts give different numbers for one thing: they share the words counted, or have one number of the kind each.
fn differ(one: &str, other: &str) -> bool {
    let (ones, others) = (quantities(one), quantities(other));
    ones.iter().any(|left| {
        others.iter().any(|right| {
            let same_thing = left.measure == right.measure
                && (!stems(&left.of).is_disjoint(&stems(&right.of))
                    || (is_alone(left, &ones) && is_alone(right, &others)));
            let agrees = |one: &Quantity| {
                others
                    .iter()
                    .any(|other| other.measure == one.measure && other.least == one.least)
            };
            same_thing && left.least != right.least && !agrees(left)
        }) || (left.measure == super::Measure::Count
            && others.iter().any(|right| {
                right.measure == left.measure
                    && is_alone(left, &ones)
                    && is_alone(right, &others)
                    && left.least == right.least
                    && left.per != right.per
            }))
    })
}

/// All pairs of places that do not say the same of one activity, each other place once.
pub fn conflicts(programme: &Programme) -> Vec<Conflict> {
    let places = places(programme);
    let mut found: Vec<Conflict> = Vec::new();
    for (at, (key, first)) in places.iter().enumerate() {
        for (other_key, second) in &places[at + 1..] {
            let told = found.iter().any(|one| one.second == *second);
            if key == other_key && first.table != second.table && !told && differ(&first.text, &second.text) {
                found.push(Conflict {
                    activity: key.clone(),
                    title: title(programme, key),
                    first: first.clone(),
                    second: second.clone(),
                });
            }
        }
    }
    found
}

fn title(programme: &Programme, key: &str) -> String {
    let activities = programme.activities.iter().zip(programme.activity_keys());
    activities
        .into_iter()
        .find(|(_, one)| one == key)
        .map(|(activity, _)| activity.title.clone())
        .or_else(|| {
            programme
                .tasks
                .iter()
                .find(|task| task.activity_nr == key)
                .map(|task| task.activity_title.clone())
        })
        .unwrap_or_default()
}

pub(super) fn findings(programme: &Programme) -> Vec<Finding> {
    conflicts(programme)
        .into_iter()
        .map(|one| {
            Finding::new(
                FindingCode::Conflict,
                one.first.table,
                one.first.row,
                one.first.column,
                &one.first.text,
            )
            .with("other_table", one.second.table.code())
            .with("other_row", one.second.row.to_string())
            .with("other", one.second.text)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: PLN-13
    #[test]
    fn numbers_of_one_thing_that_differ_are_told() {
        assert!(differ(
            "30 % iesaistās iestādes organizētajās lekcijās",
            "60% vecāku iesaistās organizētajās lekcijās"
        ));
        assert!(differ("2 kampaņas visa cikla ietvaros", "2 pasākumi gadā"));
        assert!(differ(
            "Vismaz 2 pasākumi katrā izglītības iestādē gadā",
            "Vismaz 1 pasākums katrā izglītības iestādē gadā"
        ));
        assert!(!differ(
            "Iesaistīti vismaz 30% vecāku",
            "Iesaistīti vismaz 30% vecāku, apmācīti vismaz 5 programmas vadītāji"
        ));
        assert!(!differ("20 īstenoti pasākumi gadā", "20 pasākumi gadā"));
    }
}
