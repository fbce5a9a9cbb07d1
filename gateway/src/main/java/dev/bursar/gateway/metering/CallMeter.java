package dev.bursar.gateway.metering;

import dev.bursar.gateway.policy.Model;
import dev.bursar.policy.money.Cost;
import dev.bursar.policy.money.Price;
import dev.bursar.policy.money.Tokens;
import dev.bursar.policy.money.Usage;
import dev.bursar.policy.money.UsageBound;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Measures one call: when it began, when it was answered, what it used. One thread at a time. */
public final class CallMeter {
    private final long startedAtMillis;
    private final long startedNanos;
    private long firstByteNanos;
    private @Nullable Tokens tokens;
    private long toolCalls = -1;
    private UsageBound bound = UsageBound.ofText(0, 0);
    private boolean estimated;

    public CallMeter(long nowMillis, long nanoTime) {
        this.startedAtMillis = nowMillis;
        this.startedNanos = nanoTime;
    }

    /** The provider's answer began. Later calls change nothing. */
    public void firstByte(long nanoTime) {
        if (firstByteNanos == 0) {
            firstByteNanos = nanoTime;
        }
    }

    /** What the request may use at most, now that it is admitted: what no provider counts is charged as that much. */
    public void expect(UsageBound most) {
        bound = most;
    }

    /** The provider's count so far: the last one stands. @param calls of tools that it ran; negative: it did not say */
    public void used(Tokens counted, long calls) {
        tokens = counted;
        toolCalls = calls;
    }

    /** Where the provider counts nothing: about what it was. */
    public Tokens usedAbout(long prompt, long completion) {
        Tokens counted = tokens;
        if (counted == null) {
            counted = Tokens.reported(prompt, completion, 0, 0, 0, 0, 0);
            tokens = counted;
            estimated = true;
        }
        return counted;
    }

    public Optional<Tokens> tokens() {
        return Optional.ofNullable(tokens);
    }

    /** What was counted so far costs; nothing where there is no count or no price. */
    public long costNanos(Model model) {
        return usage().flatMap(used -> model.price().map(price -> Cost.of(price, used)))
                .orElse(0L);
    }

    /** The part of {@link #costNanos} that the request costs without its answer. */
    public long promptCostNanos(Model model) {
        return usage().flatMap(used -> model.price().map(price -> Cost.ofPrompt(price, used)))
                .orElse(0L);
    }

    private Optional<Usage> usage() {
        return tokens().map(counted -> new Usage(
                counted,
                bound.inputImages(),
                bound.outputImages(),
                toolCalls < 0 ? bound.toolCalls() : Math.min(toolCalls, Usage.MAX_COUNT)));
    }

    /** The record of the call, now that it has ended. */
    public UsageRecord record(
            CallFacts facts, Outcome outcome, long costNanos, List<Charge> charges, int upstreamStatus, String code) {
        Tokens counted = tokens;
        Model model = facts.model();
        return new UsageRecord(
                facts.eventId(),
                facts.organizationId(),
                facts.keyId(),
                model.name(),
                model.providerId(),
                startedAtMillis,
                Math.max(0, (facts.endedNanos() - startedNanos) / 1000),
                firstByteNanos == 0 ? 0 : Math.max(1, (firstByteNanos - startedNanos) / 1000),
                outcome,
                facts.streamed(),
                counted == null ? Tokens.NONE : counted,
                costNanos,
                model.price().map(Price::id).orElse(""),
                estimated || counted == null && costNanos > 0,
                charges,
                upstreamStatus,
                code);
    }
}
