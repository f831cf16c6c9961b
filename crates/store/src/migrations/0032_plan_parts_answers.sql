-- What institutions answer to their parts of a plan. A part that is changed becomes a new row that names the first one, so that an answer stays
-- with the words that were read.
ALTER TABLE plan_parts ADD COLUMN hours BIGINT;
-- The person at the institution to whom the part is addressed; none: everybody who acts for the institution.
ALTER TABLE plan_parts ADD COLUMN user_id BIGINT CONSTRAINT plan_parts_user REFERENCES users (id);
ALTER TABLE plan_parts ADD COLUMN origin_id BIGINT CONSTRAINT plan_parts_origin REFERENCES plan_parts (id);
CREATE INDEX plan_parts_by_partner ON plan_parts (partner);
CREATE INDEX plan_parts_by_origin ON plan_parts (origin_id);
CREATE TABLE plan_part_answers (
  id @id,
  part_id BIGINT NOT NULL CONSTRAINT plan_part_answers_part REFERENCES plan_parts (id),
  answer TEXT NOT NULL,
  words TEXT NOT NULL,
  user_id BIGINT NOT NULL CONSTRAINT plan_part_answers_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX plan_part_answers_by_part ON plan_part_answers (part_id, id);
