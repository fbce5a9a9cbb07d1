package dev.bursar.server.budget;

import dev.bursar.adminapi.budget.BudgetNode;
import dev.bursar.adminapi.budget.BudgetTreeApi;
import dev.bursar.adminapi.common.Page;
import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.Reach;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class BudgetTreeController implements BudgetTreeApi {
    private static final int UUID_LENGTH = 36;
    private static final int LONGEST_CURSOR = 300;

    private final Callers callers;
    private final Tenancy tenancy;
    private final TreeReadModel tree;
    private final JooqBudgets budgets;
    private final Clock clock;

    BudgetTreeController(Callers callers, Tenancy tenancy, TreeReadModel tree, JooqBudgets budgets, Clock clock) {
        this.callers = callers;
        this.tenancy = tenancy;
        this.tree = tree;
        this.budgets = budgets;
        this.clock = clock;
    }

    @Override
    public Page<BudgetNode> children(
            UUID organizationId,
            @Nullable String scope,
            @Nullable UUID under,
            @Nullable String cursor,
            @Nullable Integer size) {
        Caller caller = caller(organizationId);
        int limit = Cursors.size(size);
        TreeReadModel.Place after = Cursors.text(cursor, LONGEST_CURSOR)
                .map(BudgetTreeController::after)
                .orElse(TreeReadModel.Place.FIRST);
        if (scope != null) {
            known(scope);
        }
        if ((scope == null) != (under == null)) {
            throw ProblemException.field(scope == null ? "scope" : "under", "not_null", "Say both, or neither.");
        }
        return tenancy.read(organizationId, tx -> {
            if (scope == null || under == null) {
                return new Page<>(top(tx, caller), null);
            }
            requireVisible(tx, caller, scope, under);
            if (tree.find(tx, organizationId, scope, under).isEmpty()) {
                throw ProblemException.notFound(scope);
            }
            Page<TreeReadModel.Place> places = Cursors.page(
                    tree.floor(tx, organizationId, scope, under, after, limit),
                    limit,
                    last -> Cursors.afterText(last.rank() + "" + last.id() + last.name()));
            return new Page<>(nodes(tx, organizationId, places.items(), under), places.next());
        });
    }

    @Override
    public List<BudgetNode> path(UUID organizationId, @Nullable String scope, @Nullable UUID of) {
        Caller caller = caller(organizationId);
        if (scope == null || of == null) {
            throw ProblemException.field(scope == null ? "scope" : "of", "not_null", "Say whose path it is.");
        }
        known(scope);
        return tenancy.read(organizationId, tx -> {
            requireVisible(tx, caller, scope, of);
            return path(tx, caller, scope, of);
        });
    }

    /** Where the reader's part of the tree begins: with the organization, or with the units that they may see. */
    private List<BudgetNode> top(DSLContext tx, Caller caller) {
        UUID organization = caller.organizationId();
        return switch (caller.reach(Action.BUDGET_READ)) {
            case Reach.Everywhere all -> path(tx, caller, "organization", organization);
            case Reach.Units units -> nodes(tx, organization, tree.unitsOf(tx, organization, units.units()), null);
            case Reach.Nowhere none -> List.of();
        };
    }

    private static void requireVisible(DSLContext tx, Caller caller, String scope, UUID id) {
        if (!caller.may(Action.BUDGET_READ)) {
            UUID unit = BudgetPlaces.unitOf(tx, caller.organizationId(), scope, id);
            if (!caller.mayIn(tx, Action.BUDGET_READ, unit)) {
                throw ProblemException.notFound(scope);
            }
        }
    }

    private Caller caller(UUID organizationId) {
        Caller caller = callers.in(organizationId);
        caller.requireAnywhere(Action.BUDGET_READ);
        return caller;
    }

    /** From where the reader's part of the tree begins. */
    private List<BudgetNode> path(DSLContext tx, Caller caller, String scope, UUID of) {
        UUID organization = caller.organizationId();
        List<TreeReadModel.Place> places = new ScopePaths(tree)
                .to(tx, organization, scope, of).stream()
                        .dropWhile(place -> caller.reach(Action.BUDGET_READ) instanceof Reach.Units(var units)
                                && !units.contains(place.id()))
                        .toList();
        if (places.isEmpty()) {
            throw ProblemException.notFound(scope);
        }
        List<BudgetNode> nodes = new ArrayList<>();
        @Nullable UUID parent = null;
        for (BudgetNode node : nodes(tx, organization, places, null)) {
            nodes.add(
                    new BudgetNode(node.scope(), node.scopeId(), node.name(), parent, node.budgets(), node.children()));
            parent = node.scopeId();
        }
        return nodes;
    }

    private List<BudgetNode> nodes(
            DSLContext tx, UUID organization, List<TreeReadModel.Place> places, @Nullable UUID parent) {
        List<UUID> ids = places.stream().map(TreeReadModel.Place::id).toList();
        Map<UUID, List<BudgetView>> own = budgets.ofScopes(tx, organization, ids, clock.instant()).stream()
                .collect(Collectors.groupingBy(BudgetView::scopeId));
        Map<UUID, Long> below = tree.children(tx, organization, ids);
        return places.stream()
                .map(place -> new BudgetNode(
                        place.scope(),
                        place.id(),
                        place.name(),
                        parent,
                        own.getOrDefault(place.id(), List.<BudgetView>of()).stream()
                                .map(BudgetView::toApi)
                                .toList(),
                        place.scope().equals("organization")
                                ? tree.atTop(tx, organization)
                                : below.getOrDefault(place.id(), 0L)))
                .toList();
    }

    private static void known(String scope) {
        if (Level.depth(scope) < 0) {
            throw ProblemException.field("scope", "scope_unknown", "There is no such scope.");
        }
    }

    /** Rank, id of a fixed length, name. */
    private static TreeReadModel.Place after(String text) {
        int nameAt = 1 + UUID_LENGTH;
        try {
            if (text.length() >= nameAt && Character.isDigit(text.charAt(0))) {
                return new TreeReadModel.Place(
                        text.charAt(0) - '0', "", UUID.fromString(text.substring(1, nameAt)), text.substring(nameAt));
            }
        } catch (IllegalArgumentException e) {
            // Falls through: no such cursor was given out.
        }
        throw ProblemException.field(
                "cursor", "cursor_invalid", "A cursor is the next member of the page before, unaltered.");
    }
}
