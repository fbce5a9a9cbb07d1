-- Units are policy: who moves one changes the paths of the keys beneath it.
ALTER TABLE policy_change DROP CONSTRAINT policy_change_kind_check;
ALTER TABLE policy_change ADD CONSTRAINT policy_change_kind_check
    CHECK (kind IN ('organization', 'key', 'budget', 'unit', 'provider', 'model'));

-- What must be done at an instant: nobody can look into all organizations at once, so this says which to enter when.
-- Nothing of a tenant but its id and that of what is due. 'price': a model's price takes effect. 'limit': a budget's
-- limit must be worked out again.
CREATE TABLE appointment (
    organization_id uuid NOT NULL REFERENCES tenant,
    kind            text NOT NULL CHECK (kind IN ('price', 'limit')),
    subject         text NOT NULL,
    at              timestamptz NOT NULL,
    PRIMARY KEY (organization_id, kind, subject, at)
);
CREATE INDEX appointment_at ON appointment (at);
GRANT SELECT, INSERT, UPDATE, DELETE ON appointment TO ${appRole};

-- Whoever writes a price for later makes the appointment: there is no second place to forget it in.
CREATE FUNCTION price_takes_effect() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO appointment (organization_id, kind, subject, at)
    VALUES (NEW.organization_id, 'price', NEW.model, NEW.effective_from)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER price_takes_effect AFTER INSERT ON model_price
    FOR EACH ROW WHEN (NEW.effective_from > now()) EXECUTE FUNCTION price_takes_effect();
INSERT INTO appointment (organization_id, kind, subject, at)
    SELECT organization_id, 'price', model, effective_from FROM model_price WHERE effective_from > now();

-- A period that has ended and gives money back, or turns out to have had more, leaves more to the next one where the
-- budget carries over: its limit is to be worked out again now.
CREATE FUNCTION period_leaves_more() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO appointment (organization_id, kind, subject, at)
    SELECT NEW.organization_id, 'limit', NEW.budget_id::text, NEW.period_end
    FROM budget b
    WHERE b.organization_id = NEW.organization_id AND b.budget_id = NEW.budget_id AND b.carry_over
      AND EXISTS (SELECT FROM budget_period n WHERE n.organization_id = NEW.organization_id
                  AND n.budget_id = NEW.budget_id AND n.period_start >= NEW.period_end)
    -- Locks one that is there: whoever keeps it must see this change.
    ON CONFLICT (organization_id, kind, subject, at) DO UPDATE SET at = excluded.at;
    RETURN NULL;
END
$$;
CREATE TRIGGER period_leaves_more
    AFTER UPDATE OF settled_nanos, leased_nanos, in_doubt_nanos, carried_nanos ON budget_period FOR EACH ROW
    WHEN (NEW.period_end IS NOT NULL AND NEW.period_end <= now() AND (
        NEW.settled_nanos + NEW.leased_nanos + NEW.in_doubt_nanos
            < OLD.settled_nanos + OLD.leased_nanos + OLD.in_doubt_nanos
        OR NEW.carried_nanos <> OLD.carried_nanos))
    EXECUTE FUNCTION period_leaves_more();
