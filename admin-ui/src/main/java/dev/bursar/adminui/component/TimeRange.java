package dev.bursar.adminui.component;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;

/** Stretches of time that charts and reports share. */
public enum TimeRange {
    HOUR("1h", "1 h", "the last hour", Duration.ofHours(1), "minute"),
    DAY("24h", "24 h", "the last 24 hours", Duration.ofHours(24), "hour"),
    WEEK("7d", "7 d", "the last 7 days", Duration.ofDays(7), "hour"),
    MONTH("30d", "30 d", "the last 30 days", Duration.ofDays(30), "day");

    private final String code;
    private final String label;
    private final String words;
    private final Duration length;
    private final String grain;

    TimeRange(String code, String label, String words, Duration length, String grain) {
        this.code = code;
        this.label = label;
        this.words = words;
        this.length = length;
        this.grain = grain;
    }

    /** @param code {@code 24h}; what is unknown means a day */
    public static TimeRange of(String code) {
        return Arrays.stream(values())
                .filter(r -> r.code.equals(code))
                .findFirst()
                .orElse(DAY);
    }

    public OffsetDateTime from(OffsetDateTime to) {
        return to.minus(length);
    }

    /** For an address. */
    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    public String words() {
        return words;
    }

    public String grain() {
        return grain;
    }

    public Duration length() {
        return length;
    }
}
