-- Which organizations a life of a node holds leases of. Nothing of a tenant but its id: it says where to look when the
-- life ends, since nobody can look into all organizations at once.
CREATE TABLE lease_holder (
    node_id         uuid NOT NULL,
    epoch           bigint NOT NULL,
    organization_id uuid NOT NULL REFERENCES tenant,
    settled_up      boolean NOT NULL DEFAULT false,
    PRIMARY KEY (node_id, epoch, organization_id),
    FOREIGN KEY (node_id, epoch) REFERENCES node_epoch
);
CREATE INDEX lease_holder_unsettled ON lease_holder (organization_id) WHERE NOT settled_up;

GRANT SELECT, INSERT, UPDATE ON lease_holder TO ${appRole};

-- The part of in_doubt_nanos that no usage event put there: the remainder of a lease that expired or was fenced.
ALTER TABLE lease ADD COLUMN given_up_nanos bigint NOT NULL DEFAULT 0;
ALTER TABLE lease ADD CONSTRAINT given_up_is_in_doubt CHECK (given_up_nanos BETWEEN 0 AND in_doubt_nanos);
