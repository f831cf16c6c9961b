-- Hours that another institution gave under its part of a plan, in thousandths. What was written down by mistake is taken back, not removed.
CREATE TABLE plan_part_hours (
  id @id,
  part_id BIGINT NOT NULL CONSTRAINT plan_part_hours_part REFERENCES plan_parts (id),
  day BIGINT NOT NULL,
  hours BIGINT NOT NULL,
  note TEXT NOT NULL,
  user_id BIGINT NOT NULL CONSTRAINT plan_part_hours_user REFERENCES users (id),
  at BIGINT NOT NULL,
  withdrawn_at BIGINT
);
CREATE INDEX plan_part_hours_by_part ON plan_part_hours (part_id);
