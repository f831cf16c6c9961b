-- Somebody may be invited to a meeting for some of its items alone. They see these and no others, none once these are gone.
ALTER TABLE meeting_participants ADD COLUMN by_item BOOLEAN NOT NULL DEFAULT FALSE;
CREATE TABLE meeting_invitations (
  member_id BIGINT NOT NULL CONSTRAINT meeting_invitations_member REFERENCES body_members (id),
  item_id BIGINT NOT NULL CONSTRAINT meeting_invitations_item REFERENCES agenda_items (id) ON DELETE CASCADE,
  CONSTRAINT meeting_invitations_key PRIMARY KEY (member_id, item_id)
);
CREATE INDEX meeting_invitations_by_item ON meeting_invitations (item_id);
