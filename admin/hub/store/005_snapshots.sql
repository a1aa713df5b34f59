-- A class that moved to another town: the kiosks of the town it left must forget it.
CREATE TABLE left_scope(
  municipality TEXT NOT NULL REFERENCES municipality(code), session TEXT NOT NULL REFERENCES session(id),
  seq INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(municipality, session)
) WITHOUT ROWID;
CREATE INDEX left_scope_by_seq ON left_scope(municipality, seq);
-- A tombstone that was purged keeps its row, with 0 as its number in the feed. Whose cursor is below the floor
-- may have missed one; everything up to `safe_seq` is in a copy of this file that was read back.
INSERT INTO counter VALUES('feed_floor', 0), ('safe_seq', 0);
