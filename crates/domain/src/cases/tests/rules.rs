//! What the sources say of terms, order, thresholds, forms and measures.

use super::*;
use crate::cases::report::{RECIPIENTS, are_told, fields_for, first_tell};
use crate::cases::threshold::{Facts, Ground, grounds};

// covers: ESC-12
#[test]
fn terms_are_counted_across_christmas_easter_ligo_and_shifted_days() {
    let settings = CaseSettings::DEFAULT;
    let written = |today, shifted_days| {
        Rules {
            settings: &settings,
            working: WorkingCalendar { shifted_days },
            today,
        }
        .written_due()
    };
    assert_eq!(
        written(date(2026, 12, 22), false),
        date(2026, 12, 28),
        "Christmas"
    );
    assert_eq!(
        written(date(2026, 4, 1), false),
        date(2026, 4, 7),
        "Good Friday to Easter Monday"
    );
    assert_eq!(
        written(date(2026, 6, 19), false),
        date(2026, 6, 25),
        "Līgo and Jāņi"
    );
    assert_eq!(
        written(date(2026, 6, 19), true),
        date(2026, 6, 26),
        "22 June is worked on the 27th"
    );
    assert_eq!(written(date(2026, 11, 20), false), date(2026, 11, 24));
    // Thirty days after 25 November is Christmas: the next worked day.
    let support = Event::new(CaseEvent::DecideSupport, "Konsultācijas");
    let today = date(2026, 11, 25);
    let case = case_in(CaseState::Team, &settings)
        .after(&support, doer(Role::SchoolHead), &rules(&settings, today))
        .unwrap();
    assert_eq!(case.next, Some(date(2026, 12, 28)));
    let chosen = Event {
        next: Some(date(2026, 12, 25)),
        ..support
    };
    let refused =
        case_in(CaseState::Team, &settings).after(&chosen, doer(Role::SchoolHead), &rules(&settings, today));
    assert_eq!(refused, Err(CaseRefused::DayOff(date(2026, 12, 28))));
}

// covers: ESC-04, ESC-12
#[test]
fn a_term_in_working_days_is_shortened_and_not_stretched() {
    let settings = CaseSettings::DEFAULT;
    // Tuesday before Christmas: two working days end on Monday, the 28th.
    let today = date(2026, 12, 22);
    let unsolved = |next| Event {
        next: Some(next),
        plan: true,
        ..Event::new(CaseEvent::NotSolved, "Kavē tāpat.")
    };
    let after = |next| {
        case_in(CaseState::Support, &settings).after(
            &unsolved(next),
            doer(Role::SchoolHead),
            &rules(&settings, today),
        )
    };
    assert_eq!(
        after(date(2026, 12, 29)),
        Err(CaseRefused::TooLate(date(2026, 12, 28)))
    );
    for next in [date(2026, 12, 28), date(2026, 12, 23)] {
        assert_eq!(after(next).map(|case| case.next), Ok(Some(next)));
    }
    // How long support is tried before it is looked at is for the team to say.
    let support = Event {
        next: Some(date(2027, 2, 26)),
        ..Event::new(CaseEvent::DecideSupport, "Konsultācijas")
    };
    let tried =
        case_in(CaseState::Team, &settings).after(&support, doer(Role::SchoolHead), &rules(&settings, today));
    assert_eq!(tried.map(|case| case.next), Ok(Some(date(2027, 2, 26))));
    // A danger has the earlier of both days, whatever is given along.
    let danger = Event {
        next: Some(date(2027, 2, 26)),
        ..Event::new(CaseEvent::Danger, "")
    };
    let told = case_in(CaseState::Support, &settings).after(
        &danger,
        doer(Role::ClassTeacher),
        &rules(&settings, today),
    );
    assert_eq!(told.map(|case| case.next), Ok(Some(date(2026, 12, 28))));
}

