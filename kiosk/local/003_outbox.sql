-- What still waits is found without reading what was sent long ago.
DROP INDEX outbox_pending;
CREATE INDEX outbox_pending ON outbox(install, cmd_no) WHERE state='pending';
