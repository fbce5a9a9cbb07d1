-- Long lists in the order that a reader chose, who holds a role, and what happened to a person.

-- ------------------------------------------------------------------ orders

-- What a list is ordered by is a column: under row security an index is searched by what is compared with a column, not
-- with a function of one.
ALTER TABLE api_key
    ADD COLUMN name_order text GENERATED ALWAYS AS (lower(name)) STORED,
    ADD COLUMN used_order timestamptz
        GENERATED ALWAYS AS (coalesce(last_used_at, timestamptz '1970-01-01 00:00:00+00')) STORED;
ALTER TABLE member
    ADD COLUMN name_order   text GENERATED ALWAYS AS (lower(display_name)) STORED,
    ADD COLUMN active_order timestamptz
        GENERATED ALWAYS AS (coalesce(last_active_at, timestamptz '1970-01-01 00:00:00+00')) STORED;
ALTER TABLE organization
    ADD COLUMN name_order text GENERATED ALWAYS AS (lower(name)) STORED;

CREATE INDEX api_key_name_order ON api_key (organization_id, name_order, key_id);
CREATE INDEX api_key_used_order ON api_key (organization_id, used_order, key_id);
CREATE INDEX member_name_order ON member (organization_id, name_order, member_id);
CREATE INDEX member_active_order ON member (organization_id, active_order, member_id);
CREATE INDEX organization_name_order ON organization (name_order, organization_id);

-- ------------------------------------------------------------------ who holds a role

CREATE INDEX role_grant_built_in ON role_grant (organization_id, role, created_at DESC, grant_id DESC)
    WHERE role IS NOT NULL;
CREATE INDEX role_grant_custom ON role_grant (organization_id, role_id, created_at DESC, grant_id DESC)
    WHERE role_id IS NOT NULL;
DROP INDEX role_grant_role;

-- ------------------------------------------------------------------ what happened to a person

-- Whom an entry of the audit log is about: it is found by it. The entry itself says so in its facts, which are hashed.
CREATE TABLE audit_member (
    organization_id uuid   NOT NULL,
    member_id       uuid   NOT NULL,
    sequence        bigint NOT NULL,
    PRIMARY KEY (organization_id, member_id, sequence),
    FOREIGN KEY (organization_id, sequence) REFERENCES audit_entry
);
ALTER TABLE audit_member ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_member_of_tenant ON audit_member
    USING (organization_id = nullif(current_setting('bursar.organization', true), '')::uuid);
GRANT SELECT, INSERT ON audit_member TO ${appRole};

-- The owner is bound by row security as well: it is lifted while what was written before is read.
ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY;
INSERT INTO audit_member (organization_id, member_id, sequence)
    SELECT DISTINCT e.organization_id, m.member_id::uuid, e.sequence
    FROM audit_entry e
    CROSS JOIN LATERAL (
        SELECT e.resource_id AS member_id WHERE e.resource_kind = 'member'
        UNION ALL
        SELECT coalesce(e.after, e.before) ->> 'holderId'
        WHERE e.resource_kind = 'role_grant' AND coalesce(e.after, e.before) ->> 'holder' = 'member'
        UNION ALL
        SELECT coalesce(e.after ->> 'memberId', e.resource_name) WHERE e.resource_kind = 'invitation'
        UNION ALL
        SELECT jsonb_array_elements_text(said.members)
        FROM (VALUES (e.before -> 'members'), (e.after -> 'members')) said (members)
        WHERE e.resource_kind = 'group' AND jsonb_typeof(said.members) = 'array') m
    WHERE m.member_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_member FORCE ROW LEVEL SECURITY;
