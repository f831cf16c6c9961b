-- What happened since somebody's last visit is counted without a look into the table, however long the log has grown.
CREATE INDEX audit_entries_by_time ON audit_entries (municipality_id, at, action);
