package dev.bursar.server.machine;

import dev.bursar.adminapi.machine.WorkloadTrust;
import dev.bursar.policy.workload.SubjectPattern;
import dev.bursar.policy.workload.TrustTerms;
import dev.bursar.policy.workload.VerificationKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A workload trust as it is stored, with what its issuer's row says.
 *
 * @param jwksUri empty: the issuer's metadata says
 */
record Trust(
        UUID id,
        String name,
        UUID issuerId,
        String issuer,
        String jwksUri,
        String audience,
        String subjectPattern,
        @Nullable UUID keyId,
        @Nullable String keyName,
        @Nullable UUID accountId,
        @Nullable String accountName,
        String state,
        List<VerificationKey> keys,
        @Nullable Instant keysFetchedAt,
        String keysError,
        String createdBy,
        Instant createdAt,
        long version) {

    boolean active() {
        return state.equals("active");
    }

    TrustTerms terms() {
        return new TrustTerms(issuer, audience, new SubjectPattern(subjectPattern), keys);
    }

    WorkloadTrust toApi() {
        return new WorkloadTrust(
                id,
                name,
                issuer,
                jwksUri.isEmpty() ? null : jwksUri,
                audience,
                subjectPattern,
                keyId,
                keyName,
                accountId,
                accountName,
                state,
                keys.stream().map(VerificationKey::id).toList(),
                utc(keysFetchedAt),
                keysError,
                createdAt.atOffset(ZoneOffset.UTC),
                createdBy,
                version);
    }

    /** For the audit log. */
    Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("name", name);
        facts.put("issuer", issuer);
        facts.put("jwksUri", jwksUri);
        facts.put("audience", audience);
        facts.put("subjectPattern", subjectPattern);
        facts.put("keyId", keyId == null ? null : keyId.toString());
        facts.put("serviceAccountId", accountId == null ? null : accountId.toString());
        facts.put("state", state);
        return facts;
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
