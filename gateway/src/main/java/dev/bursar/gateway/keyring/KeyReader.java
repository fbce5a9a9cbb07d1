package dev.bursar.gateway.keyring;

import dev.bursar.gateway.policy.KeyGrant;
import dev.bursar.policy.key.FleetSecret;
import dev.bursar.policy.key.KeyHasher;
import dev.bursar.policy.key.KeyText;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
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
    private final KeyHasher hasher;
    private final Clock clock;
    private final byte[] hash = new byte[KeyHasher.HASH_BYTES];
    private final int[] keptReferences = new int[KEPT];
    private final KeyVerdict.@Nullable Known[] kept = new KeyVerdict.Known[KEPT];
    private @Nullable KeyTable keptFrom;

    public KeyReader(Keyring keyring, FleetSecret secret, Clock clock) {
        this.keyring = keyring;
        this.hasher = secret.hasher();
        this.clock = clock;
    }

    /** @param length 0: the caller sent none */
    public KeyVerdict read(byte[] in, int offset, int length) {
        if (length == 0) {
            return new KeyVerdict.Refused(KeyRefusal.MISSING);
        }
        if (length != KeyText.LENGTH
                || KeyText.parse(new String(in, offset, length, StandardCharsets.ISO_8859_1))
                        .isEmpty()) {
            return new KeyVerdict.Refused(KeyRefusal.MALFORMED);
        }
        hasher.hash(in, offset, length, hash);
        KeyVerdict.Known known = find();
        return known == null ? new KeyVerdict.Refused(KeyRefusal.UNKNOWN) : judge(known);
    }

    private KeyVerdict judge(KeyVerdict.Known known) {
        KeyGrant grant = known.grant();
        return switch (grant.state()) {
            case REVOKED -> new KeyVerdict.Refused(KeyRefusal.REVOKED);
            case DISABLED -> new KeyVerdict.Refused(KeyRefusal.DISABLED);
            case UNIT_ARCHIVED -> new KeyVerdict.Refused(KeyRefusal.UNIT_ARCHIVED);
            case ACTIVE -> grant.expiredAt(clock.millis()) ? new KeyVerdict.Refused(KeyRefusal.EXPIRED) : known;
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
}
