//! `balsts audit verify|export`.

use std::{
    io::{BufRead, BufReader, Write},
    path::PathBuf,
};

use balsts_store::{AuditEntry, AuditProof, verify_entries};
use clap::{Subcommand, ValueEnum};

use super::Context;
use crate::{
    failure::Failure,
    output::{self, outln},
};

/// How the proof is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProofFormat {
    /// For programs.
    Json,
    /// For people.
    Text,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Prove the chain: in the database, or offline in an exported file
    Verify {
        /// A file written by `balsts audit export`; no database is needed
        #[arg(long)]
        file: Option<PathBuf>,
        #[arg(long, value_enum, default_value = "json")]
        format: ProofFormat,
    },
    /// Write all entries as JSON lines
    Export {
        /// File to write (default: standard output)
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
}

fn say(proof: &AuditProof, format: ProofFormat) -> Result<(), Failure> {
    match (format, proof.broken_at) {
        (ProofFormat::Json, _) => outln!("{}", serde_json::to_string(proof)?)?,
        (ProofFormat::Text, None) => outln!("{} entries, the chain holds: {}", proof.entries, proof.head)?,
        (ProofFormat::Text, Some(_)) => {}
    }
    match proof.broken_at {
        None => Ok(()),
        Some(place) => Err(Failure::Refused(format!(
            "the chain does not hold at entry {place}"
        ))),
    }
}

pub async fn run(context: &Context, command: Command) -> Result<(), Failure> {
    match command {
        Command::Verify {
            file: Some(path),
            format,
        } => {
            let file = std::fs::File::open(&path)
                .map_err(|error| Failure::Refused(format!("{} cannot be read: {error}", path.display())))?;
            let file = BufReader::new(file);
            let mut entries = Vec::new();
            for (number, line) in file.lines().enumerate() {
                let entry: AuditEntry = serde_json::from_str(&line?).map_err(|error| {
                    Failure::Refused(format!(
                        "{} line {}: no audit entry: {error}",
                        path.display(),
                        number + 1
                    ))
                })?;
                entries.push(entry);
            }
            // No entries are no proof: a chain begins with the creation of its database.
            if entries.is_empty() {
                return Err(Failure::Refused(format!(
                    "{} holds no entry, so there is nothing to verify. Accepted: a file written by `balsts audit export`",
                    path.display()
                )));
            }
            say(&verify_entries(entries), format)
        }
        Command::Verify { file: None, format } => {
            let app = context.app().await?;
            let proof = app.store.verify_audit().await?;
            app.store.close().await?;
            say(&proof, format)
        }
        Command::Export { output } => {
            let app = context.app().await?;
            let mut file = match &output {
                Some(path) => Some(std::fs::File::create(path).map_err(|error| {
                    Failure::Refused(format!("{} cannot be written: {error}", path.display()))
                })?),
                None => None,
            };
            let mut after = 0;
            loop {
                let page = app.store.audit_entries(after, 5_000).await?;
                let Some(last) = page.last() else { break };
                after = last.seq;
                let mut lines = Vec::new();
                for entry in &page {
                    serde_json::to_writer(&mut lines, entry)?;
                    lines.push(b'\n');
                }
                match &mut file {
                    Some(file) => file.write_all(&lines)?,
                    None => output::bytes(&lines)?,
                }
            }
            Ok(app.store.close().await?)
        }
    }
}
