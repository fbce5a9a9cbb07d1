package dev.bursar.gateway.admission;

import dev.bursar.gateway.policy.Model;
import dev.bursar.gateway.policy.Organization;
import java.util.Optional;

/** The end of admission. */
public sealed interface Decision {
    /**
     * @param maxTokens what the request's limit must be set to; -1: leave it as it is
     * @param waitedMillis for money held by others
     */
    record Admitted(Organization organization, Model model, Hold hold, long maxTokens, long waitedMillis)
            implements Decision {}

    /** @param model empty where there is none of that name */
    record Refused(Refusal refusal, Optional<Model> model) implements Decision {}
}
