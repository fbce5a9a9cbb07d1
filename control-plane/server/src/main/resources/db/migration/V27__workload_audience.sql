-- Whoever presents a workload's token may learn whose the audience is that it names, before an organization is known. Only
-- what is asked for by issuer and audience is seen.
CREATE POLICY workload_audience_of_token ON workload_audience FOR SELECT USING (
    issuer = nullif(current_setting('bursar.token_issuer', true), '')
    AND audience = nullif(current_setting('bursar.token_audience', true), ''));
