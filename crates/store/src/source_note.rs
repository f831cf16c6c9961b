//! Where published sources contradict themselves or say too little: both figures, never mended.

use balsts_domain::access::Scope;
use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, Writing, reach, sql::Sql};

/// A note on a source.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SourceNoteRow {
    /// The table it belongs to.
    pub topic: String,
    /// Where, in Latvian.
    pub place_lv: String,
    /// Where, in English.
    pub place_en: String,
    /// What the figures count: `pupils`, `fte` (thousandths), `percent` (hundredths), `none`.
    pub unit: String,
    /// What the source says.
    pub says: Option<i64>,
    /// What follows from its own rows.
    pub computed: Option<i64>,
    /// Explanation in Latvian; empty where both figures agree.
    pub explanation_lv: String,
    /// Explanation in English.
    pub explanation_en: String,
    /// Something had to be assumed.
    pub assumption: bool,
}

impl SourceNoteRow {
    /// Whether a printed figure follows from the rows: it stands beside what they give and needs no explanation.
    pub fn agrees(&self) -> bool {
        self.explanation_lv.is_empty()
    }
}

impl Store {
    /// Notes of a municipality, by table.
    pub async fn source_notes(&self, municipality: i64) -> Result<Vec<SourceNoteRow>> {
        Sql::new(
            "SELECT topic, place_lv, place_en, unit, says, computed, explanation_lv, explanation_en, assumption \
             FROM source_notes WHERE municipality_id = $1 ORDER BY topic, id",
        )
        .with(municipality)
        .all(self.reading())
        .await
    }

    /// The part of the address of the pupil with a personal code, current or former.
    pub async fn public_id_of(&self, scope: &Scope, code: &str) -> Result<String> {
        #[derive(FromQueryResult)]
        struct PublicId {
            public_id: String,
        }
        let mut sql = Sql::new(
            "SELECT p.public_id FROM pupil_codes c JOIN pupils p ON p.id = c.pupil_id \
             WHERE c.ended_load_id IS NULL AND c.kind = 'personal' AND c.code = ",
        );
        sql.bind(code).push(" AND ");
        reach::pupils(&mut sql, scope, "p.id");
        Ok(sql
            .one::<PublicId>(self.reading())
            .await?
            .ok_or(StoreError::NotFound)?
            .public_id)
    }
}

impl Writing {
    /// Adds a note.
    pub async fn add_source_note(&self, municipality: i64, note: &SourceNoteRow) -> Result<()> {
        Sql::new(
            "INSERT INTO source_notes (municipality_id, topic, place_lv, place_en, unit, says, computed, explanation_lv, \
             explanation_en, assumption) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .with(municipality)
        .with(note.topic.as_str())
        .with(note.place_lv.as_str())
        .with(note.place_en.as_str())
        .with(note.unit.as_str())
        .with(note.says)
        .with(note.computed)
        .with(note.explanation_lv.as_str())
        .with(note.explanation_en.as_str())
        .with(note.assumption)
        .run(&self.0)
        .await?;
        Ok(())
    }
}
