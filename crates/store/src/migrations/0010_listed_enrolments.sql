-- The list of pupils to work with, in its order: one row for each enrolment in force of a pupil with a level, written by the evaluation. Levels
-- are negated, so that all columns of an index rise: a page is the first rows of an index, whatever the municipality's size. Who may see a row
-- is decided by the enrolment it belongs to.
CREATE TABLE listed_enrolments (
  enrolment_id BIGINT NOT NULL CONSTRAINT listed_enrolments_key PRIMARY KEY
    CONSTRAINT listed_enrolments_enrolment REFERENCES enrolments (id) ON DELETE CASCADE,
  pupil_id BIGINT NOT NULL CONSTRAINT listed_enrolments_pupil REFERENCES pupils (id) ON DELETE CASCADE,
  municipality_id BIGINT NOT NULL,
  institution_id BIGINT NOT NULL,
  class_key TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  open_order BIGINT NOT NULL,
  full_order BIGINT NOT NULL
);
CREATE INDEX listed_enrolments_by_pupil ON listed_enrolments (pupil_id);
CREATE INDEX listed_enrolments_of_municipality ON listed_enrolments (municipality_id, open_order, class_key, sort_key, pupil_id);
CREATE INDEX listed_enrolments_open ON listed_enrolments (institution_id, open_order, class_key, sort_key, pupil_id);
CREATE INDEX listed_enrolments_full ON listed_enrolments (institution_id, full_order, class_key, sort_key, pupil_id);
INSERT INTO listed_enrolments (enrolment_id, pupil_id, municipality_id, institution_id, class_key, sort_key, open_order, full_order)
  SELECT e.id, e.pupil_id, a.municipality_id, e.institution_id, e.class_key, r.sort_key, -a.shown_open, -a.shown_full
  FROM assessments a
  JOIN enrolments e ON e.pupil_id = a.pupil_id AND e.ended_load_id IS NULL AND e.from_day <= a.on_day AND (e.to_day IS NULL OR e.to_day >= a.on_day)
  JOIN pupil_records r ON r.pupil_id = a.pupil_id AND r.ended_load_id IS NULL
  WHERE a.shown_open > 0 OR a.shown_full > 0;
