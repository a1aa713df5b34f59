-- What became of telling somebody: how often it was tried, what staff noted, who had the last word and when.
ALTER TABLE call_task ADD COLUMN tried INTEGER NOT NULL DEFAULT 0;
ALTER TABLE call_task ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE call_task ADD COLUMN handled_by TEXT NOT NULL DEFAULT '';
ALTER TABLE call_task ADD COLUMN handled_at INTEGER;
