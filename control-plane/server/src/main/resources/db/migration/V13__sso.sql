-- Single sign-on: what the issuer knows of it, the account for when it fails, and what was read of the issuer's events.

-- The version that the issuer has; behind the row's own one where it could not be told.
ALTER TABLE sso_connection ADD COLUMN applied_version bigint NOT NULL DEFAULT 0;

-- One administrator for each organization whom no identity provider can keep out.
CREATE TABLE sso_break_glass (
    organization_id uuid PRIMARY KEY REFERENCES organization,
    member_id       uuid NOT NULL,
    username        text NOT NULL CHECK (length(username) BETWEEN 1 AND 200),
    issued_at       timestamptz NOT NULL,
    issued_by       text NOT NULL,
    last_used_at    timestamptz,
    FOREIGN KEY (organization_id, member_id) REFERENCES member
);

-- Events of the issuer that are in the audit log: they are read more than once, and written once.
CREATE TABLE issuer_event (
    organization_id uuid NOT NULL REFERENCES organization,
    event_id        text NOT NULL CHECK (length(event_id) BETWEEN 1 AND 200),
    occurred_at     timestamptz NOT NULL,
    PRIMARY KEY (organization_id, event_id)
);
CREATE INDEX issuer_event_old ON issuer_event (organization_id, occurred_at);

-- How far they are read.
CREATE TABLE issuer_cursor (
    issuer  text PRIMARY KEY,
    read_to timestamptz NOT NULL
);

DO $$
DECLARE
    tenant_table text;
BEGIN
    FOREACH tenant_table IN ARRAY ARRAY['sso_break_glass', 'issuer_event']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format(
            'CREATE POLICY %I ON %I USING (organization_id = nullif(current_setting(''bursar.organization'', true), '''')::uuid)',
            tenant_table || '_of_tenant', tenant_table);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO ${appRole}', tenant_table);
    END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON issuer_cursor TO ${appRole};
