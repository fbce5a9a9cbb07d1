package dev.bursar.policy.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Nano-USD: 1 USD = 1,000,000,000 nanos, as a {@code long}. The largest amount is about 9.2 billion USD.
 *
 * <p>Amounts travel as plain {@code long}s named {@code …Nanos}; this class reads and writes their text.
 */
public final class Nanos {
    public static final long PER_USD = 1_000_000_000L;
    /** No single amount is larger (1 billion USD), so that sums of a few never overflow. */
    public static final long MAX = 1_000_000_000L * PER_USD;

    private Nanos() {}

    /**
     * @param usd a plain decimal such as {@code "12.40"}; no sign, exponent, currency or grouping
     * @return the amount, 0 to {@link #MAX}
     * @throws MoneyException if the text is not such a decimal, is finer than a nano-USD, or too large
     */
    public static long parseUsd(String usd) {
        if (usd.length() > 30 || !usd.matches("\\d{1,12}(\\.\\d{1,12})?")) {
            throw new MoneyException("amount_malformed", "An amount is a plain decimal in USD such as 12.40.");
        }
        BigDecimal nanos = new BigDecimal(usd).movePointRight(9).stripTrailingZeros();
        if (nanos.scale() > 0) {
            throw new MoneyException("amount_too_fine", "An amount has at most nine decimals: the unit is a nano-USD.");
        }
        if (nanos.compareTo(BigDecimal.valueOf(MAX)) > 0) {
            throw new MoneyException("amount_too_large", "An amount is at most 1000000000 USD.");
        }
        return nanos.longValueExact();
    }

    /** The exact decimal, at least two decimals, never an exponent: {@code 12.40}, {@code 0.000000001}, {@code -3.00}. */
    public static String toUsd(long nanos) {
        BigDecimal usd = BigDecimal.valueOf(nanos, 9).stripTrailingZeros();
        return (usd.scale() < 2 ? usd.setScale(2, RoundingMode.UNNECESSARY) : usd).toPlainString();
    }
}
