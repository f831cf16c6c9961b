//! Support of teachers that the programmes of municipalities name, with the most that is given and the years for which the programme says so. What is
//! given to whom, people decide; what is named is a setting of the municipality.

use crate::people::folded;

/// The most that is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupportLimit {
    /// So many per cent of the cost or of the pay.
    Percent(u16),
    /// So many euros a month.
    EurosAMonth(i64),
}

/// One kind of support of teachers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeacherSupport {
    /// What it is, in Latvian.
    pub latvian: String,
    /// The same in English; in Latvian, too, where nobody wrote it in English.
    pub english: String,
    /// The most; none where the source names none.
    pub most: Option<SupportLimit>,
    /// First and last year of the programme that says so.
    pub years: (i16, i16),
}

/// What the programmes name, by municipality, a kind a line: what it is; the most; first and last year; the same in English. The others name none.
pub const TEACHER_SUPPORT: [(&str, &str); 2] = [
    (
        "rezeknes-novads",
        "profesionālās kompetences pilnveide; 100 %; 2024–2028; professional training
gada mācību maksas kompensācija; 30 %; 2024–2028; compensation of the yearly study fee
prēmija pēc darba rezultātu izvērtēšanas, no darba algas; 120 %; 2024–2028; award after the results of work are assessed, of the pay
dāvana 50 un 60 gadu jubilejā, no minimālās mēnešalgas; 100 %; 2024–2028; present on the 50th and 60th birthday, of the minimum monthly pay",
    ),
    (
        "ogres-novads",
        "stipendija pilna laika pedagoģijas studentiem, desmit mēnešus gadā; 200 EUR mēnesī; 2024–2027; stipend for full-time students of education, ten months a year
gada mācību maksas kompensācija; 70 %; 2024–2027; compensation of the yearly study fee
naudas balvas par izglītojamo sasniegumiem; –; 2024–2027; awards for achievements of pupils",
    ),
];

/// A limit as it is written.
fn limit(text: &str) -> Option<SupportLimit> {
    if let Some(number) = text.strip_suffix('%') {
        return number.trim().parse().ok().map(SupportLimit::Percent);
    }
    let (number, unit) = text.split_once(' ')?;
    let most = number.parse::<i64>().ok()?;
    let is_monthly = folded(unit) == folded("EUR mēnesī") && (0..=100_000).contains(&most);
    is_monthly.then_some(SupportLimit::EurosAMonth(most))
}

fn years(text: &str) -> Option<(i16, i16)> {
    let (first, last) = text.split_once(['–', '-'])?;
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some((first, last))
}

fn kind(line: &str) -> Option<TeacherSupport> {
    let mut parts = line.split(';').map(str::trim);
    let latvian = parts.next().filter(|words| !words.is_empty())?;
    let most = match parts.next()? {
        "" | "-" | "–" => None,
        text => Some(limit(text)?),
    };
    let years = years(parts.next()?)?;
    let english = parts.next().filter(|words| !words.is_empty()).unwrap_or(latvian);
    parts.next().is_none().then(|| TeacherSupport {
        latvian: latvian.to_owned(),
        english: english.to_owned(),
        most,
        years,
    })
}

/// Reads kinds of support, one a line: what it is; the most (`30 %`, `200 EUR mēnesī`, `–`); first and last year; the same in English, which may be left
/// out. `None` where one of the lines is none.
pub fn teacher_support(text: &str) -> Option<Vec<TeacherSupport>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(kind).collect()
}

/// What the programme of a municipality names that has set nothing else.
pub fn built_in_teacher_support(municipality: &str) -> Vec<TeacherSupport> {
    let own = TEACHER_SUPPORT.iter().find(|(code, _)| *code == municipality);
    own.and_then(|one| teacher_support(one.1)).unwrap_or_default()
}

impl TeacherSupport {
    /// Whether it holds in a year.
    pub const fn holds_in(&self, year: i16) -> bool {
        self.years.0 <= year && year <= self.years.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: RES-14
    #[test]
    fn each_programme_has_its_own_limits_for_its_own_years() {
        let most = |municipality: &str, year| -> Vec<Option<SupportLimit>> {
            let found = built_in_teacher_support(municipality);
            let found = found.into_iter().filter(|one| one.holds_in(year));
            found.map(|one| one.most).collect()
        };
        let percent = |most| Some(SupportLimit::Percent(most));
        assert_eq!(
            most("rezeknes-novads", 2026),
            [percent(100), percent(30), percent(120), percent(100)]
        );
        assert_eq!(
            most("ogres-novads", 2027),
            [Some(SupportLimit::EurosAMonth(200)), percent(70), None]
        );
        assert!(
            most("ogres-novads", 2028).is_empty(),
            "the programme of Ogre ends in 2027"
        );
        assert!(most("rezeknes-novads", 2023).is_empty());
        assert_eq!(most("rezeknes-novads", 2028).len(), 4);
        assert!(most("ventspils", 2026).is_empty(), "it names none");
    }

    // covers: RES-14
    #[test]
    fn a_municipality_names_its_own() {
        let own = teacher_support(
            "Ceļa izdevumi; 40 %; 2026-2027\r\n\r\nDzīvoklis; 150 EUR mēnesī; 2026–2026; A flat",
        )
        .unwrap();
        let told: Vec<_> = own
            .iter()
            .map(|one| (one.latvian.as_str(), one.english.as_str(), one.most, one.years))
            .collect();
        assert_eq!(
            told,
            [
                (
                    "Ceļa izdevumi",
                    "Ceļa izdevumi",
                    Some(SupportLimit::Percent(40)),
                    (2026, 2027)
                ),
                (
                    "Dzīvoklis",
                    "A flat",
                    Some(SupportLimit::EurosAMonth(150)),
                    (2026, 2026)
                ),
            ]
        );
        assert_eq!(teacher_support(" \n"), Some(Vec::new()), "none is named");
        for wrong in [
            "Dzīvoklis",
            "Dzīvoklis; daudz; 2026–2027",
            "Dzīvoklis; 40 %; 2027–2026",
            "; 40 %; 2026–2027",
            "Dzīvoklis; -5 EUR mēnesī; 2026–2027",
            "Dzīvoklis; 40 %; 2026–2027; A flat; vēl",
        ] {
            assert_eq!(teacher_support(wrong), None, "{wrong}");
        }
    }
}
