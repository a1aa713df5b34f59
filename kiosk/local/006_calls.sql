-- Whether staff have something to tell by phone: the slip's page says so.
ALTER TABLE registration ADD COLUMN has_call INTEGER NOT NULL DEFAULT 0;
