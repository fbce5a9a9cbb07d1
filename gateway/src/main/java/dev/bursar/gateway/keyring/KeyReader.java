package dev.bursar.gateway.keyring;

import dev.bursar.gateway.policy.KeyGrant;
import dev.bursar.gateway.policy.WorkloadTrust;
import dev.bursar.policy.key.FleetSecret;
import dev.bursar.policy.key.KeyHasher;
import dev.bursar.policy.key.KeyText;
import dev.bursar.policy.workload.CompactToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread's way into the keyring: a hasher, and the grants that it decoded last. Not thread-safe.
 *
 * <p>Decoded grants are kept by reference into the table they came from; an update gives a key a new reference, so a
 * stale grant is never served.
 */
public final class KeyReader {
    private static final int KEPT = 1024;

    private final Keyring keyring;
    private final WorkloadTokens tokens;
    private final KeyHasher hasher;
    private final MessageDigest digest;
    private final Clock clock;
    private final byte[] hash = new byte[KeyHasher.HASH_BYTES];
    private final int[] keptReferences = new int[KEPT];
    private final KeyVerdict.@Nullable Known[] kept = new KeyVerdict.Known[KEPT];
    private @Nullable KeyTable keptFrom;

    public KeyReader(Keyring keyring, WorkloadTokens tokens, FleetSecret secret, Clock clock) {
        this.keyring = keyring;
        this.tokens = tokens;
        this.digest = sha256();
        this.hasher = secret.hasher();
        this.clock = clock;
    }

    /** @param length 0: the caller sent none */
    public KeyVerdict read(byte[] in, int offset, int length) {
        if (length == 0) {
            return KeyVerdict.Refused.of(KeyRefusal.MISSING);
        }
        if (CompactToken.resembles(in, offset, length)) {
            return readToken(in, offset, length);
        }
        if (length != KeyText.LENGTH
                || KeyText.parse(new String(in, offset, length, StandardCharsets.ISO_8859_1))
                        .isEmpty()) {
            return KeyVerdict.Refused.of(KeyRefusal.MALFORMED);
        }
        hasher.hash(in, offset, length, hash);
        return found();
    }

    /**
     * Checks a token away from this thread.
     *
     * @param loop this thread's executor
     * @param then gets the verdict on it, never {@link KeyVerdict.Unchecked}
     */
    public void check(PresentedToken token, Executor loop, Consumer<KeyVerdict> then) {
        tokens.check(token, outcome -> loop.execute(() -> then.accept(verdict(outcome))));
    }

    private KeyVerdict readToken(byte[] in, int offset, int length) {
        digest.update(in, offset, length);
        TokenDigest known = TokenDigest.of(digest.digest());
        WorkloadTrust trust = tokens.known(known);
        return trust == null
                ? new KeyVerdict.Unchecked(
                        new PresentedToken(new String(in, offset, length, StandardCharsets.ISO_8859_1), known))
                : standsFor(trust);
    }

    private KeyVerdict verdict(WorkloadTokens.Outcome outcome) {
        return switch (outcome) {
            case WorkloadTokens.Outcome.Trusted trusted -> standsFor(trusted.trust());
            case WorkloadTokens.Outcome.Refused refused -> refused.why();
        };
    }

    /** The key decides all the rest: its state, its end, its models, its budgets. */
    private KeyVerdict standsFor(WorkloadTrust trust) {
        System.arraycopy(trust.keyHash(), 0, hash, 0, hash.length);
        return found();
    }

    private KeyVerdict found() {
        KeyVerdict.Known known = find();
        return known == null ? KeyVerdict.Refused.of(KeyRefusal.UNKNOWN) : judge(known);
    }

    private KeyVerdict judge(KeyVerdict.Known known) {
        KeyGrant grant = known.grant();
        return switch (grant.state()) {
            case REVOKED -> KeyVerdict.Refused.of(KeyRefusal.REVOKED);
            case DISABLED -> KeyVerdict.Refused.of(KeyRefusal.DISABLED);
            case UNIT_ARCHIVED -> KeyVerdict.Refused.of(KeyRefusal.UNIT_ARCHIVED);
            case ORGANIZATION_ARCHIVED -> KeyVerdict.Refused.of(KeyRefusal.ORGANIZATION_ARCHIVED);
            case ACTIVE -> grant.expiredAt(clock.millis()) ? KeyVerdict.Refused.of(KeyRefusal.EXPIRED) : known;
        };
    }

    private KeyVerdict.@Nullable Known find() {
        KeyTable table = keyring.table();
        int reference = table.reference(hash);
        if (reference < 0) {
            return null;
        }
        if (table != keptFrom) {
            java.util.Arrays.fill(kept, null);
            keptFrom = table;
        }
        int place = reference & KEPT - 1;
        KeyVerdict.Known known = kept[place];
        if (known == null || keptReferences[place] != reference) {
            known = new KeyVerdict.Known(table.read(reference));
            kept[place] = known;
            keptReferences[place] = reference;
        }
        return known;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
