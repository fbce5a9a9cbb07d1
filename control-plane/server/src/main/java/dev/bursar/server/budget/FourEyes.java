package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET_RAISE;
import static dev.bursar.server.sql.Tables.ORGANIZATION;

import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.ProblemException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * Above the organization's threshold no one person raises a budget, at once or little by little: what one person raised
 * one budget by within a day counts together. A raise that two people approved does not count, nor does one past the
 * rule, which every administrator is told of. Lowering in between gives nothing back.
 */
@Component
public final class FourEyes {
    /** Over which raises are added up. */
    static final Duration WINDOW = Duration.ofHours(24);

    private final Ids ids;
    private final Clock clock;

    FourEyes(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Whether a raise is too much for any one person. @param raiseNanos by how much more may be spent */
    public boolean needed(DSLContext tx, UUID organizationId, long raiseNanos) {
        return raiseNanos > threshold(tx, organizationId);
    }

    /** Whether it is too much for this person, with what they raised before. */
    public boolean needed(DSLContext tx, Caller caller, UUID budgetId, long raiseNanos) {
        UUID organization = caller.organizationId();
        lock(tx, organization, budgetId);
        BigDecimal together = raised(tx, caller, budgetId).add(BigDecimal.valueOf(raiseNanos));
        return together.compareTo(BigDecimal.valueOf(threshold(tx, organization))) > 0;
    }

    /**
     * For a raise that one person makes by themselves, and remembers it.
     *
     * @param raiseNanos by how much more may be spent; 0 or less: not at all
     * @throws ProblemException 403 {@code four_eyes_needed}; a request for more, or break-glass, is the way then
     */
    public void requireOnePersonMay(DSLContext tx, Caller caller, UUID budgetId, long raiseNanos) {
        if (raiseNanos <= 0) {
            return;
        }
        if (needed(tx, caller, budgetId, raiseNanos)) {
            throw new ProblemException(403, "four_eyes_needed", sentence(tx, caller, budgetId));
        }
        remember(tx, caller, budgetId, raiseNanos);
    }

    /** That one person approved a raise alone. */
    public void remember(DSLContext tx, Caller caller, UUID budgetId, long raiseNanos) {
        UUID organization = caller.organizationId();
        Instant now = clock.instant();
        tx.deleteFrom(BUDGET_RAISE)
                .where(
                        BUDGET_RAISE.ORGANIZATION_ID.eq(organization),
                        BUDGET_RAISE.BUDGET_ID.eq(budgetId),
                        BUDGET_RAISE.AT.le(now.minus(WINDOW)))
                .execute();
        tx.insertInto(BUDGET_RAISE)
                .set(BUDGET_RAISE.ORGANIZATION_ID, organization)
                .set(BUDGET_RAISE.RAISE_ID, ids.next())
                .set(BUDGET_RAISE.BUDGET_ID, budgetId)
                .set(BUDGET_RAISE.RAISED_BY, caller.actorId())
                .set(BUDGET_RAISE.AMOUNT_NANOS, raiseNanos)
                .set(BUDGET_RAISE.AT, now)
                .execute();
    }

    private String sentence(DSLContext tx, Caller caller, UUID budgetId) {
        BigDecimal before = raised(tx, caller, budgetId);
        String so = before.signum() == 0
                ? ""
                : " You raised it by " + Amounts.money(before.longValueExact()).usd() + " USD already.";
        return "A raise of more than "
                + Amounts.money(threshold(tx, caller.organizationId())).usd()
                + " USD within " + WINDOW.toHours() + " hours needs two people." + so
                + " Ask for more, and let two others approve it.";
    }

    /** Two raises at once must see each other. The budget's row comes before its period's everywhere. */
    private static void lock(DSLContext tx, UUID organization, UUID budgetId) {
        BudgetChanges.lock(tx, organization, budgetId);
    }

    private BigDecimal raised(DSLContext tx, Caller caller, UUID budgetId) {
        return tx.select(DSL.coalesce(DSL.sum(BUDGET_RAISE.AMOUNT_NANOS), DSL.inline(BigDecimal.ZERO)))
                .from(BUDGET_RAISE)
                .where(
                        BUDGET_RAISE.ORGANIZATION_ID.eq(caller.organizationId()),
                        BUDGET_RAISE.BUDGET_ID.eq(budgetId),
                        BUDGET_RAISE.RAISED_BY.eq(caller.actorId()),
                        BUDGET_RAISE.AT.gt(clock.instant().minus(WINDOW)))
                .fetchSingle()
                .value1();
    }

    private static long threshold(DSLContext tx, UUID organizationId) {
        return tx.select(ORGANIZATION.FOUR_EYES_ABOVE_NANOS)
                .from(ORGANIZATION)
                .where(ORGANIZATION.ORGANIZATION_ID.eq(organizationId))
                .fetchOptional(ORGANIZATION.FOUR_EYES_ABOVE_NANOS)
                .orElse(0L);
    }
}
