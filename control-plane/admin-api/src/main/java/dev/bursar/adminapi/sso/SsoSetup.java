package dev.bursar.adminapi.sso;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param available whether the installation's issuer can hold identity providers
 * @param needed what is needed where it can't, a sentence; else empty
 * @param callbackUrl to be registered at the provider of the next connection: redirect URI, or assertion consumer service
 * @param entityId how the installation names itself to SAML providers
 * @param breakGlass null: there is no such account
 * @param pending null: the issuer knows all of it
 */
public record SsoSetup(
        boolean available,
        String needed,
        String callbackUrl,
        String entityId,
        List<SsoDomain> domains,
        List<SsoConnection> connections,
        List<SsoGroup> groups,
        @Nullable BreakGlass breakGlass,
        @Nullable SsoPending pending) {
    public SsoSetup {
        domains = List.copyOf(domains);
        connections = List.copyOf(connections);
        groups = List.copyOf(groups);
    }
}
