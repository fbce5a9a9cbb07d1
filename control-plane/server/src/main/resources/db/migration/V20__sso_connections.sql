-- Connections are edited while people sign in through them.

-- Addresses of the organization's domains lead to it: it worked once, and was not switched off since. One that was changed
-- is a draft again and goes on leading people, so that a new secret keeps nobody out.
ALTER TABLE sso_connection ADD COLUMN in_use boolean NOT NULL DEFAULT false;
-- The owner of the table is bound by its row security as well: it is lifted for the change, and forced again.
ALTER TABLE sso_connection NO FORCE ROW LEVEL SECURITY;
UPDATE sso_connection SET in_use = true WHERE state IN ('tested', 'enforced');
-- Which claims or attributes say who somebody is, and the scopes that are asked for. What was there before stays: a control
-- plane of the version before may still read it.
UPDATE sso_connection SET settings = settings
    || jsonb_build_object('attributes', jsonb_build_object(
        'email', coalesce(settings ->> 'emailAttribute', 'email'),
        'firstName', coalesce(settings ->> 'firstNameAttribute', CASE kind WHEN 'oidc' THEN 'given_name' ELSE 'givenName' END),
        'lastName', coalesce(settings ->> 'lastNameAttribute', CASE kind WHEN 'oidc' THEN 'family_name' ELSE 'surname' END),
        'groups', coalesce(settings ->> 'groupsAttribute', 'groups')))
    || CASE kind WHEN 'oidc' THEN '{"scopes": "openid profile email"}'::jsonb ELSE '{}'::jsonb END;
ALTER TABLE sso_connection FORCE ROW LEVEL SECURITY;
ALTER TABLE sso_connection ADD CHECK (in_use OR state NOT IN ('tested', 'enforced'));

-- Through which connection somebody came the last time. NULL: through none, or not since this is remembered.
ALTER TABLE member
    ADD COLUMN came_through uuid,
    ADD FOREIGN KEY (organization_id, came_through) REFERENCES sso_connection ON DELETE SET NULL (came_through);
CREATE INDEX member_came_through ON member (organization_id, came_through) WHERE came_through IS NOT NULL;
