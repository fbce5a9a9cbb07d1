-- Who may do what: people and machines, groups, roles over subtrees, single sign-on, SCIM, sessions.

-- ------------------------------------------------------------------ people

-- issuer and subject are NULL until the person first signs in: an invitation or SCIM made the row before.
ALTER TABLE member
    ALTER COLUMN issuer DROP NOT NULL,
    ALTER COLUMN subject DROP NOT NULL,
    ADD COLUMN state          text NOT NULL DEFAULT 'active' CHECK (state IN ('invited', 'active', 'suspended')),
    ADD COLUMN source         text NOT NULL DEFAULT 'manual' CHECK (source IN ('manual', 'invitation', 'sso', 'scim')),
    ADD COLUMN user_name      text,
    ADD COLUMN external_id    text,
    ADD COLUMN suspended_at   timestamptz,
    ADD COLUMN last_active_at timestamptz,
    ADD COLUMN changed_at     timestamptz,
    ADD COLUMN version        bigint NOT NULL DEFAULT 1,
    ADD CHECK ((issuer IS NULL) = (subject IS NULL)),
    ADD CHECK (state <> 'active' OR issuer IS NOT NULL OR source = 'scim');
CREATE UNIQUE INDEX member_user_name ON member (organization_id, lower(user_name)) WHERE user_name IS NOT NULL;
CREATE INDEX member_email ON member (organization_id, lower(email));

-- An invitation makes an invited member; whoever presents the token and signs in becomes that member.
CREATE TABLE invitation (
    organization_id uuid NOT NULL,
    invitation_id   uuid NOT NULL,
    member_id       uuid NOT NULL,
    token_hash      bytea NOT NULL CHECK (length(token_hash) = 32),
    expires_at      timestamptz NOT NULL,
    created_by      text NOT NULL,
    created_at      timestamptz NOT NULL,
    accepted_at     timestamptz,
    revoked_at      timestamptz,
    PRIMARY KEY (organization_id, invitation_id),
    FOREIGN KEY (organization_id, member_id) REFERENCES member
);
CREATE UNIQUE INDEX invitation_token ON invitation (token_hash);

-- Groups of people, as SCIM or an identity provider names them. A grant to a group is a grant to each of its members.
CREATE TABLE member_group (
    organization_id uuid NOT NULL REFERENCES organization,
    group_id        uuid NOT NULL,
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    external_id     text,
    source          text NOT NULL CHECK (source IN ('scim', 'sso')),
    created_at      timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL,
    version         bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, group_id)
);
CREATE UNIQUE INDEX member_group_name ON member_group (organization_id, source, lower(name));

CREATE TABLE group_member (
    organization_id uuid NOT NULL,
    group_id        uuid NOT NULL,
    member_id       uuid NOT NULL,
    PRIMARY KEY (organization_id, group_id, member_id),
    FOREIGN KEY (organization_id, group_id) REFERENCES member_group,
    FOREIGN KEY (organization_id, member_id) REFERENCES member
);
CREATE INDEX group_member_member ON group_member (organization_id, member_id);

-- ------------------------------------------------------------------ machines

-- Acts in the Admin API through management keys or a workload's token; calls no models.
CREATE TABLE service_account (
    organization_id    uuid NOT NULL REFERENCES organization,
    service_account_id uuid NOT NULL,
    name               text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    description        text NOT NULL DEFAULT '',
    state              text NOT NULL CHECK (state IN ('active', 'disabled')),
    created_by         text NOT NULL,
    created_at         timestamptz NOT NULL,
    last_active_at     timestamptz,
    version            bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, service_account_id)
);
CREATE UNIQUE INDEX service_account_name ON service_account (organization_id, lower(name));

-- A management key belongs to a service account, and only such a key does.
ALTER TABLE api_key
    ADD COLUMN service_account_id uuid,
    ADD FOREIGN KEY (organization_id, service_account_id) REFERENCES service_account,
    ADD CHECK (service_account_id IS NULL OR (management AND owner_member_id IS NULL));

-- Workload identity: a token of this issuer whose subject matches stands in for a key at gateways (key_id), or for a
-- service account at the Admin API (service_account_id).
CREATE TABLE workload_trust (
    organization_id    uuid NOT NULL REFERENCES organization,
    trust_id           uuid NOT NULL,
    name               text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    issuer             text NOT NULL CHECK (length(issuer) BETWEEN 1 AND 1000),
    jwks_uri           text NOT NULL DEFAULT '',
    audience           text NOT NULL CHECK (length(audience) BETWEEN 1 AND 1000),
    subject_pattern    text NOT NULL CHECK (length(subject_pattern) BETWEEN 1 AND 1000),
    key_id             uuid,
    service_account_id uuid,
    state              text NOT NULL CHECK (state IN ('active', 'disabled')),
    created_by         text NOT NULL,
    created_at         timestamptz NOT NULL,
    version            bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, trust_id),
    FOREIGN KEY (organization_id, key_id) REFERENCES api_key,
    FOREIGN KEY (organization_id, service_account_id) REFERENCES service_account,
    CHECK ((key_id IS NULL) <> (service_account_id IS NULL))
);

-- ------------------------------------------------------------------ roles

