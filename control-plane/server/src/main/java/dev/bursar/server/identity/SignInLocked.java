package dev.bursar.server.identity;

import java.time.Duration;

/**
 * Somebody guessed at an account so often that it must wait. Published once for each wait.
 *
 * @param account whose password was guessed at
 * @param address where the last guess came from
 * @param pause how long that address, or everyone unknown to the account, has to wait
 */
public record SignInLocked(Identity account, String address, Duration pause) {}
