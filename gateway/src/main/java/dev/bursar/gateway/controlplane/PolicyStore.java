package dev.bursar.gateway.controlplane;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bursar.nodeapi.v1.PolicyUpdate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last signed snapshot and the deltas after it, on disk, so that a node can start without its control plane. Of the
 * empty deltas that only renew freshness the last one is enough; it has a file of its own.
 */
final class PolicyStore {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyStore.class);

    private final @Nullable RecordFile changes;
    private final @Nullable RecordFile freshness;

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

    /** As they were signed, in order; to be verified again. */
    List<PolicyUpdate> load() {
        List<PolicyUpdate> updates = new ArrayList<>();
        read(changes, updates);
        read(freshness, updates);
        return updates;
    }

    void keep(PolicyUpdate update, PolicyApplier.Applied applied) {
        try {
            List<byte[]> record = List.of(update.toByteArray());
            switch (applied) {
                case SNAPSHOT -> replace(changes, record);
                case DELTA -> {
                    if (changes != null) {
                        changes.append(record);
                    }
                }
                case FRESHNESS -> replace(freshness, record);
            }
        } catch (IOException e) {
            LOG.warn("the policy cannot be stored: {}", e.getMessage());
        }
    }

    private static void replace(@Nullable RecordFile file, List<byte[]> record) throws IOException {
        if (file != null) {
            file.replace(record);
        }
    }

    private static void read(@Nullable RecordFile file, List<PolicyUpdate> into) {
        if (file == null) {
            return;
        }
        try {
            for (byte[] record : file.readAll()) {
                into.add(PolicyUpdate.parseFrom(record));
            }
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("the stored policy is not readable from record {} on", into.size());
        } catch (IOException e) {
            LOG.warn("the stored policy cannot be read: {}", e.getMessage());
        }
    }
}
