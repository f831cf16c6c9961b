-- Bodies in which institutions work together; a body may work under another.
CREATE TABLE bodies (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT bodies_municipality REFERENCES municipalities (id),
  parent_id BIGINT CONSTRAINT bodies_parent REFERENCES bodies (id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  level TEXT NOT NULL,
  basis TEXT NOT NULL,
  basis_title TEXT NOT NULL,
  basis_day BIGINT,
  from_day BIGINT NOT NULL
);
CREATE INDEX bodies_by_municipality ON bodies (municipality_id);
CREATE TABLE body_members (
  id @id,
  body_id BIGINT NOT NULL CONSTRAINT body_members_body REFERENCES bodies (id),
  user_id BIGINT CONSTRAINT body_members_user REFERENCES users (id),
  name TEXT NOT NULL,
  organisation TEXT NOT NULL,
  right_code TEXT NOT NULL,
  from_day BIGINT NOT NULL,
  to_day BIGINT,
  left_reason TEXT
);
CREATE INDEX body_members_by_body ON body_members (body_id);
CREATE INDEX body_members_by_user ON body_members (user_id) WHERE to_day IS NULL;
CREATE TABLE regulations (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT regulations_municipality REFERENCES municipalities (id),
  body_id BIGINT CONSTRAINT regulations_body REFERENCES bodies (id),
  title TEXT NOT NULL,
  number TEXT NOT NULL,
  from_day BIGINT NOT NULL,
  to_day BIGINT,
  link TEXT,
  replaces_id BIGINT CONSTRAINT regulations_replaces REFERENCES regulations (id)
);
CREATE INDEX regulations_by_municipality ON regulations (municipality_id);
CREATE TABLE meetings (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT meetings_municipality REFERENCES municipalities (id),
  body_id BIGINT NOT NULL CONSTRAINT meetings_body REFERENCES bodies (id),
  day BIGINT NOT NULL,
  begins TEXT NOT NULL,
  place TEXT NOT NULL,
  budget BOOLEAN NOT NULL,
  state TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  closed_at BIGINT,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX meetings_by_body ON meetings (body_id, day);
CREATE TABLE meeting_participants (
  meeting_id BIGINT NOT NULL CONSTRAINT meeting_participants_meeting REFERENCES meetings (id),
  member_id BIGINT NOT NULL CONSTRAINT meeting_participants_member REFERENCES body_members (id),
  present BOOLEAN NOT NULL,
  CONSTRAINT meeting_participants_key PRIMARY KEY (meeting_id, member_id)
);
-- What a body speaks of: a case (a pupil, with the case it comes from once there is one) or a question of the system. Without a meeting it waits.
CREATE TABLE agenda_items (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT agenda_items_municipality REFERENCES municipalities (id),
  body_id BIGINT NOT NULL CONSTRAINT agenda_items_body REFERENCES bodies (id),
  meeting_id BIGINT CONSTRAINT agenda_items_meeting REFERENCES meetings (id),
  pupil_id BIGINT CONSTRAINT agenda_items_pupil REFERENCES pupils (id),
  case_id BIGINT,
  institution_id BIGINT CONSTRAINT agenda_items_institution REFERENCES institutions (id),
  reason TEXT,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  restricted_text TEXT NOT NULL,
  state TEXT NOT NULL,
  minutes TEXT NOT NULL DEFAULT '',
  version BIGINT NOT NULL DEFAULT 1,
  brief_version BIGINT NOT NULL DEFAULT 1,
  carried_from_id BIGINT CONSTRAINT agenda_items_carried_from REFERENCES agenda_items (id),
  returned_reason TEXT,
  proposed_by_id BIGINT,
  proposed_at BIGINT NOT NULL
);
CREATE INDEX agenda_items_waiting ON agenda_items (body_id) WHERE meeting_id IS NULL;
CREATE INDEX agenda_items_by_meeting ON agenda_items (meeting_id);
CREATE INDEX agenda_items_by_pupil ON agenda_items (pupil_id);
-- Every version of the minutes: what somebody typed stays readable whatever is typed over it.
CREATE TABLE minutes_versions (
  item_id BIGINT NOT NULL CONSTRAINT minutes_versions_item REFERENCES agenda_items (id),
  version BIGINT NOT NULL,
  text TEXT NOT NULL,
  user_id BIGINT,
  at BIGINT NOT NULL,
  CONSTRAINT minutes_versions_key PRIMARY KEY (item_id, version)
);
CREATE TABLE decisions (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT decisions_municipality REFERENCES municipalities (id),
  item_id BIGINT NOT NULL CONSTRAINT decisions_item REFERENCES agenda_items (id),
  meeting_id BIGINT NOT NULL CONSTRAINT decisions_meeting REFERENCES meetings (id),
  what TEXT NOT NULL,
  organisation TEXT NOT NULL,
  person TEXT NOT NULL,
  user_id BIGINT CONSTRAINT decisions_user REFERENCES users (id),
  due_day BIGINT NOT NULL,
  judge_day BIGINT NOT NULL,
  done_at BIGINT,
  done_note TEXT,
  judgement TEXT,
  judged_at BIGINT,
  judged_note TEXT
);
CREATE INDEX decisions_by_meeting ON decisions (meeting_id);
CREATE INDEX decisions_by_item ON decisions (item_id);
CREATE INDEX decisions_by_user ON decisions (user_id) WHERE done_at IS NULL;
CREATE TABLE proposals (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT proposals_municipality REFERENCES municipalities (id),
  meeting_id BIGINT NOT NULL CONSTRAINT proposals_meeting REFERENCES meetings (id),
  text TEXT NOT NULL,
  addressee TEXT NOT NULL,
  at BIGINT NOT NULL,
  answer TEXT,
  answered_at BIGINT
);
CREATE INDEX proposals_by_municipality ON proposals (municipality_id, at);
-- Talks of a body with heads, staff, parents or children outside its meetings.
CREATE TABLE talks (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT talks_municipality REFERENCES municipalities (id),
  body_id BIGINT NOT NULL CONSTRAINT talks_body REFERENCES bodies (id),
  day BIGINT NOT NULL,
  with_codes TEXT NOT NULL,
  about TEXT NOT NULL,
  conclusions TEXT NOT NULL,
  user_id BIGINT,
  at BIGINT NOT NULL
);
CREATE INDEX talks_by_body ON talks (body_id, day);
-- What institutions ask a support centre. Names no child.
CREATE TABLE centre_requests (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT centre_requests_municipality REFERENCES municipalities (id),
  body_id BIGINT NOT NULL CONSTRAINT centre_requests_body REFERENCES bodies (id),
  institution_id BIGINT NOT NULL CONSTRAINT centre_requests_institution REFERENCES institutions (id),
  speciality TEXT NOT NULL,
  band TEXT NOT NULL,
  text TEXT NOT NULL,
  state TEXT NOT NULL,
  agreed_day BIGINT,
  answer TEXT,
  asked_by_id BIGINT,
  asked_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX centre_requests_by_body ON centre_requests (body_id, state);
CREATE INDEX centre_requests_by_institution ON centre_requests (institution_id);
