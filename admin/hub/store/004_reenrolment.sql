-- A machine that was enrolled again has several numbers, and hears of what it brought under each of them:
-- `machine` is the first. Not a chain from number to number, as an enrolment whose answer was lost leaves a
-- number that nobody uses.
ALTER TABLE kiosk ADD COLUMN machine INTEGER REFERENCES kiosk(id);
UPDATE kiosk SET machine = id;
CREATE INDEX kiosk_by_machine ON kiosk(machine);
