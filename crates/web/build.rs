//! Builds what the browser loads: installs the two interface kits with `npm ci` when the lock file changed,
//! then lets `assets.mjs` compile and gather everything into the build folder. Nothing of it is committed.

use std::error::Error;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

const INPUTS: [&str; 6] = [
    "assets.mjs",
    ".npmrc",
    "package-lock.json",
    "scripts",
    "static",
    "styles",
];
const NODE_MISSING: &str = "Node.js and npm are needed to build the web pages and were not found. Install Node.js 20 or \
     newer (Debian, Ubuntu: `apt-get install nodejs npm`; elsewhere: https://nodejs.org) and build again.";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=package.json");
    // New text files must reach `static_loader!`, which reads the folder when the crate is compiled.
    println!("cargo::rerun-if-changed=locales");
    for input in INPUTS {
        println!("cargo::rerun-if-changed={input}");
    }
    if let Err(error) = build() {
        let said = error.to_string();
        let told = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("at ");
        for line in said.lines().filter(told) {
            println!("cargo::error={line}");
        }
        std::process::exit(1);
    }
}

fn build() -> Result<(), Box<dyn Error>> {
    // Asked for when it runs: a build folder may outlive the checkout that filled it.
    let here = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").ok_or("CARGO_MANIFEST_DIR is not set")?);
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let stamp = out.join("assets.stamp");
    let wanted = fingerprint(&here)?;
    if fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(());
    }
    // A build that fails half-way must not pass for the one before it when its cause is taken back.
    fs::remove_file(&stamp).or_else(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })?;
    install(&here)?;
    run(
        Command::new("node")
            .arg("assets.mjs")
            .arg(&out)
            .current_dir(&here),
        "compiling the styles",
    )?;
    fs::write(stamp, wanted)?;
    Ok(())
}

/// Installs the packages of the lock file, unless they are there already.
fn install(here: &Path) -> Result<(), Box<dyn Error>> {
    let stamp = here.join("node_modules/.installed");
    let lock = fs::read_to_string(here.join("package-lock.json"))?;
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    run(Command::new(npm).arg("ci").current_dir(here), "npm ci")?;
    fs::write(stamp, lock)?;
    Ok(())
}

fn run(command: &mut Command, what: &str) -> Result<(), Box<dyn Error>> {
    let output = command.output().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => NODE_MISSING.to_owned(),
        _ => format!("{what}: {error}"),
    })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!(
        "{what} failed ({}) in crates/web:\n{}",
        output.status,
        said.trim()
    )
    .into())
}

fn fingerprint(here: &Path) -> std::io::Result<String> {
    let mut hasher = DefaultHasher::new();
    for input in INPUTS {
        digest(&here.join(input), &mut hasher)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn digest(path: &Path, hasher: &mut DefaultHasher) -> std::io::Result<()> {
    path.file_name().hash(hasher);
    if path.is_dir() {
        let mut entries = fs::read_dir(path)?
            .map(|entry| Ok(entry?.path()))
            .collect::<std::io::Result<Vec<_>>>()?;
        entries.sort();
        entries.iter().try_for_each(|entry| digest(entry, hasher))
    } else {
        fs::read(path)?.hash(hasher);
        Ok(())
    }
}
