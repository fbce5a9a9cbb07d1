-- The budget tree, what changes a limit for a while, what is in doubt, the ledger, requests for more, and alerts.

-- ------------------------------------------------------------------ structure

-- Teams of any depth, projects and classes. A team's parent is a team; a project or a class stands in a team or at the
-- top. What a key is charged to, and so what its path through the budgets is.
CREATE TABLE unit (
    organization_id uuid NOT NULL REFERENCES organization,
    unit_id         uuid NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('team', 'project', 'class')),
    parent_id       uuid,
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    state           text NOT NULL CHECK (state IN ('active', 'archived')),
    created_at      timestamptz NOT NULL,
    version         bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, unit_id),
    FOREIGN KEY (organization_id, parent_id) REFERENCES unit (organization_id, unit_id),
    CHECK (parent_id IS NULL OR parent_id <> unit_id)
);
CREATE INDEX unit_parent ON unit (organization_id, parent_id, name, unit_id);

ALTER TABLE api_key ADD COLUMN unit_id uuid;
ALTER TABLE api_key ADD FOREIGN KEY (organization_id, unit_id) REFERENCES unit (organization_id, unit_id);
CREATE INDEX api_key_unit ON api_key (organization_id, unit_id) WHERE unit_id IS NOT NULL;

ALTER TABLE organization
    ADD COLUMN fiscal_year_start_month        integer NOT NULL DEFAULT 1 CHECK (fiscal_year_start_month BETWEEN 1 AND 12),
    ADD COLUMN week_start                     integer NOT NULL DEFAULT 1 CHECK (week_start BETWEEN 1 AND 7),
    ADD COLUMN top_up_fee_basis_points        integer NOT NULL DEFAULT 0 CHECK (top_up_fee_basis_points BETWEEN 0 AND 10000),
    ADD COLUMN own_credential_fee_basis_points integer NOT NULL DEFAULT 0
        CHECK (own_credential_fee_basis_points BETWEEN 0 AND 10000),
    ADD COLUMN four_eyes_above_nanos          bigint NOT NULL DEFAULT 1000000000000 CHECK (four_eyes_above_nanos >= 0);

-- Who pays the provider: the installation (prepaid credits cover the cost), or the organization on its own contract
-- (prepaid credits cover only the fee; every other budget still counts the full cost).
ALTER TABLE provider
    ADD COLUMN paid_by text NOT NULL DEFAULT 'platform' CHECK (paid_by IN ('platform', 'organization'));

-- ------------------------------------------------------------------ budgets

ALTER TABLE budget DROP CONSTRAINT budget_period_check;
ALTER TABLE budget
    ADD CONSTRAINT budget_period_check
        CHECK (period IN ('day', 'week', 'month', 'quarter', 'year', 'term', 'lifetime')),
    -- 'credit': what the organization prepaid, the root of its tree. Its limit is what the ledger says was credited.
    ADD COLUMN kind            text NOT NULL DEFAULT 'limit' CHECK (kind IN ('limit', 'credit')),
    ADD COLUMN models          text[] NOT NULL DEFAULT '{}',
    ADD COLUMN mode            text NOT NULL DEFAULT 'strict' CHECK (mode IN ('strict', 'elastic')),
    ADD COLUMN at_cap          text NOT NULL DEFAULT 'refuse' CHECK (at_cap IN ('refuse', 'downgrade', 'ask')),
    ADD COLUMN downgrade_model text,
    ADD COLUMN carry_over      boolean NOT NULL DEFAULT false,
    ADD COLUMN owner_member_id uuid,
    -- Of a term, in the organization's time zone; the last day is part of it.
    ADD COLUMN starts_on       date,
    ADD COLUMN ends_on         date,
    ADD FOREIGN KEY (organization_id, owner_member_id) REFERENCES member (organization_id, member_id),
    ADD CHECK ((period = 'term') = (starts_on IS NOT NULL) AND (period = 'term') = (ends_on IS NOT NULL)),
    ADD CHECK (ends_on IS NULL OR ends_on >= starts_on),
    ADD CHECK ((at_cap = 'downgrade') = (downgrade_model IS NOT NULL)),
    ADD CHECK (kind <> 'credit' OR (scope = 'organization' AND period = 'lifetime' AND hard));
