//! What a young person does after leaving the last institution we know of, as somebody found it out. No record is not known: neither good nor bad.

use jiff::{ToSpan, civil::Date};

use crate::cases::code::codes;

codes! {
    /// The next step of a young person.
    NextStep {
        /// Learns a trade.
        VocationalStudies = "vocational_studies", "Mācās profesionālajā izglītībā", "Vocational studies";
        /// Goes on to general secondary education.
        GeneralStudies = "general_studies", "Mācās vispārējā izglītībā", "General studies";
        /// Studies at a university or college.
        HigherEducation = "higher_education", "Studē augstskolā vai koledžā", "Higher education";
        /// Works for somebody.
        Work = "work", "Strādā", "Work";
        /// Works for themselves.
        OwnBusiness = "own_business", "Uzņēmējs vai pašnodarbinātais", "Own business";
        /// Registered as unemployed at the State Employment Agency.
        RegisteredAtNva = "registered_at_nva", "Reģistrēts NVA kā bezdarbnieks", "Registered at NVA as unemployed";
        /// Takes part in the programme for those who do neither.
        ProtiUnDari = "proti_un_dari", "Programmā «PROTI un DARI!»", "Programme “PROTI un DARI!”";
        /// Lives in another country.
        Abroad = "abroad", "Ārzemēs", "Abroad";
        /// Cares for a child of their own.
        ChildCare = "child_care", "Kopj bērnu", "Care of a child";
        /// Neither studies nor works.
        Neither = "neither", "Nemācās un nestrādā", "Not studying and not working";
    }
}

/// What a list of young people is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum YoungGroup {
    /// Those whose next step is this.
    Step(NextStep),
    /// Those of whom nothing is known.
    NotKnown,
    /// Those who learn elsewhere or live abroad by the register, without a next step written down since.
    Elsewhere,
}

impl YoungGroup {
    /// Whom outreach looks for: who is said to neither study nor work, and of whom nothing is known.
    ///
    /// Source: the target group of «PROTI un DARI!» (Tukums): from 15 to 29 years, who do not study, work or learn a trade and are not
    /// registered at the State Employment Agency.
    pub const OUTREACH: [Self; 2] = [Self::Step(NextStep::Neither), Self::NotKnown];

    /// Every group, in the order in which they are offered.
    pub fn all() -> impl Iterator<Item = Self> {
        let steps = NextStep::ALL
            .iter()
            .copied()
            .filter(|step| *step != NextStep::Neither);
        Self::OUTREACH
            .into_iter()
            .chain(steps.map(Self::Step))
            .chain([Self::Elsewhere])
    }

    /// The code in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Step(step) => step.code(),
            Self::NotKnown => "not_known",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// The group by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|group| group.code() == code)
    }
}

/// Ages in years, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ages {
    /// The youngest.
    pub from: u8,
    /// The oldest.
    pub to: u8,
}

impl Ages {
    /// Young people.
    ///
    /// Source: Tukums, «jauniešus vecumā no 15 līdz 29 gadiem (ieskaitot)».
    pub const YOUNG: Self = Self { from: 15, to: 29 };

    /// Parts of the young: of school age, those after school, grown up. Only for narrowing a list (assumption).
    pub const PARTS: [Self; 3] = [
        Self { from: 15, to: 17 },
        Self { from: 18, to: 24 },
        Self { from: 25, to: 29 },
    ];

    /// The first and the last day of birth of those who are of these ages on a day; none at the ends of the calendar.
    pub fn births(self, on: Date) -> Option<(Date, Date)> {
        let oldest = on.checked_sub((i32::from(self.to) + 1).years()).ok()?;
        let youngest = on.checked_sub(i32::from(self.from).years()).ok()?;
        Some((oldest.tomorrow().ok()?, youngest))
    }

    /// The code in addresses, `18-24`.
    pub fn code(self) -> String {
        format!("{}-{}", self.from, self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::age_on;
    use jiff::civil::date;
    use proptest::prelude::*;

    // covers: REG-33
    #[test]
    fn outreach_looks_for_those_who_do_neither_and_those_not_known() {
        let first: Vec<&str> = YoungGroup::all().take(2).map(YoungGroup::code).collect();
        assert_eq!(first, ["neither", "not_known"]);
        assert_eq!(YoungGroup::all().count(), NextStep::ALL.len() + 2);
        for group in YoungGroup::all() {
            assert_eq!(YoungGroup::from_code(group.code()), Some(group));
        }
    }

    // covers: REG-33
    #[test]
    fn young_is_from_15_to_29_on_the_day() {
        assert_eq!(
            Ages::YOUNG.births(date(2026, 11, 20)),
            Some((date(1996, 11, 21), date(2011, 11, 20)))
        );
    }

    proptest! {
        // The days of birth are those of the ages, leap days and all: a day further out is another age.
        #[test]
        fn births_are_those_of_the_ages(on in 0i32..20_000, part in 0usize..4) {
            let on = crate::calendar::date_of(on);
            let ages = *Ages::PARTS.get(part).unwrap_or(&Ages::YOUNG);
            let (first, last) = ages.births(on).unwrap();
            let age = |born: Date| age_on(born, on).unwrap();
            prop_assert_eq!((age(first), age(last)), (ages.to.into(), ages.from.into()));
            prop_assert_eq!(age(first.yesterday().unwrap()), u16::from(ages.to) + 1);
            prop_assert_eq!(age(last.tomorrow().unwrap()), u16::from(ages.from) - 1);
        }
    }
}
