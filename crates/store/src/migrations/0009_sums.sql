-- Missed lessons by institution and day of the rows in force, changed in the transaction of each load, merge and undoing: pages of figures read
-- some hundred rows in place of millions. Kinds: 2 illness, 3 otherwise excused; all others count as unexcused.
CREATE TABLE absence_day_sums (
  institution_id BIGINT NOT NULL CONSTRAINT absence_day_sums_institution REFERENCES institutions (id) ON DELETE CASCADE,
  day BIGINT NOT NULL,
  illness BIGINT NOT NULL,
  excused BIGINT NOT NULL,
  unexcused BIGINT NOT NULL,
  CONSTRAINT absence_day_sums_key PRIMARY KEY (institution_id, day)
);
INSERT INTO absence_day_sums (institution_id, day, illness, excused, unexcused)
  SELECT institution_id, day, SUM(CASE WHEN kind = 2 THEN 1 ELSE 0 END), SUM(CASE WHEN kind = 3 THEN 1 ELSE 0 END),
    SUM(CASE WHEN kind IN (2, 3) THEN 0 ELSE 1 END)
  FROM absences WHERE ended_load_id IS NULL GROUP BY institution_id, day;

-- Pupils by institution and level without a look into the table.
CREATE INDEX assessments_by_institution_shown ON assessments (institution_id, shown_open);
