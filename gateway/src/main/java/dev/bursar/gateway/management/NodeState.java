package dev.bursar.gateway.management;

import java.util.Map;

/** What operators may know of this node. */
public interface NodeState {
    /** It serves: it has a policy and is not stopping. */
    boolean ready();

    /** Why it is not ready; empty if it is. */
    String reason();

    /** Numbers and texts for the health page, in order. */
    Map<String, Object> details();

    /** Counters and gauges by their Prometheus name, in order. Those that end in {@code _total} only grow. */
    Map<String, Double> metrics();
}
