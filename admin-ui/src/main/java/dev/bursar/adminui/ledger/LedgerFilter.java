package dev.bursar.adminui.ledger;

import com.vaadin.flow.router.QueryParameters;
import dev.bursar.adminui.component.Paths;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are shown; the address carries it. Null: all.
 *
 * @param firstDay in the organization's time zone
 * @param lastDay part of it
 */
record LedgerFilter(
        @Nullable String account,
        @Nullable String kind,
        @Nullable LocalDate firstDay,
        @Nullable LocalDate lastDay) {
    static LedgerFilter of(QueryParameters query) {
        return new LedgerFilter(
                query.getSingleParameter("account").orElse(null),
                query.getSingleParameter("kind")
                        .filter(LedgerWords.KINDS::contains)
                        .orElse(null),
                day(query, "from"),
                day(query, "to"));
    }

    private static @Nullable LocalDate day(QueryParameters query, String name) {
        try {
            return query.getSingleParameter(name).map(LocalDate::parse).orElse(null);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    LedgerFilter withAccount(@Nullable String other) {
        return new LedgerFilter(other, kind, firstDay, lastDay);
    }

    LedgerFilter withKind(@Nullable String other) {
        return new LedgerFilter(account, other, firstDay, lastDay);
    }

    LedgerFilter withDays(@Nullable LocalDate first, @Nullable LocalDate last) {
        return new LedgerFilter(account, kind, first, last);
    }

    @Nullable
    OffsetDateTime from(ZoneId zone) {
        return firstDay == null ? null : firstDay.atStartOfDay(zone).toOffsetDateTime();
    }

    @Nullable
    OffsetDateTime to(ZoneId zone) {
        return lastDay == null ? null : lastDay.plusDays(1).atStartOfDay(zone).toOffsetDateTime();
    }

    String address(String slug) {
        List<String> parts = new ArrayList<>();
        add(parts, "account", account);
        add(parts, "kind", kind);
        add(parts, "from", firstDay);
        add(parts, "to", lastDay);
        return Paths.page(slug, "ledger") + (parts.isEmpty() ? "" : "?" + String.join("&", parts));
    }

    private static void add(List<String> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.add(Paths.parameter(name, value.toString()));
        }
    }
}
