-- Stands in the place of a restricted signal, for readers who may not see that one.
ALTER TABLE signals ADD COLUMN stand_in BOOLEAN NOT NULL DEFAULT FALSE;
