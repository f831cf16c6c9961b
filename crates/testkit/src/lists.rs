//! More records of a town for tests: enrolments with all that is written in them, carers, programmes beside lessons, support plans.

use balsts_domain::registry::ClassLabel;
use balsts_store::load::{
    EnrolmentRow, ExtracurricularRow, GuardianRow, InstitutionRow, LoadKind, Loaded, Rows, SupportPlanRow,
};
use jiff::civil::Date;

use crate::Town;

/// An enrolment to be added.
#[derive(Debug, Clone, Copy)]
pub struct Enrolled<'a> {
    /// Pupil.
    pub pupil: i64,
    /// Institution.
    pub institution: i64,
    /// Class.
    pub class: &'a str,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
    /// Programme code.
    pub programme: Option<&'a str>,
    /// Form of study, `full_time` when none.
    pub form: Option<&'a str>,
    /// Whether the year is repeated.
    pub repeats: Option<bool>,
    /// Why it ended.
    pub leaving: Option<&'a str>,
}

impl Enrolled<'_> {
    /// A pupil of a class from a day on, of whom no more is known.
    pub const fn new(pupil: i64, institution: i64, class: &str, from: Date) -> Enrolled<'_> {
        Enrolled {
            pupil,
            institution,
            class,
            from,
            to: None,
            programme: None,
            form: None,
            repeats: None,
            leaving: None,
        }
    }

    /// The same up to a day.
    #[must_use]
    pub const fn until(mut self, to: Date) -> Self {
        self.to = Some(to);
        self
    }
}

impl Town {
    /// Loads enrolments.
    pub async fn enrolments(&self, enrolled: &[Enrolled<'_>]) -> Loaded {
        let mut rows = Rows::new(LoadKind::Enrolments);
        for (index, it) in enrolled.iter().enumerate() {
            let label: ClassLabel = it.class.parse().expect("a class");
            let row = EnrolmentRow {
                pupil: it.pupil,
                institution: it.institution,
                class: it.class,
                class_key: &label.sort_key(),
                grade: label.grade(),
                from: it.from,
                to: it.to,
                programme_code: it.programme,
                study_form: it.form.or(Some("full_time")),
                repeats_year: it.repeats,
                leaving_reason: it.leaving,
            };
            rows.enrolment(index as u64 + 2, row);
        }
        self.load(rows, false).await
    }

    /// Loads the whole list of institutions anew: those that it lacks are closed from today on.
    pub async fn only_institutions(&self, list: &[(i64, &str, &str)]) -> Loaded {
        let mut rows = Rows::new(LoadKind::Institutions);
        for (index, (institution, name, kind)) in list.iter().enumerate() {
            let row = InstitutionRow {
                institution: *institution,
                name,
                sort_key: balsts_domain::people::sort_key(name),
                kind,
                parent: None,
                address: None,
                email: None,
            };
            rows.institution(index as u64 + 2, row);
        }
        self.load(rows, true).await
    }

    /// Loads a programme beside lessons.
    pub async fn extracurricular(&self, pupil: i64, programme: &str, from: Date, to: Option<Date>) -> Loaded {
        let mut rows = Rows::new(LoadKind::Extracurricular);
        let row = ExtracurricularRow {
            pupil,
            programme,
            kind: "interešu",
            from,
            to,
        };
        rows.extracurricular(2, row);
        self.load(rows, false).await
    }

    /// Loads who represents a pupil from a day on.
    pub async fn guardian(&self, pupil: i64, relation: &str, from: Date) -> Loaded {
        let mut rows = Rows::new(LoadKind::Guardians);
        let row = GuardianRow {
            pupil,
            given_name: "Ilze",
            family_name: "Kalniņa",
            relation,
            phone: None,
            email: None,
            from: Some(from),
            to: None,
        };
        rows.guardian(2, row);
        self.load(rows, false).await
    }

    /// Loads a support plan of a semester.
    pub async fn support_plan(&self, pupil: i64, institution: i64, school_year: i16, semester: u8) -> Loaded {
        let mut rows = Rows::new(LoadKind::SupportPlans);
        let row = SupportPlanRow {
            pupil,
            institution,
            school_year,
            semester,
            risks: "low_achievement",
            evaluation: None,
        };
        rows.support_plan(2, row);
        self.load(rows, false).await
    }
}
