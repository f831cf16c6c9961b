-- A person whom the school must not inform about a child, because the child's safety forbids it. Found by name, for guardians come anew
-- with every file; a lifted bar stays as history.
CREATE TABLE contact_bars (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT contact_bars_pupil REFERENCES pupils (id),
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  set_by_id BIGINT NOT NULL CONSTRAINT contact_bars_set_by REFERENCES users (id),
  set_at BIGINT NOT NULL,
  lifted_by_id BIGINT CONSTRAINT contact_bars_lifted_by REFERENCES users (id),
  lifted_at BIGINT,
  lifted_reason TEXT
);
CREATE INDEX contact_bars_by_pupil ON contact_bars (pupil_id);

-- A pupil sent to the pedagogical medical commission, with the papers the school has prepared, and what the commission found.
CREATE TABLE commission_referrals (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT commission_referrals_pupil REFERENCES pupils (id),
  institution_id BIGINT NOT NULL CONSTRAINT commission_referrals_institution REFERENCES institutions (id),
  referred_day BIGINT NOT NULL,
  papers TEXT NOT NULL,
  note TEXT,
  referred_by_id BIGINT NOT NULL CONSTRAINT commission_referrals_referred_by REFERENCES users (id),
  at BIGINT NOT NULL,
  assessed_day BIGINT,
  programme_code TEXT,
  finding TEXT,
  assessed_by_id BIGINT CONSTRAINT commission_referrals_assessed_by REFERENCES users (id),
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX commission_referrals_by_pupil ON commission_referrals (pupil_id);
CREATE INDEX commission_referrals_by_institution ON commission_referrals (institution_id, referred_day);

-- Two pupils who look like one child and whom somebody found to be two; the smaller id comes first.
CREATE TABLE distinct_pupils (
  first_id BIGINT NOT NULL CONSTRAINT distinct_pupils_first REFERENCES pupils (id),
  second_id BIGINT NOT NULL CONSTRAINT distinct_pupils_second REFERENCES pupils (id),
  reason TEXT NOT NULL,
  user_id BIGINT NOT NULL CONSTRAINT distinct_pupils_user REFERENCES users (id),
  at BIGINT NOT NULL,
  CONSTRAINT distinct_pupils_key PRIMARY KEY (first_id, second_id)
);

-- Why a correction was made, in the words of who made it.
ALTER TABLE loads ADD COLUMN reason TEXT;
