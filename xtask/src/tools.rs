//! The programs beside Rust that the tasks need: finds them, installs what is missing where that is allowed, and otherwise says
//! exactly what to install.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;

/// A program, where it comes from, and what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    Postgres,
    Chromium,
    Node,
    Sqlite,
}

impl Tool {
    /// The package of Debian and Ubuntu.
    fn package(self) -> &'static str {
        match self {
            Self::Postgres => "postgresql",
            Self::Chromium => "chromium",
            Self::Node => "nodejs npm",
            Self::Sqlite => "sqlite3",
        }
    }

    fn purpose(self) -> &'static str {
        match self {
            Self::Postgres => "PostgreSQL's server programs (initdb, pg_ctl), for the tests on PostgreSQL",
            Self::Chromium => "Chromium, for the browser journeys",
            Self::Node => "Node 20 or newer with npm, for the pages' assets and the browser journeys",
            Self::Sqlite => "the sqlite3 shell, the yardstick of the benchmarks",
        }
    }

    fn is_there(self) -> bool {
        match self {
            Self::Postgres => postgres_folder().is_some(),
            Self::Chromium => chromium().is_some(),
            Self::Node => {
                process::succeeds("node", &["--version"]) && process::succeeds("npm", &["--version"])
            }
            Self::Sqlite => process::succeeds("sqlite3", &["--version"]),
        }
    }
}

/// Makes sure that all are there.
pub fn require(tools: &[Tool]) -> Result<()> {
    let missing: Vec<Tool> = tools.iter().copied().filter(|tool| !tool.is_there()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|tool| tool.package().split(' '))
        .collect();
    println!("missing: {}", packages.join(" "));
    if process::succeeds("apt-get", &["--version"])
        && let Some(prefix) = administrator()
    {
        install(prefix, &packages)?;
    }
    let missing: Vec<Tool> = missing.into_iter().filter(|tool| !tool.is_there()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|tool| tool.package()).collect();
    let purposes = missing
        .iter()
        .map(|tool| tool.purpose())
        .collect::<Vec<_>>()
        .join("\n  - ");
    bail!(
        "needed and not found:\n  - {purposes}\nOn Debian or Ubuntu: sudo apt-get install {}\n\
         Elsewhere: the packages of the same programs, found on PATH. `--quick` leaves out PostgreSQL and the browser.",
        packages.join(" ")
    );
}

/// What to put before a command so that it may install: nothing for root, sudo where it asks no password.
fn administrator() -> Option<&'static [&'static str]> {
    if is_root() {
        Some(&[])
    } else if process::succeeds("sudo", &["-n", "true"]) {
        Some(&["sudo", "-n"])
    } else {
        None
    }
}

fn install(prefix: &[&str], packages: &[&str]) -> Result<()> {
    let apt = |arguments: &[&str]| {
        let mut words = prefix.to_vec();
        words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]);
        words.extend(arguments);
        let mut command = Command::new(words[0]);
        command.args(&words[1..]);
        process::run(&mut command)
    };
    apt(&["update"])?;
    let mut arguments = vec!["install", "--no-install-recommends"];
    arguments.extend(packages);
    apt(&arguments)
}

pub fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// The folder of `initdb` and `pg_ctl`: Debian keeps them off PATH, one folder a version; the newest wins.
pub fn postgres_folder() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, folder)| has_server(folder))
        .collect();
    versions.sort();
    if let Some((_, folder)) = versions.pop() {
        return Some(folder);
    }
    let folder = process::output(Command::new("pg_config").arg("--bindir")).ok()?;
    Some(PathBuf::from(folder.trim())).filter(|folder| has_server(folder))
}

fn has_server(folder: &Path) -> bool {
    folder.join("initdb").is_file() && folder.join("pg_ctl").is_file()
}

/// The browser: `BALSTS_CHROMIUM`, or the first one of the usual names.
pub fn chromium() -> Option<String> {
    if let Some(path) = process::environment("BALSTS_CHROMIUM") {
        return Some(path);
    }
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ]
    .into_iter()
    .find(|path| Path::new(path).is_file())
    .map(str::to_owned)
}
