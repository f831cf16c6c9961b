//! A process that is killed while it imports: the database is as it was, and the next import works.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use balsts_app::{App, Clock, load::LoadStep};
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
