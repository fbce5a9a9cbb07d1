package dev.bursar.gateway.admission;

import dev.bursar.gateway.policy.Model;
import dev.bursar.gateway.policy.Organization;
import java.util.Optional;

/** The end of admission. */
public sealed interface Decision {
    /**
     * @param model the one to call: another than was asked for where a budget says so
     * @param maxTokens what the request's limit must be set to; -1: leave it as it is
     * @param waitedMillis for money held by others
     * @param downgradedFrom the model that was asked for, if another is called; else empty
     */
    record Admitted(
            Organization organization, Model model, Hold hold, long maxTokens, long waitedMillis, String downgradedFrom)
            implements Decision {}

    /** @param model empty where there is none of that name */
    record Refused(Refusal refusal, Optional<Model> model) implements Decision {}
}
