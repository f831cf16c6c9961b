//! Records whose time is over: how many there are, and their removal for good. What the audit log holds of them, identifiers and hashes, stays, so
//! that its chain still proves.

use balsts_domain::{access::Scope, retention::RecordKind};
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, Writing, day, sql::Sql};

/// How many records of a kind ended before a day, and the oldest end.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct OutlivedSum {
    /// How many.
    pub records: i64,
    /// The day on which the first of them ended.
    pub oldest_day: Option<i64>,
}

/// A proposed or decided removal.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct RemovalRow {
    /// Identifier.
    pub id: i64,
    /// Code of the kind.
    pub kind: String,
    /// Records that ended before this day.
    pub before_day: i64,
    /// How many: as counted when proposed, as removed when carried out.
    pub records: i64,
    /// Who proposed it.
    pub proposed_by_id: i64,
    /// Their name.
    pub proposed_by: String,
    /// When.
    pub proposed_at: i64,
    /// `proposed`, `removed` or `declined`.
    pub state: String,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<i64>,
    /// Why it was declined.
    pub reason: Option<String>,
}

/// Where records of a kind are.
struct Place {
    /// Which rows ended, as `x(id, ended_day)`; `$m` stands for the municipality.
    ended: &'static str,
    /// What goes with them, in this order; `@ids` stands for their identifiers.
    removals: &'static [&'static str],
}

const DAY: &str = "86400000000";

