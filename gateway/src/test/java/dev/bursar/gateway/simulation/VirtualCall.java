package dev.bursar.gateway.simulation;

import dev.bursar.gateway.admission.Admission;
import dev.bursar.gateway.admission.AdmissionRequest;
import dev.bursar.gateway.admission.Decision;
import dev.bursar.gateway.admission.Demand;
import dev.bursar.gateway.admission.Hold;
import dev.bursar.gateway.admission.Refusal;
import dev.bursar.gateway.admission.WalletProbe;
import dev.bursar.gateway.metering.Charge;
import dev.bursar.gateway.metering.Outcome;
import dev.bursar.gateway.metering.UsageRecord;
import dev.bursar.gateway.policy.KeyGrant;
import dev.bursar.policy.money.Tokens;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request, from the client's question to the provider's bill. */
final class VirtualCall {
    /** How the provider's answer ends. */
    enum End {
        COUNTED,
        UNCOUNTED,
        FAILED
    }

    /**
     * @param maxTokens what the caller allows; -1: says nothing
     * @param usage share of the worst case that is really used, 0 to 1
     */
    record Ask(long inputBytes, long maxTokens, double usage, long streamMillis, boolean stream, End end) {}

    private static final long CHUNK_MILLIS = 250;

    private final VirtualNode node;
    private final KeyGrant key;
    private final Ask ask;
    private final long askedAtMillis;
    private final long startedAtMillis;
    private List<UUID> leases = List.of();
    private @Nullable Hold hold;
    private boolean stopped;
    private long outputWanted;
    private long output;
    private long billed;
    private boolean extending;
    private boolean stuck;

    VirtualCall(VirtualNode node, KeyGrant key, Ask ask) {
        this.node = node;
        this.key = key;
        this.ask = ask;
        this.askedAtMillis = node.around.time().nowMillis();
        this.startedAtMillis = node.around.clock().millis();
    }

    void begin(Admission admission) {
        Tally tally = node.around.tally();
        tally.asked++;
        long wrong = node.around.clock().wrongByMillis();
        if (wrong != 0) {
            tally.happened(wrong > 0 ? Fault.CLOCK_AHEAD : Fault.CLOCK_BEHIND);
        }
        admission.admit(new AdmissionRequest(key, House.MODEL, demand(), ask.stream(), node.timer), this::decided);
    }

    /** Text alone. */
    private Demand demand() {
        return new Demand(ask.inputBytes(), 0, 0, 0, 0, 0, 0, 0, -1, ask.maxTokens(), 1, false, false, 0, "", "");
    }

    boolean isHeld() {
        return hold != null && !stopped;
    }

    /** For a trace: how far it is. */
    long progress() {
        return (hold == null ? 0 : held().nanos()) + 31 * output + 37 * billed + (stopped ? 1 : 0);
    }

    /** The node died: the provider goes on, and bills what it was asked for. */
    void orphaned() {
        Hold held = hold;
        if (held != null && !stopped) {
            stopped = true;
            node.around.tally().orphaned++;
            if (held.growing() && ask.end() != End.FAILED) {
                bill(Math.min(input() + outputWanted, held.nanos()) - billed);
            }
        }
    }

    private void decided(Decision decision) {
        Tally tally = node.around.tally();
        long waited = node.around.time().nowMillis() - askedAtMillis;
        tally.longestWaitMillis = Math.max(tally.longestWaitMillis, waited);
        Violation.unless(waited <= node.longestWaitMillis(), () -> "a wait is bounded: " + waited + " ms");
        switch (decision) {
            case Decision.Refused refused -> {
                stopped = true;
                node.calls.remove(this);
                if (refused.refusal().kind() == Refusal.Kind.UNAVAILABLE) {
                    tally.unavailable++;
                } else {
                    tally.refused++;
                    node.around.watch().refused(refused.refusal());
                }
            }
            case Decision.Admitted admitted -> admitted(admitted);
        }
    }

