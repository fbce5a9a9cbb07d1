package dev.bursar.gateway.admission;

import dev.bursar.gateway.policy.AtCap;
import dev.bursar.gateway.policy.Budget;
import dev.bursar.gateway.policy.Model;
import dev.bursar.policy.money.Price;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Another model for a request that a budget does not cover, as that budget says. Its own worst case is held, and where
 * that does not fit either, the first refusal stands.
 *
 * @param request as it was, for the other model
 * @param price of the other model
 * @param limited the caller's limit passes the other model's and was lowered to it
 */
record Downgrade(String from, Model model, AdmissionRequest request, Price price, Bound bound, boolean limited) {
    /** Empty where the budget wants none, or the model is not there, not allowed, or not cheaper for this request. */
    static Optional<Downgrade> of(BudgetPath path, Model from, Bound bound, AdmissionRequest request, Refusal refusal) {
        Optional<Budget> budget = refusal.budget()
                .map(standing -> path.levelOf(standing.view().budgetId()))
                .filter(level -> level >= 0)
                .map(path::budget)
                .filter(refusing -> refusing.atCap() == AtCap.DOWNGRADE);
        Model to = budget.map(Budget::downgradeModel)
                .map(path.organization.models()::get)
                .orElse(null);
        if (to == null
                || to.price().isEmpty()
                || from.price().isEmpty()
                || !request.key().allows(to.name())) {
            return Optional.empty();
        }
        boolean limited = to.maxOutputTokens() > 0 && request.demand().maxTokens() > to.maxOutputTokens();
        AdmissionRequest other = request.with(
                to.name(), limited ? to.maxOutputTokens() : request.demand().maxTokens());
        if (Bound.unbounded(other.demand(), to).isPresent()) {
            return Optional.empty();
        }
        Bound otherBound = Bound.of(other.demand(), to);
        boolean cheaper = otherBound.worstCaseNanos(to.price().get())
                < bound.worstCaseNanos(from.price().get());
        return cheaper
                ? Optional.of(new Downgrade(from.name(), to, other, to.price().get(), otherBound, limited))
                : Optional.empty();
    }

    /** Does not wait again: the first model has waited. */
    Entry entry(BudgetPath path, long nowMillis, Consumer<Decision> then, Decision.Refused otherwise) {
        Entry.Ending ending = new Entry.Ending() {
            @Override
            public void admitted(Hold hold, long maxTokens, long waitedMillis) {
                long limit = maxTokens < 0 && limited ? bound.output() : maxTokens;
                then.accept(new Decision.Admitted(path.organization, model, hold, limit, waitedMillis, from));
            }

            @Override
            public void refused(Refusal refusal) {
                then.accept(otherwise);
            }
        };
        return new Entry(request, path, price, bound, null, nowMillis, 0, ending);
    }
}
