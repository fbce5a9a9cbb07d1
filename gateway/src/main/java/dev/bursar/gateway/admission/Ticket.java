package dev.bursar.gateway.admission;

import dev.bursar.gateway.policy.Model;
import dev.bursar.policy.money.Price;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request that waits for money. Guarded by its queue's lock, except that anyone may cancel it. */
final class Ticket {
    final BudgetPath path;
    final Price price;
    final long since;
    final long deadline;
    private final AdmissionRequest request;
    private final Consumer<Decision> then;
    private final Model model;
    private volatile boolean cancelled;
    Bound bound;
    long wanted;
    int clamps;
    boolean clamped;
    int refusals;

    Ticket(
            AdmissionRequest request,
            Model model,
            BudgetPath path,
            Price price,
            Bound bound,
            long now,
            long waitMillis,
            Consumer<Decision> then) {
        this.request = request;
        this.model = model;
        this.path = path;
        this.price = price;
        this.bound = bound;
        this.wanted = bound.worstCaseNanos(price);
        this.clamped = !bound.set();
        this.since = now;
        this.deadline = now + waitMillis;
        this.then = then;
    }

    void clampTo(long outputTokens) {
        bound = bound.clampedTo(outputTokens);
        wanted = bound.worstCaseNanos(price);
        clamped = true;
        clamps++;
    }

    void admit(@Nullable Lease[] leases, long now) {
        Hold hold = new Hold(path, leases, wanted);
        tell(new Decision.Admitted(path.organization, model, hold, clamped ? bound.output() : -1, now - since));
    }

    void refuse(Refusal refusal) {
        tell(new Decision.Refused(refusal, Optional.of(model)));
    }

    boolean isCancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
    }

    private void tell(Decision decision) {
        request.loop().execute(() -> {
            if (!cancelled) {
                then.accept(decision);
            } else if (decision instanceof Decision.Admitted admitted) {
                admitted.hold().release();
            }
        });
    }
}
