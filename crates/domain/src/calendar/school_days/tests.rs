use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn year(first: i16) -> SchoolYear {
    SchoolYear::new(first)
}

fn exception(change: Change, institution: Option<&str>, grades: &[u8]) -> Exception {
    Exception {
        year: year(2025),
        institution: institution.map(str::to_owned),
        grades: grades.to_vec(),
        change,
        source: "order of the head".to_owned(),
    }
}

// covers: REG-32
#[test]
fn days_of_the_year_2025() {
    let days = Calendar::built_in().school_days(None, Some(8));
    for (month, day, kind) in [
        (8, 31, DayKind::OutsideSemesters),
        (9, 1, DayKind::School),
        (9, 6, DayKind::Weekend),
        (10, 20, DayKind::Break),
        (10, 25, DayKind::Weekend),
        (11, 18, DayKind::PublicHoliday),
        (12, 19, DayKind::School),
        (12, 22, DayKind::Break),
        (12, 24, DayKind::PublicHoliday),
    ] {
        assert_eq!(days.day_kind(date(2025, month, day)), kind, "{month}-{day}");
    }
    for (month, day, kind) in [
        (1, 2, DayKind::Break),
        (1, 5, DayKind::School),
        (4, 3, DayKind::PublicHoliday),
        (5, 29, DayKind::School),
        (5, 30, DayKind::OutsideSemesters),
        (7, 1, DayKind::OutsideSemesters),
    ] {
        assert_eq!(days.day_kind(date(2026, month, day)), kind, "{month}-{day}");
    }
}

#[test]
fn grades_9_and_12_end_later() {
    let calendar = Calendar::built_in();
    for (grade, last) in [
        (None, date(2026, 5, 29)),
        (Some(9), date(2026, 6, 12)),
        (Some(12), date(2026, 6, 19)),
    ] {
        let days = calendar.school_days(None, grade);
        assert_eq!(
            days.semester(year(2025), Semester::Second).unwrap().period.to(),
            last
        );
        assert!(days.is_school_day(last) && days.next_after(last) == Some(date(2026, 9, 1)));
    }
}

#[test]
fn between_semesters_the_one_that_ended_last_counts() {
    let days = Calendar::built_in().school_days(None, None);
    let at = |month, day| {
        days.semester_or_last(date(2026, month, day))
            .map(|s| (s.year, s.semester))
    };
    assert_eq!(at(1, 4), Some((year(2025), Semester::First)));
    assert_eq!(at(1, 5), Some((year(2025), Semester::Second)));
    assert_eq!(at(8, 31), Some((year(2025), Semester::Second)));
    assert_eq!(at(9, 1), Some((year(2026), Semester::First)));
    assert_eq!(days.semester_of(date(2026, 1, 4)), None);
    assert!(days.semester_of(date(2026, 10, 1)).unwrap().provisional);
    assert_eq!(days.semester_or_last(date(1990, 1, 1)), None);
}

#[test]
fn exceptions_change_only_whom_they_name() {
    let mut calendar = Calendar::built_in();
    let week = Period::new(date(2026, 2, 9), date(2026, 2, 13)).unwrap();
    calendar.add_exception(exception(
        Change::ExtraBreak { period: week },
        Some("ogre-1"),
        &[1],
    ));
    let saturday = date(2026, 2, 21);
    calendar.add_exception(exception(
        Change::ExtraSchoolDay { on: saturday },
        Some("ogre-1"),
        &[],
    ));
    let later = Change::SemesterEnds {
        semester: Semester::Second,
        on: date(2026, 6, 5),
    };
    calendar.add_exception(exception(later, None, &[]));

    let elsewhere = calendar.school_days(Some("ogre-2"), Some(1));
    let first = calendar.school_days(Some("ogre-1"), Some(1));
    let second = calendar.school_days(Some("ogre-1"), Some(2));
    assert_eq!(
        [&elsewhere, &first, &second].map(|days| days.count(week)),
        [5, 0, 5]
    );
    assert_eq!(
        [&elsewhere, &first, &second].map(|days| days.is_school_day(saturday)),
        [false, true, true]
    );
    assert!(elsewhere.is_school_day(date(2026, 6, 5)));

    let json = serde_json::to_string(&calendar).unwrap();
    assert_eq!(serde_json::from_str::<Calendar>(&json).unwrap(), calendar);
}

