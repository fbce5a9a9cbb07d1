package dev.bursar.server.platform.web;

import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** A retried POST gets its first answer: the same caller, key and body, within 24 hours. */
public interface Idempotency {
    /**
     * Runs the action in the caller's transaction, or gives what it gave before. The answer is kept sealed: it may hold
     * a secret that is shown once.
     *
     * @param tx in the organization's tenancy; the answer commits with the change
     * @param actorId of the caller
     * @param key the header; null: always runs
     * @param operation names the operation, {@code key.issue}: the same key at another operation is another body
     * @param request the body
     * @throws ProblemException 422 {@code idempotency_key_reused} if the key came with another body before; 400 if it is
     *     malformed
     */
    <T> T once(
            DSLContext tx,
            UUID organizationId,
            String actorId,
            @Nullable String key,
            String operation,
            Object request,
            Class<T> type,
            Supplier<T> action);

    /** The organization is deleted: its answers are given to nobody any more. */
    void forget(DSLContext tx, UUID organizationId);
}
