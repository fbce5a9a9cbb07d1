-- Everything that a job must do later is an appointment: one way of waking, where there were columns of tenant beside it.
-- 'requests': requests for more that nobody answers. 'rules': alert rules are looked at. 'deliveries': alerts are sent.
-- 'workload_keys': an issuer's keys must be fetched again.
ALTER TABLE appointment DROP CONSTRAINT appointment_kind_check,
    ADD CONSTRAINT appointment_kind_check CHECK (kind IN ('price', 'limit', 'requests', 'rules', 'deliveries', 'workload_keys'));
INSERT INTO appointment (organization_id, kind, subject, at)
    SELECT organization_id, 'requests', '', requests_due_at FROM tenant WHERE requests_due_at IS NOT NULL;
INSERT INTO appointment (organization_id, kind, subject, at)
    SELECT organization_id, kind, '', notices_due_at FROM tenant CROSS JOIN (VALUES ('rules'), ('deliveries')) AS k (kind)
    WHERE notices_due_at IS NOT NULL;
ALTER TABLE tenant DROP COLUMN requests_due_at, DROP COLUMN notices_due_at;

-- Alerts that are always told: a provider reported more than its bound (of a budget), the books differ (of none).
ALTER TABLE alert
    ALTER COLUMN budget_id DROP NOT NULL,
    DROP CONSTRAINT alert_kind_check,
    DROP CONSTRAINT alert_check,
    ADD CONSTRAINT alert_kind_check
        CHECK (kind IN ('threshold', 'forecast', 'anomaly', 'break_glass', 'request', 'overrun', 'books')),
    ADD CONSTRAINT alert_rule_check
        CHECK ((rule_id IS NULL) = (kind IN ('break_glass', 'request', 'overrun', 'books'))),
    ADD CONSTRAINT alert_budget_check CHECK ((budget_id IS NULL) = (kind = 'books'));
DROP INDEX alert_without_rule;
CREATE UNIQUE INDEX alert_without_rule ON alert (organization_id, kind, budget_id, crossing) NULLS NOT DISTINCT
    WHERE rule_id IS NULL;

-- Some are told to whoever runs the installation too. The address is configured, and never a tenant's to see.
ALTER TABLE alert_delivery
    ADD COLUMN operator text CHECK (operator IN ('email', 'slack')),
    DROP CONSTRAINT alert_delivery_check,
    ADD CONSTRAINT alert_delivery_receiver_check CHECK (num_nonnulls(channel_id, member_id, operator) = 1),
    ADD UNIQUE (organization_id, alert_id, operator);

-- What one person raised a budget by, alone and untold, within the time over which four eyes add it up. Older rows go
-- with the next raise.
CREATE TABLE budget_raise (
    organization_id uuid NOT NULL,
    raise_id        uuid NOT NULL,
    budget_id       uuid NOT NULL,
    raised_by       text NOT NULL,
    amount_nanos    bigint NOT NULL CHECK (amount_nanos > 0),
    at              timestamptz NOT NULL,
    PRIMARY KEY (organization_id, raise_id),
    FOREIGN KEY (organization_id, budget_id) REFERENCES budget
);
CREATE INDEX budget_raise_of ON budget_raise (organization_id, budget_id, at);
ALTER TABLE budget_raise ENABLE ROW LEVEL SECURITY;
ALTER TABLE budget_raise FORCE ROW LEVEL SECURITY;
CREATE POLICY budget_raise_of_tenant ON budget_raise
    USING (organization_id = nullif(current_setting('bursar.organization', true), '')::uuid);
GRANT SELECT, INSERT, DELETE ON budget_raise TO ${appRole};

-- What a budget's period spent, in steps of five minutes by when requests started: burn-down and forecasts read this, not
-- a million charges. Written with the charges, so that no writer can forget it.
CREATE TABLE budget_spend (
    organization_id uuid NOT NULL,
    budget_id       uuid NOT NULL,
    period_start    timestamptz NOT NULL,
    step_at         timestamptz NOT NULL,
    settled_nanos   bigint NOT NULL CHECK (settled_nanos >= 0),
    PRIMARY KEY (organization_id, budget_id, period_start, step_at),
    FOREIGN KEY (organization_id, budget_id, period_start) REFERENCES budget_period
);
CREATE FUNCTION charges_are_spent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO budget_spend AS known (organization_id, budget_id, period_start, step_at, settled_nanos)
    SELECT c.organization_id, c.budget_id, c.period_start, date_bin('5 minutes', e.started_at, 'epoch'), sum(c.settled_nanos)
    FROM fresh c JOIN usage_event e ON e.organization_id = c.organization_id AND e.event_id = c.event_id
    WHERE c.settled_nanos > 0
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (organization_id, budget_id, period_start, step_at)
        DO UPDATE SET settled_nanos = known.settled_nanos + excluded.settled_nanos;
    RETURN NULL;
END
$$;
CREATE TRIGGER charges_are_spent AFTER INSERT ON usage_charge REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION charges_are_spent();

ALTER TABLE usage_charge NO FORCE ROW LEVEL SECURITY;
ALTER TABLE usage_event NO FORCE ROW LEVEL SECURITY;
INSERT INTO budget_spend (organization_id, budget_id, period_start, step_at, settled_nanos)
    SELECT c.organization_id, c.budget_id, c.period_start, date_bin('5 minutes', e.started_at, 'epoch'), sum(c.settled_nanos)
    FROM usage_charge c JOIN usage_event e ON e.organization_id = c.organization_id AND e.event_id = c.event_id
    WHERE c.settled_nanos > 0 GROUP BY 1, 2, 3, 4;
ALTER TABLE usage_charge FORCE ROW LEVEL SECURITY;
ALTER TABLE usage_event FORCE ROW LEVEL SECURITY;

ALTER TABLE budget_spend ENABLE ROW LEVEL SECURITY;
ALTER TABLE budget_spend FORCE ROW LEVEL SECURITY;
CREATE POLICY budget_spend_of_tenant ON budget_spend
    USING (organization_id = nullif(current_setting('bursar.organization', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON budget_spend TO ${appRole};

-- A floor of the budget tree is read in its order, page by page.
CREATE INDEX api_key_in_unit ON api_key (organization_id, unit_id, name, key_id);
CREATE INDEX api_key_of_owner ON api_key (organization_id, owner_member_id, name, key_id)
    WHERE owner_member_id IS NOT NULL;
CREATE INDEX member_name ON member (organization_id, display_name, member_id);
DROP INDEX api_key_unit;
-- The list of budgets has the organization's own first.
CREATE INDEX budget_listed ON budget
    (organization_id, (scope = 'organization') DESC, created_at DESC, budget_id DESC);
