package dev.bursar.server.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What administrators and people did at the issuer, oldest first. There is none with the embedded issuer. */
public interface IssuerEvents {
    /** At most this many at once. */
    int MOST = 100;

    /** Of this issuer. */
    String issuer();

    /**
     * What administrators did since then, that instant included.
     *
     * @param skip how many of them to leave out
     */
    List<Administered> administered(Instant since, int skip);

    /** Sign-ins that ended since then, that instant included. */
    List<SignedOut> signedOut(Instant since, int skip);

    /** Whether this account can sign in; empty: there is none any more. */
    Optional<Boolean> enabled(String subject);

    /**
     * @param operation {@code create}, {@code update}, {@code delete} or {@code action}
     * @param kind what was changed, {@code user}
     * @param path of it at the issuer
     * @param subject whom it is about; empty: nobody
     * @param organization alias of the organization that it is about; empty: none
     */
    record Administered(
            String id,
            Instant at,
            String operation,
            String kind,
            String path,
            Optional<String> subject,
            Optional<String> organization,
            String address) {}

    record SignedOut(String id, Instant at, String subject, String sessionId) {}
}
