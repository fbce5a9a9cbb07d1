-- Roles are granted, over the organization or a unit's subtree; organizations are archived, restored and deleted.

-- ------------------------------------------------------------------ roles

-- The owner of these tables is bound by their row security as well: it is lifted for the move, and forced again.
ALTER TABLE member_role NO FORCE ROW LEVEL SECURITY;
ALTER TABLE role_grant NO FORCE ROW LEVEL SECURITY;
INSERT INTO role_grant (organization_id, grant_id, member_id, role, granted_by, created_at)
    SELECT r.organization_id, gen_random_uuid(), r.member_id, r.role, 'Bursar', now() FROM member_role r;
ALTER TABLE role_grant FORCE ROW LEVEL SECURITY;
DROP TABLE member_role;

-- ------------------------------------------------------------------ people

-- A removed member's row stays, so that the ledger and the audit log keep naming who it was; nobody signs in as it.
ALTER TABLE member DROP CONSTRAINT member_state_check;
ALTER TABLE member
    ADD CONSTRAINT member_state_check CHECK (state IN ('invited', 'active', 'suspended', 'removed')),
    ADD COLUMN removed_at timestamptz,
    ADD CHECK (state <> 'removed' OR (issuer IS NULL AND user_name IS NULL AND external_id IS NULL));
CREATE INDEX member_recent ON member (organization_id, created_at DESC, member_id DESC);
CREATE INDEX api_key_owner ON api_key (organization_id, owner_member_id) WHERE owner_member_id IS NOT NULL;
CREATE INDEX invitation_recent ON invitation (organization_id, created_at DESC, invitation_id DESC);
CREATE INDEX invitation_member ON invitation (organization_id, member_id);
CREATE INDEX role_grant_recent ON role_grant (organization_id, created_at DESC, grant_id DESC);
CREATE INDEX role_grant_role ON role_grant (organization_id, role_id) WHERE role_id IS NOT NULL;

-- ------------------------------------------------------------------ organizations

-- Archived: keys are refused, and what is there can be read. Deleted: nobody reaches it any more; what must not be
-- destroyed (ledger, usage, audit log) stays under its id.
ALTER TABLE organization
    ADD COLUMN state       text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'archived', 'deleted')),
    ADD COLUMN archived_at timestamptz,
    ADD COLUMN deleted_at  timestamptz,
    ADD CHECK ((state = 'active') = (archived_at IS NULL)),
    ADD CHECK ((state = 'deleted') = (deleted_at IS NOT NULL));

-- Whoever operates the installation lists the organizations; of what is in them this shows nothing.
CREATE POLICY organization_of_operator ON organization FOR SELECT USING (
    current_setting('bursar.operator', true) = 'yes');

GRANT DELETE ON unit TO ${appRole};
