package dev.bursar.adminui.component;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ExtendedClientDetails;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Instants as the reader's clock shows them. */
public final class Times {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm:ss.SSS xxx", Locale.ENGLISH);

    private Times() {}

    /** Of the browser; UTC until it has told. */
    public static ZoneId readersZone() {
        UI ui = UI.getCurrent();
        ExtendedClientDetails details = ui == null ? null : ui.getPage().getExtendedClientDetails();
        String id = details == null ? null : details.getTimeZoneId();
        try {
            return id == null || id.isBlank() ? UTC : ZoneId.of(id);
        } catch (DateTimeException e) {
            return UTC;
        }
    }

    /** {@code 14 s ago}, {@code in 3 days}, or the date when it is further away than a week. */
    public static String relative(Instant at, Instant now) {
        Duration distance = Duration.between(at, now);
        boolean past = !distance.isNegative();
        String length = length(distance.abs());
        if (length.isEmpty()) {
            return day(at);
        }
        if (length.equals("now")) {
            return "just now";
        }
        return past ? length + " ago" : "in " + length;
    }

    private static String length(Duration distance) {
        if (distance.toSeconds() < 3) {
            return "now";
        }
        if (distance.toSeconds() < 60) {
            return distance.toSeconds() + " s";
        }
        if (distance.toMinutes() < 60) {
            return distance.toMinutes() + " min";
        }
        if (distance.toHours() < 24) {
            return distance.toHours() + " h";
        }
        return distance.toDays() < 8 ? distance.toDays() + (distance.toDays() == 1 ? " day" : " days") : "";
    }

    public static String day(Instant at) {
        return DAY.format(at.atZone(readersZone()));
    }

    public static String minute(Instant at) {
        return THIS_YEAR.format(at.atZone(readersZone()));
    }

    public static String exact(Instant at) {
        return EXACT.format(at.atZone(readersZone()));
    }

    /** For a reader who has to say when: {@code —} for never. */
    public static String minuteOrDash(@Nullable OffsetDateTime at) {
        return at == null ? "—" : minute(at.toInstant());
    }
}
