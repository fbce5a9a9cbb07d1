-- What the issuer has still to be told, who was removed by whom, and connections' users.

-- What an organization wants of the issuer is in its own tables. This says that the issuer has not been told of it yet, since
-- when, and why: a row that is gone was told. Outlives an organization that is deleted until the issuer has forgotten it.
-- revision grows with each change: what was told before a change does not count. claimed_until: somebody is telling it.
-- close_accounts: subjects of accounts at the issuer itself that end.
CREATE TABLE issuer_task (
    organization_id uuid PRIMARY KEY REFERENCES organization,
    revision        bigint NOT NULL DEFAULT 1,
    since           timestamptz NOT NULL,
    attempts        integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_at         timestamptz NOT NULL,
    claimed_until   timestamptz,
    problem         text NOT NULL DEFAULT '' CHECK (length(problem) <= 500),
    close_accounts  text[] NOT NULL DEFAULT '{}'
);
ALTER TABLE issuer_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE issuer_task FORCE ROW LEVEL SECURITY;
CREATE POLICY issuer_task_of_tenant ON issuer_task
    USING (organization_id = nullif(current_setting('bursar.organization', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON issuer_task TO ${appRole};

-- 'issuer': the issuer is told.
ALTER TABLE appointment DROP CONSTRAINT appointment_kind_check,
    ADD CONSTRAINT appointment_kind_check
        CHECK (kind IN ('price', 'limit', 'requests', 'rules', 'deliveries', 'workload_keys', 'issuer'));

-- What could not be told before this version is told now.
ALTER TABLE sso_connection NO FORCE ROW LEVEL SECURITY;
ALTER TABLE issuer_task NO FORCE ROW LEVEL SECURITY;
INSERT INTO issuer_task (organization_id, since, next_at)
    SELECT DISTINCT organization_id, now(), now() FROM sso_connection WHERE applied_version < version;
INSERT INTO appointment (organization_id, kind, subject, at)
    SELECT organization_id, 'issuer', '', next_at FROM issuer_task;
ALTER TABLE issuer_task FORCE ROW LEVEL SECURITY;
ALTER TABLE sso_connection FORCE ROW LEVEL SECURITY;

-- Who was removed by an administrator comes back by an invitation only, not by signing in again: known by whom they were at
-- the issuer, and by their address. NULL: an invitation that was never accepted was revoked.
ALTER TABLE member
    ADD COLUMN removed_by     text CHECK (removed_by IN ('administrator', 'self', 'provisioning', 'organization')),
    ADD COLUMN former_issuer  text,
    ADD COLUMN former_subject text,
    ADD CHECK (removed_by IS NULL OR state = 'removed'),
    ADD CHECK ((former_issuer IS NULL) = (former_subject IS NULL));
ALTER TABLE member NO FORCE ROW LEVEL SECURITY;
ALTER TABLE invitation NO FORCE ROW LEVEL SECURITY;
UPDATE member m SET removed_by = 'administrator' WHERE state = 'removed' AND NOT EXISTS (
    SELECT FROM invitation i WHERE i.organization_id = m.organization_id AND i.member_id = m.member_id
        AND i.accepted_at IS NULL);
ALTER TABLE invitation FORCE ROW LEVEL SECURITY;
ALTER TABLE member FORCE ROW LEVEL SECURITY;
CREATE INDEX member_former ON member (organization_id, former_issuer, former_subject) WHERE former_issuer IS NOT NULL;

-- Of an organization that is deleted no channel, rule, alert or request for more stays.
GRANT DELETE ON alert, alert_delivery, alert_rule, alert_channel, budget_request, budget_request_vote TO ${appRole};
