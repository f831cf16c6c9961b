-- Assistants and second teachers of a class, with thousandths of an hour a week. Those of one pupil stand in the pupil's plan.
CREATE TABLE class_assistants (
  id @id,
  institution_id BIGINT NOT NULL CONSTRAINT class_assistants_institution REFERENCES institutions (id),
  class TEXT NOT NULL,
  kind TEXT NOT NULL,
  person TEXT NOT NULL,
  hours BIGINT NOT NULL,
  from_day BIGINT NOT NULL,
  to_day BIGINT,
  user_id BIGINT NOT NULL CONSTRAINT class_assistants_user REFERENCES users (id),
  at BIGINT NOT NULL
);
CREATE INDEX class_assistants_by_institution ON class_assistants (institution_id, class);
