-- Key encryption keys that were ever used, by the id that each derives from itself. The keys are never here.
-- retired_at: nothing was under it any more when it was found to be gone.
CREATE TABLE encryption_key (
    key_id        bytea PRIMARY KEY CHECK (octet_length(key_id) = 8),
    first_used_at timestamptz NOT NULL,
    retired_at    timestamptz
);

-- The keys of keyed hashes, sealed: what was hashed stays known when the key encryption key is replaced.
CREATE TABLE hash_key (
    purpose text PRIMARY KEY CHECK (length(purpose) BETWEEN 1 AND 100),
    sealed  bytea NOT NULL
);

-- One walk through everything that is sealed, organization by organization, which puts it under one key. How far it
-- came is written with each batch, so that any control plane can go on with it.
CREATE TABLE key_rotation (
    rotation_id     uuid PRIMARY KEY,
    key_id          bytea NOT NULL REFERENCES encryption_key,
    state           text NOT NULL CHECK (state IN ('running', 'cancelled', 'done')),
    started_by      text NOT NULL,
    started_at      timestamptz NOT NULL,
    ended_at        timestamptz CHECK ((ended_at IS NULL) = (state = 'running')),
    at_organization uuid,
    at_place        integer NOT NULL DEFAULT 0 CHECK (at_place >= 0),
    at_id           uuid,
    wrapped_there   bigint NOT NULL DEFAULT 0 CHECK (wrapped_there >= 0),
    wrapped         bigint NOT NULL DEFAULT 0 CHECK (wrapped >= 0),
    unreadable      bigint NOT NULL DEFAULT 0 CHECK (unreadable >= 0)
);
CREATE UNIQUE INDEX key_rotation_running ON key_rotation (state) WHERE state = 'running';
CREATE INDEX key_rotation_latest ON key_rotation (started_at DESC);

GRANT SELECT, INSERT, UPDATE ON encryption_key, hash_key, key_rotation TO ${appRole};
