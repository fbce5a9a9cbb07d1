package dev.bursar.server.publication;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ORGANIZATION;

import com.google.protobuf.ByteString;
import dev.bursar.nodeapi.v1.KeyPolicy;
import dev.bursar.nodeapi.v1.KeyState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keys as nodes know them, each with the budgets on its path: the organization's, those of each team from the top, of its
 * project or class, its owner's, its own.
 */
@Component
final class KeyPolicies {
    /** A revoked key is told apart from an unknown one for this long. */
    private static final Duration REVOKED_SHOWN = Duration.ofDays(30);

    private static final int FETCH = 1000;
    private static final Field<UUID[]> OWNERS = budgetsOf("member", API_KEY.OWNER_MEMBER_ID, "owners_budgets");
    private static final Field<UUID[]> OWN = budgetsOf("key", API_KEY.KEY_ID, "own_budgets");

    /** Every key that works, and those revoked lately. */
    void all(DSLContext tx, UUID organizationId, Instant now, Consumer<KeyPolicy> out) {
        Condition lately = API_KEY.STATE.ne("revoked").or(API_KEY.REVOKED_AT.gt(now.minus(REVOKED_SHOWN)));
        read(tx, organizationId, UnitTree.read(tx, organizationId), lately, out);
    }

    /** These, whatever their state. */
    void some(DSLContext tx, UUID organizationId, Collection<UUID> keyIds, Consumer<KeyPolicy> out) {
        read(tx, organizationId, UnitTree.read(tx, organizationId), API_KEY.KEY_ID.in(keyIds), out);
    }

    /** Those that are charged to one of these units, or to what is in it. */
    void inUnits(DSLContext tx, UUID organizationId, Collection<UUID> unitIds, Consumer<KeyPolicy> out) {
        UnitTree units = UnitTree.read(tx, organizationId);
        Condition within = API_KEY.UNIT_ID.in(units.within(unitIds));
        read(tx, organizationId, units, within.and(API_KEY.STATE.ne("revoked")), out);
    }

    /** Those whose path holds one of these budgets. */
    void under(DSLContext tx, UUID organizationId, Collection<UUID> budgetIds, Consumer<KeyPolicy> out) {
        UnitTree units = UnitTree.read(tx, organizationId);
        Set<UUID> scopes = new HashSet<>(tx.select(BUDGET.SCOPE_ID)
                .from(BUDGET)
                .where(
                        BUDGET.ORGANIZATION_ID.eq(organizationId),
                        BUDGET.BUDGET_ID.in(budgetIds),
                        BUDGET.SCOPE.in("team", "project", "class"))
                .fetch(BUDGET.SCOPE_ID));
        Condition beneath = DSL.exists(DSL.selectOne()
                .from(BUDGET)
                .where(
                        BUDGET.ORGANIZATION_ID.eq(API_KEY.ORGANIZATION_ID),
                        BUDGET.BUDGET_ID.in(budgetIds),
                        BUDGET.SCOPE
                                .eq("organization")
                                .or(BUDGET.SCOPE.eq("member").and(BUDGET.SCOPE_ID.eq(API_KEY.OWNER_MEMBER_ID)))
                                .or(BUDGET.SCOPE.eq("key").and(BUDGET.SCOPE_ID.eq(API_KEY.KEY_ID)))));
        Condition within = scopes.isEmpty() ? DSL.falseCondition() : API_KEY.UNIT_ID.in(units.within(scopes));
        read(tx, organizationId, units, beneath.or(within).and(API_KEY.STATE.ne("revoked")), out);
    }

    private static void read(
            DSLContext tx, UUID organizationId, UnitTree units, Condition wanted, Consumer<KeyPolicy> out) {
        tx.select(API_KEY.fields())
                .select(MEMBER.DISPLAY_NAME, ORGANIZATION.STATE, OWNERS, OWN)
                .from(API_KEY)
                .join(ORGANIZATION)
                .on(ORGANIZATION.ORGANIZATION_ID.eq(API_KEY.ORGANIZATION_ID))
                .leftJoin(MEMBER)
                .on(MEMBER.ORGANIZATION_ID.eq(API_KEY.ORGANIZATION_ID), MEMBER.MEMBER_ID.eq(API_KEY.OWNER_MEMBER_ID))
                .where(API_KEY.ORGANIZATION_ID.eq(organizationId), wanted)
                .fetchSize(FETCH)
                .fetchLazy()
                .forEach(row -> out.accept(policy(row, units)));
    }

    private static KeyPolicy policy(Record row, UnitTree units) {
        @Nullable String ownerName = row.get(MEMBER.DISPLAY_NAME);
        @Nullable Instant expiresAt = row.get(API_KEY.EXPIRES_AT);
        @Nullable UUID unit = row.get(API_KEY.UNIT_ID);
        return KeyPolicy.newBuilder()
                .setHash(ByteString.copyFrom(row.get(API_KEY.HASH)))
                .setKeyId(row.get(API_KEY.KEY_ID).toString())
                .setOrganizationId(row.get(API_KEY.ORGANIZATION_ID).toString())
                .setName(row.get(API_KEY.NAME))
                .setState(state(row, units.archived(unit)))
                .setOrganizationArchived(
                        !isServed(row) && row.get(API_KEY.STATE).equals("active"))
                .setExpiresAtMillis(expiresAt == null ? 0 : Math.max(1, expiresAt.toEpochMilli()))
                .addAllModels(List.of(row.get(API_KEY.MODELS)))
                .addAllBudgetIds(path(row, units, unit))
                .setOwner(ownerName == null ? "" : ownerName)
                .setManagement(row.get(API_KEY.MANAGEMENT))
                .build();
    }

    /** Root first. */
    private static List<String> path(Record row, UnitTree units, @Nullable UUID unit) {
        List<String> path = new ArrayList<>(units.budgetsDownTo(unit));
        for (UUID budget : row.get(OWNERS)) {
            path.add(budget.toString());
        }
        for (UUID budget : row.get(OWN)) {
            path.add(budget.toString());
        }
        return path;
    }

    private static boolean isServed(Record row) {
        return row.get(ORGANIZATION.STATE).equals("active");
    }

    /** Of an archived organization no key works: disabled to nodes that know no better. */
    private static KeyState state(Record row, boolean unitArchived) {
        return switch (row.get(API_KEY.STATE)) {
            case "active" ->
                !isServed(row)
                        ? KeyState.KEY_STATE_DISABLED
                        : unitArchived ? KeyState.KEY_STATE_UNIT_ARCHIVED : KeyState.KEY_STATE_ACTIVE;
            case "disabled" -> KeyState.KEY_STATE_DISABLED;
            default -> KeyState.KEY_STATE_REVOKED;
        };
    }

    /** The active budgets of a key's owner or of its own, oldest first; looked up key by key, as most have one at most. */
    private static Field<UUID[]> budgetsOf(String scope, Field<UUID> id, String name) {
        return DSL.array(DSL.select(BUDGET.BUDGET_ID)
                        .from(BUDGET)
                        .where(
                                BUDGET.ORGANIZATION_ID.eq(API_KEY.ORGANIZATION_ID),
                                BUDGET.SCOPE.eq(scope),
                                BUDGET.SCOPE_ID.eq(id),
                                BUDGET.STATE.eq("active"))
                        .orderBy(BUDGET.CREATED_AT, BUDGET.BUDGET_ID))
                .as(name);
    }
}
