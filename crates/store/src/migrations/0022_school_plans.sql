-- The prevention plan of a school, its yearly assessment of itself, and its policies. Answers are not written over: the last one of a year counts.
CREATE TABLE school_measures (
  id @id,
  institution_id BIGINT NOT NULL CONSTRAINT school_measures_institution REFERENCES institutions (id),
  school_year BIGINT NOT NULL,
  activity_key TEXT NOT NULL,
  title TEXT NOT NULL,
  parts TEXT NOT NULL,
  due_day BIGINT,
  state TEXT NOT NULL,
  note TEXT NOT NULL,
  user_id BIGINT CONSTRAINT school_measures_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX school_measures_by_institution ON school_measures (institution_id, school_year, id);

CREATE TABLE school_measure_steps (
  id @id,
  measure_id BIGINT NOT NULL CONSTRAINT school_measure_steps_measure REFERENCES school_measures (id),
  state TEXT NOT NULL,
  note TEXT NOT NULL,
  user_id BIGINT CONSTRAINT school_measure_steps_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX school_measure_steps_by_measure ON school_measure_steps (measure_id, id);

CREATE TABLE self_assessments (
  id @id,
  institution_id BIGINT NOT NULL CONSTRAINT self_assessments_institution REFERENCES institutions (id),
  school_year BIGINT NOT NULL,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  note TEXT NOT NULL,
  user_id BIGINT CONSTRAINT self_assessments_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX self_assessments_by_institution ON self_assessments (institution_id, school_year, id);

CREATE TABLE school_policies (
  id @id,
  institution_id BIGINT NOT NULL CONSTRAINT school_policies_institution REFERENCES institutions (id),
  title TEXT NOT NULL,
  adopted_day BIGINT NOT NULL,
  revise_day BIGINT NOT NULL,
  replaces_id BIGINT CONSTRAINT school_policies_replaces REFERENCES school_policies (id),
  user_id BIGINT CONSTRAINT school_policies_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX school_policies_by_institution ON school_policies (institution_id, id);