CREATE UNIQUE INDEX budget_one_credit ON budget (organization_id) WHERE kind = 'credit' AND state = 'active';

-- What changes a limit for a while. A top-up adds to the period that it starts in; an override replaces the budget's
-- own limit while it lasts. Ended by hand, it keeps its row.
CREATE TABLE budget_adjustment (
    organization_id uuid NOT NULL,
    adjustment_id   uuid NOT NULL,
    budget_id       uuid NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('top_up', 'override')),
    amount_nanos    bigint NOT NULL CHECK (amount_nanos >= 0),
    starts_at       timestamptz NOT NULL,
    expires_at      timestamptz,
    reason          text NOT NULL,
    break_glass     boolean NOT NULL DEFAULT false,
    budget_request_id uuid,
    created_by      text NOT NULL,
    created_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    PRIMARY KEY (organization_id, adjustment_id),
    FOREIGN KEY (organization_id, budget_id) REFERENCES budget,
    CHECK (expires_at IS NULL OR expires_at > starts_at)
);
CREATE INDEX budget_adjustment_budget ON budget_adjustment (organization_id, budget_id, starts_at);

-- limit_nanos is the limit in force: the budget's own (or an override), what was carried over, and top-ups. It must be
-- worked out again at limit_until.
ALTER TABLE budget_period
    ADD COLUMN carried_nanos bigint NOT NULL DEFAULT 0 CHECK (carried_nanos >= 0),
    ADD COLUMN limit_until   timestamptz;

-- ------------------------------------------------------------------ in doubt

-- How money in doubt was resolved. lease_id: the remainder that a lost node left. event_id: one request.
-- spent + unspent leaves in doubt; spent becomes settled. Written once.
CREATE TABLE doubt_resolution (
    organization_id uuid NOT NULL,
    resolution_id   uuid NOT NULL,
    lease_id        uuid,
    event_id        uuid,
    budget_id       uuid NOT NULL,
    period_start    timestamptz NOT NULL,
    spent_nanos     bigint NOT NULL CHECK (spent_nanos >= 0),
    unspent_nanos   bigint NOT NULL CHECK (unspent_nanos >= 0),
    proof           text NOT NULL CHECK (proof IN ('provider_record', 'write_off')),
    reason          text NOT NULL,
    resolved_by     text NOT NULL,
    resolved_at     timestamptz NOT NULL,
    PRIMARY KEY (organization_id, resolution_id, budget_id),
    FOREIGN KEY (organization_id, budget_id, period_start) REFERENCES budget_period,
    FOREIGN KEY (organization_id, lease_id) REFERENCES lease,
    FOREIGN KEY (organization_id, event_id) REFERENCES usage_event,
    CHECK ((lease_id IS NULL) <> (event_id IS NULL))
);
CREATE INDEX doubt_resolution_budget ON doubt_resolution (organization_id, budget_id, period_start);

ALTER TABLE usage_event DROP CONSTRAINT usage_event_outcome_check;
ALTER TABLE usage_event ADD CONSTRAINT usage_event_outcome_check CHECK (outcome IN
    ('completed', 'client_gone', 'provider_failed', 'refused', 'cut', 'budget_cut'));

-- ------------------------------------------------------------------ ledger

