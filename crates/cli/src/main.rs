//! The `balsts` program: reads its configuration once, then does what the command says. Exit 0: done; 1: refused; 2: wrong usage.

#![deny(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "they panic when the reader goes away; `output` does not"
)]

mod commands;
mod configuration;
mod failure;
mod key_file;
mod logging;
mod output;

use std::process::ExitCode;

use clap::Parser;

use crate::output::errln;

fn main() -> ExitCode {
    let cli = commands::Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            errln!("balsts: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(commands::run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.to_string().is_empty() {
                errln!("balsts: {failure}");
            }
            failure.exit_code()
        }
    }
}
