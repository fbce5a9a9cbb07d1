package dev.bursar.server.sso;

import java.time.Duration;
import java.time.Instant;

/**
 * People sign in through a connection again within so many days, else they are suspended. They are reminded some days
 * before; for the same time after the rule began nobody is suspended, so that everybody could be reminded.
 *
 * <pre>
 *   last sign-in ───────────── days ─────────────▶ overdue
 *                          remind ◀── notice ────┘
 *   since ── notice ──▶ the first suspensions
 * </pre>
 *
 * @param days 7 to 400
 * @param since when it began to count
 */
record SignInRule(int days, Instant since) {
    static final int LEAST = 7;
    static final int MOST = 400;
    private static final int LONGEST_NOTICE = 7;

    SignInRule {
        if (days < LEAST || days > MOST) {
            throw new IllegalArgumentException("A sign-in rule has " + LEAST + " to " + MOST + " days.");
        }
    }

    SignInRule from(Instant other) {
        return new SignInRule(days, other);
    }

    private Duration length() {
        return Duration.ofDays(days);
    }

    /** How long before it is due somebody is reminded. */
    private Duration notice() {
        return Duration.ofDays(Math.min(LONGEST_NOTICE, days / 2));
    }

    /** Before, nobody is suspended. */
    Instant suspendsFrom() {
        return since.plus(notice());
    }

    /** Who signed in last at this instant or before is overdue now. */
    Instant overdueSince(Instant now) {
        return now.minus(length());
    }

    /** Who signed in last at this instant or before is reminded now. */
    Instant remindedSince(Instant now) {
        return now.minus(length()).plus(notice());
    }

    /** When somebody is suspended who does not sign in again. */
    Instant due(Instant lastSignIn) {
        Instant due = lastSignIn.plus(length());
        return due.isBefore(suspendsFrom()) ? suspendsFrom() : due;
    }
}
