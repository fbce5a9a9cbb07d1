package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.ORGANIZATION;

import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.ProblemException;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Above the organization's threshold no one person raises a budget. Each raise counts by itself; that several small
 * ones make a large one is for the audit log to show.
 */
@Component
public final class FourEyes {
    /** @param raiseNanos by how much more may be spent; 0 or less: not at all */
    public boolean needed(DSLContext tx, UUID organizationId, long raiseNanos) {
        return raiseNanos > threshold(tx, organizationId);
    }

    /**
     * For a raise that one person makes by themselves.
     *
     * @throws ProblemException 403 {@code four_eyes_needed}; a request for more, or break-glass, is the way then
     */
    public void requireOnePersonMay(DSLContext tx, UUID organizationId, long raiseNanos) {
        if (needed(tx, organizationId, raiseNanos)) {
            throw new ProblemException(
                    403,
                    "four_eyes_needed",
                    "A raise of more than "
                            + Amounts.money(threshold(tx, organizationId)).usd()
                            + " USD needs two people. Ask for more, and let two others approve it.");
        }
    }

    private static long threshold(DSLContext tx, UUID organizationId) {
        return tx.select(ORGANIZATION.FOUR_EYES_ABOVE_NANOS)
                .from(ORGANIZATION)
                .where(ORGANIZATION.ORGANIZATION_ID.eq(organizationId))
                .fetchOptional(ORGANIZATION.FOUR_EYES_ABOVE_NANOS)
                .orElse(0L);
    }
}
