package dev.bursar.adminui.budget;

import com.vaadin.flow.data.provider.hierarchy.AbstractBackEndHierarchicalDataProvider;
import com.vaadin.flow.data.provider.hierarchy.HierarchicalQuery;
import dev.bursar.adminapi.budget.BudgetNode;
import dev.bursar.adminapi.common.Page;
import dev.bursar.adminui.controlplane.ControlPlane;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tree as the Admin API has it, one floor at a time, read when it is opened and kept until it is refreshed. */
final class Floors extends AbstractBackEndHierarchicalDataProvider<BudgetNode, Void> {
    private static final long serialVersionUID = 1L;
    /** A floor with more than this is searched better in the list. */
    private static final int MOST_ON_A_FLOOR = 5_000;

    private final transient ControlPlane controlPlane;
    private final UUID organizationId;
    private final transient Map<UUID, List<BudgetNode>> known = new LinkedHashMap<>();
    private static final UUID TOP = new UUID(0, 0);

    Floors(ControlPlane controlPlane, UUID organizationId) {
        this.controlPlane = controlPlane;
        this.organizationId = organizationId;
    }

    /** Where the reader's part of the tree begins: the organization itself, or the units that are theirs. */
    List<BudgetNode> tops() {
        return floor(null);
    }

    /** No budget, and no place for one. */
    boolean isBare() {
        return tops().stream()
                .allMatch(top -> top.budgets().isEmpty() && floor(top).isEmpty());
    }

    List<BudgetNode> floor(@Nullable BudgetNode under) {
        return known.computeIfAbsent(under == null ? TOP : under.scopeId(), id -> read(under));
    }

    private List<BudgetNode> read(@Nullable BudgetNode under) {
        List<BudgetNode> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<BudgetNode> page = controlPlane
                    .tree()
                    .children(
                            organizationId,
                            under == null ? null : under.scope(),
                            under == null ? null : under.scopeId(),
                            cursor,
                            Page.MAX_SIZE);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null && all.size() < MOST_ON_A_FLOOR);
        return List.copyOf(all);
    }

    /** Reads the open floors again. @return whether anything is different */
    boolean reread() {
        Map<UUID, List<BudgetNode>> before = new LinkedHashMap<>(known);
        Map<UUID, BudgetNode> nodes = new LinkedHashMap<>();
        before.values().forEach(floor -> floor.forEach(node -> nodes.put(node.scopeId(), node)));
        known.clear();
        for (UUID id : before.keySet()) {
            floor(nodes.get(id));
        }
        return !known.equals(before);
    }

    void forget() {
        known.clear();
    }

    @Override
    public int getChildCount(HierarchicalQuery<BudgetNode, Void> query) {
        return (int) fetchChildren(query).count();
    }

    @Override
    public boolean hasChildren(BudgetNode node) {
        return node.children() > 0;
    }

    @Override
    protected Stream<BudgetNode> fetchChildrenFromBackEnd(HierarchicalQuery<BudgetNode, Void> query) {
        return floor(query.getParent()).stream().skip(query.getOffset()).limit(query.getLimit());
    }

    @Override
    public Object getId(BudgetNode node) {
        return node.scopeId();
    }
}
