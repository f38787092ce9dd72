-- How an order's last move is taken back, for the seconds in which it can be (JSON); else NULL.
ALTER TABLE manager_orders ADD COLUMN way_back TEXT;
-- Booth time at which the last day ended, or the occasion began: what nobody came for before is no
-- longer on the counter.
ALTER TABLE manager_shop ADD COLUMN day_ms INTEGER NOT NULL DEFAULT 0;
