-- Dialect of these files: what SQLite and PostgreSQL both understand, with three placeholders that the runner fills:
-- @id (an identity primary key), @bytes (binary data) and @bytewise (text compared byte by byte: sort keys). Every integer is BIGINT, every day the number of days since
-- 1970-01-01, every instant microseconds since 1970-01-01T00:00Z, every constraint and index has a name.

CREATE TABLE municipalities (
  id @id,
  code TEXT NOT NULL CONSTRAINT municipalities_code_unique UNIQUE,
  name TEXT NOT NULL,
  controller TEXT,
  demonstration BOOLEAN NOT NULL DEFAULT FALSE,
  created_at BIGINT NOT NULL
);

-- One reading of a file (or one merge of duplicates): what came with it and what it replaced carry its id.
CREATE TABLE loads (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT loads_municipality REFERENCES municipalities (id),
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  profile TEXT,
  snapshot BOOLEAN NOT NULL DEFAULT FALSE,
  user_id BIGINT,
  loaded_at BIGINT NOT NULL,
  undone_at BIGINT,
  row_count BIGINT NOT NULL DEFAULT 0,
  new_count BIGINT NOT NULL DEFAULT 0,
  changed_count BIGINT NOT NULL DEFAULT 0,
  gone_count BIGINT NOT NULL DEFAULT 0,
  unchanged_count BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX loads_by_municipality ON loads (municipality_id, kind, id);

CREATE TABLE uploads (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT uploads_municipality REFERENCES municipalities (id),
  user_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  options TEXT NOT NULL,
  state TEXT NOT NULL,
  report TEXT,
  load_id BIGINT,
  created_at BIGINT NOT NULL
);
CREATE TABLE upload_parts (
  upload_id BIGINT NOT NULL CONSTRAINT upload_parts_upload REFERENCES uploads (id),
  part BIGINT NOT NULL,
  bytes @bytes NOT NULL,
  CONSTRAINT upload_parts_key PRIMARY KEY (upload_id, part)
);

CREATE TABLE institutions (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT institutions_municipality REFERENCES municipalities (id),
  code TEXT NOT NULL,
  created_load_id BIGINT,
  CONSTRAINT institutions_code_unique UNIQUE (municipality_id, code)
);
CREATE TABLE institution_records (
  id @id,
  institution_id BIGINT NOT NULL CONSTRAINT institution_records_institution REFERENCES institutions (id),
  name TEXT NOT NULL,
  sort_key @bytewise NOT NULL,
  kind TEXT NOT NULL,
  parent_id BIGINT CONSTRAINT institution_records_parent REFERENCES institutions (id),
  address TEXT,
  email TEXT,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE INDEX institution_records_by_institution ON institution_records (institution_id, valid_from);
CREATE TABLE institution_aliases (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT institution_aliases_municipality REFERENCES municipalities (id),
  institution_id BIGINT NOT NULL CONSTRAINT institution_aliases_institution REFERENCES institutions (id),
  alias TEXT NOT NULL,
  alias_key TEXT NOT NULL,
  source TEXT,
  CONSTRAINT institution_aliases_unique UNIQUE (municipality_id, alias_key)
);

-- A child known to the municipality: on a school's list, or declared here and on none.
CREATE TABLE pupils (
  id @id,
  municipality_id BIGINT NOT NULL CONSTRAINT pupils_municipality REFERENCES municipalities (id),
  public_id TEXT NOT NULL CONSTRAINT pupils_public_id_unique UNIQUE,
  merged_into_id BIGINT CONSTRAINT pupils_merged_into REFERENCES pupils (id),
  created_load_id BIGINT
);
CREATE INDEX pupils_by_municipality ON pupils (municipality_id);
CREATE TABLE pupil_codes (
  id @id,
  municipality_id BIGINT NOT NULL,
  pupil_id BIGINT NOT NULL CONSTRAINT pupil_codes_pupil REFERENCES pupils (id),
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  current BOOLEAN NOT NULL DEFAULT TRUE,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX pupil_codes_unique ON pupil_codes (municipality_id, kind, code) WHERE ended_load_id IS NULL;
CREATE INDEX pupil_codes_by_pupil ON pupil_codes (pupil_id);
CREATE TABLE pupil_records (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT pupil_records_pupil REFERENCES pupils (id),
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  sort_key @bytewise NOT NULL,
  search_key TEXT NOT NULL,
  birth_date BIGINT,
  sex TEXT,
  declared_municipality TEXT,
  declared_address TEXT,
  home_language TEXT,
  special_programme_code TEXT,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX pupil_records_unique ON pupil_records (pupil_id) WHERE ended_load_id IS NULL;
CREATE INDEX pupil_records_by_name ON pupil_records (search_key) WHERE ended_load_id IS NULL;
CREATE TABLE guardians (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT guardians_pupil REFERENCES pupils (id),
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  relation TEXT NOT NULL,
  phone TEXT,
  email TEXT,
  from_day BIGINT,
  to_day BIGINT,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX guardians_unique ON guardians (pupil_id, given_name, family_name, relation) WHERE ended_load_id IS NULL;
CREATE TABLE class_teachers (
  id @id,
  institution_id BIGINT NOT NULL CONSTRAINT class_teachers_institution REFERENCES institutions (id),
  class TEXT NOT NULL,
  email TEXT NOT NULL,
  from_day BIGINT NOT NULL,
  to_day BIGINT,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX class_teachers_unique ON class_teachers (institution_id, class, email, from_day) WHERE ended_load_id IS NULL;
CREATE INDEX class_teachers_by_email ON class_teachers (email) WHERE ended_load_id IS NULL;
CREATE TABLE enrolments (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT enrolments_pupil REFERENCES pupils (id),
  institution_id BIGINT NOT NULL CONSTRAINT enrolments_institution REFERENCES institutions (id),
  class TEXT NOT NULL,
  class_key @bytewise NOT NULL,
  grade BIGINT,
  from_day BIGINT NOT NULL,
  to_day BIGINT,
  programme_code TEXT,
  study_form TEXT,
  repeats_year BOOLEAN,
  leaving_reason TEXT,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX enrolments_unique ON enrolments (pupil_id, institution_id, from_day) WHERE ended_load_id IS NULL;
CREATE INDEX enrolments_by_class ON enrolments (institution_id, class, from_day) WHERE ended_load_id IS NULL;
CREATE TABLE staff (
  id @id,
  institution_id BIGINT NOT NULL CONSTRAINT staff_institution REFERENCES institutions (id),
  role TEXT NOT NULL,
  fte BIGINT NOT NULL,
  as_of_day BIGINT NOT NULL,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX staff_unique ON staff (institution_id, role, as_of_day) WHERE ended_load_id IS NULL;
CREATE TABLE declared_children (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT declared_children_pupil REFERENCES pupils (id),
  declared_address TEXT,
  status TEXT,
  basic_education_completed BOOLEAN,
  load_id BIGINT NOT NULL,
  ended_load_id BIGINT
);
CREATE UNIQUE INDEX declared_children_unique ON declared_children (pupil_id) WHERE ended_load_id IS NULL;
-- What a person found out about a child on no list; outranks the file's status, keeps its history.
CREATE TABLE declared_findings (
  id @id,
  pupil_id BIGINT NOT NULL CONSTRAINT declared_findings_pupil REFERENCES pupils (id),
  status TEXT NOT NULL,
  note TEXT,
  user_id BIGINT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX declared_findings_by_pupil ON declared_findings (pupil_id, at);
