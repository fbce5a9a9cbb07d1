package dev.bursar.adminui.component;

import dev.bursar.adminapi.common.Money;
import dev.bursar.adminapi.ledger.SignedMoney;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Money as people read it. It reads the same everywhere: {@code $12.40 of $50.00}. */
public final class Amounts {
    private static final long CENT = 10_000_000L;
    private static final int NANO_DIGITS = 9;

    private Amounts() {}

    public static String text(Money money) {
        return text(money.nanos());
    }

    /** Two decimals; below a cent two significant digits, so that the cost of one call is not "$0.00". */
    public static String text(long nanos) {
        BigDecimal dollars = BigDecimal.valueOf(nanos, NANO_DIGITS);
        if (nanos == 0 || Math.abs(nanos) >= CENT) {
            return sign(nanos) + grouped("#,##0.00").format(dollars.abs().setScale(2, RoundingMode.HALF_UP));
        }
        return sign(nanos)
                + dollars.abs()
                        .round(new MathContext(2, RoundingMode.HALF_UP))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /** {@code $12.40 of $50.00}. */
    public static String of(Money part, Money whole) {
        return text(part) + " of " + text(whole);
    }

    /** Every digit there is, for hovering. */
    public static String exact(Money money) {
        return "$" + money.usd() + " (" + grouped("#,##0").format(money.nanos()) + " nano-USD)";
    }

    public static String exact(SignedMoney money) {
        return sign(money.nanos()) + money.usd().replaceFirst("^-", "") + " ("
                + grouped("#,##0").format(money.nanos()) + " nano-USD)";
    }

    public static String count(long number) {
        return grouped("#,##0").format(number);
    }

    private static String sign(long nanos) {
        return nanos < 0 ? "−$" : "$";
    }

    private static DecimalFormat grouped(String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    }
}
