package dev.bursar.gateway.controlplane;

import dev.bursar.gateway.policy.WorkloadTrust;
import dev.bursar.nodeapi.v1.WorkloadKey;
import dev.bursar.nodeapi.v1.WorkloadTrustPolicy;
import dev.bursar.policy.key.KeyHasher;
import dev.bursar.policy.workload.SubjectPattern;
import dev.bursar.policy.workload.TokenAlgorithm;
import dev.bursar.policy.workload.TrustTerms;
import dev.bursar.policy.workload.VerificationKey;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the wire's trust to the node's own. What this version cannot read is left out, and with it its tokens: one such
 * trust must not keep all other policy out.
 */
final class TrustReader {
    private static final Logger LOG = LoggerFactory.getLogger(TrustReader.class);
    private static final int MAX_TEXT = 1000;

    private TrustReader() {}

    static Optional<WorkloadTrust> read(WorkloadTrustPolicy trust) {
        String id = PolicyReader.id(trust.getTrustId());
        String organization = PolicyReader.id(trust.getOrganizationId());
        try {
            byte[] hash = trust.getKeyHash().toByteArray();
            if (hash.length != KeyHasher.HASH_BYTES) {
                throw new IllegalArgumentException("a key's hash has 32 bytes");
            }
            return Optional.of(new WorkloadTrust(id, organization, terms(trust), hash));
        } catch (IllegalArgumentException e) {
            LOG.error("the workload trust {} cannot be used: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    private static TrustTerms terms(WorkloadTrustPolicy trust) {
        List<VerificationKey> keys = trust.getKeysList().stream()
                .limit(TrustTerms.MOST_KEYS)
                .flatMap(key -> key(trust, key).stream())
                .toList();
        return new TrustTerms(
                text(trust.getIssuer()),
                text(trust.getAudience()),
                new SubjectPattern(trust.getSubjectPattern()),
                keys);
    }

    private static Optional<VerificationKey> key(WorkloadTrustPolicy trust, WorkloadKey key) {
        try {
            return TokenAlgorithm.of(key.getAlgorithm())
                    .map(known -> new VerificationKey(
                            key.getKeyId(), known, key.getPublicKey().toByteArray()));
        } catch (IllegalArgumentException e) {
            LOG.warn("a key of the workload trust {} cannot be used: {}", trust.getTrustId(), e.getMessage());
            return Optional.empty();
        }
    }

    private static String text(String text) {
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("issuer and audience have 1 to " + MAX_TEXT + " characters");
        }
        return text;
    }
}
