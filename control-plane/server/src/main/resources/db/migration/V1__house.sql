-- The schema of the house. Runs as the owner of the schema; the application connects as ${appRole}, which owns nothing,
-- is no superuser and cannot bypass row security.
--
-- Money is nano-USD in bigint. Every table that holds a tenant's data leads its primary key with organization_id and
-- forces row security on it; tables without it hold nothing of a tenant.

-- ------------------------------------------------------------------ platform

-- Which organizations exist, and nothing else about them.
CREATE TABLE tenant (
    organization_id uuid PRIMARY KEY,
    created_at      timestamptz NOT NULL
);

-- Gateway nodes. One node, one name: the common name of its client certificate.
CREATE TABLE node (
    node_id          uuid PRIMARY KEY,
    name             text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
    epoch            bigint NOT NULL DEFAULT 0 CHECK (epoch >= 0),
    version          text NOT NULL DEFAULT '',
    address          text NOT NULL DEFAULT '',
    applied_revision bigint NOT NULL DEFAULT 0,
    applied_at       timestamptz,
    policy_error     text NOT NULL DEFAULT '',
    connected        boolean NOT NULL DEFAULT false,
    last_seen_at     timestamptz,
    revoked_at       timestamptz,
    created_at       timestamptz NOT NULL
);

-- The lives of a node. Fenced: a newer epoch was opened. Closed: everything reported, remainders returned.
CREATE TABLE node_epoch (
    node_id   uuid NOT NULL REFERENCES node,
    epoch     bigint NOT NULL,
    opened_at timestamptz NOT NULL,
    fenced_at timestamptz,
    closed_at timestamptz,
    PRIMARY KEY (node_id, epoch)
);

-- The revision of the newest committed policy change. Its row lock orders changes: revisions are gapless.
CREATE TABLE policy_head (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    revision bigint NOT NULL CHECK (revision >= 0)
);
INSERT INTO policy_head (revision) VALUES (1);

-- What each revision touched; the content is read from the tables themselves when it is compiled.
CREATE TABLE policy_change (
    revision        bigint NOT NULL,
    ordinal         integer NOT NULL,
    organization_id uuid NOT NULL REFERENCES tenant,
    kind            text NOT NULL CHECK (kind IN ('organization', 'key', 'budget', 'provider', 'model')),
    subject         text NOT NULL,
    changed_at      timestamptz NOT NULL,
    PRIMARY KEY (revision, ordinal)
);

-- Public facts of hosts and their models, from which organizations take what they use.
CREATE TABLE catalog_host (
    host      text PRIMARY KEY,
    base_url  text NOT NULL DEFAULT '',
    dialect   text NOT NULL
);
CREATE TABLE catalog_model (
    host              text NOT NULL REFERENCES catalog_host,
    upstream_model    text NOT NULL,
    display_name      text NOT NULL,
    context_tokens    bigint NOT NULL DEFAULT 0,
    max_output_tokens bigint NOT NULL DEFAULT 0,
    input_modalities  text[] NOT NULL DEFAULT '{text}',
    output_modalities text[] NOT NULL DEFAULT '{text}',
    tool_call         boolean NOT NULL DEFAULT false,
    reasoning         boolean NOT NULL DEFAULT false,
    released_on       date,
    PRIMARY KEY (host, upstream_model)
);
-- Dated: the price in force at an instant is the one with the latest effective_from not after it.
CREATE TABLE catalog_price (
    host                    text NOT NULL,
    upstream_model          text NOT NULL,
    effective_from          date NOT NULL,
    input_per_million       bigint NOT NULL CHECK (input_per_million >= 0),
    output_per_million      bigint NOT NULL CHECK (output_per_million >= 0),
    cache_read_per_million  bigint NOT NULL CHECK (cache_read_per_million >= 0),
    cache_write_per_million bigint NOT NULL CHECK (cache_write_per_million >= 0),
    steps                   jsonb NOT NULL DEFAULT '[]',
    PRIMARY KEY (host, upstream_model, effective_from),
    FOREIGN KEY (host, upstream_model) REFERENCES catalog_model
);

