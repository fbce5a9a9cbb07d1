package dev.bursar.server.platform.secret;

import dev.bursar.server.platform.database.Tenancy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Secrets in a folder, made where they are missing. */
public final class TestSecrets {
    private TestSecrets() {}

    public static Secrets in(Path directory) {
        return in(directory, Map.of());
    }

    /** With variables of an environment, which go before files. */
    public static Secrets in(Path directory, Map<String, String> environment) {
        return new Secrets(new SecretFiles(directory, true, environment), new SecureRandom());
    }

    /** Each call draws another newest key. @param older that open what they sealed */
    public static KeyEncryptionKey kek(byte[]... older) {
        SecureRandom random = new SecureRandom();
        List<byte[]> keys = new ArrayList<>(List.of(key()));
        keys.addAll(List.of(older));
        return new KeyEncryptionKey(keys, random);
    }

    /** With this key as the newest. */
    public static KeyEncryptionKey kekOf(byte[] newest, byte[]... older) {
        List<byte[]> keys = new ArrayList<>(List.of(newest));
        keys.addAll(List.of(older));
        return new KeyEncryptionKey(keys, new SecureRandom());
    }

    public static byte[] key() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** Hashes as they are after a start over this database. */
    public static KeyedHashes hashes(Tenancy tenancy, KeyEncryptionKey kek) {
        KeyedHashes hashes = new KeyedHashes(tenancy, kek, false);
        hashes.afterSingletonsInstantiated();
        return hashes;
    }
}
