-- Of which programme and call a project is, or in which procurement a provider was found; who provides, takes part or applies; until when one
-- applies.
ALTER TABLE means ADD COLUMN call_name TEXT NOT NULL DEFAULT '';
ALTER TABLE means ADD COLUMN partner TEXT NOT NULL DEFAULT '';
ALTER TABLE means ADD COLUMN apply_day BIGINT;
