-- The kiosk's first schema: who it is, what it promised, and its copy of the schedule. Nobody's name in clear.
CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row per command, numbered without gaps; `text` is the signed canonical JSON that goes to the hub.
CREATE TABLE outbox(
  cmd_no INTEGER PRIMARY KEY, cmd_id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, text TEXT NOT NULL,
  chain BLOB NOT NULL, state TEXT NOT NULL DEFAULT 'pending' CHECK(state IN ('pending','acked','safe')),
  seq INTEGER NOT NULL DEFAULT 0, result TEXT NOT NULL DEFAULT '', made_at INTEGER NOT NULL
);
CREATE INDEX outbox_pending ON outbox(cmd_no) WHERE state='pending';

-- The registrations taken here, as the hub last said they stand.
CREATE TABLE registration(
  id TEXT PRIMARY KEY, code TEXT NOT NULL, session TEXT NOT NULL, state TEXT NOT NULL, position INTEGER,
  reason TEXT NOT NULL DEFAULT '', token TEXT NOT NULL, made_at INTEGER NOT NULL, call_by INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX registration_by_code ON registration(code);

CREATE TABLE session(id TEXT PRIMARY KEY, seq INTEGER NOT NULL, data TEXT NOT NULL) WITHOUT ROWID;

-- What the hub signed about this kiosk's commands: evidence when a hub was restored from a backup.
CREATE TABLE evidence(
  id INTEGER PRIMARY KEY, results TEXT NOT NULL, signature TEXT NOT NULL, received_at INTEGER NOT NULL
);
