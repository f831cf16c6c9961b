-- The municipality's adopted plan: parts of it may be unknown, and a municipality may have none yet.
ALTER TABLE municipalities ADD COLUMN plan_title TEXT;
ALTER TABLE municipalities ADD COLUMN plan_kind TEXT;
ALTER TABLE municipalities ADD COLUMN plan_from_year BIGINT;
ALTER TABLE municipalities ADD COLUMN plan_to_year BIGINT;
ALTER TABLE municipalities ADD COLUMN plan_decision TEXT;
ALTER TABLE municipalities ADD COLUMN plan_decided_day BIGINT;
-- Why the pupil was absent, as the parents told it.
ALTER TABLE duties ADD COLUMN done_reason TEXT;
-- Where a load comes from, in words where it is no known system, and the day as of which it stands.
ALTER TABLE loads ADD COLUMN source TEXT;
ALTER TABLE loads ADD COLUMN source_note TEXT;
ALTER TABLE loads ADD COLUMN as_of_day BIGINT;
