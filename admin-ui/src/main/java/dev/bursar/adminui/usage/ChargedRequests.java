package dev.bursar.adminui.usage;

import com.vaadin.flow.router.QueryParameters;
import dev.bursar.adminui.component.Times;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of what one budget bore, as the address names it.
 *
 * @param from inclusive; null: the beginning
 * @param to exclusive; null: now
 */
record ChargedRequests(
        UUID budgetId, @Nullable Instant from, @Nullable Instant to) {
    /** Empty where the address names no budget. */
    static Optional<ChargedRequests> of(QueryParameters query) {
        return query.getSingleParameter("budget")
                .flatMap(UsagePage::uuid)
                .map(id -> new ChargedRequests(id, instant(query, "from"), instant(query, "to")));
    }

    private static @Nullable Instant instant(QueryParameters query, String name) {
        try {
            return query.getSingleParameter(name).map(Instant::parse).orElse(null);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** {@code between 3 Mar, 14:05 and 3 Mar, 20:05}. */
    String when(Instant now) {
        boolean open = to == null || to.isAfter(now);
        if (from == null) {
            return open ? "so far" : "until " + Times.minute(Objects.requireNonNull(to));
        }
        return open
                ? "since " + Times.minute(from)
                : "between " + Times.minute(from) + " and " + Times.minute(Objects.requireNonNull(to));
    }
}
