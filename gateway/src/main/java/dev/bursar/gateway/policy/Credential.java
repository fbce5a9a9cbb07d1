package dev.bursar.gateway.policy;

import java.nio.charset.StandardCharsets;

/** A provider's secret in the clear, held for as long as the policy is. {@link #toString} masks. */
public final class Credential {
    public static final Credential NONE = new Credential("");

    private final String secret;

    private Credential(String secret) {
        this.secret = secret;
    }

    /** @throws IllegalArgumentException if the bytes could not stand in a header */
    public static Credential of(byte[] secret) {
        String text = new String(secret, StandardCharsets.UTF_8).strip();
        if (!text.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("a credential is visible ASCII");
        }
        return new Credential(text);
    }

    public boolean isPresent() {
        return !secret.isEmpty();
    }

    /** For the one header that carries it. Never logged. */
    public String reveal() {
        return secret;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credential that && that.secret.equals(secret);
    }

    @Override
    public int hashCode() {
        return secret.hashCode();
    }

    @Override
    public String toString() {
        return isPresent() ? "Credential[…]" : "Credential[none]";
    }
}
