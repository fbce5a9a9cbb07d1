-- The books' end: its row lock orders an organization's entries, so that sequences have no gaps and instants never go
-- back. An entry made after a month was closed is never dated in it.
CREATE TABLE ledger_head (
    organization_id uuid PRIMARY KEY REFERENCES organization,
    entries         bigint NOT NULL CHECK (entries >= 0),
    last_at         timestamptz NOT NULL
);
ALTER TABLE ledger_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_head FORCE ROW LEVEL SECURITY;
CREATE POLICY ledger_head_of_tenant ON ledger_head
    USING (organization_id = nullif(current_setting('bursar.organization', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON ledger_head TO ${appRole};

CREATE INDEX ledger_entry_at ON ledger_entry (organization_id, at);
-- A month is closed once.
CREATE UNIQUE INDEX ledger_closed_once ON ledger_entry (organization_id, reference_id) WHERE kind = 'period_close';

-- What a person resolved as spent of a lost lease, and no report has named yet. A late report is matched with it first,
-- so that nothing is paid twice.
ALTER TABLE lease ADD COLUMN presumed_nanos bigint NOT NULL DEFAULT 0
    CONSTRAINT presumed_is_settled CHECK (presumed_nanos BETWEEN 0 AND settled_nanos);
-- The part of a charge that a resolution had settled before: reported = settled + in_doubt + overrun + presumed.
ALTER TABLE usage_charge ADD COLUMN presumed_nanos bigint NOT NULL DEFAULT 0 CHECK (presumed_nanos >= 0);

-- One request is resolved once; a lease's remainder may be given up again after the node came back and went again.
CREATE UNIQUE INDEX doubt_resolution_event ON doubt_resolution (organization_id, event_id, budget_id)
    WHERE event_id IS NOT NULL;
CREATE INDEX doubt_resolution_lease ON doubt_resolution (organization_id, lease_id) WHERE lease_id IS NOT NULL;
CREATE INDEX usage_charge_in_doubt ON usage_charge (organization_id, event_id) WHERE in_doubt_nanos > 0;
CREATE INDEX lease_given_up ON lease (organization_id, lease_id) WHERE given_up_nanos > 0;
-- What is booked of a doubt, to be taken back where a late report names it.
CREATE INDEX ledger_entry_doubt ON ledger_entry (organization_id, reference_id) WHERE reference_kind = 'doubt';

-- Usage from before there were books: one opening entry for each organization that had any.
DO $$
DECLARE
    tenant_id uuid;
    cost bigint;
    opening uuid;
BEGIN
    FOR tenant_id IN SELECT organization_id FROM tenant LOOP
        PERFORM set_config('bursar.organization', tenant_id::text, true);
        SELECT coalesce(sum(cost_nanos), 0) INTO cost FROM usage_event
            WHERE organization_id = tenant_id AND rejected = '';
        CONTINUE WHEN cost = 0;
        opening := gen_random_uuid();
        INSERT INTO ledger_head VALUES (tenant_id, 1, now());
        INSERT INTO ledger_entry VALUES (tenant_id, opening, 1, now(), 'usage', 'All requests before the books were opened',
            'usage_batch', '', 'system');
        INSERT INTO ledger_line VALUES (tenant_id, opening, 1, 'usage', cost), (tenant_id, opening, 2, 'providers', -cost);
        INSERT INTO ledger_balance VALUES (tenant_id, 'usage', cost, 1), (tenant_id, 'providers', -cost, 1);
    END LOOP;
    PERFORM set_config('bursar.organization', '', true);
END
$$;
