//! The stories against the rules themselves: the demonstration's files, read into the records that the signals read.

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::achievement::{MarkKind, Percent};
use balsts_domain::attendance::{AbsenceDay, AbsenceKind};
use balsts_domain::calendar::{Calendar, SchoolDays, day_number};
use balsts_domain::concern::{is_danger, is_self_harm};
use balsts_domain::registry::{ClassLabel, DeclaredStatus, InstitutionKind, LeavingReason, Stage, StudyForm};
use balsts_domain::risk::records::{
    AbsenceTotal, ActivityRecord, CircumstanceRecord, Declared, EnrolmentRecord, ExamRecord, IncidentRecord,
    IncidentRole, Inputs, LessonsHeld, MarkRecord, RegisterPeriod, learns_in_other_language, register_of,
};
use balsts_domain::risk::signal::Input;
use balsts_domain::risk::{PupilRecords, Settings, evaluate};
use balsts_synthetic::Kind;
use balsts_synthetic::demo::{self, Demo};
use jiff::civil::{Date, date};

use crate::read::Table;

fn day(text: &str) -> i32 {
    day_number(text.parse().unwrap())
}

fn maybe_day(text: &str) -> Option<i32> {
    (!text.is_empty()).then(|| day(text))
}

/// Rows of a file by pupil.
fn by_pupil<'t, T>(table: &'t Table, read: impl Fn(&'t csv::StringRecord) -> T) -> BTreeMap<&'t str, Vec<T>> {
    let mut all = BTreeMap::<&str, Vec<T>>::new();
    for row in &table.rows {
        all.entry(table.get(row, "personal_code"))
            .or_default()
            .push(read(row));
    }
    all
}

/// A class's lessons held and its register.
#[derive(Default)]
struct Class {
    lessons: Vec<LessonsHeld>,
    register: Vec<RegisterPeriod>,
}

/// Signals that fire by pupil, with the number of pupils assessed.
fn fired(demo: &Demo, on: Date) -> (usize, BTreeMap<String, BTreeSet<&'static str>>) {
    let calendar = Calendar::built_in();
    let days: Vec<SchoolDays> = (0..=12)
        .map(|grade| calendar.school_days(None, (grade > 0).then_some(grade)))
        .collect();
    let table = |kind| Table::of(&demo.files, kind);
    let [
        pupils,
        enrolments,
        lessons,
        absences,
        totals,
        marks,
        exams,
        incidents,
        clubs,
        circumstances,
        declared,
    ] = [
        Kind::Pupils,
        Kind::Enrolments,
        Kind::Lessons,
        Kind::Absences,
        Kind::AbsenceTotals,
        Kind::Marks,
        Kind::Exams,
        Kind::Incidents,
        Kind::Extracurricular,
        Kind::Circumstances,
        Kind::DeclaredChildren,
    ]
    .map(table);
    let institutions = table(Kind::Institutions);
    let place = |code: &str| {
        institutions
            .column("code")
            .position(|other| other == code)
            .unwrap()
    };
    let preschool: Vec<bool> = institutions
        .column("kind")
        .map(|kind| InstitutionKind::parse(kind) == Some(InstitutionKind::Preschool))
        .collect();

    let mut spans = BTreeMap::<&str, (i32, i32)>::new();
    for row in &absences.rows {
        let on = day(absences.get(row, "date"));
        let span = spans
            .entry(absences.get(row, "institution_code"))
            .or_insert((on, on));
        *span = (span.0.min(on), span.1.max(on));
    }
    let mut classes = BTreeMap::<(&str, &str), Class>::new();
    for row in &enrolments.rows {
        classes
            .entry((
                enrolments.get(row, "institution_code"),
                enrolments.get(row, "class"),
            ))
            .or_default();
    }
    for row in &lessons.rows {
        let class = classes
            .get_mut(&(lessons.get(row, "institution_code"), lessons.get(row, "class")))
            .unwrap();
        class.lessons.push(LessonsHeld {
            from: day(lessons.get(row, "from")),
            to: day(lessons.get(row, "to")),
            lessons: lessons.get(row, "lessons").parse().unwrap(),
        });
    }
    for ((institution, _), class) in &mut classes {
        class.lessons.sort_by_key(|held| held.from);
        class.register = register_of(&class.lessons, spans.get(institution).copied(), &days[0]);
    }

    let enrolments_of = by_pupil(&enrolments, |row| {
        let get = |column| enrolments.get(row, column);
        let label: ClassLabel = get("class").parse().unwrap();
        let institution = place(get("institution_code"));
        let stage = match label.grade() {
            _ if preschool[institution] => Stage::Preschool,
            grade => grade.map_or(Stage::Secondary, Stage::of_grade),
        };
        let class = &classes[&(get("institution_code"), get("class"))];
        EnrolmentRecord {
            institution: institution as i64,
            grade: label.grade(),
            stage,
            from: day(get("from")),
            to: maybe_day(get("to")),
            study_form: StudyForm::parse(get("study_form")),
            repeats_year: Some(get("repeats_year") == "jā"),
            leaving: LeavingReason::parse(get("leaving_reason")),
            school_days: &days[usize::from(label.grade().unwrap_or(0))],
            register: &class.register,
            lessons_held: &class.lessons,
        }
    });
    let mut absences_of = BTreeMap::<&str, BTreeMap<Date, AbsenceDay>>::new();
    let mut by_lesson = BTreeSet::new();
    for row in &absences.rows {
        let on: Date = absences.get(row, "date").parse().unwrap();
        let pupil = absences_of.entry(absences.get(row, "personal_code")).or_default();
        by_lesson.insert((
            absences.get(row, "personal_code"),
            absences.get(row, "institution_code"),
            day_number(on),
        ));
        pupil
            .entry(on)
            .or_insert(AbsenceDay::none(on))
            .add(AbsenceKind::parse(absences.get(row, "kind")).unwrap());
    }
    let totals_of = by_pupil(&totals, |row| {
        let number = |column| totals.get(row, column).parse().unwrap();
        let (from, to) = (day(totals.get(row, "from")), day(totals.get(row, "to")));
        let (code, school) = (
            totals.get(row, "personal_code"),
            totals.get(row, "institution_code"),
        );
        AbsenceTotal {
            institution: place(school) as i64,
            from,
            to,
            unexcused: number("unexcused"),
            illness: number("illness"),
            excused: number("excused"),
            by_lesson: by_lesson
                .range((code, school, from)..=(code, school, to))
                .next()
                .is_some(),
        }
    });
    let marks_of = by_pupil(&marks, |row| MarkRecord {
        subject: marks.get(row, "subject"),
        day: day(marks.get(row, "date")),
        mark: marks.get(row, "value").parse().unwrap(),
        kind: MarkKind::parse(marks.get(row, "kind")).unwrap(),
    });
    let exams_of = by_pupil(&exams, |row| ExamRecord {
        subject: exams.get(row, "subject"),
        day: day(exams.get(row, "date")),
        grade: exams.get(row, "grade").parse().unwrap(),
        result: Percent::from_hundredths(exams.get(row, "percent").replace('.', "").parse().unwrap())
            .unwrap(),
    });
    let incidents_of = by_pupil(&incidents, |row| IncidentRecord {
        id: 0,
        day: day(incidents.get(row, "date")),
        role: IncidentRole::from_code(incidents.get(row, "role")).unwrap(),
        danger: is_danger(incidents.get(row, "kind")),
        self_harm: is_self_harm(incidents.get(row, "kind")),
    });
    let clubs_of = by_pupil(&clubs, |row| ActivityRecord {
        from: day(clubs.get(row, "from")),
        to: maybe_day(clubs.get(row, "to")),
    });
    let circumstances_of = by_pupil(&circumstances, |row| CircumstanceRecord {
        kind: circumstances.get(row, "kind").parse().unwrap(),
        from: day(circumstances.get(row, "from")),
        to: maybe_day(circumstances.get(row, "to")),
    });

    let mut inputs = Inputs::default();
    for input in Input::ALL {
        inputs = inputs.with(input, day("2017-09-01"), day_number(on));
    }
    let mut people = BTreeMap::<&str, (&str, &str, Declared)>::new();
    for row in &pupils.rows {
        let here = pupils.get(row, "declared_municipality") == demo.name;
        let declared = if here { Declared::Here } else { Declared::Elsewhere };
        let person = (
            pupils.get(row, "birth_date"),
            pupils.get(row, "home_language"),
            declared,
        );
        people.insert(pupils.get(row, "personal_code"), person);
    }
    let mut statuses = BTreeMap::new();
    for row in &declared.rows {
        let code = declared.get(row, "personal_code");
        people
            .entry(code)
            .or_insert((declared.get(row, "birth_date"), "", Declared::Here));
        let completed = declared.get(row, "basic_education_completed") == "jā";
        statuses.insert(
            code,
            (DeclaredStatus::parse(declared.get(row, "status")), completed),
        );
    }

    let settings = Settings::default();
    let mut assessed = 0;
    let mut fired = BTreeMap::new();
    for (code, (born, home, declared)) in people {
        let mut enrolments = enrolments_of.get(code).cloned().unwrap_or_default();
        enrolments.sort_by_key(|enrolment| enrolment.from);
        let absences: Vec<AbsenceDay> = absences_of
            .get(code)
            .into_iter()
            .flat_map(BTreeMap::values)
            .copied()
            .collect();
        let status = statuses.get(code);
        assessed += usize::from(
            enrolments
                .iter()
                .any(|enrolment| enrolment.contains(day_number(on))),
        );
        let records = PupilRecords {
            birth_date: maybe_day(born),
            declared,
            declared_status: status.and_then(|status| status.0),
            basic_education_completed: status.map(|status| status.1),
            learns_in_other_language: learns_in_other_language(Some(home), None),
            enrolments: &enrolments,
            absences: &absences,
            absence_totals: totals_of.get(code).map_or(&[], Vec::as_slice),
            marks: marks_of.get(code).map_or(&[], Vec::as_slice),
            exams: exams_of.get(code).map_or(&[], Vec::as_slice),
            incidents: incidents_of.get(code).map_or(&[], Vec::as_slice),
            extracurricular: clubs_of.get(code).map_or(&[], Vec::as_slice),
            circumstances: circumstances_of.get(code).map_or(&[], Vec::as_slice),
            reports: &[],
            done: &[],
            inputs,
        };
        let assessment = evaluate(&records, &settings, &days[0], on);
        let codes: BTreeSet<&str> = assessment
            .readings
            .iter()
            .filter(|reading| reading.state.fires())
            .map(|reading| reading.code.code())
            .collect();
        if !codes.is_empty() {
            fired.insert(code.to_owned(), codes);
        }
    }
    (assessed, fired)
}

#[test]
fn what_is_planted_fires_and_most_pupils_have_nothing() {
    for today in [
        date(2026, 9, 3),
        date(2026, 11, 22),
        date(2027, 1, 13),
        date(2027, 5, 20),
        date(2027, 7, 30),
    ] {
        for demo in demo::all(today, demo::SEED).unwrap() {
            let (assessed, fired) = fired(&demo, today);
            for planted in &demo.planted {
                let nothing = BTreeSet::new();
                let codes = fired.get(&planted.personal_code.to_string()).unwrap_or(&nothing);
                for signal in &planted.signals {
                    assert!(codes.contains(signal), "{today} {planted:?}: {codes:?}");
                }
            }
            let mut counts = BTreeMap::<&str, usize>::new();
            for code in fired.values().flatten() {
                *counts.entry(code).or_default() += 1;
            }
            let share = fired.len() * 1000 / assessed;
            assert!(share < 150, "{share} per mille have a signal: {counts:?}");
            if demo.municipality == "ogres-novads" && today.month() == 5 {
                assert_eq!(counts.len(), 20, "every signal that files can fire: {counts:?}");
            }
        }
    }
}
