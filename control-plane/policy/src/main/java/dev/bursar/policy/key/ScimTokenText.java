package dev.bursar.policy.key;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * The text of a token with which an identity provider calls by SCIM: {@code bsr_scim_<id>_<secret><crc>}, its parts as
 * those of a {@link KeyText}. {@link #toString} masks.
 */
public final class ScimTokenText {
    private static final String PREFIX = "bsr_scim_";
    private static final int ID_LENGTH = 12;
    private static final int SECRET_LENGTH = 43;

    /** The length of every token, in ASCII characters. */
    public static final int LENGTH = PREFIX.length() + ID_LENGTH + 1 + SECRET_LENGTH + Base62.CRC_LENGTH;

    private final String text;

    private ScimTokenText(String text) {
        this.text = text;
    }

    public static ScimTokenText generate(SecureRandom random) {
        StringBuilder text = new StringBuilder(LENGTH).append(PREFIX);
        Base62.appendRandom(text, ID_LENGTH, random);
        text.append('_');
        Base62.appendRandom(text, SECRET_LENGTH, random);
        return new ScimTokenText(text.append(Base62.crc(text)).toString());
    }

    /** Empty if the text is not of a token's form or its checksum is wrong. Never throws. */
    public static Optional<ScimTokenText> parse(String text) {
        boolean formed = text.length() == LENGTH
                && text.startsWith(PREFIX)
                && text.charAt(PREFIX.length() + ID_LENGTH) == '_'
                && Base62.isWhole(text);
        return formed ? Optional.of(new ScimTokenText(text)) : Optional.empty();
    }

    /** The whole secret. Shown once, hashed, never logged. */
    public String reveal() {
        return text;
    }

    /** {@code bsr_scim_4fT…}: enough to recognise, useless to call with. */
    public String masked() {
        return text.substring(0, PREFIX.length() + ID_LENGTH) + "_…";
    }

    @Override
    public String toString() {
        return masked();
    }
}
