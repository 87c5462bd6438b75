CREATE TABLE dialin_config (
    -- The order of creation. AUTOINCREMENT never hands out a number twice, so a page cursor cannot land on a newcomer.
    position     INTEGER PRIMARY KEY AUTOINCREMENT,
    id           TEXT    NOT NULL UNIQUE,
    type         TEXT    NOT NULL,
    -- The number without its `+`. UNIQUE is what keeps a number in one config only, of either type; NULLs do not clash.
    phone_digits TEXT    UNIQUE,
    name_prefix  TEXT,
    sip_uri      TEXT,
    -- The JSON object that stands under `config` in an answer, less `sip_uri`.
    fields       TEXT    NOT NULL,
    -- Counts writes, so that an update can tell whether it still changes what it read.
    revision     INTEGER NOT NULL
) STRICT;
