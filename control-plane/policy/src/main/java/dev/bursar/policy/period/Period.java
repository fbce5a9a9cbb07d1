package dev.bursar.policy.period;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How long a budget counts before it starts anew. */
public enum Period {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    /** Once, between two dates. */
    TERM,
    LIFETIME;

    /** @param text as in tables and the Admin API, {@code month} */
    public static Optional<Period> of(String text) {
        return Arrays.stream(values())
                .filter(period -> period.text().equals(text))
                .findFirst();
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
