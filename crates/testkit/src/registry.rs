//! Records of a town for tests: each call is a load of its own, made as the program makes them.

use balsts_domain::{
    access::{Action, Actor, Resource},
    attendance::AbsenceKind,
    people::{NameKey, sort_key},
    registry::ClassLabel,
};
use balsts_store::{
    AuditEvent,
    load::{
        AbsenceRow, AbsenceTotalRow, CircumstanceRow, DeclaredChildRow, EnrolmentRow, ExamRow, IncidentRow,
        InstitutionRow, LessonsRow, LoadKind, LoadNote, Loaded, MarkRow, PupilCodeRow, PupilRow, Rows,
    },
};
use jiff::civil::Date;

use crate::Town;

/// A pupil to be added.
#[derive(Debug, Clone, Copy)]
pub struct NewPupil<'a> {
    /// Personal code.
    pub code: &'a str,
    /// Given name.
    pub given_name: &'a str,
    /// Family name.
    pub family_name: &'a str,
    /// Birth date.
    pub born: Option<Date>,
    /// Declared municipality.
    pub declared: Option<&'a str>,
    /// Language of home.
    pub language: Option<&'a str>,
    /// Declared address.
    pub address: Option<&'a str>,
}

impl NewPupil<'_> {
    /// A pupil of whom only code and name are known.
    pub const fn named<'a>(code: &'a str, given_name: &'a str, family_name: &'a str) -> NewPupil<'a> {
        NewPupil {
            code,
            given_name,
            family_name,
            born: None,
            declared: None,
            language: None,
            address: None,
        }
    }
}

/// Lessons missed on a day: from the first lesson on.
#[derive(Debug, Clone, Copy)]
pub struct Missed {
    /// Pupil.
    pub pupil: i64,
    /// Institution.
    pub institution: i64,
    /// Day.
    pub on: Date,
    /// How many.
    pub lessons: u8,
    /// Why.
    pub kind: AbsenceKind,
}

/// The personal code of the pupil with this number.
pub fn code_of(number: usize) -> String {
    format!("32{number:04}-11111")
}

impl Town {
    /// Loads rows as a file would.
    pub async fn load(&self, rows: Rows, snapshot: bool) -> Loaded {
        let scope = Actor::operator(self.municipality, self.app.today())
            .scope(Action::Write, Resource::Load)
            .expect("the operator loads");
        let mut staging = self.app.store.stage(&scope, rows.kind()).await.expect("stage");
        staging.add(rows).await.expect("add");
        staging.seal(10).await.expect("seal");
        let comparison = staging.compare(snapshot).await.expect("compare");
        let note = LoadNote {
            file_name: "test.csv".to_owned(),
            profile: None,
            snapshot,
            user: None,
            source: None,
            source_note: None,
            at: balsts_store::instant(self.app.clock.now()),
            as_of: self.app.today(),
            rows: 0,
            event: AuditEvent {
                municipality: Some(self.municipality),
                user: None,
                actor: "operator",
                action: "load.commit".to_owned(),
                subject: "load",
                subject_id: None,
                detail: String::new(),
            },
        };
        staging.commit(comparison, note).await.expect("commit")
    }

    /// Undoes a load; gives the pupils it touched.
    pub async fn undo(&self, load: i64) -> Vec<i64> {
        let event = AuditEvent {
            municipality: Some(self.municipality),
            user: None,
            actor: "operator",
            action: "load.undo".to_owned(),
            subject: "load",
            subject_id: Some(load),
            detail: String::new(),
        };
        let at = balsts_store::instant(self.app.clock.now());
        self.app
            .store
            .undo_load(self.municipality, load, at, event)
            .await
            .expect("undo")
    }

