package dev.bursar.adminapi.ledger;

/**
 * An amount that may be negative.
 *
 * @param usd exact decimal, {@code "-12.40"}
 * @param nanos the same in nano-USD
 */
public record SignedMoney(String usd, long nanos) {}
