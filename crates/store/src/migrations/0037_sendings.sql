-- What was sent a moment ago, under the hash of all that was sent and by whom: what comes again is known, and what came of it.
CREATE TABLE sendings (
  mark TEXT NOT NULL CONSTRAINT sendings_mark PRIMARY KEY,
  came BIGINT NOT NULL,
  at BIGINT NOT NULL
);
