package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.SSO_BREAK_GLASS;

import dev.bursar.adminapi.sso.SsoImpact;
import dev.bursar.server.identity.HeldRoles;
import dev.bursar.server.platform.web.ProblemException;
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

    /** Looked at; nobody has more. */
    private static final int MOST_ADMINISTRATORS = 1_000;

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

    /**
     * Once the organization's provider is required and fails, somebody still gets in who can end that.
     *
     * @throws ProblemException 409 {@code no_other_way_in}
     */
    void requireAnotherWayIn(DSLContext tx, UUID organization) {
        boolean breakGlass = tx.fetchExists(SSO_BREAK_GLASS, SSO_BREAK_GLASS.ORGANIZATION_ID.eq(organization));
        if (!breakGlass && outsiders(tx, organization).isEmpty()) {
            throw new ProblemException(
                    409,
                    "no_other_way_in",
                    "If the provider failed, no administrator could sign in. Issue the break-glass account, or have an"
                            + " administrator with an address of another domain.");
        }
    }

    /** Addresses of administrators who need not come through the provider. */
    private List<String> outsiders(DSLContext tx, UUID organization) {
        List<UUID> administrators = HeldRoles.administratorsWhoCame(tx, organization, MOST_ADMINISTRATORS);
        return tx
                .select(MEMBER.EMAIL)
                .from(MEMBER)
                .where(MEMBER.ORGANIZATION_ID.eq(organization), MEMBER.MEMBER_ID.in(administrators))
                .fetch(MEMBER.EMAIL)
                .stream()
                .filter(email -> !domains.isOwn(tx, organization, email))
                .toList();
    }
}
