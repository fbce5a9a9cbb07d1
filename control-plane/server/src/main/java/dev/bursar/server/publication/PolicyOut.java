package dev.bursar.server.publication;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.bursar.nodeapi.v1.BudgetPolicy;
import dev.bursar.nodeapi.v1.KeyPolicy;
import dev.bursar.nodeapi.v1.ModelName;
import dev.bursar.nodeapi.v1.ModelPolicy;
import dev.bursar.nodeapi.v1.OrganizationPolicy;
import dev.bursar.nodeapi.v1.ProviderPolicy;
import dev.bursar.nodeapi.v1.Revision;
import dev.bursar.nodeapi.v1.WorkloadTrustPolicy;
import java.util.function.Consumer;

/**
 * Where compiled policy goes. A part that is full is handed on at once, so no more than one is in memory; what fits into
 * one part is a whole revision, as ever. Deltas are always whole.
 */
final class PolicyOut {
    /** Tag and length of a message within a message, at most. */
    private static final int FRAME_BYTES = 6;

    private final long revision;
    private final long base;
    private final int partBytes;
    private final ByteString snapshotId;
    private final Consumer<Revision.Builder> parts;
    private Revision.Builder part;
    private long bytes;
    private int handedOn;

    private PolicyOut(
            long revision, long base, int partBytes, ByteString snapshotId, Consumer<Revision.Builder> parts) {
        this.revision = revision;
        this.base = base;
        this.partBytes = partBytes;
        this.snapshotId = snapshotId;
        this.parts = parts;
        this.part = fresh();
    }

    /** @param snapshotId names the parts that belong together */
    static PolicyOut snapshot(long revision, int partBytes, ByteString snapshotId, Consumer<Revision.Builder> parts) {
        return new PolicyOut(revision, 0, partBytes, snapshotId, parts);
    }

    static PolicyOut delta(long base, long revision, Consumer<Revision.Builder> whole) {
        return new PolicyOut(revision, base, Integer.MAX_VALUE, ByteString.EMPTY, whole);
    }

    void organization(OrganizationPolicy organization) {
        room(organization).addOrganizations(organization);
    }

    void key(KeyPolicy key) {
        room(key).addKeys(key);
    }

    void budget(BudgetPolicy budget) {
        room(budget).addBudgets(budget);
    }

    void provider(ProviderPolicy provider) {
        room(provider).addProviders(provider);
    }

    void model(ModelPolicy model) {
        room(model).addModels(model);
    }

    void trust(WorkloadTrustPolicy trust) {
        room(trust).addWorkloadTrusts(trust);
    }

    /** What is gone is left out of a snapshot. */
    void removedBudget(String id) {
        if (base != 0) {
            part.getRemovedBuilder().addBudgetIds(id);
        }
    }

    void removedProvider(String id) {
        if (base != 0) {
            part.getRemovedBuilder().addProviderIds(id);
        }
    }

    void removedTrust(String id) {
        if (base != 0) {
            part.getRemovedBuilder().addWorkloadTrustIds(id);
        }
    }

    void removedModel(ModelName model) {
        if (base != 0) {
            part.getRemovedBuilder().addModels(model);
        }
    }

    int keys() {
        return part.getKeysCount();
    }

    /** Hands on the last part. */
    void finish() {
        handOn(false);
    }

    private Revision.Builder room(MessageLite message) {
        int size = message.getSerializedSize() + FRAME_BYTES;
        if (bytes > 0 && bytes + size > partBytes) {
            handOn(true);
            part = fresh();
            bytes = 0;
        }
        bytes += size;
        return part;
    }

    private void handOn(boolean more) {
        handedOn++;
        if (more || handedOn > 1) {
            part.setPart(handedOn).setMoreParts(more).setSnapshotId(snapshotId);
        }
        parts.accept(part);
    }

    private Revision.Builder fresh() {
        return Revision.newBuilder().setRevision(revision).setBaseRevision(base);
    }
}
