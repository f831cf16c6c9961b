use super::*;
use crate::risk::signal::Amount;
use MarkKind::{Annual, Current, Semester};
use SignalCode::{ExamBelowThreshold, InsufficientMarks, LanguageBarrier, RepeatsYear, UnmarkedWork};

const ON: Date = date(2026, 2, 10);
const JANUARY: Date = date(2025, 12, 19);

fn marked(marks: &[(&'static str, Date, &'static str, MarkKind)]) -> Case {
    let mut case = Case::new();
    case.marks = marks.to_vec();
    case
}

// covers: REG-17, REG-15
#[test]
fn one_insufficient_subject_is_medium_and_two_are_high() {
    let maths = ("Matemātika", JANUARY, "3", Semester);
    let fine = ("Ķīmija", JANUARY, "4", Semester);
    assert_eq!(marked(&[fine]).state(InsufficientMarks, ON), NO);
    assert_eq!(
        marked(&[fine, maths]).state(InsufficientMarks, ON),
        fires(Level::Medium)
    );
    for second in ["nv", "ni", "1"] {
        let case = marked(&[maths, ("Fizika", JANUARY, second, Semester)]);
        assert_eq!(
            case.state(InsufficientMarks, ON),
            fires(Level::High),
            "{second} counts"
        );
    }
    for fine in ["S", "T", "i", "4"] {
        assert_eq!(
            marked(&[("Fizika", JANUARY, fine, Semester)]).state(InsufficientMarks, ON),
            NO,
            "{fine}"
        );
    }
}

// covers: REG-17
#[test]
fn in_grades_10_and_11_one_subject_is_high() {
    let mut case = marked(&[("Matemātika", JANUARY, "3", Semester)]);
    for (grade, level) in [
        (9, Level::Medium),
        (10, Level::High),
        (11, Level::High),
        (12, Level::Medium),
    ] {
        case.homes[0].grade = Some(grade);
        assert_eq!(case.state(InsufficientMarks, ON), fires(level), "grade {grade}");
    }
}

#[test]
fn the_last_semester_or_annual_mark_of_a_subject_counts() {
    let spring = date(2025, 5, 30);
    let mended = marked(&[
        ("Matemātika", spring, "3", Annual),
        ("Matemātika", JANUARY, "5", Semester),
    ]);
    assert_eq!(mended.state(InsufficientMarks, ON), NO);
    let same_day = marked(&[
        ("Matemātika", spring, "3", Semester),
        ("Matemātika", spring, "4", Annual),
    ]);
    assert_eq!(
        same_day.state(InsufficientMarks, date(2025, 10, 1)),
        NO,
        "the annual one is the last"
    );
    let current = marked(&[
        ("Matemātika", JANUARY, "4", Semester),
        ("Matemātika", ON, "1", Current),
    ]);
    assert_eq!(current.state(InsufficientMarks, ON), NO);
    let old = marked(&[("Mājturība", date(2024, 5, 31), "2", Annual)]);
    assert_eq!(
        old.state(InsufficientMarks, ON),
        lacks(Missing::Marks),
        "a subject long ended says nothing"
    );
}

#[test]
fn no_marks_are_no_good_marks() {
    assert_eq!(Case::new().state(InsufficientMarks, ON), lacks(Missing::Marks));
    assert_eq!(Case::new().state(UnmarkedWork, ON), lacks(Missing::Marks));
    assert_eq!(Case::new().read(InsufficientMarks, ON).value, None, "not 0");
}

// covers: REG-17
#[test]
fn three_nv_in_one_subject_in_the_semester() {
    let nv = |subject, day| (subject, date(2026, 1, day), "nv", Current);
    let two = [nv("Fizika", 12), nv("Fizika", 13), nv("Ķīmija", 14)];
    assert_eq!(marked(&two).state(UnmarkedWork, ON), NO);
    let mut three = marked(&two);
    three.marks.push(nv("Fizika", 20));
    assert_eq!(three.state(UnmarkedWork, ON), fires(Level::Low));
    let mut other_semester = marked(&two);
    other_semester.marks.push(("Fizika", JANUARY, "nv", Current));
    assert_eq!(other_semester.state(UnmarkedWork, ON), NO);
}

// covers: REG-15
#[test]
fn repeating_is_medium_and_a_second_time_high() {
    let mut case = Case::new();
    assert_eq!(case.state(RepeatsYear, ON), NO);
    case.homes[0].repeats_year = Some(true);
    assert_eq!(case.state(RepeatsYear, ON), fires(Level::Medium));
    let earlier = Home {
        repeats_year: Some(true),
        ..home(1, 5, date(2021, 9, 1), Some(date(2022, 5, 31)))
    };
    case.homes.push(earlier);
    assert_eq!(case.state(RepeatsYear, ON), fires(Level::High));
    case.homes[0].repeats_year = Some(false);
    assert_eq!(case.state(RepeatsYear, ON), NO, "not this year");
}

