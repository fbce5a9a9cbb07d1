package dev.bursar.gateway.controlplane;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bursar.gateway.metering.Charge;
import dev.bursar.gateway.metering.Outcome;
import dev.bursar.gateway.metering.UsageRecord;
import dev.bursar.gateway.metering.UsageSink;
import dev.bursar.nodeapi.v1.UsageEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Usage that the control plane does not have yet, in order, bounded. With a file, it survives the process: events are
 * appended before they are first sent, and the file is emptied when all of them are acknowledged. Sending one again
 * does no harm: the control plane knows them by id.
 *
 * <p>{@link #accept} may be called by any thread; all else by the one that reports.
 */
final class UsageSpool implements UsageSink {
    /** Encoded, because a backlog of events as objects would fill the heap. */
    private record Spooled(byte[] event, List<Charge> charges) {}

    private static final Logger LOG = LoggerFactory.getLogger(UsageSpool.class);
    private static final long COMPACT_BYTES = 64L << 20;

    private final Queue<UsageRecord> incoming = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final ArrayDeque<Spooled> unacknowledged = new ArrayDeque<>();
    private final int limit;
    private final @Nullable RecordFile file;
    private final Consumer<List<Charge>> onReported;
    private long unacknowledgedBytes;
    private long numberedEpoch;
    private long sequence;

    private UsageSpool(int limit, @Nullable RecordFile file, Consumer<List<Charge>> onReported) {
        this.limit = limit;
        this.file = file;
        this.onReported = onReported;
    }

    /**
     * What an earlier life left there is reported first. Where the directory cannot be used, the node serves on from
     * memory: what it then loses with its life is the detail of some calls, never money, because the leases that paid
     * for them stay in doubt.
     *
     * @param directory null: memory only
     */
    static UsageSpool in(@Nullable Path directory, int limit, Consumer<List<Charge>> onReported) {
        if (directory == null) {
            return new UsageSpool(limit, null, onReported);
        }
        try {
            Files.createDirectories(directory);
            RecordFile file = RecordFile.open(directory.resolve("usage.spool"));
            UsageSpool spool = new UsageSpool(limit, file, onReported);
            spool.recover(file);
            return spool;
        } catch (IOException e) {
            LOG.warn("usage is kept in memory only, the spool in {} cannot be used: {}", directory, e.toString());
            return new UsageSpool(limit, null, onReported);
        }
    }

    /** Refusals are detail: when there is no room, they are left out. */
    @Override
    public void accept(UsageRecord record) {
        if (record.outcome() == Outcome.REFUSED && !hasRoom()) {
            return;
        }
        incoming.add(record);
        size.incrementAndGet();
    }

    @Override
    public boolean hasRoom() {
        return size.get() < limit;
    }

    /** Events that are not acknowledged. */
    int size() {
        return size.get();
    }

    /** Numbers what came in since the last call, and writes it down. */
    void take(long epoch) {
        if (epoch != numberedEpoch) {
            numberedEpoch = epoch;
            sequence = 0;
        }
        List<byte[]> written = new ArrayList<>();
        for (UsageRecord record = incoming.poll(); record != null; record = incoming.poll()) {
            byte[] event = UsageEvents.event(record, epoch, ++sequence).toByteArray();
            keep(new Spooled(event, record.charges()));
            written.add(event);
        }
        if (file != null && !written.isEmpty()) {
            try {
                file.append(written);
            } catch (IOException e) {
                LOG.warn("usage cannot be written down, it is kept in memory: {}", e.getMessage());
            }
        }
    }

    /** The oldest events, at most so many, encoded. */
    List<byte[]> batch(int most) {
        return unacknowledged.stream().limit(most).map(Spooled::event).toList();
    }

    /** The control plane has the oldest {@code count} events. */
    void acknowledged(int count) {
        for (int i = 0; i < count; i++) {
            Spooled spooled = unacknowledged.remove();
            unacknowledgedBytes -= spooled.event().length;
            onReported.accept(spooled.charges());
        }
        size.addAndGet(-count);
        try {
            shrinkFile();
        } catch (IOException e) {
            LOG.warn("the usage spool cannot be shortened: {}", e.getMessage());
        }
    }

    private void keep(Spooled spooled) {
        unacknowledged.add(spooled);
        unacknowledgedBytes += spooled.event().length;
    }

    /** Rewriting pays once half of the file is acknowledged: a backlog is not written again with each report. */
    private void shrinkFile() throws IOException {
        if (file == null) {
            return;
        }
        if (unacknowledged.isEmpty()) {
            file.clear();
        } else if (file.size() > Math.max(COMPACT_BYTES, 2 * unacknowledgedBytes)) {
            file.replace(unacknowledged.stream().map(Spooled::event).toList());
        }
    }

    private void recover(RecordFile from) throws IOException {
        for (byte[] record : from.readAll()) {
            try {
                keep(new Spooled(record, UsageEvents.charges(UsageEvent.parseFrom(record))));
            } catch (InvalidProtocolBufferException e) {
                LOG.warn("a spooled usage event is not readable and is left out");
            }
        }
        size.set(unacknowledged.size());
        if (!unacknowledged.isEmpty()) {
            LOG.info("{} usage events of an earlier life will be reported", unacknowledged.size());
        }
    }
}
