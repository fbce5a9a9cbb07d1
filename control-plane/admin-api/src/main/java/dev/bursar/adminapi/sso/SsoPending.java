package dev.bursar.adminapi.sso;

import java.time.OffsetDateTime;

/**
 * What is saved here and the issuer does not know yet. It is told by itself.
 *
 * @param since when the first of it was saved
 * @param attempts that failed; 0: it is being told
 * @param nextAttemptAt when it is tried again
 * @param problem of the last attempt, a sentence; empty: none failed
 */
public record SsoPending(OffsetDateTime since, int attempts, OffsetDateTime nextAttemptAt, String problem) {}
