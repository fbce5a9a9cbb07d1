package dev.bursar.server.key;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.machine.IssueManagementKey;
import dev.bursar.adminapi.machine.IssuedManagementKey;
import dev.bursar.adminapi.machine.ManagementKey;
import dev.bursar.policy.key.FleetSecret;
import dev.bursar.policy.key.KeyText;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.publication.PolicyChanges;
import dev.bursar.server.sql.tables.records.ApiKeyRecord;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keys that open the Admin API for a service account. Nodes know them too: to say that they call no models. Whether the
 * caller may do any of this, the service account's owner asks first.
 */
@Component
public class ManagementKeys {
    /** That work, of one service account. */
    static final int MOST = 20;

    private static final String KIND = "management_key";

    private final JooqManagementKeys store;
    private final AuditLog audit;
    private final PolicyChanges changes;
    private final FleetSecret fleet;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;

    ManagementKeys(
            JooqManagementKeys store,
            AuditLog audit,
            PolicyChanges changes,
            FleetSecret fleet,
            Ids ids,
            SecureRandom random,
            Clock clock) {
        this.store = store;
        this.audit = audit;
        this.changes = changes;
        this.fleet = fleet;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A key as somebody presents it.
     *
     * @param serviceAccountId null: it calls models
     * @param state {@code active}, {@code disabled}, {@code revoked} or {@code expired}
     */
    public record Presented(
            UUID organizationId,
            UUID keyId,
            @Nullable UUID serviceAccountId,
            String state,
            @Nullable Instant lastUsedAt) {}

    /** Whose ever it is. */
    public Optional<Presented> find(KeyText key) {
        return store.byHash(fleet.hasher().hash(key))
                .map(row -> new Presented(
                        row.getOrganizationId(),
                        row.getKeyId(),
                        row.getServiceAccountId(),
                        state(row),
                        row.getLastUsedAt()));
    }

    public void used(DSLContext tx, UUID organizationId, UUID keyId, Instant now) {
        store.used(tx, organizationId, keyId, now);
    }

    /** The secret in the answer is shown this once: only its keyed hash is stored. */
    public IssuedManagementKey issue(DSLContext tx, Caller caller, UUID serviceAccountId, IssueManagementKey request) {
        if (store.count(tx, caller.organizationId(), serviceAccountId) >= MOST) {
            throw new ProblemException(409, "too_many_keys", "This service account has " + MOST + " keys already.");
        }
        Instant now = clock.instant();
        KeyText text = KeyText.generate(KeyText.Environment.LIVE, random);
        ApiKeyRecord key = new ApiKeyRecord();
        key.setOrganizationId(caller.organizationId());
        key.setKeyId(ids.next());
        key.setHash(fleet.hasher().hash(text));
        key.setMasked(text.masked());
        key.setName(request.name().strip());
        key.setEnvironment("live");
        key.setManagement(true);
        key.setServiceAccountId(serviceAccountId);
        key.setModels(new String[0]);
        key.setState("active");
        key.setExpiresAt(KeyFields.expiry(request.expiresAt(), now));
        key.setCreatedAt(now);
        key.setCreatedBy(caller.actorName());
        key.setVersion(1L);
        store.insert(tx, key);
        audit.append(
                tx,
                caller,
                AuditLog.Change.created("management_key.issued", KIND, key.getKeyId(), key.getName(), facts(key)));
        touch(tx, key);
        return new IssuedManagementKey(view(key), text.reveal());
    }

    public Page<ManagementKey> page(
            DSLContext tx, UUID organizationId, UUID serviceAccountId, Optional<Cursors.At> after, int size) {
        var rows = store.page(tx, organizationId, serviceAccountId, after, size).stream()
                .map(this::view)
                .toList();
        return Cursors.page(rows, size, last -> Cursors.after(last.createdAt().toInstant(), last.id()));
    }

    /** @throws ProblemException 404 if the service account has no such key */
    public ManagementKey revoke(DSLContext tx, Caller caller, UUID serviceAccountId, UUID keyId) {
        ApiKeyRecord key = store.lock(tx, caller.organizationId(), serviceAccountId, keyId)
                .orElseThrow(() -> ProblemException.notFound("key"));
        if (key.getState().equals("revoked")) {
            return view(key);
        }
        Map<String, @Nullable Object> before = facts(key);
        Instant now = clock.instant();
        store.revoke(tx, key, now);
        key.setState("revoked");
        key.setRevokedAt(now);
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed(
                        "management_key.revoked", KIND, key.getKeyId(), key.getName(), before, facts(key)));
        touch(tx, key);
        return view(key);
    }

    private void touch(DSLContext tx, ApiKeyRecord key) {
        changes.touch(
                tx,
                key.getOrganizationId(),
                PolicyChanges.Kind.KEY,
                key.getKeyId().toString());
    }

    private ManagementKey view(ApiKeyRecord key) {
        return new ManagementKey(
                key.getKeyId(),
                key.getServiceAccountId(),
                key.getName(),
                key.getMasked(),
                state(key),
                KeyRow.utc(key.getExpiresAt()),
                key.getCreatedAt().atOffset(ZoneOffset.UTC),
                key.getCreatedBy(),
                KeyRow.utc(key.getRevokedAt()),
                KeyRow.utc(key.getLastUsedAt()));
    }

    /** Expiry is not written anywhere: the clock decides. */
    private String state(ApiKeyRecord key) {
        Instant expiresAt = key.getExpiresAt();
        boolean past = expiresAt != null && !expiresAt.isAfter(clock.instant());
        return past && key.getState().equals("active") ? "expired" : key.getState();
    }

    private static Map<String, @Nullable Object> facts(ApiKeyRecord key) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("name", key.getName());
        facts.put("masked", key.getMasked());
        facts.put("state", key.getState());
        facts.put("serviceAccountId", String.valueOf(key.getServiceAccountId()));
        facts.put(
                "expiresAt",
                key.getExpiresAt() == null ? null : key.getExpiresAt().toString());
        return facts;
    }
}
