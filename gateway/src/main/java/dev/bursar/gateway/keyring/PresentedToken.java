package dev.bursar.gateway.keyring;

/** A token's text as a caller sent it, and the digest under which it is remembered. {@link #toString} leaves it out. */
public final class PresentedToken {
    private final String text;
    private final TokenDigest digest;

    PresentedToken(String text, TokenDigest digest) {
        this.text = text;
        this.digest = digest;
    }

    String text() {
        return text;
    }

    TokenDigest digest() {
        return digest;
    }

    @Override
    public String toString() {
        return "PresentedToken[…]";
    }
}
