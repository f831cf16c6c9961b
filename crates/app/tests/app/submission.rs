//! Schools' reports three times a year, and the calendar of the programme's duties.

mod calendar;
mod public;

use balsts_app::{AppError, Ctx};
use balsts_domain::{access::Role, duties::DutyStatus};
use balsts_testkit::{Town, on_both, town_of};
use jiff::civil::{Date, date};

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

/// What waits for a person to be told to the public.
async fn owed(ctx: &Ctx) -> Vec<(String, Date, DutyStatus)> {
    let found = ctx.owed_to_the_public().await.unwrap();
    found
        .into_iter()
        .map(|duty| (duty.code, duty.due, duty.status))
        .collect()
}
