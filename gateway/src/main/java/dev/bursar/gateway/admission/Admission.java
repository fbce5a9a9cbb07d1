package dev.bursar.gateway.admission;

import dev.bursar.gateway.metering.Charge;
import dev.bursar.gateway.metering.UsageSink;
import dev.bursar.gateway.policy.Budget;
import dev.bursar.gateway.policy.Model;
import dev.bursar.gateway.policy.Organization;
import dev.bursar.gateway.policy.Policy;
import dev.bursar.gateway.policy.PolicyInForce;
import dev.bursar.policy.money.Price;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request may go on, and takes its worst case (or, where every budget is elastic, its beginning) out
 * of the leases of every hard budget on its path. Far from the caps the decision is made on the spot; else it is told
 * later, on the request's own loop.
 */
public final class Admission {
    /** Lets go of a request that still waits. */
    public interface Waiting {
        Waiting NOT = () -> {};

        void cancel();
    }

    private static final Lease[] NO_LEASES = new Lease[0];

    private final PolicyInForce policyInForce;
    private final PathBook paths;
    private final UsageSink sink;
    private final Clock clock;
    private final AdmissionProperties properties;

    public Admission(
            PolicyInForce policyInForce, PathBook paths, UsageSink sink, Clock clock, AdmissionProperties properties) {
        this.policyInForce = policyInForce;
        this.paths = paths;
        this.sink = sink;
        this.clock = clock;
        this.properties = properties;
    }

    /** Tells the decision exactly once, unless it is cancelled before. */
    public Waiting admit(AdmissionRequest request, Consumer<Decision> then) {
        Policy policy = policyInForce.current();
        Organization organization = policy.organizations().get(request.key().organizationId());
        Model model = organization == null ? null : organization.models().get(request.model());
        Optional<Refusal> refusal = judge(request, organization, model);
        if (refusal.isPresent() || organization == null || model == null) {
            then.accept(new Decision.Refused(refusal.orElseThrow(), Optional.ofNullable(model)));
            return Waiting.NOT;
        }
        BudgetPath path = paths.path(organization, request.key().budgetIds(), model);
        if (path == null) {
            return refuse(then, model, Refusal.incomplete());
        }
        if (path.hard.length == 0 || model.free()) {
            then.accept(withoutHold(request, policy, path, model, ""));
            return Waiting.NOT;
        }
        return admitWithHold(request, path, model, then);
    }

    /** The control plane has these charges now. */
    public void reported(List<Charge> charges) {
        paths.reported(charges);
    }

