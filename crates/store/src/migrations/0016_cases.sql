CREATE TABLE cases (
  id @id,
  public_id TEXT NOT NULL CONSTRAINT cases_public_id_unique UNIQUE,
  municipality_id BIGINT NOT NULL CONSTRAINT cases_municipality REFERENCES municipalities (id),
  pupil_id BIGINT NOT NULL CONSTRAINT cases_pupil REFERENCES pupils (id),
  institution_id BIGINT CONSTRAINT cases_institution REFERENCES institutions (id),
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  state_day BIGINT NOT NULL,
  lead TEXT NOT NULL,
  owner_id BIGINT NOT NULL CONSTRAINT cases_owner REFERENCES users (id),
  next_day BIGINT,
  asked TEXT,
  delegate_id BIGINT CONSTRAINT cases_delegate REFERENCES users (id),
  delegate_day BIGINT,
  outcome TEXT,
  opened_day BIGINT NOT NULL,
  closed_day BIGINT,
  danger_at BIGINT,
  -- The report of staff it was opened from.
  concern_id BIGINT CONSTRAINT cases_concern REFERENCES concerns (id),
  version BIGINT NOT NULL DEFAULT 1
);
-- Two people who see the same risk work on the same case.
CREATE UNIQUE INDEX cases_open_unique ON cases (pupil_id) WHERE state <> 'closed';
CREATE INDEX cases_by_next ON cases (municipality_id, state, next_day);
-- Written once, never changed: the history of a case.
CREATE TABLE case_events (
  id @id,
  case_id BIGINT NOT NULL CONSTRAINT case_events_case REFERENCES cases (id),
  event TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  detail TEXT NOT NULL,
  words TEXT NOT NULL,
  role TEXT,
  user_id BIGINT,
  at BIGINT NOT NULL
);
CREATE INDEX case_events_by_case ON case_events (case_id, id);
-- Who takes part from when to when, as a school, a kind of institution or a named person of it.
CREATE TABLE case_parts (
  id @id,
  case_id BIGINT NOT NULL CONSTRAINT case_parts_case REFERENCES cases (id),
  party TEXT NOT NULL,
  institution_id BIGINT CONSTRAINT case_parts_institution REFERENCES institutions (id),
  user_id BIGINT CONSTRAINT case_parts_user REFERENCES users (id),
  from_day BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX case_parts_by_case ON case_parts (case_id);
CREATE INDEX case_parts_by_party ON case_parts (party, ended_at);
CREATE INDEX case_parts_by_institution ON case_parts (institution_id, ended_at);
CREATE TABLE case_reports (
  id @id,
  case_id BIGINT NOT NULL CONSTRAINT case_reports_case REFERENCES cases (id),
  recipient TEXT NOT NULL,
  author_id BIGINT NOT NULL CONSTRAINT case_reports_author REFERENCES users (id),
  oral_at BIGINT,
  written_due_day BIGINT NOT NULL,
  sent_at BIGINT,
  body TEXT NOT NULL,
  override_reason TEXT,
  received_at BIGINT,
  received_by_id BIGINT,
  answer_due_day BIGINT,
  answered_at BIGINT,
  answered_by_id BIGINT,
  answer TEXT,
  unanswered_at BIGINT
);
CREATE INDEX case_reports_by_case ON case_reports (case_id);
CREATE INDEX case_reports_waiting ON case_reports (answer_due_day) WHERE answered_at IS NULL AND unanswered_at IS NULL;
CREATE TABLE case_forms (
  id @id,
  case_id BIGINT NOT NULL CONSTRAINT case_forms_case REFERENCES cases (id),
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  party TEXT NOT NULL,
  user_id BIGINT NOT NULL CONSTRAINT case_forms_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX case_forms_by_case ON case_forms (case_id, id);
CREATE TABLE case_circumstances (
  id @id,
  case_id BIGINT NOT NULL CONSTRAINT case_circumstances_case REFERENCES cases (id),
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  party TEXT NOT NULL,
  user_id BIGINT NOT NULL CONSTRAINT case_circumstances_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX case_circumstances_by_case ON case_circumstances (case_id);
CREATE TABLE danger_calls (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT danger_calls_municipality REFERENCES municipalities (id),
  pupil_id BIGINT NOT NULL CONSTRAINT danger_calls_pupil REFERENCES pupils (id),
  case_id BIGINT CONSTRAINT danger_calls_case REFERENCES cases (id),
  told TEXT NOT NULL,
  words TEXT NOT NULL,
  user_id BIGINT NOT NULL CONSTRAINT danger_calls_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX danger_calls_by_pupil ON danger_calls (pupil_id, at);
-- A protected address, the secret of an adoption: what they hide is hidden in the statements themselves.
CREATE TABLE protections (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT protections_pupil REFERENCES pupils (id),
  kind TEXT NOT NULL,
  from_day BIGINT NOT NULL,
  to_day BIGINT,
  basis TEXT NOT NULL,
  user_id BIGINT NOT NULL CONSTRAINT protections_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX protections_by_pupil ON protections (pupil_id, kind);
ALTER TABLE duties ADD COLUMN case_id BIGINT CONSTRAINT duties_case REFERENCES cases (id);
-- On which institution a duty of a case falls.
ALTER TABLE duties ADD COLUMN party TEXT;
CREATE INDEX duties_by_case ON duties (case_id);

-- What was written stays as it was written: the words are sealed into a new row once, then nothing of it changes.
@kept case_events (event, from_state, to_state, detail, words, role, user_id, at) words
@kept case_forms (kind, body, party, user_id, at) body
@kept case_circumstances (kind, words, party, user_id, at) words
@kept danger_calls (told, words, user_id, at) words
@kept protections (kind, from_day, basis, user_id, at) basis
@kept case_reports (recipient, body, sent_at, override_reason) body
