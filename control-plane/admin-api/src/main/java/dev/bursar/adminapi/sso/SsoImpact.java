package dev.bursar.adminapi.sso;

import java.util.List;

/**
 * Whom it touches when a connection is changed, switched off or removed.
 *
 * @param people active members who came through it
 * @param administrators of them
 * @param otherAdministrators active administrators who never came through it; without the break-glass account
 * @param breakGlass whether there is an account for emergencies
 * @param required whether people of the domains must come through it now
 * @param domains whose addresses lead to it now
 * @param groups of the provider that give roles here; who leaves one is not seen any more
 */
public record SsoImpact(
        long people,
        long administrators,
        long otherAdministrators,
        boolean breakGlass,
        boolean required,
        List<String> domains,
        long groups) {
    public SsoImpact {
        domains = List.copyOf(domains);
    }
}
