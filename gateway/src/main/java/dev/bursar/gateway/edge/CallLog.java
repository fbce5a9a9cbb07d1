package dev.bursar.gateway.edge;

import dev.bursar.gateway.metering.Outcome;
import dev.bursar.gateway.metering.UsageRecord;
import dev.bursar.gateway.metering.UsageSink;
import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;

/** Where ended calls go: the usage sink, and counters for operators. Any thread. */
public final class CallLog {
    private final UsageSink sink;
    private final Clock clock;
    private final LongAdder[] outcomes = new LongAdder[Outcome.values().length];
    private final LongAdder costNanos = new LongAdder();

    public CallLog(UsageSink sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = new LongAdder();
        }
    }

    long nowMillis() {
        return clock.millis();
    }

    void ended(UsageRecord record) {
        outcomes[record.outcome().ordinal()].increment();
        costNanos.add(record.costNanos());
        sink.accept(record);
    }

    public long count(Outcome outcome) {
        return outcomes[outcome.ordinal()].sum();
    }

    public long costNanos() {
        return costNanos.sum();
    }
}
