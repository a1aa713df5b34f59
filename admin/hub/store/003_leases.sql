-- Seat rights lent to kiosks, what became of each, and what the hub knows of a kiosk's line.
CREATE TABLE lease(
  id INTEGER PRIMARY KEY, kiosk INTEGER NOT NULL REFERENCES kiosk(id), install TEXT NOT NULL,
  session TEXT NOT NULL REFERENCES session(id), rights INTEGER NOT NULL CHECK(rights BETWEEN 1 AND 62),
  state TEXT NOT NULL CHECK(state IN ('open','recalled','frozen','closed','revoked')),
  use_until INTEGER NOT NULL, granted_at INTEGER NOT NULL, settled_at INTEGER
);
CREATE INDEX lease_by_session ON lease(session) WHERE state IN ('open','recalled','frozen');
CREATE INDEX lease_by_kiosk ON lease(kiosk) WHERE state IN ('open','recalled','frozen');
CREATE TABLE lease_spend(
  lease INTEGER NOT NULL REFERENCES lease(id), idx INTEGER NOT NULL CHECK(idx >= 0), cmd_id TEXT NOT NULL UNIQUE,
  PRIMARY KEY(lease, idx)
) WITHOUT ROWID;

-- A slip that said confirmed and whose seat was taken back by force before the hub heard of it.
CREATE TABLE promise_broken(
  registration TEXT PRIMARY KEY REFERENCES registration(id), lease INTEGER NOT NULL REFERENCES lease(id),
  at INTEGER NOT NULL
) WITHOUT ROWID;

-- Cancellations tried with a wrong proof; five an hour and kiosk are judged.
CREATE TABLE wrong_proof(cmd_id TEXT PRIMARY KEY, kiosk INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX wrong_proof_by_kiosk ON wrong_proof(kiosk, at);

-- The version at which time or place last changed: a slip printed from an older one needs a call.
ALTER TABLE session ADD COLUMN moved_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE kiosk ADD COLUMN outbox_head INTEGER NOT NULL DEFAULT 0;
ALTER TABLE kiosk ADD COLUMN proto TEXT NOT NULL DEFAULT '';
ALTER TABLE kiosk ADD COLUMN program TEXT NOT NULL DEFAULT '';
