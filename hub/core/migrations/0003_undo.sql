-- How an order's last move is taken back, for the seconds in which it can be (JSON); else NULL.
ALTER TABLE manager_orders ADD COLUMN undo_entry TEXT;
-- Booth time at which the last day ended, or the occasion began: what nobody came for before is no
-- longer on the counter.
ALTER TABLE manager_shop ADD COLUMN day_ms INTEGER NOT NULL DEFAULT 0;

-- What nobody came for is not open: its own index is asked for today's.
DROP INDEX manager_orders_open;
CREATE INDEX manager_orders_open ON manager_orders (state, place)
    WHERE state IN ('started', 'queued', 'making', 'ready');
CREATE INDEX manager_orders_left ON manager_orders (ready_ms) WHERE state = 'uncollected';
-- The newest orders, by booth time: ids are made from the wall clock, which may go back.
CREATE INDEX manager_orders_newest ON manager_orders (started_ms);
