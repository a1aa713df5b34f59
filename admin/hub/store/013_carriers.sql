-- What a carrier calls a session by, so that it can send it again; and keys that are only for trying things out.
CREATE TABLE carrier_session(
  carrier TEXT NOT NULL REFERENCES organisation(id), external_id TEXT NOT NULL,
  session TEXT NOT NULL UNIQUE REFERENCES session(id) ON DELETE CASCADE, PRIMARY KEY(carrier, external_id)
) WITHOUT ROWID;
ALTER TABLE api_key ADD COLUMN is_sandbox INTEGER NOT NULL DEFAULT 0;
-- Carriers ask what changed since they asked last.
CREATE INDEX registration_by_change ON registration(changed_seq);
