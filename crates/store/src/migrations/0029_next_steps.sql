-- What young people do after the last institution we know of, as somebody found it out: later ones are added, none is written over. The source
-- is kept sealed.
CREATE TABLE next_steps (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT next_steps_pupil REFERENCES pupils (id),
  step TEXT NOT NULL,
  day BIGINT NOT NULL,
  source TEXT,
  user_id BIGINT NOT NULL CONSTRAINT next_steps_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX next_steps_by_pupil ON next_steps (pupil_id, day, id);
CREATE INDEX pupil_records_by_birth ON pupil_records (birth_date) WHERE ended_load_id IS NULL;
