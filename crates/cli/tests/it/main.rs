//! The command line as people and scripts meet it: the built program in a folder of its own.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod loads;
mod plan;
mod refusals;
mod reports;
mod running;

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A folder in which the program runs, as on a machine of its own.
struct Machine(tempfile::TempDir);

/// What a command left behind.
#[derive(Debug)]
struct Done {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Machine {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// With a municipality and its administrator.
    fn initialised() -> Self {
        let machine = Self::new();
        let done = machine.run_with(
            &["init", "--email", "first@example.org"],
            &[],
            "correct horse battery\n",
        );
        assert_eq!(done.code, Some(0), "{}", done.err);
        machine
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    /// The program in this folder, with nothing of the environment but what the test gives it.
    fn command(&self, args: &[&str], environment: &[(&str, &str)]) -> Command {
        let mut command = Command::new(Path::new(env!("CARGO_BIN_EXE_balsts")));
        command
            .args(args)
            .env_clear()
            .envs(environment.iter().copied())
            .current_dir(self.0.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn run(&self, args: &[&str]) -> Done {
        self.run_with(args, &[], "")
    }

    fn run_with(&self, args: &[&str], environment: &[(&str, &str)], input: &str) -> Done {
        let mut child = self.command(args, environment).spawn().unwrap();
        // A command that reads nothing may have ended already.
        _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Done {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The names of what is in the folder.
    fn files(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.0.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

impl Done {
    fn refused(&self, code: i32, said: &[&str]) {
        assert_eq!(self.code, Some(code), "{self:?}");
        for part in said {
            assert!(self.err.contains(part), "{part:?} is not said in {}", self.err);
        }
    }
}
