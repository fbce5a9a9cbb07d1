package dev.bursar.adminui.component;

import dev.bursar.adminapi.fleet.Fleet;

/** How a gateway is doing, in two or three words. */
public final class GatewayState {
    private GatewayState() {}

    public static StateBadge badge(Fleet.Gateway gateway, long headRevision) {
        if (!gateway.policyError().isEmpty()) {
            return new StateBadge("Policy rejected", StateBadge.Tone.BAD);
        }
        if (!gateway.connected()) {
            return new StateBadge("Not connected", StateBadge.Tone.BAD);
        }
        long behind = headRevision - gateway.appliedRevision();
        return behind <= 0
                ? new StateBadge("Up to date", StateBadge.Tone.GOOD)
                : new StateBadge("Behind by " + Amounts.count(behind), StateBadge.Tone.WARN);
    }
}