#[test]
fn the_narrower_exception_wins_whatever_the_order() {
    let mut calendar = Calendar::built_in();
    let ends = |day| Change::SemesterEnds {
        semester: Semester::Second,
        on: date(2026, 6, day),
    };
    calendar.add_exception(exception(ends(3), Some("a"), &[]));
    calendar.add_exception(exception(ends(2), None, &[]));
    let end = |code| {
        let days = calendar.school_days(Some(code), None);
        days.semester(year(2025), Semester::Second).unwrap().period.to()
    };
    assert_eq!((end("a"), end("b")), (date(2026, 6, 3), date(2026, 6, 2)));
}

// covers: REG-32
#[test]
fn groups_of_a_preschool_work_through_the_year_and_grades_do_not() {
    let mut calendar = Calendar::built_in();
    let through = InstitutionWays {
        through_the_year: true,
        ..InstitutionWays::default()
    };
    calendar.set_ways("a", through);
    let (group, grade) = (
        calendar.school_days(Some("a"), None),
        calendar.school_days(Some("a"), Some(1)),
    );
    for (day, kind) in [
        (date(2025, 12, 29), DayKind::School),
        (date(2026, 7, 1), DayKind::School),
        (date(2026, 8, 31), DayKind::School),
        (date(2026, 7, 4), DayKind::Weekend),
        (date(2026, 6, 24), DayKind::PublicHoliday),
    ] {
        assert_eq!(group.day_kind(day), kind, "{day}");
        assert!(!grade.is_school_day(day), "{day}");
    }
    let second = group.semester_of(date(2026, 8, 1)).unwrap();
    assert_eq!(
        (second.semester, second.period.from()),
        (Semester::Second, date(2026, 1, 5))
    );
    assert!(
        !calendar
            .school_days(Some("b"), None)
            .is_school_day(date(2026, 7, 1))
    );
}

#[test]
fn lessons_follow_shifted_days_where_the_institution_does() {
    let mut calendar = Calendar::built_in();
    let shifted = InstitutionWays {
        shifted_days: true,
        ..InstitutionWays::default()
    };
    calendar.set_ways("a", shifted);
    let (own, plain) = (
        calendar.school_days(Some("a"), Some(8)),
        calendar.school_days(Some("b"), Some(8)),
    );
    // Monday before a holiday against the Saturday a week earlier.
    assert!(!own.is_school_day(date(2025, 11, 17)) && own.is_school_day(date(2025, 11, 8)));
    assert!(plain.is_school_day(date(2025, 11, 17)) && !plain.is_school_day(date(2025, 11, 8)));
    // 2 January lies in the winter break: nothing is exchanged, the Saturday stays free; in offices it is worked.
    assert!(!own.is_school_day(date(2026, 1, 17)));
    assert!(calendar.working(Some("a")).is_working_day(date(2026, 1, 17)));
    assert!(!calendar.working(Some("b")).is_working_day(date(2026, 1, 17)));
    assert_eq!(own.count(year(2025).period()), plain.count(year(2025).period()));
    let overview = calendar.overview(year(2025), Some("a"), None);
    assert!(overview.follows_shifted_days && overview.shifted_days.len() == 3);
}

/// Resolved once: making a view for every case would take most of the time.
static VIEWS: LazyLock<Vec<SchoolDays>> = LazyLock::new(|| {
    let grades = std::iter::once(None).chain((1..=12).map(Some));
    grades
        .map(|grade| Calendar::built_in().school_days(None, grade))
        .collect()
});

proptest! {
    #[test]
    fn counting_agrees_with_walking(a in 13_000_i32..30_000, length in 0_i32..800, grade in proptest::option::of(1_u8..=12)) {
        let days = VIEWS[usize::from(grade.unwrap_or(0))].clone();
        let period = Period::between(date_of(a), date_of(a + length));
        let walked: Vec<_> = period.iter().filter(|day| days.is_school_day(*day)).collect();
        prop_assert_eq!(days.count(period) as usize, walked.len());
        prop_assert_eq!(days.iter(period).collect::<Vec<_>>(), walked);
    }

    #[test]
    fn going_back_lands_on_a_school_day(day in 16_000_i32..29_000, n in 0_u32..200) {
        let days = VIEWS[0].clone();
        let date = date_of(day);
        if let Some(back) = days.back(date, n) {
            prop_assert!(back <= date && days.is_school_day(back));
            prop_assert_eq!(days.count(Period::between(back, date)), n + 1);
            prop_assert_eq!(days.next_after(date_of(day_number(back) - 1)), Some(back));
        } else {
            prop_assert!(days.count(Period::between(date_of(14_853), date)) <= n);
        }
    }
}
