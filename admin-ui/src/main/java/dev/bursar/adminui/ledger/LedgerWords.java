package dev.bursar.adminui.ledger;

import dev.bursar.adminapi.ledger.LedgerEntry;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Words;
import java.util.List;

/** The books in words. */
final class LedgerWords {
    static final List<String> KINDS = List.of("usage", "top_up", "refund", "correction", "write_off", "period_close");

    private LedgerWords() {}

    static String kind(String kind) {
        return switch (kind) {
            case "top_up" -> "Top-up";
            case "write_off" -> "Write-off";
            case "period_close" -> "Month closed";
            default -> Words.sentence(kind);
        };
    }

    static String account(String account) {
        return account.equals("write_offs") ? "Write-offs" : Words.sentence(account);
    }

    /** {@code Cash $1,000.00 to credits and fees}: what is debited, and what for. */
    static String moved(LedgerEntry entry) {
        List<String> to = accounts(entry, true);
        List<String> from = accounts(entry, false);
        return to.isEmpty() && from.isEmpty()
                ? "Moves nothing"
                : Words.sentence(Words.list(to, 3)) + " against " + Words.list(from, 3);
    }

    private static List<String> accounts(LedgerEntry entry, boolean debited) {
        return entry.lines().stream()
                .filter(line -> line.amount().nanos() > 0 == debited)
                .map(line -> line.account().replace('_', ' '))
                .toList();
    }

    /** The sum of what is debited, which is the sum of what is credited. */
    static long amount(LedgerEntry entry) {
        return entry.lines().stream()
                .mapToLong(line -> Math.max(0, line.amount().nanos()))
                .sum();
    }

    static String amountText(LedgerEntry entry) {
        return Amounts.text(amount(entry));
    }
}
