-- Who lifted a protection, when and why; the protection itself stays.
ALTER TABLE protections ADD COLUMN lifted_by_id BIGINT CONSTRAINT protections_lifted_by REFERENCES users (id);
ALTER TABLE protections ADD COLUMN lifted_at BIGINT;
ALTER TABLE protections ADD COLUMN lifted_reason TEXT;
