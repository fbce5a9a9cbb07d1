package dev.bursar.server.identity;

import dev.bursar.policy.access.Action;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Reads which roles somebody holds: a person's own and those of their groups, or a service account's. One query, by
 * index, however many members the organization has.
 */
public final class HeldRoles {
    private static final String OF_MEMBER = """
            WITH held AS (
                SELECT grant_id FROM role_grant WHERE organization_id = ? AND member_id = ?
                UNION ALL
                SELECT g.grant_id FROM group_member m
                JOIN role_grant g ON g.organization_id = m.organization_id AND g.group_id = m.group_id
                WHERE m.organization_id = ? AND m.member_id = ?)
            """;
    private static final String OF_SERVICE_ACCOUNT = """
            WITH held AS (SELECT grant_id FROM role_grant WHERE organization_id = ? AND service_account_id = ?)
            """;
    private static final String ROLES = """
            SELECT g.grant_id, g.role, g.role_id, c.name, c.actions, g.unit_id, u.name, g.group_id, p.name,
                   g.granted_by, g.created_at
            FROM held JOIN role_grant g ON g.organization_id = ? AND g.grant_id = held.grant_id
            LEFT JOIN custom_role c ON c.organization_id = g.organization_id AND c.role_id = g.role_id
            LEFT JOIN unit u ON u.organization_id = g.organization_id AND u.unit_id = g.unit_id
            LEFT JOIN member_group p ON p.organization_id = g.organization_id AND p.group_id = g.group_id
            ORDER BY g.created_at, g.grant_id""";

    private static final String ADMINISTRATORS = """
            SELECT m.member_id FROM member m
            WHERE m.organization_id = ? AND m.state = 'active' AND (m.issuer IS NOT NULL OR NOT ?) AND m.member_id IN (
                SELECT g.member_id FROM role_grant g
                WHERE g.organization_id = ? AND g.role = 'organization_admin' AND g.unit_id IS NULL
                  AND g.member_id IS NOT NULL
                UNION
                SELECT p.member_id FROM role_grant g
                JOIN group_member p ON p.organization_id = g.organization_id AND p.group_id = g.group_id
                WHERE g.organization_id = ? AND g.role = 'organization_admin' AND g.unit_id IS NULL)
            ORDER BY m.member_id LIMIT ?""";

    private static final String OVER_UNITS = """
            SELECT DISTINCT g.role, c.actions FROM role_grant g
            LEFT JOIN custom_role c ON c.organization_id = g.organization_id AND c.role_id = g.role_id
            WHERE g.organization_id = ? AND g.unit_id = ANY (?)""";

    private HeldRoles() {}

    /** Active members who administer the whole organization, themselves or through a group. */
    public static List<UUID> administrators(DSLContext tx, UUID organizationId, int most) {
        return administrators(tx, organizationId, false, most);
    }

    /** Those of them who have signed in at all: whom provisioning only announced may never come. */
    public static List<UUID> administratorsWhoCame(DSLContext tx, UUID organizationId, int most) {
        return administrators(tx, organizationId, true, most);
    }

    private static List<UUID> administrators(DSLContext tx, UUID organizationId, boolean whoCame, int most) {
        return tx.resultQuery(ADMINISTRATORS, organizationId, whoCame, organizationId, organizationId, most)
                .fetch(0, UUID.class);
    }

    public static List<HeldRole> ofMember(DSLContext tx, UUID organizationId, UUID memberId) {
        return tx.resultQuery(OF_MEMBER + ROLES, organizationId, memberId, organizationId, memberId, organizationId)
                .fetch(HeldRoles::role);
    }

    public static List<HeldRole> ofServiceAccount(DSLContext tx, UUID organizationId, UUID serviceAccountId) {
        return tx.resultQuery(OF_SERVICE_ACCOUNT + ROLES, organizationId, serviceAccountId, organizationId)
                .fetch(HeldRoles::role);
    }

    /** What anybody may do by a role over just these units; what concerns a whole organization, nobody may by such a one. */
    public static Set<Action> overUnits(DSLContext tx, UUID organizationId, Collection<UUID> units) {
        return tx.resultQuery(OVER_UNITS, organizationId, units.toArray(UUID[]::new)).stream()
                .flatMap(row -> actions(row.get(0, String.class), row.get(1, String[].class)).stream())
                .filter(action -> action.breadth() != Action.Breadth.ORGANIZATION)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static HeldRole role(Record row) {
        @Nullable String builtIn = row.get(1, String.class);
        Set<Action> actions = actions(builtIn, row.get(4, String[].class));
        return new HeldRole(
                row.get(0, UUID.class),
                builtIn == null ? row.get(3, String.class) : builtIn,
                row.get(2, UUID.class),
                actions,
                row.get(5, UUID.class),
                row.get(6, String.class),
                row.get(7, UUID.class),
                row.get(8, String.class),
                row.get(9, String.class),
                row.get(10, Instant.class));
    }

    /** What this version does not know, it does not allow. @param texts of a custom role, where it is no built-in one */
    private static Set<Action> actions(@Nullable String builtIn, String @Nullable [] texts) {
        if (builtIn != null) {
            return Role.of(builtIn).map(Role::actions).orElse(Set.of());
        }
        return texts == null
                ? Set.of()
                : Arrays.stream(texts)
                        .flatMap(text -> Action.of(text).stream())
                        .collect(Collectors.toUnmodifiableSet());
    }
}
