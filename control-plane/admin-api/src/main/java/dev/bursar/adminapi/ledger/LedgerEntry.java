package dev.bursar.adminapi.ledger;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * One entry; its lines sum to zero.
 *
 * @param sequence 1, 2, 3, … in the organization
 * @param referenceKind what it is about: {@code usage_batch}, {@code doubt}, {@code budget_period}, {@code invoice}, …
 */
public record LedgerEntry(
        UUID id,
        long sequence,
        OffsetDateTime at,
        String kind,
        String memo,
        String referenceKind,
        String referenceId,
        String recordedBy,
        List<Line> lines) {
    /** @param amount what is debited; negative: credited */
    public record Line(String account, SignedMoney amount) {}
}
