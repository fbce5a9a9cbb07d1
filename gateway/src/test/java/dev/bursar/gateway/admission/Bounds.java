package dev.bursar.gateway.admission;

import dev.bursar.gateway.policy.Model;
import dev.bursar.policy.money.UsageBound;
import java.util.Optional;

/** Lets tests of other packages see bounds. */
public final class Bounds {
    private Bounds() {}

    public static Optional<String> unbounded(Demand demand, Model model) {
        return Bound.unbounded(demand, model);
    }

    public static UsageBound of(Demand demand, Model model) {
        return Bound.of(demand, model).usage();
    }
}
