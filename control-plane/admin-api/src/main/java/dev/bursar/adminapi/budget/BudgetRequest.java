package dev.bursar.adminapi.budget;

import dev.bursar.adminapi.common.Money;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param askedBy name of the member, or of the key
 * @param amount to be added to the budget's limit
 * @param until when the raise ends; null: with the period
 * @param approvalsNeeded 2 above the organization's four-eyes threshold
 * @param mayApprove whether the caller's approval would count
 * @param answer what the last approver or decliner said; may be empty
 */
public record BudgetRequest(
        UUID id,
        Budget budget,
        String askedBy,
        @Nullable UUID askedByMemberId,
        @Nullable UUID askedByKeyId,
        Money amount,
        String reason,
        @Nullable OffsetDateTime until,
        String state,
        int approvalsNeeded,
        List<Vote> votes,
        boolean mayApprove,
        String answer,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime decidedAt,
        long version) {
    /** @param vote {@code approve} or {@code decline} */
    public record Vote(UUID memberId, String name, String vote, OffsetDateTime at) {}
}
