-- The tables of a booth. First the kernel's: log, cursors, timers, outcomes, and what lies beside
-- the log. Then each service's.

-- The oldest program that can read this database, by the format that it writes: each migration
-- names one. The format itself is the pragma `user_version`.
CREATE TABLE format (
    only_row      INTEGER PRIMARY KEY CHECK (only_row = 1),
    oldest_reader INTEGER NOT NULL
);

CREATE TABLE booth (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    account  TEXT    NOT NULL,
    -- The log's own id: a restored backup begins another log.
    log      BLOB    NOT NULL,
    -- The log's end, and the place up to which it is pruned: the events after the floor are there.
    head     INTEGER NOT NULL DEFAULT 0,
    floor    INTEGER NOT NULL DEFAULT 0,
    booth_ms INTEGER NOT NULL,
    wall_ms  INTEGER NOT NULL
);

-- The log is the bus. `seq` is the commit order, without gaps. Who acted is a role, as its word, and
-- an id; the booth itself has none.
CREATE TABLE events (
    seq         INTEGER PRIMARY KEY,
    id          BLOB    NOT NULL,
    detail_type TEXT    NOT NULL,
    detail      TEXT    NOT NULL,
    booth_ms    INTEGER NOT NULL,
    wall_ms     INTEGER NOT NULL,
    trusted     INTEGER NOT NULL,
    actor_role  TEXT    NOT NULL,
    actor_id    BLOB
);

