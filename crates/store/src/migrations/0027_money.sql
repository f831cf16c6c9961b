-- What activities of the prevention programme are planned to cost and cost, and the means that are followed one by one: projects and calls,
-- providers, camps, posts. Nothing is written over: a wrong amount is withdrawn with its reason, a state is followed by a later one.
CREATE TABLE money_entries (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT money_entries_municipality REFERENCES municipalities (id),
  activity_key TEXT NOT NULL,
  year BIGINT NOT NULL,
  source TEXT NOT NULL,
  purpose TEXT NOT NULL,
  cents BIGINT NOT NULL,
  note TEXT NOT NULL,
  user_id BIGINT CONSTRAINT money_entries_user REFERENCES users (id),
  at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  withdrawn_reason TEXT,
  withdrawn_by_id BIGINT CONSTRAINT money_entries_withdrawn_by REFERENCES users (id)
);
CREATE INDEX money_entries_by_year ON money_entries (municipality_id, year);

CREATE TABLE means (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT means_municipality REFERENCES municipalities (id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  activity_key TEXT,
  from_day BIGINT,
  to_day BIGINT,
  cents BIGINT,
  number BIGINT,
  ages TEXT NOT NULL,
  note TEXT NOT NULL,
  user_id BIGINT CONSTRAINT means_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX means_by_kind ON means (municipality_id, kind);

CREATE TABLE means_steps (
  id @id,
  means_id BIGINT NOT NULL CONSTRAINT means_steps_means REFERENCES means (id),
  state TEXT NOT NULL,
  cents BIGINT,
  note TEXT NOT NULL,
  user_id BIGINT CONSTRAINT means_steps_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX means_steps_by_means ON means_steps (means_id, id);
