-- Whose invitation it is: what somebody may hand on no more when it is accepted, they do not hand on. Those of before, and
-- those of service accounts, are nobody's.
ALTER TABLE invitation
    ADD COLUMN inviter_member_id uuid,
    ADD FOREIGN KEY (organization_id, inviter_member_id) REFERENCES member;
CREATE INDEX invitation_inviter ON invitation (organization_id, inviter_member_id);
