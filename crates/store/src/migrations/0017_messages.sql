-- What a person is told in the application. Holds no name and no text about a child: the kind says what happened, the page it leads to
-- asks the access table.
CREATE TABLE messages (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT messages_municipality REFERENCES municipalities (id),
  user_id BIGINT NOT NULL CONSTRAINT messages_user REFERENCES users (id),
  kind TEXT NOT NULL,
  subject_id BIGINT,
  number BIGINT,
  about TEXT,
  at BIGINT NOT NULL,
  read_at BIGINT,
  delivery TEXT NOT NULL,
  digest_day BIGINT,
  mailed_at BIGINT,
  CONSTRAINT messages_unique UNIQUE (user_id, about)
);
CREATE INDEX messages_by_user ON messages (user_id, at, id);
CREATE INDEX messages_unread ON messages (user_id) WHERE read_at IS NULL;
CREATE INDEX messages_of_digest ON messages (user_id, digest_day) WHERE digest_day IS NOT NULL;
CREATE TABLE message_choices (
  user_id BIGINT NOT NULL CONSTRAINT message_choices_key PRIMARY KEY CONSTRAINT message_choices_user REFERENCES users (id),
  delivery TEXT NOT NULL,
  at BIGINT NOT NULL
);
-- The address of a person's calendar is a secret: only its hash is kept.
CREATE TABLE calendar_links (
  secret_hash TEXT NOT NULL CONSTRAINT calendar_links_key PRIMARY KEY,
  user_id BIGINT NOT NULL CONSTRAINT calendar_links_user REFERENCES users (id) CONSTRAINT calendar_links_one UNIQUE,
  at BIGINT NOT NULL
);

-- What a job is about: two of the same are one.
ALTER TABLE jobs ADD COLUMN about TEXT;
CREATE UNIQUE INDEX jobs_unique ON jobs (about);
