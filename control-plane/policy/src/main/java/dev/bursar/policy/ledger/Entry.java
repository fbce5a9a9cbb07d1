package dev.bursar.policy.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One entry: its lines sum to zero. An unbalanced one cannot exist.
 *
 * @param lines each account once, in the accounts' order; empty only where nothing happened in a month that is closed
 */
public record Entry(EntryKind kind, List<Line> lines) {
    /** @param amountNanos what is debited; negative: credited; never 0 */
    public record Line(BookAccount account, long amountNanos) {
        public Line {
            if (amountNanos == 0) {
                throw new IllegalArgumentException("a line moves something");
            }
        }
    }

    /**
     * @throws IllegalArgumentException if the lines do not sum to zero, an account comes twice, or nothing moves
     * @throws ArithmeticException if the sum overflows
     */
    public Entry {
        lines = List.copyOf(lines);
        if (lines.isEmpty() && kind != EntryKind.PERIOD_CLOSE) {
            throw new IllegalArgumentException("an entry moves something");
        }
        long sum = 0;
        Set<BookAccount> seen = new HashSet<>();
        for (Line line : lines) {
            sum = Math.addExact(sum, line.amountNanos());
            if (!seen.add(line.account())) {
                throw new IllegalArgumentException(line.account().text() + " comes twice");
            }
        }
        if (sum != 0) {
            throw new IllegalArgumentException("the lines sum to " + sum + ", not to zero");
        }
    }

    /** Collects what is debited and credited; amounts of one account are added up. */
    static final class Builder {
        private final Map<BookAccount, Long> amounts = new EnumMap<>(BookAccount.class);

        Builder debit(BookAccount account, long nanos) {
            amounts.merge(account, nanos, Math::addExact);
            return this;
        }

        Builder credit(BookAccount account, long nanos) {
            return debit(account, Math.negateExact(nanos));
        }

        /** From the credited to the debited account. */
        Builder move(BookAccount credited, BookAccount debited, long nanos) {
            return debit(debited, nanos).credit(credited, nanos);
        }

        List<Line> lines() {
            List<Line> lines = new ArrayList<>();
            amounts.forEach((account, nanos) -> {
                if (nanos != 0) {
                    lines.add(new Line(account, nanos));
                }
            });
            return lines;
        }

        Entry build(EntryKind kind) {
            return new Entry(kind, lines());
        }
    }
}
