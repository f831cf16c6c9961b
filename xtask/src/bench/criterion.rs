//! Runs one benchmark of a crate with `cargo bench` and reads the median that Criterion left behind.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::process::{self, cargo};

/// The median time of the benchmark `group/name` in the target `target`.
pub fn median(target: &str, id: &str) -> Result<Duration> {
    let home = process::root().join("target").join("criterion");
    process::run(
        cargo(&["bench", "--workspace", "--bench", target, "--", "--noplot", id])
            .env("CRITERION_HOME", &home)
            .stdout(std::process::Stdio::null()),
    )?;
    read(&home.join(id).join("new").join("estimates.json"))
}

fn read(file: &Path) -> Result<Duration> {
    let text =
        std::fs::read_to_string(file).with_context(|| format!("the benchmark left no {}", file.display()))?;
    let estimates: serde_json::Value = serde_json::from_str(&text)?;
    let nanoseconds = estimates["median"]["point_estimate"]
        .as_f64()
        .context("no median among the estimates")?;
    Ok(Duration::from_secs_f64(nanoseconds / 1e9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_nanoseconds() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("estimates.json");
        std::fs::write(&file, r#"{"median": {"point_estimate": 1500000.0}}"#).unwrap();
        assert_eq!(read(&file).unwrap(), Duration::from_micros(1500));
        assert!(read(&folder.path().join("none.json")).is_err());
    }
}
