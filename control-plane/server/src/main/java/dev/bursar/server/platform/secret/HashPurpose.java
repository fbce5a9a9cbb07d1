package dev.bursar.server.platform.secret;

/** What keyed hashes are for: each purpose has a key of its own. The text is stored. */
public enum HashPurpose {
    INVITATION("bursar invitation v1"),
    SCIM_TOKEN("bursar scim token v1"),
    REPLY("bursar idempotent reply v1"),
    ORGANIZATION("bursar organization id v1");

    private final String text;

    HashPurpose(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
