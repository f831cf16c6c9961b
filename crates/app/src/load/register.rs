//! What a file's rows are checked against, read once and held in memory: whose code it is, which institution is meant, who was on
//! which list when, and what kind of day it was.

use std::collections::{BTreeSet, HashMap, HashSet};

use balsts_domain::{
    access::{Reach, Scope},
    calendar::{Calendar, SchoolDays, date_of, day_number},
    people::{PersonalCode, folded},
    registry::{InstitutionKind, InstitutionKinds, normalised_institution_name},
};
use balsts_intake::{Kind, PupilRef};
use balsts_store::{
    Store,
    load::{KnownEnrolment, LoadKind},
};
use jiff::civil::Date;

use crate::Result;

/// An institution as checks need it.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub id: i64,
    pub code: String,
    pub name: String,
    pub kinds: Option<InstitutionKinds>,
}

/// Whom a row names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Pupil { id: i64, former: bool },
    TwoPupils,
    Nobody,
}

/// The stored records that rows are checked against.
#[derive(Debug)]
pub(super) struct Register {
    pub municipality: i64,
    personal: HashMap<u64, (i64, bool)>,
    given: HashMap<String, (i64, bool)>,
    pub places: Vec<Place>,
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    by_id: HashMap<i64, usize>,
    /// Institutions the sender loads for; none: all.
    reach: Option<BTreeSet<i64>>,
    enrolments: HashMap<i64, Vec<KnownEnrolment>>,
    reached: HashSet<i64>,
    calendar: Calendar,
    days: HashMap<(i64, Option<u8>), SchoolDays>,
}

impl Register {
    /// Reads what a file of the kind is checked against.
    pub async fn read(store: &Store, scope: &Scope, kind: Kind, calendar: Calendar) -> Result<Self> {
        let mut register = Self {
            municipality: scope.municipality(),
            personal: HashMap::new(),
            given: HashMap::new(),
            places: Vec::new(),
            by_code: HashMap::new(),
            by_name: HashMap::new(),
            by_id: HashMap::new(),
            reach: (!scope.reach().contains(&Reach::Municipality)).then(|| {
                let own = scope.reach().iter().filter_map(|part| match part {
                    Reach::Institution(id) => Some(*id),
                    _ => None,
                });
                own.collect()
            }),
            enrolments: HashMap::new(),
            reached: HashSet::new(),
            calendar,
            days: HashMap::new(),
        };
        for code in store.known_codes(scope).await? {
            let whose = (code.pupil_id, !code.current);
            match (code.kind.as_str(), PersonalCode::parse(&code.code)) {
                ("personal", Ok((number, _))) => {
                    register.personal.insert(number.number(), whose);
                }
                _ => {
                    register.given.insert(code.code, whose);
                }
            }
        }
        for known in store.known_institutions(scope).await? {
            register.add_place(Place {
                id: known.id,
                name: known.name.unwrap_or_else(|| known.code.clone()),
                kinds: known.kind.as_deref().and_then(InstitutionKinds::parse),
                code: known.code,
            });
        }
        for alias in store.known_aliases(scope).await? {
            if let Some(place) = register.by_id.get(&alias.institution_id) {
                register
                    .by_name
                    .entry(normalised_institution_name(&alias.alias))
                    .or_insert(*place);
            }
        }
        for enrolment in store.known_enrolments(scope, kind == Kind::Enrolments).await? {
            if register.reaches(enrolment.institution_id) {
                register.reached.insert(enrolment.pupil_id);
            }
            register
                .enrolments
                .entry(enrolment.pupil_id)
                .or_default()
                .push(enrolment);
        }
        Ok(register)
    }

    fn add_place(&mut self, place: Place) {
        let index = self.places.len();
        self.by_code.insert(place.code.clone(), index);
        self.by_name
            .entry(normalised_institution_name(&place.name))
            .or_insert(index);
        self.by_id.insert(place.id, index);
        self.places.push(place);
    }

    /// Adds an institution that the file announces.
    pub fn announce_place(&mut self, code: &str, name: &str) -> i64 {
        let announced = self.places.iter().filter(|place| place.id < 0).count() as i64;
        self.add_place(Place {
            id: -1 - announced,
            code: code.to_owned(),
            name: name.to_owned(),
            kinds: None,
        });
        -1 - announced
    }

    /// Whether the sender loads for the institution.
    pub fn reaches(&self, institution: i64) -> bool {
        self.reach.as_ref().is_none_or(|own| own.contains(&institution))
    }

    /// Whether the sender loads for the whole municipality.
    pub fn reaches_all(&self) -> bool {
        self.reach.is_none()
    }

    /// Whether the pupil is or was on the list of an institution the sender loads for.
    pub fn reaches_pupil(&self, pupil: i64) -> bool {
        self.reach.is_none() || self.reached.contains(&pupil)
    }

    /// Whether the pupil is or was on any list.
    pub fn is_enrolled_anywhere(&self, pupil: i64) -> bool {
        self.enrolments.contains_key(&pupil)
    }

    /// The pupil whom a row names.
    pub fn find(&self, who: PupilRef<'_>) -> Found {
        let personal = who
            .personal_code
            .and_then(|code| self.personal.get(&code.number()));
        let given = who.pupil_code.and_then(|code| self.given.get(code));
        match (personal, given) {
            (Some(a), Some(b)) if a.0 != b.0 => Found::TwoPupils,
            (Some((id, former)), _) | (None, Some((id, former))) => Found::Pupil {
                id: *id,
                former: *former,
            },
            (None, None) => Found::Nobody,
        }
    }

    /// Whether the personal code is stored.
    pub fn knows_personal(&self, code: PersonalCode) -> bool {
        self.personal.contains_key(&code.number())
    }

