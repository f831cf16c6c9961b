//! A process that is killed while it imports: the database is as it was, and the next import works.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use balsts_app::{
    App, Clock,
    load::{LoadOptions, LoadStep},
};
use balsts_intake::Kind;
use balsts_store::Store;
use balsts_testkit::on_both;

use super::{Registry, load, options};

const URL: &str = "BALSTS_TEST_KILLED_URL";
const STEP: &str = "BALSTS_TEST_KILLED_STEP";
const PUPILS: u32 = 12;

/// Nothing by itself: the other test runs it in a process of its own and kills it.
#[test]
#[ignore = "run by the test below in a process of its own"]
#[expect(
    clippy::disallowed_methods,
    reason = "the parent process says here what to do"
)]
fn the_process_that_is_killed() {
    let (Ok(url), Ok(step)) = (std::env::var(URL), std::env::var(STEP)) else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let store = Store::open(&url).await.unwrap();
        let app = App::new(store, Clock::Fixed("2026-05-29T09:00:00Z".parse().unwrap()));
        let ctx = app.operator("ogres-novads").await.unwrap();
        let source = std::io::Cursor::new(absences().into_bytes());
        let progress = move |at: balsts_app::load::LoadProgress| {
            let reached = match at.step {
                LoadStep::Reading => "reading",
                LoadStep::Comparing => "comparing",
                LoadStep::Storing => "storing",
            };
            if reached == step {
                println!("reached");
            }
        };
        ctx.load(Kind::Absences, source, "k.csv", &options(), progress)
            .await
            .unwrap();
        println!("finished");
    });
}

fn absences() -> String {
    let mut text = "pupil_code,institution_code,date,lesson,kind\n".to_owned();
    let days = balsts_domain::calendar::Calendar::built_in().school_days(None, Some(8));
    let year = balsts_domain::calendar::SchoolYear::new(2025).period();
    for day in days.iter(year) {
        for pupil in 0..PUPILS {
            for lesson in 1..=10 {
                text.push_str(&format!("P{pupil},OP,{day},{lesson},unexcused\n"));
            }
        }
    }
    text
}

#[test]
fn a_killed_import_leaves_the_database_as_it_was() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let (mut pupils, mut enrolments) = (
            "pupil_code;given_name;family_name\n".to_owned(),
            "pupil_code;institution_code;class;from\n".to_owned(),
        );
        for pupil in 0..PUPILS {
            pupils.push_str(&format!("P{pupil};Anna;Ozola\n"));
            enrolments.push_str(&format!("P{pupil};OP;8.a;2025-09-01\n"));
        }
        registry.load(Kind::Pupils, &pupils).await;
        registry.load(Kind::Enrolments, &enrolments).await;
        let loads = registry.count("loads").await;
        let entries = registry.count("audit_entries").await;
        for step in ["reading", "comparing", "storing"] {
            let mut child = Command::new(std::env::current_exe().unwrap())
                .args([
                    "--exact",
                    "--ignored",
                    "--nocapture",
                    "load::killed::the_process_that_is_killed",
                ])
                .env(URL, &database.url)
                .env(STEP, step)
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
            assert!(lines.any(|line| line.unwrap().contains("reached")), "{step}");
            child.kill().unwrap();
            child.wait().unwrap();
            assert!(
                !lines.any(|line| line.unwrap().contains("finished")),
                "killed too late to show anything: {step}"
            );
            assert_eq!(registry.count("absences").await, 0, "{step}");
            assert_eq!(
                (
                    registry.count("loads").await,
                    registry.count("audit_entries").await
                ),
                (loads, entries),
                "{step}"
            );
        }
        let text = absences();
        let rows = text.lines().count() as u64 - 1;
        let later = registry.town.at("2026-05-29T09:00:00Z").operator();
        let report = load(&later, Kind::Absences, &text, &options()).await;
        assert_eq!((report.accepted, report.rejected_total), (rows, 0));
        assert_eq!(database.store.verify_audit().await.unwrap().broken_at, None);
    });
}

// covers: REG-31
#[test]
fn a_load_whose_evaluation_never_came_is_evaluated_with_the_next_or_at_the_next_start() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        registry.operator.evaluate_all().await.unwrap();
        let file = |code: &str, place: &str, day: u32| {
            let mut text = "personal_code;pupil_code;institution_code;date;lesson;kind\n".to_owned();
            for lesson in 1..=8 {
                for day in [day, day + 1, day + 2] {
                    text.push_str(&format!("{code};{place};2026-11-{day:02};{lesson};unexcused\n"));
                }
            }
            text
        };
        // As if the program had been stopped after the records were stored.
        let stopped = LoadOptions {
            evaluate_later: true,
            ..options()
        };
        let first = registry
            .load_with(Kind::Absences, &file("010112-21234;", "OP", 2), &stopped)
            .await;
        assert_eq!(first.accepted, 24, "{first:?}");
        let next = registry.load(Kind::Absences, &file(";UA-7", "OP", 9)).await;
        assert_eq!(next.accepted, 24, "{next:?}");
        let shown = registry
            .operator
            .pupils(&balsts_store::PupilFilter::default(), 10)
            .await
            .unwrap()
            .pupils;
        assert_eq!(
            shown.len(),
            2,
            "both, though the second load touched one: {shown:?}"
        );
        let app = &registry.town.app;
        assert_eq!(app.turn_of_day().await.unwrap(), 0, "nothing waits");
        registry
            .load_with(Kind::Absences, &file("010112-21234;", "OP", 16), &stopped)
            .await;
        assert_eq!(app.turn_of_day().await.unwrap(), 1);
        assert_eq!(app.turn_of_day().await.unwrap(), 0);
    });
}
