package dev.bursar.policy.period;

import dev.bursar.policy.budget.Account;
import dev.bursar.policy.budget.Window;
import dev.bursar.policy.money.Nanos;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A budget's limit at an instant: its own or an override's, what the period before left, and top-ups. Never above
 * {@link Nanos#MAX}.
 *
 * @param ownNanos what the owner set, or the override that holds; 0 outside of a term
 * @param carriedNanos what the period before left unspent
 * @param toppedUpNanos of the top-ups that hold
 * @param until when it must be worked out again; null: not before the period ends
 */
public record LimitInForce(
        long ownNanos,
        long carriedNanos,
        long toppedUpNanos,
        @Nullable Instant until) {

    /**
     * @param window the budget's, that holds {@code at}
     * @param counts false: outside of the budget's term
     * @param adjustments of the budget; more than those that hold does no harm
     */
    public static LimitInForce at(
            Instant at,
            Window window,
            boolean counts,
            long ownNanos,
            long carriedNanos,
            Collection<Adjustment> adjustments) {
        if (!counts) {
            return new LimitInForce(0, 0, 0, null);
        }
        long own = adjustments.stream()
                .filter(one -> one.kind() == Adjustment.Kind.OVERRIDE && one.holds(at))
                .max(Comparator.comparing(Adjustment::start))
                .map(Adjustment::amountNanos)
                .orElse(ownNanos);
        long toppedUp = adjustments.stream()
                .filter(one -> isTopUpOf(window, one) && one.holds(at))
                .mapToLong(Adjustment::amountNanos)
                .reduce(0, LimitInForce::sum);
        return new LimitInForce(own, carriedNanos, toppedUp, nextChange(at, window, adjustments));
    }

    public long nanos() {
        return sum(sum(ownNanos, carriedNanos), toppedUpNanos);
    }

    /**
     * What this period leaves to the next: what is proven free of its own and of what it got itself. Top-ups end with
     * their period, so they are spent first.
     *
     * @param account of the period, with its parts as they are; its own limit does not matter
     */
    public long leaves(Account account) {
        long unspent = Math.max(0, nanos() - account.committedNanos());
        return Math.min(unspent, sum(ownNanos, carriedNanos));
    }

    private static boolean isTopUpOf(Window window, Adjustment one) {
        return one.kind() == Adjustment.Kind.TOP_UP && window.contains(one.start());
    }

    private static @Nullable Instant nextChange(Instant at, Window window, Collection<Adjustment> adjustments) {
        return adjustments.stream()
                .filter(one -> one.kind() == Adjustment.Kind.OVERRIDE || isTopUpOf(window, one))
                .flatMap(one -> Stream.concat(Stream.of(one.start()), Stream.ofNullable(one.end())))
                .filter(instant -> instant.isAfter(at) && window.contains(instant))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static long sum(long a, long b) {
        return Math.min(Nanos.MAX, a + b);
    }
}
