package dev.bursar.gateway;

import dev.bursar.gateway.management.NodeState;
import dev.bursar.gateway.metering.Outcome;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The node's state for operators. */
final class GatewayState implements NodeState {
    private static final double NANOS = 1e9;

    private final Gateway gateway;

    GatewayState(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public boolean ready() {
        return gateway.policy().current().isPresent() && !gateway.stopping();
    }

    @Override
    public String reason() {
        if (gateway.stopping()) {
            return "stopping";
        }
        return gateway.policy().current().isPresent()
                ? ""
                : "no policy yet: the control plane was not reached and nothing is stored";
    }

    @Override
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("policyRevision", gateway.policy().current().revision());
        details.put("keys", gateway.keyring().size());
        details.put("controlPlaneConnected", gateway.controlPlane().connected());
        details.put("epoch", gateway.controlPlane().epoch().orElse(0));
        details.put("unreportedEvents", gateway.controlPlane().unreportedEvents());
        details.put("policyError", gateway.controlPlane().policyError());
        return details;
    }

    @Override
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            String name = "bursar_calls_total{outcome=\"" + outcome.name().toLowerCase(Locale.ROOT) + "\"}";
            metrics.put(name, (double) gateway.log().count(outcome));
        }
        metrics.put("bursar_cost_usd_total", gateway.log().costNanos() / NANOS);
        metrics.put("bursar_client_connections", (double) gateway.edge().openConnections());
        metrics.put(
                "bursar_policy_revision", (double) gateway.policy().current().revision());
        metrics.put("bursar_keys", (double) gateway.keyring().size());
        metrics.put("bursar_control_plane_connected", gateway.controlPlane().connected() ? 1.0 : 0.0);
        metrics.put("bursar_unreported_usage_events", (double)
                gateway.controlPlane().unreportedEvents());
        return metrics;
    }
}
