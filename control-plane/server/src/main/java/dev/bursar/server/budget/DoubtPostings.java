package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.LEASE;
import static dev.bursar.server.sql.Tables.USAGE_EVENT;

import dev.bursar.adminapi.budget.Doubt;
import dev.bursar.policy.budget.Proof;
import dev.bursar.policy.budget.Resolution;
import dev.bursar.policy.budget.Ruling;
import dev.bursar.policy.ledger.Postings;
import dev.bursar.server.ledger.Books;
import dev.bursar.server.ledger.NewEntry;
import dev.bursar.server.ledger.UsageBatch;
import dev.bursar.server.ledger.UsagePostings;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Rulings in the books. A request's doubt is in usage already, at its full amount; what of it was not spent leaves. A
 * lost lease's remainder is in nobody's usage; what of it was spent enters. Since every level of a path counts the same
 * spending, only the highest budget that a lost life held tells the books.
 */
@Component
final class DoubtPostings {
    private final Books books;
    private final UsagePostings usage;

    DoubtPostings(Books books, UsagePostings usage) {
        this.books = books;
        this.usage = usage;
    }

    void post(DSLContext tx, UUID organizationId, Doubt doubt, Ruling ruling, List<Resolution> resolutions) {
        boolean ofLease = doubt.kind().equals(DoubtReadModel.OF_LEASE);
        @Nullable UUID provider = ofLease ? null : provider(tx, organizationId, doubt.id());
        Postings.Drawn drawn = drawn(tx, organizationId, provider, ruling.at(), resolutions);
        long booked = ofLease ? 0 : doubt.amount().nanos();
        long spent = ofLease && !isHighest(tx, organizationId, doubt.id()) ? 0 : ruling.spentNanos();
        Postings.resolved(booked, spent, ruling.proof() == Proof.WRITE_OFF, drawn)
                .ifPresent(entry -> books.post(
                        tx,
                        organizationId,
                        new NewEntry(
                                entry,
                                ruling.reason(),
                                new NewEntry.Reference("doubt", doubt.id().toString()),
                                ruling.by())));
    }

    private Postings.Drawn drawn(
            DSLContext tx, UUID organizationId, @Nullable UUID provider, Instant at, List<Resolution> resolutions) {
        List<UsageBatch.Borne> borne = resolutions.stream()
                .map(it -> new UsageBatch.Borne(it.period().budgetId(), null, it.spentNanos(), 0))
                .toList();
        return usage.drawn(tx, organizationId, List.of(new UsageBatch.Used(at, 0, provider, borne)));
    }

    private static @Nullable UUID provider(DSLContext tx, UUID organizationId, UUID eventId) {
        return tx.select(USAGE_EVENT.PROVIDER_ID)
                .from(USAGE_EVENT)
                .where(USAGE_EVENT.ORGANIZATION_ID.eq(organizationId), USAGE_EVENT.EVENT_ID.eq(eventId))
                .fetchOne(USAGE_EVENT.PROVIDER_ID);
    }

    /** A budget of which a life held a lease. Two of one scope: credits first, then what is for all models, then the older. */
    private record Held(
            UUID budgetId, String scope, UUID scopeId, boolean credit, boolean allModels, Instant createdAt) {
        private static final Comparator<Held> HIGHER_FIRST = Comparator.comparing((Held held) -> !held.credit)
                .thenComparing(held -> !held.allModels)
                .thenComparing(Held::createdAt)
                .thenComparing(Held::budgetId);

        boolean isAbove(Held other) {
            int depth = Integer.compare(Level.depth(scope), Level.depth(other.scope));
            return depth < 0 || depth == 0 && scopeId.equals(other.scopeId) && HIGHER_FIRST.compare(this, other) < 0;
        }
    }

    private static boolean isHighest(DSLContext tx, UUID organizationId, UUID leaseId) {
        var life = LEASE.as("life");
        List<Held> held = tx.selectDistinct(
                        BUDGET.BUDGET_ID, BUDGET.SCOPE, BUDGET.SCOPE_ID, BUDGET.KIND, BUDGET.MODELS, BUDGET.CREATED_AT)
                .from(LEASE)
                .join(life)
                .on(
                        life.ORGANIZATION_ID.eq(LEASE.ORGANIZATION_ID),
                        life.NODE_ID.eq(LEASE.NODE_ID),
                        life.EPOCH.eq(LEASE.EPOCH))
                .join(BUDGET)
                .on(BUDGET.ORGANIZATION_ID.eq(life.ORGANIZATION_ID), BUDGET.BUDGET_ID.eq(life.BUDGET_ID))
                .where(LEASE.ORGANIZATION_ID.eq(organizationId), LEASE.LEASE_ID.eq(leaseId))
                .fetch(row -> new Held(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4().equals("credit"),
                        row.value5().length == 0,
                        row.value6()));
        UUID own = tx.select(LEASE.BUDGET_ID)
                .from(LEASE)
                .where(LEASE.ORGANIZATION_ID.eq(organizationId), LEASE.LEASE_ID.eq(leaseId))
                .fetchSingle(LEASE.BUDGET_ID);
        Held mine = held.stream()
                .filter(it -> it.budgetId().equals(own))
                .findFirst()
                .orElseThrow();
        return held.stream().noneMatch(other -> other.isAbove(mine));
    }
}