-- People of the embedded issuer, the stand-in for an identity provider where none is connected.
CREATE TABLE issuer_user (
    subject       text PRIMARY KEY,
    email         text NOT NULL UNIQUE,
    display_name  text NOT NULL,
    password_hash text NOT NULL,
    created_at    timestamptz NOT NULL
);

-- ------------------------------------------------------------------ organization and identity

CREATE TABLE organization (
    organization_id        uuid PRIMARY KEY REFERENCES tenant,
    name                   text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    slug                   text NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    time_zone              text NOT NULL,
    staleness_limit_millis bigint NOT NULL CHECK (staleness_limit_millis >= 0),
    version                bigint NOT NULL DEFAULT 1,
    created_at             timestamptz NOT NULL
);

CREATE TABLE member (
    organization_id uuid NOT NULL REFERENCES organization,
    member_id       uuid NOT NULL,
    issuer          text NOT NULL,
    subject         text NOT NULL,
    email           text NOT NULL,
    display_name    text NOT NULL,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, member_id),
    UNIQUE (organization_id, issuer, subject)
);
CREATE INDEX member_subject ON member (issuer, subject);

CREATE TABLE member_role (
    organization_id uuid NOT NULL,
    member_id       uuid NOT NULL,
    role            text NOT NULL CHECK (role IN
        ('organization_admin', 'finance', 'team_admin', 'instructor', 'member', 'auditor', 'platform_operator')),
    PRIMARY KEY (organization_id, member_id, role),
    FOREIGN KEY (organization_id, member_id) REFERENCES member
);

-- ------------------------------------------------------------------ keys

CREATE TABLE api_key (
    organization_id uuid NOT NULL REFERENCES organization,
    key_id          uuid NOT NULL,
    hash            bytea NOT NULL CHECK (length(hash) = 32),
    masked          text NOT NULL,
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    environment     text NOT NULL CHECK (environment IN ('live', 'test')),
    management      boolean NOT NULL DEFAULT false,
    owner_member_id uuid,
    models          text[] NOT NULL DEFAULT '{}',
    state           text NOT NULL CHECK (state IN ('active', 'disabled', 'revoked')),
    expires_at      timestamptz,
    created_at      timestamptz NOT NULL,
    created_by      text NOT NULL,
    revoked_at      timestamptz,
    last_used_at    timestamptz,
    version         bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, key_id),
    FOREIGN KEY (organization_id, owner_member_id) REFERENCES member (organization_id, member_id)
);
CREATE UNIQUE INDEX api_key_hash ON api_key (hash);
CREATE INDEX api_key_created ON api_key (organization_id, created_at DESC, key_id DESC);

-- ------------------------------------------------------------------ budgets, leases

CREATE TABLE budget (
    organization_id uuid NOT NULL REFERENCES organization,
    budget_id       uuid NOT NULL,
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    scope           text NOT NULL CHECK (scope IN ('organization', 'team', 'project', 'class', 'member', 'key')),
    scope_id        uuid NOT NULL,
    period          text NOT NULL CHECK (period IN ('day', 'week', 'month', 'quarter', 'year', 'lifetime')),
    limit_nanos     bigint NOT NULL CHECK (limit_nanos >= 0),
    hard            boolean NOT NULL,
    state           text NOT NULL CHECK (state IN ('active', 'archived')),
    created_at      timestamptz NOT NULL,
    version         bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, budget_id)
);
CREATE INDEX budget_scope ON budget (organization_id, scope, scope_id);
CREATE INDEX budget_created ON budget (organization_id, created_at DESC, budget_id DESC);

