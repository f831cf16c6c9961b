-- Versions of a municipality's prevention programme with the rows of its tables, whose part which row is, and what was reported. Nothing
-- that was decided or reported is written over: a version in force is followed by another, a report by a later one.
CREATE TABLE programme_versions (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT programme_versions_municipality REFERENCES municipalities (id),
  number BIGINT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  based_on BIGINT CONSTRAINT programme_versions_base REFERENCES programme_versions (id),
  title TEXT NOT NULL,
  from_year BIGINT NOT NULL,
  to_year BIGINT NOT NULL,
  head TEXT NOT NULL,
  note TEXT NOT NULL,
  decision TEXT,
  decided_day BIGINT,
  user_id BIGINT CONSTRAINT programme_versions_user REFERENCES users (id),
  created_at BIGINT NOT NULL,
  CONSTRAINT programme_versions_number UNIQUE (municipality_id, number)
);
CREATE UNIQUE INDEX programme_versions_in_force ON programme_versions (municipality_id) WHERE state = 'approved';

CREATE TABLE programme_steps (
  id @id,
  version_id BIGINT NOT NULL CONSTRAINT programme_steps_version REFERENCES programme_versions (id),
  event TEXT NOT NULL,
  note TEXT NOT NULL,
  user_id BIGINT CONSTRAINT programme_steps_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX programme_steps_by_version ON programme_steps (version_id, id);

CREATE TABLE programme_rows (
  id @id,
  version_id BIGINT NOT NULL CONSTRAINT programme_rows_version REFERENCES programme_versions (id),
  table_code TEXT NOT NULL,
  position BIGINT NOT NULL,
  row_key TEXT NOT NULL,
  level TEXT,
  title TEXT NOT NULL,
  start_day BIGINT,
  end_day BIGINT,
  content TEXT NOT NULL,
  CONSTRAINT programme_rows_place UNIQUE (version_id, table_code, position)
);

CREATE TABLE programme_parts (
  version_id BIGINT NOT NULL CONSTRAINT programme_parts_version REFERENCES programme_versions (id),
  table_code TEXT NOT NULL,
  row_key TEXT NOT NULL,
  institution TEXT NOT NULL,
  part TEXT NOT NULL,
  CONSTRAINT programme_parts_key PRIMARY KEY (version_id, table_code, row_key, institution, part)
);

CREATE TABLE programme_reports (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT programme_reports_municipality REFERENCES municipalities (id),
  table_code TEXT NOT NULL,
  row_key TEXT NOT NULL,
  institution_id BIGINT CONSTRAINT programme_reports_institution REFERENCES institutions (id),
  state TEXT NOT NULL,
  day BIGINT NOT NULL,
  note TEXT NOT NULL,
  evidence TEXT NOT NULL,
  user_id BIGINT CONSTRAINT programme_reports_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX programme_reports_by_row ON programme_reports (municipality_id, table_code, row_key, id);

CREATE TABLE programme_achievements (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT programme_achievements_municipality REFERENCES municipalities (id),
  row_key TEXT NOT NULL,
  position BIGINT NOT NULL,
  year BIGINT NOT NULL,
  institution_id BIGINT CONSTRAINT programme_achievements_institution REFERENCES institutions (id),
  value BIGINT NOT NULL,
  note TEXT NOT NULL,
  user_id BIGINT CONSTRAINT programme_achievements_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX programme_achievements_by_row ON programme_achievements (municipality_id, row_key, position, year, id);
