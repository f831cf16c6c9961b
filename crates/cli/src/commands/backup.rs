//! `balsts backup FILE` and `balsts restore FILE`. On PostgreSQL the server's own tools do this better, and the message says so.

use std::path::PathBuf;

use balsts_store::Store;
use clap::Args;

use super::Context;
use crate::failure::Failure;

#[derive(Debug, Args)]
pub struct Backup {
    /// File to write; must not exist yet
    file: PathBuf,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// File written by `balsts backup`
    file: PathBuf,
    /// Replace a database that is there
    #[arg(long)]
    force: bool,
}

pub async fn backup(context: &Context, args: Backup) -> Result<(), Failure> {
    let app = context.app().await?;
    if !context.configuration.database.starts_with("sqlite:") {
        return Err(Failure::Refused("for PostgreSQL use pg_dump".to_owned()));
    }
    if args.file.exists() {
        return Err(Failure::Refused(format!(
            "{} exists already",
            args.file.display()
        )));
    }
    app.store.backup(&args.file.to_string_lossy()).await?;
    eprintln!("written: {}", args.file.display());
    Ok(app.store.close().await?)
}

pub async fn restore(context: &Context, args: &Restore) -> Result<(), Failure> {
    let url = &context.configuration.database;
    let Some(path) = url.strip_prefix("sqlite:").map(PathBuf::from) else {
        return Err(Failure::Refused("for PostgreSQL use pg_restore".to_owned()));
    };
    if path.exists() && !args.force {
        return Err(Failure::Refused(format!(
            "{} exists; --force replaces it",
            path.display()
        )));
    }
    // Looked at before anything is replaced: it must be a whole database of this program with an unbroken chain.
    let copy = Store::open(&format!("sqlite:{}?mode=rw", args.file.display())).await?;
    let proof = copy.verify_audit().await?;
    copy.close().await?;
    if let Some(place) = proof.broken_at {
        return Err(Failure::Refused(format!(
            "the copy's audit log does not hold at entry {place}; nothing was replaced"
        )));
    }
    for ending in ["-wal", "-shm"] {
        let side = PathBuf::from(format!("{}{ending}", path.display()));
        if side.exists() {
            std::fs::remove_file(side)?;
        }
    }
    std::fs::copy(&args.file, &path)?;
    let store = Store::open(url).await?;
    store.migrate().await?;
    eprintln!("restored: {} audit entries hold", proof.entries);
    Ok(store.close().await?)
}