// covers: REG-15
#[test]
fn where_it_is_not_recorded_the_grade_of_the_year_before_tells() {
    let mut case = Case::new();
    case.homes[0].repeats_year = None;
    assert_eq!(case.state(RepeatsYear, ON), lacks(Missing::RepeatsYear));
    let before = |grade| Home {
        repeats_year: None,
        ..home(1, grade, date(2024, 9, 2), Some(date(2025, 5, 30)))
    };
    let mut promoted = case.clone();
    promoted.homes.push(before(7));
    assert_eq!(promoted.state(RepeatsYear, ON), NO);
    case.homes.push(before(8));
    assert_eq!(case.state(RepeatsYear, ON), fires(Level::Medium));
}

// covers: REG-17
#[test]
fn an_exam_is_held_against_the_threshold_of_its_year_and_grade() {
    let state = |taken_on, grade, hundredths, on| {
        let mut case = Case::new();
        case.homes[0].grade = Some(10);
        case.exams = vec![("Matemātika", taken_on, grade, hundredths)];
        case.state(ExamBelowThreshold, on)
    };
    let autumn = date(2025, 10, 1);
    assert_eq!(state(date(2025, 6, 5), 9, 999, autumn), fires(Level::Medium));
    assert_eq!(state(date(2025, 6, 5), 9, 1000, autumn), NO);
    let next = date(2026, 10, 1);
    assert_eq!(state(date(2026, 6, 5), 9, 1499, next), fires(Level::Medium));
    assert_eq!(state(date(2026, 6, 5), 9, 1500, next), NO);
    assert_eq!(state(date(2025, 6, 5), 12, 1499, autumn), fires(Level::Medium));
    assert_eq!(
        state(date(2025, 6, 5), 11, 100, autumn),
        lacks(Missing::ExamThreshold),
        "no threshold is known"
    );
}

#[test]
fn a_repeated_exam_replaces_the_first_and_none_is_none() {
    let mut case = Case::new();
    case.homes[0].grade = Some(10);
    let autumn = date(2025, 10, 1);
    assert_eq!(case.state(ExamBelowThreshold, autumn), lacks(Missing::Exams));
    case.exams = vec![
        ("Matemātika", date(2025, 6, 20), 9, 4000),
        ("Matemātika", date(2025, 6, 5), 9, 800),
    ];
    assert_eq!(case.state(ExamBelowThreshold, autumn), NO);
    case.exams[0].3 = 850;
    let reading = case.read(ExamBelowThreshold, autumn);
    assert_eq!(
        (reading.value, reading.threshold),
        (Some(Amount::hundredths(850)), Amount::whole(10))
    );
    assert_eq!(
        Case::new().state(ExamBelowThreshold, autumn),
        NO,
        "grade 8 has no exam behind it"
    );
}

// covers: RSK-06
#[test]
fn a_language_barrier_is_another_language_and_a_low_mark_in_latvian() {
    let latvian = |mark| ("Latviešu valoda un literatūra", JANUARY, mark, Current);
    let mut case = marked(&[latvian("3"), ("Angļu valoda", ON, "2", Current)]);
    assert_eq!(
        case.state(LanguageBarrier, ON),
        NO,
        "the language of home is that of the school"
    );
    case.learns_in_other_language = Some(true);
    assert_eq!(case.state(LanguageBarrier, ON), fires(Level::Medium));
    case.marks
        .push(("Latviešu valoda un literatūra", ON, "nv", Current));
    assert_eq!(
        case.state(LanguageBarrier, ON),
        fires(Level::Medium),
        "nv is no mark"
    );
    case.marks.push(("latviešu valoda", ON, "4", Current));
    assert_eq!(case.state(LanguageBarrier, ON), NO, "the last mark counts");
    case.marks.clear();
    assert_eq!(case.state(LanguageBarrier, ON), lacks(Missing::LatvianMark));
    case.learns_in_other_language = None;
    assert_eq!(case.state(LanguageBarrier, ON), lacks(Missing::HomeLanguage));
    case.marks.push(latvian("3"));
    case.circumstance("bilingual", date(2025, 9, 1), None);
    assert_eq!(
        case.state(LanguageBarrier, ON),
        fires(Level::Medium),
        "the school recorded it"
    );
}
