package dev.bursar.policy.key;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * The text of a key: {@code bsr_<env>_<id>_<secret><crc>}.
 *
 * <ul>
 *   <li>{@code env}: {@code live} or {@code test};
 *   <li>{@code id}: 12 characters, public, shown in lists so that people can tell keys apart;
 *   <li>{@code secret}: 43 characters, 256 bits and a little;
 *   <li>{@code crc}: 6 characters, CRC-32 over everything before it, so that secret scanners and gateways can tell a
 *       mistyped key from an unknown one.
 * </ul>
 *
 * <p>All parts but the fixed ones are in base 62, so that a double click selects a whole key. {@link #toString} masks.
 */
public final class KeyText {
    private static final int ID_LENGTH = 12;
    private static final int SECRET_LENGTH = 43;
    private static final int PREFIX_LENGTH = "bsr_live_".length();

    /** The length of every key, in ASCII characters. */
    public static final int LENGTH = PREFIX_LENGTH + ID_LENGTH + 1 + SECRET_LENGTH + Base62.CRC_LENGTH;

    /** Where a key is meant to be used. */
    public enum Environment {
        LIVE("live"),
        TEST("test");

        private final String text;

        Environment(String text) {
            this.text = text;
        }
    }

    private final String text;

    private KeyText(String text) {
        this.text = text;
    }

    public static KeyText generate(Environment environment, SecureRandom random) {
        StringBuilder text = new StringBuilder(LENGTH)
                .append("bsr_")
                .append(environment.text)
                .append('_');
        Base62.appendRandom(text, ID_LENGTH, random);
        text.append('_');
        Base62.appendRandom(text, SECRET_LENGTH, random);
        return new KeyText(text.append(Base62.crc(text)).toString());
    }

    /** Empty if the text is not of a key's form or its checksum is wrong. Never throws. */
    public static Optional<KeyText> parse(String text) {
        if (text.length() != LENGTH
                || !(text.startsWith("bsr_live_") || text.startsWith("bsr_test_"))
                || text.charAt(PREFIX_LENGTH + ID_LENGTH) != '_') {
            return Optional.empty();
        }
        return Base62.isWhole(text) ? Optional.of(new KeyText(text)) : Optional.empty();
    }

    /** The whole secret. Shown once, hashed, never logged. */
    public String reveal() {
        return text;
    }

    /** The public part, 12 characters. */
    public String id() {
        return text.substring(PREFIX_LENGTH, PREFIX_LENGTH + ID_LENGTH);
    }

    /** {@code bsr_live_4fT…}: enough to recognise, useless to call with. */
    public String masked() {
        return text.substring(0, PREFIX_LENGTH + ID_LENGTH) + "_…";
    }

    @Override
    public String toString() {
        return masked();
    }
}
