package dev.bursar.adminapi.organization;

import dev.bursar.adminapi.common.Money;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * @param stalenessLimitSeconds how long gateways serve unbudgeted traffic without the control plane
 * @param fiscalYearStartMonth 1 to 12: quarters and years of its budgets begin with it
 * @param weekStart 1 (Monday) to 7 (Sunday)
 * @param topUpFeeBasisPoints what a top-up of prepaid credits costs, in hundredths of a percent
 * @param ownCredentialFeeBasisPoints what a call on the organization's own provider contract costs its prepaid credits
 * @param fourEyesAbove raises above it need two approvals
 * @param state {@code active}, {@code archived} (keys are refused, nothing changes) or {@code deleted}
 */
public record Organization(
        UUID id,
        String name,
        String slug,
        String timeZone,
        long stalenessLimitSeconds,
        int fiscalYearStartMonth,
        int weekStart,
        int topUpFeeBasisPoints,
        int ownCredentialFeeBasisPoints,
        Money fourEyesAbove,
        String state,
        long version,
        OffsetDateTime createdAt) {}
