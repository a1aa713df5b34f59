-- Vans, visitors, lecturers, rooms and loan phones, their calendars, and what a session needs of them.
CREATE TABLE resource(
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, owner TEXT NOT NULL REFERENCES organisation(id),
  home_base TEXT REFERENCES venue(id), areas TEXT NOT NULL, setup_minutes INTEGER NOT NULL, units INTEGER NOT NULL,
  rests_on_holidays INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE resource_hours(
  resource TEXT NOT NULL REFERENCES resource(id), number INTEGER NOT NULL,
  weekday INTEGER NOT NULL CHECK(weekday BETWEEN 0 AND 6), from_minute INTEGER NOT NULL, to_minute INTEGER NOT NULL,
  PRIMARY KEY(resource, number)
) WITHOUT ROWID;
CREATE TABLE resource_absence(
  resource TEXT NOT NULL REFERENCES resource(id), number INTEGER NOT NULL, from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY(resource, number)
) WITHOUT ROWID;
CREATE TABLE session_resource(
  session TEXT NOT NULL REFERENCES session(id), resource TEXT NOT NULL REFERENCES resource(id),
  units INTEGER NOT NULL, PRIMARY KEY(session, resource)
) WITHOUT ROWID;
CREATE INDEX session_by_resource ON session_resource(resource);

-- A visit at somebody's home is on no public list.
ALTER TABLE session ADD COLUMN is_private INTEGER NOT NULL DEFAULT 0;

-- Whom a class that is being arranged waits for, and for what.
ALTER TABLE session ADD COLUMN waiting_for TEXT NOT NULL DEFAULT '';
-- 出欠 of each part of a class that has several; the registration's own mark follows from them.
CREATE TABLE attendance_part(
  registration TEXT NOT NULL REFERENCES registration(id), part INTEGER NOT NULL CHECK(part >= 1), mark TEXT NOT NULL,
  PRIMARY KEY(registration, part)
) WITHOUT ROWID;

-- What stands in the way of a session and was written nevertheless: by whom, and why. It stays.
CREATE TABLE session_override(
  session TEXT NOT NULL REFERENCES session(id), clash TEXT NOT NULL, words TEXT NOT NULL, reason TEXT NOT NULL,
  written_by TEXT NOT NULL, written_at INTEGER NOT NULL, PRIMARY KEY(session, clash)
) WITHOUT ROWID;

CREATE TABLE holiday(day TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE venue_calendar(
  venue TEXT PRIMARY KEY REFERENCES venue(id), closed_weekdays TEXT NOT NULL, is_closed_on_holidays INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE venue_closure(
  venue TEXT NOT NULL REFERENCES venue(id), number INTEGER NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
  reason TEXT NOT NULL, PRIMARY KEY(venue, number)
) WITHOUT ROWID;
-- Minutes of the way, the smaller id first: it takes as long back.
CREATE TABLE travel_minutes(
  venue TEXT NOT NULL REFERENCES venue(id), other TEXT NOT NULL REFERENCES venue(id), minutes INTEGER NOT NULL,
  PRIMARY KEY(venue, other), CHECK(venue < other)
) WITHOUT ROWID;

-- A van's day: its stops in order, and the sessions held at each.
CREATE TABLE van_day(
  id TEXT PRIMARY KEY, van TEXT NOT NULL REFERENCES resource(id), day TEXT NOT NULL, seats INTEGER NOT NULL,
  class_minutes INTEGER NOT NULL, break_minutes INTEGER NOT NULL, most_classes INTEGER NOT NULL,
  day_begins INTEGER NOT NULL, day_ends INTEGER NOT NULL, leaves_base_at INTEGER NOT NULL, back_at INTEGER NOT NULL,
  broken_down TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE INDEX van_day_by_day ON van_day(day);
CREATE TABLE van_stop(
  van_day TEXT NOT NULL REFERENCES van_day(id), number INTEGER NOT NULL, venue TEXT NOT NULL REFERENCES venue(id),
  arrives_at INTEGER NOT NULL, leaves_at INTEGER NOT NULL, travel_minutes INTEGER NOT NULL,
  sessions TEXT NOT NULL, PRIMARY KEY(van_day, number)
) WITHOUT ROWID;

-- A wish for a visit at home. The person and the address are in the box; town and area stand in clear, as staff
-- plan by them.
CREATE TABLE visit_request(
  id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, state TEXT NOT NULL CHECK(state IN ('open','scheduled','cancelled')),
  municipality TEXT NOT NULL REFERENCES municipality(code), area TEXT NOT NULL, wishes TEXT NOT NULL,
  sealed BLOB NOT NULL, key_id INTEGER NOT NULL, person_mark BLOB, phone_mark BLOB, mark_key_id INTEGER,
  age_band TEXT NOT NULL, token TEXT NOT NULL, kiosk INTEGER, cmd_no INTEGER NOT NULL, taken_by TEXT NOT NULL,
  seq INTEGER NOT NULL, changed_seq INTEGER NOT NULL, created_at INTEGER NOT NULL,
  session TEXT REFERENCES session(id), reason TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE INDEX visit_request_by_state ON visit_request(state, municipality, seq);
CREATE INDEX visit_request_by_kiosk ON visit_request(kiosk, changed_seq) WHERE kiosk IS NOT NULL;
