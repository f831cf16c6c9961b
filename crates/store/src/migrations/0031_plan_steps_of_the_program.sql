-- A step of a plan may be the program's own: a pupil left, and nobody reaches the plan any more. Nothing names a step by its id.
CREATE TABLE plan_steps_anew (
  id @id,
  plan_id BIGINT NOT NULL CONSTRAINT plan_steps_plan REFERENCES plans (id),
  event TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  user_id BIGINT CONSTRAINT plan_steps_user REFERENCES users (id),
  at BIGINT NOT NULL
);
INSERT INTO plan_steps_anew (plan_id, event, state, reason, user_id, at)
  SELECT plan_id, event, state, reason, user_id, at FROM plan_steps ORDER BY id;
DROP TABLE plan_steps;
ALTER TABLE plan_steps_anew RENAME TO plan_steps;
CREATE INDEX plan_steps_by_plan ON plan_steps (plan_id, id);
