//! The municipality's call for projects of young people: who may apply, and for how much.

/// The most that a project of an age group gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgeGroup {
    /// Youngest.
    pub from: u8,
    /// Oldest.
    pub to: u8,
    /// Cents.
    pub most: i64,
}

/// The rules of a call (Ogre: at least three people of 12 to 25, one of them at least 18; 300, 500 or 700 euros. Tukums: up to 500 euros).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YouthCall {
    /// The fewest members of a team.
    pub team: usize,
    /// The youngest age.
    pub youngest: u8,
    /// The oldest age.
    pub oldest: u8,
    /// At least one member is this old and answers for the money; 0: nobody has to.
    pub adult: u8,
    /// The most by age group.
    pub groups: Vec<AgeGroup>,
}

/// What speaks against an application. A person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallDoubt {
    /// Fewer members than the call asks for.
    TooFew(usize),
    /// Somebody is too young or too old.
    Age(u8),
    /// Nobody is old enough to answer for the money.
    NoAdult(u8),
    /// More money than the age group gets: the most, in cents.
    TooMuch(i64),
}

impl YouthCall {
    /// The most that a team of these ages gets: that of the age group of most of its members, of the older one where two are as strong. The
    /// source does not say how a team of several groups counts: this is an assumption.
    pub fn most(&self, ages: &[u8]) -> Option<i64> {
        self.groups
            .iter()
            .map(|group| {
                let members = ages
                    .iter()
                    .filter(|age| (group.from..=group.to).contains(age))
                    .count();
                (members, group.from, group.most)
            })
            .filter(|(members, ..)| *members > 0)
            .max()
            .map(|(.., most)| most)
    }

    /// What speaks against a team of these ages that asks for so many cents.
    pub fn doubts(&self, ages: &[u8], cents: i64) -> Vec<CallDoubt> {
        let mut doubts = Vec::new();
        if ages.len() < self.team {
            doubts.push(CallDoubt::TooFew(self.team));
        }
        let outside = ages
            .iter()
            .filter(|age| !(self.youngest..=self.oldest).contains(age));
        doubts.extend(outside.map(|age| CallDoubt::Age(*age)));
        if self.adult > 0 && !ages.iter().any(|age| *age >= self.adult) {
            doubts.push(CallDoubt::NoAdult(self.adult));
        }
        if let Some(most) = self.most(ages)
            && cents > most
        {
            doubts.push(CallDoubt::TooMuch(most));
        }
        doubts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: RES-07
    #[test]
    fn a_team_of_ogre_is_three_people_with_an_adult_and_the_money_of_its_age() {
        let group = |from, to, most| AgeGroup { from, to, most };
        let ogre = YouthCall {
            team: 3,
            youngest: 12,
            oldest: 25,
            adult: 18,
            groups: vec![
                group(12, 14, 30_000),
                group(15, 17, 50_000),
                group(18, 25, 70_000),
            ],
        };
        assert!(ogre.doubts(&[15, 16, 18], 50_000).is_empty());
        assert_eq!(ogre.doubts(&[15, 16, 18], 50_001), [CallDoubt::TooMuch(50_000)]);
        assert_eq!(ogre.doubts(&[13, 18], 30_000), [CallDoubt::TooFew(3)]);
        assert_eq!(ogre.most(&[13, 18]), Some(70_000), "as strong: the older");
        assert_eq!(ogre.doubts(&[12, 13, 17], 0), [CallDoubt::NoAdult(18)]);
        assert_eq!(
            ogre.doubts(&[11, 25, 26], 0),
            [CallDoubt::Age(11), CallDoubt::Age(26)]
        );
        assert_eq!(ogre.most(&[]), None);
    }
}
