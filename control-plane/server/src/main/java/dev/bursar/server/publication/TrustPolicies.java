package dev.bursar.server.publication;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.WORKLOAD_ISSUER;
import static dev.bursar.server.sql.Tables.WORKLOAD_TRUST;

import com.google.protobuf.ByteString;
import dev.bursar.nodeapi.v1.WorkloadKey;
import dev.bursar.nodeapi.v1.WorkloadTrustPolicy;
import dev.bursar.policy.workload.VerificationKey;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Trusts that stand in for keys, as nodes know them, each with its issuer's keys. Those of service accounts stay here. */
@Component
final class TrustPolicies {
    private final KeySetJson keySets;

    TrustPolicies(KeySetJson keySets) {
        this.keySets = keySets;
    }

    void all(DSLContext tx, UUID organizationId, PolicyOut out) {
        read(tx, organizationId, DSL.noCondition(), out);
    }

    /** Those that do not work any more, or are gone, are removed from a delta's base. */
    void some(DSLContext tx, UUID organizationId, Collection<UUID> trustIds, PolicyOut out) {
        Set<String> gone = new LinkedHashSet<>();
        trustIds.forEach(id -> gone.add(id.toString()));
        gone.removeAll(read(tx, organizationId, WORKLOAD_TRUST.TRUST_ID.in(trustIds), out));
        gone.forEach(out::removedTrust);
    }

    private Set<String> read(DSLContext tx, UUID organizationId, Condition wanted, PolicyOut out) {
        Set<String> read = new LinkedHashSet<>();
        tx.select(WORKLOAD_TRUST.fields())
                .select(WORKLOAD_ISSUER.ISSUER, WORKLOAD_ISSUER.KEYS, API_KEY.HASH)
                .from(WORKLOAD_TRUST)
                .join(WORKLOAD_ISSUER)
                .on(
                        WORKLOAD_ISSUER.ORGANIZATION_ID.eq(WORKLOAD_TRUST.ORGANIZATION_ID),
                        WORKLOAD_ISSUER.ISSUER_ID.eq(WORKLOAD_TRUST.ISSUER_ID))
                .join(API_KEY)
                .on(
                        API_KEY.ORGANIZATION_ID.eq(WORKLOAD_TRUST.ORGANIZATION_ID),
                        API_KEY.KEY_ID.eq(WORKLOAD_TRUST.KEY_ID))
                .where(WORKLOAD_TRUST.ORGANIZATION_ID.eq(organizationId), WORKLOAD_TRUST.STATE.eq("active"), wanted)
                .forEach(row -> {
                    out.trust(policy(row));
                    read.add(row.get(WORKLOAD_TRUST.TRUST_ID).toString());
                });
        return read;
    }

    private WorkloadTrustPolicy policy(Record row) {
        WorkloadTrustPolicy.Builder policy = WorkloadTrustPolicy.newBuilder()
                .setTrustId(row.get(WORKLOAD_TRUST.TRUST_ID).toString())
                .setOrganizationId(row.get(WORKLOAD_TRUST.ORGANIZATION_ID).toString())
                .setIssuer(row.get(WORKLOAD_ISSUER.ISSUER))
                .setAudience(row.get(WORKLOAD_TRUST.AUDIENCE))
                .setSubjectPattern(row.get(WORKLOAD_TRUST.SUBJECT_PATTERN))
                .setKeyHash(ByteString.copyFrom(row.get(API_KEY.HASH)));
        keySets.read(row.get(WORKLOAD_ISSUER.KEYS)).forEach(key -> policy.addKeys(wire(key)));
        return policy.build();
    }

    private static WorkloadKey wire(VerificationKey key) {
        return WorkloadKey.newBuilder()
                .setKeyId(key.id())
                .setAlgorithm(key.algorithm().text())
                .setPublicKey(ByteString.copyFrom(key.encoded()))
                .build();
    }
}
