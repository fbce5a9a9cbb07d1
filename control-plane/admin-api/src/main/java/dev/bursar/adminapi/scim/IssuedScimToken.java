package dev.bursar.adminapi.scim;

/** @param secret the whole token, shown this once; {@link #toString} leaves it out */
public record IssuedScimToken(ScimToken token, String secret) {
    @Override
    public String toString() {
        return "IssuedScimToken[token=" + token + ", secret=…]";
    }
}
