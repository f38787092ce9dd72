-- How an order's last move is taken back, for the seconds in which it can be (JSON); else NULL.
ALTER TABLE manager_orders ADD COLUMN way_back TEXT;
