-- Accounts that are switched off, when they were last used, and the audit looked through by time.
ALTER TABLE user ADD COLUMN off_since INTEGER;
ALTER TABLE user ADD COLUMN last_login_at INTEGER;
CREATE INDEX audit_by_time ON audit(at);
