package dev.bursar.adminapi.machine;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of an issuer that the organization believes: at gateways they stand in for a key, at the Admin API for a
 * service account.
 *
 * @param issuer as it stands in tokens, {@code https://token.actions.githubusercontent.com}
 * @param jwksUri where its keys are; null: its own metadata says
 * @param audience what a token must be meant for
 * @param subjectPattern {@code repo:acme/*}; a star stands for any characters
 * @param keyId the key that such a workload acts as; null: it acts as a service account
 * @param serviceAccountId null: it acts as a key
 * @param state {@code active} or {@code disabled}
 * @param keys ids of the issuer's keys, as they were fetched last
 * @param keysFetchedAt null: never yet
 * @param keysError why they could not be fetched the last time; empty: they could
 */
public record WorkloadTrust(
        UUID id,
        String name,
        String issuer,
        @Nullable String jwksUri,
        String audience,
        String subjectPattern,
        @Nullable UUID keyId,
        @Nullable String keyName,
        @Nullable UUID serviceAccountId,
        @Nullable String serviceAccountName,
        String state,
        List<String> keys,
        @Nullable OffsetDateTime keysFetchedAt,
        String keysError,
        OffsetDateTime createdAt,
        String createdBy,
        long version) {}
