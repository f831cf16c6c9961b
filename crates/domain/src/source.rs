//! Where a rule or a default comes from, in Latvian. The rules themselves name their sources in English, beside the figures; the pages are
//! Latvian first. A source that a municipality wrote is in the language it was written in.

/// English, Latvian. Names of acts and of municipalities that are the same in both are left out.
const SOURCES: &[(&str, &str)] = &[
    ("assumption", "pieņēmums"),
    ("practice of institutions", "iestāžu prakse"),
    (
        "practice of institutions: 3, 4 or 5 days",
        "iestāžu prakse: 3, 4 vai 5 dienas",
    ),
    ("the institution's own rules", "iestādes iekšējie noteikumi"),
    ("Tukums, Ogre", "Tukuma un Ogres novads"),
    ("MK 89; Ogre, Rēzeknes novads", "MK 89; Ogres un Rēzeknes novads"),
    ("Tukums", "Tukuma novads"),
    (
        "assumption; Rēzeknes novads asks for a threshold",
        "pieņēmums; Rēzeknes novads prasa noteikt slieksni",
    ),
    (
        "Ventspils: signs show one to three years ahead",
        "Ventspils: pazīmes redzamas vienu līdz trīs gadus iepriekš",
    ),
    (
        "the State's threshold of each year and grade",
        "valsts noteiktais slieksnis katram gadam un klasei",
    ),
    (
        "Cabinet order of the year: binds State bodies, recommended to municipalities",
        "gada Ministru kabineta rīkojums: saistošs valsts iestādēm, ieteikts pašvaldībām",
    ),
    (
        "The State's threshold of central exams of grade 9 in 2024",
        "Valsts noteiktais centralizēto eksāmenu slieksnis 9. klasei 2024. gadā",
    ),
    (
        "The State's threshold of central exams of grade 9 in 2025",
        "Valsts noteiktais centralizēto eksāmenu slieksnis 9. klasei 2025. gadā",
    ),
    (
        "Announced for central exams of grade 9 in 2025/26",
        "Izziņots centralizētajiem eksāmeniem 9. klasei 2025./2026. mācību gadā",
    ),
    (
        "The State's threshold of central exams of grade 12 in 2024/25",
        "Valsts noteiktais centralizēto eksāmenu slieksnis 12. klasei 2024./2025. mācību gadā",
    ),
    (
        "Pattern of the years 2022/23 to 2025/26",
        "Pēc 2022./2023.–2025./2026. mācību gada parauga",
    ),
    (
        "Cabinet Regulation No. 41 of 18 January 2022",
        "Ministru kabineta 2022. gada 18. janvāra noteikumi Nr. 41",
    ),
    (
        "Cabinet regulation on the school year 2023/24",
        "Ministru kabineta noteikumi par 2023./2024. mācību gadu",
    ),
    (
        "Cabinet regulation on the school year 2024/25",
        "Ministru kabineta noteikumi par 2024./2025. mācību gadu",
    ),
    (
        "Cabinet regulation on the school year 2025/26",
        "Ministru kabineta noteikumi par 2025./2026. mācību gadu",
    ),
    (
        "Closing day of the 27th Song and 17th Dance Festival; Law on holidays, remembrance and celebration days",
        "XXVII Vispārējo latviešu Dziesmu un XVII Deju svētku noslēguma diena; likums „Par svētku, atceres un atzīmējamām dienām”",
    ),
    (
        "Order of the Cabinet on moving working days in 2024",
        "Ministru kabineta rīkojums par darba dienu pārcelšanu 2024. gadā",
    ),
    (
        "Order of the Cabinet on moving working days in 2025",
        "Ministru kabineta rīkojums par darba dienu pārcelšanu 2025. gadā",
    ),
    (
        "Order of the Cabinet on moving working days in 2026",
        "Ministru kabineta rīkojums par darba dienu pārcelšanu 2026. gadā",
    ),
];

/// A source in Latvian; as it stands where it is a name or somebody's own words.
pub fn in_latvian(source: &str) -> &str {
    SOURCES
        .iter()
        .find(|(english, _)| *english == source)
        .map_or(source, |(_, latvian)| latvian)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        achievement::exam_thresholds,
        calendar::{Calendar, SchoolYear},
        risk::settings::REGISTRY,
    };

    /// Names that are the same in both languages.
    const NAMES: [&str; 3] = ["MK 89", "MK 11/2022", "Ventspils"];

    // covers: RSK-10
    #[test]
    fn every_source_of_a_default_is_in_latvian_too() {
        let calendar = Calendar::built_in();
        let mut sources: Vec<String> = REGISTRY.iter().map(|entry| entry.source.to_owned()).collect();
        sources.extend(exam_thresholds().iter().map(|row| row.source.clone()));
        for year in 2022..=2027 {
            let overview = calendar.overview(SchoolYear::new(year), None, None);
            sources.extend(overview.shifted_days.iter().map(|day| day.source.clone()));
            sources.push(overview.source);
        }
        assert!(sources.len() > 50);
        for source in &sources {
            assert!(
                in_latvian(source) != source || NAMES.contains(&source.as_str()),
                "{source}"
            );
        }
    }
}