    private void admitted(Decision.Admitted admitted) {
        Tally tally = node.around.tally();
        tally.admitted++;
        if (admitted.maxTokens() >= 0 && admitted.maxTokens() < ask.maxTokens()) {
            tally.clamped++;
            node.around.watch().clamped();
        }
        Hold held = admitted.hold();
        hold = held;
        leases = node.around.truth().admitted(WalletProbe.leaseIds(held), node.around.clock());
        long most = admitted.maxTokens() >= 0 ? admitted.maxTokens() : ask.maxTokens();
        outputWanted = Math.round(most * ask.usage());
        if (ask.end() == End.FAILED) {
            after(ask.streamMillis(), this::failed);
            return;
        }
        bill(input());
        if (held.growing()) {
            after(CHUNK_MILLIS, this::chunk);
        } else {
            bill(outputWanted);
            output = outputWanted;
            after(ask.streamMillis(), this::ended);
        }
    }

    private long input() {
        return Math.max(1, ask.inputBytes() / 4);
    }

    private void bill(long nanos) {
        billed += nanos;
        node.around.truth().bill(leases, nanos);
    }

    /** The provider never began. */
    private void failed() {
        node.around.parts().release(held());
        record(Outcome.PROVIDER_FAILED, 0, List.of());
    }

    private void ended() {
        long now = node.around.clock().millis();
        boolean counted = ask.end() == End.COUNTED;
        long cost = input() + output;
        Violation.unless(cost <= held().nanos(), "a worst case is the worst case: " + cost);
        List<Charge> charges = counted
                ? node.around.parts().settle(held(), cost, now)
                : node.around.parts().doubt(held(), now);
        record(counted ? Outcome.COMPLETED : Outcome.CLIENT_GONE, cost, charges);
    }

    /** Some more of an elastic answer, as far as the hold covers it. */
    private void chunk() {
        Hold held = held();
        long next = Math.min(outputWanted, output + 100);
        if (!extending && !stuck && held.growing() && next + held.aheadTokens() > covered(held)) {
            extending = true;
            held.extend(next, this::extended);
        }
        if (next <= covered(held)) {
            bill(next - output);
            output = next;
        } else if (stuck) {
            cut(held);
            return;
        }
        if (output >= outputWanted) {
            ended();
        } else {
            after(CHUNK_MILLIS, this::chunk);
        }
    }

    private void extended(boolean grown) {
        extending = false;
        stuck = !grown;
    }

    private static long covered(Hold held) {
        return held.growing() ? held.coveredOutputTokens() - held.reserveTokens() : held.coveredOutputTokens();
    }

    /** The provider stops a little later than it was told to. */
    private void cut(Hold held) {
        node.around.tally().cut++;
        long more = Math.min(outputWanted - output, held.reserveTokens());
        long metered = input() + output;
        bill(more);
        List<Charge> charges =
                held.cut(metered, held.boundNanos(output), node.around.clock().millis());
        record(Outcome.BUDGET_CUT, metered, charges);
    }

    private void record(Outcome outcome, long cost, List<Charge> charges) {
        stopped = true;
        node.calls.remove(this);
        node.around.truth().charged(charges);
        UUID event = new UUID(4, node.around.tally().nextEvent());
        node.events.add(event);
        node.around.truth().event(event, billed, charges);
        node.link
                .sink()
                .accept(new UsageRecord(
                        event.toString(),
                        House.ORGANIZATION,
                        key.keyId(),
                        House.MODEL,
                        "provider",
                        startedAtMillis,
                        0,
                        0,
                        outcome,
                        ask.stream(),
                        Tokens.NONE,
                        cost,
                        "price",
                        false,
                        charges,
                        200,
                        ""));
    }

    private Hold held() {
        Hold held = hold;
        if (held == null) {
            throw new IllegalStateException("it was not admitted");
        }
        return held;
    }

    private void after(long millis, Runnable what) {
        node.timer.schedule(
                () -> {
                    if (!stopped) {
                        what.run();
                    }
                },
                millis,
                TimeUnit.MILLISECONDS);
    }
}
