-- When the hub said that it has a command: one that no copy of the hub ever covered is not kept for ever.
ALTER TABLE outbox ADD COLUMN acked_at INTEGER;
UPDATE outbox SET acked_at = made_at WHERE state <> 'pending';
CREATE INDEX outbox_acked ON outbox(acked_at) WHERE state='acked';
CREATE INDEX outbox_safe ON outbox(safe_at) WHERE state='safe';
