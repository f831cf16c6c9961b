//! Runs a measuring program (a benchmark without Criterion) and reads the JSON that it prints.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::process::{self, cargo};

/// What a measuring program printed.
pub struct Report(serde_json::Value);

/// Runs the benchmark `name` with a folder and further arguments.
pub fn run(name: &str, folder: &Path, arguments: &[String]) -> Result<Report> {
    // Of the whole workspace: a choice of packages would choose other features of what they share, and build that once more.
    let output = cargo(&["bench", "--quiet", "--workspace", "--bench", name, "--"])
        .arg(folder)
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .output()
        .context("could not start cargo")?;
    if !output.status.success() {
        bail!("the benchmark {name} failed");
    }
    Ok(Report(serde_json::from_slice(&output.stdout)?))
}

/// A folder for what is measured.
pub fn folder(name: &str) -> PathBuf {
    process::root().join("target").join("bench").join(name)
}

impl Report {
    pub fn seconds(&self, name: &str) -> Result<Duration> {
        Ok(Duration::from_secs_f64(self.number(name)?))
    }

    pub fn milliseconds(&self, name: &str) -> Result<Duration> {
        Ok(Duration::from_secs_f64(self.number(name)? / 1000.0))
    }

    pub fn count(&self, name: &str) -> Result<u64> {
        self.0[name].as_u64().with_context(|| format!("no count {name}"))
    }

    fn number(&self, name: &str) -> Result<f64> {
        self.0[name].as_f64().with_context(|| format!("no number {name}"))
    }
}
