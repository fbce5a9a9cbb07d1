package dev.bursar.server.budget;

import dev.bursar.nodeapi.v1.Lease;
import dev.bursar.policy.budget.Grant;
import dev.bursar.policy.budget.TreasuryException;
import dev.bursar.server.publication.NodeCallException;
import java.util.function.Supplier;

/** The treasury's words as nodes hear them. */
final class Wire {
    private Wire() {}

    /** Without the budget's state. */
    static Lease.Builder lease(Grant grant) {
        return Lease.newBuilder()
                .setLeaseId(grant.leaseId().toString())
                .setBudgetId(grant.budgetId().toString())
                .setGrantedNanos(grant.nanos())
                .setPeriodStartMillis(grant.window().start().toEpochMilli())
                .setPeriodEndMillis(grant.window().endMillis())
                .setExpiresAtMillis(grant.expiresAt().toEpochMilli());
    }

    /** @throws NodeCallException where the treasury says that the call cannot be right */
    static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (TreasuryException e) {
            throw told(e.reason(), e.code());
        }
    }

    static NodeCallException told(TreasuryException.Reason reason, String code) {
        return new NodeCallException(
                switch (reason) {
                    case INVALID, CONFLICT -> NodeCallException.Reason.INVALID;
                    case UNKNOWN -> NodeCallException.Reason.UNKNOWN;
                    case FENCED -> NodeCallException.Reason.FENCED;
                },
                code);
    }
}
