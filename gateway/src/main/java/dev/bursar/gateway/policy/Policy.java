package dev.bursar.gateway.policy;

import java.util.Map;

/**
 * Everything in force at one revision, keys excepted: those are many and live in the keyring.
 *
 * @param revision 0: nothing was applied yet
 * @param freshUntilMillis after it, unbudgeted traffic follows the organization's staleness rule
 */
public record Policy(
        long revision, long issuedAtMillis, long freshUntilMillis, Map<String, Organization> organizations) {
    public static final Policy NONE = new Policy(0, 0, 0, Map.of());

    public Policy {
        organizations = Map.copyOf(organizations);
    }

    public boolean isPresent() {
        return revision > 0;
    }
}
