package dev.bursar.server.ledger;

import static dev.bursar.server.sql.Tables.ORGANIZATION;

import dev.bursar.adminapi.ledger.PostAmount;
import dev.bursar.policy.ledger.BasisPoints;
import dev.bursar.policy.ledger.Entry;
import dev.bursar.policy.ledger.Postings;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.publication.PolicyChanges;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Prepaid credits: paid in, paid back. The credit budget and the books move together. */
@Component
final class Credits {
    private final CreditBudgets budgets;
    private final Recording recording;
    private final PolicyChanges policy;

    Credits(CreditBudgets budgets, Recording recording, PolicyChanges policy) {
        this.budgets = budgets;
        this.recording = recording;
        this.policy = policy;
    }

    Books.Written topUp(DSLContext tx, Caller caller, PostAmount request) {
        long nanos = Recording.amount(request.amountUsd());
        long fee = BasisPoints.of(nanos, feeBasisPoints(tx, caller.organizationId()));
        CreditBudgets.Limit limit = budgets.raise(tx, caller.organizationId(), nanos - fee);
        Books.Written written = record(tx, caller, Postings.topUp(nanos, fee), request, limit);
        if (limit.created()) {
            policy.touch(
                    tx,
                    caller.organizationId(),
                    PolicyChanges.Kind.BUDGET,
                    limit.budgetId().toString());
        }
        return written;
    }

    Books.Written refund(DSLContext tx, Caller caller, PostAmount request) {
        long nanos = Recording.amount(request.amountUsd());
        feeBasisPoints(tx, caller.organizationId());
        CreditBudgets.Limit limit = budgets.lower(tx, caller.organizationId(), nanos);
        return record(tx, caller, Postings.refund(nanos), request, limit);
    }

    private Books.Written record(
            DSLContext tx, Caller caller, Entry entry, PostAmount request, CreditBudgets.Limit limit) {
        return recording.record(
                tx,
                caller,
                new NewEntry(
                        entry,
                        request.memo(),
                        new NewEntry.Reference("credit_budget", limit.budgetId().toString()),
                        caller.actorId()));
    }

    /** Locks the settings until the transaction ends: credits change one after another. */
    private static int feeBasisPoints(DSLContext tx, UUID organizationId) {
        return tx.select(ORGANIZATION.TOP_UP_FEE_BASIS_POINTS)
                .from(ORGANIZATION)
                .where(ORGANIZATION.ORGANIZATION_ID.eq(organizationId))
                .forNoKeyUpdate()
                .fetchOptional(ORGANIZATION.TOP_UP_FEE_BASIS_POINTS)
                .orElseThrow(() -> ProblemException.notFound("organization"));
    }
}
