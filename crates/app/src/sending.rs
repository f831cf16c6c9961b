//! A form that is sent twice, by two presses or from the history of the browser, is taken once. Word for word: whatever was changed in it since is
//! another one, so that nothing typed is lost.

use balsts_store::Writing;
use sha2::{Digest as _, Sha256};

use crate::{Ctx, Result};

/// How long a sending is known again: an hour, in microseconds.
const KNOWN: i64 = 3_600_000_000;

impl Ctx {
    /// What a sending is known by: who sends what, about what, in which words.
    pub(crate) fn sending(&self, what: &str, parts: &[&str]) -> String {
        let whole = serde_json::json!([self.actor.municipality, self.actor.user(), what, parts]);
        hex::encode(Sha256::digest(whole.to_string().as_bytes()))
    }

    /// What came of the same sending within the last hour; none where this is the first. Asked in the transaction that keeps it.
    pub(crate) async fn sent_before(&self, writing: &Writing, sending: &str) -> Result<Option<i64>> {
        let at = self.instant();
        Ok(writing.sent_since(sending, at - KNOWN, at).await?)
    }
}
