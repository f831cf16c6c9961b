-- Hours of help given, as files bring them; thousandths of an hour.
CREATE TABLE consultations (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT consultations_pupil REFERENCES pupils (id),
  institution_id BIGINT NOT NULL CONSTRAINT consultations_institution REFERENCES institutions (id),
  day BIGINT NOT NULL,
  kind TEXT NOT NULL,
  subject_or_role TEXT NOT NULL,
  hours BIGINT NOT NULL,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX consultations_unique ON consultations (pupil_id, institution_id, day, kind, subject_or_role) WHERE ended_load_id IS NULL;
CREATE INDEX consultations_by_institution ON consultations (institution_id, day);

-- Support plans written in this program; `support_plans` holds those of earlier years that came from files.
CREATE TABLE plans (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT plans_pupil REFERENCES pupils (id),
  institution_id BIGINT NOT NULL CONSTRAINT plans_institution REFERENCES institutions (id),
  -- Where it was begun: there it is counted, even when the pupil moves.
  started_institution_id BIGINT NOT NULL CONSTRAINT plans_started_institution REFERENCES institutions (id),
  kind TEXT NOT NULL,
  school_year BIGINT NOT NULL,
  semester BIGINT NOT NULL,
  from_day BIGINT NOT NULL,
  to_day BIGINT NOT NULL,
  state TEXT NOT NULL,
  goals TEXT NOT NULL DEFAULT '',
  family TEXT NOT NULL DEFAULT '',
  application_signer TEXT,
  application_day BIGINT,
  consent TEXT,
  consent_signer TEXT,
  consent_day BIGINT,
  conclusion TEXT,
  continues BOOLEAN,
  reason TEXT,
  previous_id BIGINT CONSTRAINT plans_previous REFERENCES plans (id),
  author_id BIGINT NOT NULL CONSTRAINT plans_author REFERENCES users (id),
  created_at BIGINT NOT NULL,
  in_force_day BIGINT,
  ended_at BIGINT,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX plans_by_pupil ON plans (pupil_id, school_year, semester);
CREATE INDEX plans_by_institution ON plans (institution_id, state);
CREATE INDEX plans_by_start ON plans (started_institution_id, school_year);
CREATE TABLE plan_risks (
  plan_id BIGINT NOT NULL CONSTRAINT plan_risks_plan REFERENCES plans (id),
  factor TEXT NOT NULL,
  restricted BOOLEAN NOT NULL,
  level BIGINT NOT NULL,
  description TEXT NOT NULL,
  outcome TEXT,
  outcome_note TEXT,
  CONSTRAINT plan_risks_key PRIMARY KEY (plan_id, factor)
);
CREATE TABLE plan_measures (
  id @id,
  plan_id BIGINT NOT NULL CONSTRAINT plan_measures_plan REFERENCES plans (id),
  kind TEXT NOT NULL,
  restricted BOOLEAN NOT NULL,
  subject_or_role TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT '',
  hours BIGINT,
  amount_cents BIGINT,
  responsible TEXT NOT NULL,
  from_day BIGINT,
  due_day BIGINT,
  removed_at BIGINT,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX plan_measures_by_plan ON plan_measures (plan_id);
-- What institutions beside the school do in the same plan.
CREATE TABLE plan_parts (
  id @id,
  plan_id BIGINT NOT NULL CONSTRAINT plan_parts_plan REFERENCES plans (id),
  partner TEXT NOT NULL,
  contact TEXT NOT NULL,
  task TEXT NOT NULL,
  due_day BIGINT,
  agreed_day BIGINT,
  removed_at BIGINT
);
CREATE INDEX plan_parts_by_plan ON plan_parts (plan_id);
-- Each step of a plan's life, with the text that was stored before a change: nothing is overwritten without a trace.
CREATE TABLE plan_steps (
  id @id,
  plan_id BIGINT NOT NULL CONSTRAINT plan_steps_plan REFERENCES plans (id),
  event TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  user_id BIGINT NOT NULL CONSTRAINT plan_steps_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX plan_steps_by_plan ON plan_steps (plan_id, id);
CREATE TABLE plan_consultations (
  id @id,
  plan_id BIGINT NOT NULL CONSTRAINT plan_consultations_plan REFERENCES plans (id),
  measure_id BIGINT CONSTRAINT plan_consultations_measure REFERENCES plan_measures (id),
  pupil_id BIGINT NOT NULL CONSTRAINT plan_consultations_pupil REFERENCES pupils (id),
  institution_id BIGINT NOT NULL CONSTRAINT plan_consultations_institution REFERENCES institutions (id),
  kind TEXT NOT NULL,
  subject_or_role TEXT NOT NULL,
  day BIGINT NOT NULL,
  hours BIGINT NOT NULL,
  missed_reason TEXT,
  note TEXT NOT NULL DEFAULT '',
  user_id BIGINT NOT NULL CONSTRAINT plan_consultations_user REFERENCES users (id),
  at BIGINT NOT NULL,
  confirmed_by TEXT,
  confirmed_at BIGINT,
  confirmer_id BIGINT,
  withdrawn_at BIGINT,
  -- The address the pupil opens on a phone and the code shown there, both hashed and short-lived.
  key_hash TEXT,
  code_hash TEXT,
  key_until BIGINT,
  attempts BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX plan_consultations_by_plan ON plan_consultations (plan_id, day);
CREATE INDEX plan_consultations_by_institution ON plan_consultations (institution_id, day);
CREATE UNIQUE INDEX plan_consultations_key ON plan_consultations (key_hash) WHERE key_hash IS NOT NULL;
CREATE TABLE plan_notes (
  id @id,
  plan_id BIGINT CONSTRAINT plan_notes_plan REFERENCES plans (id),
  pupil_id BIGINT NOT NULL CONSTRAINT plan_notes_pupil REFERENCES pupils (id),
  institution_id BIGINT NOT NULL CONSTRAINT plan_notes_institution REFERENCES institutions (id),
  kind TEXT NOT NULL,
  day BIGINT NOT NULL,
  text TEXT NOT NULL,
  result TEXT NOT NULL DEFAULT '',
  reason TEXT,
  user_id BIGINT NOT NULL CONSTRAINT plan_notes_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX plan_notes_by_plan ON plan_notes (plan_id, day);
CREATE INDEX plan_notes_by_institution ON plan_notes (institution_id, kind, day);

-- The support team by the head's order; a new order ends the one before.
CREATE TABLE support_teams (
  id @id,
  institution_id BIGINT NOT NULL CONSTRAINT support_teams_institution REFERENCES institutions (id),
  order_number TEXT NOT NULL,
  order_day BIGINT NOT NULL,
  duties TEXT NOT NULL,
  ended_day BIGINT,
  user_id BIGINT NOT NULL CONSTRAINT support_teams_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE UNIQUE INDEX support_teams_current ON support_teams (institution_id) WHERE ended_day IS NULL;
CREATE TABLE support_team_members (
  id @id,
  team_id BIGINT NOT NULL CONSTRAINT support_team_members_team REFERENCES support_teams (id),
  name TEXT NOT NULL,
  speciality TEXT NOT NULL,
  from_day BIGINT NOT NULL,
  to_day BIGINT
);
CREATE INDEX support_team_members_by_team ON support_team_members (team_id);
CREATE TABLE team_meetings (
  id @id,
  institution_id BIGINT NOT NULL CONSTRAINT team_meetings_institution REFERENCES institutions (id),
  day BIGINT NOT NULL,
  present TEXT NOT NULL,
  decisions TEXT NOT NULL,
  user_id BIGINT NOT NULL CONSTRAINT team_meetings_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX team_meetings_by_institution ON team_meetings (institution_id, day);
CREATE TABLE team_tasks (
  id @id,
  meeting_id BIGINT NOT NULL CONSTRAINT team_tasks_meeting REFERENCES team_meetings (id),
  text TEXT NOT NULL,
  responsible TEXT NOT NULL,
  due_day BIGINT NOT NULL,
  done_at BIGINT,
  done_by_id BIGINT,
  result TEXT
);
CREATE INDEX team_tasks_by_meeting ON team_tasks (meeting_id);
-- Supervision of staff, and what staff have learned: counted, never about a pupil.
CREATE TABLE staff_sessions (
  id @id,
  institution_id BIGINT NOT NULL CONSTRAINT staff_sessions_institution REFERENCES institutions (id),
  kind TEXT NOT NULL,
  day BIGINT NOT NULL,
  title TEXT NOT NULL,
  participants BIGINT NOT NULL,
  hours BIGINT NOT NULL,
  user_id BIGINT NOT NULL CONSTRAINT staff_sessions_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX staff_sessions_by_institution ON staff_sessions (institution_id, day);

ALTER TABLE duties ADD COLUMN plan_id BIGINT;
