//! Priority target groups: a municipality's own list of groups it wants to see apart, each known by recorded circumstances.
//! Ethnicity is not recorded for a pupil, so no group can be made of it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::records::CircumstanceRecord;
use super::{Circumstance, Factor, Status};
use crate::calendar::day_number;

/// One target group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorityGroup {
    /// Code in addresses and files.
    pub code: String,
    /// Name in Latvian.
    pub latvian: String,
    /// Name in English.
    pub english: String,
    /// A pupil with any of these open belongs to the group.
    pub kinds: Vec<Circumstance>,
}

impl PriorityGroup {
    /// Whether a pupil with these circumstances belongs to the group on the day.
    pub fn holds(&self, circumstances: &[CircumstanceRecord], on: Date) -> bool {
        let day = day_number(on);
        circumstances
            .iter()
            .any(|record| record.is_open(day) && self.kinds.contains(&record.kind))
    }

    /// Whether membership may be shown only to readers entitled to circumstances.
    pub fn is_restricted(&self) -> bool {
        self.kinds
            .iter()
            .any(|kind| kind.group().is_some_and(super::Group::is_restricted))
    }
}

/// The groups of a municipality that has named none [Ventspils]: children in out-of-family care, families that cannot manage daily life
/// without help, and those who learn in another language than that of home.
pub fn default_groups() -> Vec<PriorityGroup> {
    let group = |code: &str, latvian: &str, english: &str, kinds: &[Circumstance]| PriorityGroup {
        code: code.to_owned(),
        latvian: latvian.to_owned(),
        english: english.to_owned(),
        kinds: kinds.to_vec(),
    };
    vec![
        group(
            "out_of_family_care",
            "Ārpusģimenes aprūpē esoši bērni",
            "Children in out-of-family care",
            &[Circumstance::Factor(Factor::OutOfFamilyCare)],
        ),
        group(
            "low_functioning_families",
            "Bērni no zemi funkcionējošām ģimenēm",
            "Children of low-functioning families",
            &[Circumstance::Status(Status::LowFunctioningFamily)],
        ),
        group(
            "bilingual",
            "Bilingvāli izglītojamie",
            "Pupils who learn in another language than that of home",
            &[Circumstance::Status(Status::Bilingual)],
        ),
    ]
}

/// How many pupils of a list belong to each group on a day, in the order of the groups. A pupil may belong to several.
pub fn counts<'a>(
    groups: &[PriorityGroup],
    pupils: impl IntoIterator<Item = &'a [CircumstanceRecord]>,
    on: Date,
) -> Vec<usize> {
    let mut counts = vec![0; groups.len()];
    for circumstances in pupils {
        for (count, group) in counts.iter_mut().zip(groups) {
            *count += usize::from(group.holds(circumstances, on));
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    // covers: RSK-16
    #[test]
    fn the_municipalitys_groups_filter_and_count() {
        let record = |kind, to| CircumstanceRecord {
            kind,
            from: day_number(date(2026, 9, 1)),
            to,
        };
        let care = record(Circumstance::Factor(Factor::OutOfFamilyCare), None);
        let ended = record(
            Circumstance::Status(Status::Bilingual),
            Some(day_number(date(2026, 10, 1))),
        );
        let pupils: [&[CircumstanceRecord]; 3] = [&[care, ended], &[ended], &[]];
        let groups = default_groups();
        assert_eq!(counts(&groups, pupils, date(2026, 10, 1)), [1, 0, 2]);
        assert_eq!(counts(&groups, pupils, date(2026, 10, 2)), [1, 0, 0]);
        assert!(groups[0].is_restricted() && !groups[2].is_restricted());
    }
}
