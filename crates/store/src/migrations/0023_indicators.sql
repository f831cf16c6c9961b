-- Who took part in programmes and events, by name or by number: `pupil_id` is 0 where the list gives a number alone, so that the natural key is
-- never null; it has no foreign key for that reason.
CREATE TABLE participation (
  id @id,
  institution_id BIGINT NOT NULL CONSTRAINT participation_institution REFERENCES institutions (id),
  programme TEXT NOT NULL,
  day BIGINT NOT NULL,
  target_group TEXT NOT NULL,
  pupil_id BIGINT NOT NULL,
  people BIGINT NOT NULL,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX participation_unique ON participation (institution_id, programme, day, target_group, pupil_id) WHERE ended_load_id IS NULL;
CREATE INDEX participation_by_pupil ON participation (pupil_id) WHERE pupil_id > 0;

-- Answers counted; no person stands behind a row.
CREATE TABLE survey_answers (
  id @id,
  institution_id BIGINT NOT NULL CONSTRAINT survey_answers_institution REFERENCES institutions (id),
  survey TEXT NOT NULL,
  question TEXT NOT NULL,
  day BIGINT NOT NULL,
  answer TEXT NOT NULL,
  given BIGINT NOT NULL,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX survey_answers_unique ON survey_answers (institution_id, survey, question, day, answer) WHERE ended_load_id IS NULL;

-- Values of indicators typed by a person, and what a person decided where words are the target. A later row takes the place of an earlier one.
CREATE TABLE indicator_values (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT indicator_values_municipality REFERENCES municipalities (id),
  indicator TEXT NOT NULL,
  year BIGINT NOT NULL,
  value TEXT,
  numerator TEXT,
  denominator TEXT,
  period TEXT NOT NULL,
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  judged TEXT,
  user_id BIGINT NOT NULL CONSTRAINT indicator_values_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX indicator_values_by_year ON indicator_values (municipality_id, indicator, year, id);

-- Computed values with what they were computed from. A row is added when a value changes; else the newest is only seen again.
CREATE TABLE indicator_snapshots (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT indicator_snapshots_municipality REFERENCES municipalities (id),
  method TEXT NOT NULL,
  part TEXT NOT NULL,
  year BIGINT NOT NULL,
  body TEXT NOT NULL,
  inputs_at BIGINT,
  computed_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL
);
CREATE INDEX indicator_snapshots_by_year ON indicator_snapshots (municipality_id, year, method, part, id);
