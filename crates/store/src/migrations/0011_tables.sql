-- Of the unexcused lessons of a day those whose reason is not known yet: they count as unexcused until it is.
ALTER TABLE absence_day_sums ADD COLUMN unexplained BIGINT NOT NULL DEFAULT 0;
UPDATE absence_day_sums SET unexplained = u.lessons
  FROM (SELECT institution_id, day, COUNT(*) AS lessons FROM absences WHERE ended_load_id IS NULL AND kind = 1 GROUP BY institution_id, day) u
  WHERE absence_day_sums.institution_id = u.institution_id AND absence_day_sums.day = u.day;

-- The annual marks of a year among all marks.
CREATE INDEX marks_annual ON marks (day, pupil_id) WHERE ended_load_id IS NULL AND kind = 'annual';
