-- What people and names are looked up by is a column, in small letters: under row security an index is searched by what
-- is compared with a column, not with a function of one. lower() could tell of rows that a policy hides.
ALTER TABLE member
    ADD COLUMN email_folded     text GENERATED ALWAYS AS (lower(email)) STORED,
    -- As SCIM sees it: whoever did not come by SCIM has no user name of their own, and the address stands in.
    ADD COLUMN user_name_folded text GENERATED ALWAYS AS (lower(coalesce(user_name, email))) STORED;
ALTER TABLE member_group ADD COLUMN name_folded text GENERATED ALWAYS AS (lower(name)) STORED;
ALTER TABLE service_account ADD COLUMN name_folded text GENERATED ALWAYS AS (lower(name)) STORED;
ALTER TABLE workload_trust ADD COLUMN name_folded text GENERATED ALWAYS AS (lower(name)) STORED;
ALTER TABLE custom_role ADD COLUMN name_folded text GENERATED ALWAYS AS (lower(name)) STORED;

DROP INDEX member_email, member_user_name, member_group_name, service_account_name, workload_trust_name, custom_role_name;
CREATE INDEX member_email ON member (organization_id, email_folded);
CREATE INDEX member_known_as ON member (organization_id, user_name_folded);
CREATE UNIQUE INDEX member_user_name ON member (organization_id, user_name_folded) WHERE user_name IS NOT NULL;
CREATE UNIQUE INDEX member_group_name ON member_group (organization_id, source, name_folded);
CREATE UNIQUE INDEX service_account_name ON service_account (organization_id, name_folded);
CREATE UNIQUE INDEX workload_trust_name ON workload_trust (organization_id, name_folded);
CREATE UNIQUE INDEX custom_role_name ON custom_role (organization_id, name_folded);

DROP POLICY member_of_verified_email ON member;
DROP INDEX member_waiting;
CREATE POLICY member_of_verified_email ON member FOR SELECT USING (
    issuer IS NULL AND source = 'scim' AND state = 'active'
    AND email_folded = lower(nullif(current_setting('bursar.verified_email', true), '')));
CREATE INDEX member_waiting ON member (email_folded) WHERE issuer IS NULL AND source = 'scim' AND state = 'active';
