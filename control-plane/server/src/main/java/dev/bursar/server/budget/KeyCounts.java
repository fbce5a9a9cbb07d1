package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.API_KEY;

import java.time.Instant;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** How many working keys spend from a scope. */
@Component
final class KeyCounts {
    private static final String WITHIN = """
            WITH RECURSIVE down AS (
                SELECT unit_id FROM unit WHERE organization_id = ? AND unit_id = ?
                UNION ALL
                SELECT u.unit_id FROM down JOIN unit u ON u.organization_id = ? AND u.parent_id = down.unit_id)
            SELECT unit_id FROM down""";

    long of(DSLContext tx, UUID organization, String scope, UUID scopeId, Instant now) {
        Condition whose = switch (scope) {
            case "organization" -> DSL.noCondition();
            case "member" -> API_KEY.OWNER_MEMBER_ID.eq(scopeId);
            case "key" -> API_KEY.KEY_ID.eq(scopeId);
            default ->
                API_KEY.UNIT_ID.in(tx.resultQuery(WITHIN, organization, scopeId, organization)
                        .fetch(0, UUID.class));
        };
        return tx.fetchCount(
                API_KEY,
                API_KEY.ORGANIZATION_ID.eq(organization),
                API_KEY.STATE.eq("active"),
                API_KEY.EXPIRES_AT.isNull().or(API_KEY.EXPIRES_AT.gt(now)),
                whose);
    }
}
