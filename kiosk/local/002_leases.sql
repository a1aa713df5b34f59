-- Seat rights the hub lent, each spent at most once, and an outbox that tells one enrolment's commands from the next's.
CREATE TABLE lease(
  id INTEGER PRIMARY KEY, session TEXT NOT NULL, rights INTEGER NOT NULL,
  state TEXT NOT NULL CHECK(state IN ('open','closing')), use_until INTEGER NOT NULL,
  granted_at INTEGER NOT NULL, granted_boot TEXT NOT NULL, granted_mono INTEGER NOT NULL
);
CREATE INDEX lease_by_session ON lease(session);
-- Kept after the lease is gone: a right is never spent twice.
CREATE TABLE lease_spend(
  lease INTEGER NOT NULL, idx INTEGER NOT NULL, cmd_id TEXT NOT NULL UNIQUE, PRIMARY KEY(lease, idx)
) WITHOUT ROWID;

ALTER TABLE outbox RENAME TO outbox_before;
CREATE TABLE outbox(
  install TEXT NOT NULL, cmd_no INTEGER NOT NULL, cmd_id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, text TEXT NOT NULL,
  chain BLOB NOT NULL, state TEXT NOT NULL DEFAULT 'pending' CHECK(state IN ('pending','acked','safe')),
  seq INTEGER NOT NULL DEFAULT 0, result TEXT NOT NULL DEFAULT '', made_at INTEGER NOT NULL, safe_at INTEGER,
  PRIMARY KEY(install, cmd_no)
) WITHOUT ROWID;
INSERT INTO outbox(install, cmd_no, cmd_id, type, text, chain, state, seq, result, made_at)
  SELECT json_extract(text, '$.install'), cmd_no, cmd_id, type, text, chain, state, seq, result, made_at
  FROM outbox_before;
DROP TABLE outbox_before;
CREATE INDEX outbox_pending ON outbox(made_at, cmd_no) WHERE state='pending';
