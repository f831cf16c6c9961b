//! `cargo xtask test`: the one command behind which everything must pass. Steps run in order, the first failure ends the run, and
//! a table of times closes it.

mod browser;
mod postgres;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};

use crate::coverage;
use crate::process::{self, cargo};
use crate::tools::{self, Tool};
use postgres::Cluster;

/// The variable by which tests learn of the PostgreSQL server.
const POSTGRES_URL: &str = "BALSTS_TEST_POSTGRES";

#[derive(Args)]
pub struct Arguments {
    /// Leaves out PostgreSQL and the browser.
    #[arg(long)]
    quick: bool,
    /// Runs this step alone; may be repeated.
    #[arg(long, value_name = "STEP")]
    only: Vec<Step>,
    /// The browser drives a release build instead of a dev build.
    #[arg(long)]
    release: bool,
    /// The browser drives this program instead of building one.
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// Passes when there is no browser journey at all.
    #[arg(long)]
    allow_no_journeys: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    Format,
    Lint,
    Test,
    Doc,
    Deny,
    Coverage,
    Browser,
}

impl Step {
    const ALL: [Self; 7] = [
        Self::Format,
        Self::Lint,
        Self::Test,
        Self::Doc,
        Self::Deny,
        Self::Coverage,
        Self::Browser,
    ];

    fn title(self) -> &'static str {
        match self {
            Self::Format => "format: cargo fmt --check",
            Self::Lint => "lint: clippy, warnings are errors",
            Self::Test => "test: unit, property and integration tests",
            Self::Doc => "doc: documentation tests",
            Self::Deny => "deny: licences, bans and sources of dependencies",
            Self::Coverage => "coverage: tests name requirement rows that exist",
            Self::Browser => "browser: journeys in Chromium",
        }
    }
}

/// How a step ended, for the closing table.
enum Outcome {
    Passed,
    Skipped(&'static str),
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let steps = chosen(arguments);
    tools::require(&needed(&steps, arguments))?;
    let mut times = Vec::new();
    for step in steps {
        println!("\n== {}", step.title());
        let start = Instant::now();
        let result = run_step(step, arguments);
        let elapsed = start.elapsed();
        let outcome = match &result {
            Ok(Outcome::Passed) => "passed".to_owned(),
            Ok(Outcome::Skipped(why)) => format!("skipped: {why}"),
            Err(_) => "FAILED".to_owned(),
        };
        println!("-- {step:?} {outcome} in {}", seconds(elapsed));
        times.push((step, outcome, elapsed));
        if let Err(error) = result {
            print_times(&times);
            return Err(error).with_context(|| format!("step {step:?} failed"));
        }
    }
    print_times(&times);
    Ok(())
}

fn chosen(arguments: &Arguments) -> Vec<Step> {
    Step::ALL
        .into_iter()
        .filter(|step| arguments.only.is_empty() || arguments.only.contains(step))
        .filter(|step| !(arguments.quick && *step == Step::Browser))
        .collect()
}

/// Node is asked for with every build, since the pages' assets are built with it.
fn needed(steps: &[Step], arguments: &Arguments) -> Vec<Tool> {
    let builds = [Step::Lint, Step::Test, Step::Doc, Step::Browser];
    let mut tools = Vec::new();
    if steps.iter().any(|step| builds.contains(step)) {
        tools.push(Tool::Node);
    }
    if steps.contains(&Step::Test) && !arguments.quick && process::environment(POSTGRES_URL).is_none() {
        tools.push(Tool::Postgres);
    }
    if steps.contains(&Step::Test) && !arguments.quick {
        tools.push(Tool::Sqlite);
    }
    if steps.contains(&Step::Browser) {
        tools.push(Tool::Chromium);
    }
    tools
}

fn run_step(step: Step, arguments: &Arguments) -> Result<Outcome> {
    match step {
        Step::Format => process::run(&mut cargo(&["fmt", "--all", "--check"]))?,
        Step::Lint => process::run(&mut cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--locked",
            "--",
            "-D",
            "warnings",
        ]))?,
        Step::Test => workspace_tests(arguments)?,
        Step::Doc => process::run(&mut cargo(&[
            "test",
            "--workspace",
            "--doc",
            "--locked",
            "--quiet",
        ]))?,
        Step::Deny => {
            if !process::succeeds("cargo", &["deny", "--version"]) {
                println!("cargo-deny is not installed: skipped (cargo install cargo-deny)");
                return Ok(Outcome::Skipped("cargo-deny is not installed"));
            }
            process::run(&mut cargo(&[
                "deny", "--locked", "check", "bans", "licenses", "sources",
            ]))?;
        }
        Step::Coverage => println!("{}", coverage::summary()?),
        Step::Browser => browser::run(arguments)?,
    }
    Ok(Outcome::Passed)
}

fn workspace_tests(arguments: &Arguments) -> Result<()> {
    let mut command = if process::succeeds("cargo", &["nextest", "--version"]) {
        let mut command = cargo(&["nextest", "run", "--workspace", "--locked", "--no-fail-fast"]);
        // Half of its time a test waits for the disk or for PostgreSQL.
        let threads = std::thread::available_parallelism().map_or(2, |cores| cores.get() * 2);
        command.args(["--test-threads", &threads.to_string()]);
        command
    } else {
        println!("cargo-nextest is not installed: cargo test is used");
        cargo(&[
            "test",
            "--workspace",
            "--lib",
            "--bins",
            "--tests",
            "--locked",
            "--no-fail-fast",
        ])
    };
    let given = process::environment(POSTGRES_URL);
    let cluster = if arguments.quick || given.is_some() {
        None
    } else {
        Some(Cluster::start()?)
    };
    match (&cluster, given) {
        (Some(cluster), _) => {
            command.env(POSTGRES_URL, cluster.url());
        }
        (None, Some(_)) if !arguments.quick => println!("PostgreSQL: the server of {POSTGRES_URL}"),
        (None, _) => {
            println!("PostgreSQL: left out");
            command.env_remove(POSTGRES_URL);
        }
    }
    process::run(&mut command)
}

fn print_times(times: &[(Step, String, Duration)]) {
    println!("\n{:<10} {:>9}  result", "step", "time");
    for (step, outcome, elapsed) in times {
        println!(
            "{:<10} {:>9}  {outcome}",
            format!("{step:?}").to_lowercase(),
            seconds(*elapsed)
        );
    }
    let total = times.iter().map(|(_, _, elapsed)| *elapsed).sum();
    println!("{:<10} {:>9}", "total", seconds(total));
}

fn seconds(elapsed: Duration) -> String {
    let all = elapsed.as_secs();
    if all < 60 {
        format!("{:.1} s", elapsed.as_secs_f64())
    } else {
        format!("{} min {:02} s", all / 60, all % 60)
    }
}
