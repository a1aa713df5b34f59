-- What a resource does around a day is looked for at every write. The second index tells how long the longest part is, so
-- that one that began earlier is not missed.
CREATE INDEX session_part_by_start ON session_part(starts_at);
CREATE INDEX session_part_by_length ON session_part(ends_at - starts_at);
