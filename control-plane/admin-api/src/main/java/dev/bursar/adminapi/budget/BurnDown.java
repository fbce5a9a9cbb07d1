package dev.bursar.adminapi.budget;

import dev.bursar.adminapi.common.Money;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param points spent so far at the end of each step, ascending, at most 400; empty: nothing was spent
 * @param forecastAtEnd what will be spent at the end of the period if the last days go on; null: no end, or too little
 *     to go by
 * @param runsOutAt when the limit will be reached before the period ends; null: not before
 */
public record BurnDown(
        OffsetDateTime periodStart,
        @Nullable OffsetDateTime periodEnd,
        Money limit,
        List<Point> points,
        @Nullable Money forecastAtEnd,
        @Nullable OffsetDateTime runsOutAt) {
    public record Point(OffsetDateTime at, Money spent) {}
}