-- Double entry, append-only. Lines of an entry sum to zero; debits are positive.
CREATE TABLE ledger_entry (
    organization_id uuid NOT NULL REFERENCES organization,
    entry_id        uuid NOT NULL,
    sequence        bigint NOT NULL,
    at              timestamptz NOT NULL,
    kind            text NOT NULL CHECK (kind IN
        ('usage', 'top_up', 'refund', 'correction', 'write_off', 'period_close')),
    memo            text NOT NULL,
    reference_kind  text NOT NULL,
    reference_id    text NOT NULL,
    recorded_by     text NOT NULL,
    PRIMARY KEY (organization_id, entry_id),
    UNIQUE (organization_id, sequence)
);
CREATE TABLE ledger_line (
    organization_id uuid NOT NULL,
    entry_id        uuid NOT NULL,
    line            integer NOT NULL,
    account         text NOT NULL CHECK (account IN
        ('cash', 'credits', 'drawn', 'usage', 'providers', 'fees', 'own_credential_fees', 'write_offs', 'closed')),
    amount_nanos    bigint NOT NULL CHECK (amount_nanos <> 0),
    PRIMARY KEY (organization_id, entry_id, line),
    FOREIGN KEY (organization_id, entry_id) REFERENCES ledger_entry
);
CREATE INDEX ledger_line_account ON ledger_line (organization_id, account, entry_id);

-- Balances, kept with each entry and provable by summing the lines.
CREATE TABLE ledger_balance (
    organization_id uuid NOT NULL REFERENCES organization,
    account         text NOT NULL,
    balance_nanos   bigint NOT NULL,
    entries         bigint NOT NULL,
    PRIMARY KEY (organization_id, account)
);

CREATE FUNCTION ledger_entry_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT coalesce(sum(amount_nanos), 0) FROM ledger_line
        WHERE organization_id = NEW.organization_id AND entry_id = NEW.entry_id) <> 0 THEN
        RAISE EXCEPTION 'the lines of ledger entry % do not sum to zero', NEW.entry_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER ledger_line_balances AFTER INSERT ON ledger_line
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_balances();

-- What the job that compares the books last found.
CREATE TABLE ledger_check (
    organization_id uuid NOT NULL REFERENCES organization,
    check_id        uuid NOT NULL,
    at              timestamptz NOT NULL,
    compared        bigint NOT NULL,
    differences     jsonb NOT NULL DEFAULT '[]',
    PRIMARY KEY (organization_id, check_id)
);
CREATE INDEX ledger_check_recent ON ledger_check (organization_id, at DESC);

-- ------------------------------------------------------------------ requests for more

CREATE TABLE budget_request (
    organization_id uuid NOT NULL,
    budget_request_id uuid NOT NULL,
    budget_id       uuid NOT NULL,
    asked_by_member_id uuid,
    asked_by_key_id uuid,
    amount_nanos    bigint NOT NULL CHECK (amount_nanos > 0),
    reason          text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
    until           timestamptz,
    state           text NOT NULL CHECK (state IN ('open', 'approved', 'declined', 'withdrawn', 'expired')),
    approvals_needed integer NOT NULL CHECK (approvals_needed BETWEEN 1 AND 2),
    answer          text NOT NULL DEFAULT '',
    created_at      timestamptz NOT NULL,
    decided_at      timestamptz,
    version         bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, budget_request_id),
    FOREIGN KEY (organization_id, budget_id) REFERENCES budget,
    FOREIGN KEY (organization_id, asked_by_member_id) REFERENCES member (organization_id, member_id),
    FOREIGN KEY (organization_id, asked_by_key_id) REFERENCES api_key (organization_id, key_id),
    CHECK (asked_by_member_id IS NOT NULL OR asked_by_key_id IS NOT NULL)
);
CREATE INDEX budget_request_recent ON budget_request (organization_id, created_at DESC, budget_request_id DESC);

CREATE TABLE budget_request_vote (
    organization_id uuid NOT NULL,
    budget_request_id uuid NOT NULL,
    member_id       uuid NOT NULL,
    vote            text NOT NULL CHECK (vote IN ('approve', 'decline')),
    at              timestamptz NOT NULL,
    PRIMARY KEY (organization_id, budget_request_id, member_id),
    FOREIGN KEY (organization_id, budget_request_id) REFERENCES budget_request,
    FOREIGN KEY (organization_id, member_id) REFERENCES member (organization_id, member_id)
);

-- ------------------------------------------------------------------ alerts

