package dev.bursar.gateway.controlplane;

import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/**
 * Calls of which nobody knows whether they took effect, repeated under their own numbers until they are answered. One at a
 * time and ever more slowly: after an outage a thousand nodes have many of them, and must not keep the control plane down.
 */
final class LateCalls {
    /**
     * @param most with so many waiting it is left out
     * @param again makes the call; never completes exceptionally
     * @param over it is answered, or not worth repeating any more
     */
    record Late(long epoch, int most, Supplier<CompletionStage<Status.Code>> again, Runnable over) {
        /** Those that were under way when the connection broke come first; later ones hardly ever arrived. What was granted
         * to one that is left out stays leased until the epoch is closed. */
        static final int MOST_GRANTS = 64;

        static final int MOST_RETURNS = 10_000;
    }

    private final ScheduledExecutorService timer;
    private final Backoff backoff;
    private final LongPredicate current;
    private final Deque<Late> waiting = new ArrayDeque<>();
    private boolean busy;

    /** @param current whether an epoch still is this node's */
    LateCalls(ScheduledExecutorService timer, Backoff backoff, LongPredicate current) {
        this.timer = timer;
        this.backoff = backoff;
        this.current = current;
    }

    synchronized void add(Late call) {
        if (waiting.size() >= call.most()) {
            call.over().run();
            return;
        }
        waiting.add(call);
        if (!busy) {
            busy = true;
            pause();
        }
    }

    private synchronized void next() {
        while (!waiting.isEmpty() && !current.test(waiting.element().epoch())) {
            waiting.remove().over().run();
        }
        if (waiting.isEmpty()) {
            busy = false;
        } else {
            waiting.element().again().get().thenAccept(this::answered);
        }
    }

    private synchronized void answered(Status.Code code) {
        if (mayHaveArrived(code)) {
            pause();
            return;
        }
        backoff.succeeded();
        waiting.remove().over().run();
        timer.execute(this::next);
    }

    private void pause() {
        timer.schedule(this::next, backoff.failed(), TimeUnit.MILLISECONDS);
    }

    /** Nobody knows whether the request took effect: worth repeating under its own id. */
    static boolean mayHaveArrived(Status.Code code) {
        return switch (code) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, ABORTED, UNKNOWN, INTERNAL, RESOURCE_EXHAUSTED -> true;
            case OK,
                    INVALID_ARGUMENT,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    FAILED_PRECONDITION,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    DATA_LOSS,
                    UNAUTHENTICATED -> false;
        };
    }
}
