package dev.bursar.server.identity;

import java.util.UUID;
import java.util.function.Predicate;

/**
 * The tenants' own identity providers, which live at the issuer. There is none with the embedded issuer: whoever needs
 * it says so instead of failing. Each call may fail with an {@link IssuerException}; repeating it does no harm.
 */
public interface TenantLogins {
    /** Makes what the issuer has for an organization equal to this. */
    void apply(TenantLogin wanted);

    /**
     * The issuer forgets an organization that is deleted: its providers, and the accounts of those who came through them and
     * belong nowhere else. Whoever does keeps the account that they are known by, and needs another way to sign in.
     */
    void remove(UUID organizationId, Predicate<Identity> belongsElsewhere);

    /** Where the organization's provider sends people back to: its redirect URI, or its assertion consumer service. */
    String callback(String alias);

    /** How the issuer names itself to SAML providers. */
    String entityId();

    /**
     * An account at the issuer itself, with this password and no provider, for when the provider fails.
     *
     * @return its subject
     */
    String localAccount(UUID organizationId, String username, String name, String password);

    /** The account can't sign in any more. */
    void closeAccount(String subject);
}
