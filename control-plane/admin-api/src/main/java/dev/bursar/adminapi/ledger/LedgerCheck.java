package dev.bursar.adminapi.ledger;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sum of usage events is what is settled, and what the ledger says, to the nano.
 *
 * @param compared how many sums were compared
 * @param differences empty: the books agree
 */
public record LedgerCheck(UUID id, OffsetDateTime at, long compared, List<Difference> differences) {
    /**
     * @param what for example {@code budget_settled}
     * @param subject id of the budget, account, … that differs
     * @param since when a comparison first found it
     */
    public record Difference(
            String what,
            String subject,
            SignedMoney expected,
            SignedMoney found,
            @Nullable OffsetDateTime since) {
        public Difference since(@Nullable OffsetDateTime at) {
            return new Difference(what, subject, expected, found, at);
        }
    }
}
