-- What a record costs besides its own bytes: its chain, its name, and what a database puts around a row and its indexes.
CREATE FUNCTION rapport_overhead() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 200::bigint';

-- Appends the records that are new, under the lock of the vault's row: the order of places is the order of commit.
-- `refused` is the problem's code, or null. One call is one transaction and one round trip.
CREATE OR REPLACE FUNCTION rapport_append(
    of_id bytea, new_rids bytea[], new_records bytea[], at bigint, quota bigint,
    OUT refused text, OUT v vaults, OUT before bytea, OUT first bigint, OUT places bigint[]
) LANGUAGE plpgsql AS $$
DECLARE
    this_seq bigint;
    is_new boolean := false;
BEGIN
    SELECT * INTO v FROM vaults WHERE id = of_id FOR UPDATE;
    IF NOT FOUND THEN
        refused := CASE WHEN EXISTS (SELECT FROM deleted WHERE id = of_id) THEN 'vault_deleted' ELSE 'unknown_vault' END;
        RETURN;
    END IF;
    before := v.chain;
    first := v.head + 1;
    FOR i IN 1 .. cardinality(new_rids) LOOP
        SELECT seq INTO this_seq FROM records WHERE vault = v.number AND rid = new_rids[i];
        IF NOT FOUND THEN
            is_new := true;
            v.head := v.head + 1;
            v.chain := sha256(v.chain || new_rids[i]);
            v.log_bytes := v.log_bytes + length(new_records[i]);
            v.bytes := v.bytes + length(new_records[i]) + rapport_overhead();
            this_seq := v.head;
            INSERT INTO records VALUES (v.number, this_seq, new_rids[i], v.chain, new_records[i]);
        END IF;
        places := places || this_seq;
    END LOOP;
    IF is_new AND v.bytes > quota THEN
        RAISE EXCEPTION USING ERRCODE = 'RP507', MESSAGE = 'vault_full';
    END IF;
    IF is_new THEN
        UPDATE vaults SET head = v.head, chain = v.chain, log_bytes = v.log_bytes, bytes = v.bytes, touched = at
            WHERE number = v.number;
    END IF;
END $$;

-- Counts a vault's bytes anew after a snapshot came or records went.
CREATE OR REPLACE FUNCTION rapport_count(of_number bigint) RETURNS vaults LANGUAGE sql AS $$
    UPDATE vaults SET
        snapshot_bytes = coalesce((SELECT length(record) FROM snapshots s WHERE s.vault = number AND s.covers = vaults.covers), 0),
        log_bytes = (SELECT coalesce(sum(length(record)), 0) FROM records r WHERE r.vault = number AND r.seq > vaults.covers),
        bytes = (SELECT coalesce(sum(length(record) + rapport_overhead()), 0) FROM records r WHERE r.vault = number)
            + (SELECT coalesce(sum(length(record)), 0) FROM snapshots s WHERE s.vault = number)
    WHERE number = of_number RETURNING *;
$$;

UPDATE vaults SET bytes = bytes + rapport_overhead() * (head - floor);
