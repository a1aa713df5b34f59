-- ひな形: a session's fields under a name, to begin others with; its owner's.
CREATE TABLE session_template(
  owner TEXT NOT NULL REFERENCES organisation(id), name TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(owner, name)
) WITHOUT ROWID;
