package dev.bursar.server.identity;

import dev.bursar.policy.access.Authority;
import java.util.List;
import java.util.UUID;

/**
 * An active person, or a service account, in one organization.
 *
 * @param memberId a service account's id
 * @param archived the organization is: it can be read, and nothing in it changes
 */
public record Membership(
        UUID organizationId, UUID memberId, String displayName, boolean archived, List<HeldRole> roles) {
    public Membership {
        roles = List.copyOf(roles);
    }

    /** What the roles allow together. */
    public Authority authority() {
        Authority authority = HeldRole.authority(roles);
        return archived ? authority.frozen() : authority;
    }
}
