-- Projections that are derived again beside the tables that serve: the last event of which each has
-- been derived. It is NULL once the rebuilt tables serve, while the rows of those before are deleted.
CREATE TABLE rebuilds (
    projection TEXT PRIMARY KEY,
    cursor     INTEGER
) WITHOUT ROWID;

-- What a rebuild has failed on: its dead letters once it serves.
CREATE TABLE rebuild_letters (
    consumer TEXT    NOT NULL,
    seq      INTEGER NOT NULL,
    key      TEXT,
    reason   TEXT    NOT NULL,
    PRIMARY KEY (consumer, seq)
) WITHOUT ROWID;
CREATE INDEX rebuild_letters_by_key ON rebuild_letters (consumer, key);