    private Optional<Refusal> judge(
            AdmissionRequest request, @Nullable Organization organization, @Nullable Model model) {
        if (request.key().management()) {
            return Optional.of(Refusal.of(
                    Refusal.Kind.POLICY, "key_is_management", "A management key manages; it may not call models."));
        }
        if (organization == null) {
            return Optional.of(Refusal.incomplete());
        }
        if (model == null) {
            return Optional.of(Refusal.of(
                    Refusal.Kind.MODEL_UNKNOWN, "model_unknown", "No such model. GET /v1/models lists what there is."));
        }
        if (!request.key().allows(request.model())) {
            return Optional.of(
                    Refusal.of(Refusal.Kind.POLICY, "model_not_allowed", "This API key may not use this model."));
        }
        return sink.hasRoom()
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        Refusal.Kind.UNAVAILABLE,
                        "usage_backlog",
                        "This node has too much unreported usage to take more."));
    }

    private Decision withoutHold(
            AdmissionRequest request, Policy policy, BudgetPath path, Model model, String downgradedFrom) {
        long staleAt = policy.freshUntilMillis() + path.organization.stalenessLimitMillis();
        if (clock.millis() > staleAt) {
            return new Decision.Refused(
                    Refusal.of(
                            Refusal.Kind.UNAVAILABLE,
                            "policy_stale",
                            "This node has been without its control plane for longer than the organization allows."),
                    Optional.of(model));
        }
        Bound bound = Bound.of(request.demand(), model);
        long notional = model.price().map(bound::worstCaseNanos).orElse(0L);
        BudgetPath unheld = path.hard.length == 0 ? path : path.withoutHard();
        Hold hold = new Hold(unheld, NO_LEASES, bound, notional, null);
        return new Decision.Admitted(path.organization, model, hold, -1, 0, downgradedFrom);
    }

    private Waiting admitWithHold(AdmissionRequest request, BudgetPath path, Model model, Consumer<Decision> then) {
        if (model.price().isEmpty()) {
            Budget budget = path.budget(0);
            return refuse(then, model, Refusal.unpriced(model, budget.level(), budget.name()));
        }
        Optional<String> unbounded = Bound.unbounded(request.demand(), model);
        if (unbounded.isPresent()) {
            return refuse(
                    then,
                    model,
                    Refusal.of(
                            Refusal.Kind.POLICY,
                            "request_unbounded",
                            "What this request can cost has no bound: " + unbounded.get() + "."));
        }
        Price price = model.price().get();
        Bound bound = Bound.of(request.demand(), model);
        long now = clock.millis();
        Growth growth = growth(request, path, price, bound, now);
        if (!path.queue.busy()) {
            Bound covers = growth == null ? bound : growth.first();
            long wanted = covers.worstCaseNanos(price);
            @Nullable Lease @Nullable [] leases = path.tryHold(wanted, now);
            if (leases != null) {
                long maxTokens = bound.set() ? -1 : bound.output();
                Hold hold = new Hold(path, leases, covers, wanted, growth);
                then.accept(new Decision.Admitted(path.organization, model, hold, maxTokens, 0, ""));
                return Waiting.NOT;
            }
        }
        Attempt attempt = new Attempt(request, path, model, bound, then);
        attempt.join(new Entry(
                request, path, price, bound, growth, now, properties.waitAtCap().toMillis(), attempt));
        return attempt;
    }

    /** Null where the whole worst case must be held: it is strict, not streamed, or its period ends shortly. */
    private @Nullable Growth growth(
            AdmissionRequest request, BudgetPath path, Price price, Bound bound, long nowMillis) {
        if (!path.elastic
                || !request.stream()
                || path.endsBy(nowMillis + properties.prefetch().toMillis())) {
            return null;
        }
        return new Growth(bound, price, properties, clock, request.loop());
    }

    private static Waiting refuse(Consumer<Decision> then, Model model, Refusal refusal) {
        then.accept(new Decision.Refused(refusal, Optional.of(model)));
        return Waiting.NOT;
    }

    /** A request that did not fit at once: it waits, and where the budget says so, tries once more with less. */
    private final class Attempt implements Waiting, Entry.Ending {
        private final AdmissionRequest request;
        private final BudgetPath path;
        private final Model model;
        private final Bound bound;
        private final Consumer<Decision> then;
        private @Nullable Ticket ticket;

        Attempt(AdmissionRequest request, BudgetPath path, Model model, Bound bound, Consumer<Decision> then) {
            this.request = request;
            this.path = path;
            this.model = model;
            this.bound = bound;
            this.then = then;
        }

        void join(Entry entry) {
            ticket = entry;
            entry.path.queue.join(entry);
        }

        @Override
        public void cancel() {
            if (ticket != null) {
                ticket.cancel();
            }
        }

        @Override
        public void admitted(Hold hold, long maxTokens, long waitedMillis) {
            then.accept(new Decision.Admitted(path.organization, model, hold, maxTokens, waitedMillis, ""));
        }

        @Override
        public void refused(Refusal refusal) {
            Decision.Refused end = new Decision.Refused(refusal, Optional.of(model));
            Optional<Downgrade> other = Downgrade.of(path, model, bound, request, refusal);
            if (other.isEmpty()) {
                then.accept(end);
            } else {
                serveWith(other.get(), end);
            }
        }

        /** The refusal stands unless the other model is admitted: there is no third. */
        private void serveWith(Downgrade other, Decision.Refused end) {
            BudgetPath otherPath = paths.path(path.organization, request.key().budgetIds(), other.model());
            if (otherPath == null) {
                then.accept(end);
            } else if (otherPath.hard.length == 0 || other.model().free()) {
                Policy policy = policyInForce.current();
                Decision decision = withoutHold(other.request(), policy, otherPath, other.model(), model.name());
                then.accept(decision instanceof Decision.Admitted ? decision : end);
            } else {
                join(other.entry(otherPath, clock.millis(), then, end));
            }
        }
    }
}
