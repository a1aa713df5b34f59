-- Ten years: who came to a class is counted from the index alone, without a look at the boxes beside it; what it could
-- do the older one did. And a hall's classes are found without reading everybody's, which each kiosk asks every minute.
CREATE INDEX registration_figures ON registration(session, state, age_band, municipality);
DROP INDEX registration_by_session;
CREATE INDEX session_by_venue ON session(venue, starts_at);