CREATE TABLE alert_channel (
    organization_id uuid NOT NULL REFERENCES organization,
    channel_id      uuid NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('email', 'slack', 'webhook')),
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    target          text NOT NULL,
    secret          bytea,
    state           text NOT NULL CHECK (state IN ('active', 'archived')),
    created_at      timestamptz NOT NULL,
    version         bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, channel_id)
);

CREATE TABLE alert_rule (
    organization_id uuid NOT NULL REFERENCES organization,
    rule_id         uuid NOT NULL,
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    kind            text NOT NULL CHECK (kind IN ('threshold', 'forecast', 'anomaly')),
    budget_id       uuid,
    percent         integer CHECK (percent BETWEEN 1 AND 1000),
    state           text NOT NULL CHECK (state IN ('active', 'archived')),
    created_at      timestamptz NOT NULL,
    version         bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, rule_id),
    FOREIGN KEY (organization_id, budget_id) REFERENCES budget,
    CHECK ((kind = 'threshold') = (percent IS NOT NULL))
);
CREATE TABLE alert_rule_channel (
    organization_id uuid NOT NULL,
    rule_id         uuid NOT NULL,
    channel_id      uuid NOT NULL,
    PRIMARY KEY (organization_id, rule_id, channel_id),
    FOREIGN KEY (organization_id, rule_id) REFERENCES alert_rule,
    FOREIGN KEY (organization_id, channel_id) REFERENCES alert_channel
);

-- One crossing. The unique key makes it at most one alert.
CREATE TABLE alert (
    organization_id uuid NOT NULL,
    alert_id        uuid NOT NULL,
    rule_id         uuid NOT NULL,
    budget_id       uuid NOT NULL,
    crossing        text NOT NULL,
    sentence        text NOT NULL,
    facts           jsonb NOT NULL,
    at              timestamptz NOT NULL,
    PRIMARY KEY (organization_id, alert_id),
    UNIQUE (organization_id, rule_id, budget_id, crossing),
    FOREIGN KEY (organization_id, rule_id) REFERENCES alert_rule,
    FOREIGN KEY (organization_id, budget_id) REFERENCES budget
);
CREATE INDEX alert_recent ON alert (organization_id, at DESC, alert_id DESC);

CREATE TABLE alert_delivery (
    organization_id uuid NOT NULL,
    delivery_id     uuid NOT NULL,
    alert_id        uuid NOT NULL,
    channel_id      uuid NOT NULL,
    state           text NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
    attempts        integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    last_status     integer,
    last_error      text NOT NULL DEFAULT '',
    delivered_at    timestamptz,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, delivery_id),
    UNIQUE (organization_id, alert_id, channel_id),
    FOREIGN KEY (organization_id, alert_id) REFERENCES alert,
    FOREIGN KEY (organization_id, channel_id) REFERENCES alert_channel
);
CREATE INDEX alert_delivery_due ON alert_delivery (organization_id, next_attempt_at) WHERE state = 'waiting';

-- ------------------------------------------------------------------ row security

DO $$
DECLARE
    tenant_table text;
BEGIN
    FOREACH tenant_table IN ARRAY ARRAY[
        'unit', 'budget_adjustment', 'doubt_resolution', 'ledger_entry', 'ledger_line', 'ledger_balance', 'ledger_check',
        'budget_request', 'budget_request_vote', 'alert_channel', 'alert_rule', 'alert_rule_channel', 'alert',
        'alert_delivery']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format(
            'CREATE POLICY %I ON %I USING (organization_id = nullif(current_setting(''bursar.organization'', true), '''')::uuid)',
            tenant_table || '_of_tenant', tenant_table);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO ${appRole}', tenant_table);
    END LOOP;
END
$$;
GRANT DELETE ON alert_rule_channel TO ${appRole};
-- What is written once is never changed.
REVOKE UPDATE ON doubt_resolution, ledger_entry, ledger_line, ledger_check, budget_request_vote, alert FROM ${appRole};
