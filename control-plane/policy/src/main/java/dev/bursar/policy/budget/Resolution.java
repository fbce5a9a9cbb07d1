package dev.bursar.policy.budget;

/** What a ruling moved at one budget. {@code spent + unspent} left in doubt; spent became settled, the rest free. */
public record Resolution(Ruling ruling, Place period, long spentNanos, long unspentNanos) {}
