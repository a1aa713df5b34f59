-- The rules of a programme as JSON text that was read with every check before it came here: which sessions
-- count for it and what they bring.
CREATE TABLE programme_rules(
  programme TEXT PRIMARY KEY REFERENCES programme(id) ON DELETE CASCADE, text TEXT NOT NULL,
  written_by TEXT NOT NULL, written_at INTEGER NOT NULL
) WITHOUT ROWID;
