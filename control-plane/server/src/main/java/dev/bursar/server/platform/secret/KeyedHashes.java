package dev.bursar.server.platform.secret;

import static dev.bursar.server.sql.Tables.HASH_KEY;

import dev.bursar.server.platform.database.Tenancy;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Keyed digests: equal input, equal output, and no way back without the key. Their keys are in the database, sealed, so
 * that a new key encryption key makes no token unknown. Read once at start. Any thread.
 */
public final class KeyedHashes implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(KeyedHashes.class);
    private static final String PURPOSE = "bursar hash key v1";
    private static final String ALGORITHM = "HmacSHA256";

    private final Tenancy tenancy;
    private final KeyEncryptionKey kek;
    private final boolean mayReplace;
    private volatile Map<HashPurpose, SecretKeySpec> keys = Map.of();

    /** @param mayReplace whether a key that does not open is made anew: what was hashed with it is unknown then */
    KeyedHashes(Tenancy tenancy, KeyEncryptionKey kek, boolean mayReplace) {
        this.tenancy = tenancy;
        this.kek = kek;
        this.mayReplace = mayReplace;
    }

    /** @throws SecretException where a key is sealed under a key encryption key that is not here */
    @Override
    public void afterSingletonsInstantiated() {
        keys = tenancy.platform(tx -> {
            Map<HashPurpose, SecretKeySpec> read = new EnumMap<>(HashPurpose.class);
            for (HashPurpose purpose : HashPurpose.values()) {
                read.put(purpose, new SecretKeySpec(read(tx, purpose), ALGORITHM));
            }
            return read;
        });
    }

    public byte[] digest(HashPurpose purpose, byte[] input) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(Objects.requireNonNull(keys.get(purpose), "hashes are not ready before the start is over"));
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    /** Puts the keys under the newest key encryption key. @return how many were not under it */
    public int rewrap(DSLContext tx) {
        int wrapped = 0;
        for (var row : tx.selectFrom(HASH_KEY).forUpdate()) {
            try {
                var anew = kek.rewrap(PURPOSE, row.getPurpose(), row.getSealed());
                if (anew.isPresent()) {
                    store(tx, row.getPurpose(), anew.get());
                    wrapped++;
                }
            } catch (GeneralSecurityException e) {
                throw missing(row.getPurpose(), e);
            }
        }
        return wrapped;
    }

    private byte[] read(DSLContext tx, HashPurpose purpose) {
        byte[] fresh = kek.seal(PURPOSE, purpose.text(), kek.hashKey(purpose.text()));
        tx.insertInto(HASH_KEY)
                .set(HASH_KEY.PURPOSE, purpose.text())
                .set(HASH_KEY.SEALED, fresh)
                .onConflictDoNothing()
                .execute();
        byte[] sealed = Objects.requireNonNull(tx.select(HASH_KEY.SEALED)
                .from(HASH_KEY)
                .where(HASH_KEY.PURPOSE.eq(purpose.text()))
                .fetchOne(HASH_KEY.SEALED));
        try {
            return kek.open(PURPOSE, purpose.text(), sealed);
        } catch (GeneralSecurityException e) {
            if (!mayReplace) {
                throw missing(purpose.text(), e);
            }
            LOG.warn(
                    "the key of hashes '{}' does not open and is made anew: its tokens are unknown now",
                    purpose.text());
            store(tx, purpose.text(), fresh);
            return kek.hashKey(purpose.text());
        }
    }

    private static void store(DSLContext tx, String purpose, byte[] sealed) {
        tx.update(HASH_KEY)
                .set(HASH_KEY.SEALED, sealed)
                .where(HASH_KEY.PURPOSE.eq(purpose))
                .execute();
    }

    private static SecretException missing(String purpose, GeneralSecurityException cause) {
        return new SecretException(
                "The key encryption key that '" + purpose + "' is sealed under is missing: "
                        + "put it into credential.kek.old and rewrap before it is taken away.",
                cause);
    }
}