    /// Adds an institution of a kind such as `basic_school`.
    pub async fn institution(&self, code: &str, kind: &str) -> i64 {
        let mut rows = Rows::new(LoadKind::Institutions);
        rows.announce_institution(-1, code);
        let row = InstitutionRow {
            institution: -1,
            name: code,
            sort_key: sort_key(code),
            kind,
            parent: None,
            address: None,
            email: None,
        };
        rows.institution(2, row);
        self.load(rows, false).await;
        self.app
            .store
            .institution_id(self.municipality, code)
            .await
            .expect("institution")
    }

    /// Adds pupils; gives their ids.
    pub async fn pupils(&self, pupils: &[NewPupil<'_>]) -> Vec<i64> {
        let mut rows = Rows::new(LoadKind::Pupils);
        for (index, it) in pupils.iter().enumerate() {
            let id = -1 - index as i64;
            let key = NameKey::new(it.family_name, it.given_name);
            rows.announce_pupil(id, format!("p-{}", it.code));
            let row = PupilRow {
                pupil: id,
                given_name: it.given_name,
                family_name: it.family_name,
                sort_key: key.sort,
                search_key: key.folded,
                birth_date: it.born,
                sex: None,
                declared_municipality: it.declared,
                declared_address: it.address,
                home_language: it.language,
                special_programme_code: None,
            };
            rows.pupil(index as u64 + 2, row);
            let code = PupilCodeRow {
                pupil: id,
                kind: "personal",
                code: it.code,
                current: true,
            };
            rows.pupil_code(self.municipality, index as u64 + 2, code);
        }
        self.load(rows, false).await;
        let scope = Actor::operator(self.municipality, self.app.today())
            .scope(Action::Read, Resource::Pupil)
            .expect("the operator reads");
        let mut ids = Vec::with_capacity(pupils.len());
        for it in pupils {
            let public_id = format!("p-{}", it.code);
            ids.push(self.app.store.pupil_id(&scope, &public_id).await.expect("pupil"));
        }
        ids
    }

    /// Enrols pupils in a class from a day, to a day.
    pub async fn enrol(
        &self,
        pupils: &[i64],
        institution: i64,
        class: &str,
        from: Date,
        to: Option<Date>,
    ) -> Loaded {
        let label: ClassLabel = class.parse().expect("a class");
        let mut rows = Rows::new(LoadKind::Enrolments);
        for (index, pupil) in pupils.iter().enumerate() {
            let row = EnrolmentRow {
                pupil: *pupil,
                institution,
                class,
                class_key: &label.sort_key(),
                grade: label.grade(),
                from,
                to,
                programme_code: None,
                study_form: Some("full_time"),
                repeats_year: None,
                leaving_reason: to.map(|_| "transferred"),
            };
            rows.enrolment(index as u64 + 2, row);
        }
        self.load(rows, false).await
    }

    /// Loads absences.
    pub async fn absences(&self, missed: &[Missed]) -> Loaded {
        let mut rows = Rows::new(LoadKind::Absences);
        let mut number = 1;
        for it in missed {
            for lesson in 1..=it.lessons {
                number += 1;
                let row = AbsenceRow {
                    pupil: it.pupil,
                    institution: it.institution,
                    date: it.on,
                    lesson,
                    subject: None,
                    kind: it.kind.number(),
                };
                rows.absence(number, row);
            }
        }
        self.load(rows, false).await
    }

    /// A school with so many pupils in its 8.b from a day on, whose codes count from `first`; gives the school and the pupils.
    pub async fn school_of(&self, code: &str, first: usize, many: usize, from: Date) -> (i64, Vec<i64>) {
        let institution = self.institution(code, "basic_school").await;
        let codes: Vec<String> = (first..first + many).map(code_of).collect();
        let new: Vec<NewPupil<'_>> = codes
            .iter()
            .map(|code| NewPupil::named(code, "Anna", "Bērziņa"))
            .collect();
        let pupils = self.pupils(&new).await;
        self.enrol(&pupils, institution, "8.b", from, None).await;
        (institution, pupils)
    }

    /// Loads so many lessons missed without excuse by each of these pupils on each of these days.
    pub async fn unexcused(&self, institution: i64, pupils: &[i64], days: &[Date], lessons: u8) -> Loaded {
        let missed = pupils.iter().flat_map(|pupil| {
            days.iter().map(|day| Missed {
                pupil: *pupil,
                institution,
                on: *day,
                lessons,
                kind: AbsenceKind::Unexcused,
            })
        });
        self.absences(&missed.collect::<Vec<_>>()).await
    }

    /// Loads the lessons held in a class.
    pub async fn lessons(&self, institution: i64, class: &str, from: Date, to: Date, lessons: u32) -> Loaded {
        let mut rows = Rows::new(LoadKind::Lessons);
        let row = LessonsRow {
            institution,
            class,
            from,
            to,
            lessons,
        };
        rows.lessons(2, row);
        self.load(rows, false).await
    }

    /// Loads totals of a period: unexcused, illness, otherwise excused.
    pub async fn absence_totals(
        &self,
        pupil: i64,
        institution: i64,
        from: Date,
        to: Date,
        totals: [u32; 3],
    ) -> Loaded {
        let mut rows = Rows::new(LoadKind::AbsenceTotals);
        let row = AbsenceTotalRow {
            pupil,
            institution,
            from,
            to,
            unexcused: totals[0],
            illness: totals[1],
            excused: totals[2],
        };
        rows.absence_total(2, row);
        self.load(rows, false).await
    }

    /// Loads marks: pupil, subject, day, kind, value.
    pub async fn marks(&self, institution: i64, marks: &[(i64, &str, Date, &str, &str)]) -> Loaded {
        let mut rows = Rows::new(LoadKind::Marks);
        for (index, (pupil, subject, date, kind, value)) in marks.iter().enumerate() {
            let row = MarkRow {
                pupil: *pupil,
                institution,
                subject,
                date: *date,
                kind,
                number: index as u32 + 1,
                value,
            };
            rows.mark(index as u64 + 2, row);
        }
        self.load(rows, false).await
    }

    /// Loads an exam; per cent in hundredths.
    pub async fn exam(&self, pupil: i64, subject: &str, date: Date, grade: u8, percent: i32) -> Loaded {
        let mut rows = Rows::new(LoadKind::Exams);
        let row = ExamRow {
            pupil,
            subject,
            date,
            grade,
            percent,
        };
        rows.exam(2, row);
        self.load(rows, false).await
    }

    /// Loads an incident.
    pub async fn incident(&self, pupil: i64, institution: i64, date: Date, kind: &str, role: &str) -> Loaded {
        let mut rows = Rows::new(LoadKind::Incidents);
        let row = IncidentRow {
            pupil,
            institution,
            date,
            kind,
            role,
            note: None,
        };
        rows.incident(2, row);
        self.load(rows, false).await
    }

    /// Loads a circumstance that is open from a day.
    pub async fn circumstance(&self, pupil: i64, kind: &str, from: Date) -> Loaded {
        self.circumstance_said_by(pupil, kind, from, "sociālais dienests")
            .await
    }

    /// The same, said by an institution of this code or by somebody else in words.
    pub async fn circumstance_said_by(&self, pupil: i64, kind: &str, from: Date, source: &str) -> Loaded {
        let mut rows = Rows::new(LoadKind::Circumstances);
        let row = CircumstanceRow {
            pupil,
            kind,
            from,
            to: None,
            source_institution: source,
        };
        rows.circumstance(2, row);
        self.load(rows, false).await
    }

    /// Loads a row of the register of declared children.
    pub async fn declared_child(&self, pupil: i64, status: Option<&str>) -> Loaded {
        let mut rows = Rows::new(LoadKind::DeclaredChildren);
        let row = DeclaredChildRow {
            pupil,
            declared_address: None,
            status,
            basic_education_completed: None,
        };
        rows.declared_child(2, row);
        self.load(rows, false).await
    }
}
