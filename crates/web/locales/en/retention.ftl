retention-title = Keeping and removing
retention-about = Records are kept as long as they are needed. The municipality sets the terms in the settings. The program removes nothing by itself: one person proposes, another approves. What is removed cannot be brought back; only identifiers stay in the audit log.
retention-kinds = Kinds of records
retention-kind = Kind of records
retention-kind-support-plans = support plans
retention-kind-concerns = reports of staff
retention-kind-team-meetings = support team meetings
retention-kind-observations = observations
retention-kept = Kept for
retention-years = { $years ->
    [one] { $years } year
   *[other] { $years } years
}
retention-records = Number of records
retention-oldest = Oldest ended on
retention-step = What to do
retention-or = Or
retention-propose = Propose removal
retention-waits = removal is proposed already
retention-waiting = Waiting for approval
retention-waiting-empty = Proposed removals will be here.
retention-record = What to remove
retention-what = { $kind } that ended before { $day }
retention-proposed = Proposed by
retention-approve = Approve and remove
retention-another-person = Another person approves.
retention-decline = Decline the removal
retention-reason = Why these records are still needed
retention-decided = Decided
retention-decided-empty = Nothing has been removed yet.
retention-outcome = Decision
retention-state-removed = removed
retention-state-declined = declined
retention-decided-by = Decided by
retention-is-proposed = The removal is proposed. Another person approves it.
retention-is-removed = The records are removed.
retention-is-declined = The removal is declined.
