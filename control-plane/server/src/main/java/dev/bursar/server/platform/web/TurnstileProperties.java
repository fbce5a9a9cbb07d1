package dev.bursar.server.platform.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much at once, so that one organization can't starve the others. What is beyond waits; what can't even wait, or has
 * waited too long, is answered with 429.
 *
 * @param perOrganization requests of one organization that are worked on at once
 * @param perCaller requests of one person or machine that are worked on at once, in whatever organization
 * @param waiting requests that may wait for a place, of each
 * @param longestWait how long
 */
@ConfigurationProperties(prefix = "bursar.turnstile", ignoreUnknownFields = false)
record TurnstileProperties(
        @DefaultValue("4") int perOrganization,
        @DefaultValue("8") int perCaller,
        @DefaultValue("60") int waiting,
        @DefaultValue("2s") Duration longestWait) {
    private static final int MOST = 1_000;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    TurnstileProperties {
        if (perOrganization < 1 || perOrganization > MOST || perCaller < 1 || perCaller > MOST) {
            throw new IllegalArgumentException(
                    "bursar.turnstile.per-organization and per-caller are 1 to " + MOST + " requests");
        }
        if (waiting < 0 || waiting > MOST) {
            throw new IllegalArgumentException("bursar.turnstile.waiting is 0 to " + MOST + " requests");
        }
        if (longestWait.isNegative() || longestWait.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("bursar.turnstile.longest-wait is at most " + LONGEST);
        }
    }
}
