-- When a life of a node may have an expired lease in that organization, so that only such organizations are looked into.
-- Never later than the true moment; null: it has no open lease there.
ALTER TABLE lease_holder ADD COLUMN due_at timestamptz DEFAULT '2000-01-01T00:00:00Z';
CREATE INDEX lease_holder_due ON lease_holder (due_at) WHERE NOT settled_up;

-- Answers are kept until their epoch is closed: until then a retry must find them.
DROP INDEX lease_request_age;

-- What is wrong with an event whose money is right: it is booked, since it was spent. 'rejected' moved no money.
ALTER TABLE usage_event ADD COLUMN remark text NOT NULL DEFAULT '';
