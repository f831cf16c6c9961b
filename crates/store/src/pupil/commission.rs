//! Referrals to the pedagogical medical commission: a pupil's own, and their counts without names.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{
    Result, Store, StoreError, Writing, day, reach,
    sealed::{REFERRAL_FINDING, REFERRAL_NOTE},
    sql::Sql,
};

/// A referral with what came of it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ReferralRow {
    /// Identifier.
    pub id: i64,
    /// The institution that refers.
    pub institution: String,
    /// The day of the referral.
    pub referred_day: i64,
    /// Codes of the papers that are ready, separated by `;`.
    pub papers: String,
    /// A note of the institution.
    pub note: Option<String>,
    /// Who referred.
    pub referred_by: Option<String>,
    /// The day of the assessment; none while it is awaited.
    pub assessed_day: Option<i64>,
    /// The programme that the commission recommends.
    pub programme_code: Option<String>,
    /// What it found, as far as the institution needs it.
    pub finding: Option<String>,
    /// Counts up with every change.
    pub version: i64,
}

/// A referral about to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReferral<'a> {
    /// Pupil.
    pub pupil: i64,
    /// The institution that refers.
    pub institution: i64,
    /// The day.
    pub on: Date,
    /// Codes of papers, separated by `;`.
    pub papers: String,
    /// A note.
    pub note: Option<&'a str>,
}

/// What came of a referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralChange<'a> {
    /// The version that the person saw.
    pub version: i64,
    /// Codes of papers, separated by `;`.
    pub papers: String,
    /// The day of the assessment.
    pub assessed: Option<Date>,
    /// The programme recommended.
    pub programme_code: Option<String>,
    /// What was found.
    pub finding: Option<&'a str>,
}

/// Children referred and assessed by institution; no names.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ReferralSum {
    /// Institution.
    pub institution: String,
    /// Children referred in the period.
    pub referred: i64,
    /// Children assessed in the period.
    pub assessed: i64,
}

impl Store {
    /// Referrals of a pupil, the newest first.
    pub async fn referrals(&self, scope: &Scope, pupil: i64) -> Result<Vec<ReferralRow>> {
        let mut sql = Sql::new(
            "SELECT c.id, n.name AS institution, c.referred_day, c.papers, c.note, u.name AS referred_by, c.assessed_day, \
             c.programme_code, c.finding, c.version FROM commission_referrals c \
             JOIN institution_records n ON n.id = (SELECT MAX(m.id) FROM institution_records m \
             WHERE m.institution_id = c.institution_id AND m.ended_load_id IS NULL AND m.valid_to IS NULL) \
             LEFT JOIN users u ON u.id = c.referred_by_id WHERE c.pupil_id = ",
        );
        sql.bind(pupil).push(" AND ");
        reach::pupils(&mut sql, scope, "c.pupil_id");
        sql.push(" ORDER BY c.referred_day DESC, c.id DESC");
        let mut rows = sql.all::<ReferralRow>(self.reading()).await?;
        for row in &mut rows {
            REFERRAL_NOTE.reveal_maybe(self.key()?, row.id, &mut row.note)?;
            REFERRAL_FINDING.reveal_maybe(self.key()?, row.id, &mut row.finding)?;
        }
        Ok(rows)
    }

    /// Children referred and assessed from a day to a day, by institution. `scope` is that on figures.
    pub async fn referral_sums(&self, scope: &Scope, from: Date, to: Date) -> Result<Vec<ReferralSum>> {
        let (from, to) = (day::number(from), day::number(to));
        let mut sql = Sql::new("SELECT n.name AS institution");
        for (day, name) in [("referred_day", "referred"), ("assessed_day", "assessed")] {
            sql.push(", CAST(COUNT(DISTINCT CASE WHEN c.")
                .push(day)
                .push(" BETWEEN ");
            sql.bind(from).push(" AND ").bind(to);
            sql.push(" THEN c.pupil_id END) AS BIGINT) AS ").push(name);
        }
        sql.push(
            " FROM commission_referrals c JOIN institution_records n ON n.id = (SELECT MAX(m.id) FROM institution_records m \
             WHERE m.institution_id = c.institution_id AND m.ended_load_id IS NULL AND m.valid_to IS NULL) WHERE ",
        );
        reach::institutions(&mut sql, scope, "c.institution_id");
        sql.push(" AND (c.referred_day BETWEEN ")
            .bind(from)
            .push(" AND ")
            .bind(to);
        sql.push(" OR c.assessed_day BETWEEN ")
            .bind(from)
            .push(" AND ")
            .bind(to);
        sql.push(") GROUP BY n.name, n.sort_key ORDER BY n.sort_key");
        sql.all(self.reading()).await
    }
}

impl Writing {
    /// Writes a referral down; gives its id.
    pub async fn add_referral(&self, referral: &NewReferral<'_>, user: i64, at: i64) -> Result<i64> {
        let id = Sql::new(
            "INSERT INTO commission_referrals (pupil_id, institution_id, referred_day, papers, referred_by_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        )
        .with(referral.pupil)
        .with(referral.institution)
        .with(day::number(referral.on))
        .with(referral.papers.clone())
        .with(user)
        .with(at)
        .one_integer(&self.0)
        .await?;
        if let Some(note) = referral.note {
            REFERRAL_NOTE.put(self, id, note).await?;
        }
        Ok(id)
    }

    /// Changes a referral of the pupil. Conflict `version` when somebody else did meanwhile.
    pub async fn change_referral(
        &self,
        pupil: i64,
        id: i64,
        change: &ReferralChange<'_>,
        user: i64,
    ) -> Result<()> {
        let changed = Sql::new(
            "UPDATE commission_referrals SET papers = $4, assessed_day = $5, programme_code = $6, finding = NULL, assessed_by_id = $7, \
             version = version + 1 WHERE id = $2 AND pupil_id = $1 AND version = $3",
        )
        .with(pupil)
        .with(id)
        .with(change.version)
        .with(change.papers.clone())
        .with(change.assessed.map(day::number))
        .with(change.programme_code.clone())
        .with(user)
        .run(&self.0)
        .await?;
        if changed != 1 {
            return Err(StoreError::Conflict("version".to_owned()));
        }
        match change.finding {
            Some(finding) => REFERRAL_FINDING.put(self, id, finding).await,
            None => Ok(()),
        }
    }
}
