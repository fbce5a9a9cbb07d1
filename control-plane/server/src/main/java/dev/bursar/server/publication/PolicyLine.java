package dev.bursar.server.publication;

import dev.bursar.nodeapi.v1.Revision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The line of published revisions, shared by all nodes: the newest deltas in a ring, each applying to the one before,
 * and what a node needs that stands elsewhere. A node's place in the line is its whole queue, so that a slow node costs
 * nothing: once the ring has passed it, it gets one catch-up delta, or a snapshot.
 *
 * <p>A heartbeat is an empty delta from the newest revision to itself with a later date: it renews {@code freshUntil}.
 */
@Component
final class PolicyLine {
    /** A node further behind than this gets a snapshot. */
    private static final int LONGEST_CATCH_UP = 1000;

    private static final int KEPT_CATCH_UPS = 64;
    private static final Duration SNAPSHOT_KEPT = Duration.ofSeconds(5);

    private static final Duration CHANGES_KEPT = Duration.ofDays(7);

    private final Compiler compiler;
    private final Sealer sealer;
    private final PublicationProperties properties;
    private final Clock clock;
    private final Deque<Sealed> deltas = new ArrayDeque<>();
    private final Map<Long, Sealed> catchUps = new HashMap<>();
    private final Object snapshotLock = new Object();
    private @Nullable Sealed heartbeat;
    private volatile @Nullable Snapshot snapshot;
    private volatile @Nullable Snapshot wholeSnapshot;
    private long head;

    PolicyLine(Compiler compiler, Sealer sealer, PublicationProperties properties, Clock clock) {
        this.compiler = compiler;
        this.sealer = sealer;
        this.properties = properties;
        this.clock = clock;
    }

    /** Brings the line to what is committed. One thread calls it. @return whether there was anything new */
    boolean advance() {
        long committed = compiler.head();
        long known = head();
        if (committed == known) {
            return false;
        }
        Optional<Sealed> delta = compiler.delta(known, committed).map(sealer::seal);
        moveTo(committed, delta);
        return true;
    }

    synchronized long head() {
        return head;
    }

    /** The newest revision of the database, which may be ahead of the line. */
    long committed() {
        return compiler.head();
    }

    void forget() {
        snapshot = unlessStale(snapshot);
        wholeSnapshot = unlessStale(wholeSnapshot);
        compiler.forgetChanges(clock.instant().minus(CHANGES_KEPT));
    }

    /** Renews what nodes may take for current. */
    synchronized void beat() {
        heartbeat = sealer.seal(Revision.newBuilder().setRevision(head).setBaseRevision(head));
    }

    /**
     * What a node is sent next.
     *
     * @param revision what it was sent last
     * @param issuedAt when that was issued
     * @return {@link Next#NOTHING}: it is up to date; {@link Next#SNAPSHOT}: what it needs stands in no delta
     */
    Next after(long revision, Instant issuedAt) {
        long until;
        synchronized (this) {
            if (revision >= head) {
                return Optional.ofNullable(heartbeat)
                        .filter(beat ->
                                beat.base() == revision && beat.issuedAt().isAfter(issuedAt))
                        .map(Next::of)
                        .orElse(Next.NOTHING);
            }
            Optional<Sealed> next = deltas.stream()
                    .filter(delta -> delta.base() == revision)
                    .findFirst()
                    .or(() -> Optional.ofNullable(catchUps.get(revision)));
            if (next.isPresent()) {
                return Next.of(next.get());
            }
            until = head;
        }
        return catchUp(revision, until).map(Next::of).orElse(Next.SNAPSHOT);
    }

    /** A delta to send, or none, or that it takes a snapshot. */
    record Next(@Nullable Sealed delta, boolean snapshot) {
        static final Next NOTHING = new Next(null, false);
        static final Next SNAPSHOT = new Next(null, true);

        static Next of(Sealed delta) {
            return new Next(delta, false);
        }
    }

    /**
     * At most a few seconds old; many nodes that come at once share one.
     *
     * @param inParts false: for a node that takes one message only
     */
    Snapshot snapshot(boolean inParts) {
        synchronized (snapshotLock) {
            Snapshot kept = unlessStale(inParts ? snapshot : wholeSnapshot);
            if (kept == null) {
                int most = inParts ? (int) properties.partBytes().toBytes() : Integer.MAX_VALUE;
                kept = compiler.snapshot(most, Snapshot::new, (into, part) -> into.add(sealer.seal(part)));
            }
            if (inParts) {
                snapshot = kept;
            }
            if (!inParts || kept.parts() == 1) {
                wholeSnapshot = kept;
            }
            return kept;
        }
    }

    private @Nullable Snapshot unlessStale(@Nullable Snapshot kept) {
        boolean stale =
                kept == null || kept.last().issuedAt().plus(SNAPSHOT_KEPT).isBefore(clock.instant());
        return stale ? null : kept;
    }

    private Optional<Sealed> catchUp(long revision, long until) {
        if (until - revision > LONGEST_CATCH_UP) {
            return Optional.empty();
        }
        Optional<Sealed> delta = compiler.delta(revision, until).map(sealer::seal);
        synchronized (this) {
            if (delta.isPresent() && head == until && catchUps.size() < KEPT_CATCH_UPS) {
                catchUps.put(revision, delta.get());
            }
        }
        return delta;
    }

    private synchronized void moveTo(long revision, Optional<Sealed> delta) {
        if (delta.isEmpty()) {
            deltas.clear();
        }
        delta.ifPresent(deltas::add);
        while (deltas.size() > properties.keptDeltas()) {
            deltas.removeFirst();
        }
        catchUps.clear();
        heartbeat = null;
        head = revision;
    }
}
