-- A class that moved to another town: the kiosks of the town it left must forget it.
CREATE TABLE left_scope(
  municipality TEXT NOT NULL REFERENCES municipality(code), session TEXT NOT NULL REFERENCES session(id),
  seq INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(municipality, session)
) WITHOUT ROWID;
CREATE INDEX left_scope_by_seq ON left_scope(municipality, seq);
-- A tombstone that was purged keeps its row, with 0 as its number in the feed. Whose cursor is below the floor
-- may have missed one; everything up to `safe_seq` is in a copy of this file that was read back.
INSERT INTO counter VALUES('feed_floor', 0), ('safe_seq', 0);
-- Raised with every change of what is lent to this kiosk: while it stands still, the digest of its leases does.
ALTER TABLE kiosk ADD COLUMN leases_version INTEGER NOT NULL DEFAULT 0;
-- A number that a slip bears although somebody had it before: the hub gave that registration a second one.
CREATE TABLE printed_code(
  code TEXT NOT NULL, registration TEXT NOT NULL REFERENCES registration(id), PRIMARY KEY(code, registration)
) WITHOUT ROWID;
