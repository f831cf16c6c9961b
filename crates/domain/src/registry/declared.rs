//! Children declared in the municipality against those on a school's list (Cabinet Regulation No. 871 of 2009): who is on
//! none, and what explains it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::LeavingReason;
use crate::people::{age_on, folded};

/// What the municipality knows of a declared child who is on no school's list here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeclaredStatus {
    /// On the list of a school elsewhere in Latvia.
    EnrolledElsewhere,
    /// Left the country.
    LeftCountry,
    /// Adopted abroad.
    AdoptedAbroad,
    /// Missing person.
    Missing,
    /// The declaration of residence was annulled.
    DeclarationAnnulled,
    /// Long illness.
    LongIllness,
    /// Disability.
    Disability,
    /// Citizen of another state.
    ForeignCitizen,
    /// Refugee.
    Refugee,
    /// Another reason, known to the municipality.
    Other,
    /// Nothing is known.
    NoInformation,
    /// Being clarified.
    BeingClarified,
}

impl DeclaredStatus {
    /// Every status.
    pub const ALL: [Self; 12] = [
        Self::EnrolledElsewhere,
        Self::LeftCountry,
        Self::AdoptedAbroad,
        Self::Missing,
        Self::DeclarationAnnulled,
        Self::LongIllness,
        Self::Disability,
        Self::ForeignCitizen,
        Self::Refugee,
        Self::Other,
        Self::NoInformation,
        Self::BeingClarified,
    ];

    /// Code, as in files and serialised form; a message key is made from it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::EnrolledElsewhere => "enrolled_elsewhere",
            Self::LeftCountry => "left_country",
            Self::AdoptedAbroad => "adopted_abroad",
            Self::Missing => "missing",
            Self::DeclarationAnnulled => "declaration_annulled",
            Self::LongIllness => "long_illness",
            Self::Disability => "disability",
            Self::ForeignCitizen => "foreign_citizen",
            Self::Refugee => "refugee",
            Self::Other => "other",
            Self::NoInformation => "no_information",
            Self::BeingClarified => "being_clarified",
        }
    }

    /// Reads a code, its English name or the Latvian words of the lists.
    pub fn parse(text: &str) -> Option<Self> {
        let name = folded(&text.replace('_', " "));
        let status = Self::ALL
            .into_iter()
            .find(|status| status.code().replace('_', " ") == name);
        status.or_else(|| {
            Some(match name.as_str() {
                "macas citur" | "macas cita pasvaldiba" => Self::EnrolledElsewhere,
                "left the country" | "izbraucis no valsts" | "izbraucis" | "arzemes" => Self::LeftCountry,
                "adoptets uz arvalstim" | "adoptets arzemes" => Self::AdoptedAbroad,
                "bezvests prombutne" | "pazudis" => Self::Missing,
                "deklaracija anuleta" | "anuleta deklaracija" => Self::DeclarationAnnulled,
                "ilgstosi slimo" | "ilgstosa slimiba" => Self::LongIllness,
                "invaliditate" => Self::Disability,
                "arvalstu pilsonis" | "arvalstnieks" => Self::ForeignCitizen,
                "beglis" => Self::Refugee,
                "cits" | "cits iemesls" => Self::Other,
                "nav informacijas" | "nav zinu" => Self::NoInformation,
                "tiek noskaidrots" | "noskaidro" => Self::BeingClarified,
                _ => return None,
            })
        })
    }

    /// Whether it explains why the child is on no list. No information and being clarified do not.
    pub const fn explains(self) -> bool {
        !matches!(self, Self::NoInformation | Self::BeingClarified)
    }
}

/// The last enrolment of a child who is on no list any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastEnrolment {
    /// Why it ended, if recorded.
    pub leaving: Option<LeavingReason>,
    /// Its grade.
    pub grade: Option<u8>,
    /// School days since its last day.
    pub school_days_since: u32,
}

impl LastEnrolment {
    /// Whether its end explains why the child is on no list: nothing was missed yet; the child left the country or died; the programme
    /// completed was basic education, grade 9, or more; or the child goes over to another school and at most `transfer_school_days` school
    /// days have passed. After those the next school should have the child on its list.
    pub fn explains(&self, transfer_school_days: u16) -> bool {
        self.school_days_since == 0
            || match self.leaving {
                Some(LeavingReason::LeftCountry | LeavingReason::Deceased) => true,
                Some(LeavingReason::Completed) => self.grade.is_some_and(|grade| grade >= LAST_BASIC_GRADE),
                Some(LeavingReason::Transferred) => self.school_days_since <= u32::from(transfer_school_days),
                _ => false,
            }
    }
}

/// The grade with which basic education is completed.
const LAST_BASIC_GRADE: u8 = 9;
/// First age of compulsory education: preparation for school.
const FIRST_AGE: u16 = 5;
/// Age at which it ends even without basic education.
const LAST_AGE: u16 = 18;

