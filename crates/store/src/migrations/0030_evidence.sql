-- Files that prove what was reported of the prevention programme. A file comes with its report and stays with it; sha256 says in hexadecimal
-- digits what it held when it came.
CREATE TABLE programme_evidence (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT programme_evidence_municipality REFERENCES municipalities (id),
  report_id BIGINT NOT NULL CONSTRAINT programme_evidence_report REFERENCES programme_reports (id),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes @bytes NOT NULL
);
CREATE INDEX programme_evidence_by_report ON programme_evidence (municipality_id, report_id, id);
