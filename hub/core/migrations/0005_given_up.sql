-- Booth time at which a placed order was last given up, ms. It stays when the order is requeued: from
-- then on its workflow has ended.
ALTER TABLE manager_orders ADD COLUMN given_up_ms INTEGER;
-- Whether tablets show the notice that it was given up.
ALTER TABLE manager_orders ADD COLUMN noticed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX manager_orders_noticed ON manager_orders (given_up_ms) WHERE noticed = 1;
-- How long an order whose workflow has ended waits for a barista.
ALTER TABLE manager_shop ADD COLUMN wait_ms INTEGER NOT NULL DEFAULT 900000;
-- The one row of a booth that was set up before.
UPDATE manager_shop SET wait_ms = coalesce(
    (SELECT 1000 * json_extract(config, '$.settings.baristaWaitS') FROM config_now), wait_ms);
