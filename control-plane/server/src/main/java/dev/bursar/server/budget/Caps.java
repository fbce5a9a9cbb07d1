package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.API_KEY;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.policy.access.ModelPattern;
import dev.bursar.server.platform.web.Amounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which budget above has less free than a budget itself: a child may be larger than its parent, and is told so. Soft
 * ones cap nothing, and one for some models caps only those that are for no others.
 */
@Component
final class Caps {
    private static final String CHAINS = """
            WITH RECURSIVE up AS (
                SELECT unit_id AS leaf, unit_id, parent_id FROM unit WHERE organization_id = ? AND unit_id = ANY (?)
                UNION ALL
                SELECT up.leaf, u.unit_id, u.parent_id
                FROM up JOIN unit u ON u.organization_id = ? AND u.unit_id = up.parent_id)
            SELECT leaf, array_agg(unit_id) FROM up GROUP BY leaf""";

    private final JooqBudgets budgets;

    Caps(JooqBudgets budgets) {
        this.budgets = budgets;
    }

    /** The same budgets with what caps them, in a few queries for all of them. */
    List<Budget> shown(DSLContext tx, UUID organization, List<BudgetView> views, Instant now) {
        Map<UUID, Charged> keys = keys(tx, organization, views);
        Map<UUID, List<UUID>> chains = chains(tx, organization, views, keys);
        Map<UUID, Set<UUID>> above = new HashMap<>();
        views.forEach(view -> above.put(view.id(), above(organization, view, keys, chains)));
        Set<UUID> scopes = new HashSet<>();
        above.values().forEach(scopes::addAll);
        List<BudgetView> candidates = scopes.isEmpty() ? List.of() : budgets.ofScopes(tx, organization, scopes, now);
        return views.stream()
                .map(view -> view.toApi(tightest(view, candidates, above.getOrDefault(view.id(), Set.of()))))
                .toList();
    }

    /** What a key is charged to. */
    private record Charged(@Nullable UUID unit, @Nullable UUID owner) {}

    private static Map<UUID, Charged> keys(DSLContext tx, UUID organization, List<BudgetView> views) {
        List<UUID> ids = views.stream()
                .filter(view -> view.scope().equals("key"))
                .map(BudgetView::scopeId)
                .toList();
        Map<UUID, Charged> keys = new HashMap<>();
        if (!ids.isEmpty()) {
            tx.select(API_KEY.KEY_ID, API_KEY.UNIT_ID, API_KEY.OWNER_MEMBER_ID)
                    .from(API_KEY)
                    .where(API_KEY.ORGANIZATION_ID.eq(organization), API_KEY.KEY_ID.in(ids))
                    .forEach(row -> keys.put(row.value1(), new Charged(row.value2(), row.value3())));
        }
        return keys;
    }

    private static Map<UUID, List<UUID>> chains(
            DSLContext tx, UUID organization, List<BudgetView> views, Map<UUID, Charged> keys) {
        UUID[] units = Stream.concat(
                        views.stream().filter(Caps::ofUnit).map(BudgetView::scopeId),
                        keys.values().stream().flatMap(key -> Stream.ofNullable(key.unit())))
                .distinct()
                .toArray(UUID[]::new);
        Map<UUID, List<UUID>> chains = new HashMap<>();
        if (units.length > 0) {
            tx.resultQuery(CHAINS, organization, units, organization)
                    .forEach(row -> chains.put(row.get(0, UUID.class), List.of(row.get(1, UUID[].class))));
        }
        return chains;
    }

    private static Set<UUID> above(
            UUID organization, BudgetView view, Map<UUID, Charged> keys, Map<UUID, List<UUID>> chains) {
        Set<UUID> above = new HashSet<>();
        above.add(organization);
        if (ofUnit(view)) {
            above.addAll(chains.getOrDefault(view.scopeId(), List.of()));
            above.remove(view.scopeId());
        }
        Charged key = keys.get(view.scopeId());
        if (key != null) {
            if (key.unit() != null) {
                above.addAll(chains.getOrDefault(key.unit(), List.of()));
            }
            if (key.owner() != null) {
                above.add(key.owner());
            }
        }
        return above;
    }

    private static Budget.@Nullable CappedBy tightest(BudgetView view, List<BudgetView> candidates, Set<UUID> above) {
        List<BudgetView> caps = new ArrayList<>(candidates);
        caps.removeIf(one -> !above.contains(one.scopeId())
                || one.id().equals(view.id())
                || !one.account().hard()
                || !isAbove(one, view)
                || one.account().freeNanos() >= view.account().freeNanos());
        return caps.stream()
                .min(Comparator.comparingLong(one -> one.account().freeNanos()))
                .map(one -> new Budget.CappedBy(
                        one.id(),
                        one.name(),
                        one.scope(),
                        Amounts.money(one.account().freeNanos())))
                .orElse(null);
    }

    /** Of the organization's own, prepaid credits are the root. */
    private static boolean isAbove(BudgetView one, BudgetView view) {
        boolean sameFloor = one.scope().equals("organization") && view.scope().equals("organization");
        boolean root =
                one.row().getKind().equals("credit") && !view.row().getKind().equals("credit");
        return (!sameFloor || root) && covers(one.models(), view.models());
    }

    private static boolean covers(List<String> above, List<String> below) {
        return above.isEmpty()
                || !below.isEmpty()
                        && below.stream()
                                .map(ModelPattern::new)
                                .allMatch(it ->
                                        above.stream().map(ModelPattern::new).anyMatch(pattern -> pattern.covers(it)));
    }

    private static boolean ofUnit(BudgetView view) {
        return switch (view.scope()) {
            case "team", "project", "class" -> true;
            default -> false;
        };
    }
}
