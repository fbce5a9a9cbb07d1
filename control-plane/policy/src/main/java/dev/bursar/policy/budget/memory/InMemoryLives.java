package dev.bursar.policy.budget.memory;

import dev.bursar.policy.budget.Lives;
import dev.bursar.policy.budget.NodeLife;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The nodes' lives in memory. Each call is a transaction of its own. */
public final class InMemoryLives implements Lives {
    private final Map<UUID, Long> newest = new HashMap<>();
    private final Set<NodeLife> fenced = new HashSet<>();
    private final Set<NodeLife> closed = new HashSet<>();

    @Override
    public NodeLife open(UUID nodeId, Instant now) {
        long epoch = newest.merge(nodeId, 1L, Long::sum);
        for (long older = 1; older < epoch; older++) {
            fenced.add(new NodeLife(nodeId, older));
        }
        return new NodeLife(nodeId, epoch);
    }

    @Override
    public boolean lived(NodeLife life) {
        return life.epoch() >= 1 && life.epoch() <= newest.getOrDefault(life.nodeId(), 0L);
    }

    @Override
    public boolean holdOpen(NodeLife life) {
        return lived(life) && !fenced.contains(life) && !closed.contains(life);
    }

    @Override
    public void fence(NodeLife life, Instant now) {
        fenced.add(life);
    }

    @Override
    public void close(NodeLife life, Instant now) {
        closed.add(life);
    }

    /** Those whose leases the sweep should end. */
    public List<NodeLife> fenced() {
        return fenced.stream().filter(life -> !closed.contains(life)).toList();
    }
}
