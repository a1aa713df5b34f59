-- What still waits is found without reading what was sent long ago.
DROP INDEX outbox_pending;
CREATE INDEX outbox_pending ON outbox(install, cmd_no) WHERE state='pending';

-- Whether somebody was shown the number: the power can go between the commit and the slip.
ALTER TABLE registration ADD COLUMN is_seen INTEGER NOT NULL DEFAULT 1;
CREATE INDEX registration_unseen ON registration(made_at) WHERE NOT is_seen;
