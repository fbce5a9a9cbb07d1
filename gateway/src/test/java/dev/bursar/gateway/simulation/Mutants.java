package dev.bursar.gateway.simulation;

import com.google.protobuf.MessageLite;
import dev.bursar.gateway.admission.Hold;
import dev.bursar.gateway.metering.Charge;
import dev.bursar.nodeapi.v1.AcquireLeasesReply;
import dev.bursar.nodeapi.v1.ReportUsageRequest;
import dev.bursar.policy.budget.Treasury;
import java.util.List;
import java.util.function.Function;

/** Mistakes that somebody could make, each in one place of an otherwise unchanged system. */
enum Mutants {
    A_LEASE_THAT_EXPIRED_IS_REFUNDED(treasury -> new MutantReducers.RefundsByTime(treasury)),
    A_REPORT_THAT_COMES_TWICE_IS_CHARGED_TWICE(treasury -> new MutantReducers.ChargesAgain(treasury)),
    A_RETURN_THAT_COMES_TWICE_COUNTS_TWICE(treasury -> new MutantReducers.TakesBackAgain(treasury)),
    A_GRANT_THAT_IS_ASKED_FOR_TWICE_IS_MADE_TWICE(treasury -> new MutantReducers.GrantsAgain(treasury)),
    A_GRANT_OVERLOOKS_WHAT_IS_IN_DOUBT(treasury -> new MutantReducers.OverlooksDoubt(treasury)),
    A_GRANT_IS_MADE_TO_A_FENCED_LIFE(treasury -> new MutantReducers.GrantsToTheFenced(treasury)),
    A_REPORT_OF_AN_EARLIER_LIFE_IS_DROPPED(treasury -> new MutantReducers.DropsEarlierLives(treasury)),
    A_REPORT_FREES_WHAT_NOBODY_CAN_PROVE(treasury -> new MutantReducers.FreesDoubt(treasury)),
    A_FENCED_LIFE_IS_REFUNDED(treasury -> new MutantReducers.RefundsFenced(treasury)),

    A_HOLD_IS_NOT_RELEASED(new Parts() {
        @Override
        void release(Hold hold) {}
    }),
    A_CALL_OF_UNKNOWN_COST_IS_TAKEN_FOR_FREE(new Parts() {
        @Override
        List<Charge> doubt(Hold hold, long nowMillis) {
            return hold.settle(0, nowMillis);
        }
    }),
    A_COST_IS_ROUNDED_DOWN(new Parts() {
        @Override
        List<Charge> settle(Hold hold, long costNanos, long nowMillis) {
            return hold.settle(costNanos / 10 * 10, nowMillis);
        }
    }),
    A_PERIOD_THAT_ENDS_KEEPS_ITS_LEASE(new Parts() {
        @Override
        MessageLite heard(MessageLite answer) {
            return answer instanceof AcquireLeasesReply leases ? endless(leases) : answer;
        }
    }),
    A_REPORT_IS_FORGOTTEN_ONCE_SENT(new Parts() {
        @Override
        boolean believesSent(MessageLite request) {
            return request instanceof ReportUsageRequest;
        }
    });

    final Parts parts;

    Mutants(Parts parts) {
        this.parts = parts;
    }

    Mutants(Function<Treasury, Reducers> reducers) {
        this(new Parts() {
            @Override
            Reducers reducers(Treasury treasury) {
                return reducers.apply(treasury);
            }
        });
    }

    private static AcquireLeasesReply endless(AcquireLeasesReply leases) {
        AcquireLeasesReply.Builder mutated = leases.toBuilder();
        mutated.getLeasesBuilderList().forEach(lease -> lease.setPeriodEndMillis(0));
        return mutated.build();
    }
}
