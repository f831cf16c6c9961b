//! The browser journeys: builds the program, installs the driver from its lock file and hands over to Playwright, which starts and
//! stops the server itself.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::Arguments;
use crate::process::{self, cargo};
use crate::tools;

const FOLDER: &str = "e2e";

pub fn run(arguments: &Arguments) -> Result<()> {
    let program = match &arguments.binary {
        Some(path) => path
            .canonicalize()
            .with_context(|| format!("there is no program {}", path.display()))?,
        None => build(arguments.release)?,
    };
    let browser = tools::chromium().context("Chromium was not found")?;
    process::run(npm(&["ci", "--no-audit", "--no-fund"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    process::run(&mut npm(&["run", "--silent", "check"]))?;
    if !has_journeys(Path::new(FOLDER).join("journeys").as_path())? {
        if arguments.allow_no_journeys {
            println!("no browser journeys, as allowed by --allow-no-journeys");
            return Ok(());
        }
        bail!("there is no browser journey in {FOLDER}/journeys");
    }
    process::run(
        npm(&["run", "--silent", "test"])
            .env("BALSTS_BIN", program)
            .env("BALSTS_CHROMIUM", browser),
    )
}

fn build(release: bool) -> Result<PathBuf> {
    let mut command = cargo(&["build", "--package", "balsts-cli", "--bin", "balsts", "--locked"]);
    if release {
        command.arg("--release");
    }
    process::run(&mut command)?;
    let metadata = process::output(&mut cargo(&["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    let target = metadata["target_directory"]
        .as_str()
        .context("cargo names no target folder")?;
    Ok(Path::new(target)
        .join(if release { "release" } else { "debug" })
        .join("balsts"))
}

fn npm(arguments: &[&str]) -> Command {
    let mut command = Command::new("npm");
    command.args(arguments).current_dir(process::root().join(FOLDER));
    command
}

fn has_journeys(folder: &Path) -> Result<bool> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("there is no folder {}", folder.display()))?;
    let mut names = entries.flatten().map(|entry| entry.file_name());
    Ok(names.any(|name| name.to_string_lossy().ends_with(".spec.ts")))
}
