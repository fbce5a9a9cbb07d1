package dev.bursar.server.rotation;

import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.secret.KeyEncryptionKey;
import dev.bursar.server.platform.secret.KeyedHashes;
import dev.bursar.server.platform.secret.SealedValues;
import dev.bursar.server.platform.secret.SealedValues.Batch;
import dev.bursar.server.rotation.Rotation.Position;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Goes through everything that is sealed: first the keys of hashes, then each organization's places one after another, a
 * batch at a time. A batch, what it did and where the next one begins are one transaction, under the lock of the walk:
 * whichever control plane takes the lock goes on from there, after a crash too, and a walk that was cancelled finds
 * nobody to go on with it.
 */
@Component
final class RotationWalk {
    /** Values that one transaction looks at. */
    static final int BATCH = 200;

    private final Tenancy tenancy;
    private final KeyEncryptionKey kek;
    private final KeyedHashes hashes;
    private final JooqRotations rotations;
    private final List<SealedValues> places;
    private final AuditLog audit;
    private final Clock clock;

    RotationWalk(
            Tenancy tenancy,
            KeyEncryptionKey kek,
            KeyedHashes hashes,
            JooqRotations rotations,
            List<SealedValues> places,
            AuditLog audit,
            Clock clock) {
        this.tenancy = tenancy;
        this.kek = kek;
        this.hashes = hashes;
        this.rotations = rotations;
        this.places = KeyCensus.ordered(places);
        this.audit = audit;
        this.clock = clock;
    }

    /** One batch. @return whether there may be more to do here: no walk to another control plane's key is gone on with */
    boolean step() {
        Optional<Rotation> found = tenancy.platform(rotations::running);
        if (found.isEmpty() || !found.get().keyId().equals(kek.newest())) {
            return false;
        }
        Position at = found.get().at();
        return at == null ? tenancy.platform(this::begin) : tenancy.write(at.organizationId(), tx -> batch(tx, at));
    }

    private boolean begin(DSLContext tx) {
        Optional<Rotation> locked = rotations.lockRunning(tx).filter(walk -> walk.at() == null);
        locked.ifPresent(walk -> enter(tx, walk, null, hashes.rewrap(tx), 0));
        return locked.isPresent();
    }

    private boolean batch(DSLContext tx, Position at) {
        Optional<Rotation> locked = rotations.lockRunning(tx);
        if (locked.isEmpty() || !at.equals(locked.get().at())) {
            return locked.isPresent();
        }
        Rotation walk = locked.get();
        Batch batch = places.get(at.place()).rewrap(tx, at.organizationId(), at.after(), BATCH);
        long there = walk.wrappedThere() + batch.wrapped();
        if (batch.last() != null || at.place() + 1 < places.size()) {
            Position next = batch.last() != null
                    ? new Position(at.organizationId(), at.place(), batch.last())
                    : new Position(at.organizationId(), at.place() + 1, null);
            rotations.moved(tx, walk.id(), next, there, batch.wrapped(), batch.unreadable());
            return true;
        }
        if (there > 0) {
            record(tx, at.organizationId(), walk, there);
        }
        enter(tx, walk, at.organizationId(), batch.wrapped(), batch.unreadable());
        return true;
    }

    /** The next organization; after the last one the walk is done. */
    private void enter(DSLContext tx, Rotation walk, @Nullable UUID last, int wrapped, int unreadable) {
        Optional<UUID> next = places.isEmpty() ? Optional.empty() : rotations.organizationAfter(tx, last);
        rotations.moved(tx, walk.id(), next.map(id -> new Position(id, 0, null)).orElse(null), 0, wrapped, unreadable);
        if (next.isEmpty()) {
            rotations.end(tx, walk.id(), "done", clock.instant());
        }
    }

    private void record(DSLContext tx, UUID organizationId, Rotation walk, long values) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("values", values);
        facts.put("startedBy", walk.startedBy());
        audit.append(
                tx,
                Caller.system(organizationId),
                AuditLog.Change.created(
                        "secrets.rewrapped",
                        "encryption_key",
                        walk.keyId(),
                        walk.keyId().toString(),
                        facts));
    }
}
