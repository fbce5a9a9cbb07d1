package dev.bursar.server.scim;

import dev.bursar.adminapi.scim.IssueScimToken;
import dev.bursar.adminapi.scim.IssuedScimToken;
import dev.bursar.adminapi.scim.ScimToken;
import dev.bursar.policy.key.ScimTokenText;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Role;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.secret.HashPurpose;
import dev.bursar.server.platform.secret.KeyedHashes;
import dev.bursar.server.platform.web.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Issues and revokes the tokens with which an organization's identity provider calls. Only keyed hashes are stored. */
@Component
final class Tokens {
    /** That work at the same time: enough to replace one by another. */
    static final int MAX_ACTIVE = 10;

    private static final String KIND = "scim_token";

    private final JooqTokens store;
    private final AuditLog audit;
    private final KeyedHashes hashes;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;

    Tokens(JooqTokens store, AuditLog audit, KeyedHashes hashes, Ids ids, SecureRandom random, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.hashes = hashes;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Whoever has a token puts anybody into any group that came by SCIM, whatever roles it holds, and shuts anybody out:
     * only who may do all of an organization admin's hands that on.
     *
     * @throws dev.bursar.server.identity.RefusedException 403 {@code exceeds_own_authority}
     */
    IssuedScimToken issue(DSLContext tx, Caller caller, IssueScimToken request) {
        caller.requireHolds(Role.ORGANIZATION_ADMIN.actions());
        Instant now = clock.instant();
        if (store.active(tx, caller.organizationId(), now) >= MAX_ACTIVE) {
            throw new ProblemException(
                    409, "too_many_tokens", "At most " + MAX_ACTIVE + " tokens work at a time: revoke one first.");
        }
        ScimTokenText text = ScimTokenText.generate(random);
        TokenRow token = new TokenRow(
                ids.next(),
                request.name().strip(),
                text.masked(),
                caller.actorName(),
                now,
                expiry(request, now),
                null,
                null);
        store.insert(tx, caller.organizationId(), token, hash(text));
        audit.append(
                tx,
                caller,
                AuditLog.Change.created("scim_token.issued", KIND, token.id(), token.name(), token.facts(now)));
        return new IssuedScimToken(token.toApi(now), text.reveal());
    }

    /** @throws ProblemException 404 */
    ScimToken revoke(DSLContext tx, Caller caller, UUID id) {
        Instant now = clock.instant();
        TokenRow before =
                store.lock(tx, caller.organizationId(), id).orElseThrow(() -> ProblemException.notFound("token"));
        if (before.revokedAt() != null) {
            return before.toApi(now);
        }
        TokenRow after = before.revoked(now);
        store.revoke(tx, caller.organizationId(), id, now);
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed(
                        "scim_token.revoked", KIND, id, after.name(), before.facts(now), after.facts(now)));
        return after.toApi(now);
    }

    /** Whose token is this? Empty for one that is unknown in this organization, expired or revoked. */
    Optional<TokenRow> check(DSLContext tx, UUID organizationId, ScimTokenText text) {
        return store.byHash(tx, organizationId, hash(text)).filter(token -> token.isActive(clock.instant()));
    }

    boolean isUseOld(TokenRow token) {
        return JooqTokens.isUseOld(token, clock.instant());
    }

    int used(DSLContext tx, UUID organizationId, TokenRow token) {
        store.used(tx, organizationId, token.id(), clock.instant());
        return 1;
    }

    private byte[] hash(ScimTokenText text) {
        return hashes.digest(HashPurpose.SCIM_TOKEN, text.reveal().getBytes(StandardCharsets.US_ASCII));
    }

    private static @Nullable Instant expiry(IssueScimToken request, Instant now) {
        if (request.expiresAt() == null) {
            return null;
        }
        Instant at = request.expiresAt().toInstant();
        if (!at.isAfter(now) || at.isAfter(LATEST)) {
            throw ProblemException.field("expiresAt", "expiry_not_in_future", "A token expires in the future.");
        }
        return at;
    }

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
}
