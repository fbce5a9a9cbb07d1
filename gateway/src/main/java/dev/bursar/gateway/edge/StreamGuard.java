package dev.bursar.gateway.edge;

import dev.bursar.gateway.admission.Hold;
import dev.bursar.gateway.metering.DeltaScan;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/**
 * Watches that a stream stays within its hold. An elastic hold is made to grow ahead of use; a stream that has used up
 * what could be had is cut. A strict hold covers all that was asked for: its stream is cut only where the provider
 * takes no notice of the limit, by a count that no honest answer reaches. On the call's loop.
 */
final class StreamGuard {
    /** What is to become of the stream. */
    enum Verdict {
        ON,
        /** No more is read until the hold has grown, or cannot. */
        WAIT,
        CUT
    }

    /** No event with text is shorter. */
    private static final int LEAST_EVENT_BYTES = 40;

    private final Hold hold;
    private final LoopScope scope;
    private final Runnable onAnswer;
    private final DeltaScan scan = new DeltaScan();
    private final Consumer<Boolean> answered = this::answered;
    private long rawBytes;
    private boolean scanning;
    private boolean passed;
    private boolean asking;
    private boolean refused;

    /** @param onAnswer told when a wait has ended: {@link #check} says how */
    StreamGuard(Hold hold, LoopScope scope, Runnable onAnswer) {
        this.hold = hold;
        this.scope = scope;
        this.onAnswer = onAnswer;
        this.scanning = hold.growing();
    }

    /** More came from the provider. As long as so few bytes cannot be too many tokens, nobody looks into them. */
    Verdict add(ByteBuf events, long nowMillis) {
        rawBytes += events.readableBytes();
        scanning |= rawBytes / LEAST_EVENT_BYTES > hold.mostOutputTokens();
        if (!scanning) {
            return Verdict.ON;
        }
        long before = scan.tokensAtMost();
        int length = events.readableBytes();
        byte[] bytes = scope.scratch(length);
        events.getBytes(events.readerIndex(), bytes, 0, length);
        scan.add(bytes, 0, length);
        return passed && scan.tokensAtMost() > before ? Verdict.CUT : check(nowMillis);
    }

    /** The provider itself counts more than is held: whatever it still sends is too much. */
    void passedByItsOwnCount() {
        passed = true;
        scanning = true;
    }

    Verdict check(long nowMillis) {
        long needed = scan.tokensAtMost() + hold.reserveTokens();
        while (wantsMore(needed, nowMillis)) {
            asking = true;
            hold.extend(needed, answered);
        }
        if (!hold.growing()) {
            return scan.tokensAtLeast() > hold.mostOutputTokens() ? Verdict.CUT : Verdict.ON;
        }
        if (needed <= hold.coveredOutputTokens()) {
            return Verdict.ON;
        }
        return refused ? Verdict.CUT : Verdict.WAIT;
    }

    /** The most that has streamed. */
    long tokensAtMost() {
        return scan.tokensAtMost();
    }

    /** About what has streamed. */
    long tokensAbout() {
        return scan.tokensAbout();
    }

    private boolean wantsMore(long needed, long nowMillis) {
        return !asking
                && !refused
                && hold.growing()
                && (needed + hold.aheadTokens() > hold.coveredOutputTokens() || hold.endsSoon(nowMillis));
    }

    private void answered(boolean grown) {
        asking = false;
        refused = !grown;
        onAnswer.run();
    }
}
