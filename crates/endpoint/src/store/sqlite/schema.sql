CREATE TABLE IF NOT EXISTS vaults (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    incarnation BLOB NOT NULL,
    head INTEGER NOT NULL,
    chain BLOB NOT NULL,
    floor INTEGER NOT NULL,
    floor_chain BLOB NOT NULL,
    covers INTEGER NOT NULL,
    snapshot_bytes INTEGER NOT NULL,
    log_bytes INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    touched INTEGER NOT NULL
);
-- place = number × 2^32 + seq: the records of a vault lie side by side in their order, without another index.
CREATE TABLE IF NOT EXISTS records (
    place INTEGER PRIMARY KEY,
    chain BLOB NOT NULL,
    record BLOB NOT NULL
);
-- rid: the first 8 bytes of the record's hash.
CREATE TABLE IF NOT EXISTS rids (
    vault INTEGER NOT NULL,
    rid INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (vault, rid)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS snapshots (
    vault INTEGER NOT NULL,
    covers INTEGER NOT NULL,
    chain BLOB NOT NULL,
    at INTEGER NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (vault, covers)
);
CREATE TABLE IF NOT EXISTS deleted (id BLOB PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pairings (id BLOB PRIMARY KEY, at INTEGER NOT NULL, letter BLOB);
CREATE TABLE IF NOT EXISTS invitations (code BLOB PRIMARY KEY, vaults INTEGER NOT NULL, until INTEGER NOT NULL);
