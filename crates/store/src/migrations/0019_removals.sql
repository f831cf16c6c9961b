-- Removals of records whose time is over: proposed by one person, decided by another.
CREATE TABLE removals (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT removals_municipality REFERENCES municipalities (id),
  kind TEXT NOT NULL,
  before_day BIGINT NOT NULL,
  records BIGINT NOT NULL,
  proposed_by_id BIGINT NOT NULL CONSTRAINT removals_proposed_by REFERENCES users (id),
  proposed_at BIGINT NOT NULL,
  state TEXT NOT NULL,
  decided_by_id BIGINT CONSTRAINT removals_decided_by REFERENCES users (id),
  decided_at BIGINT,
  reason TEXT
);
CREATE UNIQUE INDEX removals_open ON removals (municipality_id, kind) WHERE state = 'proposed';
