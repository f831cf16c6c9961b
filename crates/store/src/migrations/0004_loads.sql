-- Which merge made a pupil part of another, and what people had written about that pupil: both go back when it is undone.
ALTER TABLE pupils ADD COLUMN merged_load_id BIGINT;
CREATE TABLE merge_moves (
  load_id BIGINT NOT NULL CONSTRAINT merge_moves_load REFERENCES loads (id),
  table_name TEXT NOT NULL,
  record_id BIGINT NOT NULL,
  pupil_id BIGINT NOT NULL,
  CONSTRAINT merge_moves_key PRIMARY KEY (load_id, table_name, record_id)
);
