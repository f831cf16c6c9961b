//! Schools' reports three times a year, and the calendar of the programme's duties.

use std::collections::BTreeMap;

use balsts_app::{
    AppError, Ctx,
    duty::{CalendarDuty, DutyCalendar},
    programme::version::TakeIn,
    settings::PlainGroup,
};
use balsts_domain::{access::Role, cooperation::BodyKind, duties::DutyStatus, programme::shipped};
use balsts_testkit::{Town, on_both, town_of};
use jiff::civil::{Date, date};
use serde_json::json;

async fn novads(store: &balsts_store::Store, now: &str) -> (Town, i64, i64) {
    let town = town_of(store, "rezeknes-novads", now).await;
    let (one, _) = town.school_of("RN1", 1, 4, date(2025, 9, 1)).await;
    let (two, _) = town.school_of("RN2", 11, 2, date(2025, 9, 1)).await;
    town.operator().evaluate_all().await.unwrap();
    (town, one, two)
}

const DUE: Date = date(2026, 3, 31);

// covers: REP-07, REG-34, IND-23
#[test]
fn a_school_reports_for_itself_and_the_board_sees_who_has_not() {
    on_both(|database| async move {
        let (town, one, two) = novads(&database.store, "2026-03-20T09:00:00Z").await;
        let head = town.as_role(Role::SchoolHead, Some(one), None).await;
        let other = town.as_role(Role::SchoolHead, Some(two), None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let view = head.submission("RN1", DUE).await.unwrap();
        assert_eq!((view.figures.pupils, view.figures.at_risk), (4, 0));
        assert!(view.may_send && view.sent.is_none());
        assert!(matches!(
            other.submission("RN1", DUE).await,
            Err(AppError::NotFound)
        ));
        assert!(matches!(
            head.submission("RN1", date(2026, 4, 1)).await,
            Err(AppError::NotFound)
        ));
        let Err(AppError::Invalid(errors)) = head.send_submission("RN1", DUE, " ", "").await else {
            panic!("an empty report is refused");
        };
        assert_eq!(errors.0[0].field, "progress");
        head.send_submission("RN1", DUE, "Divi apmeklē regulāri.", "")
            .await
            .unwrap();
        head.send_submission("RN1", DUE, "Trīs apmeklē regulāri.", "Logopēds.")
            .await
            .unwrap();
        let view = board.submission("RN1", DUE).await.unwrap();
        assert!(!view.may_send);
        assert_eq!(view.sent.unwrap().progress, "Trīs apmeklē regulāri.");
        assert!(matches!(
            board.send_submission("RN1", DUE, "x", "").await,
            Err(AppError::NotFound)
        ));
        let later = town.at("2026-04-02T09:00:00Z");
        let seen = later
            .ctx_of(&board)
            .programme_calendar(DUE, DUE, later.app.today())
            .await
            .unwrap();
        let stands: Vec<_> = seen
            .iter()
            .filter_map(|duty| Some((duty.institution.as_ref()?.1.as_str(), duty.status)))
            .collect();
        assert_eq!(stands, [("RN1", DutyStatus::Done), ("RN2", DutyStatus::Overdue)]);
        let own = later
            .ctx_of(&other)
            .programme_calendar(DUE, DUE, later.app.today())
            .await
            .unwrap();
        let of_schools = own.iter().filter(|duty| duty.institution.is_some());
        assert_eq!(of_schools.count(), 1, "a school sees its own");
        let next = later
            .ctx_of(&head)
            .submission("RN1", date(2026, 6, 15))
            .await
            .unwrap();
        assert_eq!(next.earlier[0].0.needs, "Logopēds.", "what was written last time");
    });
}

// covers: REG-34, PRV-04
#[test]
fn how_pupils_at_risk_learn_is_counted_apart_and_stands_beside_the_reports_before() {
    on_both(|database| async move {
        let town = town_of(&database.store, "rezeknes-novads", "2026-03-20T09:00:00Z").await;
        let (school, ids) = town.school_of("RN1", 1, 12, date(2025, 9, 1)).await;
        let semester = date(2025, 12, 18);
        town.marks(
            school,
            &[
                // Two subjects below what is sufficient: at risk. One: not.
                (ids[0], "Matemātika", semester, "semester", "2"),
                (ids[0], "Fizika", semester, "semester", "3"),
                (ids[1], "Matemātika", semester, "semester", "3"),
                // Since the report of December, which was due on the 20th.
                (ids[0], "Matemātika", date(2025, 12, 21), "current", "4"),
                (ids[0], "Matemātika", date(2026, 2, 9), "current", "5"),
                (ids[0], "Fizika", date(2026, 2, 9), "current", "5"),
                // No points, another pupil, the stretch before.
                (ids[0], "Fizika", date(2026, 2, 10), "current", "nv"),
                (ids[2], "Fizika", date(2026, 2, 10), "current", "10"),
                (ids[0], "Matemātika", date(2025, 12, 20), "current", "1"),
            ],
        )
        .await;
        town.operator().evaluate_all().await.unwrap();
        let head = town.as_role(Role::SchoolHead, Some(school), None).await;
        let view = head.submission("RN1", DUE).await.unwrap();
        assert_eq!(view.opens, date(2025, 12, 21));
        let figures = view.figures;
        assert_eq!(
            (figures.pupils, figures.at_risk, figures.insufficient),
            (12, 1, 2)
        );
        assert_eq!(figures.at_risk_insufficient, Some(1));
        assert_eq!(figures.at_risk_over_limit, Some(0));
        assert_eq!(figures.at_risk_mark, Some(467), "fourteen points in three marks");
        head.send_submission("RN1", DUE, "Fizikā iet labāk.", "")
            .await
            .unwrap();

        let june = date(2026, 6, 15);
        let early = head.submission("RN1", june).await.unwrap();
        assert!(early.is_sender && !early.may_send, "it can be sent from April on");
        assert_eq!(
            early.figures.at_risk_mark, None,
            "of days to come there is no mark"
        );
        assert!(matches!(
            head.send_submission("RN1", june, "Par agru.", "").await,
            Err(AppError::NotFound)
        ));
        let summer = town.at("2026-06-01T09:00:00Z");
        let view = summer.ctx_of(&head).submission("RN1", june).await.unwrap();
        assert!(view.may_send);
        assert_eq!(view.earlier.len(), 1);
        assert_eq!(view.earlier[0].1, figures, "as it was when it was sent");

        let board = town.as_role(Role::EducationBoard, None, None).await;
        let seen = board.submission("RN1", DUE).await.unwrap();
        assert!(!seen.figures.is_small(seen.smallest), "the board sees each child");
        assert!(!seen.withheld);
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        let seen = leader.submission("RN1", DUE).await.unwrap();
        assert!(seen.figures.is_small(seen.smallest), "one child is at risk");
        assert!(seen.withheld);
    });
}

// covers: REG-34, PRV-04
#[test]
fn the_figures_of_a_school_are_withheld_where_those_of_another_would_follow() {
    on_both(|database| async move {
        let town = town_of(&database.store, "rezeknes-novads", "2026-03-20T09:00:00Z").await;
        let semester = date(2025, 12, 18);
        // Two subjects below what is sufficient: at risk.
        for (code, first, low) in [("RN1", 100, 3), ("RN2", 200, 6), ("RN3", 300, 7)] {
            let (school, ids) = town.school_of(code, first, 20, date(2025, 9, 1)).await;
            let marks: Vec<_> = ids[..low]
                .iter()
                .flat_map(|id| {
                    ["Matemātika", "Fizika"].map(|subject| (*id, subject, semester, "semester", "2"))
                })
                .collect();
            town.marks(school, &marks).await;
        }
        town.operator().evaluate_all().await.unwrap();
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        for (code, withheld) in [("RN1", true), ("RN2", true), ("RN3", false)] {
            let seen = leader.submission(code, DUE).await.unwrap();
            // The total of all is in a report: sixteen less seven and six would be the three of the first school.
            assert_eq!(seen.withheld, withheld, "{code}");
            assert!(!board.submission(code, DUE).await.unwrap().withheld, "{code}");
        }
    });
}

// covers: REP-01, REP-05, REP-06, REP-11
#[test]
fn what_is_done_of_the_programme_is_marked_by_the_board() {
    on_both(|database| async move {
        let (town, ..) = novads(&database.store, "2026-09-03T09:00:00Z").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        let august = date(2026, 8, 31);
        let mark = board.mark_programme_duty(
            "annual_report",
            august,
            Some(date(2026, 9, 2)),
            "Iesniegts komitejai",
        );
        mark.await.unwrap();
        let again = board
            .mark_programme_duty("annual_report", august, Some(august), "x")
            .await;
        assert!(matches!(again, Err(AppError::NotFound)));
        let nothing = board
            .mark_programme_duty("publication", august, Some(august), "x")
            .await;
        assert!(
            matches!(nothing, Err(AppError::NotFound)),
            "Rēzeknes novads publishes nothing in August"
        );
        let leave = leader
            .mark_programme_duty("programme_update", august, Some(august), "x")
            .await;
        assert!(matches!(leave, Err(AppError::Forbidden)));
        let calendar = town
            .operator()
            .duty_calendar(None, Some(date(2026, 12, 31)))
            .await
            .unwrap();
        assert_eq!(calendar.on, date(2026, 9, 3));
        let of = |code: &str| {
            let mut found = calendar.duties.iter().filter(|duty| duty.code == code);
            found.next().map(|duty| (duty.due, duty.status))
        };
        assert_eq!(of("mid_term_review"), Some((date(2026, 12, 31), DutyStatus::Due)));
        let submissions = calendar.duties.iter().rev();
        let mut submissions = submissions.filter(|duty| duty.code == "school_submission");
        assert_eq!(
            submissions.next().map(|duty| (duty.due, duty.status)),
            Some((date(2026, 12, 20), DutyStatus::Due))
        );
        assert_eq!(
            of("annual_report"),
            None,
            "of the school year that has ended, and done"
        );
        let before = town
            .operator()
            .duty_calendar(Some(date(2026, 8, 30)), Some(date(2026, 9, 30)))
            .await
            .unwrap();
        let json = serde_json::to_value(&before).unwrap();
        assert_eq!(json["on"], "2026-08-30");
        let report = json["duties"]
            .as_array()
            .unwrap()
            .iter()
            .find(|duty| duty["code"] == "annual_report" && duty["due"] == "2026-08-31")
            .unwrap();
        assert_eq!(report["status"], "due", "on 30 August it was not done yet");
        for field in ["code", "title", "who", "due", "status", "about"] {
            assert!(!report[field].is_null(), "{field}");
        }
        assert!(matches!(
            town.operator()
                .duty_calendar(Some(august), Some(date(2026, 8, 1)))
                .await,
            Err(AppError::Invalid(_))
        ));
        let deed = board
            .programme_calendar(august, august, board.today())
            .await
            .unwrap();
        let id = deed.iter().find_map(|duty| duty.deed.as_ref()).unwrap().id;
        board.reopen_programme_duty(id).await.unwrap();
        assert!(matches!(
            board.reopen_programme_duty(id).await,
            Err(AppError::NotFound)
        ));
    });
}

// covers: REP-10
#[test]
fn a_month_without_an_episode_of_the_podcast_is_late() {
    on_both(|database| async move {
        let town = town_of(&database.store, "ogres-novads", "2026-10-20T09:00:00Z").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let september = date(2026, 9, 30);
        let marked = board.mark_programme_duty(
            "podcast",
            september,
            Some(date(2026, 9, 17)),
            "Epizode par jauniešu centru",
        );
        marked.await.unwrap();
        let stands = |on: Date| {
            let board = &board;
            async move {
                let calendar = board
                    .programme_calendar(date(2026, 8, 1), date(2026, 10, 31), on)
                    .await
                    .unwrap();
                let mut episodes = Vec::new();
                for duty in calendar.iter().filter(|duty| duty.code == "podcast") {
                    assert_eq!(duty.who, ["youth_worker"]);
                    episodes.push((duty.due.month(), duty.status));
                }
                episodes
            }
        };
        assert_eq!(
            stands(date(2026, 10, 31)).await,
            [
                (8, DutyStatus::Overdue),
                (9, DutyStatus::Done),
                (10, DutyStatus::Due)
            ]
        );
        assert_eq!(
            stands(date(2026, 11, 1)).await[2],
            (10, DutyStatus::Overdue),
            "October passed without one"
        );
    });
}

/// What waits for a person to be told to the public.
async fn owed(ctx: &Ctx) -> Vec<(String, Date, DutyStatus)> {
    let found = ctx.owed_to_the_public().await.unwrap();
    found
        .into_iter()
        .map(|duty| (duty.code, duty.due, duty.status))
        .collect()
}

// covers: REP-08, REP-09, REP-10
#[test]
fn episodes_articles_and_news_wait_for_those_who_owe_them() {
    on_both(|database| async move {
        let town = town_of(&database.store, "ogres-novads", "2026-10-20T09:00:00Z").await;
        let (school, _) = town.school_of("OGR1", 1, 2, date(2026, 9, 1)).await;
        let (second, _) = town.school_of("OGR2", 11, 2, date(2026, 9, 1)).await;
        let neighbour = town.as_role(Role::SchoolHead, Some(second), None).await;
        let youth = town.as_role(Role::YouthWorker, None, None).await;
        let head = town.as_role(Role::SchoolHead, Some(school), None).await;
        let teacher = town.as_role(Role::ClassTeacher, Some(school), Some("8.b")).await;
        let (september, october) = (date(2026, 9, 30), date(2026, 10, 31));
        let episode = |due, status| ("podcast".to_owned(), due, status);
        assert_eq!(
            owed(&youth).await,
            [
                episode(september, DutyStatus::Overdue),
                episode(october, DutyStatus::Due)
            ]
        );
        assert!(
            owed(&head).await.is_empty(),
            "the article has time until December"
        );
        assert!(owed(&teacher).await.is_empty());
        let year = youth
            .reader_calendar(date(2026, 1, 1), date(2026, 12, 31), youth.today())
            .await
            .unwrap();
        assert_eq!(
            year.len(),
            12,
            "an episode a month and nothing of others: {year:?}"
        );

        let done = Some(date(2026, 10, 2));
        youth
            .mark_programme_duty("podcast", september, done, "Epizode par centru")
            .await
            .unwrap();
        assert_eq!(owed(&youth).await, [episode(october, DutyStatus::Due)]);
        for (who, code, due) in [
            (&youth, "newspaper_article", date(2026, 12, 31)),
            (&head, "podcast", october),
        ] {
            let of_others = who.mark_programme_duty(code, due, done, "x").await;
            assert!(
                matches!(of_others, Err(AppError::NotFound)),
                "{code} falls on others: {of_others:?}"
            );
        }
        let by_teacher = teacher.mark_programme_duty("podcast", october, done, "x").await;
        assert!(matches!(by_teacher, Err(AppError::Forbidden)), "{by_teacher:?}");

        let december = town.at("2026-12-10T09:00:00Z");
        let head = december.ctx_of(&head);
        let article = date(2026, 12, 31);
        assert_eq!(
            owed(&head).await,
            [("newspaper_article".to_owned(), article, DutyStatus::Due)]
        );
        head.mark_programme_duty(
            "newspaper_article",
            article,
            Some(date(2026, 12, 4)),
            "Raksts «Savietī»",
        )
        .await
        .unwrap();
        assert!(owed(&head).await.is_empty());
        // What one school has done settles nothing for another.
        let neighbour = december.ctx_of(&neighbour);
        assert_eq!(
            owed(&neighbour).await,
            [("newspaper_article".to_owned(), article, DutyStatus::Due)]
        );
        let of_other = neighbour
            .mark_programme_duty_of(Some("OGR1"), ("newspaper_article", article), done, "x")
            .await;
        assert!(matches!(of_other, Err(AppError::NotFound)), "{of_other:?}");
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let board = december.ctx_of(&board);
        let either = board
            .mark_programme_duty("newspaper_article", article, done, "x")
            .await;
        assert!(
            matches!(either, Err(AppError::NotFound)),
            "of several it is said which: {either:?}"
        );
        let stands = async || {
            let calendar = board.programme_calendar(article, article, board.today()).await;
            let articles = calendar.unwrap().into_iter();
            let articles = articles.filter(|duty| duty.code == "newspaper_article");
            articles
                .map(|duty| (duty.institution.unwrap().1, duty.status))
                .collect::<Vec<_>>()
        };
        let of = |code: &str, status| (code.to_owned(), status);
        assert_eq!(
            stands().await,
            [of("OGR1", DutyStatus::Done), of("OGR2", DutyStatus::Due)]
        );
        board
            .mark_programme_duty_of(Some("OGR2"), ("newspaper_article", article), done, "Raksts")
            .await
            .unwrap();
        assert_eq!(stands().await[1], of("OGR2", DutyStatus::Done));
        assert!(owed(&neighbour).await.is_empty());
    });
}

// covers: REP-08
#[test]
fn the_news_of_the_month_wait_for_the_board_of_the_town_that_asks_for_them() {
    on_both(|database| async move {
        let town = town_of(&database.store, "rezekne", "2026-09-20T09:00:00Z").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let youth = town.as_role(Role::YouthWorker, None, None).await;
        let news = |status| vec![("monthly_news".to_owned(), date(2026, 9, 30), status)];
        assert_eq!(owed(&board).await, news(DutyStatus::Due));
        assert!(owed(&youth).await.is_empty(), "this programme asks no episodes");
        let later = town.at("2026-10-01T09:00:00Z").ctx_of(&board);
        assert_eq!(owed(&later).await[0], news(DutyStatus::Overdue)[0]);
        let done = Some(date(2026, 9, 30));
        later
            .mark_programme_duty("monthly_news", date(2026, 9, 30), done, "Ieraksts tīklā")
            .await
            .unwrap();
        let next = owed(&later).await;
        assert!(
            next.iter().all(|(_, due, _)| *due == date(2026, 10, 31)),
            "{next:?}"
        );
    });
}

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
            .add_body(&super::body::body(BodyKind::WorkingGroup, "Darba grupa"))
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
