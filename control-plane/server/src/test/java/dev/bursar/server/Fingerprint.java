package dev.bursar.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Of all that tenants keep, but for audit logs, where refusals appear, and when somebody last called. */
final class Fingerprint {
    private static final List<String> TABLES = List.of(
            "organization",
            "api_key",
            "budget",
            "budget_request",
            "budget_adjustment",
            "provider",
            "model",
            "member",
            "unit",
            "alert_rule",
            "role_grant",
            "custom_role",
            "invitation",
            "service_account",
            "workload_trust");

    private Fingerprint() {}

    static String of(DemoServer server) {
        return server.database().asOwner(owner -> {
            Map<String, Object> state = new LinkedHashMap<>();
            for (String organization : List.of(server.acme(), server.globex())) {
                owner.transaction(tx -> {
                    tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", organization);
                    for (String table : TABLES) {
                        state.put(
                                organization + table,
                                tx.dsl()
                                        .fetchSingle("SELECT count(*) || '/' || coalesce(md5(string_agg(t::text, '|'"
                                                + " ORDER BY t::text)), '') FROM (SELECT to_jsonb(r)"
                                                + " - 'last_active_at' - 'active_order' AS t FROM " + table
                                                + " r) rows")
                                        .get(0));
                    }
                });
            }
            return state.toString();
        });
    }
}