fn place(kind: RecordKind) -> Place {
    match kind {
        // A plan that another one continues goes only with or after it: the next plan names it.
        RecordKind::SupportPlans => Place {
            ended: "SELECT s.id, s.to_day AS ended_day FROM plans s JOIN institutions i ON i.id = s.institution_id \
                    WHERE i.municipality_id = $m AND s.ended_at IS NOT NULL",
            removals: &[
                "UPDATE plans SET previous_id = NULL WHERE previous_id IN @ids",
                "DELETE FROM duties WHERE plan_id IN @ids",
                "DELETE FROM plan_consultations WHERE plan_id IN @ids",
                "DELETE FROM plan_notes WHERE plan_id IN @ids",
                "DELETE FROM plan_steps WHERE plan_id IN @ids",
                "DELETE FROM plan_part_hours WHERE part_id IN (SELECT t.id FROM plan_parts t WHERE t.plan_id IN @ids)",
                "DELETE FROM plan_part_answers WHERE part_id IN (SELECT t.id FROM plan_parts t WHERE t.plan_id IN @ids)",
                "DELETE FROM plan_parts WHERE plan_id IN @ids",
                "DELETE FROM plan_measures WHERE plan_id IN @ids",
                "DELETE FROM plan_risks WHERE plan_id IN @ids",
                "DELETE FROM plans WHERE id IN @ids",
            ],
        },
        // Factors that a concern confirmed are records of their own and stay.
        RecordKind::Concerns => Place {
            ended: "SELECT s.id, COALESCE(s.settled_at, s.answered_at) / @day AS ended_day FROM concerns s \
                    JOIN institutions i ON i.id = s.institution_id WHERE i.municipality_id = $m AND s.state IN ('not_confirmed', 'settled')",
            removals: &[
                "UPDATE risk_factors SET concern_id = NULL WHERE concern_id IN @ids",
                "UPDATE cases SET concern_id = NULL WHERE concern_id IN @ids",
                "DELETE FROM duties WHERE concern_id IN @ids",
                "DELETE FROM concerns WHERE id IN @ids",
            ],
        },
        RecordKind::TeamMeetings => Place {
            ended: "SELECT s.id, s.day AS ended_day FROM team_meetings s JOIN institutions i ON i.id = s.institution_id \
                    WHERE i.municipality_id = $m",
            removals: &[
                "DELETE FROM team_tasks WHERE meeting_id IN @ids",
                "DELETE FROM team_meetings WHERE id IN @ids",
            ],
        },
        RecordKind::Observations => Place {
            ended: "SELECT s.id, s.day AS ended_day FROM observations s WHERE s.municipality_id = $m",
            removals: &["DELETE FROM observations WHERE id IN @ids"],
        },
        // What a meeting wrote of a case goes with the meeting; what waits for none goes with the case.
        RecordKind::Cases => Place {
            ended: "SELECT s.id, s.closed_day AS ended_day FROM cases s WHERE s.municipality_id = $m AND s.state = 'closed'",
            removals: &[
                "DELETE FROM agenda_items WHERE meeting_id IS NULL AND case_id IN @ids",
                "UPDATE agenda_items SET case_id = NULL WHERE case_id IN @ids",
                "DELETE FROM duties WHERE case_id IN @ids",
                "DELETE FROM danger_calls WHERE case_id IN @ids",
                "DELETE FROM case_circumstances WHERE case_id IN @ids",
                "DELETE FROM case_forms WHERE case_id IN @ids",
                "DELETE FROM case_reports WHERE case_id IN @ids",
                "DELETE FROM case_parts WHERE case_id IN @ids",
                "DELETE FROM case_events WHERE case_id IN @ids",
                "DELETE FROM cases WHERE id IN @ids",
            ],
        },
        RecordKind::Meetings => Place {
            ended: "SELECT s.id, s.day AS ended_day FROM meetings s WHERE s.municipality_id = $m AND s.state IN ('closed', 'cancelled')",
            removals: &[
                "UPDATE agenda_items SET carried_from_id = NULL WHERE carried_from_id IN (SELECT i.id FROM agenda_items i WHERE i.meeting_id IN @ids)",
                "DELETE FROM proposals WHERE meeting_id IN @ids",
                "DELETE FROM decisions WHERE meeting_id IN @ids",
                "DELETE FROM minutes_versions WHERE item_id IN (SELECT i.id FROM agenda_items i WHERE i.meeting_id IN @ids)",
                "DELETE FROM agenda_items WHERE meeting_id IN @ids",
                "DELETE FROM meeting_participants WHERE meeting_id IN @ids",
                "DELETE FROM meetings WHERE id IN @ids",
            ],
        },
        // While the duty to protect the child is open, nothing of it is over.
        RecordKind::DangerCalls => Place {
            ended: "SELECT s.id, s.at / @day AS ended_day FROM danger_calls s WHERE s.municipality_id = $m AND s.case_id IS NULL \
                    AND NOT EXISTS (SELECT 1 FROM duties d WHERE d.pupil_id = s.pupil_id AND d.code = 'protect_child' \
                    AND d.done_at IS NULL AND d.withdrawn_at IS NULL)",
            removals: &[
                "DELETE FROM duties WHERE code = 'protect_child' AND about IN \
                 (SELECT 'call=' || CAST(k.id AS TEXT) FROM danger_calls k WHERE k.id IN @ids)",
                "DELETE FROM danger_calls WHERE id IN @ids",
            ],
        },
        RecordKind::Talks => Place {
            ended: "SELECT s.id, s.day AS ended_day FROM talks s WHERE s.municipality_id = $m",
            removals: &["DELETE FROM talks WHERE id IN @ids"],
        },
        RecordKind::CentreRequests => Place {
            ended: "SELECT s.id, s.changed_at / @day AS ended_day FROM centre_requests s WHERE s.municipality_id = $m \
                    AND s.state NOT IN ('asked', 'agreed')",
            removals: &["DELETE FROM centre_requests WHERE id IN @ids"],
        },
        RecordKind::Screenings => Place {
            ended: "SELECT s.id, s.day AS ended_day FROM screenings s JOIN institutions i ON i.id = s.institution_id \
                    WHERE i.municipality_id = $m",
            removals: &["DELETE FROM screenings WHERE id IN @ids"],
        },
        RecordKind::ClassAssistants => Place {
            ended: "SELECT s.id, s.to_day AS ended_day FROM class_assistants s JOIN institutions i ON i.id = s.institution_id \
                    WHERE i.municipality_id = $m AND s.to_day IS NOT NULL",
            removals: &["DELETE FROM class_assistants WHERE id IN @ids"],
        },
        RecordKind::RiskFactors => Place {
            ended: "SELECT s.id, s.closed_day AS ended_day FROM risk_factors s JOIN pupils p ON p.id = s.pupil_id \
                    WHERE p.municipality_id = $m AND s.closed_day IS NOT NULL",
            removals: &["DELETE FROM risk_factors WHERE id IN @ids"],
        },
        RecordKind::CommissionReferrals => Place {
            ended: "SELECT s.id, s.assessed_day AS ended_day FROM commission_referrals s JOIN pupils p ON p.id = s.pupil_id \
                    WHERE p.municipality_id = $m AND s.assessed_day IS NOT NULL",
            removals: &["DELETE FROM commission_referrals WHERE id IN @ids"],
        },
        RecordKind::ContactBars => Place {
            ended: "SELECT s.id, s.lifted_at / @day AS ended_day FROM contact_bars s JOIN pupils p ON p.id = s.pupil_id \
                    WHERE p.municipality_id = $m AND s.lifted_at IS NOT NULL",
            removals: &["DELETE FROM contact_bars WHERE id IN @ids"],
        },
        // Rows that a later file replaced tell of the same children.
        RecordKind::Incidents => Place {
            ended: "SELECT s.id, s.day AS ended_day FROM incidents s JOIN pupils p ON p.id = s.pupil_id \
                    WHERE p.municipality_id = $m",
            removals: &["DELETE FROM incidents WHERE id IN @ids"],
        },
        RecordKind::NextSteps => Place {
            ended: "SELECT s.id, s.day AS ended_day FROM next_steps s JOIN pupils p ON p.id = s.pupil_id \
                    WHERE p.municipality_id = $m",
            removals: &["DELETE FROM next_steps WHERE id IN @ids"],
        },
    }
}