-- One budget in one period. ceiling_nanos is limit_nanos, except after the limit was lowered below what is already
-- committed: then it is what is committed, and follows it down to the limit (see Account in the kernel).
CREATE TABLE budget_period (
    organization_id uuid NOT NULL,
    budget_id       uuid NOT NULL,
    period_start    timestamptz NOT NULL,
    period_end      timestamptz,
    hard            boolean NOT NULL,
    limit_nanos     bigint NOT NULL CHECK (limit_nanos >= 0),
    ceiling_nanos   bigint NOT NULL,
    settled_nanos   bigint NOT NULL DEFAULT 0 CHECK (settled_nanos >= 0),
    leased_nanos    bigint NOT NULL DEFAULT 0 CHECK (leased_nanos >= 0),
    in_doubt_nanos  bigint NOT NULL DEFAULT 0 CHECK (in_doubt_nanos >= 0),
    overrun_nanos   bigint NOT NULL DEFAULT 0 CHECK (overrun_nanos >= 0),
    PRIMARY KEY (organization_id, budget_id, period_start),
    FOREIGN KEY (organization_id, budget_id) REFERENCES budget,
    CONSTRAINT ceiling_is_not_below_limit CHECK (ceiling_nanos >= limit_nanos),
    CONSTRAINT never_overspent CHECK (NOT hard OR settled_nanos + leased_nanos + in_doubt_nanos <= ceiling_nanos)
);

-- What one life of one node may spend of one budget in one period. Grants enlarge it.
-- Open remainder = granted - settled - in_doubt - returned; it is part of budget_period.leased_nanos.
CREATE TABLE lease (
    organization_id uuid NOT NULL,
    lease_id        uuid NOT NULL,
    budget_id       uuid NOT NULL,
    period_start    timestamptz NOT NULL,
    node_id         uuid NOT NULL REFERENCES node,
    epoch           bigint NOT NULL,
    granted_nanos   bigint NOT NULL CHECK (granted_nanos >= 0),
    settled_nanos   bigint NOT NULL DEFAULT 0 CHECK (settled_nanos >= 0),
    in_doubt_nanos  bigint NOT NULL DEFAULT 0 CHECK (in_doubt_nanos >= 0),
    returned_nanos  bigint NOT NULL DEFAULT 0 CHECK (returned_nanos >= 0),
    state           text NOT NULL CHECK (state IN ('open', 'in_doubt', 'closed')),
    expires_at      timestamptz NOT NULL,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, lease_id),
    UNIQUE (organization_id, budget_id, period_start, node_id, epoch),
    FOREIGN KEY (organization_id, budget_id, period_start) REFERENCES budget_period,
    CHECK (settled_nanos + in_doubt_nanos + returned_nanos <= granted_nanos)
);
CREATE INDEX lease_open ON lease (organization_id, expires_at) WHERE state = 'open';

-- Answers already given, so that a retry of a node gets the same one.
CREATE TABLE lease_request (
    organization_id uuid NOT NULL REFERENCES organization,
    node_id         uuid NOT NULL REFERENCES node,
    epoch           bigint NOT NULL,
    request_id      bigint NOT NULL,
    reply           bytea NOT NULL,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, node_id, epoch, request_id)
);

-- ------------------------------------------------------------------ catalog

CREATE TABLE provider (
    organization_id   uuid NOT NULL REFERENCES organization,
    provider_id       uuid NOT NULL,
    name              text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    slug              text NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    kind              text NOT NULL CHECK (kind IN ('openai', 'sandbox')),
    base_url          text NOT NULL,
    credential        bytea,
    credential_hint   text NOT NULL DEFAULT '',
    private_network   boolean NOT NULL DEFAULT false,
    state             text NOT NULL CHECK (state IN ('active', 'archived')),
    created_at        timestamptz NOT NULL,
    version           bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, provider_id),
    UNIQUE (organization_id, slug)
);

