//! `balsts backup FILE` and `balsts restore FILE`. On PostgreSQL the server's own tools do this better, and the message says so.

use std::path::{Path, PathBuf};

use balsts_store::Store;
use clap::Args;

use super::Context;
use crate::{failure::Failure, key_file, output::errln};

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
    if context.configuration.sqlite_file().is_none() {
        return Err(Failure::Refused("for PostgreSQL use pg_dump".to_owned()));
    }
    let app = context.app().await?;
    owned_file(&args.file)?;
    if let Err(error) = app.store.backup(&args.file.to_string_lossy()).await {
        // Half a copy would be taken for a whole one.
        remove_with_log(&args.file)?;
        return Err(error.into());
    }
    errln!("written: {}", args.file.display());
    Ok(app.store.close().await?)
}

/// Makes a file that did not exist, for its owner alone: a copy holds what the database holds, wherever it is put.
fn owned_file(file: &Path) -> Result<(), Failure> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    match options.open(file) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(Failure::Refused(format!(
            "{} exists already: name a new file",
            file.display()
        ))),
        Err(error) => Err(Failure::Refused(format!(
            "{} cannot be written: {error}",
            file.display()
        ))),
    }
}

pub async fn restore(context: &Context, args: &Restore) -> Result<(), Failure> {
    let url = &context.configuration.database;
    let Some(path) = context.configuration.sqlite_file() else {
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
    std::fs::copy(&args.file, &beside).map_err(|error| {
        Failure::Refused(format!(
            "{} cannot be copied to {}: {error}; nothing was replaced",
            args.file.display(),
            beside.display()
        ))
    })?;
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
    errln!("restored: {entries} audit entries hold");
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
pub(super) fn remove_with_log(path: &Path) -> Result<(), Failure> {
    for ending in ["", "-wal", "-shm"] {
        let file = PathBuf::from(format!("{}{ending}", path.display()));
        if file.exists() {
            std::fs::remove_file(file)?;
        }
    }
    Ok(())
}
