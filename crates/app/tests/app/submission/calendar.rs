//! The calendar of the programme's duties through a school year: what each programme asks, what stays late, what a municipality sets for itself.

use std::collections::BTreeMap;

use balsts_app::{
    AppError,
    duty::{CalendarDuty, DutyCalendar},
    programme::version::TakeIn,
    settings::PlainGroup,
};
use balsts_domain::{access::Role, cooperation::BodyKind, duties::DutyStatus, programme::shipped};
use balsts_testkit::{on_both, town_of};
use jiff::civil::{Date, date};
use serde_json::json;

use super::{novads, owed};

/// Days of a duty in a calendar, with how it stands.
fn days_of(calendar: &DutyCalendar, code: &str) -> Vec<(Date, DutyStatus)> {
    let of = calendar.duties.iter().filter(|duty| duty.code == code);
    of.map(|duty| (duty.due, duty.status)).collect()
}

/// The days of the reports that a school owes.
fn owed_by(calendar: &DutyCalendar, school: &str) -> Vec<Date> {
    let is_of = |duty: &CalendarDuty| duty.institution.as_ref().is_some_and(|(_, code)| code == school);
    let owed = calendar.duties.iter().filter(|duty| is_of(duty));
    owed.filter(|duty| duty.status == DutyStatus::Overdue)
        .map(|duty| duty.due)
        .collect()
}

// covers: REP-01, REP-07
#[test]
fn what_the_school_year_before_left_undone_stays_late_until_it_is_done() {
    on_both(|database| async move {
        let (town, one, _) = novads(&database.store, "2026-09-03T09:00:00Z").await;
        town.school_of("RN3", 21, 1, date(2026, 9, 1)).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        let head = town.as_role(Role::SchoolHead, Some(one), None).await;
        let operator = town.operator();
        let programme = shipped()
            .into_iter()
            .find(|one| one.municipality == "rezeknes-novads")
            .unwrap();
        operator
            .take_in_programme(&programme, &TakeIn::default())
            .await
            .unwrap();
        let august = date(2026, 8, 31);
        let until = Some(date(2026, 12, 31));
        let before = operator.duty_calendar(None, until).await.unwrap();
        for code in ["annual_report", "programme_update"] {
            assert_eq!(days_of(&before, code), [(august, DutyStatus::Overdue)], "{code}");
        }
        let page = leader.programme_overview().await.unwrap().unwrap();
        assert!(
            page.duties
                .iter()
                .any(|duty| duty.code == "annual_report" && duty.due == august),
            "those who lead see it too"
        );
        let (december, march, june) = (date(2025, 12, 20), date(2026, 3, 31), date(2026, 6, 15));
        assert_eq!(owed_by(&before, "RN1"), [december, march, june]);
        assert!(owed_by(&before, "RN3").is_empty(), "it opened in September");

        board
            .mark_programme_duty(
                "annual_report",
                august,
                Some(date(2026, 9, 2)),
                "Iesniegts komitejai",
            )
            .await
            .unwrap();
        head.send_submission("RN1", june, "Apmeklē regulāri.", "")
            .await
            .unwrap();
        let after = operator.duty_calendar(None, until).await.unwrap();
        assert!(days_of(&after, "annual_report").is_empty(), "done is gone");
        assert_eq!(
            days_of(&after, "programme_update"),
            [(august, DutyStatus::Overdue)]
        );
        assert_eq!(owed_by(&after, "RN1"), [december, march]);
        assert_eq!(owed_by(&after, "RN2"), [december, march, june]);

        // A year later the August of that year is asked for, and no longer this one.
        let later = operator
            .duty_calendar(Some(date(2027, 9, 3)), Some(date(2027, 12, 31)))
            .await
            .unwrap();
        assert_eq!(
            days_of(&later, "programme_update"),
            [(date(2027, 8, 31), DutyStatus::Overdue)]
        );
        assert_eq!(owed_by(&later, "RN1").first(), Some(&date(2026, 12, 20)));
    });
}

