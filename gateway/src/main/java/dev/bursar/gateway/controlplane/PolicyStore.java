package dev.bursar.gateway.controlplane;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bursar.nodeapi.v1.PolicyUpdate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last signed snapshot and the deltas after it, on disk, so that a node can start without its control plane. */
final class PolicyStore {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyStore.class);

    private final @Nullable RecordFile file;

    private PolicyStore(@Nullable RecordFile file) {
        this.file = file;
    }

    /** @param directory null: nothing is kept */
    static PolicyStore in(@Nullable Path directory) {
        try {
            return new PolicyStore(directory == null ? null : RecordFile.open(directory.resolve("policy.log")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the policy file in " + directory, e);
        }
    }

    /** As they were signed; to be verified again. */
    List<PolicyUpdate> load() {
        List<PolicyUpdate> updates = new ArrayList<>();
        if (file == null) {
            return updates;
        }
        try {
            for (byte[] record : file.readAll()) {
                updates.add(PolicyUpdate.parseFrom(record));
            }
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("the stored policy is not readable from record {} on", updates.size());
        } catch (IOException e) {
            LOG.warn("the stored policy cannot be read: {}", e.getMessage());
        }
        return updates;
    }

    void keep(PolicyUpdate update, boolean snapshot) {
        if (file == null) {
            return;
        }
        try {
            List<byte[]> record = List.of(update.toByteArray());
            if (snapshot) {
                file.replace(record);
            } else {
                file.append(record);
            }
        } catch (IOException e) {
            LOG.warn("the policy cannot be stored: {}", e.getMessage());
        }
    }
}
