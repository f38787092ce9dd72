-- The kernel: log, cursors, timers, outcomes, and what lies beside the log.

CREATE TABLE booth (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    account  TEXT    NOT NULL,
    booth_ms INTEGER NOT NULL,
    wall_ms  INTEGER NOT NULL
);

-- The log is the bus. `seq` is the commit order, without gaps.
CREATE TABLE events (
    seq         INTEGER PRIMARY KEY,
    id          BLOB    NOT NULL,
    detail_type TEXT    NOT NULL,
    detail      TEXT    NOT NULL,
    booth_ms    INTEGER NOT NULL,
    wall_ms     INTEGER NOT NULL,
    trusted     INTEGER NOT NULL
);

-- How far each consumer has heard.
CREATE TABLE consumers (
    name   TEXT    PRIMARY KEY,
    cursor INTEGER NOT NULL
) WITHOUT ROWID;

-- Deliveries that a consumer failed on, and those of the same order behind them.
CREATE TABLE dead_letters (
    consumer TEXT    NOT NULL,
    seq      INTEGER NOT NULL,
    order_id BLOB,
    reason   TEXT    NOT NULL,
    PRIMARY KEY (consumer, seq)
) WITHOUT ROWID;

-- Due times are an index, not a poll. A suspended timer has no due time, only what is left.
CREATE TABLE timers (
    owner   TEXT NOT NULL,
    kind    TEXT NOT NULL,
    subject BLOB NOT NULL,
    due_ms  INTEGER,
    left_ms INTEGER,
    PRIMARY KEY (owner, kind, subject)
) WITHOUT ROWID;
CREATE INDEX timers_by_due ON timers (due_ms) WHERE due_ms IS NOT NULL;

-- What came of a command, by caller and key. The id orders them by age.
CREATE TABLE outcomes (
    id       INTEGER PRIMARY KEY,
    caller   BLOB    NOT NULL,
    key      TEXT    NOT NULL,
    body     BLOB    NOT NULL,
    outcome  TEXT    NOT NULL,
    booth_ms INTEGER NOT NULL
);
CREATE UNIQUE INDEX outcomes_by_key ON outcomes (caller, key);

-- Beside the log: secrets, and names.
CREATE TABLE sealed (
    kind   TEXT NOT NULL,
    id     BLOB NOT NULL,
    secret BLOB NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE names_on_cups (
    order_id BLOB PRIMARY KEY,
    name     TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE names_of_staff (
    session_id BLOB PRIMARY KEY,
    name       TEXT NOT NULL
) WITHOUT ROWID;
