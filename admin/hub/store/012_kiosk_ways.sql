-- What people say after a class, the last answer of each.
CREATE TABLE survey(
  registration TEXT PRIMARY KEY REFERENCES registration(id), session TEXT NOT NULL REFERENCES session(id),
  face TEXT NOT NULL CHECK(face IN ('good','middle','bad')),
  understood TEXT NOT NULL CHECK(understood IN ('yes','partly','no')),
  again TEXT NOT NULL CHECK(again IN ('yes','no')), at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX survey_by_session ON survey(session);

-- Somebody at a kiosk who calls staff. The half-filled form is in the box, which is emptied when it is done.
CREATE TABLE help(
  id TEXT PRIMARY KEY, kiosk INTEGER NOT NULL REFERENCES kiosk(id), venue TEXT NOT NULL REFERENCES venue(id),
  asked_at INTEGER NOT NULL, sealed BLOB NOT NULL, done_at INTEGER, done_by TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE INDEX help_by_time ON help(asked_at);

-- The PIN of a hall's staff, as Argon2id.
CREATE TABLE staff_pin(
  venue TEXT PRIMARY KEY REFERENCES venue(id), hash TEXT NOT NULL, set_at INTEGER NOT NULL
) WITHOUT ROWID;

-- What a kiosk tried and may try only so often in an hour: proofs that were wrong, lost slips, calls for staff.
CREATE TABLE kiosk_try(
  id TEXT PRIMARY KEY, kiosk INTEGER NOT NULL, kind TEXT NOT NULL CHECK(kind IN ('proof','lost','help')),
  at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX kiosk_try_by_kiosk ON kiosk_try(kiosk, kind, at);
INSERT INTO kiosk_try(id, kiosk, kind, at) SELECT cmd_id, kiosk, 'proof', at FROM wrong_proof;
DROP TABLE wrong_proof;

-- A slip that was lost is found by its holder's telephone number.
CREATE INDEX registration_by_phone ON registration(phone_mark) WHERE phone_mark IS NOT NULL;
