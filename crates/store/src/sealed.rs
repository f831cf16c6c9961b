//! Texts that are kept sealed: what people write about a child and the secrets of second factors stand in the database encrypted
//! (XChaCha20-Poly1305) under a key that is kept in a file of its own. A text is bound to its table, row and column: moved elsewhere it does
//! not open. Sealed texts cannot be searched.

use std::{fmt, sync::Arc};

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, Writing, sql::Sql};

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
/// Begins a key file: a later format begins otherwise.
const KEY_MARK: &str = "balsts-key-1 ";
/// Begins a sealed text: a later format begins otherwise.
const MARK: &str = "sealed-1:";

/// The key that opens sealed texts. Never shown, never stored in the database.
#[derive(Clone)]
pub struct Key(Arc<XChaCha20Poly1305>);

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Key(…)")
    }
}

fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| StoreError::Unavailable(format!("random numbers: {error}")))?;
    Ok(bytes)
}

impl Key {
    /// The content of a new key file: one line.
    ///
    /// # Errors
    /// Unavailable when the system gives no random numbers.
    pub fn generate() -> Result<String> {
        Ok(format!("{KEY_MARK}{}\n", hex::encode(random::<KEY_BYTES>()?)))
    }

    /// The key of a key file; `None` when the text is none.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = hex::decode(text.trim().strip_prefix(KEY_MARK)?).ok()?;
        Some(Self(Arc::new(XChaCha20Poly1305::new_from_slice(&bytes).ok()?)))
    }
}

/// A column whose texts are kept sealed.
pub(crate) struct Sealed {
    table: &'static str,
    column: &'static str,
    /// SQL that names a row as text.
    row: &'static str,
    /// SQL that finds the row named by `$2`.
    found: &'static str,
}

const fn by_id(table: &'static str, column: &'static str) -> Sealed {
    Sealed {
        table,
        column,
        row: "CAST(id AS TEXT)",
        found: "id = CAST($2 AS BIGINT)",
    }
}

pub(crate) const CONCERN_TEXT: Sealed = by_id("concerns", "text");
pub(crate) const CONCERN_FINDINGS: Sealed = by_id("concerns", "findings");
pub(crate) const CONCERN_ANSWER: Sealed = by_id("concerns", "answer");
pub(crate) const DECISION_REASON: Sealed = by_id("level_decisions", "reason");
pub(crate) const DUTY_NOTE: Sealed = by_id("duties", "done_note");
pub(crate) const FACTOR_NOTE: Sealed = by_id("risk_factors", "note");
pub(crate) const FACTOR_CLOSED: Sealed = by_id("risk_factors", "closed_reason");
pub(crate) const FINDING_NOTE: Sealed = by_id("declared_findings", "note");
pub(crate) const NEXT_STEP_SOURCE: Sealed = by_id("next_steps", "source");
pub(crate) const CONTACT_BARRED: Sealed = by_id("contact_bars", "reason");
pub(crate) const CONTACT_LIFTED: Sealed = by_id("contact_bars", "lifted_reason");
pub(crate) const REFERRAL_NOTE: Sealed = by_id("commission_referrals", "note");
pub(crate) const REFERRAL_FINDING: Sealed = by_id("commission_referrals", "finding");
pub(crate) const SCREENING_NOTE: Sealed = by_id("screenings", "note");
pub(crate) const ITEM_TEXT: Sealed = by_id("agenda_items", "text");
pub(crate) const ITEM_RESTRICTED: Sealed = by_id("agenda_items", "restricted_text");
pub(crate) const ITEM_MINUTES: Sealed = by_id("agenda_items", "minutes");
pub(crate) const MEETING_DECISION: Sealed = by_id("decisions", "what");
pub(crate) const MEETING_DECISION_DONE: Sealed = by_id("decisions", "done_note");
pub(crate) const MEETING_DECISION_JUDGED: Sealed = by_id("decisions", "judged_note");
pub(crate) const TALK_ABOUT: Sealed = by_id("talks", "about");
pub(crate) const TALK_CONCLUSIONS: Sealed = by_id("talks", "conclusions");
pub(crate) const CENTRE_TEXT: Sealed = by_id("centre_requests", "text");
pub(crate) const CENTRE_ANSWER: Sealed = by_id("centre_requests", "answer");
/// Every version of the minutes of an item.
pub(crate) const MINUTES_VERSION: Sealed = Sealed {
    table: "minutes_versions",
    column: "text",
    row: "CAST(item_id AS TEXT) || '/' || CAST(version AS TEXT)",
    found: "CAST(item_id AS TEXT) || '/' || CAST(version AS TEXT) = $2",
};
pub(crate) const CASE_WORDS: Sealed = by_id("case_events", "words");
pub(crate) const CASE_REPORT: Sealed = by_id("case_reports", "body");
pub(crate) const CASE_REPORT_OVERRIDE: Sealed = by_id("case_reports", "override_reason");
pub(crate) const CASE_ANSWER: Sealed = by_id("case_reports", "answer");
pub(crate) const CASE_FORM: Sealed = by_id("case_forms", "body");
pub(crate) const CASE_CIRCUMSTANCE: Sealed = by_id("case_circumstances", "words");
pub(crate) const DANGER_WORDS: Sealed = by_id("danger_calls", "words");
pub(crate) const PROTECTION_BASIS: Sealed = by_id("protections", "basis");
pub(crate) const PROTECTION_LIFTED: Sealed = by_id("protections", "lifted_reason");
pub(crate) const TOTP_SECRET: Sealed = by_id("users", "totp_secret");
/// What is typed and not sent yet becomes any of the texts above.
pub(crate) const DRAFT: Sealed = Sealed {
    table: "drafts",
    column: "body",
    row: "CAST(user_id AS TEXT) || '/' || form",
    found: "CAST(user_id AS TEXT) || '/' || form = $2",
};
/// Where a list goes on: it holds a child's name, and stands in the address of a page.
pub(crate) const PLACE: Sealed = by_id("pupils", "place");
/// Says nothing; opens with the right key only.
const PROOF: Sealed = by_id("sealing", "proof");

