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

/// `pupil_id` is 0 where a list gives a number of people alone.
pub(crate) const PARTICIPATION: LoadTable = LoadTable {
    name: "participation",
    key: &[
        INSTITUTION,
        text("programme"),
        integer("day"),
        text("target_group"),
        PUPIL,
    ],
    values: &[integer("people")],
    period: Some(("day", "day")),
    dated: false,
};
pub(crate) const SURVEY_ANSWERS: LoadTable = LoadTable {
    name: "survey_answers",
    key: &[
        INSTITUTION,
        text("survey"),
        text("question"),
        integer("day"),
        text("answer"),
    ],
    values: &[integer("given")],
    period: Some(("day", "day")),
    dated: false,
};

/// Every table with imported rows, once.
pub(crate) static TABLES: [&LoadTable; 20] = [
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
    &PARTICIPATION,
    &SURVEY_ANSWERS,
];

#[cfg(test)]
mod tests {
    use super::{super::LoadKind, *};

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
