-- Machines at the Admin API and workloads at gateways.

ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_actor_kind_check;
ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_actor_kind_check
    CHECK (actor_kind IN ('member', 'key', 'node', 'system', 'service_account', 'scim'));

ALTER TABLE policy_change DROP CONSTRAINT policy_change_kind_check;
ALTER TABLE policy_change ADD CONSTRAINT policy_change_kind_check
    CHECK (kind IN ('organization', 'keys', 'key', 'budget', 'unit', 'provider', 'model', 'trust'));

-- Whoever presents a key may learn which one it is, before an organization is known. The hash is keyed: to name one is
-- to have the key.
CREATE POLICY api_key_of_bearer ON api_key FOR SELECT USING (
    hash = decode(nullif(current_setting('bursar.key_hash', true), ''), 'hex'));
CREATE INDEX api_key_service_account ON api_key (organization_id, service_account_id, created_at DESC, key_id DESC)
    WHERE service_account_id IS NOT NULL;

-- An issuer whose tokens an organization believes, and its keys as they were fetched last: [{"id", "algorithm", "key"}],
-- key being base64 of a SubjectPublicKeyInfo. jwks_uri '': the issuer's own metadata says where they are.
CREATE TABLE workload_issuer (
    organization_id uuid NOT NULL REFERENCES organization,
    issuer_id       uuid NOT NULL,
    issuer          text NOT NULL CHECK (length(issuer) BETWEEN 1 AND 1000),
    jwks_uri        text NOT NULL DEFAULT '' CHECK (length(jwks_uri) <= 1000),
    keys            jsonb NOT NULL DEFAULT '[]',
    fetched_at      timestamptz,
    attempted_at    timestamptz,
    error           text NOT NULL DEFAULT '',
    PRIMARY KEY (organization_id, issuer_id),
    UNIQUE (organization_id, issuer, jwks_uri)
);

-- For one issuer an audience belongs to one organization: a token that is meant for it can't be claimed by another one.
CREATE TABLE workload_audience (
    organization_id uuid NOT NULL REFERENCES organization,
    issuer          text NOT NULL,
    audience        text NOT NULL,
    PRIMARY KEY (organization_id, issuer, audience),
    UNIQUE (issuer, audience)
);

ALTER TABLE workload_trust
    DROP COLUMN issuer,
    DROP COLUMN jwks_uri,
    ADD COLUMN issuer_id uuid NOT NULL,
    ADD FOREIGN KEY (organization_id, issuer_id) REFERENCES workload_issuer;
CREATE UNIQUE INDEX workload_trust_name ON workload_trust (organization_id, lower(name));
CREATE INDEX workload_trust_issuer ON workload_trust (organization_id, issuer_id);
CREATE INDEX workload_trust_account ON workload_trust (organization_id, service_account_id)
    WHERE service_account_id IS NOT NULL;

DO $$
DECLARE
    tenant_table text;
BEGIN
    FOREACH tenant_table IN ARRAY ARRAY['workload_issuer', 'workload_audience']
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