/// Every sealed column: sealed when the first key is taken.
const ALL: [&Sealed; 36] = [
    &ITEM_TEXT,
    &ITEM_RESTRICTED,
    &ITEM_MINUTES,
    &MINUTES_VERSION,
    &MEETING_DECISION,
    &MEETING_DECISION_DONE,
    &MEETING_DECISION_JUDGED,
    &TALK_ABOUT,
    &TALK_CONCLUSIONS,
    &CENTRE_TEXT,
    &CENTRE_ANSWER,
    &CONCERN_TEXT,
    &CONCERN_FINDINGS,
    &CONCERN_ANSWER,
    &DECISION_REASON,
    &DUTY_NOTE,
    &FACTOR_NOTE,
    &FACTOR_CLOSED,
    &FINDING_NOTE,
    &NEXT_STEP_SOURCE,
    &CONTACT_BARRED,
    &CONTACT_LIFTED,
    &REFERRAL_NOTE,
    &REFERRAL_FINDING,
    &SCREENING_NOTE,
    &CASE_WORDS,
    &CASE_REPORT,
    &CASE_REPORT_OVERRIDE,
    &CASE_ANSWER,
    &CASE_FORM,
    &CASE_CIRCUMSTANCE,
    &DANGER_WORDS,
    &PROTECTION_BASIS,
    &PROTECTION_LIFTED,
    &TOTP_SECRET,
    &DRAFT,
];

#[derive(FromQueryResult)]
struct Text {
    row_name: String,
    text: String,
}

impl Sealed {
    /// What a text is bound to.
    fn place(&self, row: impl fmt::Display) -> String {
        format!("{}\n{row}\n{}", self.table, self.column)
    }

    /// Seals a text for a row.
    pub(crate) fn seal(&self, key: &Key, row: impl fmt::Display, text: &str) -> Result<String> {
        let nonce = random::<NONCE_BYTES>()?;
        let place = self.place(row);
        let payload = Payload {
            msg: text.as_bytes(),
            aad: place.as_bytes(),
        };
        let closed = key
            .0
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| StoreError::Corrupt(format!("a text of {} is too long to seal", self.table)))?;
        Ok(format!(
            "{MARK}{}",
            STANDARD_NO_PAD.encode([nonce.as_slice(), &closed].concat())
        ))
    }

    /// Opens the text of a row.
    ///
    /// # Errors
    /// Corrupt when it is no sealed text, was sealed for another place or with another key.
    pub(crate) fn open(&self, key: &Key, row: impl fmt::Display, stored: &str) -> Result<String> {
        let place = self.place(row);
        let opened = stored
            .strip_prefix(MARK)
            .and_then(|text| STANDARD_NO_PAD.decode(text).ok())
            .and_then(|bytes| {
                let (nonce, closed) = bytes.split_first_chunk::<NONCE_BYTES>()?;
                let payload = Payload {
                    msg: closed,
                    aad: place.as_bytes(),
                };
                key.0.decrypt(&XNonce::from(*nonce), payload).ok()
            })
            .and_then(|bytes| String::from_utf8(bytes).ok());
        opened.ok_or_else(|| {
            StoreError::Corrupt(format!(
                "{}.{} does not open with this key in this place",
                self.table, self.column
            ))
        })
    }

    /// Opens a text in place.
    pub(crate) fn reveal(&self, key: &Key, row: impl fmt::Display, text: &mut String) -> Result<()> {
        *text = self.open(key, row, text)?;
        Ok(())
    }

    /// Opens a text in place, where there is one.
    pub(crate) fn reveal_maybe(
        &self,
        key: &Key,
        row: impl fmt::Display,
        text: &mut Option<String>,
    ) -> Result<()> {
        match text {
            Some(text) => self.reveal(key, row, text),
            None => Ok(()),
        }
    }

    /// Puts a sealed text into a row that is there: the number of a new row is known only after it was added.
    pub(crate) async fn put(&self, writing: &Writing, row: impl fmt::Display, text: &str) -> Result<()> {
        let sealed = self.seal(writing.key()?, &row, text)?;
        self.replace(writing, &row.to_string(), &sealed).await
    }

    async fn replace(&self, writing: &Writing, row: &str, sealed: &str) -> Result<()> {
        Sql::new(&format!(
            "UPDATE {} SET {} = $1 WHERE {}",
            self.table, self.column, self.found
        ))
        .with(sealed)
        .with(row)
        .run(&writing.0)
        .await?;
        Ok(())
    }

    /// Seals what stands in the column in plain text; gives how many texts.
    async fn seal_plain(&self, writing: &Writing) -> Result<usize> {
        let plain = Sql::new(&format!(
            "SELECT {} AS row_name, {} AS text FROM {} WHERE {} IS NOT NULL",
            self.row, self.column, self.table, self.column
        ))
        .all::<Text>(&writing.0)
        .await?;
        for Text { row_name, text } in &plain {
            self.put(writing, row_name, text).await?;
        }
        Ok(plain.len())
    }
}

