//! Which tables files are read into: their natural keys, their values, and what bounds a snapshot. One engine merges all of them by
//! these descriptions.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    Integer,
    Text,
    Boolean,
    /// A pupil's id; negative while the pupil is only announced by the file.
    Pupil,
    /// An institution's id; negative while the institution is only announced by the file.
    Institution,
}

/// A column of a loaded table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Column {
    pub name: &'static str,
    pub of: Of,
}

/// A table that files are read into. All of them have `id`, `load_id` and `ended_load_id` beside these columns.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LoadTable {
    pub name: &'static str,
    /// The natural key: what makes two rows the same record. Never null.
    pub key: &'static [Column],
    pub values: &'static [Column],
    /// First and last day (or year) of a record, where a snapshot is bounded by a period.
    pub period: Option<(&'static str, &'static str)>,
    /// The record has a history of its own by date (`valid_from`, `valid_to`): a change closes it and adds the next.
    pub dated: bool,
}

impl LoadTable {
    /// Key, then values: the order in which rows are staged.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> + Clone {
        self.key.iter().chain(self.values)
    }

    pub fn has(&self, of: Of) -> Option<&'static str> {
        self.key
            .iter()
            .find(|column| column.of == of)
            .map(|column| column.name)
    }
}

const fn integer(name: &'static str) -> Column {
    Column {
        name,
        of: Of::Integer,
    }
}
const fn text(name: &'static str) -> Column {
    Column { name, of: Of::Text }
}
const fn boolean(name: &'static str) -> Column {
    Column {
        name,
        of: Of::Boolean,
    }
}
const PUPIL: Column = Column {
    name: "pupil_id",
    of: Of::Pupil,
};
const INSTITUTION: Column = Column {
    name: "institution_id",
    of: Of::Institution,
};

