package dev.bursar.adminapi.usage;

import dev.bursar.adminapi.common.Money;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * @param series one entry for each bucket that has traffic, ascending
 * @param groups by spend, largest first, at most 50
 */
public record UsageReport(
        OffsetDateTime from, OffsetDateTime to, String grain, Totals totals, List<Bucket> series, List<Group> groups) {
    public record Totals(
            Money cost, long requests, long refusals, long failures, long promptTokens, long completionTokens) {}

    /** @param group model name, or key id */
    public record Bucket(OffsetDateTime at, String group, Money cost, long requests, long refusals) {}

    /** @param group model name, or key id. @param label to show */
    public record Group(String group, String label, Totals totals) {}
}
