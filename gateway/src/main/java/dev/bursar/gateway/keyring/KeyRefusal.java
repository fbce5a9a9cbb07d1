package dev.bursar.gateway.keyring;

/** Why a caller is not let in. The code is stable. */
public enum KeyRefusal {
    MISSING("key_missing", "No API key was given. Send it as: Authorization: Bearer bsr_…"),
    MALFORMED("key_malformed", "This is not an API key: its form or checksum is wrong. Check for a missing character."),
    UNKNOWN("key_unknown", "This API key is not known here."),
    EXPIRED("key_expired", "This API key has expired."),
    REVOKED("key_revoked", "This API key was revoked."),
    DISABLED("key_disabled", "This API key is disabled."),
    UNIT_ARCHIVED("unit_archived", "The team, project or class that this API key is charged to is archived."),
    ORGANIZATION_ARCHIVED(
            "organization_archived",
            "The organization of this API key is archived. Its keys work again once whoever runs this gateway restores it.");

    private final String code;
    private final String message;

    KeyRefusal(String code, String message) {
        this.code = code;
        this.message = message;
    }

    public String code() {
        return code;
    }

    public String message() {
        return message;
    }
}
