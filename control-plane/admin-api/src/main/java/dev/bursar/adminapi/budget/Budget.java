package dev.bursar.adminapi.budget;

import dev.bursar.adminapi.common.Money;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A budget in its current period. {@code limit = spent + held + inDoubt + free}, except after the limit was lowered
 * below what was committed: then free is zero.
 *
 * @param scope {@code organization}, {@code team}, {@code project}, {@code class}, {@code member} or {@code key}
 * @param scopeName of the organization, the key, …
 * @param held leased to gateways and not yet settled
 * @param inDoubt spent or not, nobody can prove yet: out of reach until proof
 * @param overrun what providers reported above the stated bound; 0 in a healthy installation
 * @param resetsAt null for a lifetime budget
 */
public record Budget(
        UUID id,
        String name,
        String scope,
        UUID scopeId,
        String scopeName,
        String period,
        boolean hard,
        String state,
        Money limit,
        Money spent,
        Money held,
        Money inDoubt,
        Money free,
        Money overrun,
        OffsetDateTime periodStart,
        @Nullable OffsetDateTime resetsAt,
        OffsetDateTime createdAt,
        long version) {}
