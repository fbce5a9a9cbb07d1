package dev.bursar.server.identity.issuer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Of the 100,000 most frequent passwords of known thefts (the list of nbvcxz, MIT licence) those of some length: they are
 * refused as they are, and where only digits and marks were put around them. Read when the first password is chosen.
 * Nothing is asked outside.
 */
final class StolenPasswords {
    private static final String LIST = "dictionaries/passwords.txt";
    /** Shorter ones stand in many a good password. */
    private static final int LEAST = 8;

    private StolenPasswords() {}

    /** As it was stolen, or with digits and marks around it. */
    static boolean has(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        String core = lower.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
        return All.LIST.contains(lower) || All.LIST.contains(core);
    }

    /** In small letters. */
    static Set<String> all() {
        return All.LIST;
    }

    private static final class All {
        private static final Set<String> LIST = read();

        private static Set<String> read() {
            try (InputStream in = StolenPasswords.class.getClassLoader().getResourceAsStream(StolenPasswords.LIST)) {
                if (in == null) {
                    throw new IllegalStateException("missing resource " + StolenPasswords.LIST);
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.strip().toLowerCase(Locale.ROOT))
                        .filter(line -> line.length() >= LEAST)
                        .collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new IllegalStateException("unreadable resource " + StolenPasswords.LIST, e);
            }
        }
    }
}
