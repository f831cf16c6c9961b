-- For whom of those who have a part in a task a report or a number is: the name in the programme of one that the registry does not know. A row
-- with neither institution nor party is of all of them together, as every row without an institution was meant before. A share may say of how
-- many it is: shares of institutions add up to that of the municipality only then.
ALTER TABLE programme_reports ADD COLUMN party TEXT;
ALTER TABLE programme_achievements ADD COLUMN party TEXT;
ALTER TABLE programme_achievements ADD COLUMN part BIGINT;
ALTER TABLE programme_achievements ADD COLUMN base BIGINT;
