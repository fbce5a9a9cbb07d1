-- When the jobs must next look into an organization: nobody can look into all of them at once. Nothing of a tenant but
-- that there is something to do. NULL: nothing.
ALTER TABLE tenant
    ADD COLUMN requests_due_at timestamptz,
    ADD COLUMN notices_due_at  timestamptz;
CREATE INDEX tenant_requests_due ON tenant (requests_due_at) WHERE requests_due_at IS NOT NULL;
CREATE INDEX tenant_notices_due ON tenant (notices_due_at) WHERE notices_due_at IS NOT NULL;

-- An open request nobody answers ends then.
ALTER TABLE budget_request ADD COLUMN expires_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE budget_request ALTER COLUMN expires_at DROP DEFAULT;
CREATE INDEX budget_request_open ON budget_request (organization_id, expires_at) WHERE state = 'open';

ALTER TABLE budget_adjustment
    ADD FOREIGN KEY (organization_id, budget_request_id) REFERENCES budget_request (organization_id, budget_request_id);
-- A request is answered by one raise.
CREATE UNIQUE INDEX budget_adjustment_request ON budget_adjustment (organization_id, budget_request_id)
    WHERE budget_request_id IS NOT NULL;

-- A rule may tell the budget's owner by e-mail, besides its channels.
ALTER TABLE alert_rule ADD COLUMN tell_owner boolean NOT NULL DEFAULT false;

-- Some alerts come from no rule: an emergency raise, a request for more that waits for an answer.
ALTER TABLE alert
    ALTER COLUMN rule_id DROP NOT NULL,
    ADD COLUMN kind text NOT NULL DEFAULT 'threshold'
        CHECK (kind IN ('threshold', 'forecast', 'anomaly', 'break_glass', 'request')),
    ADD CHECK ((rule_id IS NULL) = (kind IN ('break_glass', 'request')));
ALTER TABLE alert ALTER COLUMN kind DROP DEFAULT;
CREATE UNIQUE INDEX alert_without_rule ON alert (organization_id, kind, budget_id, crossing) WHERE rule_id IS NULL;

-- To a channel, or to a member's e-mail address.
ALTER TABLE alert_delivery
    ALTER COLUMN channel_id DROP NOT NULL,
    ADD COLUMN member_id uuid,
    ADD FOREIGN KEY (organization_id, member_id) REFERENCES member (organization_id, member_id),
    ADD CHECK ((channel_id IS NULL) <> (member_id IS NULL)),
    ADD UNIQUE (organization_id, alert_id, member_id);
CREATE INDEX alert_delivery_recent ON alert_delivery (organization_id, created_at DESC, delivery_id DESC);

-- The whole target is a secret for some kinds (a Slack URL): it is sealed, and `target` is what may be shown.
ALTER TABLE alert_channel ADD COLUMN sealed_target bytea NOT NULL;

-- What a budget spent in one hour, by when it was settled: the usual that forecasts and anomalies are measured by.
-- hour_at is the hour's end. spent_nanos is NULL where the hour before has no row, so that a gap is no spike.
CREATE TABLE spend_hour (
    organization_id uuid NOT NULL,
    budget_id       uuid NOT NULL,
    hour_at         timestamptz NOT NULL,
    period_start    timestamptz NOT NULL,
    settled_nanos   bigint NOT NULL CHECK (settled_nanos >= 0),
    spent_nanos     bigint CHECK (spent_nanos >= 0),
    PRIMARY KEY (organization_id, budget_id, hour_at),
    FOREIGN KEY (organization_id, budget_id) REFERENCES budget
);
CREATE INDEX spend_hour_old ON spend_hour (organization_id, hour_at);
ALTER TABLE spend_hour ENABLE ROW LEVEL SECURITY;
ALTER TABLE spend_hour FORCE ROW LEVEL SECURITY;
CREATE POLICY spend_hour_of_tenant ON spend_hour
    USING (organization_id = nullif(current_setting('bursar.organization', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON spend_hour TO ${appRole};
