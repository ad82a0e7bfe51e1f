CREATE TABLE vaults (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id bytea NOT NULL UNIQUE,
    incarnation bytea NOT NULL,
    head bigint NOT NULL DEFAULT 0,
    chain bytea NOT NULL,
    floor bigint NOT NULL DEFAULT 0,
    floor_chain bytea NOT NULL,
    covers bigint NOT NULL DEFAULT 0,
    snapshot_bytes bigint NOT NULL DEFAULT 0,
    log_bytes bigint NOT NULL DEFAULT 0,
    bytes bigint NOT NULL DEFAULT 0,
    touched bigint NOT NULL
) WITH (fillfactor = 70);

CREATE TABLE records (
    vault bigint NOT NULL,
    seq bigint NOT NULL,
    rid bytea NOT NULL,
    chain bytea NOT NULL,
    record bytea NOT NULL,
    PRIMARY KEY (vault, seq)
);
CREATE UNIQUE INDEX records_rid ON records (vault, rid);
-- Sealed bytes do not get smaller: no time is spent on trying.
ALTER TABLE records ALTER COLUMN record SET STORAGE EXTERNAL;

CREATE TABLE snapshots (
    vault bigint NOT NULL,
    covers bigint NOT NULL,
    chain bytea NOT NULL,
    at bigint NOT NULL,
    record bytea NOT NULL,
    PRIMARY KEY (vault, covers)
);
ALTER TABLE snapshots ALTER COLUMN record SET STORAGE EXTERNAL;

CREATE TABLE deleted (id bytea PRIMARY KEY, at bigint NOT NULL);
CREATE TABLE pairings (id bytea PRIMARY KEY, at bigint NOT NULL, letter bytea);
CREATE TABLE invitations (code bytea PRIMARY KEY, vaults bigint NOT NULL, until bigint NOT NULL);

