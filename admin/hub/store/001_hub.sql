-- The hub's first schema. Times are seconds since 1970-01-01 UTC; enumerations are the names of shared/domain.

-- One counter for the whole hub: `seq` orders every change that decides anything, and numbers the public feeds.
CREATE TABLE counter(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counter VALUES('seq', 0);

CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE municipality(
  code TEXT PRIMARY KEY, name TEXT NOT NULL, kana TEXT NOT NULL, kind TEXT NOT NULL CHECK(kind IN ('city','town'))
) WITHOUT ROWID;

CREATE TABLE organisation(
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE area(
  id TEXT PRIMARY KEY, municipality TEXT NOT NULL REFERENCES municipality(code), name TEXT NOT NULL,
  has_shop INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE venue(
  id TEXT PRIMARY KEY, municipality TEXT NOT NULL REFERENCES municipality(code), name TEXT NOT NULL,
  kana TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL, postal_code TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '', latitude REAL, longitude REAL, phone TEXT NOT NULL DEFAULT '',
  opening_hours TEXT NOT NULL DEFAULT '', area TEXT REFERENCES area(id),
  is_step_free INTEGER NOT NULL DEFAULT 0, has_hearing_loop INTEGER NOT NULL DEFAULT 0,
  has_parking INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX venue_by_municipality ON venue(municipality);

CREATE TABLE programme(
  id TEXT PRIMARY KEY, fiscal_year INTEGER NOT NULL, scheme TEXT NOT NULL, name TEXT NOT NULL,
  organisation TEXT NOT NULL
) WITHOUT ROWID;

-- A course at one place by one provider: what the open feed calls a SessionSeries.
CREATE TABLE series(
  id TEXT PRIMARY KEY, title TEXT NOT NULL, title_kana TEXT NOT NULL, level TEXT NOT NULL, topics TEXT NOT NULL,
  delivery TEXT NOT NULL, provider TEXT NOT NULL, venue TEXT NOT NULL,
  feed_state TEXT NOT NULL DEFAULT 'none' CHECK(feed_state IN ('none','updated','deleted')),
  feed_modified INTEGER NOT NULL DEFAULT 0, feed_changed_at INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX series_by_modified ON series(feed_modified) WHERE feed_state <> 'none';

CREATE TABLE session(
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, seq INTEGER NOT NULL,
  title TEXT NOT NULL, title_kana TEXT NOT NULL, level TEXT NOT NULL, topics TEXT NOT NULL,
  format TEXT NOT NULL, delivery TEXT NOT NULL, provider TEXT NOT NULL REFERENCES organisation(id),
  municipality TEXT NOT NULL REFERENCES municipality(code), venue TEXT NOT NULL REFERENCES venue(id),
  starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, capacity INTEGER NOT NULL CHECK(capacity >= 0),
  admission TEXT NOT NULL, registration_opens_at INTEGER, registration_closes_at INTEGER,
  state TEXT NOT NULL, programme TEXT REFERENCES programme(id), cancel_reason TEXT NOT NULL DEFAULT '',
  series TEXT NOT NULL REFERENCES series(id),
  feed_state TEXT NOT NULL DEFAULT 'none' CHECK(feed_state IN ('none','updated','deleted')),
  feed_modified INTEGER NOT NULL DEFAULT 0, feed_changed_at INTEGER NOT NULL DEFAULT 0,
  drop_in_participants INTEGER
) WITHOUT ROWID;
CREATE INDEX session_by_start ON session(starts_at, id);
CREATE INDEX session_by_municipality ON session(municipality, starts_at);
CREATE INDEX session_by_series ON session(series);
CREATE INDEX session_by_modified ON session(feed_modified) WHERE feed_state <> 'none';
CREATE INDEX session_by_scope ON session(municipality, feed_modified) WHERE feed_state <> 'none';

CREATE TABLE session_part(
  session TEXT NOT NULL REFERENCES session(id), number INTEGER NOT NULL, starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL, venue TEXT NOT NULL REFERENCES venue(id), PRIMARY KEY(session, number)
) WITHOUT ROWID;

-- A person is a sealed box and keyed marks; nothing here can be read without the key file.
CREATE TABLE registration(
  id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, session TEXT NOT NULL REFERENCES session(id),
  state TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '', seq INTEGER NOT NULL, changed_seq INTEGER NOT NULL,
  priority INTEGER NOT NULL DEFAULT 0, sealed BLOB NOT NULL, key_id INTEGER NOT NULL,
  person_mark BLOB, phone_mark BLOB, mark_key_id INTEGER, age_band TEXT NOT NULL, municipality TEXT NOT NULL,
  token TEXT NOT NULL, kiosk INTEGER, cmd_no INTEGER, taken_by TEXT NOT NULL, created_at INTEGER NOT NULL,
  attendance TEXT
) WITHOUT ROWID;
CREATE INDEX registration_by_session ON registration(session, state);
CREATE INDEX registration_by_person ON registration(session, person_mark);
CREATE INDEX registration_by_kiosk ON registration(kiosk, changed_seq) WHERE kiosk IS NOT NULL;
CREATE INDEX registration_without_mark ON registration(seq) WHERE person_mark IS NULL;
-- The second net under rule 4: one active registration per session and person.
CREATE UNIQUE INDEX registration_once ON registration(session, person_mark)
  WHERE person_mark IS NOT NULL AND state IN ('entered','confirmed','waiting','attended','no_show');

CREATE TABLE idempotency(
  scope TEXT NOT NULL, key TEXT NOT NULL, body_hash TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY(scope, key)
) WITHOUT ROWID;
CREATE INDEX idempotency_by_age ON idempotency(at);

CREATE TABLE subsidy(
  id TEXT PRIMARY KEY, municipality TEXT NOT NULL REFERENCES municipality(code),
  programme TEXT NOT NULL REFERENCES programme(id), fiscal_year INTEGER NOT NULL, path TEXT NOT NULL,
  UNIQUE(municipality, programme, fiscal_year)
) WITHOUT ROWID;
CREATE TABLE subsidy_step(
  subsidy TEXT NOT NULL REFERENCES subsidy(id), number INTEGER NOT NULL, step TEXT NOT NULL, date TEXT, known_by TEXT,
  amount INTEGER, note TEXT NOT NULL DEFAULT '', is_inferred INTEGER NOT NULL DEFAULT 0, written_by TEXT NOT NULL,
  written_at INTEGER NOT NULL, PRIMARY KEY(subsidy, number)
) WITHOUT ROWID;

CREATE TABLE user(
  login TEXT PRIMARY KEY, role TEXT NOT NULL, organisation TEXT NOT NULL, password_hash TEXT NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0, locked_until INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE login_token(
  token_hash TEXT PRIMARY KEY, login TEXT NOT NULL REFERENCES user(login), expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE api_key(
  key_hash TEXT PRIMARY KEY, name TEXT NOT NULL, organisation TEXT NOT NULL, made_at INTEGER NOT NULL,
  revoked_at INTEGER
) WITHOUT ROWID;

CREATE TABLE enrol_code(
  code_hash TEXT PRIMARY KEY, venue TEXT NOT NULL REFERENCES venue(id), expires_at INTEGER NOT NULL, used_at INTEGER
) WITHOUT ROWID;
CREATE TABLE kiosk(
  id INTEGER PRIMARY KEY, install TEXT NOT NULL UNIQUE, venue TEXT NOT NULL REFERENCES venue(id),
  public_key BLOB NOT NULL, credential_hash TEXT NOT NULL UNIQUE, last_cmd_no INTEGER NOT NULL DEFAULT 0,
  last_chain BLOB NOT NULL, state TEXT NOT NULL DEFAULT 'active' CHECK(state IN ('active','revoked','forked')),
  enrolled_at INTEGER NOT NULL, last_sync_at INTEGER, clock_off_ms INTEGER
);

-- Every readable command as it came, before it is judged.
CREATE TABLE command(
  cmd_id TEXT PRIMARY KEY, install TEXT NOT NULL, cmd_no INTEGER NOT NULL, type TEXT NOT NULL, text TEXT NOT NULL,
  body_hash TEXT NOT NULL, seq INTEGER NOT NULL, result TEXT NOT NULL, received_at INTEGER NOT NULL,
  UNIQUE(install, cmd_no)
) WITHOUT ROWID;
CREATE TABLE command_backlog(
  install TEXT NOT NULL, cmd_no INTEGER NOT NULL, text TEXT NOT NULL, received_at INTEGER NOT NULL,
  PRIMARY KEY(install, cmd_no)
) WITHOUT ROWID;
CREATE TABLE command_quarantine(
  id INTEGER PRIMARY KEY, install TEXT NOT NULL, cmd_id TEXT NOT NULL, reason TEXT NOT NULL, text TEXT NOT NULL,
  received_at INTEGER NOT NULL, UNIQUE(install, cmd_id, reason)
);
-- A cancellation that came before its registration.
CREATE TABLE tombstone(target TEXT PRIMARY KEY, seq INTEGER NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE call_task(
  id INTEGER PRIMARY KEY, registration TEXT NOT NULL REFERENCES registration(id), session TEXT NOT NULL,
  reason TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open' CHECK(state IN ('open','tried','done')),
  reply_by INTEGER, made_at INTEGER NOT NULL
);
CREATE INDEX call_task_by_state ON call_task(state, session);

-- Append-only and hash-chained: chain = BLAKE2b(previous chain ‖ the row as canonical JSON).
CREATE TABLE audit(
  row INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL,
  detail TEXT NOT NULL, chain BLOB NOT NULL
);
