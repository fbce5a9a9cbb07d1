package dev.bursar.policy.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why an entry was made. */
public enum EntryKind {
    USAGE,
    TOP_UP,
    REFUND,
    CORRECTION,
    WRITE_OFF,
    PERIOD_CLOSE;

    /** As in tables and the Admin API, {@code top_up}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<EntryKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }
}
