package dev.bursar.adminapi.sso;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param kind {@code oidc} or {@code saml}
 * @param state {@code draft}, {@code tested}, {@code enforced} or {@code disabled}
 * @param provider issuer or entity id, as its metadata says
 * @param metadataUrl empty: it came as a file
 * @param clientId of the installation at an OIDC provider; else empty
 * @param secretSet whether a client secret is kept; it is never shown
 * @param scopes that an OIDC provider is asked for, with spaces between; else empty
 * @param groupsAttribute claim or attribute with a person's groups; those that follow are of the same kind
 * @param defaultRole of whoever joins through it
 * @param signInWithinDays how long after a sign-in people must come through it again, else they are suspended; null: as they
 *     like
 * @param callbackUrl to be registered at the provider
 * @param inUse addresses of the organization's domains lead to it; a draft that is in use was changed since it worked
 * @param testHint for the console's address {@code /sign-in?connection=}: begins a test sign-in
 * @param applied whether the issuer knows it as it is here
 */
public record SsoConnection(
        UUID id,
        String kind,
        String name,
        String state,
        String provider,
        String metadataUrl,
        String clientId,
        boolean secretSet,
        String scopes,
        String groupsAttribute,
        String emailAttribute,
        String firstNameAttribute,
        String lastNameAttribute,
        String defaultRole,
        @Nullable Integer signInWithinDays,
        String callbackUrl,
        String testHint,
        boolean inUse,
        boolean applied,
        @Nullable OffsetDateTime testedAt,
        @Nullable String testedBy,
        OffsetDateTime createdAt,
        long version) {}
