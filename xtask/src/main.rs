#![doc = include_str!("../README.md")]

mod bench;
mod coverage;
mod process;
mod test;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The project's own tasks.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Everything that must pass: format, lints, tests on both databases, doc tests, browser journeys.
    Test(test::Arguments),
    /// Requirement rows with and without a test.
    Coverage(coverage::Arguments),
    /// Ratio benchmarks, printed as Markdown.
    Bench(bench::Arguments),
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    std::env::set_current_dir(process::root())?;
    match Arguments::parse().task {
        Task::Test(arguments) => test::run(&arguments),
        Task::Coverage(arguments) => coverage::run(&arguments),
        Task::Bench(arguments) => bench::run(&arguments),
    }
}
