package dev.bursar.gateway.edge;

import dev.bursar.gateway.admission.Decision;
import dev.bursar.gateway.admission.Hold;
import dev.bursar.gateway.metering.CallFacts;
import dev.bursar.gateway.metering.CallMeter;
import dev.bursar.gateway.metering.Charge;
import dev.bursar.gateway.metering.Outcome;
import dev.bursar.gateway.policy.KeyGrant;
import dev.bursar.gateway.policy.Model;
import dev.bursar.gateway.provider.ProviderFailure;
import dev.bursar.policy.money.Tokens;
import java.util.List;
import java.util.Optional;

/** What one call comes to: ends its hold and leaves its record, once. On the call's loop. */
final class CallAccount {
    /** Of ordinary text, where nobody has counted. */
    private static final int BYTES_PER_TOKEN = 4;

    /** @param costNanos settled and in doubt */
    record Cut(Tokens tokens, long costNanos) {}

    final CallMeter meter;
    private final CallLog log;
    private final String requestId;
    private final KeyGrant key;
    private final boolean stream;

    CallAccount(CallLog log, String requestId, KeyGrant key, boolean stream) {
        this.log = log;
        this.requestId = requestId;
        this.key = key;
        this.stream = stream;
        this.meter = new CallMeter(log.nowMillis(), System.nanoTime());
    }

    /** Settles what the provider counted, or leaves the hold in doubt. @return what it cost, nano-USD */
    long ended(Decision.Admitted yes, Outcome outcome, int upstreamStatus, String code) {
        Hold hold = yes.hold();
        long now = log.nowMillis();
        Optional<Tokens> tokens = meter.tokens();
        long cost = tokens.isPresent() ? meter.costNanos(yes.model()) : hold.nanos();
        List<Charge> charges = tokens.isPresent() ? hold.settle(cost, now) : hold.doubt(now);
        log.ended(meter.record(facts(yes.model()), outcome, cost, charges, upstreamStatus, code));
        return cost;
    }

    /**
     * The stream used up its hold. What was metered is settled; what may be billed beyond it stays in doubt, up to the
     * hold's bound. More than that is recorded only where the provider itself has said so.
     */
    Cut cut(Decision.Admitted yes, StreamGuard guard, long bodyBytes) {
        boolean counted = meter.tokens().isPresent();
        Tokens tokens =
                meter.usedAbout(Math.min(bodyBytes / BYTES_PER_TOKEN, yes.hold().inputTokens()), guard.tokensAbout());
        long metered = meter.costNanos(yes.model());
        long bound = yes.hold().boundNanos(guard.tokensAtMost());
        long cost = counted ? Math.max(bound, metered) : bound;
        List<Charge> charges = yes.hold().cut(metered, bound, log.nowMillis());
        log.ended(meter.record(facts(yes.model()), Outcome.BUDGET_CUT, cost, charges, 200, BudgetCut.CODE));
        return new Cut(tokens, cost);
    }

    /** Nothing was produced. */
    void released(Decision.Admitted yes, ProviderFailure failure, String code) {
        yes.hold().release();
        log.ended(meter.record(facts(yes.model()), Outcome.PROVIDER_FAILED, 0, List.of(), failure.status(), code));
    }

    /** A name that is no model's stays out of reports: anyone could fill them with it. */
    void refused(Decision.Refused refused) {
        String code = refused.refusal().code();
        refused.model()
                .ifPresent(model -> log.ended(meter.record(facts(model), Outcome.REFUSED, 0, List.of(), 0, code)));
    }

    private CallFacts facts(Model model) {
        return new CallFacts(requestId, key.organizationId(), key.keyId(), model, stream, System.nanoTime());
    }
}