pub(crate) const INSTITUTIONS: LoadTable = LoadTable {
    name: "institution_records",
    key: &[INSTITUTION],
    values: &[
        text("name"),
        text("sort_key"),
        text("kind"),
        Column {
            name: "parent_id",
            of: Of::Institution,
        },
        text("address"),
        text("email"),
    ],
    period: None,
    dated: true,
};
pub(crate) const STAFF: LoadTable = LoadTable {
    name: "staff",
    key: &[INSTITUTION, text("role"), integer("as_of_day")],
    values: &[integer("fte")],
    period: Some(("as_of_day", "as_of_day")),
    dated: false,
};
pub(crate) const GUARDIANS: LoadTable = LoadTable {
    name: "guardians",
    key: &[PUPIL, text("given_name"), text("family_name"), text("relation")],
    values: &[
        text("phone"),
        text("email"),
        integer("from_day"),
        integer("to_day"),
    ],
    period: None,
    dated: false,
};
pub(crate) const CLASS_TEACHERS: LoadTable = LoadTable {
    name: "class_teachers",
    key: &[INSTITUTION, text("class"), text("email"), integer("from_day")],
    values: &[integer("to_day")],
    period: Some(("from_day", "from_day")),
    dated: false,
};
pub(crate) const PUPIL_CODES: LoadTable = LoadTable {
    name: "pupil_codes",
    key: &[integer("municipality_id"), text("kind"), text("code")],
    values: &[PUPIL, boolean("current")],
    period: None,
    dated: false,
};
pub(crate) const PUPILS: LoadTable = LoadTable {
    name: "pupil_records",
    key: &[PUPIL],
    values: &[
        text("given_name"),
        text("family_name"),
        text("sort_key"),
        text("search_key"),
        integer("birth_date"),
        text("sex"),
        text("declared_municipality"),
        text("declared_address"),
        text("home_language"),
        text("special_programme_code"),
    ],
    period: None,
    dated: false,
};
pub(crate) const ENROLMENTS: LoadTable = LoadTable {
    name: "enrolments",
    key: &[PUPIL, INSTITUTION, integer("from_day")],
    values: &[
        text("class"),
        text("class_key"),
        integer("grade"),
        integer("to_day"),
        text("programme_code"),
        text("study_form"),
        boolean("repeats_year"),
        text("leaving_reason"),
    ],
    period: Some(("from_day", "from_day")),
    dated: false,
};
pub(crate) const DECLARED_CHILDREN: LoadTable = LoadTable {
    name: "declared_children",
    key: &[PUPIL],
    values: &[
        text("declared_address"),
        text("status"),
        boolean("basic_education_completed"),
    ],
    period: None,
    dated: false,
};
pub(crate) const ABSENCES: LoadTable = LoadTable {
    name: "absences",
    key: &[PUPIL, integer("day"), integer("lesson"), INSTITUTION],
    values: &[text("subject"), integer("kind")],
    period: Some(("day", "day")),
    dated: false,
};
pub(crate) const ABSENCE_TOTALS: LoadTable = LoadTable {
    name: "absence_totals",
    key: &[PUPIL, INSTITUTION, integer("from_day"), integer("to_day")],
    values: &[integer("unexcused"), integer("illness"), integer("excused")],
    period: Some(("from_day", "to_day")),
    dated: false,
};
pub(crate) const LESSONS: LoadTable = LoadTable {
    name: "lessons",
    key: &[INSTITUTION, text("class"), integer("from_day"), integer("to_day")],
    values: &[integer("lessons")],
    period: Some(("from_day", "to_day")),
    dated: false,
};
pub(crate) const MARKS: LoadTable = LoadTable {
    name: "marks",
    key: &[
        PUPIL,
        text("subject"),
        integer("day"),
        text("kind"),
        integer("number"),
        INSTITUTION,
    ],
    values: &[text("value")],
    period: Some(("day", "day")),
    dated: false,
};
pub(crate) const EXAMS: LoadTable = LoadTable {
    name: "exams",
    key: &[PUPIL, text("subject"), integer("day")],
    values: &[integer("grade"), integer("percent")],
    period: Some(("day", "day")),
    dated: false,
};
pub(crate) const INCIDENTS: LoadTable = LoadTable {
    name: "incidents",
    key: &[PUPIL, INSTITUTION, integer("day"), text("kind"), text("role")],
    values: &[text("note")],
    period: Some(("day", "day")),
    dated: false,
};
pub(crate) const EXTRACURRICULAR: LoadTable = LoadTable {
    name: "extracurricular",
    key: &[PUPIL, text("programme"), integer("from_day")],
    values: &[text("kind"), integer("to_day")],
    period: Some(("from_day", "from_day")),
    dated: false,
};
pub(crate) const CIRCUMSTANCES: LoadTable = LoadTable {
    name: "circumstances",
    key: &[
        PUPIL,
        text("kind"),
        integer("from_day"),
        text("source_institution"),
    ],
    values: &[integer("to_day")],
    period: Some(("from_day", "from_day")),
    dated: false,
};
pub(crate) const SUPPORT_PLANS: LoadTable = LoadTable {
    name: "support_plans",
    key: &[PUPIL, INSTITUTION, integer("school_year"), integer("semester")],
    values: &[text("risks"), text("evaluation")],
    period: Some(("school_year", "school_year")),
    dated: false,
};
pub(crate) const CONSULTATIONS: LoadTable = LoadTable {
    name: "consultations",
    key: &[
        PUPIL,
        INSTITUTION,
        integer("day"),
        text("kind"),
        text("subject_or_role"),
    ],
    values: &[integer("hours")],
    period: Some(("day", "day")),
    dated: false,
};

/// What kind of record a load brings. The codes are those of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LoadKind {
    /// Institutions of the municipality.
    Institutions,
    /// Staff by role and full-time equivalent.
    Staff,
    /// Guardians of pupils.
    Guardians,
    /// Teachers of classes.
    ClassTeachers,
    /// Pupils with their codes.
    Pupils,
    /// Enrolments.
    Enrolments,
    /// Children with a declared address in the municipality.
    DeclaredChildren,
    /// Lessons missed, one by one.
    Absences,
    /// Lessons missed in a period.
    AbsenceTotals,
    /// Lessons held.
    Lessons,
    /// Marks.
    Marks,
    /// Central examinations.
    Exams,
    /// Incidents.
    Incidents,
    /// Extracurricular enrolment.
    Extracurricular,
    /// Circumstances.
    Circumstances,
    /// Support plans of earlier years.
    SupportPlans,
    /// Hours of help given.
    Consultations,
}