-- The last event that each consumer has handled. One that is `behind` (it was away, or is new) is
-- delivered in steps what comes after its cursor, and nothing else. A handler that is new first
-- receives what is `retained`, up to its cursor: `greeted` is the last of these it has received. Of
-- one that `lost` dead letters while it was gone, a projection is derived again.
CREATE TABLE consumers (
    name    TEXT    PRIMARY KEY,
    cursor  INTEGER NOT NULL,
    behind  INTEGER NOT NULL,
    greeted INTEGER,
    lost    INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- The events that say how things are now: the last configuration and occasion, and of each open
-- session its opening and its station.
CREATE TABLE retained (
    key         TEXT    NOT NULL,
    detail_type TEXT    NOT NULL,
    seq         INTEGER NOT NULL,
    PRIMARY KEY (key, detail_type)
) WITHOUT ROWID;

-- Deliveries that a consumer failed on, and those of the same ordering key behind them. The key is
-- NULL where the event could not be read.
CREATE TABLE dead_letters (
    consumer TEXT    NOT NULL,
    seq      INTEGER NOT NULL,
    key      TEXT,
    reason   TEXT    NOT NULL,
    PRIMARY KEY (consumer, seq)
) WITHOUT ROWID;
-- Each delivery asks whether its key has a dead letter already.
CREATE INDEX dead_letters_by_key ON dead_letters (consumer, key);

-- Deliveries that were not made in the place of their event: those that failed, and those to a service
-- that was away; with the event before whose effects they were made after all, if they were. What
-- the crew `discarded` never is. The order is the event's.
CREATE TABLE late_deliveries (
    consumer   TEXT    NOT NULL,
    seq        INTEGER NOT NULL,
    order_id   BLOB,
    handled_at INTEGER,
    discarded  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (consumer, seq)
) WITHOUT ROWID;
-- An order as it was is folded also from events that its journey lacks.
CREATE INDEX late_deliveries_by_order ON late_deliveries (order_id) WHERE order_id IS NOT NULL;

-- Where a redrive goes on that is not at its end: after this dead letter of this consumer, up to
-- the log's end as it was when the redrive began. An empty name stands for the timers.
CREATE TABLE redrive (
    only_row  INTEGER PRIMARY KEY CHECK (only_row = 1),
    consumer  TEXT    NOT NULL,
    after_seq INTEGER,
    until_seq INTEGER NOT NULL
);

-- Due times are an index, not a poll. A suspended timer has no due time, only its remaining time. A
-- parked one and a broken one are no longer due; `event_seq` is the dead letter that the first
-- waits behind, or the event about the second.
CREATE TABLE timers (
    owner     TEXT NOT NULL,
    kind      TEXT NOT NULL,
    subject   BLOB NOT NULL,
    state     TEXT NOT NULL,
    due_ms    INTEGER,
    left_ms   INTEGER,
    event_seq INTEGER,
    PRIMARY KEY (owner, kind, subject)
) WITHOUT ROWID;
CREATE INDEX timers_by_due ON timers (due_ms) WHERE state = 'running';
-- The crew is shown them, and every page their number.
CREATE INDEX timers_broken ON timers (event_seq) WHERE state = 'broken';

-- Outcomes of commands, by caller and key. The id orders them by age.
CREATE TABLE outcomes (
    id       INTEGER PRIMARY KEY,
    caller   BLOB    NOT NULL,
    key      TEXT    NOT NULL,
    body     BLOB    NOT NULL,
    outcome  TEXT    NOT NULL,
    booth_ms INTEGER NOT NULL
);
CREATE UNIQUE INDEX outcomes_by_key ON outcomes (caller, key);

-- Paired sessions and their roles, as `Access.SessionOpened` and `Access.SessionClosed` report them:
-- the rights of a caller are checked against it.
CREATE TABLE open_sessions (
    session_id BLOB    PRIMARY KEY,
    role       TEXT    NOT NULL
) WITHOUT ROWID;

-- Beside the log: secrets, and names.
CREATE TABLE secrets (
    kind   TEXT NOT NULL,
    id     BLOB NOT NULL,
    secret BLOB NOT NULL,
    -- The log's end when it was made.
    seq    INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE names_on_cups (
    order_id BLOB PRIMARY KEY,
    name     TEXT NOT NULL,
    -- The log's end when it was given.
    seq      INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE names_of_staff (
    session_id BLOB PRIMARY KEY,
    name       TEXT NOT NULL
) WITHOUT ROWID;

-- The services' tables. Each is named after its service; no other service reads it. Where a row is
-- a copy of what an event said, `seq` is that event's: an older one never overwrites it.

CREATE TABLE validator_store (
    only_row        INTEGER PRIMARY KEY CHECK (only_row = 1),
    occasion        TEXT    NOT NULL,
    state           TEXT    NOT NULL,
    drinks_per_code INTEGER NOT NULL,
    window_ms       INTEGER NOT NULL,
    orders_per_day  INTEGER NOT NULL,
    booth_letter    TEXT    NOT NULL,
    shown_code      INTEGER,
    -- Of the `CodeRotated` by which it is shown.
    shown_seq       INTEGER,
    -- Of the event by which the last day ended, or the occasion began: an order that began before it
    -- keeps no customer from another.
    day_seq         INTEGER NOT NULL DEFAULT 0,
    seq             INTEGER NOT NULL
);
CREATE TABLE validator_codes (
    code_id        INTEGER PRIMARY KEY,
    occasion       TEXT    NOT NULL,
    start_ms       INTEGER NOT NULL,
    end_ms         INTEGER NOT NULL,
    start_wall_ms  INTEGER NOT NULL,
    drinks         INTEGER NOT NULL,
    drinks_left    INTEGER NOT NULL,
    orders         INTEGER NOT NULL,
    returned       INTEGER NOT NULL
);
-- Orders in flight only: a row goes when its order ends or is ready, or with the day after its own.
-- The label is NULL until the order is placed, and empty until it has its number. `seq` is of the
-- event by which it is in flight.
CREATE TABLE validator_orders (
    order_id BLOB    PRIMARY KEY,
    user_id  BLOB    NOT NULL,
    code_id  INTEGER NOT NULL,
    label    TEXT,
    seq      INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX validator_orders_by_user ON validator_orders (user_id);
-- Drinks of a code that went back from a customer's orders, while the code lives.
CREATE TABLE validator_returns (
    code_id INTEGER NOT NULL,
    user_id BLOB    NOT NULL,
    drinks  INTEGER NOT NULL,
    PRIMARY KEY (code_id, user_id)
) WITHOUT ROWID;
-- Orders that count for their customer's day, each by the `seq` of its `OrderPlaced`. Kept only
-- while a daily limit is set.
CREATE TABLE validator_days (
    user_id BLOB    NOT NULL,
    seq     INTEGER NOT NULL,
    day     INTEGER NOT NULL,
    PRIMARY KEY (user_id, seq)
) WITHOUT ROWID;

CREATE TABLE processor_shop (
    only_row     INTEGER PRIMARY KEY CHECK (only_row = 1),
    state        TEXT    NOT NULL,
    choose_s     INTEGER NOT NULL,
    barista_s    INTEGER NOT NULL,
    seq          INTEGER NOT NULL
);
CREATE TABLE processor_definitions (
    version TEXT PRIMARY KEY,
    json    TEXT NOT NULL
) WITHOUT ROWID;
-- Running executions only. `input` is what an execution was started with, if that was anything;
-- `started_seq` is of the event that started it.
CREATE TABLE processor_executions (
    order_id    BLOB    PRIMARY KEY,
    version     TEXT    NOT NULL,
    position    TEXT    NOT NULL,
    about       TEXT    NOT NULL,
    input       TEXT,
    started_seq INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE manager_store (
    only_row      INTEGER PRIMARY KEY CHECK (only_row = 1),
    occasion      TEXT    NOT NULL,
    occasion_name TEXT    NOT NULL,
    -- The occasion before it: no order of it begins any more.
    occasion_before TEXT,
    state         TEXT    NOT NULL,
    in_flight_max INTEGER NOT NULL,
    collect_ms    INTEGER NOT NULL,
    -- How long an order whose workflow has ended waits for a barista.
    wait_ms       INTEGER NOT NULL,
    -- Booth time at which the last day ended, or the occasion began: drinks that no one came for
    -- before then are no longer on the counter.
    day_ms        INTEGER NOT NULL DEFAULT 0,
    -- Of the event by which it ended: orders that began before it move no more.
    day_seq       INTEGER NOT NULL DEFAULT 0,
    seq           INTEGER NOT NULL
);
CREATE TABLE manager_menu (
    drink_id TEXT PRIMARY KEY,
    drink    TEXT NOT NULL
) WITHOUT ROWID;
-- Who may be handed orders, and which drinks their tablet makes (a JSON list; empty is all).
CREATE TABLE manager_staff (
    session_id BLOB PRIMARY KEY,
    drinks     TEXT NOT NULL,
    seq        INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE manager_orders (
    order_id   BLOB    PRIMARY KEY,
    state      TEXT    NOT NULL,
    barista    BLOB,
    rank       INTEGER NOT NULL,
    claimed_ms INTEGER,
    tickets    INTEGER NOT NULL,
    stale      INTEGER NOT NULL,
    remake     INTEGER NOT NULL,
    calls      INTEGER NOT NULL,
    changes    INTEGER NOT NULL,
    -- Whether tablets show the notice that it was given up.
    noticed    INTEGER NOT NULL,
    queued_ms  INTEGER,
    ready_ms   INTEGER,
    -- Booth time at which a placed order was last given up. It stays when the order is requeued:
    -- from then on its workflow has ended.
    given_up_ms INTEGER,
    completed  INTEGER NOT NULL,
    -- Whether its workflow ended before the drink was ready, and it went on without one.
    workflow_lost INTEGER NOT NULL,
    -- How the last move is undone, for the seconds in which it can be (JSON); else NULL.
    undo_entry TEXT,
    number     INTEGER,
    label      TEXT,
    drink      TEXT,
    previous   TEXT,
    ending     TEXT,
    wait_min   INTEGER,
    occasion   TEXT    NOT NULL,
    user_id    BLOB    NOT NULL,
    counter    INTEGER NOT NULL,
    started_ms INTEGER NOT NULL,
    started_seq INTEGER NOT NULL
) WITHOUT ROWID;
-- Orders that someone may still act on, in the order in which they are made: the queries of tablets
-- and board, and the place in line, cost what is open and not what is finished. With `started_seq`
-- those of today are counted from the index alone.
CREATE INDEX manager_orders_open ON manager_orders (state, rank, started_seq)
    WHERE state IN ('started', 'queued', 'making', 'ready');
-- Drinks that no one came for are not open: this index finds today's.
CREATE INDEX manager_orders_left ON manager_orders (ready_ms) WHERE state = 'uncollected';
CREATE INDEX manager_orders_noticed ON manager_orders (given_up_ms) WHERE noticed = 1;
-- The newest orders, by the log: ids are made from the wall clock, which may go back.
CREATE INDEX manager_orders_newest ON manager_orders (started_seq);
-- A customer's own orders.
CREATE INDEX manager_orders_by_user ON manager_orders (user_id, started_seq);
-- The last gaps between completions: the expected wait is calculated from them.
CREATE TABLE manager_pace (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    gaps_ms  TEXT    NOT NULL,
    last_ms  INTEGER NOT NULL
);

CREATE TABLE counting_numbers (
    occasion TEXT    PRIMARY KEY,
    last     INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE counting_store (
    only_row     INTEGER PRIMARY KEY CHECK (only_row = 1),
    booth_letter TEXT    NOT NULL,
    seq          INTEGER NOT NULL
);

CREATE TABLE config_now (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    config   TEXT    NOT NULL,
    seq      INTEGER NOT NULL
);
CREATE TABLE config_occasions (
    id          TEXT    PRIMARY KEY,
    occasion    TEXT    NOT NULL,
    started_ms  INTEGER NOT NULL
) WITHOUT ROWID;

-- A logo is too large for an event: the configuration names its digest.
CREATE TABLE config_logo (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    digest   TEXT    NOT NULL,
    png      BLOB    NOT NULL
);

CREATE TABLE access_sessions (
    session_id BLOB    PRIMARY KEY,
    role       TEXT    NOT NULL,
    opened_ms  INTEGER NOT NULL,
    station    TEXT    NOT NULL DEFAULT '[]',
    opened_seq INTEGER NOT NULL
) WITHOUT ROWID;
-- When each role's PIN was made: the `seq` of its `PinsRenewed`.
CREATE TABLE access_pins (
    role TEXT    PRIMARY KEY,
    seq  INTEGER NOT NULL
) WITHOUT ROWID;

-- Links that are good once, not used yet, and not too old. The number orders them by age.
CREATE TABLE access_links (
    number  INTEGER PRIMARY KEY,
    link_id BLOB    NOT NULL UNIQUE,
    role    TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    made_ms INTEGER NOT NULL
);

-- The custom events of the present minute of booth time, and the bytes of their details.
CREATE TABLE publisher_minute (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    minute   INTEGER NOT NULL,
    sent     INTEGER NOT NULL,
    bytes    INTEGER NOT NULL
);

-- Orders whose name someone may still need to read, each with the `seq` of the event that says so.
CREATE TABLE privacy_open (
    order_id BLOB    PRIMARY KEY,
    seq      INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE privacy_quiet (
    only_row    INTEGER PRIMARY KEY CHECK (only_row = 1),
    since_ms    INTEGER NOT NULL
);

-- Projections: derived from the log alone.
CREATE TABLE journey_steps (
    order_id BLOB    NOT NULL,
    seq      INTEGER NOT NULL,
    PRIMARY KEY (order_id, seq)
) WITHOUT ROWID;
CREATE TABLE metrics_counts (
    occasion TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (occasion, name)
) WITHOUT ROWID;
-- Printers and boards as they are now, by their pairing: the last report of each, or its silence.
-- A board is in here from its pairing on, a printer from its first report on.
CREATE TABLE devices_now (
    session_id BLOB PRIMARY KEY,
    -- The printer's own name. A board has NULL here.
    printer    TEXT,
    condition  TEXT NOT NULL,
    seq        INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE devices_tickets (
    seq      INTEGER PRIMARY KEY,
    order_id BLOB    NOT NULL,
    label    TEXT    NOT NULL,
    slip     INTEGER NOT NULL,
    copy     INTEGER NOT NULL,
    booth_ms INTEGER NOT NULL,
    fate     TEXT
);
