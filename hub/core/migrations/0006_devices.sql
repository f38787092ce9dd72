-- Printers and boards as they are now, by their pairing: what each said last, or that it is silent.
-- A board is in here from its pairing on, a printer from its first report on.
CREATE TABLE devices_now (
    session_id BLOB PRIMARY KEY,
    -- What the printer calls itself. A board has NULL here.
    printer    TEXT,
    condition  TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO devices_now (session_id, printer, condition)
SELECT session_id, NULL, '"ok"' FROM access_sessions WHERE role = 'board';
-- devices_printers knew a printer by its name alone, so not whose pairing it was. It stays for the
-- version before this one, and nothing writes it any more.
