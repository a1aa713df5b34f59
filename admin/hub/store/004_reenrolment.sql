-- A kiosk that was enrolled again goes on hearing of what it brought under its earlier numbers.
ALTER TABLE kiosk ADD COLUMN replaced_by INTEGER REFERENCES kiosk(id);
CREATE INDEX kiosk_by_replacement ON kiosk(replaced_by) WHERE replaced_by IS NOT NULL;