CREATE TABLE model (
    organization_id   uuid NOT NULL,
    model             text NOT NULL CHECK (model ~ '^[!-~]{1,200}$'),
    display_name      text NOT NULL,
    provider_id       uuid NOT NULL,
    upstream_model    text NOT NULL,
    context_tokens    bigint NOT NULL DEFAULT 0,
    max_output_tokens bigint NOT NULL DEFAULT 0,
    input_modalities  text[] NOT NULL DEFAULT '{text}',
    output_modalities text[] NOT NULL DEFAULT '{text}',
    state             text NOT NULL CHECK (state IN ('active', 'archived')),
    created_at        timestamptz NOT NULL,
    PRIMARY KEY (organization_id, model),
    FOREIGN KEY (organization_id, provider_id) REFERENCES provider
);

CREATE TABLE model_price (
    organization_id         uuid NOT NULL,
    model                   text NOT NULL,
    effective_from          timestamptz NOT NULL,
    price_id                uuid NOT NULL,
    input_per_million       bigint NOT NULL CHECK (input_per_million >= 0),
    output_per_million      bigint NOT NULL CHECK (output_per_million >= 0),
    cache_read_per_million  bigint NOT NULL CHECK (cache_read_per_million >= 0),
    cache_write_per_million bigint NOT NULL CHECK (cache_write_per_million >= 0),
    per_request_nanos       bigint NOT NULL DEFAULT 0 CHECK (per_request_nanos >= 0),
    steps                   jsonb NOT NULL DEFAULT '[]',
    source                  text NOT NULL,
    PRIMARY KEY (organization_id, model, effective_from),
    FOREIGN KEY (organization_id, model) REFERENCES model
);

-- ------------------------------------------------------------------ usage

CREATE TABLE usage_event (
    organization_id    uuid NOT NULL REFERENCES organization,
    event_id           uuid NOT NULL,
    node_id            uuid NOT NULL,
    epoch              bigint NOT NULL,
    sequence           bigint NOT NULL,
    key_id             uuid NOT NULL,
    model              text NOT NULL,
    provider_id        uuid,
    started_at         timestamptz NOT NULL,
    recorded_at        timestamptz NOT NULL,
    duration_micros    bigint NOT NULL,
    first_byte_micros  bigint NOT NULL,
    outcome            text NOT NULL CHECK (outcome IN
        ('completed', 'client_gone', 'provider_failed', 'refused', 'cut')),
    streamed           boolean NOT NULL,
    prompt_tokens      bigint NOT NULL,
    completion_tokens  bigint NOT NULL,
    cached_tokens      bigint NOT NULL,
    cache_write_tokens bigint NOT NULL,
    reasoning_tokens   bigint NOT NULL,
    cost_nanos         bigint NOT NULL CHECK (cost_nanos >= 0),
    price_id           text NOT NULL,
    estimated          boolean NOT NULL,
    upstream_status    integer NOT NULL,
    error_code         text NOT NULL,
    rejected           text NOT NULL DEFAULT '',
    PRIMARY KEY (organization_id, event_id)
);
CREATE INDEX usage_event_recent ON usage_event (organization_id, started_at DESC, event_id DESC);
CREATE INDEX usage_event_key ON usage_event (organization_id, key_id, started_at DESC, event_id DESC);

-- Which budgets an event was charged to. Sum of settled_nanos by budget period = budget_period.settled_nanos, always.
CREATE TABLE usage_charge (
    organization_id uuid NOT NULL,
    event_id        uuid NOT NULL,
    budget_id       uuid NOT NULL,
    period_start    timestamptz NOT NULL,
    lease_id        uuid,
    settled_nanos   bigint NOT NULL CHECK (settled_nanos >= 0),
    in_doubt_nanos  bigint NOT NULL CHECK (in_doubt_nanos >= 0),
    overrun_nanos   bigint NOT NULL DEFAULT 0 CHECK (overrun_nanos >= 0),
    PRIMARY KEY (organization_id, event_id, budget_id),
    FOREIGN KEY (organization_id, event_id) REFERENCES usage_event,
    FOREIGN KEY (organization_id, budget_id, period_start) REFERENCES budget_period,
    FOREIGN KEY (organization_id, lease_id) REFERENCES lease
);
CREATE INDEX usage_charge_budget ON usage_charge (organization_id, budget_id, period_start);

