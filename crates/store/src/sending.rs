//! What was sent a moment ago: known again when a button is pressed twice, or a page is sent anew from the history of the browser. Kept under the
//! hash of what was sent: nobody reads here who sent what.

use crate::{Result, Writing, sql::Sql};

impl Writing {
    /// What came of the same sending since an instant. None where it is the first: from now on it is known, and [`Writing::sending_gave`] says
    /// what came of it. Of two at the same moment the second waits until the first is kept, or has failed.
    pub async fn sent_since(&self, mark: &str, since: i64, at: i64) -> Result<Option<i64>> {
        let first = Sql::new(
            "INSERT INTO sendings (mark, came, at) VALUES ($1, 0, $2) ON CONFLICT (mark) \
             DO UPDATE SET came = 0, at = excluded.at WHERE sendings.at < $3",
        )
        .with(mark)
        .with(at)
        .with(since)
        .run(&self.0)
        .await?;
        if first == 1 {
            return Ok(None);
        }
        Sql::new("SELECT came FROM sendings WHERE mark = $1")
            .with(mark)
            .integer(&self.0)
            .await
    }

    /// Says what came of a sending: the number of what was kept.
    pub async fn sending_gave(&self, mark: &str, came: i64) -> Result<()> {
        Sql::new("UPDATE sendings SET came = $2 WHERE mark = $1")
            .with(mark)
            .with(came)
            .run(&self.0)
            .await?;
        Ok(())
    }

    /// Forgets sendings older than an instant.
    pub async fn forget_sendings(&self, before: i64) -> Result<u64> {
        Sql::new("DELETE FROM sendings WHERE at < $1")
            .with(before)
            .run(&self.0)
            .await
    }
}