-- A bundle of actions of the organization's own, beside the built-in ones.
CREATE TABLE custom_role (
    organization_id uuid NOT NULL REFERENCES organization,
    role_id         uuid NOT NULL,
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    description     text NOT NULL DEFAULT '',
    actions         text[] NOT NULL,
    created_at      timestamptz NOT NULL,
    version         bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, role_id)
);
CREATE UNIQUE INDEX custom_role_name ON custom_role (organization_id, lower(name));

-- A role, to whom, and over which subtree: unit_id NULL is the whole organization.
CREATE TABLE role_grant (
    organization_id    uuid NOT NULL REFERENCES organization,
    grant_id           uuid NOT NULL,
    member_id          uuid,
    group_id           uuid,
    service_account_id uuid,
    role               text CHECK (role IN
        ('organization_admin', 'finance', 'team_admin', 'instructor', 'member', 'auditor', 'platform_operator')),
    role_id            uuid,
    unit_id            uuid,
    granted_by         text NOT NULL,
    created_at         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, grant_id),
    FOREIGN KEY (organization_id, member_id) REFERENCES member,
    FOREIGN KEY (organization_id, group_id) REFERENCES member_group,
    FOREIGN KEY (organization_id, service_account_id) REFERENCES service_account,
    FOREIGN KEY (organization_id, role_id) REFERENCES custom_role,
    FOREIGN KEY (organization_id, unit_id) REFERENCES unit,
    CHECK (num_nonnulls(member_id, group_id, service_account_id) = 1),
    CHECK (num_nonnulls(role, role_id) = 1)
);
CREATE UNIQUE INDEX role_grant_once ON role_grant
    (organization_id, member_id, group_id, service_account_id, role, role_id, unit_id) NULLS NOT DISTINCT;
CREATE INDEX role_grant_member ON role_grant (organization_id, member_id) WHERE member_id IS NOT NULL;
CREATE INDEX role_grant_group ON role_grant (organization_id, group_id) WHERE group_id IS NOT NULL;
CREATE INDEX role_grant_account ON role_grant (organization_id, service_account_id) WHERE service_account_id IS NOT NULL;
CREATE INDEX role_grant_unit ON role_grant (organization_id, unit_id) WHERE unit_id IS NOT NULL;

-- ------------------------------------------------------------------ single sign-on, SCIM

-- An identity provider of the organization's own. Tested before it is enforced. settings: what the adapter needs,
-- without secrets; secret: sealed.
CREATE TABLE sso_connection (
    organization_id uuid NOT NULL REFERENCES organization,
    connection_id   uuid NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('oidc', 'saml')),
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    alias           text NOT NULL CHECK (length(alias) BETWEEN 1 AND 200),
    state           text NOT NULL CHECK (state IN ('draft', 'tested', 'enforced', 'disabled')),
    settings        jsonb NOT NULL DEFAULT '{}',
    secret          bytea,
    default_role    text NOT NULL DEFAULT 'member',
    tested_at       timestamptz,
    tested_by       text,
    created_by      text NOT NULL,
    created_at      timestamptz NOT NULL,
    version         bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, connection_id),
    UNIQUE (alias)
);

-- A mail domain that the organization proved to be its own (a DNS record, or the operator's word).
CREATE TABLE sso_domain (
    organization_id uuid NOT NULL REFERENCES organization,
    domain          text NOT NULL CHECK (domain = lower(domain) AND length(domain) BETWEEN 3 AND 253),
    challenge       text NOT NULL,
    verified_at     timestamptz,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, domain)
);
-- One owner: whoever proved it first.
CREATE UNIQUE INDEX sso_domain_owner ON sso_domain (domain) WHERE verified_at IS NOT NULL;

CREATE TABLE scim_token (
    organization_id uuid NOT NULL REFERENCES organization,
    token_id        uuid NOT NULL,
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    masked          text NOT NULL,
    hash            bytea NOT NULL CHECK (length(hash) = 32),
    created_by      text NOT NULL,
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz,
    last_used_at    timestamptz,
    revoked_at      timestamptz,
    PRIMARY KEY (organization_id, token_id)
);
CREATE UNIQUE INDEX scim_token_hash ON scim_token (hash);

-- ------------------------------------------------------------------ sessions

-- Sign-ins, as tokens name them (sid). A person's, not an organization's. An ended one's tokens are refused.
CREATE TABLE sign_in_session (
    issuer       text NOT NULL,
    session_id   text NOT NULL CHECK (length(session_id) BETWEEN 1 AND 200),
    subject      text NOT NULL,
    started_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    address      text NOT NULL DEFAULT '',
    user_agent   text NOT NULL DEFAULT '',
    ended_at     timestamptz,
    ended_by     text NOT NULL DEFAULT '',
    PRIMARY KEY (issuer, session_id)
);
CREATE INDEX sign_in_session_subject ON sign_in_session (issuer, subject, last_seen_at DESC);
CREATE INDEX sign_in_session_old ON sign_in_session (last_seen_at);

-- ------------------------------------------------------------------ row security

DO $$
DECLARE
    tenant_table text;
BEGIN
    FOREACH tenant_table IN ARRAY ARRAY[
        'invitation', 'member_group', 'group_member', 'service_account', 'workload_trust', 'custom_role', 'role_grant',
        'sso_connection', 'sso_domain', 'scim_token']
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
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_session TO ${appRole};
