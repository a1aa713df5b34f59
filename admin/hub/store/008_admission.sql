-- Lotteries, limits of a programme, and the number a class needs to be held.
ALTER TABLE session ADD COLUMN minimum_participants INTEGER;
-- Named priorities in their order, separated by spaces; and what becomes of those without a seat.
ALTER TABLE session ADD COLUMN draw_priorities TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN draw_not_drawn TEXT NOT NULL DEFAULT 'waiting';

-- One seed a session, for ever. Nobody outside reads it before drawn_at is set; its hash stands with the session.
CREATE TABLE draw(
  session TEXT PRIMARY KEY REFERENCES session(id), seed TEXT NOT NULL, seed_hash TEXT NOT NULL,
  made_at INTEGER NOT NULL, drawn_at INTEGER, drawn_by TEXT NOT NULL DEFAULT '',
  capacity INTEGER NOT NULL DEFAULT 0, seats INTEGER NOT NULL DEFAULT 0,
  priorities TEXT NOT NULL DEFAULT '', not_drawn TEXT NOT NULL DEFAULT 'waiting'
) WITHOUT ROWID;
-- The drawn order as it was that day; what became of each since stands with the registration.
CREATE TABLE draw_entry(
  session TEXT NOT NULL REFERENCES draw(session), rank INTEGER NOT NULL, registration TEXT NOT NULL,
  code TEXT NOT NULL, tier INTEGER NOT NULL, is_75 INTEGER NOT NULL, is_first_time INTEGER NOT NULL,
  is_resident INTEGER NOT NULL, PRIMARY KEY(session, rank), UNIQUE(session, registration)
) WITHOUT ROWID;

CREATE TABLE programme_limit(
  programme TEXT PRIMARY KEY REFERENCES programme(id) ON DELETE CASCADE,
  per_course INTEGER CHECK(per_course >= 1), per_year INTEGER CHECK(per_year >= 1)
) WITHOUT ROWID;

-- All that one person registered for: limits and first times.
CREATE INDEX registration_by_mark ON registration(person_mark) WHERE person_mark IS NOT NULL;
CREATE INDEX call_task_by_registration ON call_task(registration);