fn ended(sql: &mut Sql, kind: RecordKind, municipality: i64) {
    let text = place(kind).ended.replace("@day", DAY);
    let (before, after) = text.split_once("$m").unwrap_or((&text, ""));
    sql.push("(")
        .push(before)
        .bind(municipality)
        .push(after)
        .push(") x");
}

impl Store {
    /// Records of a kind in the scope's municipality that ended before a day.
    pub async fn outlived(&self, scope: &Scope, kind: RecordKind, before: Date) -> Result<OutlivedSum> {
        let mut sql = Sql::new(
            "SELECT CAST(COUNT(*) AS BIGINT) AS records, CAST(MIN(x.ended_day) AS BIGINT) AS oldest_day FROM ",
        );
        ended(&mut sql, kind, scope.municipality());
        sql.push(" WHERE x.ended_day < ").bind(day::number(before));
        sql.one(self.reading()).await?.ok_or(StoreError::NotFound)
    }

    /// Removals of the scope's municipality, those not decided first, then the newest.
    pub async fn removals(&self, scope: &Scope, most: u64) -> Result<Vec<RemovalRow>> {
        Sql::new(&format!(
            "{REMOVALS} WHERE r.municipality_id = $1 ORDER BY CASE r.state WHEN 'proposed' THEN 0 ELSE 1 END, r.id DESC LIMIT $2"
        ))
        .with(scope.municipality())
        .with(most as i64)
        .all(self.reading())
        .await
    }

    /// One removal.
    pub async fn removal(&self, scope: &Scope, id: i64) -> Result<RemovalRow> {
        Sql::new(&format!("{REMOVALS} WHERE r.municipality_id = $1 AND r.id = $2"))
            .with(scope.municipality())
            .with(id)
            .one(self.reading())
            .await?
            .ok_or(StoreError::NotFound)
    }
}

const REMOVALS: &str = "SELECT r.id, r.kind, r.before_day, r.records, r.proposed_by_id, p.name AS proposed_by, r.proposed_at, r.state, \
    d.name AS decided_by, r.decided_at, r.reason FROM removals r JOIN users p ON p.id = r.proposed_by_id \
    LEFT JOIN users d ON d.id = r.decided_by_id";

impl Writing {
    /// Proposes a removal.
    ///
    /// # Errors
    /// A conflict while another one of the kind waits.
    pub async fn propose_removal(
        &self,
        scope: &Scope,
        (kind, before, records): (RecordKind, Date, i64),
        user: i64,
        at: i64,
    ) -> Result<i64> {
        Sql::new(
            "INSERT INTO removals (municipality_id, kind, before_day, records, proposed_by_id, proposed_at, state) \
             VALUES ($1, $2, $3, $4, $5, $6, 'proposed') RETURNING id",
        )
        .with(scope.municipality())
        .with(kind.code())
        .with(day::number(before))
        .with(records)
        .with(user)
        .with(at)
        .one_integer(&self.0)
        .await
    }

    /// Decides a proposed removal; `false` when it was decided before.
    pub async fn decide_removal(
        &self,
        scope: &Scope,
        id: i64,
        (state, reason): (&'static str, Option<&str>),
        user: i64,
        at: i64,
    ) -> Result<bool> {
        let changed = Sql::new(
            "UPDATE removals SET state = $1, reason = $2, decided_by_id = $3, decided_at = $4 \
             WHERE id = $5 AND municipality_id = $6 AND state = 'proposed'",
        )
        .with(state)
        .with(reason.map(str::to_owned))
        .with(user)
        .with(at)
        .with(id)
        .with(scope.municipality())
        .run(&self.0)
        .await?;
        Ok(changed == 1)
    }

    /// Removes the records of a kind that ended before a day, and says how many in the removal.
    pub async fn remove_outlived(
        &self,
        scope: &Scope,
        id: i64,
        kind: RecordKind,
        before: Date,
    ) -> Result<Vec<i64>> {
        let mut sql = Sql::new("SELECT x.id FROM ");
        ended(&mut sql, kind, scope.municipality());
        sql.push(" WHERE x.ended_day < ")
            .bind(day::number(before))
            .push(" ORDER BY x.id");
        let ids = sql.integers(&self.0).await?;
        for part in ids.chunks(MOST) {
            for removal in place(kind).removals {
                let (before, after) = removal.split_once("@ids").unwrap_or((removal, ""));
                let mut sql = Sql::new(before);
                sql.bind_list(part.iter().copied()).push(after);
                sql.run(&self.0).await?;
            }
        }
        Sql::new("UPDATE removals SET records = $1 WHERE id = $2")
            .with(ids.len() as i64)
            .with(id)
            .run(&self.0)
            .await?;
        Ok(ids)
    }
}

/// Records removed with one statement.
const MOST: usize = 500;
