-- What the documents of a programme year state, kept apart from what the hub itself counts.

CREATE TABLE facts_year(
  fiscal_year INTEGER PRIMARY KEY, prefecture TEXT NOT NULL, as_of TEXT NOT NULL, content_hash TEXT NOT NULL,
  subsidised_programme TEXT NOT NULL REFERENCES programme(id), name TEXT NOT NULL, inferred TEXT NOT NULL
);

CREATE TABLE source_document(
  fiscal_year INTEGER NOT NULL REFERENCES facts_year(fiscal_year), number INTEGER NOT NULL, id TEXT NOT NULL,
  title TEXT NOT NULL, date TEXT NOT NULL, part TEXT NOT NULL, PRIMARY KEY(fiscal_year, number)
) WITHOUT ROWID;

CREATE TABLE carrier_programme(
  fiscal_year INTEGER NOT NULL REFERENCES facts_year(fiscal_year), number INTEGER NOT NULL,
  programme TEXT NOT NULL REFERENCES programme(id), format TEXT NOT NULL, format_name TEXT NOT NULL,
  description TEXT NOT NULL, from_month TEXT NOT NULL, sessions_per_day_min INTEGER, sessions_per_day_max INTEGER,
  PRIMARY KEY(fiscal_year, number)
) WITHOUT ROWID;

-- Months are 2024-07 2024-08; none where the document names none.
CREATE TABLE carrier_programme_town(
  fiscal_year INTEGER NOT NULL, programme_number INTEGER NOT NULL, number INTEGER NOT NULL,
  municipality TEXT NOT NULL REFERENCES municipality(code), status TEXT NOT NULL, months TEXT NOT NULL,
  PRIMARY KEY(fiscal_year, programme_number, number),
  FOREIGN KEY(fiscal_year, programme_number) REFERENCES carrier_programme(fiscal_year, number)
) WITHOUT ROWID;

CREATE TABLE municipal_activity(
  fiscal_year INTEGER NOT NULL REFERENCES facts_year(fiscal_year), programme_number INTEGER NOT NULL,
  number INTEGER NOT NULL, programme TEXT NOT NULL REFERENCES programme(id),
  municipality TEXT NOT NULL REFERENCES municipality(code), activity TEXT NOT NULL,
  PRIMARY KEY(fiscal_year, programme_number, number)
) WITHOUT ROWID;

CREATE TABLE national_type(
  fiscal_year INTEGER NOT NULL REFERENCES facts_year(fiscal_year), number INTEGER NOT NULL,
  programme TEXT NOT NULL REFERENCES programme(id), type TEXT NOT NULL, name TEXT NOT NULL, place TEXT NOT NULL,
  rule TEXT NOT NULL, PRIMARY KEY(fiscal_year, number)
) WITHOUT ROWID;
CREATE TABLE national_delivery(
  fiscal_year INTEGER NOT NULL, type_number INTEGER NOT NULL, number INTEGER NOT NULL, delivery TEXT NOT NULL,
  name TEXT NOT NULL, note TEXT NOT NULL, how TEXT NOT NULL, PRIMARY KEY(fiscal_year, type_number, number),
  FOREIGN KEY(fiscal_year, type_number) REFERENCES national_type(fiscal_year, number)
) WITHOUT ROWID;

-- Who holds types B and C where; the type is empty where the document does not say which.
CREATE TABLE national_provider(
  fiscal_year INTEGER NOT NULL REFERENCES facts_year(fiscal_year), number INTEGER NOT NULL,
  provider TEXT NOT NULL REFERENCES organisation(id), type TEXT NOT NULL, municipalities TEXT NOT NULL,
  PRIMARY KEY(fiscal_year, number)
) WITHOUT ROWID;

CREATE TABLE national_course(
  fiscal_year INTEGER NOT NULL REFERENCES facts_year(fiscal_year), number INTEGER NOT NULL, level TEXT NOT NULL,
  title TEXT NOT NULL, PRIMARY KEY(fiscal_year, number)
) WITHOUT ROWID;

-- Counts that a document only states, with nothing behind them yet. No organisation: of all together.
CREATE TABLE reported_figure(
  fiscal_year INTEGER NOT NULL REFERENCES facts_year(fiscal_year), name TEXT NOT NULL, organisation TEXT NOT NULL,
  value INTEGER NOT NULL, unit TEXT NOT NULL, source TEXT NOT NULL, as_of TEXT NOT NULL,
  is_inferred INTEGER NOT NULL, PRIMARY KEY(fiscal_year, name, organisation)
) WITHOUT ROWID;
