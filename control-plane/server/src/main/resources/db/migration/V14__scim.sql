-- What an identity provider says of a person beyond what the other columns hold: name, e-mail addresses, …, in SCIM's form.
ALTER TABLE member ADD COLUMN scim_attributes jsonb NOT NULL DEFAULT '{}';
CREATE INDEX member_external_id ON member (organization_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX member_group_external_id ON member_group (organization_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX scim_token_recent ON scim_token (organization_id, created_at DESC, token_id DESC);

-- What SCIM last changed, newest first.
CREATE INDEX member_scim_changed ON member (organization_id, changed_at DESC, member_id DESC) WHERE source = 'scim';
CREATE INDEX member_group_changed ON member_group (organization_id, changed_at DESC, group_id DESC);

ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_actor_kind_check;
ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_actor_kind_check
    CHECK (actor_kind IN ('member', 'key', 'node', 'system', 'scim'));

-- Whose first sign-in is this? Shows people whom SCIM provisioned and who were never anybody's, by an address that an
-- issuer has verified; nothing else of any organization.
CREATE POLICY member_of_verified_email ON member FOR SELECT USING (
    issuer IS NULL AND source = 'scim' AND state = 'active'
    AND lower(email) = lower(nullif(current_setting('bursar.verified_email', true), '')));
CREATE INDEX member_waiting ON member (lower(email)) WHERE issuer IS NULL AND source = 'scim' AND state = 'active';
