package dev.bursar.server.catalog;

import dev.bursar.server.platform.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** What a provider's credential may look like: it becomes a header. */
final class Credentials {
    private static final int HINT = 4;
    /** Shorter ones would be half shown by a hint. */
    private static final int LEAST_FOR_HINT = 12;

    private Credentials() {}

    static String check(String credential) {
        if (!credential.matches("[!-~]{1,1000}")) {
            throw ProblemException.field(
                    "credential", "credential_invalid", "A credential is visible ASCII characters without spaces.");
        }
        return credential;
    }

    static String hint(@Nullable String credential) {
        return credential == null || credential.length() < LEAST_FOR_HINT
                ? ""
                : check(credential).substring(credential.length() - HINT);
    }
}
