package dev.bursar.gateway.keyring;

import dev.bursar.gateway.policy.WorkloadTrust;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were checked, by their digests, so that the next request with one costs a look-up and no signature. Any
 * thread. Bounded: when it is full, what has expired goes, and if that is not enough, a part of the rest.
 */
final class VerifiedTokens {
    private record Verified(WorkloadTrust trust, long untilMillis) {}

    private final ConcurrentHashMap<TokenDigest, Verified> tokens = new ConcurrentHashMap<>();
    private final int most;

    VerifiedTokens(int most) {
        this.most = most;
    }

    /** What the token was found to be trusted by. Whether that trust still stands, its owner asks. */
    @Nullable
    WorkloadTrust find(TokenDigest digest, long nowMillis) {
        Verified verified = tokens.get(digest);
        return verified == null || nowMillis >= verified.untilMillis ? null : verified.trust;
    }

    void put(TokenDigest digest, WorkloadTrust trust, long untilMillis, long nowMillis) {
        if (tokens.size() >= most) {
            makeRoom(nowMillis);
        }
        tokens.put(digest, new Verified(trust, untilMillis));
    }

    void forget(TokenDigest digest) {
        tokens.remove(digest);
    }

    int size() {
        return tokens.size();
    }

    private synchronized void makeRoom(long nowMillis) {
        if (tokens.size() < most) {
            return;
        }
        tokens.values().removeIf(verified -> nowMillis >= verified.untilMillis);
        Iterator<TokenDigest> any = tokens.keySet().iterator();
        for (int excess = tokens.size() - most + most / 8; excess > 0 && any.hasNext(); excess--) {
            any.next();
            any.remove();
        }
    }
}