-- Reports read these, never raw events.
CREATE TABLE usage_rollup (
    organization_id   uuid NOT NULL REFERENCES organization,
    grain             text NOT NULL CHECK (grain IN ('minute', 'hour', 'day')),
    bucket_at         timestamptz NOT NULL,
    key_id            uuid NOT NULL,
    model             text NOT NULL,
    requests          bigint NOT NULL,
    refusals          bigint NOT NULL,
    failures          bigint NOT NULL,
    prompt_tokens     bigint NOT NULL,
    completion_tokens bigint NOT NULL,
    cost_nanos        bigint NOT NULL,
    PRIMARY KEY (organization_id, grain, bucket_at, key_id, model)
);

-- ------------------------------------------------------------------ audit

-- Head of an organization's Merkle tree (RFC 6962). Its row lock orders the organization's entries.
CREATE TABLE audit_head (
    organization_id uuid PRIMARY KEY REFERENCES organization,
    size            bigint NOT NULL CHECK (size >= 0),
    peaks           bytea[] NOT NULL
);

CREATE TABLE audit_entry (
    organization_id uuid NOT NULL REFERENCES organization,
    sequence        bigint NOT NULL,
    entry_id        uuid NOT NULL,
    at              timestamptz NOT NULL,
    actor_kind      text NOT NULL CHECK (actor_kind IN ('member', 'key', 'node', 'system')),
    actor_id        text NOT NULL,
    actor_name      text NOT NULL,
    action          text NOT NULL,
    resource_kind   text NOT NULL,
    resource_id     text NOT NULL,
    resource_name   text NOT NULL,
    outcome         text NOT NULL CHECK (outcome IN ('done', 'refused')),
    before          jsonb,
    after           jsonb,
    request_id      text NOT NULL,
    address         text NOT NULL,
    leaf            bytea NOT NULL,
    PRIMARY KEY (organization_id, sequence),
    UNIQUE (organization_id, entry_id)
);
CREATE INDEX audit_entry_resource ON audit_entry (organization_id, resource_kind, resource_id, sequence DESC);

-- ------------------------------------------------------------------ idempotency

CREATE TABLE idempotent_reply (
    organization_id uuid NOT NULL REFERENCES organization,
    caller          text NOT NULL,
    idempotency_key text NOT NULL CHECK (length(idempotency_key) BETWEEN 1 AND 200),
    request_hash    bytea NOT NULL,
    status          integer NOT NULL,
    body            text NOT NULL,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, caller, idempotency_key)
);

-- ------------------------------------------------------------------ row security

DO $$
DECLARE
    tenant_table text;
BEGIN
    FOREACH tenant_table IN ARRAY ARRAY[
        'organization', 'member', 'member_role', 'api_key', 'budget', 'budget_period', 'lease', 'lease_request',
        'provider', 'model', 'model_price', 'usage_event', 'usage_charge', 'usage_rollup', 'audit_head', 'audit_entry',
        'idempotent_reply']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format(
            'CREATE POLICY %I ON %I USING (organization_id = nullif(current_setting(''bursar.organization'', true), '''')::uuid)',
            tenant_table || '_of_tenant', tenant_table);
    END LOOP;
END
$$;

-- Whoever signs in may learn where they are a member, before an organization is chosen.
CREATE POLICY member_of_self ON member FOR SELECT USING (
    issuer = nullif(current_setting('bursar.issuer', true), '')
    AND subject = nullif(current_setting('bursar.subject', true), ''));

GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO ${appRole};
GRANT DELETE ON idempotent_reply, policy_change, member_role, lease_request TO ${appRole};
-- What is written once is never changed.
REVOKE UPDATE ON audit_entry, usage_event, usage_charge, model_price, catalog_price FROM ${appRole};