/// Whether education is compulsory for someone on a day: from the fifth birthday until basic education is completed or the
/// eighteenth birthday (Education Law, art. 4).
pub fn compulsory_age(birth_date: Date, on: Date, basic_education_completed: bool) -> bool {
    !basic_education_completed
        && age_on(birth_date, on).is_some_and(|age| (FIRST_AGE..LAST_AGE).contains(&age))
}

/// What decides whether a declared child is to be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeclaredChild {
    /// Birth date, if known.
    pub birth_date: Option<Date>,
    /// Whether basic education is completed; unknown counts as not, for the duty to learn lasts until it is shown.
    pub basic_education_completed: Option<bool>,
    /// What the municipality has recorded.
    pub status: Option<DeclaredStatus>,
    /// Whether the end of the last enrolment explains it: see [`LastEnrolment::explains`].
    pub explained_by_leaving: bool,
    /// Whether an institution here or elsewhere that provides compulsory education has the child on its list on the day.
    pub enrolled: bool,
}

/// The outcome of comparing a declared child with the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reconciliation {
    /// On a list.
    Enrolled,
    /// Education is not compulsory for the child on the day.
    NotOfAge,
    /// On no list, and the status explains it.
    Explained,
    /// On no list and nothing explains it: to be cleared up.
    Unexplained,
    /// The birth date is not known, so nobody can say.
    NotEnoughData,
}

impl DeclaredChild {
    /// Compares the child with the lists on a day.
    pub fn reconcile(&self, on: Date) -> Reconciliation {
        if self.enrolled {
            return Reconciliation::Enrolled;
        }
        if self.explained_by_leaving || self.status.is_some_and(DeclaredStatus::explains) {
            return Reconciliation::Explained;
        }
        let Some(birth_date) = self.birth_date else {
            return Reconciliation::NotEnoughData;
        };
        if compulsory_age(birth_date, on, self.basic_education_completed.unwrap_or(false)) {
            Reconciliation::Unexplained
        } else {
            Reconciliation::NotOfAge
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    // covers: REG-09
    #[test]
    fn education_is_compulsory_from_5_until_18_or_basic_education() {
        let born = date(2010, 11, 22);
        assert!(!compulsory_age(born, date(2015, 11, 21), false));
        assert!(compulsory_age(born, date(2015, 11, 22), false));
        assert!(compulsory_age(born, date(2028, 11, 21), false));
        assert!(!compulsory_age(born, date(2028, 11, 22), false));
        assert!(!compulsory_age(born, date(2026, 11, 22), true));
    }

    // covers: REG-08
    #[test]
    fn a_reason_for_leaving_explains_no_longer_than_it_may() {
        let explains = |leaving, grade, school_days_since| {
            let last = LastEnrolment {
                leaving,
                grade: Some(grade),
                school_days_since,
            };
            last.explains(20)
        };
        for reason in LeavingReason::ALL {
            assert!(explains(Some(reason), 5, 0), "no school day was missed");
            let for_ever = matches!(reason, LeavingReason::LeftCountry | LeavingReason::Deceased);
            assert_eq!(explains(Some(reason), 5, 21), for_ever, "{}", reason.code());
        }
        assert!(!explains(None, 9, 1));
        let transferred = Some(LeavingReason::Transferred);
        assert!(explains(transferred, 5, 20) && !explains(transferred, 5, 21));
        let completed = Some(LeavingReason::Completed);
        assert!(!explains(completed, 8, 1) && explains(completed, 9, 200) && explains(completed, 12, 200));
    }

    // covers: REG-08
    #[test]
    fn only_a_child_nothing_explains_is_looked_for() {
        let on = date(2026, 9, 5);
        let child = DeclaredChild {
            birth_date: Some(date(2014, 1, 1)),
            basic_education_completed: None,
            status: None,
            explained_by_leaving: false,
            enrolled: false,
        };
        assert_eq!(child.reconcile(on), Reconciliation::Unexplained);
        let left = DeclaredChild {
            explained_by_leaving: true,
            ..child
        };
        assert_eq!(left.reconcile(on), Reconciliation::Explained);
        assert_eq!(
            DeclaredChild {
                enrolled: true,
                ..child
            }
            .reconcile(on),
            Reconciliation::Enrolled
        );
        for status in DeclaredStatus::ALL {
            let expected = match status {
                DeclaredStatus::NoInformation | DeclaredStatus::BeingClarified => Reconciliation::Unexplained,
                _ => Reconciliation::Explained,
            };
            let with_status = DeclaredChild {
                status: Some(status),
                ..child
            };
            assert_eq!(with_status.reconcile(on), expected, "{}", status.code());
            assert_eq!(DeclaredStatus::parse(status.code()), Some(status));
        }
        let completed = DeclaredChild {
            basic_education_completed: Some(true),
            ..child
        };
        assert_eq!(completed.reconcile(on), Reconciliation::NotOfAge);
        let unborn = DeclaredChild {
            birth_date: None,
            ..child
        };
        assert_eq!(unborn.reconcile(on), Reconciliation::NotEnoughData);
        assert_eq!(
            DeclaredStatus::parse("Nav informācijas"),
            Some(DeclaredStatus::NoInformation)
        );
    }
}
