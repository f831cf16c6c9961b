CREATE TABLE absences (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT absences_pupil REFERENCES pupils (id),
  institution_id BIGINT NOT NULL CONSTRAINT absences_institution REFERENCES institutions (id),
  day BIGINT NOT NULL,
  lesson BIGINT NOT NULL,
  subject TEXT,
  kind BIGINT NOT NULL,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX absences_unique ON absences (pupil_id, day, lesson, institution_id) WHERE ended_load_id IS NULL;
CREATE INDEX absences_by_load ON absences (load_id);
CREATE INDEX absences_by_ended ON absences (ended_load_id) WHERE ended_load_id IS NOT NULL;
CREATE TABLE absence_totals (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT absence_totals_pupil REFERENCES pupils (id),
  institution_id BIGINT NOT NULL CONSTRAINT absence_totals_institution REFERENCES institutions (id),
  from_day BIGINT NOT NULL,
  to_day BIGINT NOT NULL,
  unexcused BIGINT NOT NULL,
  illness BIGINT NOT NULL,
  excused BIGINT NOT NULL,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX absence_totals_unique ON absence_totals (pupil_id, institution_id, from_day, to_day) WHERE ended_load_id IS NULL;
CREATE TABLE lessons (
  id @id,
  institution_id BIGINT NOT NULL CONSTRAINT lessons_institution REFERENCES institutions (id),
  class TEXT NOT NULL,
  from_day BIGINT NOT NULL,
  to_day BIGINT NOT NULL,
  lessons BIGINT NOT NULL,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX lessons_unique ON lessons (institution_id, class, from_day, to_day) WHERE ended_load_id IS NULL;
CREATE TABLE marks (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT marks_pupil REFERENCES pupils (id),
  institution_id BIGINT NOT NULL CONSTRAINT marks_institution REFERENCES institutions (id),
  subject TEXT NOT NULL,
  day BIGINT NOT NULL,
  kind TEXT NOT NULL,
  number BIGINT NOT NULL DEFAULT 1,
  value TEXT NOT NULL,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX marks_unique ON marks (pupil_id, subject, day, kind, number, institution_id) WHERE ended_load_id IS NULL;
CREATE TABLE exams (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT exams_pupil REFERENCES pupils (id),
  subject TEXT NOT NULL,
  day BIGINT NOT NULL,
  grade BIGINT NOT NULL,
  percent BIGINT NOT NULL,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX exams_unique ON exams (pupil_id, subject, day) WHERE ended_load_id IS NULL;
CREATE TABLE incidents (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT incidents_pupil REFERENCES pupils (id),
  institution_id BIGINT NOT NULL CONSTRAINT incidents_institution REFERENCES institutions (id),
  day BIGINT NOT NULL,
  kind TEXT NOT NULL,
  role TEXT NOT NULL,
  note TEXT,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX incidents_unique ON incidents (pupil_id, institution_id, day, kind, role) WHERE ended_load_id IS NULL;
CREATE TABLE extracurricular (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT extracurricular_pupil REFERENCES pupils (id),
  programme TEXT NOT NULL,
  kind TEXT NOT NULL,
  from_day BIGINT NOT NULL,
  to_day BIGINT,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX extracurricular_unique ON extracurricular (pupil_id, programme, from_day) WHERE ended_load_id IS NULL;
CREATE TABLE circumstances (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT circumstances_pupil REFERENCES pupils (id),
  kind TEXT NOT NULL,
  from_day BIGINT NOT NULL,
  to_day BIGINT,
  source_institution TEXT NOT NULL,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX circumstances_unique ON circumstances (pupil_id, kind, from_day, source_institution) WHERE ended_load_id IS NULL;
CREATE TABLE support_plans (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT support_plans_pupil REFERENCES pupils (id),
  institution_id BIGINT NOT NULL CONSTRAINT support_plans_institution REFERENCES institutions (id),
  school_year BIGINT NOT NULL,
  semester BIGINT NOT NULL,
  risks TEXT NOT NULL,
  evaluation TEXT,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX support_plans_unique ON support_plans (pupil_id, institution_id, school_year, semester) WHERE ended_load_id IS NULL;
CREATE INDEX support_plans_by_institution ON support_plans (institution_id, school_year);
