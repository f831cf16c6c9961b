CREATE TABLE users (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT users_municipality REFERENCES municipalities (id),
  email TEXT NOT NULL CONSTRAINT users_email_unique UNIQUE,
  name TEXT NOT NULL,
  phone TEXT,
  password_hash TEXT NOT NULL,
  totp_secret TEXT,
  totp_last_step BIGINT,
  must_change_password BOOLEAN NOT NULL DEFAULT FALSE,
  failed_count BIGINT NOT NULL DEFAULT 0,
  locked_until BIGINT,
  disabled_at BIGINT,
  language TEXT NOT NULL DEFAULT 'lv',
  visit_at BIGINT,
  previous_visit_at BIGINT,
  created_at BIGINT NOT NULL
);
CREATE TABLE assignments (
  id @id,
  user_id BIGINT NOT NULL CONSTRAINT assignments_user REFERENCES users (id),
  role TEXT NOT NULL,
  speciality TEXT,
  institution_id BIGINT CONSTRAINT assignments_institution REFERENCES institutions (id),
  class TEXT,
  from_day BIGINT,
  to_day BIGINT
);
CREATE INDEX assignments_by_user ON assignments (user_id);
CREATE INDEX assignments_by_institution ON assignments (institution_id, role);
CREATE TABLE sessions (
  id_hash TEXT NOT NULL CONSTRAINT sessions_key PRIMARY KEY,
  user_id BIGINT CONSTRAINT sessions_user REFERENCES users (id),
  data TEXT NOT NULL,
  agent TEXT,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE TABLE drafts (
  user_id BIGINT NOT NULL CONSTRAINT drafts_user REFERENCES users (id),
  form TEXT NOT NULL,
  body TEXT NOT NULL,
  at BIGINT NOT NULL,
  CONSTRAINT drafts_key PRIMARY KEY (user_id, form)
);

CREATE TABLE settings (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT settings_municipality REFERENCES municipalities (id),
  institution_id BIGINT CONSTRAINT settings_institution REFERENCES institutions (id),
  name TEXT NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL,
  reason TEXT,
  user_id BIGINT,
  at BIGINT NOT NULL
);
CREATE UNIQUE INDEX settings_unique ON settings (municipality_id, name, COALESCE(institution_id, 0), version);

CREATE TABLE assessments (
  pupil_id BIGINT NOT NULL CONSTRAINT assessments_key PRIMARY KEY CONSTRAINT assessments_pupil REFERENCES pupils (id),
  municipality_id BIGINT NOT NULL,
  institution_id BIGINT,
  on_day BIGINT NOT NULL,
  settings_version BIGINT NOT NULL,
  level_open BIGINT NOT NULL,
  level_full BIGINT NOT NULL,
  open_since_day BIGINT,
  full_since_day BIGINT,
  unknown_count BIGINT NOT NULL,
  trend TEXT NOT NULL,
  body TEXT NOT NULL,
  computed_at BIGINT NOT NULL
);
CREATE INDEX assessments_by_level ON assessments (municipality_id, level_open, level_full);
CREATE INDEX assessments_by_institution ON assessments (institution_id, level_open);
CREATE TABLE signals (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT signals_pupil REFERENCES pupils (id),
  code TEXT NOT NULL,
  level BIGINT NOT NULL,
  restricted BOOLEAN NOT NULL,
  since_day BIGINT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX signals_by_pupil ON signals (pupil_id, level);
CREATE INDEX signals_by_code ON signals (code, pupil_id);
CREATE TABLE level_decisions (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT level_decisions_pupil REFERENCES pupils (id),
  action TEXT NOT NULL,
  proposed_level BIGINT NOT NULL,
  level BIGINT,
  basis TEXT NOT NULL,
  restricted BOOLEAN NOT NULL,
  reason TEXT NOT NULL,
  user_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  superseded_at BIGINT
);
CREATE INDEX level_decisions_by_pupil ON level_decisions (pupil_id, at);

CREATE TABLE concerns (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT concerns_pupil REFERENCES pupils (id),
  institution_id BIGINT NOT NULL CONSTRAINT concerns_institution REFERENCES institutions (id),
  reporter_id BIGINT NOT NULL CONSTRAINT concerns_reporter REFERENCES users (id),
  factors TEXT NOT NULL,
  text TEXT NOT NULL,
  urgency TEXT NOT NULL,
  danger BOOLEAN NOT NULL,
  state TEXT NOT NULL,
  sent_at BIGINT NOT NULL,
  read_at BIGINT,
  read_by_id BIGINT,
  examined_at BIGINT,
  findings TEXT,
  answered_at BIGINT,
  answered_by_id BIGINT,
  outcome TEXT,
  answer TEXT,
  settled_at BIGINT,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX concerns_by_pupil ON concerns (pupil_id);
CREATE INDEX concerns_by_institution ON concerns (institution_id, state, sent_at);
CREATE INDEX concerns_by_reporter ON concerns (reporter_id, sent_at);
CREATE TABLE risk_factors (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT risk_factors_pupil REFERENCES pupils (id),
  factor TEXT NOT NULL,
  note TEXT,
  restricted BOOLEAN NOT NULL,
  concern_id BIGINT CONSTRAINT risk_factors_concern REFERENCES concerns (id),
  opened_day BIGINT NOT NULL,
  opened_by_id BIGINT NOT NULL,
  closed_day BIGINT,
  closed_by_id BIGINT,
  closed_reason TEXT
);
CREATE INDEX risk_factors_by_pupil ON risk_factors (pupil_id);
CREATE TABLE duties (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT duties_municipality REFERENCES municipalities (id),
  institution_id BIGINT CONSTRAINT duties_institution REFERENCES institutions (id),
  pupil_id BIGINT CONSTRAINT duties_pupil REFERENCES pupils (id),
  concern_id BIGINT CONSTRAINT duties_concern REFERENCES concerns (id),
  code TEXT NOT NULL,
  about TEXT NOT NULL,
  detail TEXT NOT NULL,
  due_day BIGINT NOT NULL,
  due_at BIGINT,
  opened_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  done_at BIGINT,
  done_by_id BIGINT,
  done_note TEXT,
  CONSTRAINT duties_unique UNIQUE (municipality_id, code, about)
);
CREATE INDEX duties_open ON duties (municipality_id, institution_id, due_day) WHERE done_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX duties_by_pupil ON duties (pupil_id);
CREATE TABLE observations (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT observations_municipality REFERENCES municipalities (id),
  day BIGINT NOT NULL,
  place TEXT NOT NULL,
  topic TEXT NOT NULL,
  text TEXT NOT NULL,
  user_id BIGINT NOT NULL,
  at BIGINT NOT NULL
);
-- Where a published source contradicts itself or says too little: both figures, never mended.
CREATE TABLE source_notes (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT source_notes_municipality REFERENCES municipalities (id),
  topic TEXT NOT NULL,
  place_lv TEXT NOT NULL,
  place_en TEXT NOT NULL,
  unit TEXT NOT NULL,
  says BIGINT,
  computed BIGINT,
  explanation_lv TEXT NOT NULL,
  explanation_en TEXT NOT NULL,
  assumption BOOLEAN NOT NULL DEFAULT FALSE
);

CREATE TABLE audit_head (
  id BIGINT NOT NULL CONSTRAINT audit_head_key PRIMARY KEY,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL
);
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '');
CREATE TABLE audit_entries (
  seq BIGINT NOT NULL CONSTRAINT audit_entries_key PRIMARY KEY,
  at BIGINT NOT NULL,
  municipality_id BIGINT,
  user_id BIGINT,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id BIGINT,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX audit_entries_by_subject ON audit_entries (subject, subject_id, seq);
CREATE INDEX audit_entries_by_user ON audit_entries (user_id, seq);
CREATE TABLE jobs (
  id @id,
  municipality_id BIGINT,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  claimed_at BIGINT,
  claimed_by TEXT,
  done_at BIGINT,
  attempts BIGINT NOT NULL DEFAULT 0,
  last_error TEXT
);
CREATE INDEX jobs_waiting ON jobs (due_at) WHERE done_at IS NULL;
