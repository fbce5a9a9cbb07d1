package dev.bursar.server.platform.web;

import static dev.bursar.server.sql.Tables.IDEMPOTENT_REPLY;

import dev.bursar.server.platform.secret.HashPurpose;
import dev.bursar.server.platform.secret.KeyEncryptionKey;
import dev.bursar.server.platform.secret.KeyedHashes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers kept for retries. An answer may hold a key's secret, which is shown once and stored nowhere else, so the
 * body is sealed with a key derived from {@code credential.kek} and bound to its row; the request is known by a keyed
 * digest only. After {@link #KEPT} an answer is forgotten.
 */
@Component
final class SealedReplies implements Idempotency {
    static final Duration KEPT = Duration.ofHours(24);
    private static final String PURPOSE = "bursar idempotent reply v1";
    private static final String KEY_FORM = "[!-~]{1,200}";

    private final KeyEncryptionKey kek;
    private final KeyedHashes hashes;
    private final JsonMapper json;
    private final Clock clock;

    SealedReplies(KeyEncryptionKey kek, KeyedHashes hashes, JsonMapper json, Clock clock) {
        this.kek = kek;
        this.hashes = hashes;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public <T> T once(
            DSLContext tx,
            UUID organizationId,
            String actorId,
            @Nullable String key,
            String operation,
            Object request,
            Class<T> type,
            Supplier<T> action) {
        if (key == null) {
            return action.get();
        }
        if (!key.matches(KEY_FORM)) {
            throw ProblemException.field(
                    "Idempotency-Key", "idempotency_key_invalid", "It is 1 to 200 visible ASCII characters.");
        }
        Row row = new Row(organizationId, actorId, key);
        byte[] hash = requestHash(operation, request);
        lock(tx, row);
        byte[] earlier = find(tx, row, hash);
        if (earlier != null) {
            return json.readValue(earlier, type);
        }
        T answer = action.get();
        keep(tx, row, hash, json.writeValueAsBytes(answer));
        return answer;
    }

    @Override
    public void forget(DSLContext tx, UUID organizationId) {
        tx.deleteFrom(IDEMPOTENT_REPLY)
                .where(IDEMPOTENT_REPLY.ORGANIZATION_ID.eq(organizationId))
                .execute();
    }

    /** Which reply. */
    private record Row(UUID organizationId, String caller, String key) {
        String binding() {
            return organizationId + "\n" + caller + "\n" + key;
        }
    }

    /** Two retries at once: the second waits for the first. */
    private static void lock(DSLContext tx, Row row) {
        tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", row.binding());
    }

    private byte @Nullable [] find(DSLContext tx, Row row, byte[] hash) {
        tx.deleteFrom(IDEMPOTENT_REPLY)
                .where(IDEMPOTENT_REPLY.ORGANIZATION_ID.eq(row.organizationId))
                .and(IDEMPOTENT_REPLY.CALLER.eq(row.caller))
                .and(IDEMPOTENT_REPLY.CREATED_AT.lt(now().minus(KEPT)))
                .execute();
        var kept = tx.select(IDEMPOTENT_REPLY.REQUEST_HASH, IDEMPOTENT_REPLY.BODY)
                .from(IDEMPOTENT_REPLY)
                .where(IDEMPOTENT_REPLY.ORGANIZATION_ID.eq(row.organizationId))
                .and(IDEMPOTENT_REPLY.CALLER.eq(row.caller))
                .and(IDEMPOTENT_REPLY.IDEMPOTENCY_KEY.eq(row.key))
                .fetchOne();
        if (kept == null) {
            return null;
        }
        if (!MessageDigest.isEqual(kept.value1(), hash)) {
            throw new ProblemException(
                    422, "idempotency_key_reused", "This Idempotency-Key came with another request before.");
        }
        return open(row, kept.value2());
    }

    private void keep(DSLContext tx, Row row, byte[] hash, byte[] body) {
        tx.insertInto(IDEMPOTENT_REPLY)
                .set(IDEMPOTENT_REPLY.ORGANIZATION_ID, row.organizationId)
                .set(IDEMPOTENT_REPLY.CALLER, row.caller)
                .set(IDEMPOTENT_REPLY.IDEMPOTENCY_KEY, row.key)
                .set(IDEMPOTENT_REPLY.REQUEST_HASH, hash)
                .set(IDEMPOTENT_REPLY.STATUS, 201)
                .set(IDEMPOTENT_REPLY.BODY, Base64.getEncoder().encodeToString(kek.seal(PURPOSE, row.binding(), body)))
                .set(IDEMPOTENT_REPLY.CREATED_AT, now())
                .execute();
    }

    private byte[] open(Row row, String sealed) {
        try {
            return kek.open(PURPOSE, row.binding(), Base64.getDecoder().decode(sealed));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ProblemException(
                    409, "reply_unreadable", "It was done before, but its answer can no longer be read.");
        }
    }

    private byte[] requestHash(String operation, Object request) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes((operation + "\n").getBytes(StandardCharsets.UTF_8));
        input.writeBytes(json.writeValueAsBytes(request));
        return hashes.digest(HashPurpose.REPLY, input.toByteArray());
    }

    private Instant now() {
        return clock.instant();
    }
}
