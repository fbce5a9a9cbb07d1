-- Answers are forgotten by age.
CREATE INDEX lease_request_age ON lease_request (organization_id, created_at);
