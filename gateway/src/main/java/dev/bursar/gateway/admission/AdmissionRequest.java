package dev.bursar.gateway.admission;

import dev.bursar.gateway.policy.KeyGrant;
import java.util.concurrent.Executor;

/**
 * What admission must know of a request.
 *
 * @param stream the answer is streamed: it can be cut
 * @param loop where the decision is to be told
 */
public record AdmissionRequest(KeyGrant key, String model, Demand demand, boolean stream, Executor loop) {
    /** The same for another model, with a limit that this model has. */
    AdmissionRequest with(String otherModel, long otherMaxTokens) {
        return new AdmissionRequest(key, otherModel, demand.withMaxTokens(otherMaxTokens), stream, loop);
    }
}