// covers: ESC-04, ESC-15, PRV-12
#[test]
fn recipients_get_their_fields_in_their_order_and_no_more() {
    let settings = CaseSettings::DEFAULT;
    assert_eq!(
        first_tell(&settings, Party::SocialService, &[]),
        Some(Party::EducationBoard)
    );
    assert_eq!(
        first_tell(&settings, Party::SocialService, &[Party::EducationBoard]),
        None
    );
    assert_eq!(first_tell(&settings, Party::StatePolice, &[]), None);
    let free = CaseSettings {
        board_first: false,
        ..settings
    };
    assert_eq!(first_tell(&free, Party::SocialService, &[]), None);
    assert!(!are_told(&[Party::EducationBoard]) && !are_told(&[Party::OrphansCourt]));
    assert!(are_told(&[Party::EducationBoard, Party::OrphansCourt]));
    let board = fields_for(Party::EducationBoard).unwrap();
    for field in [
        ReportField::Address,
        ReportField::Guardians,
        ReportField::Problem,
        ReportField::BirthDate,
    ] {
        assert!(!board.contains(&field), "the board does not need {field:?}");
    }
    assert!(
        !fields_for(Party::StatePolice)
            .unwrap()
            .contains(&ReportField::Absences)
    );
    assert_eq!(fields_for(Party::YouthWorker), None);
    for (party, fields) in RECIPIENTS {
        assert!(
            fields.contains(&ReportField::Name) && fields.contains(&ReportField::Asked),
            "{party:?}"
        );
    }
}

// covers: ESC-16
#[test]
fn thresholds_of_the_social_service_answer_yes_no_or_not_known() {
    let settings = CaseSettings::DEFAULT;
    let ask = |facts: Facts| grounds(&settings, &facts).map(|(_, answer)| answer);
    assert_eq!(ask(Facts::default()), [None, None, None]);
    let facts = Facts {
        unexcused: Some(40),
        social_problem: Some(true),
        substances: Some(false),
        not_enrolled_days: Some(29),
    };
    assert_eq!(ask(facts), [Some(true), Some(false), Some(false)]);
    let few = Facts {
        unexcused: Some(39),
        ..facts
    };
    assert_eq!(ask(few)[0], Some(false));
    let unknown = Facts {
        social_problem: None,
        ..facts
    };
    assert_eq!(ask(unknown)[0], None);
    let off = CaseSettings {
        social_substances: false,
        ..settings
    };
    assert_eq!(
        grounds(&off, &Facts::default())[1],
        (Ground::Substances, Some(false))
    );
}

// covers: ESC-23
#[test]
fn the_group_takes_cases_on_grounds_that_hold() {
    let settings = CaseSettings::DEFAULT;
    let take = |settings: &CaseSettings, criterion, today| {
        let event = Event {
            criterion: Some(criterion),
            ..Event::new(CaseEvent::GroupTakes, "")
        };
        case_in(CaseState::BeforeGroup, settings).after(
            &event,
            doer(Role::ChildRightsSpecialist),
            &rules(settings, today),
        )
    };
    assert!(take(&settings, Criterion::OneCannot, TODAY).is_ok());
    assert_eq!(
        take(&settings, Criterion::LongUnsolved, TODAY),
        Err(CaseRefused::NotAdmitted)
    );
    assert!(take(&settings, Criterion::LongUnsolved, date(2027, 2, 19)).is_ok());
    let strict = CaseSettings {
        admit_one_cannot: false,
        ..settings
    };
    assert_eq!(
        take(&strict, Criterion::OneCannot, TODAY),
        Err(CaseRefused::NotAdmitted)
    );
}

// covers: ESC-13, ESC-18, ESC-19, ESC-24, ESC-28, ESC-29, ESC-30, ESC-31, ESC-32
#[test]
fn every_form_has_writers_and_fields_with_words() {
    for kind in FormKind::ALL {
        let form = kind.form().unwrap_or_else(|| panic!("{kind:?} has no form"));
        assert!(!form.by.is_empty() && !form.fields.is_empty() && !form.source.is_empty());
        let mut names: Vec<_> = form.fields.iter().map(|field| field.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), form.fields.len(), "{kind:?} names a field twice");
    }
    assert!(
        FormKind::CourtLetter
            .form()
            .unwrap()
            .told
            .contains(&Party::OrphansCourt)
    );
    assert!(
        FormKind::SchoolNotice
            .form()
            .unwrap()
            .told
            .contains(&Party::EducationBoard)
    );
}

