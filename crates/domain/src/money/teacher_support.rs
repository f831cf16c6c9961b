//! Support of teachers that the programmes of municipalities name, with the most that is given and the years for which the programme says so. What is
//! given to whom, people decide.

/// The most that is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupportLimit {
    /// So many per cent of the cost or of the pay.
    Percent(u16),
    /// So many euros a month.
    EurosAMonth(i64),
}

/// One kind of support of teachers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TeacherSupport {
    /// Code of the municipality.
    pub municipality: &'static str,
    /// What it is, in Latvian.
    pub latvian: &'static str,
    /// The same in English.
    pub english: &'static str,
    /// The most; none where the source names none.
    pub most: Option<SupportLimit>,
    /// First and last year of the programme that says so.
    pub years: (i16, i16),
}

impl TeacherSupport {
    /// Whether it holds in a year.
    pub const fn holds_in(&self, year: i16) -> bool {
        self.years.0 <= year && year <= self.years.1
    }
}

const fn support(
    (municipality, years): (&'static str, (i16, i16)),
    most: Option<SupportLimit>,
    latvian: &'static str,
    english: &'static str,
) -> TeacherSupport {
    TeacherSupport {
        municipality,
        latvian,
        english,
        most,
        years,
    }
}

const NOVADS: (&str, (i16, i16)) = ("rezeknes-novads", (2024, 2028));
const OGRE: (&str, (i16, i16)) = ("ogres-novads", (2024, 2027));

static CATALOGUE: [TeacherSupport; 7] = [
    support(
        NOVADS,
        Some(SupportLimit::Percent(100)),
        "profesionālās kompetences pilnveide",
        "professional training",
    ),
    support(
        NOVADS,
        Some(SupportLimit::Percent(30)),
        "gada mācību maksas kompensācija",
        "compensation of the yearly study fee",
    ),
    support(
        NOVADS,
        Some(SupportLimit::Percent(120)),
        "prēmija pēc darba rezultātu izvērtēšanas, no darba algas",
        "award after the results of work are assessed, of the pay",
    ),
    support(
        NOVADS,
        Some(SupportLimit::Percent(100)),
        "dāvana 50 un 60 gadu jubilejā, no minimālās mēnešalgas",
        "present on the 50th and 60th birthday, of the minimum monthly pay",
    ),
    support(
        OGRE,
        Some(SupportLimit::EurosAMonth(200)),
        "stipendija pilna laika pedagoģijas studentiem, desmit mēnešus gadā",
        "stipend for full-time students of education, ten months a year",
    ),
    support(
        OGRE,
        Some(SupportLimit::Percent(70)),
        "gada mācību maksas kompensācija",
        "compensation of the yearly study fee",
    ),
    support(
        OGRE,
        None,
        "naudas balvas par izglītojamo sasniegumiem",
        "awards for achievements of pupils",
    ),
];

/// What the programme of a municipality names for a year.
pub fn teacher_support(municipality: &str, year: i16) -> Vec<TeacherSupport> {
    let of = CATALOGUE
        .iter()
        .filter(|one| one.municipality == municipality && one.holds_in(year));
    of.copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: RES-14
    #[test]
    fn each_programme_has_its_own_limits_for_its_own_years() {
        let most = |municipality: &str, year| -> Vec<Option<SupportLimit>> {
            let found = teacher_support(municipality, year);
            found.into_iter().map(|one| one.most).collect()
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
}
