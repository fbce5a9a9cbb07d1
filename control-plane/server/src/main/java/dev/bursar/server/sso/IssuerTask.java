package dev.bursar.server.sso;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * That the issuer has to be told what an organization wants.
 *
 * @param revision grows with each change
 * @param since the first change that it does not know
 * @param attempts that failed
 * @param problem of the last one; empty: none failed
 * @param closeAccounts subjects of accounts at the issuer itself that end
 */
record IssuerTask(
        long revision, Instant since, int attempts, Instant nextAt, String problem, List<String> closeAccounts) {
    static final Duration FIRST = Duration.ofSeconds(5);
    static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 10;

    IssuerTask {
        closeAccounts = List.copyOf(closeAccounts);
    }

    /** Doubled with each attempt that failed. */
    static Duration pauseAfter(int failed) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(failed - 1, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
