-- Duties of the programme that somebody has done: what law and case work ask stands in `duties`. A row taken back stays with its day.
CREATE TABLE programme_deeds (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT programme_deeds_municipality REFERENCES municipalities (id),
  institution_id BIGINT CONSTRAINT programme_deeds_institution REFERENCES institutions (id),
  code TEXT NOT NULL,
  due_day BIGINT NOT NULL,
  done_day BIGINT NOT NULL,
  note TEXT NOT NULL,
  user_id BIGINT NOT NULL CONSTRAINT programme_deeds_user REFERENCES users (id),
  at BIGINT NOT NULL,
  withdrawn_at BIGINT
);
CREATE UNIQUE INDEX programme_deeds_unique ON programme_deeds (municipality_id, code, due_day, COALESCE(institution_id, 0))
  WHERE withdrawn_at IS NULL;

-- How the pupils at risk of a school are learning, as it reported it by a day: figures and words about the school, no child.
CREATE TABLE submissions (
  id @id,
  institution_id BIGINT NOT NULL CONSTRAINT submissions_institution REFERENCES institutions (id),
  due_day BIGINT NOT NULL,
  figures TEXT NOT NULL,
  progress TEXT NOT NULL,
  needs TEXT NOT NULL,
  user_id BIGINT NOT NULL CONSTRAINT submissions_user REFERENCES users (id),
  at BIGINT NOT NULL,
  superseded_at BIGINT
);
CREATE UNIQUE INDEX submissions_unique ON submissions (institution_id, due_day) WHERE superseded_at IS NULL;
