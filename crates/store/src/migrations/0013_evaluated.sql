-- Grows when records change for which pupils are evaluated anew, and as far as the last evaluation took them in: one that was cut short is noticed.
ALTER TABLE municipalities ADD COLUMN records_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE municipalities ADD COLUMN evaluated_version BIGINT NOT NULL DEFAULT 0;
