-- Early screening. Another institution sees what was handed over.
CREATE TABLE screenings (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT screenings_pupil REFERENCES pupils (id),
  institution_id BIGINT NOT NULL CONSTRAINT screenings_institution REFERENCES institutions (id),
  day BIGINT NOT NULL,
  area TEXT NOT NULL,
  result TEXT NOT NULL,
  note TEXT,
  user_id BIGINT NOT NULL CONSTRAINT screenings_user REFERENCES users (id),
  at BIGINT NOT NULL,
  handed_over_at BIGINT
);
CREATE INDEX screenings_by_pupil ON screenings (pupil_id, day);
CREATE INDEX screenings_by_institution ON screenings (institution_id, day);
