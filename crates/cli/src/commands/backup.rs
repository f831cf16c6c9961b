//! `balsts backup FILE` and `balsts restore FILE`. On PostgreSQL the server's own tools do this better, and the message says so.

use std::path::{Path, PathBuf};

use balsts_store::Store;
use clap::Args;

use super::Context;
use crate::{failure::Failure, key_file};

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
    if path.exists() {
        if !args.force {
            return Err(Failure::Refused(format!(
                "{} exists; --force replaces it",
                path.display()
            )));
        }
        // A program that has the file open would go on with the old one and damage the new.
        if Store::is_in_use(url).await? {
            return Err(Failure::Refused(format!(
                "{} is in use: stop the server first; nothing was replaced",
                path.display()
            )));
        }
    }
    // Looked at before anything is replaced: it must be a whole database of this program, with an unbroken chain, that the key opens.
    let beside = PathBuf::from(format!("{}.restoring", path.display()));
    std::fs::copy(&args.file, &beside)?;
    let looked_at = proven(context, &beside).await;
    let entries = match looked_at {
        Ok(entries) => entries,
        Err(failure) => {
            remove_with_log(&beside)?;
            return Err(failure);
        }
    };
    remove_with_log(&path)?;
    std::fs::rename(&beside, &path)?;
    eprintln!("restored: {entries} audit entries hold");
    Ok(())
}

/// Brings the copy to this version and proves it; gives the length of its audit log.
async fn proven(context: &Context, file: &Path) -> Result<u64, Failure> {
    let store = Store::open(&format!("sqlite:{}?mode=rw", file.display())).await?;
    let proof = store.verify_audit().await?;
    if let Some(place) = proof.broken_at {
        return Err(Failure::Refused(format!(
            "the copy's audit log does not hold at entry {place}; nothing was replaced"
        )));
    }
    store.migrate().await?;
    key_file::unlock_or_create(store, &context.configuration)
        .await?
        .close()
        .await?;
    Ok(proof.entries)
}

/// Removes a database with its write-ahead log.
fn remove_with_log(path: &Path) -> Result<(), Failure> {
    for ending in ["", "-wal", "-shm"] {
        let file = PathBuf::from(format!("{}{ending}", path.display()));
        if file.exists() {
            std::fs::remove_file(file)?;
        }
    }
    Ok(())
}
