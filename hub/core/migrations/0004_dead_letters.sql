-- Each delivery asks whether its order has a dead letter already.
CREATE INDEX dead_letters_by_order ON dead_letters (consumer, order_id);
-- A timer that broke stays, and is due no more: `seq` of the event that tells of it.
ALTER TABLE timers ADD COLUMN broke_seq INTEGER;
DROP INDEX timers_by_due;
CREATE INDEX timers_by_due ON timers (due_ms) WHERE due_ms IS NOT NULL AND broke_seq IS NULL;
