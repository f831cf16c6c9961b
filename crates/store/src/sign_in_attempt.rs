//! Wrong passwords for addresses that belong to no account. Kept under the hash of the address: nobody reads here who mistyped what.

use sea_orm::FromQueryResult;
use sha2::{Digest as _, Sha256};

use crate::{Result, Store, Writing, sql::Sql};

#[derive(FromQueryResult)]
struct Lock {
    locked_until: Option<i64>,
}

fn hash(address: &str) -> String {
    hex::encode(Sha256::digest(address.as_bytes()))
}

impl Store {
    /// Until when an address without an account is locked.
    pub async fn address_locked_until(&self, address: &str) -> Result<Option<i64>> {
        let found = Sql::new("SELECT locked_until FROM sign_in_attempts WHERE address_hash = $1")
            .with(hash(address))
            .one::<Lock>(self.reading())
            .await?;
        Ok(found.and_then(|lock| lock.locked_until))
    }
}

impl Writing {
    /// Counts a wrong password for an address without an account; gives the count.
    pub async fn address_failed(&self, address: &str, at: i64) -> Result<i64> {
        Sql::new(
            "INSERT INTO sign_in_attempts (address_hash, failed_count, at) VALUES ($1, 1, $2) ON CONFLICT (address_hash) \
             DO UPDATE SET failed_count = sign_in_attempts.failed_count + 1, at = excluded.at RETURNING failed_count",
        )
        .with(hash(address))
        .with(at)
        .one_integer(&self.0)
        .await
    }

    /// Locks an address without an account until an instant.
    pub async fn lock_address(&self, address: &str, until: i64) -> Result<()> {
        Sql::new("UPDATE sign_in_attempts SET locked_until = $2 WHERE address_hash = $1")
            .with(hash(address))
            .with(until)
            .run(&self.0)
            .await?;
        Ok(())
    }

    /// Forgets attempts older than an instant.
    pub async fn forget_attempts(&self, before: i64) -> Result<u64> {
        Sql::new("DELETE FROM sign_in_attempts WHERE at < $1")
            .with(before)
            .run(&self.0)
            .await
    }
}
