package dev.bursar.server.rotation;

import dev.bursar.adminapi.rotation.EncryptionKey;
import dev.bursar.adminapi.rotation.EncryptionKeys;
import dev.bursar.adminapi.rotation.KeyRotation;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.secret.KeyEncryptionKey;
import dev.bursar.server.platform.secret.KeyId;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.rotation.JooqEncryptionKeys.Used;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Begins and cancels walks. Who did is in the audit log of the operator's own organization. */
@Component
final class KeyRotations {
    private final Tenancy tenancy;
    private final KeyEncryptionKey kek;
    private final JooqEncryptionKeys keys;
    private final JooqRotations rotations;
    private final KeyCensus census;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    KeyRotations(
            Tenancy tenancy,
            KeyEncryptionKey kek,
            JooqEncryptionKeys keys,
            JooqRotations rotations,
            KeyCensus census,
            AuditLog audit,
            Ids ids,
            Clock clock) {
        this.tenancy = tenancy;
        this.kek = kek;
        this.keys = keys;
        this.rotations = rotations;
        this.census = census;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    EncryptionKeys keys() {
        List<Used> used = tenancy.platform(keys::all);
        Map<KeyId, Map<String, Long>> counts = census.count(used.getFirst().id());
        List<EncryptionKey> shown = used.stream()
                .map(key -> toApi(key, counts.getOrDefault(key.id(), Map.of())))
                .filter(key -> key.present() || key.values() > 0)
                .sorted(Comparator.comparing(EncryptionKey::newest)
                        .thenComparing(EncryptionKey::firstUsedAt)
                        .reversed())
                .toList();
        return new EncryptionKeys(
                shown,
                tenancy.platform(tx ->
                        rotations.latest(tx).map(latest -> toApi(tx, latest)).orElse(null)));
    }

    KeyRotation begin(Caller operator) {
        return tenancy.write(operator.organizationId(), tx -> {
            if (rotations.lockRunning(tx).isPresent()) {
                throw new ProblemException(409, "rotation_running", "A rotation is running already.");
            }
            rotations.insert(tx, ids.next(), kek.newest(), operator.actorName(), clock.instant());
            Rotation begun = rotations.running(tx).orElseThrow();
            audit(tx, operator, begun, "key_rotation.started");
            return toApi(tx, begun);
        });
    }

    KeyRotation cancel(Caller operator) {
        return tenancy.write(operator.organizationId(), tx -> {
            Rotation running = rotations
                    .lockRunning(tx)
                    .orElseThrow(() -> new ProblemException(409, "rotation_not_running", "No rotation is running."));
            rotations.end(tx, running.id(), "cancelled", clock.instant());
            audit(tx, operator, running, "key_rotation.cancelled");
            return toApi(tx, rotations.latest(tx).orElseThrow());
        });
    }

    private void audit(DSLContext tx, Caller operator, Rotation rotation, String action) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("keyId", rotation.keyId().toString());
        facts.put("wrapped", rotation.wrapped());
        audit.append(
                tx,
                operator,
                AuditLog.Change.created(
                        action,
                        "encryption_key",
                        rotation.keyId(),
                        rotation.keyId().toString(),
                        facts));
    }

    private KeyRotation toApi(DSLContext tx, Rotation rotation) {
        long all = rotations.organizations(tx);
        long through = rotation.state().equals("done") ? all : rotations.organizationsBefore(tx, rotation.at());
        return rotation.toApi(through, all);
    }

    private EncryptionKey toApi(Used key, Map<String, Long> values) {
        return new EncryptionKey(
                key.id().toString(),
                key.id().equals(kek.newest()),
                kek.known().contains(key.id()),
                values.values().stream().mapToLong(Long::longValue).sum(),
                key.firstUsedAt().atOffset(ZoneOffset.UTC));
    }
}
