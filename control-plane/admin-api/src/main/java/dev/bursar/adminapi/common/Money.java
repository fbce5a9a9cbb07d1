package dev.bursar.adminapi.common;

/**
 * An amount in an answer.
 *
 * @param usd exact decimal, {@code "12.40"}
 * @param nanos the same in nano-USD
 */
public record Money(String usd, long nanos) {}
