package dev.bursar.gateway.admission;

import dev.bursar.gateway.metering.Charge;
import dev.bursar.gateway.metering.UsageSink;
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
 * Decides whether a request may go on, and takes its worst case out of the leases of every hard budget on its path.
 * Far from the caps the decision is made on the spot; else it is told later, on the request's own loop.
 */
public final class Admission {
    /** Lets go of a request that still waits. */
    public interface Waiting {
        Waiting NOT = () -> {};

        void cancel();
    }

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
        Optional<Refusal> refusal = judge(request, policy, organization, model);
        if (refusal.isPresent() || organization == null || model == null) {
            then.accept(new Decision.Refused(refusal.orElseThrow(), Optional.ofNullable(model)));
            return Waiting.NOT;
        }
        BudgetPath path = paths.path(organization, request.key().budgetIds());
        if (path == null) {
            return refuse(then, model, incomplete());
        }
        if (path.hard.length == 0 || model.free()) {
            return admitWithoutHold(request, policy, path, model, then);
        }
        return admitWithHold(request, path, model, then);
    }

    /** The control plane has these charges now. */
    public void reported(List<Charge> charges) {
        paths.reported(charges);
    }

    private Optional<Refusal> judge(
            AdmissionRequest request, Policy policy, @Nullable Organization organization, @Nullable Model model) {
        if (request.key().management()) {
            return Optional.of(Refusal.of(
                    Refusal.Kind.POLICY, "key_is_management", "A management key manages; it may not call models."));
        }
        if (organization == null) {
            return Optional.of(incomplete());
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

    private Waiting admitWithoutHold(
            AdmissionRequest request, Policy policy, BudgetPath path, Model model, Consumer<Decision> then) {
        long staleAt = policy.freshUntilMillis() + path.organization.stalenessLimitMillis();
        if (clock.millis() > staleAt) {
            return refuse(
                    then,
                    model,
                    Refusal.of(
                            Refusal.Kind.UNAVAILABLE,
                            "policy_stale",
                            "This node has been without its control plane for longer than the organization allows."));
        }
        Bound bound = Bound.of(request, model);
        long notional = model.price().map(bound::worstCaseNanos).orElse(0L);
        BudgetPath unheld = path.hard.length == 0 ? path : path.withoutHard();
        Hold hold = new Hold(unheld, new Lease[0], notional);
        then.accept(new Decision.Admitted(path.organization, model, hold, -1, 0));
        return Waiting.NOT;
    }

    private Waiting admitWithHold(AdmissionRequest request, BudgetPath path, Model model, Consumer<Decision> then) {
        if (model.price().isEmpty()) {
            return refuse(
                    then,
                    model,
                    Refusal.of(
                            Refusal.Kind.POLICY,
                            "model_unpriced",
                            "This model has no price, and a hard budget cannot cover what has none."));
        }
        if (!Bound.finite(request, model)) {
            return refuse(
                    then,
                    model,
                    Refusal.of(
                            Refusal.Kind.POLICY,
                            "request_unbounded",
                            "What this request can cost has no bound: it refers to files of unknown size."));
        }
        Price price = model.price().get();
        Bound bound = Bound.of(request, model);
        long now = clock.millis();
        if (!path.queue.busy()) {
            long wanted = bound.worstCaseNanos(price);
            @Nullable Lease @Nullable [] leases = BudgetPath.tryHold(path.hard, wanted, now);
            if (leases != null) {
                long maxTokens = bound.set() ? -1 : bound.output();
                then.accept(
                        new Decision.Admitted(path.organization, model, new Hold(path, leases, wanted), maxTokens, 0));
                return Waiting.NOT;
            }
        }
        Ticket ticket = new Ticket(
                request, model, path, price, bound, now, properties.waitAtCap().toMillis(), then);
        path.queue.join(ticket);
        return ticket::cancel;
    }

    private static Waiting refuse(Consumer<Decision> then, Model model, Refusal refusal) {
        then.accept(new Decision.Refused(refusal, Optional.of(model)));
        return Waiting.NOT;
    }

    private static Refusal incomplete() {
        return Refusal.of(
                Refusal.Kind.UNAVAILABLE, "policy_incomplete", "This node does not have all of this key's policy yet.");
    }
}
