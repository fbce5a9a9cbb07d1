package dev.bursar.server.sso;

import dev.bursar.adminapi.sso.SsoImpact;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;

/** Whom it touches when a connection is changed, switched off or removed, in one query. */
@Component
final class SsoImpacts {
    private static final String IMPACT = """
            WITH administrators AS (
                SELECT g.member_id FROM role_grant g
                WHERE g.organization_id = ? AND g.role = 'organization_admin' AND g.unit_id IS NULL
                  AND g.member_id IS NOT NULL
                UNION
                SELECT p.member_id FROM role_grant g
                JOIN group_member p ON p.organization_id = g.organization_id AND p.group_id = g.group_id
                WHERE g.organization_id = ? AND g.role = 'organization_admin' AND g.unit_id IS NULL),
            people AS (
                SELECT m.member_id, m.came_through IS NOT DISTINCT FROM ? AS through,
                    m.member_id IN (SELECT member_id FROM administrators) AS administers
                FROM member m
                WHERE m.organization_id = ? AND m.state = 'active' AND NOT EXISTS (
                    SELECT FROM sso_break_glass b WHERE b.organization_id = ? AND b.member_id = m.member_id))
            SELECT (SELECT count(*) FROM people WHERE through),
                (SELECT count(*) FROM people WHERE through AND administers),
                (SELECT count(*) FROM people WHERE NOT through AND administers),
                EXISTS (SELECT FROM sso_break_glass WHERE organization_id = ?),
                (SELECT count(DISTINCT g.group_id) FROM role_grant g
                    JOIN member_group p ON p.organization_id = g.organization_id AND p.group_id = g.group_id
                    WHERE g.organization_id = ? AND p.source = 'sso')""";

    private final Domains domains;

    SsoImpacts(Domains domains) {
        this.domains = domains;
    }

    SsoImpact of(DSLContext tx, UUID organization, Connection connection) {
        Record row = tx.resultQuery(
                        IMPACT,
                        organization,
                        organization,
                        connection.id(),
                        organization,
                        organization,
                        organization,
                        organization)
                .fetchSingle();
        return new SsoImpact(
                row.get(0, Long.class),
                row.get(1, Long.class),
                row.get(2, Long.class),
                row.get(3, Boolean.class),
                connection.state() == ConnectionState.ENFORCED,
                connection.inUse() ? List.copyOf(domains.verified(tx, organization)) : List.of(),
                row.get(4, Long.class));
    }
}
