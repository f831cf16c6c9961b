-- What the State, the European Union and others ask or offer: what the update of the programme is to take into account. A step is followed by
-- a later one, none is written over.
CREATE TABLE policy_notes (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT policy_notes_municipality REFERENCES municipalities (id),
  title TEXT NOT NULL,
  issuer TEXT NOT NULL,
  day BIGINT NOT NULL,
  place TEXT NOT NULL,
  asks TEXT NOT NULL,
  activity_key TEXT,
  state TEXT NOT NULL,
  version BIGINT,
  user_id BIGINT CONSTRAINT policy_notes_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX policy_notes_by_state ON policy_notes (municipality_id, state);

CREATE TABLE policy_note_steps (
  id @id,
  policy_note_id BIGINT NOT NULL CONSTRAINT policy_note_steps_note REFERENCES policy_notes (id),
  state TEXT NOT NULL,
  version BIGINT,
  note TEXT NOT NULL,
  user_id BIGINT CONSTRAINT policy_note_steps_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX policy_note_steps_by_note ON policy_note_steps (policy_note_id, id);
