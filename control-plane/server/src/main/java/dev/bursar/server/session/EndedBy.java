package dev.bursar.server.session;

import java.util.Locale;

/** Who ended a sign-in. */
public enum EndedBy {
    SELF,
    ADMINISTRATOR,
    /** The person signed out there, or somebody ended it there. */
    ISSUER,
    SYSTEM;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
