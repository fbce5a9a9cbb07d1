package dev.bursar.gateway.controlplane;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bursar.nodeapi.v1.PolicyUpdate;
import dev.bursar.nodeapi.v1.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last signed snapshot and the deltas after it, on disk, so that a node can start without its control plane. Of the
 * empty deltas that only renew freshness the last one is enough; it has a file of its own, until a newer revision says
 * itself how long it is fresh.
 */
final class PolicyStore {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyStore.class);

    private final @Nullable RecordFile changes;
    private final @Nullable RecordFile freshness;
    private RecordFile.@Nullable Replacement snapshot;
    /** Of an earlier life perhaps. */
    private boolean freshnessKept = true;

    private PolicyStore(@Nullable RecordFile changes, @Nullable RecordFile freshness) {
        this.changes = changes;
        this.freshness = freshness;
    }

    /** @param directory null: nothing is kept */
    static PolicyStore in(@Nullable Path directory) {
        if (directory == null) {
            return new PolicyStore(null, null);
        }
        try {
            Files.createDirectories(directory);
            return new PolicyStore(
                    RecordFile.open(directory.resolve("policy.log")),
                    RecordFile.open(directory.resolve("policy.freshness")));
        } catch (IOException e) {
            LOG.warn("no policy is kept, {} cannot be used: {}", directory, e.toString());
            return new PolicyStore(null, null);
        }
    }

    /** As they were signed, in order, one by one; to be verified again. */
    void load(Consumer<PolicyUpdate> each) {
        read(changes, each);
        read(freshness, each);
    }

    void keep(PolicyUpdate update, PolicyApplier.Applied applied) {
        try {
            List<byte[]> record = List.of(update.toByteArray());
            switch (applied) {
                case PART, SNAPSHOT -> keepPart(update, record, applied == PolicyApplier.Applied.SNAPSHOT);
                case DELTA -> {
                    forgetFreshness();
                    if (changes != null) {
                        changes.append(record);
                    }
                }
                case FRESHNESS -> {
                    replace(freshness, record);
                    freshnessKept = true;
                }
            }
        } catch (IOException e) {
            LOG.warn("the policy cannot be stored: {}", e.getMessage());
        }
    }

    /** A snapshot stands beside what is there until it is whole. */
    private void keepPart(PolicyUpdate update, List<byte[]> record, boolean last) throws IOException {
        RecordFile.Replacement next = snapshot;
        snapshot = null;
        if (isFirst(update)) {
            discard(next);
            next = changes == null ? null : changes.replacement();
        }
        if (next == null) {
            return;
        }
        try {
            next.append(record);
            if (last) {
                forgetFreshness();
                next.commit();
            } else {
                snapshot = next;
            }
        } catch (IOException e) {
            discard(next);
            throw e;
        }
    }

    /** Before the revision that it does not belong to is written: a crash in between costs freshness alone. */
    private void forgetFreshness() throws IOException {
        if (freshnessKept) {
            replace(freshness, List.of());
            freshnessKept = false;
        }
    }

    private static boolean isFirst(PolicyUpdate update) throws InvalidProtocolBufferException {
        return Revision.parseFrom(update.getRevision()).getPart() <= 1;
    }

    private static void discard(RecordFile.@Nullable Replacement replacement) throws IOException {
        if (replacement != null) {
            replacement.close();
        }
    }

    private static void replace(@Nullable RecordFile file, List<byte[]> record) throws IOException {
        if (file != null) {
            file.replace(record);
        }
    }

    private static void read(@Nullable RecordFile file, Consumer<PolicyUpdate> each) {
        if (file == null) {
            return;
        }
        try {
            file.readAll(record -> each.accept(parse(record)));
        } catch (IOException e) {
            LOG.warn("the stored policy cannot be read: {}", e.getMessage());
        }
    }

    /** Blank where it cannot be read: it is rejected as such, and what follows it too. */
    private static PolicyUpdate parse(byte[] record) {
        try {
            return PolicyUpdate.parseFrom(record);
        } catch (InvalidProtocolBufferException e) {
            return PolicyUpdate.getDefaultInstance();
        }
    }
}