impl LoadKind {
    /// All kinds, in the order in which they build on one another.
    pub const ALL: [Self; 17] = [
        Self::Institutions,
        Self::Staff,
        Self::Pupils,
        Self::Guardians,
        Self::ClassTeachers,
        Self::Enrolments,
        Self::DeclaredChildren,
        Self::Absences,
        Self::AbsenceTotals,
        Self::Lessons,
        Self::Marks,
        Self::Exams,
        Self::Incidents,
        Self::Extracurricular,
        Self::Circumstances,
        Self::SupportPlans,
        Self::Consultations,
    ];

    /// The code of files and of `loads.kind`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Institutions => "institutions",
            Self::Staff => "staff",
            Self::Guardians => "guardians",
            Self::ClassTeachers => "class-teachers",
            Self::Pupils => "pupils",
            Self::Enrolments => "enrolments",
            Self::DeclaredChildren => "declared-children",
            Self::Absences => "absences",
            Self::AbsenceTotals => "absence-totals",
            Self::Lessons => "lessons",
            Self::Marks => "marks",
            Self::Exams => "exams",
            Self::Incidents => "incidents",
            Self::Extracurricular => "extracurricular",
            Self::Circumstances => "circumstances",
            Self::SupportPlans => "support-plans",
            Self::Consultations => "consultations",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The tables of the kind: the first is the one that is counted, the others come along with it.
    pub(crate) fn tables(self) -> &'static [&'static LoadTable] {
        match self {
            Self::Institutions => &[&INSTITUTIONS],
            Self::Staff => &[&STAFF],
            Self::Guardians => &[&GUARDIANS],
            Self::ClassTeachers => &[&CLASS_TEACHERS],
            Self::Pupils => &[&PUPILS, &PUPIL_CODES],
            Self::Enrolments => &[&ENROLMENTS],
            Self::DeclaredChildren => &[&DECLARED_CHILDREN, &PUPILS, &PUPIL_CODES],
            Self::Absences => &[&ABSENCES],
            Self::AbsenceTotals => &[&ABSENCE_TOTALS],
            Self::Lessons => &[&LESSONS],
            Self::Marks => &[&MARKS],
            Self::Exams => &[&EXAMS],
            Self::Incidents => &[&INCIDENTS],
            Self::Extracurricular => &[&EXTRACURRICULAR],
            Self::Circumstances => &[&CIRCUMSTANCES],
            Self::SupportPlans => &[&SUPPORT_PLANS],
            Self::Consultations => &[&CONSULTATIONS],
        }
    }
}

/// Every table with imported rows, once.
pub(crate) static TABLES: [&LoadTable; 18] = [
    &INSTITUTIONS,
    &STAFF,
    &GUARDIANS,
    &CLASS_TEACHERS,
    &PUPIL_CODES,
    &PUPILS,
    &ENROLMENTS,
    &DECLARED_CHILDREN,
    &ABSENCES,
    &ABSENCE_TOTALS,
    &LESSONS,
    &MARKS,
    &EXAMS,
    &INCIDENTS,
    &EXTRACURRICULAR,
    &CIRCUMSTANCES,
    &SUPPORT_PLANS,
    &CONSULTATIONS,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_a_kind_is_listed() {
        for kind in LoadKind::ALL {
            assert_eq!(LoadKind::parse(kind.code()), Some(kind));
            for table in kind.tables() {
                assert!(
                    TABLES.iter().any(|listed| listed.name == table.name),
                    "{}",
                    table.name
                );
            }
        }
    }
}