// covers: ESC-14
#[test]
fn a_measure_fits_what_was_done_and_the_age() {
    use crate::cases::response::{FITTING, Gravity, Measure, fits};
    assert!(fits(Measure::Talk, Gravity::Minor, None));
    assert!(!fits(Measure::Correction, Gravity::Minor, Some(15)));
    for (age, coercive, penalty) in [
        (Some(10), false, false),
        (Some(11), true, false),
        (Some(13), true, false),
        (Some(14), true, true),
        (Some(17), true, true),
        (Some(18), false, false),
        (None, false, false),
    ] {
        assert_eq!(
            fits(Measure::Coercive, Gravity::Offence, age),
            coercive,
            "{age:?}"
        );
        assert_eq!(fits(Measure::Penalty, Gravity::Offence, age), penalty, "{age:?}");
    }
    assert!(!fits(Measure::Penalty, Gravity::Crime, Some(16)));
    for measure in Measure::ALL {
        let rows: Vec<_> = FITTING.iter().filter(|one| one.measure == *measure).collect();
        assert_eq!(rows.len(), 1, "{measure:?}");
        assert!(!rows[0].source.is_empty() && !rows[0].gravity.is_empty());
    }
}

// covers: ESC-14, ESC-24
#[test]
fn fields_of_a_form_fit_each_other() {
    use crate::cases::form::{Mismatch, mismatch};
    let of = |values: &'static [(&'static str, &'static str)]| {
        move |name: &str| {
            let found = values.iter().find(|(field, _)| *field == name);
            found.map_or("", |(_, value)| *value)
        }
    };
    let penalty = of(&[("gravity", "offence"), ("measure", "penalty")]);
    assert_eq!(
        mismatch(FormKind::Response, penalty, Some(12)),
        Some(Mismatch::Measure)
    );
    assert_eq!(mismatch(FormKind::Response, penalty, Some(15)), None);
    let without = of(&[("programme", "correction"), ("file", "")]);
    assert_eq!(
        mismatch(FormKind::Correction, without, None),
        Some(Mismatch::File)
    );
    let support = of(&[("programme", "support"), ("file", "")]);
    assert_eq!(mismatch(FormKind::Correction, support, None), None);
}

#[test]
fn the_page_is_that_of_the_table() {
    let page = include_str!("../../../../../docs/cases.md");
    assert!(
        page == table::page(),
        "run the ignored test `write_the_page` and look at the difference"
    );
}

#[test]
#[ignore = "writes docs/cases.md anew"]
fn write_the_page() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/cases.md");
    std::fs::write(path, table::page()).unwrap();
}

// covers: ESC-02
#[test]
fn institutions_are_told_after_a_plan_or_for_a_reason() {
    let settings = CaseSettings::DEFAULT;
    let rules = rules(&settings, TODAY);
    let case = case_in(CaseState::Support, &settings);
    let head = doer(Role::SchoolHead);
    let unsolved = Event::new(CaseEvent::NotSolved, "Kavē tāpat.");
    assert_eq!(
        case.after(&unsolved, head, &rules),
        Err(CaseRefused::Missing(Need::Plan))
    );
    let over = Event::new(CaseEvent::Override, "Ģimene nav sasniedzama.");
    assert_eq!(
        case.after(&over, head, &rules).unwrap().state,
        CaseState::ToReport
    );
    let without = CaseSettings {
        plan_first: false,
        ..settings
    };
    let rules = Rules {
        settings: &without,
        ..rules
    };
    assert!(case.after(&unsolved, head, &rules).is_ok());
}