impl Store {
    /// Whether a key was taken before: then only that key opens this database.
    pub async fn is_sealed(&self) -> Result<bool> {
        Ok(self.proof().await?.is_some())
    }

    async fn proof(&self) -> Result<Option<String>> {
        let found = Sql::new("SELECT CAST(id AS TEXT) AS row_name, proof AS text FROM sealing WHERE id = 1")
            .one::<Text>(self.reading())
            .await?;
        Ok(found.map(|row| row.text))
    }

    /// Takes the key that opens sealed texts. The first key ever taken seals all texts that were kept plainly before there were keys.
    ///
    /// # Errors
    /// `WrongKey` when the database was sealed with another one.
    pub async fn unlock(mut self, key: Key) -> Result<Self> {
        self.key = Some(key.clone());
        if self.proof().await?.is_none() {
            self.take_first_key(&key).await?;
        }
        let proof = self.proof().await?.ok_or(StoreError::NotFound)?;
        PROOF.open(&key, 1, &proof).map_err(|_| StoreError::WrongKey)?;
        Ok(self)
    }

    async fn take_first_key(&self, key: &Key) -> Result<()> {
        let writing = self.write().await?;
        // Of two copies of the program that start together, one takes its key.
        let taken = Sql::new("INSERT INTO sealing (id, proof) VALUES (1, $1) ON CONFLICT (id) DO NOTHING")
            .with(PROOF.seal(key, 1, "")?)
            .run(&writing.0)
            .await?;
        if taken == 0 {
            return Ok(());
        }
        let mut sealed = 0;
        for column in ALL {
            sealed += column.seal_plain(&writing).await?;
        }
        writing.commit().await?;
        if sealed > 0 && self.is_sqlite() {
            // The plain texts would stay readable in what the file no longer uses.
            self.rewrite().await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Key {
        Key::parse(&Key::generate().unwrap()).unwrap()
    }

    #[test]
    fn a_text_opens_only_in_its_place_and_with_its_key() {
        let right = key();
        let sealed = CONCERN_TEXT.seal(&right, 7, "raud gaitenī").unwrap();
        assert!(!sealed.contains("raud"));
        assert_eq!(CONCERN_TEXT.open(&right, 7, &sealed).unwrap(), "raud gaitenī");
        for (place, what) in [
            (CONCERN_TEXT.open(&right, 8, &sealed), "another row"),
            (CONCERN_FINDINGS.open(&right, 7, &sealed), "another column"),
            (DECISION_REASON.open(&right, 7, &sealed), "another table"),
            (CONCERN_TEXT.open(&key(), 7, &sealed), "another key"),
            (CONCERN_TEXT.open(&right, 7, &sealed[..sealed.len() - 4]), "cut"),
            (CONCERN_TEXT.open(&right, 7, "raud gaitenī"), "never sealed"),
        ] {
            assert!(matches!(place, Err(StoreError::Corrupt(_))), "{what}: {place:?}");
        }
    }

    #[test]
    fn the_same_text_is_sealed_differently_each_time() {
        let key = key();
        let once = CONCERN_TEXT.seal(&key, 7, "vienādi").unwrap();
        assert_ne!(once, CONCERN_TEXT.seal(&key, 7, "vienādi").unwrap());
    }

    #[test]
    fn a_key_file_is_read_as_written_and_nothing_else_is_a_key() {
        let text = Key::generate().unwrap();
        assert!(Key::parse(&text).is_some());
        for wrong in [
            "",
            "balsts-key-1",
            "balsts-key-1 00ff",
            "balsts-key-2 00",
            &text[..40],
        ] {
            assert!(Key::parse(wrong).is_none(), "{wrong:?}");
        }
        assert_eq!(format!("{:?}", Key::parse(&text)), "Some(Key(…))");
    }
}
