-- What the board writes for the yearly report on the programme: of an activity, or with an empty key of the whole. Each saving is a row of its
-- own; the number of the version tells a writer that somebody else was faster.
CREATE TABLE annual_texts (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT annual_texts_municipality REFERENCES municipalities (id),
  year BIGINT NOT NULL,
  row_key TEXT NOT NULL,
  version BIGINT NOT NULL,
  done TEXT NOT NULL,
  impact TEXT NOT NULL,
  helped TEXT NOT NULL,
  hindered TEXT NOT NULL,
  changes TEXT NOT NULL,
  user_id BIGINT CONSTRAINT annual_texts_user REFERENCES users (id),
  at BIGINT NOT NULL,
  CONSTRAINT annual_texts_version UNIQUE (municipality_id, year, row_key, version)
);

-- To whom the report was presented and where it was published.
CREATE TABLE annual_events (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT annual_events_municipality REFERENCES municipalities (id),
  year BIGINT NOT NULL,
  kind TEXT NOT NULL,
  place TEXT NOT NULL,
  day BIGINT NOT NULL,
  note TEXT NOT NULL,
  user_id BIGINT CONSTRAINT annual_events_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX annual_events_by_year ON annual_events (municipality_id, year, day, id);
