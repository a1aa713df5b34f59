-- A visit at home is on no list: when and by whom comes with the registration of whoever wished for it here.
ALTER TABLE registration ADD COLUMN visit TEXT NOT NULL DEFAULT '';
