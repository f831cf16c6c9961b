//! `balsts audit verify|export`.

use std::{
    io::{BufRead, BufReader, BufWriter, Write},
    path::PathBuf,
};

use balsts_store::{AuditEntry, AuditProof, verify_entries};
use clap::Subcommand;

use super::Context;
use crate::failure::Failure;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Prove the chain: in the database, or offline in an exported file
    Verify {
        /// A file written by `balsts audit export`; no database is needed
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// Write all entries as JSON lines
    Export {
        /// File to write (default: standard output)
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
}

fn say(proof: &AuditProof) -> Result<(), Failure> {
    println!("{}", serde_json::to_string(proof)?);
    match proof.broken_at {
        None => Ok(()),
        Some(place) => Err(Failure::Refused(format!(
            "the chain does not hold at entry {place}"
        ))),
    }
}

pub async fn run(context: &Context, command: Command) -> Result<(), Failure> {
    match command {
        Command::Verify { file: Some(path) } => {
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
            say(&verify_entries(entries))
        }
        Command::Verify { file: None } => {
            let app = context.app().await?;
            let proof = app.store.verify_audit().await?;
            app.store.close().await?;
            say(&proof)
        }
        Command::Export { output } => {
            let app = context.app().await?;
            let mut out: Box<dyn Write> = match output {
                Some(path) => Box::new(BufWriter::new(std::fs::File::create(&path).map_err(|error| {
                    Failure::Refused(format!("{} cannot be written: {error}", path.display()))
                })?)),
                None => Box::new(std::io::stdout().lock()),
            };
            let mut after = 0;
            loop {
                let page = app.store.audit_entries(after, 5_000).await?;
                let Some(last) = page.last() else { break };
                after = last.seq;
                for entry in &page {
                    serde_json::to_writer(&mut out, entry)?;
                    out.write_all(b"\n")?;
                }
            }
            out.flush()?;
            drop(out);
            Ok(app.store.close().await?)
        }
    }
}
