-- People sign in through their organization's provider again within so many days, else they are suspended.

-- Both or neither. since: when the rule began to count; nobody is suspended by it before they could be warned.
ALTER TABLE sso_connection
    ADD COLUMN sign_in_days  integer CHECK (sign_in_days BETWEEN 7 AND 400),
    ADD COLUMN sign_in_since timestamptz,
    ADD CHECK ((sign_in_days IS NULL) = (sign_in_since IS NULL));

-- signed_in_at: the last sign-in through the provider; NULL: before this was remembered. reminded_at: the last letter about
-- it. suspended_because: NULL is somebody's decision.
ALTER TABLE member
    ADD COLUMN signed_in_at      timestamptz,
    ADD COLUMN reminded_at       timestamptz,
    ADD COLUMN suspended_because text CHECK (suspended_because IN ('sign_in_overdue'));
-- The owner of the table is bound by its row security as well: it is lifted for the change, and forced again.
ALTER TABLE member NO FORCE ROW LEVEL SECURITY;
-- Whoever called was signed in, within the hours that a sign-in lasts.
UPDATE member SET signed_in_at = coalesce(last_active_at, created_at) WHERE came_through IS NOT NULL;
ALTER TABLE member FORCE ROW LEVEL SECURITY;
CREATE INDEX member_signed_in ON member (organization_id, came_through, signed_in_at)
    WHERE came_through IS NOT NULL AND state = 'active';

-- 'sign_ins': who is overdue.
ALTER TABLE appointment DROP CONSTRAINT appointment_kind_check,
    ADD CONSTRAINT appointment_kind_check
        CHECK (kind IN ('price', 'limit', 'requests', 'rules', 'deliveries', 'workload_keys', 'issuer', 'sign_ins'));
