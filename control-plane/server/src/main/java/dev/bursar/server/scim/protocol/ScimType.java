package dev.bursar.server.scim.protocol;

/** What exactly is wrong (RFC 7644, table 9). */
public enum ScimType {
    INVALID_FILTER("invalidFilter"),
    TOO_MANY("tooMany"),
    UNIQUENESS("uniqueness"),
    MUTABILITY("mutability"),
    INVALID_SYNTAX("invalidSyntax"),
    INVALID_PATH("invalidPath"),
    NO_TARGET("noTarget"),
    INVALID_VALUE("invalidValue");

    private final String text;

    ScimType(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