// covers: REP-04, REP-05, REP-01, REP-03, REP-06, REP-09
#[test]
fn a_school_year_holds_what_each_programme_asks_where_no_group_is_entered() {
    on_both(|database| async move {
        let (december, june, august) = (date(2026, 12, 31), date(2027, 6, 30), date(2027, 8, 31));
        let of_group = [
            ("working_group_meeting", december),
            ("working_group_meeting", june),
            ("annual_report", august),
            ("programme_update", august),
        ];
        let with = |others: &[&'static str]| -> Vec<(&'static str, Date)> {
            let others = others.iter().map(|code| (*code, december));
            others.chain(of_group).collect()
        };
        let all = [
            ("rezeknes-novads", with(&["budget_meeting", "mid_term_review"])),
            ("tukuma-novads", with(&["budget_meeting"])),
            // Articles fall on each school, as reports on pupils do; no school is known here.
            ("ogres-novads", with(&[])),
            (
                "ventspils",
                vec![("annual_report", december), ("programme_update", december)],
            ),
            ("rezekne", with(&["publication"])),
        ];
        for (municipality, asked) in all {
            let town = town_of(&database.store, municipality, "2026-09-03T09:00:00Z").await;
            let calendar = town.operator().duty_calendar(None, Some(august)).await.unwrap();
            // What comes round each month is looked at elsewhere, and so are baselines.
            let elsewhere = ["podcast", "monthly_news", "indicator_baseline"];
            let found: Vec<(&str, Date)> = calendar
                .duties
                .iter()
                .filter(|duty| duty.due > calendar.on && !elsewhere.contains(&duty.code.as_str()))
                .map(|duty| (duty.code.as_str(), duty.due))
                .collect();
            assert_eq!(found, asked, "{municipality}");
        }
    });
}

// covers: REP-04, REP-05
#[test]
fn a_meeting_is_marked_by_hand_until_the_working_group_is_entered() {
    on_both(|database| async move {
        let town = town_of(&database.store, "tukuma-novads", "2026-12-02T09:00:00Z").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let december = date(2026, 12, 31);
        board
            .mark_programme_duty(
                "budget_meeting",
                december,
                Some(date(2026, 12, 1)),
                "Protokols Nr. 4",
            )
            .await
            .unwrap();
        let calendar = town.operator().duty_calendar(None, Some(december)).await.unwrap();
        assert_eq!(
            days_of(&calendar, "budget_meeting"),
            [
                (date(2025, 12, 31), DutyStatus::Overdue),
                (december, DutyStatus::Done)
            ]
        );
        board
            .add_body(&crate::body::body(BodyKind::WorkingGroup, "Darba grupa"))
            .await
            .unwrap();
        let calendar = town.operator().duty_calendar(None, Some(december)).await.unwrap();
        let of_group = |code: &str| {
            let mut duties = calendar.duties.iter();
            let found = duties.find(|duty| duty.code == code && duty.due == december);
            found.map(|duty| (duty.status, duty.about["body"] == "Darba grupa"))
        };
        assert_eq!(
            of_group("budget_meeting"),
            Some((DutyStatus::Done, true)),
            "the mark stays"
        );
        assert_eq!(of_group("working_group_meeting"), Some((DutyStatus::Due, true)));
        let by_hand = board
            .mark_programme_duty(
                "working_group_meeting",
                december,
                Some(date(2026, 12, 1)),
                "Protokols Nr. 4",
            )
            .await;
        assert!(
            matches!(by_hand, Err(AppError::NotFound)),
            "its meetings are written down with the group"
        );
    });
}

// covers: REP-09
#[test]
fn a_municipality_sets_its_own_duties_whatever_ships_for_it() {
    on_both(|database| async move {
        let town = town_of(&database.store, "ventspils", "2026-03-20T09:00:00Z").await;
        let (school, _) = town.school_of("VEN1", 1, 2, date(2025, 9, 1)).await;
        let head = town.as_role(Role::SchoolHead, Some(school), None).await;
        assert!(owed(&head).await.is_empty(), "its programme asks for no article");
        let operator = town.operator();
        let group = PlainGroup::named("duties").unwrap();
        let set = async |after: i64, text: &str| {
            let values = BTreeMap::from([("asked".to_owned(), json!(text))]);
            operator
                .change_plain_settings(group, None, after, &values, "Domes lēmums")
                .await
        };
        let unread = set(
            0,
            "Publicēt rakstu pašvaldības laikrakstā; kaut kad; iestādes vadītājs",
        )
        .await;
        assert!(
            matches!(&unread, Err(AppError::Invalid(errors)) if errors.0[0].key == "error-setting-duties"),
            "{unread:?}"
        );
        set(
            0,
            "Publicēt rakstu pašvaldības laikrakstā; 01.03.–31.03.; iestādes vadītājs",
        )
        .await
        .unwrap();
        let article = ("newspaper_article".to_owned(), date(2026, 3, 31), DutyStatus::Due);
        assert_eq!(owed(&head).await, [article]);
        let calendar = operator
            .duty_calendar(None, Some(date(2026, 12, 31)))
            .await
            .unwrap();
        assert!(
            days_of(&calendar, "annual_report").is_empty(),
            "it is asked no more"
        );
        let line = operator.plain_settings(group, None).await.unwrap().body;
        let line = line.into_iter().find(|line| line.entry.key == "asked").unwrap();
        assert_eq!(line.entry.source, "Ventspils", "what it had at first stays named");
    });
}
