-- Proves that a key is the one this database is sealed with; its row is written when the first key is taken and all plain texts are sealed.
CREATE TABLE sealing (
  id BIGINT NOT NULL CONSTRAINT sealing_key PRIMARY KEY,
  proof TEXT NOT NULL
);
-- Wrong passwords for addresses without an account: they lock like accounts do, so that a lock does not tell whether there is one.
CREATE TABLE sign_in_attempts (
  address_hash TEXT NOT NULL CONSTRAINT sign_in_attempts_key PRIMARY KEY,
  failed_count BIGINT NOT NULL,
  locked_until BIGINT,
  at BIGINT NOT NULL
);
