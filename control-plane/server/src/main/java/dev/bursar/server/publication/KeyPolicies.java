package dev.bursar.server.publication;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.MEMBER;

import com.google.protobuf.ByteString;
import dev.bursar.nodeapi.v1.KeyPolicy;
import dev.bursar.nodeapi.v1.KeyState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keys as nodes know them, each with the budgets on its path: the organization's, its owner's, its own. */
@Component
final class KeyPolicies {
    /** A revoked key is told apart from an unknown one for this long. */
    private static final Duration REVOKED_SHOWN = Duration.ofDays(30);

    private static final int FETCH = 1000;

    /** Every key that works, and those revoked lately. */
    void all(DSLContext tx, UUID organizationId, Instant now, Consumer<KeyPolicy> out) {
        Condition lately = API_KEY.STATE.ne("revoked").or(API_KEY.REVOKED_AT.gt(now.minus(REVOKED_SHOWN)));
        read(tx, organizationId, lately, out);
    }

    /** These, whatever their state. */
    void some(DSLContext tx, UUID organizationId, Collection<UUID> keyIds, Consumer<KeyPolicy> out) {
        read(tx, organizationId, API_KEY.KEY_ID.in(keyIds), out);
    }

    /** Those whose path holds one of these budgets. */
    void under(DSLContext tx, UUID organizationId, Collection<UUID> budgetIds, Consumer<KeyPolicy> out) {
        Condition beneath = DSL.exists(DSL.selectOne()
                .from(BUDGET)
                .where(
                        BUDGET.ORGANIZATION_ID.eq(API_KEY.ORGANIZATION_ID),
                        BUDGET.BUDGET_ID.in(budgetIds),
                        BUDGET.SCOPE
                                .eq("organization")
                                .or(BUDGET.SCOPE.eq("member").and(BUDGET.SCOPE_ID.eq(API_KEY.OWNER_MEMBER_ID)))
                                .or(BUDGET.SCOPE.eq("key").and(BUDGET.SCOPE_ID.eq(API_KEY.KEY_ID)))));
        read(tx, organizationId, beneath.and(API_KEY.STATE.ne("revoked")), out);
    }

    private static void read(DSLContext tx, UUID organizationId, Condition wanted, Consumer<KeyPolicy> out) {
        Paths paths = Paths.of(tx, organizationId);
        tx.select(API_KEY.fields())
                .select(MEMBER.DISPLAY_NAME)
                .from(API_KEY)
                .leftJoin(MEMBER)
                .on(MEMBER.ORGANIZATION_ID.eq(API_KEY.ORGANIZATION_ID), MEMBER.MEMBER_ID.eq(API_KEY.OWNER_MEMBER_ID))
                .where(API_KEY.ORGANIZATION_ID.eq(organizationId), wanted)
                .fetchSize(FETCH)
                .fetchLazy()
                .forEach(row -> out.accept(policy(row, paths)));
    }

    private static KeyPolicy policy(Record row, Paths paths) {
        @Nullable UUID owner = row.get(API_KEY.OWNER_MEMBER_ID);
        @Nullable String ownerName = row.get(MEMBER.DISPLAY_NAME);
        @Nullable Instant expiresAt = row.get(API_KEY.EXPIRES_AT);
        return KeyPolicy.newBuilder()
                .setHash(ByteString.copyFrom(row.get(API_KEY.HASH)))
                .setKeyId(row.get(API_KEY.KEY_ID).toString())
                .setOrganizationId(row.get(API_KEY.ORGANIZATION_ID).toString())
                .setName(row.get(API_KEY.NAME))
                .setState(state(row.get(API_KEY.STATE)))
                .setExpiresAtMillis(expiresAt == null ? 0 : Math.max(1, expiresAt.toEpochMilli()))
                .addAllModels(List.of(row.get(API_KEY.MODELS)))
                .addAllBudgetIds(paths.of(row.get(API_KEY.KEY_ID), owner))
                .setOwner(ownerName == null ? "" : ownerName)
                .setManagement(row.get(API_KEY.MANAGEMENT))
                .build();
    }

    private static KeyState state(String text) {
        return switch (text) {
            case "active" -> KeyState.KEY_STATE_ACTIVE;
            case "disabled" -> KeyState.KEY_STATE_DISABLED;
            default -> KeyState.KEY_STATE_REVOKED;
        };
    }

    /** Active budgets by what they belong to. */
    private record Paths(List<String> organization, Map<UUID, List<String>> byScope) {
        static Paths of(DSLContext tx, UUID organizationId) {
            List<String> root = new ArrayList<>();
            Map<UUID, List<String>> byScope = new HashMap<>();
            tx.select(BUDGET.BUDGET_ID, BUDGET.SCOPE, BUDGET.SCOPE_ID)
                    .from(BUDGET)
                    .where(BUDGET.ORGANIZATION_ID.eq(organizationId), BUDGET.STATE.eq("active"))
                    .orderBy(BUDGET.CREATED_AT, BUDGET.BUDGET_ID)
                    .forEach(row -> (row.value2().equals("organization")
                                    ? root
                                    : byScope.computeIfAbsent(row.value3(), id -> new ArrayList<>()))
                            .add(row.value1().toString()));
            return new Paths(root, byScope);
        }

        /** Root first. */
        List<String> of(UUID keyId, @Nullable UUID ownerId) {
            List<String> path = new ArrayList<>(organization);
            if (ownerId != null) {
                path.addAll(byScope.getOrDefault(ownerId, List.of()));
            }
            path.addAll(byScope.getOrDefault(keyId, List.of()));
            return path;
        }
    }
}
