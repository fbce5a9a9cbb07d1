-- The intake adds charges up itself before it writes them. The trigger looked every charge's event up again, and where the
-- planner knew too little of a table that grows, it read all of the organization's events for each batch. What a writer
-- forgets is found by the check of the books (budget_steps).
DROP TRIGGER charges_are_spent ON usage_charge;
DROP FUNCTION charges_are_spent();
