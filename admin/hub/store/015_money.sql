-- What a session cost, as planned and as it came; older values stand in the audit.
CREATE TABLE session_cost(
  session TEXT PRIMARY KEY REFERENCES session(id), planned_yen INTEGER CHECK(planned_yen >= 0),
  real_yen INTEGER CHECK(real_yen >= 0), written_by TEXT NOT NULL, written_at INTEGER NOT NULL
) WITHOUT ROWID;

-- A person's word on which subsidy a session counts for; no subsidy: for none. One row a session, so that no
-- session can be counted twice.
CREATE TABLE session_claim(
  session TEXT PRIMARY KEY REFERENCES session(id), subsidy TEXT REFERENCES subsidy(id),
  reason TEXT NOT NULL CHECK(reason <> ''), written_by TEXT NOT NULL, written_at INTEGER NOT NULL
) WITHOUT ROWID;

-- An entry of a history may correct an earlier one of the same history, or take it back.
ALTER TABLE subsidy_step ADD COLUMN corrects INTEGER;
ALTER TABLE subsidy_step ADD COLUMN takes_back INTEGER NOT NULL DEFAULT 0;

-- The documents that belong to an entry.
CREATE TABLE subsidy_paper(
  subsidy TEXT NOT NULL, step INTEGER NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL,
  number TEXT NOT NULL DEFAULT '', date TEXT, PRIMARY KEY(subsidy, step, position),
  FOREIGN KEY(subsidy, step) REFERENCES subsidy_step(subsidy, number) ON UPDATE CASCADE ON DELETE CASCADE
) WITHOUT ROWID;