    /// Whether the institution's code is stored.
    pub fn knows_given(&self, code: &str) -> bool {
        self.given.contains_key(code)
    }

    /// From now on the codes of the row name this pupil.
    pub fn learn(&mut self, who: PupilRef<'_>, pupil: i64) {
        if let Some(code) = who.personal_code {
            self.personal.entry(code.number()).or_insert((pupil, false));
        }
        if let Some(code) = who.pupil_code {
            self.given.entry(code.to_owned()).or_insert((pupil, false));
        }
    }

    /// The pupil's personal code in use; slow: only for the few whose code changes.
    pub fn personal_code_of(&self, pupil: i64) -> Option<PersonalCode> {
        self.personal
            .iter()
            .find(|(_, whose)| **whose == (pupil, false))
            .and_then(|(number, _)| PersonalCode::from_number(*number).ok())
    }

    /// Codes of some pupils, for showing rows.
    pub fn codes_of(&self, pupils: &HashSet<i64>) -> HashMap<i64, String> {
        let mut codes = HashMap::new();
        for (code, (pupil, former)) in &self.given {
            if pupils.contains(pupil) && !former {
                codes.insert(*pupil, code.clone());
            }
        }
        for (number, (pupil, former)) in &self.personal {
            if pupils.contains(pupil) && !former {
                codes.insert(
                    *pupil,
                    PersonalCode::from_number(*number)
                        .map_or_else(|_| String::new(), |code| code.to_string()),
                );
            }
        }
        codes
    }

    /// The institution of a code, a name or another spelling.
    pub fn place(&self, text: &str) -> Option<&Place> {
        let index = self
            .by_code
            .get(text)
            .or_else(|| self.by_name.get(&normalised_institution_name(text)))?;
        self.places.get(*index)
    }

    /// The institution with exactly this code.
    pub fn place_by_code(&self, code: &str) -> Option<&Place> {
        self.by_code.get(code).and_then(|index| self.places.get(*index))
    }

    /// The institution of an id.
    pub fn place_of(&self, id: i64) -> Option<&Place> {
        self.by_id.get(&id).and_then(|index| self.places.get(*index))
    }

    /// The most similar institution, `name (code)`, where one is similar enough to be meant.
    pub fn nearest(&self, text: &str) -> Option<String> {
        let wanted = folded(text);
        let closest = self
            .places
            .iter()
            .filter(|place| self.reaches(place.id))
            .map(|place| {
                let distance =
                    distance(&wanted, &folded(&place.name)).min(distance(&wanted, &folded(&place.code)));
                (distance, place)
            })
            .min_by_key(|(distance, place)| (*distance, place.id))?;
        let most = (wanted.chars().count() / 3).max(1);
        (closest.0 <= most).then(|| format!("{} ({})", closest.1.name, closest.1.code))
    }

    /// The pupil's stored enrolments, by first day.
    pub fn enrolments(&self, pupil: i64) -> &[KnownEnrolment] {
        self.enrolments.get(&pupil).map_or(&[], Vec::as_slice)
    }

    /// The pupil's grade at an institution on a day, or why there is none.
    pub fn grade_on(
        &self,
        pupil: i64,
        institution: i64,
        date: Date,
    ) -> std::result::Result<Option<u8>, NotEnrolled> {
        let day = i64::from(day_number(date));
        let mut last: Option<i64> = None;
        let mut next: Option<i64> = None;
        for enrolment in self.enrolments(pupil) {
            if enrolment.institution_id != institution {
                continue;
            }
            if enrolment.from_day > day {
                next = Some(next.map_or(enrolment.from_day, |known| known.min(enrolment.from_day)));
            } else {
                match enrolment.to_day {
                    Some(to) if to < day => last = last.max(Some(to)),
                    _ => return Ok(enrolment.grade.and_then(|grade| u8::try_from(grade).ok())),
                }
            }
        }
        Err(match (next, last) {
            (Some(from), _) => NotEnrolled::Before(date_of(from as i32)),
            (None, Some(to)) => NotEnrolled::After(date_of(to as i32)),
            (None, None) => NotEnrolled::Never,
        })
    }

    /// The days of an institution and grade.
    pub fn days(&mut self, institution: i64, grade: Option<u8>) -> &SchoolDays {
        let code = self
            .by_id
            .get(&institution)
            .map(|index| self.places[*index].code.clone());
        let calendar = &self.calendar;
        self.days
            .entry((institution, grade))
            .or_insert_with(|| calendar.school_days(code.as_deref(), grade))
    }

    /// Whether the institution follows semesters: a preschool and the preschool groups of a school do not.
    pub fn has_semesters(&self, institution: i64, grade: Option<u8>) -> bool {
        let preschool = self
            .place_of(institution)
            .and_then(|place| place.kinds)
            .is_some_and(|kinds| kinds.has(InstitutionKind::Preschool));
        grade.is_some() || !preschool
    }
}

/// Why a pupil was not enrolled on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotEnrolled {
    Before(Date),
    After(Date),
    Never,
}

/// The store's name of a kind of file; none for kinds that are not loaded yet.
pub(super) fn stored_kind(kind: Kind) -> Option<LoadKind> {
    LoadKind::parse(kind.code())
}

/// Letters to add, leave out or exchange to make one text of the other.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let exchanged = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = exchanged.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn distances_between_words() {
        for (a, b, expected) in [
            ("", "", 0),
            ("ogre", "ogres", 1),
            ("kitten", "sitting", 3),
            ("", "abc", 3),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
            assert_eq!(distance(b, a), expected, "{b} {a}");
        }
    }
}
