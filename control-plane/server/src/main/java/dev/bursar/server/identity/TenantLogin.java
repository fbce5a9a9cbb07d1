package dev.bursar.server.identity;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What the issuer shall know of an organization.
 *
 * @param domains that it proved to be its own
 * @param groups that matter here: of a person's groups only these are in tokens
 */
public record TenantLogin(
        UUID organizationId, String name, Set<String> domains, SortedSet<String> groups, List<Connection> connections) {
    public TenantLogin {
        domains = Set.copyOf(domains);
        groups = new TreeSet<>(groups);
        connections = List.copyOf(connections);
    }

    /**
     * One identity provider.
     *
     * @param alias unique at the issuer
     * @param enabled people can come through it
     * @param routed e-mail addresses of the domains lead to it
     */
    public record Connection(String alias, String name, boolean enabled, boolean routed, ProviderSettings settings) {}
}
