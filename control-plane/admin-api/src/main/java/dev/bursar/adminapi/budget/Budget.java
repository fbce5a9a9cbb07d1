package dev.bursar.adminapi.budget;

import dev.bursar.adminapi.common.Money;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A budget in its current period. {@code limit = spent + held + inDoubt + free}, except after the limit was lowered
 * below what was committed: then free is zero.
 *
 * @param kind {@code limit}, or {@code credit}: what the organization prepaid, the root of its tree
 * @param scope {@code organization}, {@code team}, {@code project}, {@code class}, {@code member} or {@code key}
 * @param scopeName of the organization, the key, …
 * @param period {@code day}, {@code week}, {@code month}, {@code quarter}, {@code year}, {@code term} or
 *     {@code lifetime}
 * @param startsOn first day of a term; null otherwise
 * @param endsOn last day of a term, part of it; null otherwise
 * @param models patterns that it applies to; empty: every model
 * @param mode {@code strict}: a request holds its whole worst case; {@code elastic}: a stream holds slice by slice
 * @param atCap {@code refuse}, {@code downgrade} (to {@code downgradeModel}) or {@code ask}
 * @param carryOver what a period leaves unspent is added to the next
 * @param limit in force: {@code ownLimit} or an override, and what was carried over and topped up
 * @param ownLimit what the owner set
 * @param held leased to gateways and not yet settled
 * @param inDoubt spent or not, nobody can prove yet: out of reach until proof
 * @param overrun what providers reported above the stated bound; 0 in a healthy installation
 * @param cappedBy the budget above it that has less free; null where none has
 * @param resetsAt null for a lifetime budget
 */
public record Budget(
        UUID id,
        String name,
        String kind,
        String scope,
        UUID scopeId,
        String scopeName,
        String period,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        List<String> models,
        boolean hard,
        String mode,
        String atCap,
        @Nullable String downgradeModel,
        boolean carryOver,
        @Nullable UUID ownerMemberId,
        @Nullable String ownerName,
        String state,
        Money limit,
        Money ownLimit,
        Money carried,
        Money toppedUp,
        Money spent,
        Money held,
        Money inDoubt,
        Money free,
        Money overrun,
        @Nullable CappedBy cappedBy,
        OffsetDateTime periodStart,
        @Nullable OffsetDateTime resetsAt,
        OffsetDateTime createdAt,
        long version) {
    /** The tightest budget above. */
    public record CappedBy(UUID id, String name, String scope, Money free) {}
}