-- Appends the records that are new, under the lock of the vault's row: the order of places is the order of commit.
-- `refused` is the problem's code, or null. One call is one transaction and one round trip.
CREATE FUNCTION rapport_append(
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
            v.bytes := v.bytes + length(new_records[i]);
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
CREATE FUNCTION rapport_count(of_number bigint) RETURNS vaults LANGUAGE sql AS $$
    UPDATE vaults SET
        snapshot_bytes = coalesce((SELECT length(record) FROM snapshots s WHERE s.vault = number AND s.covers = vaults.covers), 0),
        log_bytes = (SELECT coalesce(sum(length(record)), 0) FROM records r WHERE r.vault = number AND r.seq > vaults.covers),
        bytes = (SELECT coalesce(sum(length(record)), 0) FROM records r WHERE r.vault = number)
            + (SELECT coalesce(sum(length(record)), 0) FROM snapshots s WHERE s.vault = number)
    WHERE number = of_number RETURNING *;
$$;

CREATE FUNCTION rapport_chain(of_vault vaults, of_seq bigint) RETURNS bytea LANGUAGE sql AS $$
    SELECT CASE WHEN of_seq = of_vault.floor THEN of_vault.floor_chain
        ELSE (SELECT chain FROM records WHERE vault = of_vault.number AND seq = of_seq) END;
$$;

CREATE FUNCTION rapport_offer(
    of_id bytea, of_incarnation bytea, of_covers bigint, replaces bigint, of_chain bytea, of_record bytea, of_at bigint,
    OUT refused text, OUT v vaults
) LANGUAGE plpgsql AS $$
BEGIN
    SELECT * INTO v FROM vaults WHERE id = of_id FOR UPDATE;
    IF NOT FOUND THEN
        refused := CASE WHEN EXISTS (SELECT FROM deleted WHERE id = of_id) THEN 'vault_deleted' ELSE 'unknown_vault' END;
    ELSIF v.incarnation <> of_incarnation OR of_covers > v.head THEN
        refused := 'history_changed';
    ELSIF v.covers <> replaces OR of_covers <= v.covers THEN
        refused := 'stale_snapshot';
    ELSIF rapport_chain(v, of_covers) IS DISTINCT FROM of_chain THEN
        refused := 'history_changed';
    ELSE
        -- One that nobody acknowledged makes room.
        DELETE FROM snapshots s WHERE s.vault = v.number AND s.covers > v.floor;
        INSERT INTO snapshots VALUES (v.number, of_covers, of_chain, of_at, of_record);
        UPDATE vaults SET covers = of_covers WHERE number = v.number;
        v := rapport_count(v.number);
    END IF;
END $$;

-- The newest snapshot stands for the records up to it from now on. The one before is kept one generation longer.
CREATE FUNCTION rapport_settle(of_number bigint) RETURNS vaults LANGUAGE plpgsql AS $$
DECLARE
    v vaults;
    stands_for bytea;
BEGIN
    SELECT * INTO v FROM vaults WHERE number = of_number FOR UPDATE;
    stands_for := rapport_chain(v, v.covers);
    DELETE FROM records r WHERE r.vault = v.number AND r.seq <= v.covers;
    DELETE FROM snapshots s WHERE s.vault = v.number AND s.covers < v.floor;
    UPDATE vaults SET floor = v.covers, floor_chain = stands_for WHERE number = v.number;
    RETURN rapport_count(v.number);
END $$;

CREATE FUNCTION rapport_acknowledge(of_id bytea, of_incarnation bytea, of_covers bigint, OUT refused text, OUT v vaults)
LANGUAGE plpgsql AS $$
BEGIN
    SELECT * INTO v FROM vaults WHERE id = of_id FOR UPDATE;
    IF NOT FOUND THEN
        refused := CASE WHEN EXISTS (SELECT FROM deleted WHERE id = of_id) THEN 'vault_deleted' ELSE 'unknown_vault' END;
    ELSIF v.incarnation <> of_incarnation THEN
        refused := 'history_changed';
    ELSIF of_covers > v.floor THEN
        IF of_covers <> v.covers THEN
            refused := 'stale_snapshot';
        ELSE
            v := rapport_settle(v.number);
        END IF;
    END IF;
END $$;

CREATE FUNCTION rapport_create(
    of_id bytea, of_incarnation bytea, needs_invitation boolean, invitation bytea, at bigint,
    OUT refused text, OUT v vaults
) LANGUAGE plpgsql AS $$
BEGIN
    SELECT * INTO v FROM vaults WHERE id = of_id;
    IF FOUND THEN
        RETURN;
    END IF;
    IF EXISTS (SELECT FROM deleted WHERE id = of_id) THEN
        refused := 'vault_deleted';
        RETURN;
    END IF;
    IF needs_invitation THEN
        UPDATE invitations SET vaults = vaults - 1 WHERE code = invitation AND vaults > 0 AND until > at;
        IF NOT FOUND THEN
            refused := 'invitation_needed';
            RETURN;
        END IF;
    END IF;
    INSERT INTO vaults (id, incarnation, chain, floor_chain, touched)
        VALUES (of_id, of_incarnation, decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'), at)
        ON CONFLICT (id) DO NOTHING;
    SELECT * INTO v FROM vaults WHERE id = of_id;
END $$;

CREATE FUNCTION rapport_remove(of_number bigint) RETURNS void LANGUAGE sql AS $$
    DELETE FROM records WHERE vault = of_number;
    DELETE FROM snapshots WHERE vault = of_number;
    DELETE FROM vaults WHERE number = of_number;
$$;

CREATE FUNCTION rapport_delete(of_id bytea, of_at bigint, OUT refused text) LANGUAGE plpgsql AS $$
DECLARE
    of_number bigint;
BEGIN
    SELECT number INTO of_number FROM vaults WHERE id = of_id FOR UPDATE;
    IF NOT FOUND THEN
        refused := CASE WHEN EXISTS (SELECT FROM deleted WHERE id = of_id) THEN 'vault_deleted' ELSE 'unknown_vault' END;
        RETURN;
    END IF;
    PERFORM rapport_remove(of_number);
    INSERT INTO deleted VALUES (of_id, of_at) ON CONFLICT (id) DO UPDATE SET at = of_at;
END $$;

-- Creating records and remembering a deletion must not pass each other: both take the row, or find that it is gone.
CREATE FUNCTION rapport_put_letter(of_id bytea, of_letter bytea, of_at bigint, oldest bigint) RETURNS boolean LANGUAGE sql AS $$
    WITH put AS (
        INSERT INTO pairings VALUES (of_id, of_at, of_letter)
        ON CONFLICT (id) DO UPDATE SET at = of_at, letter = of_letter WHERE pairings.at <= oldest
        RETURNING 1
    ) SELECT EXISTS (SELECT FROM put);
$$;

CREATE FUNCTION rapport_take_letter(of_id bytea, oldest bigint) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
    found_letter bytea;
BEGIN
    SELECT letter INTO found_letter FROM pairings WHERE id = of_id AND at > oldest AND letter IS NOT NULL FOR UPDATE;
    -- The mailbox stays used: nobody can put another letter into it.
    UPDATE pairings SET letter = NULL WHERE id = of_id AND found_letter IS NOT NULL;
    RETURN found_letter;
END $$;

CREATE FUNCTION rapport_sweep(oldest_pairing bigint, oldest_offer bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    of_number bigint;
    settled bigint := 0;
BEGIN
    DELETE FROM pairings WHERE at <= oldest_pairing;
    FOR of_number IN
        SELECT number FROM vaults v JOIN snapshots s ON s.vault = v.number AND s.covers = v.covers
        WHERE v.covers > v.floor AND s.at <= oldest_offer LIMIT 1000 FOR UPDATE OF v SKIP LOCKED
    LOOP
        PERFORM rapport_settle(of_number);
        settled := settled + 1;
    END LOOP;
    RETURN settled;
END $$;
