//! One struct for each kind of file, its fields named and ordered as the columns of the import formats.

use jiff::civil::Date;
use serde::Serialize;

use crate::code::PersonalCode;

/// The kinds of files, in the order in which they can be loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Schools and preschools.
    Institutions,
    /// Posts of support staff.
    Staff,
    /// Pupils.
    Pupils,
    /// Their legal representatives.
    Guardians,
    /// Which class teacher has which class.
    ClassTeachers,
    /// Who is on which institution's list, by class and school year.
    Enrolments,
    /// Lessons held, by class and week.
    Lessons,
    /// Lessons missed.
    Absences,
    /// Lessons missed in a period, where lesson rows are missing.
    AbsenceTotals,
    /// Marks.
    Marks,
    /// Central exams.
    Exams,
    /// Incidents.
    Incidents,
    /// Clubs, schools of arts and sports.
    Extracurricular,
    /// Children with a declared address in the municipality.
    DeclaredChildren,
    /// Risk factors and statuses that a person recorded.
    Circumstances,
    /// Support plans of earlier years.
    SupportPlans,
    /// Hours of help given.
    Consultations,
}

impl Kind {
    /// All, in the order in which they can be loaded.
    pub const ALL: [Self; 17] = [
        Self::Institutions,
        Self::Staff,
        Self::Pupils,
        Self::Guardians,
        Self::ClassTeachers,
        Self::Enrolments,
        Self::Lessons,
        Self::Absences,
        Self::AbsenceTotals,
        Self::Marks,
        Self::Exams,
        Self::Incidents,
        Self::Extracurricular,
        Self::DeclaredChildren,
        Self::Circumstances,
        Self::SupportPlans,
        Self::Consultations,
    ];

    /// The KIND as the import command takes it; the file's name without `.csv`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Institutions => "institutions",
            Self::Staff => "staff",
            Self::Pupils => "pupils",
            Self::Guardians => "guardians",
            Self::ClassTeachers => "class-teachers",
            Self::Enrolments => "enrolments",
            Self::Lessons => "lessons",
            Self::Absences => "absences",
            Self::AbsenceTotals => "absence-totals",
            Self::Marks => "marks",
            Self::Exams => "exams",
            Self::Incidents => "incidents",
            Self::Extracurricular => "extracurricular",
            Self::DeclaredChildren => "declared-children",
            Self::Circumstances => "circumstances",
            Self::SupportPlans => "support-plans",
            Self::Consultations => "consultations",
        }
    }
}

/// A row that knows its file.
pub(crate) trait Row: Serialize {
    const KIND: Kind;
}

macro_rules! rows {
    ($($name:ident { $($field:ident : $type:ty),* $(,)? })*) => {$(
        #[derive(Serialize)]
        pub(crate) struct $name<'a> {
            $(pub(crate) $field: $type,)*
        }
        impl Row for $name<'_> {
            const KIND: Kind = Kind::$name;
        }
    )*};
}

rows! {
    Institutions {
        code: &'a str, name: &'a str, kind: &'a str, parent_code: Option<&'a str>, address: &'a str, email: &'a str,
    }
    Staff { institution_code: &'a str, role: &'a str, fte: &'a str, as_of: Date }
    Pupils {
        personal_code: PersonalCode, given_name: &'a str, family_name: &'a str, birth_date: Date, sex: &'a str,
        declared_municipality: &'a str, declared_address: &'a str, home_language: &'a str,
        special_programme_code: Option<&'a str>,
    }
    Guardians {
        personal_code: PersonalCode, given_name: &'a str, family_name: &'a str, relation: &'a str, phone: &'a str,
        email: &'a str, from: Option<Date>, to: Option<Date>,
    }
    ClassTeachers { institution_code: &'a str, class: &'a str, email: &'a str, from: Date, to: Option<Date> }
    Enrolments {
        personal_code: PersonalCode, institution_code: &'a str, class: &'a str, from: Date, to: Option<Date>,
        programme_code: &'a str, study_form: &'a str, repeats_year: &'a str, leaving_reason: Option<&'a str>,
    }
    Lessons { institution_code: &'a str, class: &'a str, from: Date, to: Date, lessons: u32 }
    Absences {
        personal_code: PersonalCode, institution_code: &'a str, date: Date, lesson: u8, subject: &'a str,
        kind: &'a str,
    }
    AbsenceTotals {
        personal_code: PersonalCode, institution_code: &'a str, from: Date, to: Date, unexcused: u32, illness: u32,
        excused: u32,
    }
    Marks {
        personal_code: PersonalCode, institution_code: &'a str, subject: &'a str, date: Date, value: &'a str,
        kind: &'a str, number: u32,
    }
    Exams { personal_code: PersonalCode, subject: &'a str, date: Date, grade: i8, percent: &'a str }
    Incidents {
        personal_code: PersonalCode, institution_code: &'a str, date: Date, kind: &'a str, role: &'a str,
        note: &'a str,
    }
    Extracurricular {
        personal_code: PersonalCode, programme: &'a str, kind: &'a str, from: Date, to: Option<Date>,
    }
    DeclaredChildren {
        personal_code: PersonalCode, given_name: &'a str, family_name: &'a str, birth_date: Date,
        declared_address: &'a str, status: &'a str, basic_education_completed: &'a str,
    }
    Circumstances {
        personal_code: PersonalCode, kind: &'a str, from: Date, to: Option<Date>, source_institution: &'a str,
    }
    SupportPlans {
        personal_code: PersonalCode, institution_code: &'a str, school_year: &'a str, semester: u8, risks: &'a str,
        evaluation: &'a str,
    }
    Consultations {
        personal_code: PersonalCode, institution_code: &'a str, date: Date, kind: &'a str, subject_or_role: &'a str,
        hours: u32,
    }
}
