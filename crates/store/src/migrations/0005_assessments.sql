-- Days of absence by pupil without a look into the table: what every evaluation reads.
CREATE INDEX absences_by_pupil_day ON absences (pupil_id, day, kind) WHERE ended_load_id IS NULL;
CREATE INDEX marks_by_load ON marks (load_id);

-- From when to when a load speaks, by institution (0: all together); made once, for a load never changes.
CREATE TABLE load_spans (
  load_id BIGINT NOT NULL CONSTRAINT load_spans_load REFERENCES loads (id),
  institution_id BIGINT NOT NULL,
  first_day BIGINT,
  newest_day BIGINT,
  CONSTRAINT load_spans_key PRIMARY KEY (load_id, institution_id)
);

-- What each input spoke for at the last evaluation: where that changes, more pupils are concerned than those whose records a load touched.
CREATE TABLE assessed_spans (
  municipality_id BIGINT NOT NULL CONSTRAINT assessed_spans_municipality REFERENCES municipalities (id),
  institution_id BIGINT NOT NULL,
  input TEXT NOT NULL,
  first_day BIGINT,
  newest_day BIGINT,
  CONSTRAINT assessed_spans_key PRIMARY KEY (municipality_id, institution_id, input)
);

-- What is shown after a person has decided: the decided level while it stands, else the proposed one; 0 is none.
ALTER TABLE assessments ADD COLUMN shown_open BIGINT NOT NULL DEFAULT 0;
ALTER TABLE assessments ADD COLUMN shown_full BIGINT NOT NULL DEFAULT 0;
CREATE INDEX assessments_by_shown ON assessments (municipality_id, shown_open, shown_full);

-- Only readers entitled to the child's circumstances see it.
ALTER TABLE duties ADD COLUMN restricted BOOLEAN NOT NULL DEFAULT FALSE;
